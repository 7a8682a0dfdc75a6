"""The seen area after a change: what `live` gives for lengths, for square metres; a moment after the figures, exact too."""

from __future__ import annotations

from app.study.answers import Answers
from app.study.live import Figures
from app.study.sight.area import AreaSeen, looks_of


def area_after(answers: Answers, area: AreaSeen, figures: Figures) -> AreaSeen:
    """The area of ``deeper(answers).area`` after the cameras of ``figures`` changed, equal to measuring all again.

    Cameras that came are numbered after the answered ones. Nothing changed gives the same area.
    """
    changed: dict[int, object] = dict.fromkeys(figures.gone)
    number = len(answers.behind.cameras)
    for cameras, views in zip(figures.cameras, figures.views, strict=True):
        for look in looks_of(cameras, views, answers.streets, answers.behind.pieces):
            changed[number] = look
            number += 1
    return area.with_views(changed) if changed else area  # type: ignore[arg-type]
