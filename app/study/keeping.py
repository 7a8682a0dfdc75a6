"""What was measured once need not be measured again where nothing it rests on changed.

A study runs in pieces. Each piece notes which assumptions it asked for and which other pieces it was made from; asked again with other
assumptions, only the pieces that rest on a changed one are made anew, and the answer is the same as from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from app.parameters import BY_ID, Assumptions

T = TypeVar("T")
# Of every piece so many variants stay on the shelf: the first, and those made last.
MOST = 4


class Piece(NamedTuple):
    """One piece: its value, the assumptions it asked for with the values they had, and the pieces it was made from."""

    value: object
    asked: tuple[tuple[str, float], ...]
    needs: tuple[object, ...]


@dataclass(eq=False)
class Kept:
    """The pieces of one run, by name; ``before`` is an earlier run of the same question that may lend its pieces.

    All runs after one another share a shelf: of every piece the first and the last few stay there.
    """

    assumptions: Assumptions
    before: Kept | None = None

    def __post_init__(self) -> None:
        self.pieces: dict[str, Piece] = {}
        self.shelf: dict[str, list[Piece]] = self.before.shelf if self.before else {}

    def __call__(self, name: str, make: Callable[[], T], *needs: object) -> T:
        """``make()``, or what the earlier run made under this name where its assumptions and ``needs`` are the same."""
        a = self.assumptions
        for old in self.shelf.get(name, ()):
            if len(old.needs) == len(needs) and all(one is other for one, other in zip(old.needs, needs, strict=True)):
                values = tuple((id, a.changed.get(id, BY_ID[id].default)) for id, _ in old.asked)
                if values == old.asked:
                    a.used.update(id for id, _ in old.asked)
                    self.pieces[name] = old
                    return old.value  # type: ignore[return-value]
        elsewhere, a.used = a.used, set()
        try:
            value = make()
        finally:
            asked = tuple((id, a[id]) for id in sorted(a.used))
            a.used |= elsewhere
        self.pieces[name] = Piece(value, asked, needs)
        shelf = self.shelf.setdefault(name, [])
        del shelf[MOST - 1 :]
        shelf.insert(1, self.pieces[name])
        return value

    def rests_on(self, name: str) -> frozenset[str]:
        """The assumptions the piece called ``name`` was made with, those of the pieces it was made from included."""
        piece = self.pieces[name]
        own = frozenset(id for id, _ in piece.asked)
        made_from = (other for other, one in self.pieces.items() if any(one.value is need for need in piece.needs))
        return own.union(*(self.rests_on(other) for other in made_from))
