"""What a hall is shown, step by step: remembered places with a caption, a measure, and a scenario swiped against another.

Nothing here is finer than a public hall may see: single crimes and residents' words never, grades by area only when they are uncovered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.model import Layer, Project, Scenario, View
from app.words import tr

if TYPE_CHECKING:
    from app.study import Answers

# So wide is the picture for which a step's scale was chosen; a hall's screen shows the same ground, larger.
STEP_WIDTH_PX = 800
# One idea a step: only the facilities that speak of the measure stand on the map. By what a kind serves.
SPEAK_OF = {
    "seen": ("seen",), "seen_night": ("seen", "light"), "lit": ("light",), "near_refuge": ("refuge",), "near_mailbox": ("mailbox",),
}  # fmt: skip
# Air around a weak stretch of street, and the share of the district's width a step of the whole district leaves free.
AROUND_M, MARGIN = 90.0, 0.06


@dataclass(frozen=True)
class Slide:
    """One step as it is shown: ``number`` from 1 of ``count``, the place, what stands above it; ``title_only``: the opening."""

    view: View | None
    caption: str
    number: int = 0
    count: int = 0

    @property
    def is_title(self) -> bool:
        """True for the opening, which shows the project's name over the whole district."""
        return self.view is None


def slides(project: Project) -> tuple[Slide, ...]:
    """The opening and every step after it; a step whose scenario is gone shows what exists."""
    views = [view for view in project.views if view.step]
    there = {"", *(scenario.id for scenario in project.scenarios)}
    kept = [
        replace(view, scenario=view.scenario if view.scenario in there else "", against=view.against if view.against in there else None)
        for view in views
    ]
    return (Slide(None, project.name, 0, len(kept)), *(Slide(view, view.caption or view.title, n, len(kept)) for n, view in enumerate(kept, 1)))


def first_steps(project: Project, answers: Answers | None) -> tuple[View, ...]:
    """Steps to begin with: the whole district by the measure shown first, its weakest stretch, and each scenario against what exists."""
    if answers is None:
        return ()
    known = {one.id for one in answers.measures}
    look = next((id for id in ("seen_night", "seen", "lit", "near_refuge") if id in known), "")
    west, south, east, north = answers.district_box_m
    scale = max(east - west, north - south) * (1 + 2 * MARGIN) / STEP_WIDTH_PX
    centre = ((west + east) / 2, (south + north) / 2)
    serve = set(SPEAK_OF.get(look, ()))
    hidden = tuple(layer.id for layer in project.layers if layer.kind.group != "base" and not serve & set(layer.kind.serves))
    caption = tr("hearing.step.district")
    found = [View("", caption, centre, scale, step=True, caption=caption, look=look, hidden=hidden)]
    if answers.gaps:
        gap = answers.gaps[0]
        reach = max(AROUND_M * 2, gap.line.length * 2)
        weak = tr("hearing.step.weakest")
        found.append(View("", weak, gap.centre_m, reach / STEP_WIDTH_PX, step=True, caption=weak, look=look, hidden=hidden))
    for scenario in project.scenarios:
        words = tr("hearing.step.scenario", scenario=scenario.title)
        middle, near = _around(scenario, centre, scale)
        found.append(View("", words, middle, near, step=True, caption=words, look=look, scenario=scenario.id, against="", hidden=hidden))
    return tuple(found)


def _around(scenario: Scenario, centre_m: tuple[float, float], scale: float) -> tuple[tuple[float, float], float]:
    """Where a scenario changes something, with air around it; never more than the whole district."""
    spots = [at for item in scenario.items for at in (item.at_m, *item.path_m)]
    if not spots:
        return centre_m, scale
    x, y = zip(*spots, strict=True)
    wide = max(max(x) - min(x) + 2 * AROUND_M, 2 * (max(y) - min(y) + 2 * AROUND_M))
    return ((min(x) + max(x)) / 2, (min(y) + max(y)) / 2), min(wide / STEP_WIDTH_PX, scale)


def for_the_hall(layers: Collection[Layer], *, covered: bool) -> tuple[Layer, ...]:
    """The layers a public hall may see; ``covered``: grades and counts of crime are left out too."""
    return tuple(layer for layer in layers if not never_public(layer) and not (covered and layer.kind.sensitive))


def never_public(layer: Layer) -> bool:
    """True for single crimes and single voices: they are no map for a hall, whatever the planner wishes."""
    return layer.kind.sensitive and not layer.kind.by_area and layer.kind.geometry == "Point"
