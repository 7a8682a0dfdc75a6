"""Keeps the answers up with the project: asks again after each change, knows what it knew, and compares with what exists."""

from __future__ import annotations

import time
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
    from app.study import Answers, Gap, Question
    from app.study.deeper import Deeper
    from app.study.rank.score import Score

    # The answers by key, what is sketched on the map, the dark gaps of the answers that are new.
    _Found = tuple[dict[object, Answers], tuple[Overlay, ...], dict[object, tuple[Gap, ...]]]

KEPT, LOOKS_KEPT = 6, 24
DEEPER_LATER_S, LOOK_S = 0.7, 0.05


class StudyRoom(QObject):
    """``answered``: `answers` (and `base`, those of what exists, while a scenario is shown) are new. ``failed(sentence)``.

    ``deepened``: `deeper` (and `deeper_base`) came, what takes a moment longer. ``scored``: `score` came after it.
    ``look_drawn(name)``: the map of a measure that was asked for is drawn.
    """

    answered = Signal()
    deepened = Signal()
    scored = Signal()
    look_drawn = Signal(str)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QObject | None = None):
        super().__init__(parent)
        self._jobs = jobs
        self._known: OrderedDict[object, Answers] = OrderedDict()
        self._deep: dict[object, Deeper] = {}
        self._scores: dict[object, Score] = {}
        self._looks: OrderedDict[tuple[object, str, bool], tuple[Overlay, ...]] = OrderedDict()
        self._asked: object = None
        self.answers: Answers | None = None
        self.base: Answers | None = None
        self.sketched: tuple[Overlay, ...] = ()
        self._dark: dict[object, tuple[Gap, ...]] = {}
        self._next: Project | None = None

    @property
    def deeper(self) -> Deeper | None:
        """What came a moment after the answers shown, None until it is there."""
        return self._deep.get(self.answers.key) if self.answers is not None else None

    @property
    def deeper_base(self) -> Deeper | None:
        """The same for what exists, while a scenario is shown."""
        return self._deep.get(self.base.key) if self.base is not None else None

    @property
    def dark(self) -> tuple[Gap, ...]:
        """The dark gaps of the answers shown, the longest walk in the dark first."""
        return self._dark.get(self.answers.key, ()) if self.answers is not None else ()

    @property
    def score(self) -> Score | None:
        """The score of the answers shown, None until it is there."""
        return self._scores.get(self.answers.key) if self.answers is not None else None

    def forget(self) -> None:
        """Drop everything; another project comes."""
        for key in ("study", "deeper", "score", "look"):
            self._jobs.cancel(key)
        for kept in (self._known, self._deep, self._scores, self._looks, self._dark):
            kept.clear()
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
        for key in ("deeper", "score", "look"):
            self._jobs.cancel(key)
        known = {key: self._known[key] for key in asked if key in self._known}
        ids = frozenset(item.id for item in shown.items) if shown is not None else frozenset()
        if len(known) == len(set(asked) - {None}) and not ids:
            self._jobs.cancel("study")
            self._arrived((known, (), {}), wanted, base)
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

    def look(self, name: str) -> tuple[Overlay, ...] | None:
        """The map of a measure for the answers shown; None while it is being drawn, which ``look_drawn`` then tells."""
        from app.study.looks import look

        answers, deeper = self.answers, self.deeper
        if answers is None:
            return ()
        if name == "seen":  # drawn with the answers
            return look(answers, None, name)
        wanted = (answers.key, name, deeper is not None)
        if wanted in self._looks:
            self._looks.move_to_end(wanted)
            return self._looks[wanted]
        self._jobs.ask(
            "look", lambda _: look(answers, deeper, name), lambda found: self._drawn(wanted, found), title=tr("measures.work.look"), lane="study"
        )
        return None

    def _drawn(self, wanted: tuple[object, str, bool], found: tuple[Overlay, ...]) -> None:
        self._looks[wanted] = found
        while len(self._looks) > LOOKS_KEPT:
            self._looks.popitem(last=False)
        self.look_drawn.emit(wanted[1])

    def _arrived(self, found: _Found, wanted: Question, base: Question | None) -> None:
        answers, self.sketched, dark = found
        self._dark.update(dark)
        for key in [key for key in (wanted.key, base.key if base is not None else None) if key is not None]:
            self._known[key] = answers[key]
            self._known.move_to_end(key)
        while len(self._known) > KEPT:
            gone, _ = self._known.popitem(last=False)
            self._deep.pop(gone, None)
            self._scores.pop(gone, None)
            self._dark.pop(gone, None)
        self.answers = answers[wanted.key]
        self.base = answers[base.key] if base is not None else None
        self.busy_changed.emit(False)
        self.answered.emit()
        if self._next is not None:
            self.ask(self._next)
        else:
            self._go_deeper()

    def _go_deeper(self) -> None:
        """What takes longer, for what is shown and what it is compared with; everything else goes before it."""
        wanted = [one for one in (self.base, self.answers) if one is not None and one.key not in self._deep]
        if not wanted:
            self._go_on_to_score()
            return
        self._jobs.ask(
            "deeper",
            lambda feedback: _deeper(wanted, feedback),
            self._deepened,
            title=tr("measures.work.deeper"),
            lane="study",
            gives_way=True,
        )

    def _deepened(self, found: dict[object, Deeper]) -> None:
        self._deep.update(found)
        self.deepened.emit()
        self._go_on_to_score()

    def _go_on_to_score(self) -> None:
        answers, deeper = self.answers, self.deeper
        if answers is None or deeper is None or answers.key in self._scores:
            self.scored.emit()
            return
        key = answers.key
        self._jobs.ask("score", lambda _: _score(answers, deeper), lambda found: self._scored(key, found), lane="study", gives_way=True)

    def _scored(self, key: object, found: Score) -> None:
        self._scores[key] = found
        self.scored.emit()

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
) -> _Found:
    from app.study import answer
    from app.study.lamps.dark_places import dark_places

    found = dict(known)
    missing = [one for one in (base, wanted) if one is not None and one.key not in found]
    for number, one in enumerate(missing):
        found[one.key] = answer(one, feedback.part(number / len(missing), (number + 1) / len(missing)))
    dark = {one.key: dark_places(found[one.key]) for one in missing}
    if not ids:
        return found, (), dark
    from app.study.sketched import sketched

    return found, sketched(found[wanted.key], found[base.key] if base is not None else None, ids), dark


def _deeper(wanted: list[Answers], feedback: Feedback) -> dict[object, Deeper]:
    from app.study.deeper import deeper

    # The map with the new measures is drawn first: drawing and measuring share one lock.
    for _ in range(int(DEEPER_LATER_S / LOOK_S)):
        feedback.step(0.0)
        time.sleep(LOOK_S)
    return {one.key: deeper(one, feedback.part(n / len(wanted), (n + 1) / len(wanted))) for n, one in enumerate(wanted)}


def _score(answers: Answers, deeper: Deeper) -> Score:
    from app.study.rank.score import score

    return score(answers, deeper)
