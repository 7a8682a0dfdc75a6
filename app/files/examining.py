"""From a raw table or layer to a proposal: where its rows lie, what it is, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from app import geo
from app.files import area_columns, area_tables, coordinates, dates, places, recognise, systems, values
from app.files.coordinates import bare
from app.files.proposals import Ground, Proposal
from app.files.raw import Raw
from app.kinds import LayerKind

if TYPE_CHECKING:
    import numpy

ADDRESS = re.compile(r"주소|소재지|addr|도로명\(가로\)명", re.IGNORECASE)
SPOT = re.compile(r"설치장소|설치위치|설치지점")
LICENCE = ("라이선스", "라이센스", "이용허락범위", "이용허락", "공공누리유형", "license", "licence")
_SHAPES = {0: "Point", 4: "Point", 1: "LineString", 2: "LineString", 5: "LineString", 3: "Polygon", 6: "Polygon"}
MAP_POINTS = 400


def propose(raw: Raw, kinds: Sequence[LayerKind], ground: Ground, *, sha256: str = "") -> Proposal:
    """How this table or layer would be taken in; ``place`` is none and ``kind`` "" where nothing can be made of it."""
    title = name_of(raw)
    common = {"title": title, "dated": dates.of_data(title, raw.rows), "licence": _licence(raw), "sha256": sha256}
    if not len(raw.rows):
        return Proposal(raw, "", message=(("import.refused.no_rows", {}),), **common)
    if raw.geometry is not None:
        proposal = _with_shapes(raw, kinds, ground, common)
    else:
        found = coordinates.find(raw.headers, raw.rows, headless=raw.header_row == 0)
        proposal = _with_points(raw, found, kinds, ground, common) if found else _without_places(raw, kinds, common)
    return proposal


def with_kind(proposal: Proposal, kind: str, kinds: Sequence[LayerKind]) -> Proposal:
    """The proposal as another kind: its columns are looked for anew, everything else stays."""
    wanted = next(one for one in kinds if one.key == kind)
    raw = proposal.raw
    if proposal.place == "area":
        key = area_tables.find(raw.headers, raw.rows, only=proposal.area_key)
        mapping = area_columns.columns(wanted, proposal.title, area_tables.widen(raw.headers, raw.rows, key), key) if key else ()
    else:
        mapping = recognise.map_columns(wanted, raw.headers, recognise.sampled(raw.headers, raw.rows), whole_name=proposal.title)
    return replace(proposal, kind=kind, kind_confidence=1.0, mapping=mapping)


def points_lonlat(proposal: Proposal) -> numpy.ndarray | None:
    """Some of the rows as (k, 2) longitude and latitude under the proposal's present columns and system; None without one."""
    system = systems.System(proposal.epsg, proposal.swapped)
    if proposal.place == "geometry":
        return _map_points(*_middles(proposal.raw.geometry), system)
    if proposal.place != "xy":
        return None
    ends = (bare(proposal.x), bare(proposal.y)) in coordinates.LINE_ENDS
    read = coordinates.read(proposal.raw.rows, coordinates.Columns(proposal.x, proposal.y, ends))
    return _map_points(read.x, read.y, system)


def name_of(raw: Raw) -> str:
    """What a layer made of this is called: the file's name without its ending, and the member where there are several."""
    stem = PurePath(raw.file).name
    while re.search(r"\.[A-Za-z0-9]{1,8}$", stem) and not re.search(r"\.\d{4,}$", stem):
        stem = stem[: stem.rindex(".")]
    member = re.sub(r"\.(shp|csv|tsv|txt|xlsx|xls|geojson|json|gpkg|kml|gml)$", "", PurePath(raw.member).name, flags=re.IGNORECASE)
    return stem if not member or member == stem else f"{stem} {member}"


def _licence(raw: Raw) -> str:
    for header in raw.headers:
        if bare(header) in LICENCE:
            written = [cell for cell in values.text(raw.rows[header].iloc[:50]) if cell]
            return max(set(written), key=written.count) if written else ""
    return ""


def _with_shapes(raw: Raw, kinds: Sequence[LayerKind], ground: Ground, common: dict) -> Proposal:
    shape = main_shape(raw.geometry)
    match = recognise.recognise(common["title"], raw.headers, raw.rows, kinds, shape=shape)
    system = _system_of_shapes(raw, ground, common["title"])
    message = [(note, {}) for note in match.notes] + _about(system)
    epsg = system.epsg if system.confidence >= systems.SURE_ENOUGH else None
    return Proposal(
        raw, match.kind, match.confidence, match.mapping, "geometry", swapped=system.swapped, epsg=epsg,
        crs_confidence=system.confidence, examples=_examples(raw, match.mapping), points_lonlat=_map_points(*_middles(raw.geometry), system),
        message=tuple(message), **common,
    )  # fmt: skip


def main_shape(geometry: numpy.ndarray) -> str:
    """Point, LineString or Polygon where nearly all shapes are, else Any."""
    import numpy as np
    import shapely

    types = shapely.get_type_id(geometry)
    names = np.array([_SHAPES.get(int(kind), "Any") for kind in types[types >= 0]], dtype=object)
    for shape in ("Point", "LineString", "Polygon"):
        if len(names) and (names == shape).mean() >= 0.9:
            return shape
    return "Any"


def _middles(geometry: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    import shapely

    west, south, east, north = shapely.bounds(geometry).T
    return (west + east) / 2, (south + north) / 2


def _system_of_shapes(raw: Raw, ground: Ground, title: str) -> systems.System:
    import numpy as np

    x, y = _middles(raw.geometry)
    if not np.isfinite(x + y).any():
        return systems.System(None, why="nothing")
    stated = raw.epsg or raw.epsg_hint
    if stated:
        east, north = geo.project(x, y, stated, 4326)
        inside = places.in_korea(east, north)
        degrees = stated == 4326
        if inside.any() or not degrees or np.abs(y[np.isfinite(y)]).max() <= 90:
            sure = 1.0 if raw.epsg else 0.95
            return systems.System(stated, False, sure, "declared" if inside.any() else "outside")
    if not stated and is_system(raw.declared_crs):
        return systems.System(None, False, 0.9, "declared")
    korean = places.is_hangul(raw.file + "".join(raw.headers)) or _speaks_korean(raw)
    likely = (5179,) if re.match(r"TL_[A-Z]{4,5}_", title.upper()) else ()
    return systems.choose(x, y, systems.Evidence(None, ground.areas, ground.outline, likely, korean))


def is_system(text: str) -> bool:
    """True for the text of a coordinate system that can be reckoned with though it has no number."""
    import pyproj

    try:
        return bool(text) and (pyproj.CRS.from_user_input(text).is_projected or pyproj.CRS.from_user_input(text).is_geographic)
    except pyproj.exceptions.CRSError:
        return False


def _speaks_korean(raw: Raw) -> bool:
    first = raw.rows.iloc[:50]
    return any(places.is_hangul(str(cell)) for header in raw.headers for cell in first[header].tolist())


def _with_points(raw: Raw, found: coordinates.Columns, kinds: Sequence[LayerKind], ground: Ground, common: dict) -> Proposal:
    read = coordinates.read(raw.rows, found)
    shape = "LineString" if found.ends else main_shape(read.shapes) if read.shapes is not None else "Point"
    match = recognise.recognise(common["title"], raw.headers, raw.rows, kinds, shape=shape)
    likely = (5174,) if any("좌표정보" in header for header in (found.x, found.y)) else ()
    korean = (raw.header_row > 0 and places.is_hangul(raw.file + "".join(raw.headers))) or _speaks_korean(raw)
    # Only metres leave a choice between systems for the addresses to decide.
    spoken = None if systems.are_degrees(read.x, read.y) else addresses(raw)
    evidence = systems.Evidence(spoken, ground.areas, ground.outline, likely, korean)
    system = systems.choose(read.x, read.y, evidence)
    epsg = system.epsg if system.confidence >= systems.SURE_ENOUGH else None
    return Proposal(
        raw, match.kind, match.confidence, match.mapping, "xy", found.x, found.y, system.swapped, epsg, system.confidence,
        examples=_examples(raw, match.mapping), points_lonlat=_map_points(read.x, read.y, system),
        message=tuple([(note, {}) for note in match.notes] + _about(system, one_cell=found.ends or found.x == found.y)), **common,
    )  # fmt: skip


def addresses(raw: Raw) -> numpy.ndarray | None:
    """A text a row that begins with province or district, from the columns that have any; None where none does."""
    import numpy as np

    texts = None
    for header in raw.headers:
        written = values.text(raw.rows[header].iloc[:: max(1, len(raw.rows) // 60)])
        speaking = np.mean([bool(any(places.of_address(cell))) for cell in written if cell] or [0.0])
        if speaking >= 0.5 and (~values.empty(written)).any():
            column = values.text(raw.rows[header])
            texts = column if texts is None else np.where(texts == "", column, texts)
    return texts


def _without_places(raw: Raw, kinds: Sequence[LayerKind], common: dict) -> Proposal:
    key = area_tables.find(raw.headers, raw.rows)
    if key is not None:
        wide = area_tables.widen(raw.headers, raw.rows, key)
        match = area_columns.measure(common["title"], wide, key, kinds)
        period = area_period(wide, common["dated"])
        note = "import.note.stations" if key.stations else "import.note.by_area"
        return Proposal(
            raw, match.kind, match.confidence, match.mapping, "area", area_key=str(key), crs_confidence=0.0,
            examples=tuple(name.dong or name.district or name.code for name in wide.names[:10]), message=((note, {}),),
            **{**common, "dated": period},
        )  # fmt: skip
    match = recognise.recognise(common["title"], raw.headers, raw.rows, kinds, shape="")
    located = [header for header in raw.headers if ADDRESS.search(header) or (SPOT.search(header) and match.kind != "other")]
    if located:
        return Proposal(
            raw, match.kind, match.confidence, match.mapping, "address", examples=_examples(raw, match.mapping),
            message=(("import.note.address", {"column": located[0]}),), **common,
        )  # fmt: skip
    return Proposal(raw, "", message=(("import.refused.no_place", {}),), **common)


def area_period(wide: area_tables.Wide, dated: str) -> str:
    """The date of an area table: its period, else the year above its columns, else what its name says."""
    if wide.period:
        return dates.from_name(wide.period) or wide.period
    years = [found[0] for header in wide.rows.columns if " | " in str(header) and (found := re.findall(r"\b20\d\d\b", str(header)))]
    return max(years) if years else dated


def _about(system: systems.System, *, one_cell: bool = False) -> list:
    key = f"import.system.{system.why}"
    written = {"crs": crs_name(system.epsg)}
    found = [(key, written)] if system.why in ("outside", "unknown") else []
    if system.swapped and not one_cell:
        found.append(("import.note.swapped", {}))
    if system.rivals and system.why != "unknown":
        found.append(("import.system.rivals", written | {"rivals": ", ".join(crs_name(rival) for rival in dict.fromkeys(system.rivals))}))
    return found


def crs_name(epsg: int | None) -> str:
    """A system as outcomes write it (``EPSG:5186``), "" for none."""
    return f"EPSG:{epsg}" if epsg else ""


def _examples(raw: Raw, mapping: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Ten texts of the file by which a planner sees whether the letters came out right: names first, else any Korean words."""
    names = [header for column, header in mapping if column in ("name", "address", "area_name")]
    found: list[str] = []
    for header in dict.fromkeys((*names, *raw.headers)):
        for cell in dict.fromkeys(values.text(raw.rows[header].iloc[:40])):
            if cell and len(found) < 10 and (header in names or places.is_hangul(cell)):
                found.append(cell)
    return tuple(found)


def _map_points(x: numpy.ndarray, y: numpy.ndarray, system: systems.System) -> numpy.ndarray | None:
    import numpy as np

    if system.epsg is None:
        return None
    usable = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    usable = usable[:: max(1, len(usable) // MAP_POINTS)]
    east, north = (y[usable], x[usable]) if system.swapped else (x[usable], y[usable])
    lon, lat = geo.project(east, north, system.epsg, 4326)
    found = np.column_stack((lon, lat))
    return found[np.isfinite(found).all(axis=1)]
