"""Signs of the web map as small inline SVG: each kind's shape and letter, so that colour never speaks alone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.kinds import Style

# Outlines about the middle of a box of 20, and how far below the middle the letter sits.
SHAPES = {
    "square": '<rect x="3" y="3" width="14" height="14" rx="2.5"{paint}/>',
    "diamond": '<path d="M10 1.5 18.5 10 10 18.5 1.5 10z"{paint}/>',
    "triangle": '<path d="M10 2 18.5 17h-17z"{paint}/>',
    "house": '<path d="M10 2 18 9v9H2V9z"{paint}/>',
    "shield": '<path d="M10 2l7 2.5v6c0 4-3.5 6.5-7 7.5-3.5-1-7-3.5-7-7.5v-6z"{paint}/>',
    "hexagon": '<path d="M2 10l4-7h8l4 7-4 7H6z"{paint}/>',
    "dot": '<circle cx="10" cy="10" r="4"{paint}/>',
}
POINT_SYMBOLS = (*SHAPES, "circle")
ROUND = '<circle cx="10" cy="10" r="7.5"{paint}/>'
DROP = {"triangle": 1.8, "house": 1.2}
CAMERA = '<path fill="#fff" d="M9 8h5.5v4H9zM5.5 7.5 8.5 9v2l-3 1.5z"/>'


def kind_sign(style: Style, language: str, *, size: int = 18) -> str:
    """The sign of a kind of point, line or area, as SVG text of that height."""
    if style.symbol in ("line", "dashed_line"):
        return line_sign(style.color, dash="3 2" if style.symbol == "dashed_line" else "", size=size)
    if style.symbol in ("area", "outline", "cells"):
        fill, dash = style.fill or style.color, ' stroke-dasharray="3 2"' if style.symbol == "outline" else ""
        return _svg(f'<rect x="2.5" y="4.5" width="15" height="11" rx="1.5" fill="{fill}" stroke="{style.color}"{dash}/>', size)
    paint = f' fill="{style.color}" stroke="#fff" stroke-width="1.5"'
    return _svg(SHAPES.get(style.symbol, ROUND).replace("{paint}", paint) + _letter(style, language), size)


def line_sign(color: str, *, dash: str = "", size: int = 18) -> str:
    """A stroke, as SVG text."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return _svg(f'<path d="M1 10h18" stroke="{color}" stroke-width="3.5"{dashed}/>', size)


def number_sign(number: int, color: str, *, size: int = 24) -> str:
    """A number on a disc, as SVG text."""
    return _svg(f'<circle cx="10" cy="10" r="8.5" fill="{color}" stroke="#fff" stroke-width="1.8"/>' + _text(str(number), 10, 10.5, "#fff"), size)


def _letter(style: Style, language: str) -> str:
    first, second = (style.letter_ko, style.letter_en) if language == "ko" else (style.letter_en, style.letter_ko)
    letter = first or second
    if letter == "camera":
        return CAMERA
    if not letter or style.symbol == "dot":
        return ""
    return _text(letter, 9 if style.symbol not in DROP else 7.5, 10 + DROP.get(style.symbol, 0.0), "#fff" if _is_dark(style.color) else "#12171c")


def _text(text: str, size: float, y: float, ink: str) -> str:
    return (
        f'<text x="10" y="{y + size * 0.36:g}" text-anchor="middle" font-size="{size:g}" font-weight="700" fill="{ink}">{escape(text)}</text>'
    )


def _is_dark(color: str) -> bool:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 158


def _svg(body: str, size: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="{size}" height="{size}" aria-hidden="true">{body}</svg>'
