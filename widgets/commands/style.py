"""Commands: how layers look, and how others see the map."""

from __future__ import annotations

from widgets.commands.command import Command, needs_editing, needs_project

COMMANDS: tuple[Command, ...] = (
    Command("style", lambda w: w.styling.open(), ("Ctrl+Shift+M",), "mdi6.palette-outline", needs_project),
    Command("style_export", lambda w: w.styling.export_styles(), (), "mdi6.export", needs_project),
    Command("style_import", lambda w: w.styling.import_styles(), (), "mdi6.import", needs_editing),
    Command("eyes", lambda w: w.styling.next_eye(), ("Ctrl+Shift+G",), "mdi6.eye-circle-outline", needs_project),
    Command("eyes_off", lambda w: w.styling.look_through(""), (), "mdi6.eye-outline", needs_project),
)
MENU = ("style", "style_export", "style_import", "", "eyes", "eyes_off")
