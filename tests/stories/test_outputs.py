"""Report and web map of whole districts, drawn by the real painter: complete, light, in time."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import commands, geo
from app.output import report, webmap
from layers import KINDS
from tests.app.output_pieces import forbidden, text_of, unknown_numbers
from widgets.headless import painter

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple:
    """The sample project with its answers and set-aside rows."""
    file = tmp_path_factory.mktemp("outputs") / "sample.gpkg"
    commands.sample(file, KINDS)
    session = commands.open_project(file, KINDS)
    try:
        return session.project, commands.answers_of(session), session.set_aside()
    finally:
        session.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_report_of_the_sample_is_whole_light_and_traced(sample: tuple, tmp_path: Path, qapp: object, language: str) -> None:
    project, answers, aside = sample
    paint = painter()
    maps = {wanted.id: paint(wanted) for wanted in report.maps_wanted(project, answers, language)}
    ledger = report.write(project, answers, maps, tmp_path / "r.pdf", language, aside)
    pdf = (tmp_path / "r.pdf").read_bytes()
    assert len(pdf) < 3 * MEGABYTE and 10 <= len(PdfReader(io.BytesIO(pdf)).pages) <= 16
    assert unknown_numbers(pdf, ledger) == set()
    text = "".join(text_of(pdf))
    for layer in project.layers:
        if layer.kind.sensitive:
            assert [word for word in set(forbidden(layer)) if len(word) > 6 and word in text] == []


def test_the_web_map_of_the_sample_is_light_and_keeps_secrets(sample: tuple, tmp_path: Path) -> None:
    project, answers, _ = sample
    webmap.write(project, answers, tmp_path / "m.html", "ko")
    html = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert len(html) < 2 * MEGABYTE
    crimes = next(layer for layer in project.layers if layer.kind.key == "crime_points")
    places = [geo.lonlat(point.x, point.y) for point in crimes.frame.geometry]
    pairs = set(re.findall(r"-?\d+\.\d+, \d+\.\d+", html))
    assert len(pairs) > 1000 and pairs.isdisjoint(f"{round(float(lon), 6)}, {round(float(lat), 6)}" for lon, lat in places)
