"""From an accepted proposal to a layer: each row finds its place, or is set aside with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app import geo
from app.feedback import Feedback
from app.files import area_columns, area_tables, areas, coordinates, examining, places, values
from app.files.grids import row_text
from app.files.proposals import Ground, Imported, Outcome, Proposal
from app.kinds import LayerKind
from app.model import Layer, SetAside, Source
from app.words import tr

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

# A row this far from the middle of a file whose rows otherwise lie together in one district is a slip of the pen.
FAR_M, TOGETHER_M = 50_000.0, 20_000.0
# A layer of OpenStreetMap holds walls and fences beside streets, and land beside buildings.
OSM_TAGS = {"streets": "highway", "buildings": "building"}
RESERVED = frozenset({"geometry", "geom", "fid", "rowid", "ogc_fid"})


@dataclass(frozen=True)
class _Placed:
    """Shapes in the working system (None where a row has no place) and the reasons (keys of words, "" for kept rows)."""

    shapes: numpy.ndarray
    reasons: numpy.ndarray


def bring_in(proposal: Proposal, kinds: Sequence[LayerKind], ground: Ground, feedback: Feedback, *, id: str) -> Imported:
    """Make the layer a proposal describes. rows_in is always rows_kept plus rows set aside; no rows kept gives no layer."""
    feedback.step(0.0)
    kind = next((kind for kind in kinds if kind.key == proposal.kind), None)
    count = len(proposal.raw.rows)
    if kind is None or proposal.place == "none":
        return _finish(proposal, None, _all(count, _refusal(proposal)), None, id)
    if proposal.place == "address":
        return _finish(proposal, kind, _all(count, "import.aside.address"), None, id)
    if proposal.place == "area":
        reasons, frame = _by_area(proposal, kind, ground)
        return _finish(proposal, kind, reasons, frame, id)
    placed = _points(proposal) if proposal.place == "xy" else _shapes(proposal)
    feedback.step(0.4)
    frame, troubles = _frame(proposal, kind, placed)
    feedback.step(0.9)
    return _finish(proposal, kind, placed.reasons, frame, id, troubles)


def _refusal(proposal: Proposal) -> str:
    return next((key for key, _ in proposal.message if key.startswith("import.refused.")), "import.refused.no_place")


def _all(count: int, reason: str) -> numpy.ndarray:
    import numpy as np

    return np.full(count, reason, dtype=object)


def _points(proposal: Proposal) -> _Placed:
    import numpy as np
    import shapely

    raw = proposal.raw
    columns = coordinates.Columns(proposal.x, proposal.y, ends=_are_ends(proposal))
    read = coordinates.read(raw.rows, columns)
    reasons = _all(len(raw.rows), "")
    x, y = (read.y, read.x) if proposal.swapped else (read.x, read.y)
    zero = (x == 0) & (y == 0) | ((x == 0) ^ (y == 0)) & ~(np.isnan(x) | np.isnan(y))
    lost = ~(np.isfinite(x) & np.isfinite(y))
    located = _has_address(proposal)
    reasons[lost & read.written] = "import.aside.unreadable"
    half = lost & (np.isfinite(x) ^ np.isfinite(y)) & ~zero
    reasons[half] = "import.aside.half"
    bare = (lost & ~read.written) | zero
    reasons[bare] = np.where(located[bare], "import.aside.address", np.where(zero[bare], "import.aside.zero", "import.aside.no_coordinates"))
    if proposal.epsg is None:
        reasons[reasons == ""] = "import.aside.unknown_system"
        return _Placed(np.full(len(x), None, dtype=object), reasons)
    if proposal.epsg == 4326:
        # A few rows of a good file have their two numbers the wrong way round.
        turned = (reasons == "") & ~places.in_korea(x, y) & places.in_korea(y, x)
        x, y = np.where(turned, y, x), np.where(turned, x, y)
    at_x, at_y = _carry(x, y, proposal)
    _set_outside_aside(at_x, at_y, reasons)
    _set_far_aside(proposal, at_x, at_y, reasons)
    kept = reasons == ""
    shapes = np.full(len(x), None, dtype=object)
    if read.lines is not None:
        first, last = ((1, 0), (3, 2)) if proposal.swapped else ((0, 1), (2, 3))
        a = np.column_stack(_carry(read.lines[:, first[0]], read.lines[:, first[1]], proposal))
        b = np.column_stack(_carry(read.lines[:, last[0]], read.lines[:, last[1]], proposal))
        short = kept & (np.hypot(*(a - b).T) <= 0.01)
        reasons[short] = "import.aside.no_length"
        kept &= ~short
        shapes[kept] = shapely.linestrings(np.stack((a[kept], b[kept]), axis=1))
    elif read.shapes is not None:
        return _settled(_carried_shapes(read.shapes, proposal), reasons)
    else:
        shapes[kept] = shapely.points(at_x[kept], at_y[kept])
    return _Placed(shapes, reasons)


def _are_ends(proposal: Proposal) -> bool:
    pair = (coordinates.bare(proposal.x), coordinates.bare(proposal.y))
    return pair in coordinates.LINE_ENDS


def _carry(x: numpy.ndarray, y: numpy.ndarray, proposal: Proposal) -> tuple[numpy.ndarray, numpy.ndarray]:
    return geo.project(x, y, proposal.epsg or geo.WORKING_EPSG)


def _has_address(proposal: Proposal) -> numpy.ndarray:
    """True where a row has an address by which its place could be looked up."""
    import numpy as np

    found = np.zeros(len(proposal.raw.rows), bool)
    for header in proposal.raw.headers:
        if examining.ADDRESS.search(header):
            found |= ~values.empty(values.text(proposal.raw.rows[header]))
    return found


def _set_outside_aside(x: numpy.ndarray, y: numpy.ndarray, reasons: numpy.ndarray) -> None:
    lon, lat = geo.project(x, y, geo.WORKING_EPSG, 4326)
    reasons[(reasons == "") & ~places.in_korea(lon, lat)] = "import.aside.outside"


def _set_far_aside(proposal: Proposal, x: numpy.ndarray, y: numpy.ndarray, reasons: numpy.ndarray) -> None:
    """In a file of one district, whose rows lie together, the row in another province is no row of that district."""
    import numpy as np

    kept = np.flatnonzero(reasons == "")
    if len(kept) < 20 or not _of_one_district(proposal):
        return
    distance = np.hypot(x[kept] - np.median(x[kept]), y[kept] - np.median(y[kept]))
    if np.quantile(distance, 0.95) <= TOGETHER_M:
        reasons[kept[distance > FAR_M]] = "import.aside.far"


def _of_one_district(proposal: Proposal) -> bool:
    if places.district_in_name(proposal.title):
        return True
    texts = examining.addresses(proposal.raw)
    if texts is None:
        return False
    named = [places.of_address(text)[1] for text in texts[:: max(1, len(texts) // 300)] if text]
    return bool(named) and max(named.count(name) for name in set(named)) >= 0.95 * len(named) and any(named)


def _shapes(proposal: Proposal) -> _Placed:
    reasons = _all(len(proposal.raw.rows), "")
    if proposal.epsg is None and not proposal.raw.declared_crs:
        import numpy as np

        reasons[:] = "import.aside.unknown_system"
        return _Placed(np.full(len(reasons), None, dtype=object), reasons)
    return _settled(_carried_shapes(proposal.raw.geometry, proposal), reasons)


def _carried_shapes(shapes: numpy.ndarray, proposal: Proposal) -> numpy.ndarray:
    import numpy as np
    import pyproj
    import shapely

    if proposal.epsg is None:
        carry = pyproj.Transformer.from_crs(proposal.raw.declared_crs, geo.WORKING_EPSG, always_xy=True).transform
    else:
        def carry(x: numpy.ndarray, y: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
            return geo.project(x, y, proposal.epsg or geo.WORKING_EPSG)

    def turned(spots: numpy.ndarray) -> numpy.ndarray:
        east, north = (spots[:, 1], spots[:, 0]) if proposal.swapped else (spots[:, 0], spots[:, 1])
        return np.column_stack(carry(east, north))

    return shapely.transform(shapely.force_2d(shapes), turned)


def _settled(shapes: numpy.ndarray, reasons: numpy.ndarray) -> _Placed:
    """Valid shapes inside Korea; the others are set aside. A broken outline is mended, not thrown away."""
    import numpy as np
    import shapely

    shapes = shapes.copy()
    nothing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    west, south, east, north = shapely.bounds(shapes).T
    far = ~nothing & ~np.isfinite(west + south + east + north)
    reasons[nothing & (reasons == "")] = "import.aside.no_geometry"
    reasons[far & (reasons == "")] = "import.aside.outside"
    _set_outside_aside((west + east) / 2, (south + north) / 2, reasons)
    kept = np.flatnonzero(reasons == "")
    broken = kept[~shapely.is_valid(shapes[kept])]
    for row in broken:
        shapes[row] = _mended(shapes[row])
        if shapes[row] is None:
            reasons[row] = "import.aside.broken_shape"
    alone = kept[(shapely.get_type_id(shapes[kept]) > 3) & (shapely.get_num_geometries(shapes[kept]) == 1)]
    shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    shapes[reasons != ""] = None
    return _Placed(shapes, reasons)


def _mended(shape: object) -> object:
    import shapely

    wanted = shapely.get_dimensions(shape)
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape, method="structure", keep_collapsed=False)) if shapely.get_dimensions(part) == wanted]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _frame(proposal: Proposal, kind: LayerKind, placed: _Placed) -> tuple[geopandas.GeoDataFrame, list[tuple[str, int]]]:
    """The kept rows with the kind's columns first; also which columns had cells that could not be read, and how many."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    raw, mapping = proposal.raw, dict(proposal.mapping)
    columns: dict[str, object] = {}
    troubles = []
    for column in kind.columns:
        header = mapping.get(column.name, "")
        given = raw.rows[header] if header in raw.rows else pd.Series([None] * len(raw.rows), dtype=object)
        fitted, bad = values.fit(given, column)
        if column.name == "address" and header:
            fitted = _other_addresses(proposal, column.known_as, header, fitted)
        columns[column.name] = fitted
        if bad and header:
            troubles.append((header, bad))
        if column.required and header:
            missing = np.array([value is None or value != value or value == "" for value in fitted], dtype=bool)
            placed.reasons[missing & (placed.reasons == "")] = "import.aside.required"
    tag = OSM_TAGS.get(kind.key, "") if raw.format == "osm" else ""
    if tag in raw.rows:
        placed.reasons[values.empty(values.text(raw.rows[tag])) & (placed.reasons == "")] = "import.aside.other_thing"
    columns |= own_columns(raw.headers, raw.rows, columns)
    kept = placed.reasons == ""
    table = pd.DataFrame({name: values_of[kept] for name, values_of in columns.items()})
    frame = gpd.GeoDataFrame(table, geometry=placed.shapes[kept], crs=geo.WORKING_EPSG)
    return _with_settled_names(frame, kind), troubles


def _other_addresses(proposal: Proposal, known_as: Sequence[str], header: str, fitted: numpy.ndarray) -> numpy.ndarray:
    """An empty road-name address is filled with the lot address beside it."""
    names = {coordinates.bare(name) for name in known_as}
    for other in proposal.raw.headers:
        if other != header and coordinates.bare(other) in names:
            blank = [row for row, value in enumerate(fitted) if not value]
            spare = values.text(proposal.raw.rows[other])
            for row in blank:
                fitted[row] = spare[row] or None
    return fitted


def own_columns(headers: Sequence[str], rows: pandas.DataFrame, taken: dict[str, object], *, numeric: bool = False) -> dict[str, numpy.ndarray]:
    """The file's own columns under their own names, renamed only where a name is taken (names differ by more than case).

    Blank cells are None. ``numeric``: columns whose every written cell is a number become numbers.
    """
    import numpy as np

    used = {name.lower() for name in taken} | RESERVED
    found = {}
    for header in headers:
        name, number = header, 1
        while name.lower() in used:
            number += 1
            name = f"{header} ({number})"
        used.add(name.lower())
        column = rows[header]
        if numeric:
            read, bad = values.numbers(values.text(column))
            if not bad.any() and np.isfinite(read).any():
                found[name] = read
                continue
        found[name] = column.where(column != "", None).to_numpy() if column.dtype.kind not in "biufM" else column.to_numpy()
    return found


def _with_settled_names(frame: geopandas.GeoDataFrame, kind: LayerKind) -> geopandas.GeoDataFrame:
    """Boundaries get short names, and dongs the district they lie in, as far as the file says."""
    level = areas.DONG if "dong" in kind.serves else areas.DISTRICT if "district" in kind.serves else ""
    if not level or not len(frame):
        return frame
    settled = areas.settle_names(frame, level)
    for column in ("name", "district"):
        if column in frame and column in settled:
            frame[column] = [value or None for value in settled[column]]
    if "code" in frame:
        frame["code"] = [None if value is None else str(value) for value in frame["code"]]
    return frame


def _by_area(proposal: Proposal, kind: LayerKind, ground: Ground) -> tuple[numpy.ndarray, geopandas.GeoDataFrame | None]:
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    raw = proposal.raw
    key = area_tables.find(raw.headers, raw.rows, only=proposal.area_key)
    if key is None:
        return _all(len(raw.rows), "import.refused.no_place"), None
    wide = area_tables.widen(raw.headers, raw.rows, key)
    known = areas.Known(ground.areas) if ground.areas is not None else None
    found, why = area_tables.join(wide, key, known, district=places.district_in_name(proposal.title))
    reasons = wide.reasons.copy()
    matched = found >= 0
    if key.across:
        if not matched.any():
            reasons[:] = why[0] if len(why) else "import.aside.no_area"
    else:
        for row in np.flatnonzero(~matched):
            reasons[wide.source[row]] = why[row]
    if known is None or not matched.any():
        return reasons, None
    table = wide.rows[matched].reset_index(drop=True)
    given = known.areas.iloc[found[matched]]
    columns = _area_columns(kind, dict(proposal.mapping), table, given, wide.period or proposal.dated)
    columns |= own_columns([str(header) for header in table.columns], table, columns, numeric=True)
    frame = gpd.GeoDataFrame(pd.DataFrame(columns), geometry=given.geometry.values, crs=geo.WORKING_EPSG)
    return reasons, frame


def _area_columns(
    kind: LayerKind, mapping: dict[str, str], table: pandas.DataFrame, given: geopandas.GeoDataFrame, period: str
) -> dict[str, object]:  # fmt: skip
    import numpy as np
    import pandas as pd

    said = {"area_code": given["code"], "area_name": given["name"], "name": given["name"]}
    columns: dict[str, object] = {}
    for column in kind.columns:
        header = mapping.get(column.name, "")
        parts = [part for part in ([header] if header in table else header.split(area_columns.JOIN)) if part in table]
        if column.name in said:
            columns[column.name] = np.array([value or None for value in said[column.name]] + [None], dtype=object)[:-1]
        elif column.name == "period" and not header:
            columns[column.name] = np.array([period or None] * len(table) + [None], dtype=object)[:-1]
        elif len(parts) > 1:
            read = np.array([values.numbers(values.text(table[part]))[0] for part in parts])
            columns[column.name] = np.where(np.isnan(read).all(axis=0), np.nan, np.nansum(read, axis=0))
        else:
            column_given = table[parts[0]] if parts else pd.Series([None] * len(table), dtype=object)
            columns[column.name] = values.fit(column_given, column)[0]
    return columns


def _finish(
    proposal: Proposal, kind: LayerKind | None, reasons: numpy.ndarray, frame: geopandas.GeoDataFrame | None, id: str,
    troubles: Sequence[tuple[str, int]] = (),
) -> Imported:  # fmt: skip
    import numpy as np

    raw = proposal.raw
    aside = np.flatnonzero(reasons != "")
    set_aside = (*raw.unusable, *_set_aside(raw, aside, reasons))
    kept = raw.rows_in - len(set_aside)
    source = Source(
        raw.file, proposal.sha256, raw.rows_in, kept, len(set_aside), proposal.dated, proposal.licence,
        datetime.now().astimezone().isoformat(timespec="seconds"), settings(proposal),
    )  # fmt: skip
    layer = None
    if frame is not None and kind is not None and len(frame):
        layer = Layer(id, kind, proposal.title, source, visible=kind.visible, frame=frame)
    located = proposal.place in ("xy", "geometry")
    outcome = Outcome(
        shown_name(raw), proposal.kind, raw.encoding, examining.crs_name(proposal.epsg) if located else "",
        proposal.crs_confidence if located else 0.0, raw.rows_in, kept, len(set_aside),
        sentence(proposal, kept, [one.reason for one in set_aside], troubles),
    )  # fmt: skip
    return Imported(layer, set_aside, outcome)


def shown_name(raw: object) -> str:
    """The file, and the sheet or layer in it where it has one."""
    return f"{raw.file} [{raw.member}]" if raw.member else raw.file  # type: ignore[attr-defined]


def _set_aside(raw: object, rows: numpy.ndarray, reasons: numpy.ndarray) -> list[SetAside]:
    table, lines, name = raw.rows, raw.lines, shown_name(raw)  # type: ignore[attr-defined]
    columns = [values.text(table[header].iloc[rows]) for header in table.columns]
    records = zip(*columns, strict=True) if columns else [()] * len(rows)
    return [SetAside(name, int(lines[row]), reasons[row], row_text(record)) for row, record in zip(rows, records, strict=True)]


def settings(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """The choices of an import, as the layer keeps them."""
    raw = proposal.raw
    chosen = {
        "member": raw.member, "format": raw.format, "encoding": raw.encoding, "delimiter": raw.delimiter,
        "header_row": str(raw.header_row or ""), "header_rows": str(raw.header_rows or ""), "place": proposal.place,
        "x": proposal.x, "y": proposal.y, "swapped": "yes" if proposal.swapped else "", "crs": examining.crs_name(proposal.epsg),
        "crs_confidence": f"{proposal.crs_confidence:.2f}" if proposal.epsg else "", "area_key": proposal.area_key,
        "kind_confidence": f"{proposal.kind_confidence:.2f}",
    } | {f"column.{column}": header for column, header in proposal.mapping}  # fmt: skip
    return tuple((name, value) for name, value in chosen.items() if value)


def sentence(proposal: Proposal, kept: int, reasons: Sequence[str], troubles: Sequence[tuple[str, int]]) -> str:
    """What happened, in the planner's language: rows kept, rows set aside by reason, and what else there is to know."""
    parts = []
    if proposal.kind:
        parts.append(tr("import.done.kept", kind=tr(f"kind.{proposal.kind}"), count=f"{kept:,}") if kept else tr("import.done.none"))
    counted = sorted(((reasons.count(reason), reason) for reason in set(reasons)), reverse=True)
    if counted and proposal.kind:
        listed = ", ".join(tr("import.done.reason", reason=tr(reason), count=f"{count:,}") for count, reason in counted)
        parts.append(tr("import.done.aside", count=f"{len(reasons):,}", reasons=listed))
    parts += [tr(key, **dict(given)) for key, given in proposal.message]
    parts += [tr("import.note.unread", column=header, count=f"{count:,}") for header, count in troubles]
    parts += [tr(note) for note in proposal.raw.notes]
    return " ".join(parts)
