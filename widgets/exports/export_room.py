"""Giving data away from the window: asks what and where, writes in the background, says where it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.feedback import Feedback
from app.parameters import Assumptions
from app.words import tr
from widgets.figures import count

if TYPE_CHECKING:
    from app.output.exchange import Wish, Written
    from widgets.exports.export_dialog import ExportDialog
    from widgets.main_window import MainWindow

JOB, LOOK = "export", "export.look"


class ExportRoom(QObject):
    """Stands between the dialog and the files. ``dialog`` is the one that is open, None without."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.dialog: ExportDialog | None = None
        w.desk.closed.connect(self._closed)

    def ask(self) -> None:
        """Ask what is to be given away, and where to."""
        project = self._w.desk.project
        if project is None or self.dialog is not None:
            return
        from app.output.exchange_parts import offered
        from widgets.exports.export_dialog import ExportDialog

        parts = offered(project, self._w.study.answers, self._w.tables.picks.selection, deeper=self._w.study.deeper)
        if not parts:
            self._w.notice.say(tr("exports.nothing"))
            return
        name = project.name if project.shown is None else f"{project.name} {project.shown.title}"
        least = int(Assumptions(project.changed_parameters)["privacy.min_count"])
        self.dialog = ExportDialog(parts, self._w.home / f"{_harmless(name)}.gpkg", least, self._w)
        self.dialog.wanted.connect(self._look)
        self.dialog.finished.connect(lambda _: self._put_away())
        self.dialog.open()

    def write(self, file: Path, wish: Wish, *, replace: bool = False, opens_folder: bool = False) -> None:
        """Write what is wished for, in the background; a file that is there is only replaced where that was said."""
        w, project, session = self._w, self._w.desk.project, self._w.desk.session
        if project is None or session is None:
            return
        answers, deeper, selection, own = w.study.answers, w.study.deeper, w.tables.picks.selection, session.path

        def work(feedback: Feedback) -> Written:
            from app.output import exchange

            return exchange.write(file, project, wish, answers=answers, deeper=deeper, selection=selection, replace=replace, never=(own,), feedback=feedback)

        w.jobs.ask(JOB, work, lambda found: self._made(found, opens_folder), title=tr("exports.work"), lane="long")

    def _look(self) -> None:
        """See on a worker which files are there already: a slow drive must not hold up the window."""
        dialog, project = self.dialog, self._w.desk.project
        if dialog is None or project is None:
            return
        file, wish, answers, selection = dialog.file, dialog.wish, self._w.study.answers, self._w.tables.picks.selection
        dialog.make.setEnabled(False)

        def work(_: Feedback) -> list[Path]:
            from app.output import exchange

            return [one for one in exchange.files_of(file, wish, project, answers, selection) if one.exists()]

        def failed(sentence: str) -> None:
            if self.dialog is dialog:
                dialog.show_trouble(sentence)
                dialog.make.setEnabled(True)

        self._w.jobs.ask(LOOK, work, lambda there: self._looked(dialog, file, wish, there), failed, lane="read")

    def _looked(self, dialog: ExportDialog, file: Path, wish: Wish, there: Sequence[Path]) -> None:
        if self.dialog is not dialog:
            return
        dialog.make.setEnabled(True)
        if there and not dialog.ask_replace(there):
            return
        opens = dialog.opens_folder
        dialog.accept()
        self.write(file, wish, replace=bool(there), opens_folder=opens)

    def _made(self, found: Written, opens_folder: bool) -> None:
        if opens_folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(found.files[0].parent)))
        self._w.notice.say(tr("exports.made", file=found.files[0].name, count=count(found.rows)))

    def _put_away(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _closed(self) -> None:
        self._w.jobs.cancel(JOB)
        self._w.jobs.cancel(LOOK)
        if self.dialog is not None:
            self.dialog.reject()


def _harmless(name: str) -> str:
    from app.output.exchange_cells import layer_names

    return layer_names([name], most=80)[0] or "golmok"
