"""Looks of layers in a file of their own, JSON, to be taken from one project to another."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from app.errors import BadInput
from app.model import SavedStyle
from app.styles import checked
from app.words import tr

FORM, VERSION = "golmok styles", 1
LARGEST_BYTES = 1_000_000
MOST_STYLES = 500


def write_styles(path: Path | str, styles: Iterable[SavedStyle]) -> int:
    """Write looks to a file; gives how many. BadInput where nothing can be written there."""
    rows = [{"title": one.title, "kind": one.kind, "style": [[name, value] for name, value in one.style]} for one in styles]
    text = json.dumps({"form": FORM, "version": VERSION, "styles": rows}, ensure_ascii=False, indent=1)
    try:
        Path(path).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(tr("styling.trouble.write"), file=Path(path).name) from error
    return len(rows)


def read_styles(path: Path | str) -> tuple[SavedStyle, ...]:
    """The looks in a file, each checked; BadInput with a sentence, and which look, where one cannot be used."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(tr("styling.trouble.large"), file=path.name)
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(tr("styling.trouble.file"), file=path.name) from error
    rows = found.get("styles") if isinstance(found, dict) and found.get("form") == FORM else None
    if not isinstance(rows, list) or not rows or len(rows) > MOST_STYLES:
        raise BadInput(tr("styling.trouble.file"), file=path.name)
    return tuple(_style(row, number, path.name) for number, row in enumerate(rows, start=1))


def _style(row: object, number: int, file: str) -> SavedStyle:
    try:
        if not isinstance(row, dict) or not isinstance(row.get("style"), list):
            raise BadInput(tr("styling.trouble.text"))
        title, kind = row.get("title"), row.get("kind")
        if not isinstance(title, str) or not title.strip() or not isinstance(kind, str):
            raise BadInput(tr("styling.trouble.text"))
        pairs = []
        for pair in row["style"]:
            if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str) or pair[0] == "values":
                raise BadInput(tr("styling.trouble.text"))
            pairs.append((pair[0], checked(pair[0], pair[1])))
        return SavedStyle(title.strip()[:80], kind, tuple(pairs))
    except (BadInput, TypeError, OverflowError) as error:
        raise BadInput(tr("styling.trouble.entry", number=number, reason=str(error)), file=file) from error
