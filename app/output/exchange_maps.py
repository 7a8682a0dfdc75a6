"""GeoPackage and KML: written by GDAL piece by piece, so that it can be stopped; read back and counted before they are handed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from app import geo
from app.errors import ProjectTrouble
from app.feedback import SILENT, Feedback
from app.output.exchange_about import About
from app.output.exchange_cells import as_texts, free_names, layer_names, plain
from app.output.exchange_parts import Part
from app.words import Words

if TYPE_CHECKING:
    import geopandas
    import numpy

PIECE = 20_000
# What KML gives a meaning of its own.
KML_NAMES = (
    "Name", "description", "timestamp", "timespan", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon",
    "heading", "tilt", "roll", "snippet", "id", "address", "phoneNumber", "lookat", "camera", "region", "styleUrl", "style", "open", "author",
    "link", "scale", "x", "y", "z", "model", "altitude", "longitude", "latitude", "metadata", "fid", "ogr_style", "geometry",
)  # fmt: skip
GPKG_NAMES = ("fid", "geom", "geometry", "ogc_fid", "rowid", "oid", "_rowid_")


def gpkg(file: Path, parts: Sequence[Part], epsg: int, notes: About, spoken: str, feedback: Feedback = SILENT) -> None:
    """A GeoPackage: a table a part, a table of sources, and the same as its metadata."""
    import pandas as pd
    import pyogrio

    tr = Words(spoken)
    titles = layer_names([*(part.title for part in parts), tr("exports.sources")])
    # Metadata of the whole file would make every reader of GDAL lay a second file beside it.
    meta = {f"{number:03d} {name}": words for number, (name, words) in enumerate(notes, 1)}
    for number, part in enumerate(parts):
        step = feedback.part(number / len(parts), (number + 1) / len(parts))
        frame = _placed(part, epsg, GPKG_NAMES, None)
        options = {"layer_options": {"IDENTIFIER": titles[number], "DESCRIPTION": _words_of(part, notes), "GEOMETRY_NAME": "geom"},
                   "dataset_options": {"VERSION": "1.4"}}  # fmt: skip
        _write(file, frame, titles[number], "GPKG", {**options, "layer_metadata": meta}, tr, step)
    sources = pd.DataFrame(notes, columns=[tr("exports.sources.name"), tr("exports.sources.words")])
    pyogrio.write_dataframe(sources, file, layer=titles[-1], driver="GPKG")
    _whole(file, dict(zip(titles, [*(len(part.frame) for part in parts), len(notes)], strict=True)), tr)


def kml(file: Path, parts: Sequence[Part], notes: About, spoken: str, feedback: Feedback = SILENT) -> None:
    """A KML document in degrees: a folder a part, what travels with it as the document's description.

    Each part is written alone and then put into the one document: GDAL reads a document anew for each folder it adds.
    """
    tr = Words(spoken)
    titles = layer_names([part.title for part in parts])
    described = "<br>".join(f"<b>{escape(name)}</b>: {escape(words)}" for name, words in notes)
    pieces = []
    for number, part in enumerate(parts):
        step = feedback.part(0.9 * number / len(parts), 0.9 * (number + 1) / len(parts))
        frame = _placed(part, 4326, KML_NAMES, html_safe)
        names = as_texts(plain(part.frame[[part.label]])).iloc[:, 0].tolist() if part.label else [None] * len(frame)
        frame.insert(0, "Name", [html_safe(name) if isinstance(name, str) else None for name in names])
        frame["Name"] = frame["Name"].astype(object)
        options: dict = {"layer_options": {"NAME": titles[number], "DESCRIPTION": escape(part.title)}}
        if not number:
            options["dataset_options"] = {"NAME": escape(_titled(notes, tr)), "DESCRIPTION": described}
        piece = file.with_name(f"part{number}.kml")
        _write(piece, frame, f"part_{number + 1}", "LIBKML", options, tr, step, piece=len(frame) + 1)
        pieces.append(piece)
    if _join(pieces, file) != sum(len(part.frame) for part in parts):
        raise ProjectTrouble(tr("exports.not_whole"), hint=tr("exports.not_whole.hint"))


def _join(pieces: Sequence[Path], file: Path) -> int:
    """One document of several: the head of the first, the folders of all; gives the number of its places."""
    begin, end, places = '<Document id="root_doc">', "</Document>", 0
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        for number, piece in enumerate(pieces):
            text = piece.read_text(encoding="utf-8")
            first, last = text.index(begin) + len(begin), text.rindex(end)
            out.write(text[:last] if not number else text[first:last])
            if number == len(pieces) - 1:
                out.write(text[last:])
            piece.unlink()
            places += text.count("<Placemark")
    return places


def html_safe(value: object) -> object:
    """A text that a globe would show as a page of its own is shown as it is written."""
    return escape(value, quote=False) if isinstance(value, str) and any(sign in value for sign in ("<", "]]>")) else value


def carried(shapes: numpy.ndarray, epsg: int) -> numpy.ndarray:
    """Shapes of the working system in another one, flat; what cannot be carried there is missing."""
    import numpy
    import shapely

    flat = shapely.force_2d(numpy.asarray(shapes, dtype=object))
    if epsg == geo.WORKING_EPSG:
        return flat
    moved = shapely.transform(flat, lambda xy: numpy.column_stack(geo.project(xy[:, 0], xy[:, 1], geo.WORKING_EPSG, epsg)))
    lost = ~numpy.isfinite(shapely.bounds(moved)).all(axis=1)
    return numpy.where(lost, None, moved)


def _placed(part: Part, epsg: int, reserved: Sequence[str], each: object) -> geopandas.GeoDataFrame:
    """The part's columns in plain types, its shapes in the system wanted."""
    import geopandas

    cells = as_texts(plain(part.frame, reserved))
    if each is not None:
        # The names of columns are written into a KML as they are.
        cells.columns = free_names([re.sub("[<>&\"']", "_", name) for name in cells.columns], reserved)
        for name in cells.columns:
            if cells[name].dtype.kind == "O":
                cells[name] = cells[name].map(each, na_action="ignore")
    shapes = geopandas.array.from_shapely(carried(part.frame.geometry.to_numpy(), epsg), crs=epsg)
    return geopandas.GeoDataFrame(cells.reset_index(drop=True), geometry=shapes, crs=epsg)


def _write(
    file: Path, frame: geopandas.GeoDataFrame, layer: str, driver: str, options: dict, tr: Words, feedback: Feedback, piece: int = PIECE
) -> None:  # fmt: skip
    import pyogrio

    geometry_type = _type_of(frame)
    for start in range(0, max(len(frame), 1), piece):
        feedback.step(start / max(len(frame), 1), tr("exports.progress.write"))
        given = {"append": True} if start else options
        pyogrio.write_dataframe(frame.iloc[start : start + piece], file, layer=layer, driver=driver, geometry_type=geometry_type, **given)
    feedback.step(1.0)


def _type_of(frame: geopandas.GeoDataFrame) -> str:
    types = sorted({str(name) for name in frame.geometry.geom_type.dropna().unique()})
    if len(types) == 2 and types[0] == f"Multi{types[1]}":
        return "Unknown"
    return types[0] if len(types) == 1 and types[0] != "LinearRing" else "Unknown"


def _words_of(part: Part, notes: About) -> str:
    return "; ".join(f"{name}: {words}" for name, words in notes)[:1000]


def _titled(notes: About, tr: Words) -> str:
    known = dict(notes)
    mark = tr("exports.about.made_up")
    return known.get(tr("exports.about.project"), "Golmok") + (f" ({mark})" if mark in known else "")


def _whole(file: Path, rows: dict[str, int], tr: Words) -> None:
    """A file that lacks rows is no file: a full disk is not always said aloud."""
    import pyogrio

    there = {str(name): pyogrio.read_info(file, layer=name)["features"] for name, _ in pyogrio.list_layers(file)}
    if sorted(there.values()) != sorted(rows.values()):
        raise ProjectTrouble(tr("exports.not_whole"), hint=tr("exports.not_whole.hint"))
