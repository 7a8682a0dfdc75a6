"""The parts of a shapefile: whole or cut off, in which letters its table is written, and what projection text lies with it."""

from __future__ import annotations

import codecs
import struct
from pathlib import Path

from app.files import encodings
from app.files.folders import sibling
from app.files.raw import refusal

_SAMPLE = 20_000  # records looked at for their letters, spread over the table
_NAMES = {"949": "cp949", "51949": "cp949", "ansi 949": "cp949", "ms949": "cp949", "uhc": "cp949", "euckr": "cp949", "euc-kr": "cp949",
          "ks_c_5601-1987": "cp949", "65001": "utf-8", "utf8": "utf-8", "1252": "cp1252", "ansi 1252": "cp1252", "88591": "iso8859-1"}  # fmt: skip


def check_shp(path: Path, file: str) -> None:
    """BadInput where the .shp is empty, no shapefile or shorter than it says itself."""
    with open(path, "rb") as stream:
        head = stream.read(100)
    if not head:
        raise refusal("empty", file)
    if len(head) < 100 or struct.unpack(">i", head[:4])[0] != 9994:
        raise refusal("broken_layer", file)
    if struct.unpack(">i", head[24:28])[0] * 2 > path.stat().st_size:
        raise refusal("truncated", file)


def check_dbf(path: Path, file: str) -> None:
    """BadInput where the table is shorter than it says itself."""
    with open(path, "rb") as stream:
        head = stream.read(32)
    if len(head) < 32:
        raise refusal("truncated", file)
    count, header, length = _sizes(head)
    if header < 33 or (count and length < 1):
        raise refusal("broken_layer", file)
    if header + count * length > path.stat().st_size:
        raise refusal("truncated", file)


def _sizes(head: bytes) -> tuple[int, int, int]:
    return struct.unpack("<IHH", head[4:12])


def dbf_encoding(path: Path, cpg: Path | None) -> tuple[str, bool]:
    """The encoding of a .dbf and whether its .cpg says something else. The letters themselves win over the .cpg."""
    stated = cpg_encoding(cpg)
    words = _words(path)
    if words.isascii():
        return stated or "utf-8", False
    found = encodings.guess(words)
    if found in ("utf-8", "cp949"):
        return found, bool(stated) and codecs.lookup(stated).name != codecs.lookup(found).name
    return stated or "cp949", False


def cpg_encoding(cpg: Path | None) -> str:
    """The encoding a .cpg file names, in Python's words; "" where there is none or it is unknown."""
    if cpg is None:
        return ""
    with open(cpg, "rb") as stream:
        name = stream.read(64).decode("ascii", "ignore").strip().strip("\0").lower()
    name = _NAMES.get(name, name)
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _words(path: Path) -> bytes:
    """The bytes of the table's text cells (of a sample of records) and of its column names, a line each."""
    with open(path, "rb") as stream:
        head = stream.read(32)
        count, header, length = _sizes(head)
        described = stream.read(max(header - 32, 0))
        fields, offset = [], 1
        for at in range(0, len(described) - 31, 32):
            if described[at : at + 1] == b"\r":
                break
            size = described[at + 16]
            if described[at + 11 : at + 12] in (b"C", b"M"):
                fields.append((offset, size))
            offset += size
        words = [described[at : at + 11].split(b"\0")[0] for at in range(0, len(described) - 31, 32) if described[at : at + 1] != b"\r"]
        step = max(1, count // _SAMPLE)
        for index in range(0, count, step):
            stream.seek(header + index * length)
            record = stream.read(length)
            words.extend(record[start : start + size].strip(b" \0") for start, size in fields)
    return b"\n".join(word for word in words if word)


def projection(path: Path) -> tuple[str, bool]:
    """The projection text of a shapefile and whether it only lies one folder up; ("", False) where there is none.

    An empty .prj says nothing. One folder up counts only if it is the only .prj there.
    """
    for extension in ("prj", "qpj"):
        own = sibling(path, extension)
        text = _text(own) if own else ""
        if text:
            return text, False
    above = [other for other in path.resolve().parent.parent.glob("*") if other.suffix.lower() == ".prj" and other.is_file()]
    text = _text(above[0]) if len(above) == 1 else ""
    return text, bool(text)


def _text(path: Path) -> str:
    with open(path, "rb") as stream:
        return stream.read(20_000).decode("utf-8", "replace").strip().strip("\0")
