"""The steps one can go back and forward to: what each is called and when it was done. What it changed lies in the project file."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Step:
    """One edit as the planner sees it. ``number`` grows from step to step; ``at`` is the local time as ISO text.

    Edits with one ``merge`` key join the step while it is the last one.
    """

    number: int
    title: str
    at: str = ""
    merge: str | None = None


@dataclass(frozen=True)
class History:
    """What was done, newest last, and what was undone, the next to be redone first. Frozen: each method gives the next history."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def undo_title(self) -> str:
        """What undo would take back, "" where there is nothing."""
        return self.done[-1].title if self.done else ""

    @property
    def redo_title(self) -> str:
        """What redo would bring back, "" where there is nothing."""
        return self.undone[0].title if self.undone else ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in the order they were done."""
        return self.done + self.undone

    @property
    def here(self) -> int:
        """The number of the last step done, 0 where nothing is."""
        return self.done[-1].number if self.done else 0

    @property
    def back(self) -> int:
        """Where one step back leads."""
        return self.done[-2].number if len(self.done) > 1 else 0

    @property
    def forward(self) -> int:
        """Where one step forward leads."""
        return self.undone[0].number if self.undone else self.here

    def takes_in(self, merge: str | None) -> bool:
        """True where an edit with this key joins the last step."""
        return merge is not None and bool(self.done) and not self.undone and self.done[-1].merge == merge

    def with_step(self, title: str, at: str = "", merge: str | None = None) -> History:
        """After one more edit, as a step of its own or within the last one; what was undone is gone."""
        if self.takes_in(merge):
            return History((*self.done[:-1], replace(self.done[-1], at=at)))
        number = 1 + max((step.number for step in self.steps), default=0)
        return History((*self.done, Step(number, title, at, merge)))

    def without_last(self) -> History:
        """Without the last step: it came back to where it began. The one before it takes no more edits in."""
        return History(self.done[:-1], self.undone).sealed()

    def sealed(self) -> History:
        """The same history, whose last step takes no more edits in: the hand let go."""
        if not self.done or self.done[-1].merge is None:
            return self
        return History((*self.done[:-1], replace(self.done[-1], merge=None)), self.undone)

    def at(self, number: int) -> History:
        """The history where the step of this number is the last one done; 0: all undone."""
        steps = tuple(replace(step, merge=None) for step in self.steps)
        return History(tuple(step for step in steps if step.number <= number), tuple(step for step in steps if step.number > number))

    def newest(self, count: int) -> History:
        """With so many of the steps done at most, the newest; what was undone stays."""
        return History(self.done[len(self.done) - count :], self.undone) if len(self.done) > count else self
