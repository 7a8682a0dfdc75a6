"""Map files (shapefile, GeoJSON, GeoPackage, KML, ...): their layers with geometry, whatever they declare kept word for word.

Every file is looked at before the map library sees it, and read from a copy under a name of our own, so that neither its name
nor a file beside it can make the library open something else.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy

from app.errors import BadInput
from app.feedback import SILENT, Cancelled, Feedback
from app.files import declared, drawings, headers, map_formats, shapefiles
from app.files.folders import sibling
from app.files.raw import LIMITS, Limits, Raw, refusal

if TYPE_CHECKING:
    import pandas

EXTENSIONS = ("shp", "dbf", "geojson", "json", "topojson", "gpkg", "kml", "gml", "dxf", "fgb", "osm", "pbf")
_MOST_LAYERS = 300
_CONFIG = {
    # No way out: no web addresses as coordinate systems, a proxy that is nobody for whatever still tries.
    "OSR_SET_FROM_USER_INPUT_ALLOW_NETWORK_ACCESS": "NO",
    "OSR_SET_FROM_USER_INPUT_ALLOW_FILE_ACCESS": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_PROXY": "http://127.0.0.1:9",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "SHAPE_RESTORE_SHX": "YES",
    # Read byte by byte, as shapefiles are; which letters the bytes stand for is found here.
    "DXF_ENCODING": "ISO-8859-1",
    "DXF_MAX_BSPLINE_CONTROL_POINTS": "10000",
}
_OPTIONS = {"gml": {"WRITE_GFS": "NO", "DOWNLOAD_SCHEMA": "NO"}}


@dataclass(frozen=True)
class _Found:
    """What is known of a map file before it is opened."""

    format: str
    encoding: str = ""
    crs: str = ""
    crs_is_above: bool = False
    notes: tuple[str, ...] = ()


@cache
def _library() -> Any:
    import pyogrio
    import pyogrio.raw

    pyogrio.set_gdal_config_options(_CONFIG)
    return pyogrio


def read(
    path: Path, *, file: str, member: str = "", wanted: str = "", encoding: str | None = None, limits: Limits = LIMITS,
    feedback: Feedback = SILENT,
) -> tuple[Raw, ...]:  # fmt: skip
    """The layers of a map file (only the one called ``wanted``, if given); an empty layer has no rows.

    ``member`` is the file's own place in an archive; a layer of several is then ``member/layer``.
    Raises BadInput for what is broken, locked, cut off, dangerous or no map file.
    """
    extension = path.suffix.lower().lstrip(".")
    found = _look(path, extension, file, encoding, limits)
    with TemporaryDirectory(prefix="golmok-") as folder:
        copy = _copy(path, Path(folder), found.format)
        with _quiet(file):
            raws = _layers(copy, file, member, wanted, found, limits, feedback)
    if not raws and not wanted:
        raise refusal("empty_layer_file", file)
    return raws


class _quiet:
    """The map library's warnings stay silent; whatever else it throws at spoilt bytes becomes one sentence."""

    def __init__(self, file: str):
        self.file = file
        self._warnings = warnings.catch_warnings()

    def __enter__(self) -> None:
        self._warnings.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._warnings.__exit__(kind, error, trace)
        if isinstance(error, Exception) and not isinstance(error, (BadInput, Cancelled)):
            raise refusal("broken_layer", self.file) from error


def _look(path: Path, extension: str, file: str, encoding: str | None, limits: Limits) -> _Found:
    if path.stat().st_size > limits.file_bytes:
        raise refusal("too_large", file, size=f"{path.stat().st_size / 1e9:.1f} GB", limit=f"{limits.file_bytes / 1e9:.1f} GB")
    if extension not in ("shp", "dbf"):
        format = map_formats.check(path, extension, file)
        return _Found(format, encoding or (drawings.letters(path.read_bytes()) if format == "dxf" else ""))
    notes = []
    table = path if extension == "dbf" else sibling(path, "dbf")
    if extension == "shp":
        shapefiles.check_shp(path, file)
        notes += [] if sibling(path, "shx") else ["no_shx"]
    if table is None:
        notes.append("no_dbf")
        letters, lied = "", False
    else:
        shapefiles.check_dbf(table, file)
        letters, lied = shapefiles.dbf_encoding(table, sibling(path, "cpg"))
    crs, above = shapefiles.projection(path) if extension == "shp" else ("", False)
    notes += (["cpg_lies"] if lied else []) + (["prj_above"] if above else [])
    return _Found(extension, encoding or letters, crs, above, tuple(f"readers.note.{note}" for note in notes))


def _copy(path: Path, folder: Path, format: str) -> Path:
    """The file (and the parts that belong to it) as layer.* in a folder of our own."""
    copy = folder / f"layer.{ {'topojson': 'json', 'pbf': 'osm.pbf'}.get(format, format) }"
    shutil.copyfile(path, copy)
    if format == "shp":
        for part in ("dbf", "shx"):
            beside = sibling(path, part)
            if beside:
                shutil.copyfile(beside, copy.with_suffix(f".{part}"))
    log = path.with_name(path.name + "-wal")
    if format == "gpkg" and log.is_file():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    return copy


def _layers(copy: Path, file: str, member: str, wanted: str, found: _Found, limits: Limits, feedback: Feedback) -> tuple[Raw, ...]:
    library = _library()
    plain = map_formats.tables_of(copy, file) if found.format == "gpkg" else None
    names = [str(name) for name in library.list_layers(copy)[:, 0] if plain is None or name in plain]
    _check_columns(copy, names, file, found.format, limits)
    if len(names) > _MOST_LAYERS:
        raise refusal("too_many_members", file, count=f"{len(names):,}", limit=f"{_MOST_LAYERS:,}")
    raws = []
    for index, name in enumerate(names):
        feedback.step(index / len(names), name)
        if wanted and name != wanted and len(names) > 1:
            continue
        place = "/".join(part for part in (member, name if len(names) > 1 else "") if part)
        raw = _layer(copy, file, name, place, found)
        if len(raw.rows) or found.format not in ("osm", "pbf"):
            raws.append(raw)
    return tuple(raws)


def _check_columns(copy: Path, names: Sequence[str], file: str, format: str, limits: Limits) -> None:
    """Refuse a layer whose rows each bring columns of their own: such a table is mostly air and fills the memory."""
    if format not in ("geojson", "topojson", "kml", "gml", "fgb"):
        return
    for name in names:
        known = _library().read_info(copy, layer=name)
        columns, rows = len(known["fields"]), max(known["features"], 0)
        if columns > limits.columns:
            raise refusal("too_many_columns", file, columns=f"{columns:,}", limit=f"{limits.columns:,}")
        if columns * rows > limits.cells:
            raise refusal("too_many_cells", file, rows=f"{rows:,}", columns=f"{columns:,}")


def _layer(copy: Path, file: str, name: str, place: str, found: _Found) -> Raw:
    import shapely

    shape, bytewise = found.format in ("shp", "dbf"), found.format in ("shp", "dbf", "dxf")
    meta, _, shapes, fields = _library().raw.read(
        copy, layer=name, encoding="ISO-8859-1" if shape else None if bytewise else found.encoding or None, force_2d=True, datetime_as_string=True,
        **_OPTIONS.get(found.format, {}),
    )  # fmt: skip
    length = len(shapes) if shapes is not None else len(fields[0]) if fields else 0
    geometry = None if shapes is None else shapely.from_wkb(shapes, on_invalid="ignore")
    notes = list(found.notes)
    if geometry is not None and int(shapely.is_missing(geometry).sum()) > sum(1 for one in shapes if one is None):
        notes.append("readers.note.unreadable_shapes")
    letters = found.encoding if bytewise else ""
    names = headers.unique([_decoded(str(field), letters) or headers.nameless(c) for c, field in enumerate(meta["fields"])])
    crs = found.crs if shape else str(meta["crs"] or "")
    epsg, hint = _declared(crs, found, geometry, notes)
    return Raw(
        file=file, member=place, format=found.format, encoding=letters or "utf-8", headers=tuple(names),
        rows=_frame(names, fields, length, letters), lines=numpy.arange(1, length + 1), geometry=geometry,
        epsg=epsg, epsg_hint=hint, declared_crs=crs, notes=tuple(notes),
    )  # fmt: skip


def _declared(crs: str, found: _Found, geometry: numpy.ndarray | None, notes: list[str]) -> tuple[int | None, int | None]:
    import shapely

    epsg, hint = declared.epsg_of(crs)
    if found.crs_is_above:
        return None, epsg or hint
    if epsg == 4326 and geometry is not None and len(geometry):
        west, south, east, north = shapely.total_bounds(geometry)
        if max(-west, east) > 360 or max(-south, north) > 90:
            notes.append("readers.note.not_degrees")
            return None, None
    if hint:
        notes.append("readers.note.old_prj")
    return epsg, hint


def _frame(names: Sequence[str], fields: Sequence[numpy.ndarray], length: int, letters: str) -> pandas.DataFrame:
    import pandas

    columns = {name: _column(values, letters) for name, values in zip(names, fields, strict=True)}
    return pandas.DataFrame(columns, index=pandas.RangeIndex(length), columns=list(names))


def _column(values: numpy.ndarray, letters: str) -> Any:
    """Texts decoded, lists joined, raw bytes left out; everything else as it is typed."""
    if values.dtype != object:
        return values
    import pandas

    codes, different = pandas.factorize(numpy.array([_plain(value) for value in values], dtype=object), use_na_sentinel=True)
    decoded = numpy.array([_decoded(value, letters) for value in different] + [None], dtype=object)
    return pandas.array(decoded[codes], dtype="str")


def _plain(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return ""
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return ", ".join(map(str, value))
    return None if value != value else str(value)


def _decoded(value: str, letters: str) -> str:
    """A text that was read byte by byte, in its true letters; one that already has them stays."""
    try:
        return value.encode("latin-1").decode(letters, "replace").rstrip("\0 ") if letters else value
    except UnicodeEncodeError:
        return value
