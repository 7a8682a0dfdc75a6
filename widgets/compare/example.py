"""The sample as it is against a scenario with a few things in it, measured at once: what the previews of this room show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import tr

if TYPE_CHECKING:
    from app.compare import Compared
    from app.model import Project
    from widgets.compare.swipe_map import Side


def sides_example(path: str | None) -> tuple[Side, Side]:
    """Both sides of a map."""
    from widgets.compare.sides import side

    project, base, then, sketched = _measured(path)
    return side(project, "", base), side(project, project.scenario, then, sketched=sketched)


def compared_example(path: str | None) -> tuple[Project, Compared]:
    """Everything a page of comparison says."""
    from app.compare import State, compared
    from app.study.deeper import deeper

    project, base, then, _ = _measured(path)
    states = {"": State(base, deeper(base)), project.scenario: State(then, deeper(then))}
    return project, compared(project, "", project.scenario, states, tr("window.scenario.existing"))


def _measured(path: str | None) -> tuple:
    from app import edits
    from app.study import answer, question
    from app.study.sketched import sketched
    from widgets.window_preview import known

    project = known(path)
    base = answer(question(project))
    whole = edits.add_scenario(project)
    for number, gap in enumerate(base.gaps[:3]):
        whole = edits.place(whole, "cctv", gap.centre_m, heading_deg=60.0, id=f"camera-{number}")
    for number, gap in enumerate(base.gaps[3:7]):
        whole = edits.place(whole, "security_lights", gap.centre_m, id=f"lamp-{number}")
    whole = edits.place(whole, "emergency_bells", base.gaps[0].centre_m, id="bell")
    years = {"camera-0": 2027, "camera-1": 2027, "camera-2": 2028, "lamp-0": 2027, "lamp-1": 2027}
    whole = edits.set_budget(edits.plan_items(whole, whole.scenario, years), whole.scenario, 2027, 40e6)
    then = answer(question(whole))
    return whole, base, then, sketched(then, base, {item.id for item in whole.shown.items})
