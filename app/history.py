"""The states one can go back and forward to. Values only: no file, no widget; `app.session` moves along it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model import Project


@dataclass(frozen=True)
class Step:
    """One edit as the planner sees it: its title and the states before and after; steps with one ``merge`` key join."""

    title: str
    before: Project
    after: Project
    merge: str | None = None


@dataclass(frozen=True)
class History:
    """What was done and what was undone, newest last in both. Frozen: each method gives the next history."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def undo_title(self) -> str:
        """What undo would take back, "" where there is nothing."""
        return self.done[-1].title if self.done else ""

    @property
    def redo_title(self) -> str:
        """What redo would bring back, "" where there is nothing."""
        return self.undone[-1].title if self.undone else ""

    def with_step(self, step: Step) -> History:
        """After one more edit; what was undone is gone.

        A step joins the one before it where both have the same merge key; what so comes back to its beginning is no step.
        """
        last = self.done[-1] if self.done else None
        if last and step.merge is not None and last.merge == step.merge and not self.undone:
            joined = replace(last, after=step.after)
            return History(self.done[:-1] if joined.before == joined.after else (*self.done[:-1], joined))
        return History((*self.done, step))

    def sealed(self) -> History:
        """The same history, whose last step takes no more steps in: the hand let go."""
        if not self.done or self.done[-1].merge is None:
            return self
        return History((*self.done[:-1], replace(self.done[-1], merge=None)), self.undone)

    def undo(self) -> tuple[Project, History]:
        """The state before the last step and the history from there; IndexError where nothing was done."""
        step = replace(self.done[-1], merge=None)
        return step.before, History(self.done[:-1], (*self.undone, step))

    def redo(self) -> tuple[Project, History]:
        """The state after the step last undone and the history from there; IndexError where nothing was undone."""
        step = self.undone[-1]
        return step.after, History((*self.done, step), self.undone[:-1])
