"""From an accepted proposal to a layer: each row finds its place, or is set aside with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app import geo
from app.feedback import Feedback
from app.files import area_columns, area_tables, areas, coordinates, examining, places, values
from app.files.grids import row_text
from app.files.placing import Placed, all_rows, place
from app.files.proposals import Ground, Imported, Outcome, Proposal
from app.files.raw import Raw
from app.kinds import LayerKind
from app.model import Layer, SetAside, Source
from app.words import tr

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

# A layer of OpenStreetMap holds walls and fences beside streets, and land beside buildings.
OSM_TAGS = {"streets": "highway", "buildings": "building"}
RESERVED = frozenset({"geometry", "geom", "fid", "rowid", "ogc_fid"})


def bring_in(proposal: Proposal, kinds: Sequence[LayerKind], ground: Ground, feedback: Feedback, *, id: str) -> Imported:
    """Make the layer a proposal describes. rows_in is always rows_kept plus rows set aside; no rows kept gives no layer."""
    feedback.step(0.0)
    kind = next((kind for kind in kinds if kind.key == proposal.kind), None)
    count = len(proposal.raw.rows)
    if kind is None or proposal.place == "none":
        return _finish(proposal, None, all_rows(count, _refusal(proposal)), None, id)
    if proposal.place == "address":
        return _finish(proposal, kind, all_rows(count, "import.aside.address"), None, id)
    if proposal.place == "area":
        reasons, frame = _by_area(proposal, kind, ground)
        return _finish(proposal, kind, reasons, frame, id)
    placed = place(proposal)
    feedback.step(0.4)
    frame, troubles = _frame(proposal, kind, placed)
    feedback.step(0.9)
    return _finish(proposal, kind, placed.reasons, frame, id, troubles)


def _refusal(proposal: Proposal) -> str:
    return next((key for key, _ in proposal.message if key.startswith("import.refused.")), "import.refused.no_place")


def _frame(proposal: Proposal, kind: LayerKind, placed: Placed) -> tuple[geopandas.GeoDataFrame, list[tuple[str, int]]]:
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
        if column.type == "date" and header:
            bad += _drop_later(fitted, proposal.dated)
        if column.name == "address" and header:
            fitted = _other_addresses(proposal, column.known_as, header, fitted)
        columns[column.name] = fitted
        if bad and header:
            troubles.append((header, bad))
        if column.required and header:
            missing = np.array([value is None or value != value or value == "" for value in fitted], dtype=bool)
            placed.reasons[missing & (placed.reasons == "")] = "import.aside.required"
    tag = OSM_TAGS.get(kind.key, "") if raw.format in ("osm", "pbf") else ""
    if tag in raw.rows:
        placed.reasons[values.empty(values.text(raw.rows[tag])) & (placed.reasons == "")] = "import.aside.other_thing"
    columns |= own_columns(raw.headers, raw.rows, columns)
    kept = placed.reasons == ""
    table = pd.DataFrame({name: values_of[kept] for name, values_of in columns.items()})
    frame = gpd.GeoDataFrame(table, geometry=placed.shapes[kept], crs=geo.WORKING_EPSG)
    return _with_settled_names(frame, kind), troubles


def _drop_later(fitted: numpy.ndarray, dated: str) -> int:
    """Empty the dates that lie after the file's own, which a spreadsheet or a slip made; how many. The file's column keeps them."""
    later = [row for row, date in enumerate(fitted) if dated and date and date[: len(dated)] > dated[: len(date)]]
    for row in later:
        fitted[row] = None
    return len(later)


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
        return all_rows(len(raw.rows), "import.refused.no_place"), None
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
    name = proposal.shown or raw.file
    set_aside = (*(replace(row, file=name) for row in raw.unusable), *_set_aside(raw, name, aside, reasons))
    kept = raw.rows_in - len(set_aside)
    source = Source(
        name, proposal.sha256, raw.rows_in, kept, len(set_aside), proposal.dated, proposal.licence,
        datetime.now().astimezone().isoformat(timespec="seconds"), settings(proposal),
    )  # fmt: skip
    layer = None
    if frame is not None and kind is not None and len(frame):
        layer = Layer(id, kind, proposal.title, source, visible=kind.visible, frame=frame)
    located = proposal.place in ("xy", "geometry")
    outcome = Outcome(
        name, proposal.kind, raw.encoding, examining.crs_name(proposal.epsg) if located else "",
        proposal.crs_confidence if located else 0.0, raw.rows_in, kept, len(set_aside),
        sentence(proposal, kept, [one.reason for one in set_aside], troubles),
    )  # fmt: skip
    return Imported(layer, set_aside, outcome)


def _set_aside(raw: Raw, name: str, rows: numpy.ndarray, reasons: numpy.ndarray) -> list[SetAside]:
    table, lines = raw.rows, raw.lines
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
        listed = ", ".join(tr("import.done.reason", reason=tr(reason).rstrip("."), count=f"{count:,}") for count, reason in counted)
        parts.append(tr("import.done.aside", count=f"{len(reasons):,}", reasons=listed))
    parts += [tr(key, **dict(given)) for key, given in proposal.message]
    parts += [tr("import.note.unread", column=header, count=f"{count:,}") for header, count in troubles]
    parts += [tr(note) for note in proposal.raw.notes]
    return " ".join(parts)
