"""Photometric files in a project: recognised, checked, kept, chosen, and shining."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import commands, edits
from app.errors import BadInput
from app.files import luminaires
from app.files.looking import accepted_luminaires, look
from app.files.project_file import ProjectFile
from app.model import LuminaireFile, Project
from app.session import Session
from app.study import question
from app.study.lamps.luminaires import listed
from app.words import tr
from layers import KINDS
from tests.app.study.test_light import lamps, lit_of
from tests.app.study_scenes import BASE, X, Y, project

GAMMA = (0, 30, 60, 90)
# A narrow beam: bright below, nothing from 60 degrees on.
IES = "\r\n".join([
    "IESNA:LM-63-2002", "[MANUFAC] 새빛조명", "[LUMCAT] SL-50", "TILT=NONE",
    f"1 5000 1 {len(GAMMA)} 1 1 2 0 0 0", "1 1 50", " ".join(map(str, GAMMA)), "0", "4000 3000 0 0",
])  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "보안등 50W.ies"
    path.write_bytes(IES.encode("cp949"))
    return path


def test_a_photometric_file_is_known_by_its_name_and_kept_word_for_word(file: Path) -> None:
    kept, table = luminaires.read(file)
    assert (kept.name, kept.text, table.flux_lm) == ("보안등 50W.ies", IES, 5000.0)
    assert luminaires.is_photometric(Path("x.LDT")) and not luminaires.is_photometric(Path("x.csv"))


def test_a_broken_photometric_file_says_why_in_one_sentence(file: Path) -> None:
    file.write_text(IES[:60])
    finding = look([file], KINDS, Project("p", "p"))[0]
    assert finding.trouble and not finding.usable and accepted_luminaires([finding]) == ()
    (outcome,) = luminaires.read_all([file])[1]
    assert outcome.message in finding.trouble


def test_a_dropped_photometric_file_is_found_beside_tables_and_accepted(file: Path) -> None:
    (file.parent / "안심부스.csv").write_text("부스명,위도,경도\n1번,37.5,127.0\n", encoding="utf-8")
    found = {finding.path.suffix: finding for finding in look([file.parent], KINDS, Project("p", "p"))}
    assert found[".ies"].usable and "SL-50" in found[".ies"].said and found[".csv"].usable
    assert [one.name for one in accepted_luminaires(list(found.values()))] == ["보안등 50W.ies"]


def test_the_command_line_takes_photometric_files_in(file: Path, tmp_path: Path) -> None:
    outcomes = commands.import_files(tmp_path / "p.gpkg", [file], KINDS)
    assert [(one.kind, one.message) for one in outcomes] == [("luminaire", luminaires.said(luminaires.read(file)[1]))]
    opened, whole = ProjectFile.open(tmp_path / "p.gpkg", KINDS)
    opened.close()
    assert whole.luminaires == (LuminaireFile("보안등 50W.ies", IES),)


def test_files_kept_and_chosen_are_undone_redone_and_on_the_disk(file: Path, tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("layer", edits.add_layers, [lamps((300.0, 0.0))])
    session.edit("in", edits.take_in, (), (), KINDS, [luminaires.read(file)[0]])
    assert session.edit("use", edits.light_layer, "security_lights", "보안등 50W.ies").other
    session.undo()
    assert session.project.luminaires[0].layers == ()
    session.redo()
    session.close()
    again = Session.open(tmp_path / "p.gpkg", KINDS)
    (kept,) = again.project.luminaires
    assert kept.layers == ("security_lights",)
    again.edit("away", edits.remove_layer, "security_lights")
    assert again.project.luminaires[0].layers == ()
    again.close()


def test_a_newer_file_of_the_same_name_takes_its_place_and_its_lamps() -> None:
    whole = edits.keep_luminaires(project(*BASE, lamps((300.0, 0.0))), [LuminaireFile("a.ies", IES)])
    whole = edits.light_layer(whole, "security_lights", "a.ies")
    whole = edits.keep_luminaires(whole, [LuminaireFile("a.ies", IES.replace("4000", "4100"))])
    assert len(whole.luminaires) == 1 and whole.luminaires[0].layers == ("security_lights",) and "4100" in whole.luminaires[0].text
    assert edits.drop_luminaire(whole, "a.ies").luminaires == ()
    with pytest.raises(BadInput):
        edits.light_layer(whole, "security_lights", "b.ies")


def test_the_list_names_maker_title_and_lumens() -> None:
    whole = edits.keep_luminaires(Project("p", "p"), [LuminaireFile("a.ies", IES)])
    (one,) = listed(whole)
    assert (one.name, one.title, one.maker, one.flux.value, one.flux.unit) == ("a.ies", "SL-50", "새빛조명", 5000.0, "lm")


def test_lamps_shine_by_the_file_of_their_layer_by_their_own_or_by_the_default() -> None:
    whole = edits.keep_luminaires(project(*BASE, lamps((300.0, 0.0), (250.0, 0.0))), [LuminaireFile("a.ies", IES), LuminaireFile("b.ies", IES)])
    assert [one.indicative for one in lit_of(whole).lamps] == [True, True]
    whole = edits.light_layer(whole, "security_lights", "a.ies")
    whole = edits.change_existing(whole, "security_lights", 1, luminaire="b.ies")
    whole = edits.place(whole, "security_lights", (X + 350.0, Y))
    whole = edits.place(whole, "security_lights", (X + 390.0, Y), properties=(("luminaire", "a.ies"),))
    found = lit_of(whole)
    assert [one.luminaire for one in found.lamps] == ["a.ies", "b.ies", "", "a.ies"]
    assert found.lamps[0].flux_lm == 5000.0 and found.lamps[0].assumed == ("height",)
    # 0.8 * 4000 cd straight below from 5 m.
    assert found.segments.average_lx.max() > 0 and found.posts.indicative.tolist() == [False, False, True, False]


def test_the_question_is_another_one_once_a_luminaire_is_chosen() -> None:
    plain = project(*BASE, lamps((300.0, 0.0)))
    kept = edits.keep_luminaires(plain, [LuminaireFile("a.ies", IES)])
    assert question(kept) != question(plain) != question(edits.light_layer(kept, "security_lights", "a.ies"))


def test_every_luminaire_sentence_has_words() -> None:
    assert tr("luminaire.kind") != "luminaire.kind" and tr("photometry.unreadable") != "photometry.unreadable"
