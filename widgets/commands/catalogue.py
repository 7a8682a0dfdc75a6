"""Commands: everything the catalogue of interventions holds, by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue import entries, groups
from widgets.commands.command import Command, needs_editing

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


def _find(window: MainWindow) -> None:
    if not window.sketch.active:
        window.sketch.toggle()
    window.palette_box.start_finding()


COMMANDS: tuple[Command, ...] = (Command("find_entry", _find, ("Shift+F4",), "mdi6.magnify", needs_editing),)
# Each group is a menu of its own; the first part stands above them.
SECTIONS: tuple[str, ...] = groups()
MENU = ("find_entry", *(id for group in SECTIONS for id in ("", *(f"place.{one.key}" for one in entries() if one.group == group))))
