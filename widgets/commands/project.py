"""Commands: opening, naming, leaving, settings."""

from __future__ import annotations

from widgets.commands.command import Command, needs_editing

COMMANDS: tuple[Command, ...] = (
    Command("new", lambda w: w.asking.new_project(w), ("Ctrl+N",), "mdi6.file-plus-outline"),
    Command("open", lambda w: w.asking.open_project(w), ("Ctrl+O",), "mdi6.folder-open-outline"),
    Command("sample", lambda w: w.desk.open_sample(), (), "mdi6.map-outline"),
    Command("start", lambda w: w.show_start(), ("Alt+Home",), "mdi6.home-outline"),
    Command("rename", lambda w: w.asking.project_name(w), (), "mdi6.rename-outline", needs_editing),
    Command("quit", lambda w: w.close(), ("Ctrl+Q",), "mdi6.exit-to-app"),
    Command("settings", lambda w: w.asking.settings(w), ("Ctrl+,",), "mdi6.cog-outline"),
)
MENU = ("new", "open", "sample", "start", "", "rename", "settings", "", "quit")
BAR = ("open", ("open", "new", "sample", "start"))
