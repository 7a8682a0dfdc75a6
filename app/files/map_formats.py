"""What each map format must look like before the map library may open it: the library guesses by content, so does an attacker."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
from pathlib import Path

from app.files import drawings, markup, signatures
from app.files.raw import refusal

_READ_WHOLE = 1 << 30
# Small texts that make the library fetch, run or combine other things, wherever they stand in a file.
_TRICKS = re.compile(rb"<OGR\w*DataSource|<OGCAPI|<GDAL\w|<VRTDataset|gdal_streamed_alg|\$GPG[SG]A|/vsi[a-z0-9_]+/", re.IGNORECASE)
_LINKED_CRS = re.compile(rb'"crs"\s*:\s*\{[^{}]*"type"\s*:\s*"(link|url|esrilink)"', re.IGNORECASE)
_SHAPES = rb"FeatureCollection|Feature|Topology|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection"
_JSON_TYPE = re.compile(rb'"type"\s*:\s*"(' + _SHAPES + rb')"')
_ROOTS = {"kml": ("kml", "Document", "Folder", "Placemark"), "osm": ("osm",)}


def check(path: Path, extension: str, file: str) -> str:
    """The format a map file has (geojson, topojson, gpkg, ...); BadInput where it is empty, something else or a trap."""
    with open(path, "rb") as stream:
        head = stream.read(signatures.HEAD)
    if not head.strip():
        raise refusal("empty", file)
    really = signatures.true_kind(head)
    checks = {"geojson": _json, "json": _json, "topojson": _json, "kml": _xml, "gml": _xml, "osm": _xml, "gpkg": _gpkg, "dxf": _dxf,
              "fgb": _marked, "pbf": _marked}  # fmt: skip
    return checks[extension](path, extension, file, really)


def _json(path: Path, extension: str, file: str, really: str) -> str:
    data = path.read_bytes()
    text = markup.plain(data).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"{"):
        raise refusal("plain_json" if really == "json" else "broken_layer", file) if really in ("json", "") else signatures.mislabelled(
            really, extension, file
        )
    if _TRICKS.search(text) or _LINKED_CRS.search(text):
        raise refusal("trap", file)
    kinds = {found.group(1) for found in _JSON_TYPE.finditer(text)}
    if not kinds:
        raise refusal("plain_json", file)
    _check_whole(text, file)
    return "topojson" if b"Topology" in kinds else "geojson"


def _check_whole(text: bytes, file: str) -> None:
    """A JSON text that ends early is cut off, not short. Lines of features (one JSON each) are allowed."""
    if text.rstrip()[-1:] != b"}":
        raise refusal("truncated", file)
    if len(text) > 64 << 20:
        return
    try:
        json.loads(text)
    except RecursionError as error:
        raise refusal("broken_layer", file) from error
    except ValueError as error:
        lines = text.count(b"\n")
        if not lines or "Extra data" not in str(error):
            raise refusal("broken_layer", file) from error


def _xml(path: Path, extension: str, file: str, really: str) -> str:
    data = path.read_bytes()
    if really != "xml":
        raise signatures.mislabelled(really, extension, file) if really else refusal("broken_layer", file)
    if markup.has_entities(data):
        raise refusal("entities", file)
    if _TRICKS.search(markup.plain(data)):
        raise refusal("trap", file)
    root = markup.root(data)
    if root in ("html", "HTML"):
        raise signatures.mislabelled("html", extension, file)
    expected = _ROOTS.get(extension)
    if (expected and root not in expected) or (extension == "gml" and not _is_gml(data)):
        raise refusal("broken_layer", file)
    if root and not re.search(rb"</[\w.:-]*" + root.encode() + rb"\s*>\s*(<!--.*?-->\s*)*$|/>\s*$", markup.plain(data)[-4096:].rstrip(), re.DOTALL):
        raise refusal("truncated", file)
    return extension


def _is_gml(data: bytes) -> bool:
    return b"opengis.net/gml" in markup.plain(data[:65_536])


def _dxf(path: Path, extension: str, file: str, really: str) -> str:
    data = path.read_bytes()
    if really == "dxf_binary":
        raise refusal("drawing", file)
    if really:
        raise signatures.mislabelled(really, extension, file)
    if not re.match(rb"(\xef\xbb\xbf)?\s*(999\s*\r?\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION", data):
        raise refusal("broken_layer", file)
    if _TRICKS.search(data):
        raise refusal("trap", file)
    if drawings.grows_beyond(data):
        raise refusal("drawing_bomb", file)
    if not re.search(rb"\n\s*0\s*\r?\n\s*EOF\s*$", data[-200:]):
        raise refusal("truncated", file)
    return "dxf"


def _marked(path: Path, extension: str, file: str, really: str) -> str:
    if really != extension:
        raise signatures.mislabelled(really, extension, file) if really else refusal("broken_layer", file)
    return extension


def _gpkg(path: Path, extension: str, file: str, really: str) -> str:
    if really == "mbtiles":
        raise signatures.refuse_kind("mbtiles", file)
    if really not in ("gpkg", "sqlite"):
        raise signatures.mislabelled(really, extension, file) if really else refusal("broken_layer", file)
    with open(path, "rb") as stream:
        head = stream.read(100)
    if len(head) < 100:
        raise refusal("truncated", file)
    page = struct.unpack(">H", head[16:18])[0]
    pages = struct.unpack(">I", head[28:32])[0]
    if head[24:28] == head[92:96] and pages * (65_536 if page == 1 else page) > path.stat().st_size:
        raise refusal("truncated", file)
    return "gpkg"


def tables_of(path: Path, file: str) -> frozenset[str]:
    """The layers of a GeoPackage that are plain tables of features or rows; views, which may hide anything, are left out."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            held = dict(connection.execute("SELECT table_name, data_type FROM gpkg_contents"))
            plain = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")}
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise refusal("broken_layer", file) from error
    kept = (name for name in plain if held.get(name) in ("features", "attributes") and not name.startswith("golmok_"))
    layers = frozenset(kept)
    if not layers and any("tiles" in str(kind) for kind in held.values()):
        raise signatures.refuse_kind("mbtiles", file)
    return layers
