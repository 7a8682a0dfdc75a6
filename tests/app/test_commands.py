"""Commands without a window, called as functions."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from app import commands
from app.errors import ProjectTrouble
from layers import KINDS


def sites(path: Path, rows: int, shift_deg: float, without_place: int) -> Path:
    """A list of cameras about the same corners, every one moved by ``shift_deg``; some rows without coordinates."""
    spread = numpy.random.default_rng(7).uniform(0, 0.01, (rows, 2))
    lines = [f"{37.5 + y + shift_deg:.7f},{127.03 + x:.7f},역삼동 {n},2" for n, (x, y) in enumerate(spread)]
    text = "위도,경도,소재지지번주소,카메라대수\n" + "\n".join(lines + [f",,역삼동 {n},1" for n in range(without_place)]) + "\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_newer_edition_is_counted_and_the_older_one_keeps_its_rows_and_its_rows_set_aside(tmp_path: Path) -> None:
    project = tmp_path / "two.gpkg"
    old = sites(tmp_path / "강남구_CCTV_20190312.csv", 60, 0.0, 3)
    new = sites(tmp_path / "강남구_CCTV_20200227.csv", 60, 0.000009, 2)
    commands.import_files(project, [old], KINDS)
    commands.import_files(project, [new], KINDS)
    layers = {row["title"]: row for row in commands.layers(project, KINDS)}
    assert (layers[old.stem]["counted"], layers[new.stem]["counted"]) == (False, True)
    assert (layers[old.stem]["rows"], layers[new.stem]["rows"]) == (60, 60)
    session = commands.open_project(project, KINDS)
    try:
        kept = [row.file for row in session.set_aside()]
    finally:
        session.close()
    assert sorted(kept) == sorted([old.name] * 3 + [new.name] * 2)


def test_a_file_that_gives_no_layer_still_leaves_its_rows_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "lights.csv").write_text("보안등위치명,소재지지번주소\n1,역삼동 1\n2,역삼동 2\n", encoding="utf-8")
    (outcome,) = commands.import_files(tmp_path / "p.gpkg", [tmp_path / "lights.csv"], KINDS)
    session = commands.open_project(tmp_path / "p.gpkg", KINDS)
    try:
        assert len(session.set_aside()) == outcome.rows_set_aside == 2
    finally:
        session.close()


def test_the_sample_never_replaces_a_file(tmp_path: Path) -> None:
    mine = tmp_path / "mine.gpkg"
    mine.write_text("precious")
    with pytest.raises(ProjectTrouble):
        commands.sample(mine, KINDS)
    assert mine.read_text() == "precious"
