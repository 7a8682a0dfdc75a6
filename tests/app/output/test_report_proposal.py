"""The pages of a scenario in the report: what is proposed, before and after, cost and phasing, evidence."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from app import edits
from app.compare import compared
from app.errors import BadInput
from app.model import Intervention, Project
from app.output import report
from app.output.ledger import Ledger
from app.output.proposal import Proposal, kept_inside, kept_photos, photos_wanted, proposal, small
from app.output.report_cost import won_words
from app.output.report_evidence import columns
from app.output.report_pages import pages
from app.output.report_proposal import ground_box, headline_rows, marks_of, photo_id
from app.scene import MapWanted
from app.study import Answers, answer, question
from tests.app.output_pieces import HOSTILE, PICTURE, forbidden, secret, small_answers, small_project, text_of, unknown_numbers
from tests.app.study_scenes import X, Y

NOTE = "전신주가 있어 지주를 새로 세우지 않아도 됩니다"


def photo(size: tuple[int, int] = (1600, 1200)) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "비밀 촬영 위치"
    Image.new("RGB", size, (90, 120, 60)).save(out, "JPEG", exif=exif)
    return out.getvalue()


@cache
def planned() -> Project:
    """Two cameras, a mailbox without a price, a mirror no measure counts, a camera taken away; a year, a budget, a note, a picture."""
    whole = edits.add_scenario(small_project())
    whole = edits.place(whole, "cctv", (X + 20, Y), heading_deg=90.0, id="one")
    whole = edits.place(whole, "cctv", (X + 380, Y), heading_deg=270.0, id="two")
    whole = edits.place(whole, "mailboxes", (X + 60, Y + 2), id="box")
    whole = edits.place(whole, "convex_mirror", (X + 200, Y + 3), id="mirror")
    whole = edits.change_existing(whole, "cctv", 0, gone=True)
    whole = edits.annotate(whole, "one", note=NOTE, photos=("ab12",))
    whole = edits.plan_items(whole, whole.scenario, {"one": 2027, "two": 2028})
    return edits.set_budget(whole, whole.scenario, 2027, 10e6)


@cache
def planned_answers() -> Answers:
    return answer(question(planned()))


@cache
def plan(language: str = "ko") -> Proposal:
    found = proposal(planned(), planned_answers(), language, photos={"ab12": photo()})
    assert found is not None
    return found


def written(whole: Project, answers: Answers, one: Proposal | None, out: Path, language: str = "ko") -> Ledger:
    maps = {wanted.id: PICTURE for wanted in report.maps_wanted(whole, answers, language, proposal=one)}
    return report.write(whole, answers, maps, out, language, proposal=one)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Ledger]]:
    folder, found = tmp_path_factory.mktemp("proposal"), {}
    for language in ("ko", "en"):
        ledger = written(planned(), planned_answers(), plan(language), folder / language, language)
        found[language] = (folder / language).read_bytes(), ledger
    return found


def flat(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(text_of(pdf)).replace("\u00a0", " "))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def data(language: str = "ko", one: Proposal | None = None) -> dict:
    wanted = report.maps_wanted(planned(), planned_answers(), language, proposal=one or plan(language))
    files = {one.id: f"{one.id}.svg" for one in wanted} | {photo_id("ab12"): "p.jpg"}
    maps = {one.id: one for one in wanted if isinstance(one, MapWanted)}
    return pages(planned(), planned_answers(), files, maps, (), language, proposal=one or plan(language))[0]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_number_on_the_pages_of_a_scenario_is_traced_and_the_file_stays_accessible(finished: dict, language: str) -> None:
    pdf, ledger = finished[language]
    assert unknown_numbers(pdf, ledger) == set()
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_a_scenario_gets_its_four_pages_in_order(finished: dict) -> None:
    text = flat(finished["ko"][0])
    places = [text.index(words) for words in ("바꾸는 것", "제안 전과 뒤", "비용과 연차 계획", "근거의 출처", "지표마다 지도와 동별 값")]
    assert places == sorted(places)


def test_what_exists_alone_gets_no_page_of_a_scenario(tmp_path: Path) -> None:
    whole = replace(planned(), scenario="")
    assert proposal(whole, small_answers(), "ko") is None
    made = pages(whole, small_answers(), {}, {}, (), "ko")[0]
    assert [made[page] for page in ("proposed", "compared", "cost", "evidence")] == [None] * 4


def test_a_scenario_of_notes_alone_has_nothing_to_say() -> None:
    whole = edits.place(edits.add_scenario(small_project()), "", entry="note_text", at_m=(X, Y), id="word")
    whole = edits.annotate(whole, "word", note="여기가 어둡다고 합니다")
    assert proposal(whole, answer(question(whole)), "ko") is None


def test_both_maps_show_the_same_ground_and_only_the_second_what_changes() -> None:
    wanted = {one.id: one for one in report.maps_wanted(planned(), planned_answers(), "ko", proposal=plan())}
    before, after = wanted["proposal-before"], wanted["proposal-after"]
    assert before.box_m == after.box_m and before.alt != after.alt and before.alt and after.alt
    roles = [{overlay.role for overlay in one.scene.overlays} for one in (before, after)]
    assert not {"proposed", "removed"} & roles[0] and {"proposed", "removed"} <= roles[1]


def test_the_numbers_on_the_map_are_those_of_the_list() -> None:
    overlay = next(one for one in marks_of(plan(), "ko") if one.role == "proposed")
    listed = [one["number"] for one in data()["proposed"]["changes"]]
    assert set(overlay.labels) == set(listed) - {"×"} and listed.count("×") == 1


def test_everything_told_is_on_the_ground_that_is_shown() -> None:
    west, south, east, north = ground_box(plan())
    assert all(west < item.at_m[0] < east and south < item.at_m[1] < north for item in plan().items)


def test_a_change_carries_the_note_and_a_small_picture_of_its_thing() -> None:
    first = data()["proposed"]["changes"][0]
    assert first["notes"] == [NOTE] and first["photos"][0]["file"] == "p.jpg" and "CCTV" in first["photos"][0]["alt"]


def test_a_picture_comes_out_small_without_what_the_camera_wrote_and_a_broken_one_not_at_all() -> None:
    found = small({"good": photo(), "broken": photo()[:400], "no picture": b"\xff\xd8", "": b""})
    assert list(found) == ["good"] and len(found["good"]) < 40_000
    with Image.open(io.BytesIO(found["good"])) as picture:
        assert max(picture.size) <= 420 and not picture.getexif()


def test_only_the_first_picture_of_each_thing_is_asked_for_and_none_of_what_exists() -> None:
    assert photos_wanted(planned().shown) == ("ab12",) and photos_wanted(None) == ()


def test_a_picture_that_is_lost_is_left_out() -> None:
    def read(name: str) -> bytes:
        raise BadInput(f"no {name}")

    assert kept_photos(planned().shown, read) == {}


def test_a_name_of_a_picture_can_lead_nowhere() -> None:
    assert photo_id("../../etc/x") == "photo-etcx"


def test_measures_before_and_after_are_those_of_the_comparison() -> None:
    found = compared(planned(), "", planned().scenario, {"": plan().before, planned().scenario: plan().after}, "현황")
    assert plan().found.rows == found.rows and plan().before.answers.measures == small_answers().measures
    assert {row.measure for row in plan().district_rows()} >= {"seen", "near_mailbox"}
    assert all(row.area_code == small_answers().district[0] for row in plan().district_rows())


def test_the_headline_is_the_main_measure_that_changes_most() -> None:
    rows = headline_rows(plan())
    assert abs(rows[0].change.value) == max(abs(row.change.value) for row in rows)
    assert data()["proposed"]["title"].startswith("‘시나리오 A’: ")


def test_a_scenario_that_no_measure_counts_is_listed_without_a_page_of_measures() -> None:
    whole = edits.place(edits.add_scenario(small_project()), "convex_mirror", (X + 200, Y + 3), id="mirror")
    answers = answer(question(whole))
    one = proposal(whole, answers, "ko")
    assert one is not None and one.before.answers is answers  # nothing was measured twice
    made = pages(whole, answers, {}, {}, (), "ko", proposal=one)[0]
    assert made["compared"] is None and "1가지" in made["proposed"]["title"]


def test_what_has_no_price_is_asked_for_and_the_total_says_at_least(finished: dict) -> None:
    cost = data()["cost"]
    by_name = {row[0]: [plain(cell) for cell in row] for row in cost["table"]["rows"]}
    assert by_name["CCTV"][3].startswith("4,400만 원 (") and by_name["안심택배함"][3] == "문의"
    assert by_name["합계"][3].startswith("최소 4,400만 원") and "적어도 4,400만 원" in plain(cost["title"])
    assert "문의" in flat(finished["ko"][0]) and "at least ₩44.0 million" in flat(finished["en"][0])


def test_years_and_budgets_stand_in_the_plan_and_what_is_over_is_said() -> None:
    rows = data()["cost"]["phases"]["rows"]
    assert [row[0] for row in rows] == ["2027년", "2028년", "미정"]
    assert plain(rows[0][5]) == "1,200만 원 넘침 (시설 1곳)" and rows[0][1] == "CCTV 1" and "철거" in rows[2][1]


def test_without_years_and_budgets_there_is_no_plan_of_years() -> None:
    whole = edits.place(edits.add_scenario(small_project()), "cctv", (X + 20, Y), heading_deg=90.0)
    answers = answer(question(whole))
    made = pages(whole, answers, {}, {}, (), "ko", proposal=proposal(whole, answers, "ko"))[0]
    assert made["cost"]["phases"]["rows"] == []


def test_each_card_stands_once_and_what_is_unknown_says_so(finished: dict) -> None:
    cards = [card for column in data()["evidence"]["columns"] for card in column]
    names = [card["name"] for card in cards]
    assert sorted(names) == sorted(set(names)) and {"CCTV", "안심택배함", "볼록거울"} <= set(names)
    unknown = next(card for card in cards if card["name"] == "볼록거울")
    assert unknown["effect"] == "효과: 알려져 있지 않음" and not unknown["known"] and unknown["backing"]
    assert "Piza, Welsh, Farrington" in flat(finished["ko"][0])


def test_cards_fill_two_columns_and_none_is_lost() -> None:
    cards = [{"name": str(number), "claims": [{"text": "가" * 90}] * number} for number in range(7)]
    found = columns(cards)
    assert sorted(card["name"] for column in found for card in column) == [str(number) for number in range(7)] and all(found)


@pytest.mark.parametrize(("krw", "ko", "en"), [
    (0, "0 원", "₩0"), (9_999, "9,999 원", "₩9,999"), (22e6, "2,200만 원", "₩22.0 million"), (250e6, "2억 5,000만 원", "₩250.0 million"), (1e8, "1억 원", "₩100.0 million"),
])  # fmt: skip
def test_won_read_as_in_an_office(krw: float, ko: str, en: str) -> None:
    assert (won_words(krw, "ko"), won_words(krw, "en")) == (ko, en)


def test_a_change_of_a_single_thing_that_must_not_leave_is_not_told(tmp_path: Path) -> None:
    id = secret(planned()).id
    spy = Intervention("spy", "crime_points", (X + 111.25, Y + 5), properties=(("of", f"{id}/0"), ("gone", True)), note="비밀유형갑")
    whole = planned().with_scenario(replace(planned().shown, items=(*planned().shown.items, spy)))
    answers = answer(question(whole))
    one = proposal(whole, answers, "ko")
    assert kept_inside(whole, whole.shown) == {"spy"} and "spy" not in {item.id for item in one.items}
    written(whole, answers, one, tmp_path / "r.pdf")
    text = flat((tmp_path / "r.pdf").read_bytes())
    assert [word for word in forbidden(secret(whole)) if word in text] == []


def test_no_map_of_a_scenario_holds_a_sensitive_layer() -> None:
    maps = [one for one in report.maps_wanted(planned(), planned_answers(), "ko", proposal=plan()) if isinstance(one, MapWanted)]
    assert all(not layer.kind.sensitive for one in maps for layer in one.scene.layers)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_notes_and_titles_stay_text(tmp_path: Path, name: str) -> None:
    shown = planned().shown
    items = tuple(replace(item, note=name, properties=(*item.properties, ("name", name))) for item in shown.items)
    whole = planned().with_scenario(replace(shown, title=name, note=name, items=items))
    one = proposal(whole, planned_answers(), "ko", before=plan().before)
    ledger = written(whole, planned_answers(), one, tmp_path / "r.pdf")
    assert unknown_numbers((tmp_path / "r.pdf").read_bytes(), ledger) == set()


def test_the_words_of_these_pages_hold_no_figure_of_their_own() -> None:
    from app.words import table

    for language in ("ko", "en"):
        texts = {key: re.sub(r"{\w+}", "", text) for key, text in table(language).items() if key.startswith("proposal.")}
        assert texts and [key for key, text in texts.items() if re.search(r"\d", text)] == (["proposal.cost.ask"] if language == "ko" else [])
