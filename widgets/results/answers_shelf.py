"""What was answered lately, by the key of its question, with all that came after it; the oldest goes first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.scene import Overlay
    from app.study import Answers, Gap
    from app.study.deeper import Deeper
    from app.study.rank.score import Score

# What exists and a handful of scenarios.
KEPT, HELD = 8, 6


@dataclass(frozen=True)
class Shelved:
    """All that is known of one state: its answers, what came a moment later, and what its new cameras see."""

    answers: Answers
    deeper: Deeper | None = None
    score: Score | None = None
    sketched: tuple[Overlay, ...] = ()


class AnswersShelf:
    """Keeps answers by key. ``sketched`` is kept by two keys: of the answers, and of those for what exists beside them."""

    def __init__(self) -> None:
        self.answers: OrderedDict[object, Answers] = OrderedDict()
        self.deeper: dict[object, Deeper] = {}
        self.scores: dict[object, Score] = {}
        self.dark: dict[object, tuple[Gap, ...]] = {}
        self.sketched: dict[tuple[object, object], tuple[Overlay, ...]] = {}
        self._held: OrderedDict[str, tuple[object, object]] = OrderedDict()

    def put(self, answers: dict[object, Answers], dark: dict[object, tuple[Gap, ...]]) -> None:
        """Keep these as the newest."""
        self.dark.update(dark)
        for key, one in answers.items():
            self.answers[key] = one
            self.answers.move_to_end(key)
        held = {key for pair in self._held.values() for key in pair}
        while len(self.answers) > KEPT:
            gone = next((key for key in self.answers if key not in held), next(iter(self.answers)))
            del self.answers[gone]
            for kept in (self.deeper, self.scores, self.dark):
                kept.pop(gone, None)
            for pair in [pair for pair in self.sketched if gone in pair]:
                del self.sketched[pair]

    def hold(self, scenario: str, keys: tuple[object, object]) -> None:
        """These are a scenario's newest: they stay while a hand asks for a hundred others. Layers that changed make all others old."""
        base = keys[1] or keys[0]
        self._held[scenario] = keys
        self._held.move_to_end(scenario)
        self._held = OrderedDict((id, pair) for id, pair in list(self._held.items())[-HELD:] if (pair[1] or pair[0]) == base)

    def serves(self, keys: tuple[object, object], *, sketched: bool) -> bool:
        """True where all of a state is here; ``sketched``: what its new cameras see too."""
        return all(key is None or key in self.answers for key in keys) and (not sketched or keys in self.sketched)

    def of(self, key: object, base: object) -> Shelved | None:
        """All that is known of a question, None where it was not answered; ``base``: the key for what exists, or None."""
        found = self.answers.get(key)
        if found is None:
            return None
        return Shelved(found, self.deeper.get(key), self.scores.get(key), self.sketched.get((key, base), ()))

    def clear(self) -> None:
        """Keep nothing."""
        for kept in (self.answers, self.deeper, self.scores, self.dark, self.sketched, self._held):
            kept.clear()
