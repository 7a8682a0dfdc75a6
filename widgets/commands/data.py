"""Commands: bringing files in."""

from __future__ import annotations

from widgets.commands import basemaps
from widgets.commands.command import Command, needs_project

COMMANDS: tuple[Command, ...] = (
    Command("import", lambda w: w.imports.open(()), ("Ctrl+I",), "mdi6.tray-arrow-down"),
    Command("set_aside", lambda w: w.imports.show_set_aside(), (), "mdi6.playlist-remove", needs_project),
    *basemaps.COMMANDS,
)
MENU = ("import", "set_aside", "", *basemaps.MENU)
BAR = ("import", ("import",))
