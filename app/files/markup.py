"""XML before anybody parses it: no document types, no entities, and what its outermost element is."""

from __future__ import annotations

import re

_ROOT = re.compile(rb"<(?![?!])([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def plain(data: bytes) -> bytes:
    """The bytes without the zeros of UTF-16 and UTF-32, so that names in them can be sought."""
    return data.replace(b"\0", b"") if b"\0" in data[:200] else data


def has_entities(data: bytes) -> bool:
    """True where the text declares a document type or entities: the way to XML bombs and foreign files."""
    return _DECLARED.search(plain(data)) is not None


def root(data: bytes) -> str:
    """The name of the outermost element without its prefix, "" where there is none."""
    found = _ROOT.search(re.sub(rb"<!--.*?-->", b"", plain(data[:65_536]), flags=re.DOTALL))
    return found.group(2).decode("ascii", "replace") if found else ""
