"""What is asked of the planner in a dialog of its own: files, names, assumptions, preferences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog

from app import edits
from app.words import tr
from widgets import wires
from widgets.results.assumptions_panel import AssumptionsPanel
from widgets.settings_dialog import SHOWN, SettingsDialog

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


def open_project(w: MainWindow) -> None:
    """Choose a project file."""
    file, _ = QFileDialog.getOpenFileName(w, tr("window.command.open"), str(w.home), tr("window.file.project"))
    if file:
        w.desk.open(Path(file))


def new_project(w: MainWindow) -> None:
    """Choose where a new project goes."""
    offered = str(w.home / f"{tr('window.project.new')}.gpkg")
    file, _ = QFileDialog.getSaveFileName(w, tr("window.command.new"), offered, tr("window.file.project"))
    if file:
        path = Path(file) if file.endswith(".gpkg") else Path(f"{file}.gpkg")
        w.desk.create(path, path.stem)


def project_name(w: MainWindow) -> None:
    """Rename the project."""
    if w.desk.project is not None:
        name, given = QInputDialog.getText(w, tr("window.command.rename"), tr("window.ask.name"), text=w.desk.project.name)
        if given and name.strip():
            w.desk.edit(tr("window.edit.rename"), edits.rename, name)


def scenario_name(w: MainWindow) -> None:
    """Rename the scenario shown."""
    shown = w.desk.project.shown if w.desk.project is not None else None
    if shown is not None:
        title = tr("window.command.rename_scenario")
        name, given = QInputDialog.getText(w, title, tr("window.scenario.name"), text=shown.title)
        if given and name.strip():
            w.sketch.rename_scenario(name)


def assumptions(w: MainWindow) -> None:
    """Open the table of assumptions beside the map."""
    panel = AssumptionsPanel(w)
    wires.connect_assumptions(w, panel)
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    panel.show()


def settings(w: MainWindow) -> None:
    """Open the preferences."""
    dialog = SettingsDialog({id: w.preferences[id] for id in SHOWN}, w)
    dialog.chosen.connect(w.choose)
    dialog.forget_wanted.connect(w.preferences.forget_recent)
    dialog.reset_wanted.connect(w.navigate.layout.reset)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
