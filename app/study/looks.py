"""What the map shows for each measure: one look at a time, drawn when it is chosen.

    look(answers, deeper, "seen_night") -> overlays, bottom to top      for a worker, not the GUI thread

A look's overlays are called ``<look>.<what>``; ``what`` is also the word of its legend (``look.<what>``), the role is its style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.scene import Overlay
from app.study.answers import Answers

if TYPE_CHECKING:
    from app.study.deeper import Deeper

Drawn = Callable[[Answers, "Deeper | None"], tuple[Overlay, ...]]


def look(answers: Answers, deeper: Deeper | None, name: str) -> tuple[Overlay, ...]:
    """The overlays of a look; empty where nothing is known for it, or where it waits for ``deeper``."""
    draw = LOOKS.get(name)
    return draw(answers, deeper) if draw is not None else ()


def _seen(answers: Answers, deeper: Deeper | None) -> tuple[Overlay, ...]:
    return tuple(one for one in answers.overlays if one.role in ("unseen", "maybe", "seen"))


LOOKS: Mapping[str, Drawn] = {"seen": _seen}
