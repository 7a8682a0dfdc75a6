"""The project on the desk: opening, closing, editing, undo and redo. The session stays here; others hear signals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.feedback import Cancelled, Feedback
from app.kinds import LayerKind
from app.model import Project
from app.words import tr
from widgets.jobs import Jobs

if TYPE_CHECKING:
    from app.session import Session


class Desk(QObject):
    """Holds at most one open project.

    ``opened`` and ``closed`` come once each; ``changed(changes)`` after every edit, undo and redo; ``troubled(sentence)``.
    """

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    failed = Signal(str)
    troubled = Signal(str)

    def __init__(self, jobs: Jobs, kinds: tuple[LayerKind, ...], sample: Callable[[], Path], parent: QObject | None = None):
        super().__init__(parent)
        self.jobs, self.kinds, self._sample = jobs, kinds, sample
        self.session: Session | None = None
        self._hush: Callable[[], None] = lambda: None
        # Sessions that are being put away in the background.
        self._leaving: list[Session] = []

    @property
    def project(self) -> Project | None:
        """The project as it is now."""
        return self.session.project if self.session is not None else None

    @property
    def editable(self) -> bool:
        """True where the project can be changed."""
        return self.session is not None and not self.session.read_only

    def kind(self, key: str) -> LayerKind | None:
        """The kind called ``key``."""
        return next((kind for kind in self.kinds if kind.key == key), None)

    def open(self, path: Path) -> None:
        """Open a project file in the background."""
        self._fetch(lambda: Path(path), tr("window.work.open"))

    def open_sample(self) -> None:
        """Open the sample district, which is made if it is not there yet."""
        self._fetch(self._sample, tr("window.work.sample"))

    def create(self, path: Path, name: str) -> None:
        """Make an empty project in a new file and open it."""

        def work(feedback: Feedback) -> Session:
            from app.session import Session

            self._put_away()  # where that was stopped: its file may be wanted
            return Session.create(Path(path), name, self.kinds)

        self.close()
        self.jobs.ask("open", work, self._arrived, self.failed.emit, title=tr("window.work.open"))

    def edit(self, title: str, change: Callable, *args: object, merge: str | None = None, **values: object) -> bool:
        """Change the project through one of `app.edits`; False where it could not be done (a sentence was said)."""
        if self.session is None:
            return False
        if self.session.read_only:
            self.troubled.emit(tr("window.trouble.read_only"))
            return False
        return self._politely(lambda: self.session.edit(title, change, *args, merge=merge, **values))

    def undo(self) -> None:
        """Take the last step back."""
        if self.session is not None:
            self.go(self.session.history.back)

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self.session is not None:
            self.go(self.session.history.forward)

    def go(self, number: int, then: Callable[[], None] = lambda: None) -> None:
        """Undo or redo until the step of this number is the last one done, then call ``then``.

        Large layers that come back with it are read in the background first; who works on meanwhile is not taken back.
        """
        session = self.session
        if session is None or session.read_only:
            return
        before = session.history

        def go(_: object = None) -> None:
            if self.session is session and session.history == before and self._politely(lambda: session.go(number)):
                then()

        try:
            fetching = session.needs_fetching(number)
        except AppError as trouble:
            self.troubled.emit(str(trouble))
            return
        if fetching:
            self.jobs.ask("history", lambda feedback: session.fetch(number, feedback), go, title=tr("history.fetching"))
        else:
            self.jobs.cancel("history")
            go()

    def forget_history(self) -> None:
        """Let go of all steps."""
        if self.session is not None and not self.session.read_only:
            self._politely(self.session.forget_history)

    def close(self) -> None:
        """Put the project away; everything is saved already. Giving back the room of a large layer takes seconds: in the background."""
        if self.session is not None:
            session, self.session = self.session, None
            self._hush()
            self._leaving.append(session)
            self.jobs.ask(f"close {id(session)}", lambda _: self._put_away(), lambda _: None, title=tr("window.work.close"))
            self.closed.emit()

    def finish(self) -> None:
        """Put the project away at the end of the program, when nothing runs in the background any more; returns when it is done."""
        self.close()
        self._put_away()

    def _put_away(self) -> None:
        # On the thread of the files, or when that has ended; closing twice does nothing, and who opens next comes after this.
        while self._leaving:
            try:
                self._leaving[0].close()
            finally:
                self._leaving.pop(0)

    def _fetch(self, find: Callable[[], Path], title: str) -> None:
        kinds = self.kinds

        def work(feedback: Feedback) -> Session:
            from app.errors import ProjectTrouble
            from app.session import Session

            self._put_away()  # where that was stopped: its file may be wanted
            path = find()
            if not path.exists():
                raise ProjectTrouble(tr("window.trouble.missing"), file=str(path))
            session = Session.open(path, kinds)
            try:
                from widgets.map.map_ahead import make_ready

                make_ready(session.project, feedback)
                feedback.step(1.0)
            except Cancelled:
                session.close()
                raise
            return session

        self.close()
        self.jobs.ask("open", work, self._arrived, self.failed.emit, title=title)

    def _arrived(self, session: Session) -> None:
        self.session = session
        self._hush = session.listen(self.changed.emit)
        self.opened.emit()

    def _politely(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except AppError as trouble:
            self.troubled.emit(str(trouble))
            return False
        return True
