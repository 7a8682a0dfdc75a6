"""The site report as a PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.errors import ProjectTrouble
from app.model import Intervention, Project, SetAside
from app.output import report
from app.output.report_pages import pages
from app.parameters import PARAMETERS
from app.scene import MapWanted, SymbolWanted
from app.study import answer, question
from app.words import Words
from tests.app.output_pieces import HOSTILE, drawn, hostile_project, made, small_answers, small_project, text_of, unknown_numbers
from tests.app.study_scenes import DISTRICT, STREETS, X, Y, box, cctv, layer, project, sketch

ASIDE = [SetAside("명단.csv", 12, "row.no_place", "비밀 줄"), SetAside("명단.csv", 7, "row.no_place", "비밀 줄"), SetAside("표.xlsx", 3, "row.total")]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, object]]:
    """The small report in both languages with its ledger."""
    folder, found = tmp_path_factory.mktemp("report"), {}
    for language in ("ko", "en"):
        ledger = made(small_project(), folder / f"{language}.pdf", language, answers=small_answers(), set_aside=ASIDE)
        found[language] = (folder / f"{language}.pdf").read_bytes(), ledger
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_typed_in(finished: dict, language: str) -> None:
    pdf, ledger = finished[language]
    assert unknown_numbers(pdf, ledger) == set()


def test_only_known_sentences_hold_figures_of_their_own(finished: dict) -> None:
    _, ledger = finished["ko"]
    keys = {source.removeprefix("words ") for source in ledger.entries.values() if source.startswith("words ")}
    assert keys <= {
        "note.all_round", "note.people_women_alone", "report.summary.lead.mailbox.women_alone", "report.people.women_alone", "report.sources.note",
        "report.map.summary.caption", "detail.lockers_per_1000", "detail.lockers_lowest",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_hold_no_figure_in_the_words_of_the_report_itself(language: str) -> None:
    from app.words import table

    texts = {key: re.sub(r"{\w+}", "", text) for key, text in table(language).items() if key.startswith("report.")}
    assert {key for key, text in texts.items() if re.search(r"\d", text)} <= {
        "report.summary.lead.mailbox.women_alone", "report.people.women_alone", "report.sources.note", "report.map.summary.caption",
    }  # fmt: skip


def test_the_report_is_tagged_has_a_title_and_a_language(finished: dict) -> None:
    for language, (pdf, _) in finished.items():
        root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
        assert str(root["/Lang"]).lower().startswith(language)
        assert b"pdfuaid" in pdf or b"pdfuaid" in root["/Metadata"].get_object().get_data()
        assert PdfReader(io.BytesIO(pdf)).metadata.title


def test_every_face_is_embedded(finished: dict) -> None:
    for pdf, _ in finished.values():
        faces = {}
        for page in PdfReader(io.BytesIO(pdf)).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                one = font.get_object()["/DescendantFonts"][0].get_object()
                faces[one["/BaseFont"]] = one["/FontDescriptor"].get_object()
        assert faces and all({"/FontFile2", "/FontFile3"} & set(face) for face in faces.values())
        assert not any("ExtraBold" in name for name in faces)


def test_every_map_has_words_for_those_who_cannot_see_it() -> None:
    maps = [one for one in report.maps_wanted(small_project(), small_answers(), "ko") if isinstance(one, MapWanted)]
    assert {"summary", "exists", "gap-1"} <= {one.id for one in maps}
    assert all(one.alt for one in maps)


def test_a_close_up_marks_its_own_gap_and_leaves_other_streets_quiet() -> None:
    wanted = {one.id: one for one in report.maps_wanted(small_project(), small_answers(), "ko")}
    overlays = {overlay.role: overlay for overlay in wanted["gap-1"].scene.overlays}
    assert overlays["gap"].geometries[0].equals(small_answers().gaps[0].line) and overlays["gap"].labels == ("1",)
    assert "unseen" not in overlays


def test_every_kind_counted_has_a_sign_for_the_legend() -> None:
    signs = {one.kind.key for one in report.maps_wanted(small_project(), small_answers(), "ko") if isinstance(one, SymbolWanted) and one.kind}
    assert signs >= {"cctv", "phone_booths", "mailboxes", "streets", "buildings"}


def test_the_korean_headline_says_its_number_in_words(finished: dict) -> None:
    pdf, _ = finished["ko"]
    title = PdfReader(io.BytesIO(pdf)).metadata.title
    assert title.startswith("가람구의 길") and not re.search(r"\d", title) and re.search("열에|절반|모두|어느", title)


def test_the_first_page_carries_the_weightiest_warning_and_the_refuge_and_mailbox_figures(finished: dict) -> None:
    first = text_of(finished["ko"][0])[0]
    for words in ("먼저 알아 둘 점", "방향이 적혀 있지 않아", "대피처가 있는 길은", "안심택배함이 있는 여성"):
        assert words in re.sub(r"\s+", " ", first)


def test_sources_of_assumptions_are_in_the_language_of_the_report() -> None:
    for language in ("ko", "en"):
        missing = [p.id for p in PARAMETERS if not Words(language).known(f"parameter.{p.id}.source")]
        assert missing == []
    hangul = re.compile("[가-힣]")
    assert [p.id for p in PARAMETERS if not hangul.search(Words("ko")(f"parameter.{p.id}.source"))] == []


def test_every_reference_named_in_the_parameters_is_explained() -> None:
    ids = {match[1] for p in PARAMETERS if (match := re.match(r"(S\d+): ", p.source))}
    assert [id for id in ids for language in ("ko", "en") if not Words(language).known(f"reference.{id}")] == []


def test_rows_set_aside_are_told_by_file_and_reason_and_never_by_their_text(finished: dict) -> None:
    text = "".join(text_of(finished["ko"][0]))
    assert "명단.csv" in text and "비밀 줄" not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text_and_the_report_stays_accessible(tmp_path: Path, name: str) -> None:
    whole = hostile_project(name)
    ledger = made(whole, tmp_path / "r.pdf", set_aside=[SetAside(name, 1, name, name)])
    pdf = (tmp_path / "r.pdf").read_bytes()
    assert unknown_numbers(pdf, ledger) == set()
    assert len(PdfReader(io.BytesIO(pdf)).pages) <= 12


@pytest.mark.parametrize(
    "whole",
    [
        project(STREETS),
        project(STREETS, DISTRICT),
        project(STREETS, DISTRICT, layer("mailboxes", [], name=[])),
        project(STREETS, DISTRICT, cctv((200, 0, None, 8))),
    ],
)
def test_a_project_with_next_to_nothing_in_it_still_gives_a_report(tmp_path: Path, whole: Project) -> None:
    ledger = made(whole, tmp_path / "r.pdf")
    assert unknown_numbers((tmp_path / "r.pdf").read_bytes(), ledger) == set()


def test_forty_dongs_run_over_pages_with_their_heads(tmp_path: Path) -> None:
    dongs = layer("neighborhoods", [box(10 * n - 10, -110, 10 * n, 110) for n in range(41)], code=[str(n) for n in range(41)], name=[f"{n}동" for n in range(41)])
    whole = project(STREETS, DISTRICT, dongs, cctv((200, 0, 90.0, 1)))
    ledger = made(whole, tmp_path / "r.pdf")
    pdf = (tmp_path / "r.pdf").read_bytes()
    assert "40동" in "".join(text_of(pdf)) and unknown_numbers(pdf, ledger) == set()


def test_the_report_of_a_scenario_says_so(tmp_path: Path) -> None:
    whole = sketch(small_project(), Intervention("i1", "cctv", (X + 50, Y), 90.0))
    made(whole, tmp_path / "r.pdf")
    assert "‘안’에 그린 1건을 더한 모습입니다." in re.sub(r"\s+", " ", text_of((tmp_path / "r.pdf").read_bytes())[0])


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        made(small_project(), tmp_path / name, answers=small_answers())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_without_the_faces_of_the_system_the_faces_of_the_program_do(tmp_path: Path) -> None:
    made(small_project(), tmp_path / "r.pdf", answers=small_answers(), system_fonts=False)
    assert "가람구의 길" in text_of((tmp_path / "r.pdf").read_bytes())[0].replace("\u00a0", " ")


def test_a_map_that_was_not_drawn_is_left_out() -> None:
    data, _ = pages(small_project(), small_answers(), {}, {}, (), "ko")
    assert data["summary"]["map"] is None and data["gaps"]["items"] == []


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProjectTrouble):
        made(small_project(), tmp_path / "nowhere" / "r.pdf", answers=small_answers())


def test_a_changed_assumption_is_marked_with_its_default(tmp_path: Path) -> None:
    whole = replace(small_project(), parameters=(("refuge.radius", 150.0),))
    answers = answer(question(whole))
    report.write(whole, answers, drawn(whole, answers, "en"), tmp_path / "r.pdf", "en")
    assert "changed, default 200" in re.sub(r"\s+", " ", "".join(text_of((tmp_path / "r.pdf").read_bytes()))).replace("\u00a0", " ")


def test_the_assumptions_behind_the_cameras_are_in_the_table(tmp_path) -> None:
    from pathlib import Path

    from app import commands
    from app.output.report_data import _used
    from app.parameters import BY_ID
    from layers import KINDS

    session = commands.open_project(commands.sample(Path(tmp_path) / "s.gpkg", KINDS), KINDS)
    try:
        answers = commands.answers_of(session)
    finally:
        session.close()

    class Sheet:
        pass

    sheet = Sheet()
    sheet.answers = answers
    printed = {parameter.id for parameter in _used(sheet)}
    # Every site of the sample says how many cameras it holds, none is a fisheye; names of levels and windows come a moment later.
    unused = {"cam.per_site", "cam.lens_apart", "cam.fisheye_field", "cam.edition", "cam.exposure_level"}
    assert {id for id in BY_ID if id.startswith("cam.")} - unused | {"refuge.radius", "mailbox.radius", "crime.spread", "walk.snap"} <= printed
    assert not {id for id in printed if id.startswith("weight.")}
