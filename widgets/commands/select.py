"""Commands: choosing many things, reading them in a table, asking what stands at a spot."""

from __future__ import annotations

from widgets.commands.command import Command, needs_project

COMMANDS: tuple[Command, ...] = (
    Command("pick_box", lambda w: w.tables.picks.take("box"), ("Ctrl+B",), "mdi6.select", needs_project, lambda s: s.picking == "box"),
    Command("pick_lasso", lambda w: w.tables.picks.take("lasso"), ("Ctrl+L",), "mdi6.lasso", needs_project, lambda s: s.picking == "lasso"),
    Command("pick_condition", lambda w: w.tables.ask_condition(), ("Ctrl+Shift+F",), "mdi6.filter-outline", needs_project),
    Command("pick_distance", lambda w: w.tables.ask_distance(), ("Ctrl+Shift+D",), "mdi6.map-marker-distance", lambda s: s.picked),
    Command("pick_none", lambda w: w.tables.picks.clear(), ("Ctrl+Shift+U",), "mdi6.select-off", lambda s: s.picked),
    Command("identify", lambda w: w.tables.identify(), ("I",), "mdi6.information-outline", needs_project),
    Command("table", lambda w: w.tables.toggle(), ("Ctrl+T",), "mdi6.table", needs_project, lambda s: s.table),
)
MENU = ("pick_box", "pick_lasso", "pick_condition", "pick_distance", "pick_none", "", "identify", "table")
