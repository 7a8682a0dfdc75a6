"""Commands: the hearing."""

from __future__ import annotations

from widgets.commands.command import Command, State, needs_editing, needs_project


def _presenting(state: State) -> bool:
    return state.presenting


COMMANDS: tuple[Command, ...] = (
    Command("present", lambda w: w.steps.present(), ("F5",), "mdi6.presentation-play", needs_project, _presenting),
    Command("steps", lambda w: w.steps.show(), ("Shift+F5",), "mdi6.format-list-text", needs_project),
    Command("step_add", lambda w: w.steps.add(), ("Ctrl+Shift+P",), "mdi6.plus-box-outline", needs_editing),
    Command("step_next", lambda w: w.steps.hearing.wish("next"), ("PgDown",), "mdi6.chevron-right", _presenting),
    Command("step_back", lambda w: w.steps.hearing.wish("back"), ("PgUp",), "mdi6.chevron-left", _presenting),
    Command("step_cover", lambda w: w.steps.hearing.wish("cover"), ("F2",), "mdi6.eye-off-outline", _presenting),
    Command("step_swipe", lambda w: w.steps.hearing.wish("swipe"), ("Shift+F2",), "mdi6.compare", _presenting),
)
MENU = ("present", "steps", "step_add", "", "step_next", "step_back", "step_swipe", "step_cover")
BAR = ("present", ("present", "steps"))
