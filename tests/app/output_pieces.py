"""What the tests of outputs share: pictures without a painter, the text of a PDF, a project with hostile names."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import shapely
from pypdf import PdfReader

from app.model import Layer, Project, SetAside, Source
from app.output import report
from app.output.ledger import NUMBER, Ledger
from app.study import Answers, answer, question
from tests.app.study_scenes import BASE, BY_KEY, at, box, cctv, layer, line, project

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="84mm" height="47mm" viewBox="0 0 84 47"><rect width="84" height="47" fill="#eee"/></svg>'
HOSTILE = (
    "<script>alert(1)</script>", "#let x = 1; #panic()", "$ x^2 $ \\ \" ' ` * _ @ref <label>", "👮‍♀️ 골목 \u202e뒤집힘\u0000\n둘째 줄",
    "가" * 500, "A" * 500, "{% raw %}{{ 7*7 }}{% endraw %}", "</script><img src=x onerror=alert(1)>", "鿿\ud800x", "",
)  # fmt: skip


@cache
def small_project() -> Project:
    """Two streets, a house, cameras of unknown and known heading, refuges, people, crime."""
    booths = layer("phone_booths", [at(30, 2)], name=["나루 안심부스"])
    boxes = layer("mailboxes", [at(390, 2)], name=["가람 택배함"])
    people = layer("population", [box(0, -50, 200, 50), box(200, -50, 400, 50)], women_alone=[120.0, 40.0], area_name=["가", "나"])
    crime = layer("crime_points", [at(x, 5) for x in (111.25, 222.5, 333.75)], type=["비밀유형갑", "비밀유형을", "비밀유형병"], weight=[1.0, 1.0, 1.0])
    return project(*BASE, cctv((100, 2, None, 1), (250, 0, 90.0, 1)), booths, boxes, people, crime)


@cache
def small_answers() -> Answers:
    return answer(question(small_project()))


def hostile_project(name: str) -> Project:
    """The small district with one hostile name everywhere a name can stand."""
    source = Source(name, "ab" * 32, 3, 2, 1, name[:30], name)
    streets = layer("streets", [line((0, 0), (400, 0)), line((200, -100), (200, 100))], name=[name, name])
    district = layer("districts", [box(-10, -110, 410, 110)], code=[name], name=[name])
    dongs = layer("neighborhoods", [box(-10, -110, 150, 110), box(150, -110, 410, 110)], code=["1", "2"], name=[name, name + "2"])
    booths = layer("phone_booths", [at(30, 2)], name=[name])
    cameras = cctv((100, 2, None, 1))
    cameras = replace(cameras, frame=cameras.frame.assign(name=[name]))
    whole = project(streets, district, dongs, booths, cameras)
    return replace(whole, name=name, layers=tuple(replace(one, source=source, title=name) for one in whole.layers))


def drawn(whole: Project, answers: Answers, language: str = "ko") -> dict[str, bytes]:
    return {wanted.id: PICTURE for wanted in report.maps_wanted(whole, answers, language)}


def made(whole: Project, out: Path, language: str = "ko", *, answers: Answers | None = None, set_aside: Sequence[SetAside] = (),
         system_fonts: bool = True) -> Ledger:  # fmt: skip
    answers = answers or answer(question(whole))
    return report.write(whole, answers, drawn(whole, answers, language), out, language, set_aside, system_fonts=system_fonts)


@cache
def text_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, invisible places to break taken out."""
    return tuple(page.extract_text().replace("\u200b", "") for page in PdfReader(io.BytesIO(pdf)).pages)


def unknown_numbers(pdf: bytes, ledger: Ledger) -> set[str]:
    """Figures on the pages that the ledger has not written; the number of a page stands last on it."""
    found: set[str] = set()
    for number, text in enumerate(text_of(pdf), 1):
        body = re.sub(rf"\s*{number}\s*$", "", text)
        found |= {figure for figure in NUMBER.findall(body) if not ledger.knows(figure)}
    return found


def secret(whole: Project) -> Layer:
    """The layer that must not leave."""
    return next(one for one in whole.layers if one.kind.sensitive)


def forbidden(layer_: Layer) -> list[str]:
    """What would betray a sensitive layer: its attributes and its places, in metres and degrees."""
    from app import geo

    texts = [value for column in layer_.frame.columns for value in layer_.frame[column] if isinstance(value, str) and value]
    places = [(point.x, point.y) for point in layer_.frame.geometry if isinstance(point, shapely.Point)]
    degrees = [f"{value:.5f}" for x, y in places for value in geo.lonlat(x, y)]
    return texts + degrees + [f"{x:.2f}" for x, _ in places if x % 1]


__all__ = ("BY_KEY", "HOSTILE", "drawn", "forbidden", "hostile_project", "made", "secret", "small_answers", "small_project", "text_of", "unknown_numbers")
