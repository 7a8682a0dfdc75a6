"""A few files as departments send them, made from a project's own streets: something to look at in the import dialog."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.geo import WORKING_EPSG, project

if TYPE_CHECKING:
    from app.model import Project

CAMERAS, SHOPS, BELLS, LAMPS = 26, 9, 12, 40
# The system of the national licence lists.
LISTS_EPSG = 5174


def files(found: Project, folder: Path) -> Path:
    """Write the files into a folder and return it: four that can be read, one that is spoilt; the places are made up."""
    folder.mkdir(parents=True, exist_ok=True)
    spots = _spots(found)
    (folder / "CCTV_20261101.csv").write_bytes(_lines(_cameras(spots)).encode("cp949"))
    (folder / "안심지킴이집 현황.csv").write_text(_lines(_shops(spots)), encoding="utf-8-sig")
    (folder / "보안등.txt").write_bytes(_lines(_lamps(spots), "\t").encode("cp949"))
    (folder / "안전비상벨.geojson").write_text(json.dumps(_bells(spots), ensure_ascii=False), encoding="utf-8")
    (folder / "지난 자료.xlsx").write_bytes(b"PK\x03\x04")
    return folder


Spot = tuple[str, float, float]


def _spots(found: Project) -> list[Spot]:
    """A name and a place in the working system along the named streets inside the district, one a street."""
    streets = next(layer for layer in found.layers if "streets" in layer.kind.serves).frame
    district = next(layer for layer in found.layers if "district" in layer.kind.serves).frame.geometry.iloc[0].buffer(-60)
    middles = streets.geometry.interpolate(0.5, normalized=True)
    known = {name: at for name, at in zip(streets["name"], middles, strict=True) if isinstance(name, str) and name and district.covers(at)}
    return [(name, float(at.x), float(at.y)) for name, at in known.items()]


def _take(spots: Sequence[Spot], count: int, first: int) -> Iterator[tuple[int, str, float, float]]:
    step = max(len(spots) // count, 1)
    for number in range(count):
        yield (number + 1, *spots[(first + number * step) % len(spots)])


def _lonlat(x_m: float, y_m: float) -> tuple[str, str]:
    lon, lat = project([x_m], [y_m], WORKING_EPSG, 4326)
    return f"{lon[0]:.6f}", f"{lat[0]:.6f}"


def _cameras(spots: Sequence[Spot]) -> list[list[object]]:
    rows: list[list[object]] = [["관리번호", "설치목적구분", "설치장소명", "카메라대수", "카메라화소수", "촬영방면정보", "위도", "경도"]]
    ways = ("동", "남서", "360도전방면", "", "북")
    for number, name, x, y in _take(spots, CAMERAS, 0):
        lon, lat = _lonlat(x, y)
        rows.append([f"C-{number:03}", "생활방범", f"{name} 입구", 1 + number % 3, 200, ways[number % len(ways)], lat, lon])
    for number in (CAMERAS + 1, CAMERAS + 2):
        rows.append([f"C-{number:03}", "생활방범", "자리 조사 중", 2, 200, "", "", ""])
    return rows


def _shops(spots: Sequence[Spot]) -> list[list[object]]:
    rows: list[list[object]] = [["여성안심지킴이집 지정 현황"], ["연번", "점포명", "운영시간", "X좌표", "Y좌표"]]
    for number, name, x, y in _take(spots, SHOPS, 3):
        east, north = project([x], [y], WORKING_EPSG, LISTS_EPSG)
        rows.append([number, f"{name} 편의점", "24시간", f"{east[0]:,.2f}", f"{north[0]:,.2f}"])
    return [*rows, ["합계", f"{SHOPS}곳", "", "", ""]]


def _lamps(spots: Sequence[Spot]) -> list[list[object]]:
    rows: list[list[object]] = [["보안등위치명", "설치개수", "설치연도", "경도", "위도"]]
    return rows + [[f"{name} 보안등", 1 + number % 2, 2015 + number % 9, *_lonlat(x, y)] for number, name, x, y in _take(spots, LAMPS, 5)]


def _bells(spots: Sequence[Spot]) -> dict[str, object]:
    features = []
    for number, name, x, y in _take(spots, BELLS, 7):
        place = {"type": "Point", "coordinates": [float(degrees) for degrees in _lonlat(x, y)]}
        words = {"안전비상벨관리번호": f"B-{number:02}", "설치위치": f"{name} 모퉁이", "경찰연계유무": "Y"}
        features.append({"type": "Feature", "geometry": place, "properties": words})
    return {"type": "FeatureCollection", "features": features}


def _lines(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()
