"""What the planner gave a name to, for the search field: layers, maps beneath, scenarios, saved places and steps of the hearing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words import tr
from widgets.command_palette import Entry
from widgets.navigate import going
from widgets.table.table_room import layer_names

if TYPE_CHECKING:
    from app.model import Project
    from widgets.main_window import MainWindow


def entries(w: MainWindow) -> tuple[Entry, ...]:
    """A line each, with what choosing it does: a layer or map beneath is shown whole, a scenario put on the map, a view gone to."""
    project = w.desk.project
    if project is None:
        return ()
    return (*_layers(w, project), *_scenarios(w, project), *_views(w, project))


def to_map(w: MainWindow) -> None:
    """What is gone to lies on the map of the window: a page that covers it makes room."""
    if w.compare.is_shown:
        w.compare.leave()


def _layers(w: MainWindow, project: Project) -> list[Entry]:
    zoom = tr("window.layer.zoom")
    kinds = {layer.id: tr(f"kind.{layer.kind.key}") for layer in project.layers}
    layers = [
        Entry(name, zoom if kinds[id] == name else f"{kinds[id]} · {zoom}", tr("window.search.layer"), lambda id=id: (to_map(w), going.to_layer(w, id)))
        for id, name in layer_names(project)
    ]
    beneath = [Entry(base.title, zoom, tr("window.search.basemap"), lambda id=base.id: (to_map(w), w.basemaps.zoom_to(id))) for base in reversed(project.basemaps)]
    return layers + beneath


def _scenarios(w: MainWindow, project: Project) -> list[Entry]:
    if not project.scenarios:
        return []
    known = [("", tr("window.scenario.existing")), *((one.id, one.title) for one in project.scenarios)]
    shown = {True: tr("window.search.shown"), False: tr("window.search.show")}
    return [Entry(title, shown[id == project.scenario], tr("window.search.scenario"), lambda id=id: _show(w, id)) for id, title in known]


def _views(w: MainWindow, project: Project) -> list[Entry]:
    go, words = tr("window.search.place.note"), {True: tr("window.search.step"), False: tr("window.search.view")}
    return [Entry(view.title, go, words[view.step], lambda view=view: _go(w, view.id)) for view in project.views]


def _show(w: MainWindow, id: str) -> None:
    to_map(w)
    if w.desk.project is not None and id != w.desk.project.scenario:
        w.sketch.choose_scenario(id)


def _go(w: MainWindow, id: str) -> None:
    project = w.desk.project
    view = next((one for one in project.views if one.id == id), None) if project is not None else None
    if view is None:
        return
    to_map(w)
    if view.step:
        w.steps.go_to(id)
    else:
        w.map.canvas.look_at(view.centre_m, view.metres_per_px, view.turned_deg)
