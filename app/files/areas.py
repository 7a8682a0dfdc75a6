"""The areas a project knows (districts and dongs), by name and by the codes of both offices, for tables that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.files import places
from app.model import Layer

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

_CODE = re.compile(r"\d{5}|\d{7,8}|\d{10}")
_NAME_AND_CODE = re.compile(r"\s*(.*?)\s*[(\[]\s*(\d{5,10})\s*[)\]]\s*")
_BY_JUSO = {codes[0]: name for name, codes in places.SEOUL.items()}
_BY_STAT = {codes[1]: name for name, codes in places.SEOUL.items()}
DISTRICT, DONG = "district", "dong"


@dataclass(frozen=True)
class Name:
    """An area as a table names it; "" where it does not say. ``code`` is canonical: 5 digits a district, 8 a dong."""

    province: str = ""
    district: str = ""
    dong: str = ""
    code: str = ""

    @property
    def level(self) -> str:
        """Which kind of area is meant, or "" for neither."""
        if self.dong or len(self.code) == 8:
            return DONG
        return DISTRICT if self.district or len(self.code) == 5 else ""


def canonical(code: str) -> str:
    """A code of either office as 5 (district) or 8 digits (dong); "" where it is none. Two-digit province codes are none."""
    digits = code.split(".")[0].strip()
    if not _CODE.fullmatch(digits) or not "11" <= digits[:2] <= "52":
        return ""
    if len(digits) == 10:
        digits = digits[:8]
    if len(digits) == 7:
        digits += "0"
    if len(digits) == 8 and digits.endswith("000"):
        digits = digits[:5]
    return "" if digits.endswith("000") else digits


@lru_cache(maxsize=20_000)
def named(cell: str, *, dong: bool = False) -> Name:
    """The area in one cell: ``서울특별시 강남구 신사동(1168051000)``, ``서울 종로구``, ``중 구``, ``역삼1동``, ``1168051000``.

    ``dong``: a single word that fits nothing else is the name of a dong.
    """
    code = ""
    with_code = _NAME_AND_CODE.fullmatch(cell)
    if with_code:
        cell, code = with_code[1], canonical(with_code[2])
    if canonical(cell):
        return Name(code=canonical(cell))
    if places.plain(cell) in places.SEOUL:
        return Name(district=places.plain(cell), code=code)
    province = district = town = ""
    for word in cell.split():
        if not (district or town) and places.province(word):
            province = places.province(word)
        elif word[-1] in "시군구" and len(word) > 1 and (not district or (district[-1] == "시" and word[-1] == "구")) and not town:
            district += word
        elif not town:
            town = word
        else:
            town += word
    if town and not dong and not _looks_dong(town):
        town = ""
    if not province and district in places.SEOUL and district not in places.SHARED_NAMES:
        province = "서울"
    return Name(province, district, town, code)


def _looks_dong(word: str) -> bool:
    return re.fullmatch(r"[가-힣][가-힣0-9.·,ㆍ‧∙・]*(?:동|읍|면|가|리)", word) is not None


def twin(code: str) -> str:
    """The same area's code at the other office (Seoul only; dongs keep their last digits), or "" where it is not known."""
    gu, rest = code[:5], code[5:]
    if gu in _BY_JUSO:
        return places.SEOUL[_BY_JUSO[gu]][1] + rest
    return ""


def settle_names(frame: geopandas.GeoDataFrame, level: str) -> pandas.DataFrame:
    """Short name, district and code of each boundary of a layer, from its ``name``, ``district`` and ``code`` columns.

    A dong called ``서울특별시 종로구 사직동`` becomes 사직동 in 종로구; the district of a Seoul dong is told by its code where no
    column names it. Rows in order; texts, "" where unknown.
    """
    import pandas as pd

    settled = []
    offices = _office(frame.get("code", pd.Series("", index=frame.index)))
    for full, code, given in zip(
        _texts(frame, "name"), _texts(frame, "code"), _texts(frame, "district"), strict=True,
    ):  # fmt: skip
        name, code = named(full, dong=level == DONG), canonical(code)
        district = name.district or named(given).district
        if not district and len(code) >= 5:
            district = (offices or {}).get(code[:5], "")
        short = (name.dong or full) if level == DONG else (name.district or full)
        settled.append((short, district if level == DONG else short, code))
    return pd.DataFrame(settled, columns=["name", "district", "code"], dtype=object)


def office_of(codes: Iterable[object]) -> str:
    """``juso`` (registered codes) or ``stat`` (statistics office), whichever knows more of them; 7 digits are always the latter."""
    return "stat" if _office(codes) is _BY_STAT else "juso"


def _office(codes: Iterable[object]) -> dict[str, str]:
    written = {str(code).split(".")[0] for code in codes if code}
    if any(len(code) == 7 for code in written):
        return _BY_STAT
    gu = {code[:5] for code in written}
    return _BY_JUSO if len(gu & _BY_JUSO.keys()) >= len(gu & _BY_STAT.keys()) else _BY_STAT


def _texts(frame: pandas.DataFrame, column: str) -> list[str]:
    if column not in frame:
        return [""] * len(frame)
    return ["" if value is None or value != value else str(value).strip() for value in frame[column]]


def of_layers(layers: Sequence[Layer]) -> geopandas.GeoDataFrame | None:
    """All boundaries of the layers that serve as districts or dongs, in the order of the layers; None where there are none.

    Columns: code, name, district, level, geometry, in the working system.
    """
    import geopandas as gpd
    import pandas as pd

    parts = []
    for layer in layers:
        level = DONG if "dong" in layer.kind.serves else DISTRICT if "district" in layer.kind.serves else ""
        if level and layer.frame is not None and len(layer.frame):
            part = settle_names(layer.frame, level)
            part["level"], part["layer"] = level, layer.id
            parts.append(gpd.GeoDataFrame(part, geometry=layer.frame.geometry.values, crs=layer.frame.crs))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=parts[0].crs) if parts else None


class Known:
    """The areas of one layer for each level, to be asked by name and code: ``known.find(name) -> row of areas or -1``."""

    def __init__(self, areas: geopandas.GeoDataFrame):
        self.areas = areas
        self._by_code: dict[str, int] = {}
        self._twins: dict[str, int] = {}
        self._districts: dict[str, list[int]] = {}
        self._dongs: dict[tuple[str, str], list[int]] = {}
        self._loose: dict[str, list[int]] = {}
        self.levels = set(areas["level"])
        self._layers = list(areas["layer"]) if "layer" in areas else [""] * len(areas)
        for row, (name, district, code, level) in enumerate(
            zip(areas["name"], areas["district"], areas["code"], areas["level"], strict=True)
        ):  # fmt: skip
            self._add(row, name, district, code, level)

    def _add(self, row: int, name: str, district: str, code: str, level: str) -> None:
        if code:
            self._by_code.setdefault(code, row)
            if twin(code):
                self._twins.setdefault(twin(code), row)
        if level == DISTRICT:
            self._districts.setdefault(places.plain(name), []).append(row)
        else:
            self._dongs.setdefault((places.plain(district), places.plain(name)), []).append(row)
            self._loose.setdefault(places.plain(name), []).append(row)

    def find(self, name: Name, *, district: str = "", by_twin: bool = False) -> int:
        """The row of ``areas`` a name means, or -1. ``district``: where dongs lie whose district the table does not say.

        Names decide before codes, since the offices number their areas differently; ``by_twin`` reads codes as the other office's.
        """
        found = self._by_names(name, district)
        if found < 0 and name.code and not (name.district or name.dong):
            found = (self._twins if by_twin else self._by_code).get(name.code, -1)
        return found

    def _by_names(self, name: Name, district: str) -> int:
        if name.dong:
            within = places.plain(name.district or district)
            rows = self._dongs.get((within, places.plain(name.dong)), []) if within else []
            if not rows and (not within or not any(key[0] for key in self._dongs)):
                rows = self._loose.get(places.plain(name.dong), [])
        else:
            rows = self._districts.get(places.plain(name.district), []) if name.district else []
        rows = [row for row in rows if self._in_province(row, name.province)]
        # The better layer comes first and is asked first; two places of one name in the same layer are a doubt.
        return rows[0] if rows and [self._layers[row] for row in rows].count(self._layers[rows[0]]) == 1 else -1

    def _in_province(self, row: int, province: str) -> bool:
        if not province:
            return True
        from app import geo

        spot = self.areas.geometry.iloc[row].representative_point()
        lon, lat = geo.lonlat(spot.x, spot.y)
        west, south, east, north = places.PROVINCES[province]
        return west < lon < east and south < lat < north

    def better_by_twin(self, names: Sequence[Name]) -> bool:
        """True where codes without names fit the other office's numbering better."""
        codes = {name.code for name in names if name.code}
        return len(codes & self._twins.keys()) > len(codes & self._by_code.keys())


def columns_as_codes(cells: numpy.ndarray) -> float:
    """Share of the written cells that look like area codes."""
    written = [cell for cell in cells if cell]
    return sum(bool(canonical(cell)) for cell in written) / len(written) if written else 0.0
