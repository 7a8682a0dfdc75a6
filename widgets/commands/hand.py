"""Commands: several things at once, exact places, rows, straight by the street."""

from __future__ import annotations

from widgets.commands.command import Command, State, needs_editing


def _chosen(state: State) -> bool:
    return state.editable and state.selected


COMMANDS: tuple[Command, ...] = (
    Command("duplicate", lambda w: w.hand.duplicate(), ("Ctrl+D",), "mdi6.content-duplicate", _chosen),
    Command("row", lambda w: w.hand.rows.begin(), ("Ctrl+R",), "mdi6.dots-horizontal", needs_editing),
    Command("align", lambda w: w.hand.align(), ("Ctrl+Shift+L",), "mdi6.angle-acute", _chosen),
    Command("to_edge", lambda w: w.hand.to_edge(), ("Ctrl+Shift+E",), "mdi6.border-left-variant", _chosen),
    Command("type_place", lambda w: w.hand.type_place(), ("Ctrl+Shift+K",), "mdi6.crosshairs-gps", needs_editing),
    Command("choose_everything", lambda w: w.hand.choose_everything(), (), "mdi6.select-all", lambda s: s.editable and s.scenario),
)
MENU = tuple(command.id for command in COMMANDS)
