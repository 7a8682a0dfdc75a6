"""Base maps in the window: chosen, opened in the background, shown in their list, handed to the map once they can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog

from app import edits
from app.feedback import Feedback
from app.model import Basemap, Project
from app.scene import Box
from app.words import tr
from widgets.basemaps.basemap_list import BUSY, BasemapList

if TYPE_CHECKING:
    from app.files.basemaps.adding import Looked
    from app.session import Changes
    from widgets.basemaps.scan_dialog import ScanDialog
    from widgets.main_window import MainWindow

# What tells one file in one place from another: a map faded or renamed is not opened again.
Mark = tuple[str, str, tuple]


class BasemapRoom(QObject):
    """One line of the window. Nothing here reads a file on the GUI thread."""

    def __init__(self, window: MainWindow):
        super().__init__(window)
        self._w = window
        self._states: dict[Mark, str] = {}
        self._boxes: dict[Mark, Box | None] = {}
        self._waiting: list[Path] = []
        self.dialog: ScanDialog | None = None
        self.list = BasemapList(window.layer_panel)
        window.layer_panel.layout().addWidget(self.list)
        window.map.ready = self.ready
        window.desk.opened.connect(self._opened)
        window.desk.closed.connect(self._closed)
        window.desk.changed.connect(self._changed)
        window.imports.scan_wanted.connect(self.place_scan)
        window.imports.laid.connect(self._say)
        self.list.add_wanted.connect(self.ask)
        self.list.eye_clicked.connect(lambda id, on: self._edit(id, "show" if on else "hide", edits.show_basemap, id, on))
        self.list.faded.connect(self._fade)
        self.list.moved.connect(self._move)
        self.list.zoom_wanted.connect(self.zoom_to)
        self.list.rename_wanted.connect(lambda id: self._ask_text(id, "rename", edits.rename_basemap))
        self.list.credit_wanted.connect(lambda id: self._ask_text(id, "credit", edits.credit_basemap))
        self.list.find_wanted.connect(self._find)
        self.list.place_wanted.connect(self._place_again)
        self.list.removal_wanted.connect(self.remove)
        self._show()

    def ready(self, basemaps: tuple[Basemap, ...]) -> tuple[Basemap, ...]:
        """Those whose files are open: only these go to the map, so that no tile waits for a large picture."""
        return tuple(base for base in basemaps if self._states.get(_mark(base)) == "")

    # ---- taking in

    def ask(self) -> None:
        """Choose files to lie beneath the layers."""
        files, _ = QFileDialog.getOpenFileNames(self._w, tr("basemaps.add.title"), str(self._w.home), tr("basemaps.files"))
        if files:
            self.add([Path(file) for file in files])

    def add(self, paths: Sequence[Path]) -> None:
        """Take base maps in; a single picture without a place is to be placed by points. Without a project a new one is made."""
        paths, project = list(paths), self._w.desk.project
        if project is None:
            self._waiting = paths
            self._w.desk.create(_free(self._w.home, paths[0].stem), paths[0].stem)
            return

        def work(feedback: Feedback) -> Looked:
            from app.files.basemaps.adding import look, near_of

            return look(paths, near_of(project.layers), feedback)

        self._w.jobs.ask("basemaps.add", work, self._take, title=tr("basemaps.work"))

    def _take(self, looked: Looked) -> None:
        w = self._w
        if len(looked.scans) == 1 and not looked.maps and len(looked.troubles) == 1:
            self.place_scan(looked.scans[0])
            return
        if looked.maps:
            for base in looked.maps:
                self._states[_mark(base)] = ""
            name = looked.maps[0].title if len(looked.maps) == 1 else str(len(looked.maps))
            if not w.desk.edit(tr("basemaps.edit.add", name=name), edits.add_basemaps, looked.maps):
                return
            if w.desk.project is not None and not w.desk.project.layers and looked.box_m is not None:
                w.map.zoom_to(looked.box_m)
            self._say([base.title for base in looked.maps])
        if looked.troubles or not looked.maps:
            w.notice.say(" ".join(looked.troubles[:3]) or tr("basemaps.notice.nothing"), trouble=True)

    def _say(self, titles: list[str]) -> None:
        one = tr("basemaps.notice.added", title=titles[0]) if len(titles) == 1 else ""
        self._w.notice.say(one or tr("basemaps.notice.many", number=len(titles)))

    # ---- scans

    def ask_scan(self) -> None:
        """Choose a plan to place by points."""
        file, _ = QFileDialog.getOpenFileName(self._w, tr("window.command.scan"), str(self._w.home), tr("basemaps.scan.files"))
        if file:
            self.place_scan(Path(file))

    def place_scan(self, path: Path, base: Basemap | None = None) -> None:
        """Open the table on which a plan is placed by points; ``base``: one that lies there already."""
        from widgets.basemaps.scan_dialog import ScanDialog

        w = self._w
        if w.desk.project is None or self.dialog is not None:
            return
        self.dialog = ScanDialog(path, w.jobs, base, w)
        self.dialog.show_scene(w.map.scene, w.map.canvas.frame)
        self.dialog.placed.connect(lambda made: self._placed(made, base))
        self.dialog.troubled.connect(lambda sentence: w.notice.say(sentence, trouble=True))
        self.dialog.finished.connect(self._left)
        self.dialog.open()

    def _left(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _placed(self, made: Basemap, base: Basemap | None) -> None:
        if base is None:
            self._w.desk.edit(tr("basemaps.edit.add", name=made.title), edits.add_basemaps, (made,))
            return
        self._w.desk.edit(tr("basemaps.edit.place", name=made.title), _placed_anew, base.id, made)

    def _place_again(self, id: str) -> None:
        base = self._base(id)
        if base is not None:
            self.place_scan(Path(base.path), base)

    # ---- what the list wishes

    def zoom_to(self, id: str) -> None:
        """Show the whole of a base map."""
        base = self._base(id)
        box = self._boxes.get(_mark(base)) if base is not None else None
        if box is not None:
            self._w.map.zoom_to(box)

    def remove(self, id: str) -> None:
        """Take a base map out."""
        base = self._base(id)
        if base is not None and self._edit(id, "remove", edits.remove_basemap, id):
            w = self._w
            w.notice.say(tr("basemaps.notice.removed", title=base.title), action=tr("window.command.undo"), run=w.desk.undo)

    def _fade(self, id: str, opacity: float, done: bool) -> None:
        base = self._base(id)
        if base is None:
            return
        if base.opacity != opacity:
            self._w.desk.edit(tr("basemaps.edit.fade", name=base.title), edits.fade_basemap, id, opacity, merge=f"fade {id}")
        if done and self._w.desk.session is not None:
            self._w.desk.session.seal()

    def _move(self, id: str, by: int) -> None:
        project = self._w.desk.project
        if project is not None:
            at = next((number for number, base in enumerate(project.basemaps) if base.id == id), None)
            if at is not None:
                self._edit(id, "order", edits.order_basemap, id, max(at + by, 0))

    def _ask_text(self, id: str, what: str, change: Callable) -> None:
        base = self._base(id)
        if base is None:
            return
        known = base.title if what == "rename" else base.credit
        text, given = QInputDialog.getText(self._w, base.title, tr(f"basemaps.{what}.ask"), text=known)
        if given:
            self._edit(id, what, change, id, text)

    def _find(self, id: str) -> None:
        base = self._base(id)
        if base is not None:
            file, _ = QFileDialog.getOpenFileName(self._w, tr("basemaps.find"), str(Path(base.path).parent), tr("basemaps.files"))
            if file:
                self._edit(id, "find", edits.find_basemap, id, str(Path(file).absolute()))

    def _edit(self, id: str, word: str, change: Callable, *values: object) -> bool:
        base = self._base(id)
        return base is not None and self._w.desk.edit(tr(f"basemaps.edit.{word}", name=base.title), change, *values)

    def _base(self, id: str) -> Basemap | None:
        project = self._w.desk.project
        return next((base for base in project.basemaps if base.id == id), None) if project is not None else None

    # ---- what the project says

    def _opened(self) -> None:
        self._states.clear()
        self._boxes.clear()
        self._show()
        paths, self._waiting = self._waiting, []
        if paths:
            self.add(paths)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self._w.jobs.cancel("basemaps.open")
        self._show()

    def _changed(self, changes: Changes) -> None:
        if changes.basemaps:
            self._show()

    def _show(self) -> None:
        """Show the list anew and open what is not open yet."""
        project = self._w.desk.project
        bases = project.basemaps if project is not None else ()
        # What was being opened is asked for again: the newest question wins, and it is quick for files open already.
        wanted = [base for base in bases if self._states.get(_mark(base), BUSY) == BUSY or _mark(base) not in self._boxes]
        for base in wanted:
            self._states.setdefault(_mark(base), BUSY)
        self.list.setVisible(project is not None)
        self.list.show_basemaps(bases, {base.id: self._states[_mark(base)] for base in bases}, editable=self._w.desk.editable)
        if wanted:
            self._w.jobs.ask("basemaps.open", lambda feedback: _open(wanted, feedback), self._arrived, title=tr("basemaps.work"))

    def _arrived(self, found: dict[Mark, tuple[str, Box | None]]) -> None:
        new = {mark: said for mark, (said, _) in found.items() if said and self._states.get(mark) != said}
        self._states.update({mark: said for mark, (said, _) in found.items()})
        self._boxes.update({mark: box for mark, (_, box) in found.items()})
        project = self._w.desk.project
        if project is None:
            return
        self._show()
        self._w.map.show_project(project)
        if new:
            self._w.notice.say(" ".join(list(new.values())[:3]), trouble=True)


def _open(wanted: Sequence[Basemap], feedback: Feedback) -> dict[Mark, tuple[str, Box | None]]:
    """Open files; for each the sentence why it cannot be used ("" where it can) and where it lies."""
    from app.errors import AppError
    from app.files import basemaps

    found: dict[Mark, tuple[str, Box | None]] = {}
    for number, base in enumerate(wanted):
        feedback.step(number / len(wanted), base.title)
        try:
            one = basemaps.opened(base, feedback.part(number / len(wanted), (number + 1) / len(wanted)))
            found[_mark(base)] = ("", basemaps.reach_m(one))
        except AppError as trouble:
            found[_mark(base)] = (str(trouble), None)
    return found


def _placed_anew(project: Project, id: str, made: Basemap) -> Project:
    project = edits.place_basemap(project, id, made.points)
    return edits.credit_basemap(edits.rename_basemap(project, id, made.title), id, made.credit)


def _mark(base: Basemap) -> Mark:
    return base.path, base.form, base.points


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.gpkg", 1
    while path.exists():
        number += 1
        path = folder / f"{name} {number}.gpkg"
    return path
