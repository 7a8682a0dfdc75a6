"""Bringing data in, step by step: what was dropped is looked at in the background, corrected by the planner, taken in at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from app import edits
from app.errors import ProjectTrouble
from app.feedback import Feedback
from app.files.looking import Finding
from app.kinds import LayerKind
from app.model import Basemap, Layer, LuminaireFile, Project, SetAside
from app.words import tr
from widgets.desk import Desk
from widgets.importing.import_dialog import ImportDialog
from widgets.importing.set_aside_table import SetAsideTable
from widgets.jobs import Jobs

if TYPE_CHECKING:
    import numpy

Taken = tuple[tuple[Layer, ...], list[str], tuple[SetAside, ...], tuple[LuminaireFile, ...], tuple[Basemap, ...]]
# Pictures that may be plans without a place.
SCANS = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")


class ImportRoom(QObject):
    """``done(layers, rows, aside)``: data came in; ``troubled(sentence)``; ``exported(file)``: rows set aside were written.

    ``laid(titles)``: base maps came in and nothing else; ``scan_wanted(path)``: a picture that must first be placed by points.
    """

    done = Signal(int, int, int)
    laid = Signal(object)
    scan_wanted = Signal(object)
    troubled = Signal(str)
    exported = Signal(object)

    def __init__(self, jobs: Jobs, desk: Desk, room: QWidget, home: Path):
        super().__init__(room)
        self._jobs, self._desk, self._room, self._home = jobs, desk, room, home
        self.dialog: ImportDialog | None = None
        self.findings: tuple[Finding, ...] = ()
        self._rings: list[numpy.ndarray] = []
        self._waiting: list[Path] = []
        desk.opened.connect(self._desk_is_ready)

    def open(self, paths: Sequence[Path]) -> None:
        """Look at these files and folders; a project file alone is opened instead. Without a project a new one is made."""
        paths = [Path(path) for path in paths]
        if len(paths) == 1 and paths[0].suffix.lower() == ".gpkg":
            self._jobs.ask("import.whose", lambda _: _is_project(paths[0]), lambda ours: self._open_or_look(paths, bool(ours)))
        elif len(paths) == 1 and self._desk.editable and paths[0].suffix.lower() in SCANS:
            self._jobs.ask("import.whose", lambda _: _is_scan(paths[0]), lambda scan: self._scan_or_look(paths, bool(scan)))
        else:
            self._open_or_look(paths, False)

    def show_set_aside(self) -> None:
        """All rows of the project that could not be used."""
        session = self._desk.session
        if session is None:
            return
        rows = session.set_aside()
        dialog = QDialog(self._room)
        dialog.setWindowTitle(tr("window.import.aside.title"))
        dialog.resize(980, 560)
        table = SetAsideTable()
        table.show_rows(rows)
        table.export_wanted.connect(lambda: self._export(rows))
        close = QPushButton(tr("window.close"), clicked=dialog.reject)
        column = QVBoxLayout(dialog)
        column.addWidget(table)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_or_look(self, paths: list[Path], is_project: bool) -> None:
        if is_project:
            self._desk.open(paths[0])
        elif self._desk.session is None:
            self._waiting = paths
            name = _name(paths)
            self._desk.create(_free(self._home, name), name)
        elif not self._desk.editable:
            self.troubled.emit(self._desk.session.read_only_reason or tr("window.trouble.read_only"))
        else:
            self._begin()
            if paths:
                self._look(paths)

    def _scan_or_look(self, paths: list[Path], is_scan: bool) -> None:
        self.scan_wanted.emit(paths[0]) if is_scan else self._open_or_look(paths, False)

    def _desk_is_ready(self) -> None:
        paths, self._waiting = self._waiting, []
        if paths:
            self._begin()
            self._look(paths)

    def _begin(self) -> None:
        if self.dialog is not None:
            return
        self.findings, self._rings = (), []
        self.dialog = ImportDialog(self._desk.kinds, self._room)
        self.dialog.paths_added.connect(self._look)
        self.dialog.changed.connect(self._change)
        self.dialog.wanted.connect(self._want)
        self.dialog.export_wanted.connect(self._export_of)
        self.dialog.all_accepted.connect(self._accept)
        self.dialog.finished.connect(self._leave)
        self.dialog.open()

    def _leave(self) -> None:
        for key in ("import.look", "import.change"):
            self._jobs.cancel(key)
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self.findings = None, ()

    def _look(self, paths: list[Path]) -> None:
        kinds, project, known = self._desk.kinds, self._desk.project, self.findings

        def work(feedback: Feedback) -> tuple[tuple[Finding, ...], list[numpy.ndarray]]:
            from app.files.looking import look, rings_lonlat

            found = (*known, *look(paths, kinds, project, known, feedback))
            return found, rings_lonlat(project, found)

        self._ask("import.look", work, tr("window.work.examine"))

    def _change(self, key: str, what: str, value: object) -> None:
        finding = next((one for one in self.findings if one.key == key), None)
        if finding is None or finding.proposal is None:
            return
        others = tuple(one for one in self.findings if one.key != key)
        kinds, project, known = self._desk.kinds, self._desk.project, self.findings

        def work(feedback: Feedback) -> tuple[tuple[Finding, ...], list[numpy.ndarray]]:
            from app.files.looking import corrected, rings_lonlat

            changed = corrected(finding, what, value, kinds, project, others, feedback)
            found = tuple(changed if one.key == key else one for one in known)
            return found, rings_lonlat(project, found)

        self._ask("import.change", work, tr("window.work.examine"))

    def _want(self, key: str, wanted: bool) -> None:
        self.findings = tuple(replace(one, wanted=wanted) if one.key == key else one for one in self.findings)
        self._show(busy=False)

    def _ask(self, key: str, work: Callable[[Feedback], object], title: str) -> None:
        self._show(busy=True)
        self._jobs.ask(key, work, self._found, self._failed, title=title)

    def _found(self, result: tuple[tuple[Finding, ...], list[numpy.ndarray]]) -> None:
        self.findings, self._rings = result
        self._show(busy=False)
        if not self.findings:
            self.troubled.emit(tr("window.import.nothing"))

    def _failed(self, sentence: str) -> None:
        self._show(busy=False)
        self.troubled.emit(sentence)

    def _show(self, *, busy: bool) -> None:
        if self.dialog is not None:
            self.dialog.show_findings(self.findings, self._rings, busy=busy)

    def _accept(self) -> None:
        session, project, findings = self._desk.session, self._desk.project, self.findings
        if session is None or project is None or self.dialog is None:
            return
        write, known = session.write_layers, {layer.id for layer in project.layers}

        def work(feedback: Feedback) -> Taken:
            from app.files.looking import accepted, accepted_basemaps, accepted_luminaires

            layers, rows = accepted(findings, project)
            written = write([layer for layer in layers if layer.id not in known], feedback, rows)
            return written, [layer.id for layer in layers if layer.id in known], rows, accepted_luminaires(findings), accepted_basemaps(findings)

        self.dialog.accept()
        self._jobs.ask("import.write", work, self._take, self.troubled.emit, title=tr("window.work.import"))

    def _take(self, result: Taken) -> None:
        new, _, rows, luminaires, bases = result
        if self._desk.project is None or not (new or luminaires or bases):
            return
        names = [*(layer.title for layer in new), *(file.name for file in luminaires), *(base.title for base in bases)]
        title = tr("window.edit.import_named", name=names[0]) if len(names) == 1 else tr("window.edit.import")
        if self._desk.edit(title, _taken_in, result, self._desk.kinds):
            if new or luminaires:
                self.done.emit(len(new) + len(luminaires), sum(len(layer.frame) for layer in new), len(rows))
            else:
                self.laid.emit([base.title for base in bases])

    def _export_of(self, key: str) -> None:
        finding = next((one for one in self.findings if one.key == key), None)
        if finding is not None:
            self._export(finding.set_aside)

    def _export(self, rows: Sequence[SetAside]) -> None:
        offered = str(self._home / f"{tr('window.import.aside.title')}.csv")
        file, _ = QFileDialog.getSaveFileName(self._room, tr("window.import.aside.export"), offered, tr("window.import.file.csv"))
        if file:
            self.export(rows, Path(file))

    def export(self, rows: Sequence[SetAside], file: Path) -> None:
        """Write rows set aside as CSV, in the background."""

        def work(feedback: Feedback) -> None:
            from app.files.set_aside import export

            export(rows, file)

        self._jobs.ask("import.export", work, lambda _: self.exported.emit(file), self.troubled.emit)


def _taken_in(project: Project, taken: Taken, kinds: Sequence[LayerKind]) -> Project:
    new, superseded, _, luminaires, bases = taken
    return edits.add_basemaps(edits.take_in(project, new, superseded, kinds, luminaires), bases)


def _is_scan(path: Path) -> bool:
    from app.files.basemaps import is_nowhere

    return is_nowhere(path)


def _is_project(path: Path) -> bool:
    from app.files.project_place import check

    try:
        check(path)
    except ProjectTrouble:
        return False
    return True


def _name(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        return paths[0].name if paths[0].is_dir() else paths[0].stem
    return paths[0].parent.name if paths else tr("window.project.new")


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.gpkg", 1
    while path.exists():
        number += 1
        path = folder / f"{name} {number}.gpkg"
    return path
