"""What may come a moment after the answers: seen area, window exposure, light trespass, and the sites worth a field check.

The window asks for it in a job of its own once the answers are drawn; the report and the command line wait for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.scene import Overlay
from app.study.answers import Answers, Measure

if TYPE_CHECKING:
    from numpy import ndarray


@dataclass(frozen=True)
class Deeper:
    """``measures``: seen_area, exposure and trespass by area, as far as known; ``checks``: the sites whose check narrows most.

    ``exposed_m`` (n,) metres of windows by camera, aligned with ``answers.behind.cameras``; ``trespass_m`` (l,) by lamp, aligned
    with ``answers.light.lamps``; None where unknown. ``overlays`` by look: facades exposed, facades too bright.
    """

    key: object = None
    measures: tuple[Measure, ...] = ()
    checks: tuple = ()
    exposed_m: ndarray | None = field(default=None, repr=False)
    trespass_m: ndarray | None = field(default=None, repr=False)
    overlays: Mapping[str, tuple[Overlay, ...]] = field(default_factory=dict, repr=False)

    def measure(self, id: str, area_code: str) -> Measure | None:
        """The measure called ``id`` in an area, or None where it was left out."""
        return next((one for one in self.measures if one.id == id and one.area_code == area_code), None)


def deeper(answers: Answers, feedback: Feedback = SILENT) -> Deeper:
    """Everything that takes longer than the first figures may; for a worker, not the GUI thread. Stopped between pieces."""
    feedback.step(0.0)
    feedback.step(1.0)
    return Deeper(answers.key)
