"""Commands: taking back, doing again, the history, assumptions."""

from __future__ import annotations

from widgets.commands.command import Command, needs_project

COMMANDS: tuple[Command, ...] = (
    Command("undo", lambda w: w.desk.undo(), ("Ctrl+Z",), "mdi6.undo", lambda s: bool(s.editable and s.undo)),
    Command("redo", lambda w: w.desk.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"), "mdi6.redo", lambda s: bool(s.editable and s.redo)),
    Command("history", lambda w: w.history.show(), ("Ctrl+H",), "mdi6.history", needs_project),
    Command("clear_history", lambda w: w.history.ask_to_clear(), (), "mdi6.delete-sweep-outline", lambda s: bool(s.editable and (s.undo or s.redo))),
    Command("remove", lambda w: w.sketch.remove(), ("Del",), "mdi6.delete-outline", lambda s: s.editable and s.selected),
    Command("assumptions", lambda w: w.asking.assumptions(w), ("Ctrl+Shift+A",), "mdi6.tune", needs_project),
)
MENU = ("undo", "redo", "history", "clear_history", "", "remove", "", "assumptions")
