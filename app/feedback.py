"""How long work says how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event


class Cancelled(Exception):
    """The planner stopped this work; nothing was changed."""


class Feedback:
    """A line to whoever waits: ``step`` reports a share from 0 to 1 and raises `Cancelled` once stopped.

    >>> Feedback().step(0.5, "half way")
    """

    def __init__(self, report: Callable[[float, str], None] | None = None):
        self._report = report
        self._stopped = Event()

    def step(self, share: float, words: str = "") -> None:
        """Report ``share`` (0 to 1) with a few words for the planner; raise `Cancelled` if stopped."""
        if self._stopped.is_set():
            raise Cancelled
        if self._report is not None:
            self._report(min(max(share, 0.0), 1.0), words)

    def part(self, start: float, end: float) -> Feedback:
        """A feedback whose 0 to 1 is the stretch ``start`` to ``end`` of this one; stopping is shared."""
        inner = Feedback(lambda share, words: self._report(start + (end - start) * share, words) if self._report else None)
        inner._stopped = self._stopped
        return inner

    def stop(self) -> None:
        """Ask the work to stop at its next step; may be called from any thread."""
        self._stopped.set()


SILENT = Feedback()
