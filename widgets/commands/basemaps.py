"""Commands: ready-made maps beneath all layers; they stand in the menu of data."""

from __future__ import annotations

from widgets.commands.command import Command, needs_editing

COMMANDS: tuple[Command, ...] = (
    Command("basemap", lambda w: w.basemaps.ask(), ("Ctrl+Shift+I",), "mdi6.map-plus", needs_editing),
    Command("scan", lambda w: w.basemaps.ask_scan(), (), "mdi6.map-marker-plus-outline", needs_editing),
)
MENU = ("basemap", "scan")
