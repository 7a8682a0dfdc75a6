"""Keeps the answers up with the project: asks again after each change, knows what it knew, and compares with what exists."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.feedback import Feedback
from app.model import Project
from app.words import tr
from widgets.jobs import Jobs

if TYPE_CHECKING:
    from app.scene import Overlay
    from app.study import Answers, Question

KEPT = 6


class StudyRoom(QObject):
    """``answered``: `answers` (and `base`, those of what exists, while a scenario is shown) are new. ``failed(sentence)``."""

    answered = Signal()
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QObject | None = None):
        super().__init__(parent)
        self._jobs = jobs
        self._known: OrderedDict[object, Answers] = OrderedDict()
        self._asked: object = None
        self.answers: Answers | None = None
        self.base: Answers | None = None
        self.sketched: tuple[Overlay, ...] = ()
        self._next: Project | None = None

    def forget(self) -> None:
        """Drop everything; another project comes."""
        self._jobs.cancel("study")
        self._known.clear()
        self.answers = self.base = self._asked = self._next = None
        self.sketched = ()
        self.busy_changed.emit(False)

    def warm_up(self) -> None:
        """Load the libraries and the compiled kernels of the analysis while the project is still being opened."""
        self._jobs.ask("warm", _warm, lambda _: None, lambda _: None, lane="study")

    def follow(self, project: Project) -> None:
        """Answer while the hand still moves: what is being worked out is finished first, then the newest state is asked for."""
        if self._jobs.runs("study"):
            self._next = project
        else:
            self.ask(project)

    def ask(self, project: Project) -> None:
        """Bring the answers up to this project; at once where they are known, else in the background."""
        from app.study import question

        self._next = None
        if not project.layers:
            self.forget()
            return
        wanted = question(project)
        shown = project.shown
        base = question(replace(project, scenario="")) if shown is not None and shown.items else None
        asked = (wanted.key, base.key if base is not None else None)
        if asked == self._asked:
            return
        self._asked = asked
        known = {key: self._known[key] for key in asked if key in self._known}
        ids = frozenset(item.id for item in shown.items) if shown is not None else frozenset()
        if len(known) == len(set(asked) - {None}) and not ids:
            self._jobs.cancel("study")
            self._arrived((known, ()), wanted, base)
            return
        self.busy_changed.emit(True)
        self._jobs.ask(
            "study",
            lambda feedback: _answers(wanted, base, ids, known, feedback),
            lambda found: self._arrived(found, wanted, base),
            self._failed,
            title=tr("window.work.measures"),
            lane="study",
        )

    def _arrived(self, found: tuple[dict[object, Answers], tuple[Overlay, ...]], wanted: Question, base: Question | None) -> None:
        answers, self.sketched = found
        for key in [key for key in (wanted.key, base.key if base is not None else None) if key is not None]:
            self._known[key] = answers[key]
            self._known.move_to_end(key)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.answers = answers[wanted.key]
        self.base = answers[base.key] if base is not None else None
        self.busy_changed.emit(False)
        self.answered.emit()
        if self._next is not None:
            self.ask(self._next)

    def _failed(self, sentence: str) -> None:
        self.answers = self.base = None
        self.sketched = ()
        self.busy_changed.emit(False)
        self.failed.emit(sentence)


def _warm(feedback: Feedback) -> None:
    from app.analysis.visibility import prepare

    feedback.step(0.5)
    prepare(feedback)


def _answers(
    wanted: Question, base: Question | None, ids: frozenset[str], known: dict[object, Answers], feedback: Feedback
) -> tuple[dict[object, Answers], tuple[Overlay, ...]]:  # fmt: skip
    from app.study import answer

    found = dict(known)
    missing = [one for one in (base, wanted) if one is not None and one.key not in found]
    for number, one in enumerate(missing):
        found[one.key] = answer(one, feedback.part(number / len(missing), (number + 1) / len(missing)))
    if not ids:
        return found, ()
    from app.study.sketched import sketched

    return found, sketched(found[wanted.key], found[base.key] if base is not None else None, ids)
