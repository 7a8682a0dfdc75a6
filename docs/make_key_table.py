"""Write the table of keys into both manuals, and the table of all commands beside them, from the one table of commands.

Run: ``python docs/make_key_table.py``. Between the markers ``<!-- keys -->`` and ``<!-- commands -->`` nothing is written by hand.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

MANUAL = HOUSE / "docs" / "manual"
HEADS = {
    "commands": {"ko": "| 메뉴 | 명령 | 단축키 | 하는 일 |", "en": "| menu | command | keys | what it does |"},
    "keys": {"ko": "| 메뉴 | 단축키와 명령 |", "en": "| menu | keys and commands |"},
}
# Its help is spoken in the other language.
NAME_IS_ENOUGH = ("language",)


def main() -> None:
    """Replace what stands between the markers of each page."""
    for page in pages():
        page.write_text(brought_up(page), "utf-8")


def pages() -> tuple[Path, ...]:
    """The manuals with the table of keys, the pages of tables with all commands."""
    return tuple(MANUAL / f"{name}{language}.md" for language in ("ko", "en") for name in ("", "tables-"))


def brought_up(page: Path) -> str:
    """The text of a page with its tables as the program has them now."""
    text, language = page.read_text("utf-8"), page.stem[-2:]
    for mark, table in (("keys", keys), ("commands", commands)):
        made = f"<!-- {mark} -->\n\n{table(language)}\n\n<!-- /{mark} -->"
        text = re.sub(rf"<!-- {mark} -->.*?<!-- /{mark} -->", lambda _, made=made: made, text, flags=re.S)
    return text


def commands(language: str) -> str:
    """Every command in the order of the menus."""
    from app.words import Words

    tr, rows = Words(language), []
    for menu, members in _menus():
        for number, one in enumerate(members):
            name = tr(f"window.command.{one.id}").rstrip("…")
            what = name if one.id in NAME_IS_ENOUGH else tr(f"window.command.{one.id}.help").rstrip(".")
            rows.append(f"| {tr(f'window.menu.{menu}') if number == 0 else ''} | {name} | {_pressed(one)} | {what} |")
    return _table("commands", language, rows, 4)


def keys(language: str) -> str:
    """Every key of a command, a line a menu."""
    from app.words import Words

    tr, rows = Words(language), []
    for menu, members in _menus():
        told = [f"{_pressed(one)} {tr(f'window.command.{one.id}').rstrip('…')}" for one in members if one.shortcuts]
        if told:
            rows.append(f"| {tr(f'window.menu.{menu}')} | {' · '.join(told)} |")
    return _table("keys", language, rows, 2)


def _menus() -> list[tuple[str, list]]:
    from widgets.commands import COMMANDS, MENUS

    known = {one.id: one for one in COMMANDS}
    return [(menu, [known[id] for id in ids if id in known]) for menu, ids in MENUS]


def _pressed(one: object) -> str:
    return ", ".join(f"`{keys}`" for keys in one.shortcuts)  # type: ignore[attr-defined]


def _table(name: str, language: str, rows: list[str], columns: int) -> str:
    return "\n".join([HEADS[name][language], "|" + " --- |" * columns, *(re.sub(r" {2,}", " ", row) for row in rows)])


if __name__ == "__main__":
    main()
