"""Commands: scenarios as a whole, comparing two, what they cost."""

from __future__ import annotations

from widgets.commands.command import Command, State, needs_project
from widgets.compare import scenario_deeds


def _scenario(state: State) -> bool:
    return state.editable and state.scenario


COMMANDS: tuple[Command, ...] = (
    Command("compare", lambda w: w.compare.toggle(), ("Ctrl+M",), "mdi6.compare", needs_project),
    Command("compare_csv", lambda w: w.compare.export(), (), "mdi6.table-arrow-down", lambda s: s.answered),
    Command("cost_book", lambda w: w.compare.show_book(), ("Ctrl+Shift+B",), "mdi6.book-open-variant", needs_project),
    Command("next_scenario", lambda w: scenario_deeds.step(w, 1), ("Ctrl+PgDown",), "mdi6.chevron-right", needs_project),
    Command("previous_scenario", lambda w: scenario_deeds.step(w, -1), ("Ctrl+PgUp",), "mdi6.chevron-left", needs_project),
    Command("copy_scenario", scenario_deeds.copy, ("Ctrl+Shift+C",), "mdi6.content-copy", _scenario),
    Command("note_scenario", scenario_deeds.note, (), "mdi6.note-text-outline", _scenario),
    Command("scenario_left", lambda w: scenario_deeds.put(w, -1), (), "mdi6.arrow-left", _scenario),
    Command("scenario_right", lambda w: scenario_deeds.put(w, 1), (), "mdi6.arrow-right", _scenario),
)
MENU = (
    "compare", "compare_csv", "cost_book", "", "next_scenario", "previous_scenario", "", "copy_scenario", "note_scenario", "scenario_left",
    "scenario_right",
)  # fmt: skip
BAR = ("compare", ("compare",))
