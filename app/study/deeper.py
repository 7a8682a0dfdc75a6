"""What may come a moment after the answers: seen area, window exposure, light trespass, and the sites worth a field check.

The window asks for it in a job of its own once the answers are drawn; the report and the command line wait for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy import ndarray

    from app.study.lamps.spill import Spill
    from app.study.sight.area import AreaSeen
    from app.study.sight.exposure_of import WindowExposure


@dataclass(frozen=True)
class Deeper:
    """``measures``: seen_area, exposure and trespass by area, as far as known; ``checks``: the sites whose check narrows most.

    ``exposed_m`` (n,) metres of windows by camera, aligned with ``answers.behind.cameras``; ``trespass_m`` (l,) by lamp, aligned
    with ``answers.light.lamps``; None where unknown. ``area``, ``spill`` and ``exposure`` are what the figures and the maps are from.
    """

    key: object = None
    measures: tuple[Measure, ...] = ()
    checks: tuple = ()
    exposed_m: ndarray | None = field(default=None, repr=False)
    trespass_m: ndarray | None = field(default=None, repr=False)
    area: AreaSeen | None = field(default=None, repr=False)
    spill: Spill | None = field(default=None, repr=False)
    exposure: WindowExposure | None = field(default=None, repr=False)

    def measure(self, id: str, area_code: str) -> Measure | None:
        """The measure called ``id`` in an area, or None where it was left out."""
        return next((one for one in self.measures if one.id == id and one.area_code == area_code), None)


def deeper(answers: Answers, feedback: Feedback = SILENT) -> Deeper:
    """Everything that takes longer than the first figures may; for a worker, not the GUI thread. Stopped between pieces."""
    from app.study.lamps.spill import trespass_of
    from app.study.sight.area import seen_area
    from app.study.sight.checks import checks
    from app.study.sight.exposure_of import exposure_of

    known = answers.behind.sheet.known
    area = seen_area(answers, feedback.part(0.0, 0.5)) if "seen" in known else None
    feedback.step(0.5)
    worth = checks(answers) if "seen" in known else ()
    exposed = exposure_of(answers, feedback.part(0.55, 0.75)) if "seen" in known else None
    feedback.step(0.75)
    lived = exposed.homes if exposed is not None else None
    spill = None
    if answers.light is not None:
        spill = trespass_of(answers.light, answers.question, answers.areas, feedback.part(0.75, 0.95), lived)
    feedback.step(1.0)
    return Deeper(
        answers.key,
        (*(area.measures if area is not None else ()), *(exposed.measures if exposed is not None else ()),
         *(_trespass(answers, spill) if spill is not None else ())),
        worth, exposed.by_camera_m if exposed is not None else None, spill.lamp_m if spill is not None else None, area, spill, exposed,
    )  # fmt: skip


def _trespass(answers: Answers, spill: Spill) -> Iterator[Measure]:
    """Light trespass by area; left out where no dwelling is known in the district."""
    if spill.share(0) is None:
        return
    source = "fronts of dwellings with more upright lux than the law allows"
    for number, area in enumerate(answers.areas):
        metres = (("trespass_m", float(spill.above_m[number])), ("front_m", float(spill.front_m[number])))
        details = tuple((key, Quantity(value, "m", Tag.COMPUTED, source)) for key, value in metres)
        yield Measure("trespass", area.code, area.name, Quantity(spill.share(number), "share", Tag.COMPUTED, source), details)
