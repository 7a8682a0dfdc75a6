"""What a file really is, by its first bytes; and the refusal of what is no table and no map layer, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.errors import BadInput
from app.files.raw import refusal
from app.words import tr

HEAD = 4096

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"PMTiles", "pmtiles"),
    (b"fgb\x03fgb", "fgb"),
    (b"AC10", "dwg"),
    (b"AutoCAD Binary DXF", "dxf_binary"),
    (b"HWP Document File", "hwp"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"PAR1", "parquet"),
    (b"\x00\x00\x27\x0a", "shp"),
)
# Marks a column name could begin with too need a second look.
_ALSO_WORDS: dict[bytes, Callable[[bytes], bool]] = {
    b"BM": lambda head: head[6:10] == b"\0\0\0\0" and head[15:18] == b"\0\0\0",
    b"MZ": lambda head: b"\0" in head[:64],
    b"AC10": lambda head: b"\0" in head[6:16],
    b"BZh": lambda head: head[4:10] == b"1AY&SY",
    b"GIF8": lambda head: head[4:6] in (b"7a", b"9a"),
    b"PAR1": lambda head: b"\0" in head[:64],
    b"PMTiles": lambda head: head[7:8] < b" ",
}
# Kinds no reader of ours opens; each has a sentence of its own.
_BACKGROUND = ("mbtiles", "pmtiles", "tiff", "tif", "image", "png", "jpg", "jpeg", "gif", "bmp", "jp2", "img", "ecw", "asc", "vrt")
_CAD = ("dwg", "dxf_binary", "dgn")
_DOCUMENT = ("pdf", "hwp", "hwpx", "doc", "docx", "ppt", "pptx", "odt", "rtf")
_PACKED = ("packed", "7z", "rar", "tar", "tgz", "bz2", "xz", "alz", "egg")
_SHEET = ("ods", "xlsb", "numbers", "xlsx_encrypted")
_LAYER = ("gdb", "tab", "mif", "sqlite", "parquet", "gpx")


def true_kind(head: bytes) -> str:
    """What the first bytes (some 4 kB) are: zip, ole, gzip, pdf, image, tiff, sqlite, gpkg, html, xml, json, ... or ""."""
    for start, kind in _STARTS:
        if head.startswith(start) and (start not in _ALSO_WORDS or _ALSO_WORDS[start](head)):
            return _sqlite_kind(head) if kind == "sqlite" else kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if b"OSMHeader" in head[:64]:
        return "pbf"
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if re.match(rb"<!doctype\s+html|<html|<table|<head|<body|<meta", text, re.IGNORECASE):
        return "html"
    if re.match(rb"<\?xml|<[A-Za-z!][\w:.-]*[\s>/-]", text):
        return "html" if re.search(rb"<html[\s>]", text[:2000], re.IGNORECASE) else "xml"
    return "json" if re.match(rb"\{\s*(\"|\}|$)|\[\s*[\[{\"\]]", text) else ""


def _sqlite_kind(head: bytes) -> str:
    mark = head[68:72]
    return "gpkg" if mark in (b"GPKG", b"GP10", b"GP11") else "mbtiles" if mark == b"MPBX" else "sqlite"


def refuse_kind(kind: str, file: str) -> BadInput:
    """The refusal of a file of this kind: background maps, drawings, documents, other archives, programs, the rest."""
    groups = (("background", _BACKGROUND), ("drawing", _CAD), ("document", _DOCUMENT), ("packed", _PACKED), ("sheet_format", _SHEET))
    for reason, kinds in groups:
        if kind in kinds:
            return refusal(reason, file)
    return refusal("layer_format" if kind in _LAYER else "program" if kind in ("program", "exe", "dll") else "unknown", file)


def mislabelled(kind: str, extension: str, file: str) -> BadInput:
    """The refusal of a file whose name says one thing and whose bytes say another."""
    return refusal("mislabelled", file, extension=f".{extension}", really=tr(f"readers.kind.{kind}"))
