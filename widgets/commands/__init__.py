"""One table of commands, a file a menu; the top bar, the menus and the palette (Ctrl+K) are drawn from it.

Texts: ``window.command.<id>`` and ``window.command.<id>.help``. ``run`` is given the window.
"""

from __future__ import annotations

from widgets.commands import catalogue, compare, data, edit, navigate, output, present, project, select, sketch, style, view
from widgets.commands.command import Command, State
from widgets.commands.sketch import SKETCHED
from widgets.commands.view import FURTHER

_ROOMS = {"project": project, "edit": edit, "data": data, "select": select, "sketch": sketch, "catalogue": catalogue, "view": view, "navigate": navigate, "compare": compare, "style": style, "present": present, "output": output}
COMMANDS: tuple[Command, ...] = tuple(command for room in _ROOMS.values() for command in room.COMMANDS)
# An empty id is a dividing line.
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = tuple((name, room.MENU) for name, room in _ROOMS.items())
# Menus whose parts after the first are menus of their own; words: ``window.menu.<id>.<part>``.
FOLDED: dict[str, tuple[str, ...]] = {"catalogue": catalogue.SECTIONS}
# The words of the top bar; one with several commands opens a small menu.
BAR: tuple[tuple[str, tuple[str, ...]], ...] = (project.BAR, data.BAR, sketch.BAR, view.BAR, compare.BAR, present.BAR, output.BAR)

__all__ = ["BAR", "COMMANDS", "FOLDED", "FURTHER", "MENUS", "SKETCHED", "Command", "State"]
