"""Every preference of the program once: what it is called, its type, default and bounds.

Kept by the window between starts; nothing here changes a result. Texts: ``setting.<id>`` in ``resources/i18n``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One preference; ``choices`` bounds a text, ``low`` and ``high`` a number."""

    id: str
    default: object
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "system", choices=("system", "ko", "en")),
    Setting("theme", "system", choices=("system", "light", "dark")),
    Setting("hall_theme", "dark", choices=("dark", "light")),
    Setting("coordinates", "5186", choices=("5186", "5185", "5187", "5188", "5181", "5179", "4326", "4326dms", "3857", "5174", "2097")),
    Setting("overview", True),
    Setting("start_with", "page", choices=("page", "last")),
    Setting("keep_layout", True),
    Setting("layout", ""),
    Setting("recent", ""),
    Setting("started_before", False),
    Setting("palette_favourites", ""),
    Setting("recent_count", 8, low=0, high=30),
)
