"""Changes of a scenario in sentences."""

from __future__ import annotations

from app import changes_told, edits
from app.study import answer, question
from tests.app.study_scenes import BASE, X, Y, cctv, project


def texts(found) -> list[str]:
    return [one.text for one in found]


def test_what_is_put_up_moved_turned_and_taken_away_is_told_with_its_street() -> None:
    whole = project(*BASE, cctv((50, 0, 90.0, 1), (90, 0, 0.0, 1), (120, 0, 0.0, 1)))
    known = answer(question(whole))
    whole = edits.place(whole, "cctv", (X + 200, Y + 50), heading_deg=135.0)
    whole = edits.change_existing(whole, "cctv", 0, gone=True)
    whole = edits.change_existing(whole, "cctv", 1, at_m=(X + 95, Y))
    whole = edits.change_existing(whole, "cctv", 2, heading_deg=180.0)
    found = texts(changes_told.told(whole, whole.shown, known, "ko"))
    assert found == [
        "나루길: CCTV 1곳을 새로 두고 남동쪽을 보게 합니다.",
        "가람길: 지금 있는 CCTV ‘카메라 1’ 1곳을 없앱니다.",
        "가람길: 지금 있는 CCTV ‘카메라 2’ 1곳을 5 m 옮깁니다.",
        "가람길: 지금 있는 CCTV ‘카메라 3’ 1곳을 바꿉니다(방위).",
    ]


def test_lamps_along_a_street_are_one_sentence_and_say_how_many() -> None:
    whole = project(*BASE)
    for x in range(220, 400, 25):
        whole = edits.place(whole, "security_lights", (X + x, Y + 2))
    found = texts(changes_told.told(whole, whole.shown, answer(question(project(*BASE))), "en"))
    assert len(found) == 1 and "8" in found[0]


def test_without_answers_the_place_is_unknown_and_the_rest_is_told() -> None:
    whole = edits.place(project(*BASE), "mailboxes", (X, Y))
    assert texts(changes_told.told(whole, whole.shown, None, "ko")) == ["위치 미상: 안심택배함 1곳을 새로 둡니다."]


def test_year_and_status_stand_behind_and_notes_are_no_changes() -> None:
    whole = edits.place(project(*BASE), "mailboxes", (X, Y), id="m")
    whole = edits.annotate(edits.place(whole, "", (X, Y), entry="note_text"), "m", year=2027, status="approved")
    assert texts(changes_told.told(whole, whole.shown, None, "ko")) == ["위치 미상: 안심택배함 1곳을 새로 둡니다. (2027년, 확정)"]


def test_of_two_scenarios_what_one_does_and_what_both_do_is_told_apart() -> None:
    whole = edits.place(project(*BASE), "mailboxes", (X, Y))
    whole = edits.copy_scenario(whole, whole.scenario)
    whole = edits.place(whole, "phone_booths", (X, Y))
    one, other = whole.scenarios
    found = changes_told.told_beside(whole, one, other, None, "ko")
    assert (len(found.left_only), len(found.right_only), len(found.both)) == (0, 1, 1)


def test_against_what_exists_everything_is_new() -> None:
    whole = edits.place(project(*BASE), "mailboxes", (X, Y))
    found = changes_told.told_beside(whole, None, whole.shown)
    assert (found.left_only, len(found.right_only), found.both) == ((), 1, ())


def test_a_name_from_a_file_is_told_word_for_word() -> None:
    layer = cctv((50, 0, 90.0, 1))
    layer.frame["name"] = ["<b>{x}</b>"]
    whole = edits.change_existing(project(*BASE, layer), "cctv", 0, gone=True)
    assert "<b>{x}</b>" in texts(changes_told.told(whole, whole.shown))[0]
