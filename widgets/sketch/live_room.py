"""What follows the hand: the figures and the views of a thing while it is carried, aimed or set, without the whole answer.

A thread of its own works on the newest state; states that came while it worked are passed over but for the last. The GUI thread
only hands values over and draws what comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import things
from app.errors import BadInput
from app.model import Intervention, Project
from widgets.jobs import Jobs
from widgets.map import map_shapes

if TYPE_CHECKING:
    from app.scene import Overlay
    from app.study import Answers
    from app.study.live import Figures, Live
    from app.study.places.equipment import Equipped

JOB = "live"
LAMPS = ("security_lights", "street_lamps")


@dataclass(frozen=True)
class Followed:
    """What came back for a thing: the district ``without`` it and ``with_it``, what to draw, and the ``ground`` a
    lamp lights; None where only a full answer tells. ``equipped``: the school zones and routes that have such a thing.
    """

    id: str
    without: Figures | None
    with_it: Figures | None
    overlays: tuple[Overlay, ...] = ()
    ground: Overlay | None = None
    equipped: tuple[Equipped, ...] = ()


class LiveRoom(QObject):
    """``followed(Followed)``: the newest state that was worked out. ``lost``: it could not be; only a whole answer will tell."""

    followed = Signal(object)
    lost = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None):
        super().__init__(parent)
        self._jobs = jobs
        self._worker = _Worker()
        self._next: tuple[Answers, Project, str] | None = None
        self.latest: Followed | None = None

    def follow(self, answers: Answers | None, project: Project, id: str) -> None:
        """Work out what a thing does for the district in this state; what is being worked out is finished first."""
        if answers is None or getattr(answers, "question", None) is None:
            return
        if self._jobs.runs(JOB):
            self._next = (answers, project, id)
        else:
            self._ask(answers, project, id)

    def forget(self) -> None:
        """Nothing is in hand any more."""
        self._next, self.latest = None, None
        self._jobs.cancel(JOB)

    def _ask(self, answers: Answers, project: Project, id: str) -> None:
        worker, self._next = self._worker, None
        self._jobs.ask(JOB, lambda _: worker.work(answers, project, id), self._arrived, self._failed, lane="hand")

    def _arrived(self, found: Followed) -> None:
        self.latest = found
        waiting, self._next = self._next, None
        if waiting is not None:
            self._ask(*waiting)
        self.followed.emit(found)

    def _failed(self, sentence: str) -> None:
        self.latest, self._next = None, None
        self.lost.emit()


class _Worker:
    """Lives on the worker's thread: the figures are prepared once for an answer, what stands without a thing once for a grip."""

    def __init__(self) -> None:
        self._answers: Answers | None = None
        self._live: Live | None = None
        self._without: tuple[object, Figures | None] = (None, None)

    def work(self, answers: Answers, project: Project, id: str) -> Followed:
        """What a thing does for the district in this state of the project."""
        from app.study.live import Live

        if self._live is None or self._answers is not answers:
            self._answers, self._live, self._without = answers, Live(answers), (None, None)
        figures = self._live.figures(project)
        drawn, ground = figures.overlays() if figures is not None else (), _ground(figures, project, id)
        for overlay in (*drawn, *([ground] if ground is not None else [])):
            map_shapes.of_overlay(overlay)  # taken apart here, so that the GUI thread only draws
        return Followed(id, self._left_out(project, id), figures, drawn, ground, _equipped(answers, project, id))

    def _left_out(self, project: Project, id: str) -> Figures | None:
        try:
            rest = things.take_away(project, id)
        except BadInput:
            return None
        # While one thing is in hand all else stands still: the same items without it are the same district.
        key = (rest.scenario, tuple((item.id, item.at_m, item.heading_deg, item.properties) for item in _others(rest, id)))
        if self._without[0] != key:
            self._without = (key, self._live.figures(rest) if self._live is not None else None)
        return self._without[1]


def _equipped(answers: Answers, project: Project, id: str) -> tuple[Equipped, ...]:
    from app.study.places.equipment import KINDS, equipped

    known = things.thing(project, id)
    if known.kind not in KINDS:
        return ()
    try:
        return equipped(answers, things.take_away(project, id), project, known.kind)
    except BadInput:
        return ()


def _ground(figures: Figures | None, project: Project, id: str) -> Overlay | None:
    """The ground that a lamp lights in this state; None for anything else, and for a dark lamp."""
    known = things.thing(project, id)
    if known.kind not in LAMPS or figures is None or figures.light is None or known.gone:
        return None
    import numpy

    from app.scene import Overlay
    from app.study.lamps.lit_ground import lit_ground

    place = (known.layer, known.row) if known.exists else (known.id, -1)
    found = lit_ground(figures.light, *place)
    return (
        None
        if found is None
        else Overlay("live_ground", "light_view", numpy.array([found], dtype=object), revision=f"{known.at_m} {found.area}")
    )


def _others(project: Project, id: str) -> tuple[Intervention, ...]:
    shown = project.shown
    return tuple(item for item in (shown.items if shown is not None else ()) if item.id != id)
