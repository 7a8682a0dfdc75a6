"""Texts of strangers on their way to paper: signs that a face can draw, of a length that a page can hold, with places to break.

A tagged page (PDF/UA-1) may not hold a sign that no face has, and names come from files of every kind: what cannot be drawn
becomes a small square, what is not a sign at all (control characters, broken halves) goes away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

UNKNOWN = "□"
BREAK = "\u200b"
# Invisible signs that turn the direction of what follows.
TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# The typesetter's own faces hold these besides the Korean face; all else is asked of the face.
ALWAYS = ((0x20, 0x7E), (0xA0, 0x17F), (0xAC00, 0xD7A3), (0x2013, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D), (0x2026, 0x2026), (0x2212, 0x2212))
# A run of letters longer than this gets a place to break every so many signs.
LONGEST_RUN = 14
# A number is never broken at its point.
_JOINTS = re.compile(r"(?<=[_/\\+=&\-)\]])(?=\w)|(?<=\.)(?!(?<=\d\.)\d)(?=\w)")
_RUN = re.compile(rf"[A-Za-z0-9]{{{LONGEST_RUN + 1},}}")


def font_folders() -> list[str]:
    """Where a Korean face is found when the system has none: the fonts of an installed package, which is never imported."""
    from importlib.util import find_spec

    package = find_spec("koreanize_matplotlib")
    return [str(Path(package.origin).parent / "fonts")] if package and package.origin else []


@cache
def _drawn() -> frozenset[int]:
    """The code points of the Korean face that is always there; empty where its package is missing."""
    files = [path for folder in font_folders() for path in (Path(folder) / "NanumGothic.ttf",) if path.is_file()]
    if not files:
        return frozenset()
    from fontTools.ttLib import TTFont

    with TTFont(files[0], lazy=True) as face:
        return frozenset(face.getBestCmap())


def drawable(sign: str) -> bool:
    """True where a page can hold this sign."""
    code = ord(sign)
    return any(low <= code <= high for low, high in ALWAYS) or code in _drawn()


def printable(text: str, most: int = 0) -> str:
    """A text in signs that can be drawn, on one line, at most ``most`` signs long (0: as long as it is)."""
    kept = (sign for sign in without_controls(text) if unicodedata.category(sign) not in ("Cf", "Mn", "Me"))
    made = "".join(sign if drawable(sign) else UNKNOWN for sign in kept)
    made = re.sub(rf"{UNKNOWN}{{2,}}", UNKNOWN, made).strip()
    return made if not most or len(made) <= most else made[: most - 1].rstrip() + "…"


def without_controls(text: object) -> str:
    """A text on one line, composed, without control characters, turns of direction and broken halves of signs."""
    composed = unicodedata.normalize("NFC", "".join(sign for sign in str(text) if not "\ud800" <= sign <= "\udfff"))
    one_line = re.sub(r"[\t\n\r\v\f\u2028\u2029]+", " ", composed)
    return "".join(sign for sign in one_line if unicodedata.category(sign) != "Cc" and sign not in TURNS)


def breakable(text: str) -> str:
    """The same text with invisible places to break after joints of file names and inside long runs of letters."""
    joined = _JOINTS.sub(BREAK, text)
    return _RUN.sub(lambda run: BREAK.join(run[0][k : k + LONGEST_RUN] for k in range(0, len(run[0]), LONGEST_RUN)), joined)
