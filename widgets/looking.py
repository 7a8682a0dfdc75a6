"""What the planner looks at: which measure, by day or by night, in which district; every function is given the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app import edits
from app.words import tr
from widgets import showing
from widgets.results.summary import live_summary
from widgets.results.viewing import Known, Viewing

if TYPE_CHECKING:
    from app.model import Project
    from app.study.live import Figures
    from widgets.main_window import MainWindow


def connect(w: MainWindow) -> None:
    """The wires between the page of the district, the bar on the map and the study."""
    page = w.inspector.district
    for part in (page, w.look_bar):
        part.time_chosen.connect(lambda night: look_at(w, w.viewing.at(night=night)))
        part.measure_chosen.connect(lambda id: look_at(w, w.viewing.on(id)))
    w.chart.measure_chosen.connect(lambda id: look_at(w, w.viewing.on(id)))
    page.weight_chosen.connect(lambda weight: look_at(w, replace(w.viewing, weight=weight)))
    page.district_chosen.connect(lambda code: choose_district(w, code))
    w.items.live.followed.connect(lambda found: follow_hand(w, found.with_it))
    w.study.look_drawn.connect(lambda name: show_look(w))
    w.study.deepened.connect(lambda: (showing.show_summary(w), show_look(w)))


def look_at(w: MainWindow, viewing: Viewing) -> None:
    """Look at something else: the page, the bar and the map follow."""
    w.viewing = viewing
    w.inspector.gaps.show_kind(viewing.kind.group == "light")
    showing.show_summary(w)
    show_look(w)
    showing.show_state(w)


def follow_hand(w: MainWindow, figures: Figures | None) -> None:
    """The district's page takes the figures of the moment while a thing is in hand."""
    summary = w.inspector.summary
    if figures is not None and summary is not None and w.sketch.held is not None and w.inspector.page == "district":
        w.inspector.district.show_live(live_summary(summary, figures))


def show_look(w: MainWindow) -> None:
    """Bring the map up to what is looked at; what is not drawn yet comes a moment later."""
    overlays = w.study.look(w.viewing.look)
    if overlays is not None:
        w.map.show_look(w.viewing.look, overlays)
    show_bar(w, drawing=overlays is None)


def show_bar(w: MainWindow, *, drawing: bool = False) -> None:
    """The bar on the map: what is looked at, and what could be."""
    answers = w.study.answers
    ids = tuple(kind.id for kind in Known(answers, w.study.deeper).rows(w.viewing)) if answers is not None else ()
    w.look_bar.show_viewing(w.viewing, ids, drawing=drawing and answers is not None)


def districts(project: Project) -> tuple[tuple[str, str], ...]:
    """(code, name) of the districts of a project, by name; empty where there is no choice."""
    for layer in project.layers:
        if "district" in layer.kind.serves and layer.counted and layer.frame is not None and len(layer.frame) > 1:
            rows = layer.frame[["code", "name"]].fillna("").astype(str)
            found = {(code or name, name or code) for code, name in zip(rows["code"], rows["name"], strict=True) if code or name}
            return tuple(sorted(found, key=lambda pair: pair[1]))
    return ()


def choose_district(w: MainWindow, code: str) -> None:
    """Measure another district, and go there once it is measured."""
    project = w.desk.project
    if project is None or code == project.district:
        return
    name = dict(districts(project)).get(code, code)
    w.area, w.going = "", True
    w.desk.edit(tr("measures.edit.district", name=name), edits.choose_district, code)
