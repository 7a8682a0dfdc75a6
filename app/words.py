"""Every text on screen and paper, in Korean and English, from ``resources/i18n/<language>/*.json``.

Each JSON file is one flat table ``{"key": "text with {values}"}``; keys start with the room they belong to
(``import.``, ``measure.``, ``window.``). ``tr`` speaks the language chosen for the window; a report asks for its own with
``Words("en")``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("ko", "en")
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"


@cache
def table(language: str) -> dict[str, str]:
    """All texts of one language; raises ValueError where two files give the same key."""
    texts: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.json")):
        for key, text in json.loads(path.read_text(encoding="utf-8")).items():
            if key in texts:
                raise ValueError(f"{path.name}: {key} stands in another file too")
            texts[key] = text
    return texts


class Words:
    """The voice of one language: ``Words("ko")("measure.seen")``."""

    def __init__(self, language: str):
        self.language = language if language in LANGUAGES else "ko"

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with its values filled in; the key itself where no language has it."""
        text = table(self.language).get(key) or table("en").get(key) or key
        return text.format(**values) if values else text

    def known(self, key: str) -> bool:
        """True where this language has a text of its own for ``key``."""
        return key in table(self.language)


_current = Words("ko")


def speak(language: str) -> None:
    """Choose the language of the window."""
    _current.language = Words(language).language


def language() -> str:
    """The language of the window: ``ko`` or ``en``."""
    return _current.language


def tr(key: str, **values: object) -> str:
    """The text of ``key`` in the language of the window."""
    return _current(key, **values)
