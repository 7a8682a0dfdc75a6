"""Keeps the answers up with the project: asks again after each change, knows what it knew, and compares with what exists."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model import Project
from app.words import tr
from widgets.jobs import Jobs
from widgets.results.answers_shelf import AnswersShelf, Shelved
from widgets.results.study_work import answer_of, deeper_of, every, score_of, warm

if TYPE_CHECKING:
    from app.scene import Overlay
    from app.study import Answers, Gap, Question
    from app.study.deeper import Deeper
    from app.study.rank.score import Score
    from widgets.results.study_work import Found, Pair

LOOKS_KEPT = 24


class StudyRoom(QObject):
    """``answered``: `answers` (and `base`, those of what exists, while a scenario is shown) are new. ``failed(sentence)``.

    ``deepened``: `deeper` (and `deeper_base`) came, what takes a moment longer. ``scored``: `score` came after it.
    ``look_drawn(name)``: the map of a measure that was asked for is drawn. ``shelved``: more is known of states not shown.
    """

    answered = Signal()
    deepened = Signal()
    scored = Signal()
    look_drawn = Signal(str)
    shelved = Signal()
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QObject | None = None):
        super().__init__(parent)
        self._jobs = jobs
        self._shelf = AnswersShelf()
        self._looks: OrderedDict[tuple[object, str, bool], tuple[Overlay, ...]] = OrderedDict()
        self._asked, self._learning = None, ()
        self.answers: Answers | None = None
        self.base: Answers | None = None
        self.sketched: tuple[Overlay, ...] = ()
        self._next: Project | None = None

    @property
    def deeper(self) -> Deeper | None:
        """What came a moment after the answers shown, None until it is there."""
        return self._shelf.deeper.get(self.answers.key) if self.answers is not None else None

    @property
    def deeper_base(self) -> Deeper | None:
        """The same for what exists, while a scenario is shown."""
        return self._shelf.deeper.get(self.base.key) if self.base is not None else None

    @property
    def dark(self) -> tuple[Gap, ...]:
        """The dark gaps of the answers shown, the longest walk in the dark first."""
        return self._shelf.dark.get(self.answers.key, ()) if self.answers is not None else ()

    @property
    def score(self) -> Score | None:
        """The score of the answers shown, None until it is there."""
        return self._shelf.scores.get(self.answers.key) if self.answers is not None else None

    def forget(self) -> None:
        """Drop everything; another project comes."""
        for key in ("study", "deeper", "score", "look", "shelf"):
            self._jobs.cancel(key)
        self._shelf.clear()
        self._looks.clear()
        self.answers = self.base = self._asked = self._next = None
        self.sketched = ()
        self.busy_changed.emit(False)

    def warm_up(self) -> None:
        """Load the libraries and the compiled kernels of the analysis while the project is still being opened."""
        self._jobs.ask("warm", warm, lambda _: None, lambda _: None, lane="study")

    def follow(self, project: Project) -> None:
        """Answer while the hand still moves: what is being worked out is finished first, then the newest state is asked for."""
        if self._jobs.runs("study"):
            self._next = project
        else:
            self.ask(project)

    def ask(self, project: Project) -> None:
        """Bring the answers up to this project; at once where they are known, else in the background."""
        self._next = None
        if not project.layers:
            self.forget()
            return
        wanted, base = _pair(project)
        asked = _keys((wanted, base))
        if asked == self._asked:
            return
        self._asked = asked
        self._shelf.hold(project.scenario, asked)
        for key in ("deeper", "score", "look"):
            self._jobs.cancel(key)
        known = {key: self._shelf.answers[key] for key in asked if key in self._shelf.answers}
        ids = _ids(project)
        if self._shelf.serves(asked, sketched=bool(ids)):
            self._jobs.cancel("study")
            self._arrived((known, self._shelf.sketched.get(asked, ()), {}), wanted, base)
            return
        self.busy_changed.emit(True)
        self._jobs.ask(
            "study",
            lambda feedback: answer_of(wanted, base, ids, known, feedback),
            lambda found: self._arrived(found, wanted, base),
            self._failed,
            title=tr("window.work.measures"),
            lane="study",
        )

    def at_once(self, project: Project) -> bool:
        """True where asking for this project shows other answers at once, without any work."""
        asked = _keys(_pair(project))
        return bool(project.layers) and asked != self._asked and self._shelf.serves(asked, sketched=bool(_ids(project)))

    def known(self, project: Project, scenario: str) -> Shelved | None:
        """What is known of a scenario ("" = what exists) of this project as it is now; None where it was not answered yet."""
        return self._shelf.of(*_keys(_pair(replace(project, scenario=scenario))))

    def learn(self, project: Project, scenarios: Iterable[str]) -> bool:
        """Answer for these scenarios too, without showing them; ``shelved`` tells when more is known. True: all is known already."""
        wanted = []
        for id in scenarios:
            state = replace(project, scenario=id)
            pair = _pair(state)
            found = self._shelf.of(*_keys(pair))
            if found is None or found.deeper is None or (_ids(state) and _keys(pair) not in self._shelf.sketched):
                wanted.append((pair, _ids(state)))
        if not wanted:
            self._jobs.cancel("shelf")
            return True
        keys = tuple(_keys(pair) for pair, _ in wanted)
        if self._jobs.runs("shelf") and keys == self._learning:
            return False
        self._learning = keys
        known = dict(self._shelf.answers)
        self._jobs.ask("shelf", lambda feedback: every(wanted, known, feedback),
                       lambda found: self._learnt(found, [pair for pair, _ in wanted]),
                       title=tr("compare.work"), lane="study", gives_way=True)  # fmt: skip
        return False

    def _learnt(self, found: list[Found], pairs: list[Pair]) -> None:
        for one, pair in zip(found, pairs, strict=True):
            self._shelve(one, pair)
        self.shelved.emit()
        bare = [one.answers for pair in pairs if (one := self._shelf.of(*_keys(pair))) is not None and one.deeper is None]
        if bare:
            self._jobs.ask("shelf", lambda feedback: deeper_of(bare, feedback), self._learnt_deeper, title=tr("measures.work.deeper"), lane="study",
                           gives_way=True)  # fmt: skip

    def _learnt_deeper(self, found: dict[object, Deeper]) -> None:
        self._shelf.deeper.update(found)
        self.shelved.emit()

    def _shelve(self, found: Found, pair: Pair) -> None:
        answers, sketched, dark = found
        keys = _keys(pair)
        self._shelf.sketched[keys] = sketched
        self._shelf.put({key: answers[key] for key in reversed(keys) if key is not None}, dark)

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

    def _arrived(self, found: Found, wanted: Question, base: Question | None) -> None:
        answers, self.sketched = found[:2]
        self._shelve(found, (wanted, base))
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
        wanted = [one for one in (self.base, self.answers) if one is not None and one.key not in self._shelf.deeper]
        if not wanted:
            self._go_on_to_score()
            return
        self._jobs.ask(
            "deeper",
            lambda feedback: deeper_of(wanted, feedback),
            self._deepened,
            title=tr("measures.work.deeper"),
            lane="study",
            gives_way=True,
        )

    def _deepened(self, found: dict[object, Deeper]) -> None:
        self._shelf.deeper.update(found)
        self.deepened.emit()
        self._go_on_to_score()

    def _go_on_to_score(self) -> None:
        answers, deeper = self.answers, self.deeper
        if answers is None or deeper is None or answers.key in self._shelf.scores:
            self.scored.emit()
            return
        key = answers.key
        self._jobs.ask("score", lambda _: score_of(answers, deeper), lambda found: self._scored(key, found), lane="study", gives_way=True)

    def _scored(self, key: object, found: Score) -> None:
        self._shelf.scores[key] = found
        self.scored.emit()

    def _failed(self, sentence: str) -> None:
        self.answers = self.base = None
        self.sketched = ()
        self.busy_changed.emit(False)
        self.failed.emit(sentence)


def _pair(project: Project) -> Pair:
    """The question of the state shown, and that of what exists where a scenario adds something."""
    from app.study import question

    return question(project), question(replace(project, scenario="")) if _ids(project) else None


def _keys(pair: Pair) -> tuple[object, object]:
    return pair[0].key, pair[1].key if pair[1] is not None else None


def _ids(project: Project) -> frozenset[str]:
    return frozenset(item.id for item in project.shown.items) if project.shown is not None else frozenset()
