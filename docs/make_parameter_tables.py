"""Write the tables of assumptions beside both manuals from the one table of the program.

Run: ``python docs/make_parameter_tables.py``. Assumptions that no measure asks for stand in a table of their own.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

ASKING = [path for room in ("study", "output", "files") for path in (HOUSE / "app" / room).rglob("*.py")] + [HOUSE / "app" / "why.py"]
# Asked for by a name put together from parts.
BY_PARTS = ("weight.", "route.")
HEAD = {"ko": "| 가정 | id | 기본값 | 뜻 |", "en": "| assumption | id | default | meaning |"}


def main() -> None:
    """Replace what stands between the markers ``<!-- used -->`` and ``<!-- unused -->`` of each page of tables."""
    from app.parameters import PARAMETERS

    asked = "".join(path.read_text("utf-8") for path in ASKING)
    used = {known.id for known in PARAMETERS if f'"{known.id}"' in asked or known.id.startswith(BY_PARTS)}
    for language in ("ko", "en"):
        page = HOUSE / "docs" / "manual" / f"tables-{language}.md"
        text = page.read_text("utf-8")
        for mark, wanted in (("used", used), ("unused", {known.id for known in PARAMETERS} - used)):
            table = _table(language, wanted)
            text = re.sub(rf"<!-- {mark} -->.*?<!-- /{mark} -->", lambda _, m=mark, t=table: f"<!-- {m} -->\n\n{t}\n<!-- /{m} -->", text, flags=re.S)
        page.write_text(text, "utf-8")


def _table(language: str, ids: set[str]) -> str:
    from app.parameters import PARAMETERS
    from app.words import Words

    tr = Words(language)
    rows = [
        f"| {tr(f'parameter.{p.id}')} | `{p.id}` | {p.default:g} {tr(f'window.unit.{p.unit}')} | {tr(f'parameter.{p.id}.help')} |"
        for p in PARAMETERS
        if p.id in ids
    ]
    return "\n".join([HEAD[language], "| --- | --- | --- | --- |", *rows, ""]) if rows else ""


if __name__ == "__main__":
    main()
