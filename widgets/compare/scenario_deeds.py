"""What is done with whole scenarios in the window: copied, noted, put elsewhere in the order, gone through one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from app import edits
from app.words import tr

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


def copy(w: MainWindow) -> None:
    """Make another scenario just like the one shown."""
    shown = w.desk.project.shown if w.desk.project is not None else None
    if shown is not None:
        w.sketch.select("")
        w.desk.edit(tr("compare.edit.copy", name=shown.title), edits.copy_scenario, shown.id)


def note(w: MainWindow) -> None:
    """Write down what the scenario shown is about."""
    shown = w.desk.project.shown if w.desk.project is not None else None
    if shown is not None:
        lead = tr("compare.note_of.lead")
        text, given = QInputDialog.getMultiLineText(w, tr("compare.note_of", title=shown.title), lead, shown.note)
        if given and text != shown.note:
            w.desk.edit(tr("compare.edit.note"), edits.note_scenario, shown.id, text)


def put(w: MainWindow, by: int) -> None:
    """Put the scenario shown some places on in the order."""
    project = w.desk.project
    if project is not None and project.shown is not None:
        at = project.scenarios.index(project.shown)
        w.desk.edit(tr("compare.edit.order"), edits.order_scenario, project.scenario, at + by)


def step(w: MainWindow, by: int) -> None:
    """Show the next of what exists and the scenarios, or the one before; after the last comes the first."""
    project = w.desk.project
    if project is not None and project.scenarios:
        ids = ["", *(scenario.id for scenario in project.scenarios)]
        w.sketch.choose_scenario(ids[(ids.index(project.scenario) + by) % len(ids)])
