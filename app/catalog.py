"""The tables of ``resources/catalog``: what standards, catalogues and lists say, as data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "catalog"


@cache
def table(name: str) -> dict:
    """One table as it stands in ``resources/catalog/<name>.json``; whoever reads it does not change it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
