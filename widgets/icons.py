"""Icons of the Material set, drawn in the colour of the text; the font is loaded when the first icon is asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QIcon


@lru_cache(maxsize=256)
def icon(name: str, color: str, active: str = "") -> QIcon:
    """The icon called ``name`` ("mdi6.undo"); an empty one for an empty name."""
    if not name:
        return QIcon()
    import qtawesome

    return qtawesome.icon(name, color=color, color_active=active or color, color_disabled=color + "66" if len(color) == 7 else color)
