"""DXF drawings before they are opened: how many entities they become once every block is drawn where it is inserted."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field

from app.files import encodings

MOST_ENTITIES = 3_000_000
_FOREIGN_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_DIGITS = re.compile(rb"\s*\+?(\d{1,9})")


@dataclass
class _Block:
    """A block: its own entities, and how often it inserts which others."""

    own: int = 0
    inserts: Counter[bytes] = field(default_factory=Counter)


def letters(data: bytes) -> str:
    """The encoding of the words in a drawing: what the letters say, whatever code page its head names."""
    words = b"\n".join(_FOREIGN_LINE.findall(data))
    found = encodings.guess(words) if words else "utf-8"
    return found if found in ("utf-8", "cp949") else "cp949"


def grows_beyond(data: bytes, most: int = MOST_ENTITIES) -> bool:
    """True where blocks within blocks, or one insertion in a million rows, make more than ``most`` entities.

    Without blocks the file itself bounds the drawing; that gives False at once.
    """
    if b"BLOCK" not in data:
        return False
    blocks, drawing = _blocks(data)
    known: dict[bytes, int] = {}
    for name in blocks:
        _expand(name, blocks, known, most)
    total = drawing.own + sum(count * known.get(name, 1) for name, count in drawing.inserts.items())
    return max([total, *known.values()]) > most


def _blocks(data: bytes) -> tuple[dict[bytes, _Block], _Block]:
    """The blocks by name, and what stands outside of them."""
    blocks: dict[bytes, _Block] = {}
    drawing = _Block()
    inside = drawing
    kind, name, rows, columns = b"", b"", 1, 1
    lines = io.BytesIO(data)
    while True:
        code, value = lines.readline(), lines.readline().strip()
        code = code.strip()
        if code == b"0" or (not value and not code and lines.tell() >= len(data)):
            inside = _close(kind, name, rows * columns, inside, blocks, drawing)
            kind, name, rows, columns = value, b"", 1, 1
            if not value:
                return blocks, drawing
        elif code == b"2" and not name:
            name = value.upper()
        elif code in (b"70", b"71") and kind == b"INSERT":
            number = _DIGITS.match(value)
            times = max(int(number.group(1)), 1) if number else 1
            rows, columns = (times, columns) if code == b"71" else (rows, times)


def _close(kind: bytes, name: bytes, times: int, inside: _Block, blocks: dict[bytes, _Block], drawing: _Block) -> _Block:
    """File away an entity that has been read to its end; gives the block the next one stands in."""
    if kind == b"BLOCK":
        return blocks.setdefault(name, _Block())
    if kind in (b"ENDBLK", b"ENDSEC", b"SECTION"):
        return drawing
    if kind in (b"", b"EOF"):
        return inside
    inside.own += 1
    if kind in (b"INSERT", b"DIMENSION", b"ACAD_TABLE") and name:
        inside.inserts[name] += times
    return inside


def _expand(first: bytes, blocks: dict[bytes, _Block], known: dict[bytes, int], most: int) -> None:
    """Write into ``known`` how many entities a block becomes; a block inside itself counts once, as it is drawn."""
    stack = [first]
    entered: set[bytes] = set()
    while stack:
        name = stack[-1]
        if name in known:
            stack.pop()
            continue
        waiting = [inner for inner in blocks[name].inserts if inner in blocks and inner not in known and inner not in entered]
        entered.add(name)
        if waiting:
            stack.extend(waiting)
            continue
        total = blocks[name].own + sum(times * known.get(inner, 1) for inner, times in blocks[name].inserts.items())
        known[name] = min(total, most * 1000)
        stack.pop()
