"""What leaves the house from the window: the report and the web map, made in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.errors import ProjectTrouble
from app.feedback import Feedback
from app.model import Project, SetAside
from app.words import tr
from widgets.desk import Desk
from widgets.jobs import Jobs
from widgets.report_dialog import ReportDialog
from widgets.results.study_room import StudyRoom

if TYPE_CHECKING:
    from app.study import Answers
    from app.study.deeper import Deeper


class OutputRoom(QObject):
    """``made(what, file)``: a report or a web map is on the disk."""

    made = Signal(str, object)

    def __init__(self, jobs: Jobs, desk: Desk, study: StudyRoom, room: QWidget, home: Path | None = None):
        super().__init__(room)
        self._jobs, self._desk, self._study, self._room, self._home = jobs, desk, study, room, home

    def ask_report(self) -> None:
        """Ask for language and file, then make the report."""
        self._ask("report", ".pdf")

    def ask_webmap(self) -> None:
        """Ask for language and file, then make the web map."""
        self._ask("webmap", ".html")

    def make(self, what: str, file: Path, language: str, *, opens_folder: bool, scenario: str | None = None) -> None:
        """Make the report or the web map of what is shown; a report may be of another ``scenario`` ("" = what exists)."""
        project, answers, session = self._desk.project, self._study.answers, self._desk.session
        if project is None or answers is None or session is None:
            return
        if what == "report":
            from app.output.proposal import kept_photos

            wanted = project if scenario is None else replace(project, scenario=scenario)
            photos = kept_photos(wanted.shown, session.photo)
            material = (answers, self._study.deeper) if wanted.scenario == project.scenario else (None, None)
            set_aside = session.set_aside()
            work: Callable[[Feedback], object] = lambda feedback: _report(wanted, *material, photos, set_aside, file, language, feedback)  # noqa: E731
        else:
            work = lambda feedback: _webmap(project, answers, file, language)  # noqa: E731
        self._jobs.ask(what, work, lambda _: self._done(what, file, opens_folder), title=tr(f"window.work.{what}"))

    def _ask(self, what: str, ending: str) -> None:
        project = self._desk.project
        if project is None or self._study.answers is None:
            return
        folder = self._home or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = project.name if project.shown is None else f"{project.name} {project.shown.title}"
        scenarios = [(one.id, one.title) for one in project.scenarios] if what == "report" else []
        dialog = ReportDialog(folder / f"{_harmless(name)}{ending}", what, self._room, scenarios=scenarios, shown=project.scenario)
        chosen = (lambda: dialog.scenario) if scenarios else (lambda: None)
        dialog.accepted.connect(lambda: self.make(what, dialog.file, dialog.language, opens_folder=dialog.opens_folder, scenario=chosen()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _done(self, what: str, file: Path, opens_folder: bool) -> None:
        if opens_folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
        self.made.emit(what, file)


def _report(
    project: Project, answers: Answers | None, deeper: Deeper | None, photos: dict[str, bytes], set_aside: list[SetAside], file: Path, language: str,
    feedback: Feedback,
) -> None:  # fmt: skip
    """``answers`` None: those of a scenario that is not on the map, measured here first."""
    from app.output import report
    from app.study import answer, question
    from widgets.map.map_paper import painter

    if answers is None:
        answers, feedback = answer(question(project), feedback.part(0, 0.3)), feedback.part(0.3, 1)
    known, paint = answers, painter()
    _on_disk(file, lambda: report.make(project, known, paint, file, language, set_aside, deeper=deeper, photos=photos, feedback=feedback))


def _webmap(project: Project, answers: Answers, file: Path, language: str) -> None:
    from app.output import webmap

    _on_disk(file, lambda: webmap.write(project, answers, file, language))


def _on_disk(file: Path, write: Callable[[], None]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write()
    except OSError as error:
        raise ProjectTrouble(tr("window.trouble.write", file=str(file))) from error


def _harmless(name: str) -> str:
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name).strip() or "golmok"
