"""Commands: what leaves the program."""

from __future__ import annotations

from widgets.commands.command import Command, needs_project

COMMANDS: tuple[Command, ...] = (
    Command("report", lambda w: w.outputs.ask_report(), ("Ctrl+P",), "mdi6.file-pdf-box", lambda s: s.answered),
    Command("webmap", lambda w: w.outputs.ask_webmap(), (), "mdi6.web", lambda s: s.answered),
    Command("save_picture", lambda w: w.pictures.ask(), ("Ctrl+Shift+S",), "mdi6.image-outline", needs_project),
    Command("export_data", lambda w: w.exports.ask(), ("Ctrl+E",), "mdi6.database-export-outline", needs_project),
    Command("stop", lambda w: w.jobs.cancel_all(), ("Ctrl+.",), "mdi6.stop-circle-outline", lambda s: s.busy),
)
MENU = ("report", "webmap", "export_data", "save_picture", "", "stop")
BAR = ("report", ("report", "webmap", "export_data"))
