"""Who talks to whom in the window: one line a wire, and what is shown when something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app import edits
from app.model import Project
from app.parameters import BY_ID
from app.words import tr
from widgets import choice, looking, search_named, showing
from widgets.figures import count
from widgets.navigate import going
from widgets.search_room import place_box
from widgets.sketch.sketch_room import scenario_title

if TYPE_CHECKING:
    from widgets.main_window import MainWindow
    from widgets.results.assumptions_panel import AssumptionsPanel

WORK_SHOWN_EVERY_MS = 120


def connect(w: MainWindow) -> None:
    """Connect everything once."""
    _project_wires(w)
    _map_wires(w)
    _work_wires(w)
    w.jobs.troubled.connect(lambda sentence: showing.say_trouble(w, sentence))
    w.study.answered.connect(lambda: showing.show_answers(w))
    w.study.failed.connect(lambda sentence: showing.show_no_answers(w, sentence))
    w.study.busy_changed.connect(w.inspector.show_busy)
    w.bottom.stop_wanted.connect(w.jobs.cancel)
    w.bottom.undo_wanted.connect(w.desk.undo)
    w.top.scenarios.chosen.connect(w.sketch.choose_scenario)
    w.top.scenarios.wanted.connect(w.sketch.add_scenario)
    w.top.scenarios.menu_wanted.connect(lambda id, at: _scenario_menu(w, id).popup(at))
    looking.connect(w)
    w.inspector.district.area_chosen.connect(lambda code: showing.choose_area(w, code))
    w.inspector.gap_chosen.connect(lambda rank: choice.gap(w, rank))
    w.inspector.district.chart_wanted.connect(lambda: w.toggle("charts"))
    w.inspector.district.assumptions_wanted.connect(w.actions_table["assumptions"].trigger)
    w.inspector.left.connect(lambda: showing.leave_choice(w))
    w.chart.area_chosen.connect(lambda code: showing.choose_area(w, code))
    w.chart.left.connect(lambda: w.toggle("charts"))
    w.search_box.left.connect(w.map.canvas.setFocus)
    for chosen in (w.searches.place_chosen, w.searches.spot_chosen):
        chosen.connect(lambda *_: search_named.to_map(w))
    w.searches.place_chosen.connect(lambda place: choice.place(w, place, place_box(place)))
    w.searches.called = lambda: search_named.entries(w)
    w.searches.spot_chosen.connect(lambda x, y: (w.map.zoom_to_spot(x, y), choice.spot(w, x, y)))
    w.imports.done.connect(lambda layers, rows, aside: _imported(w, layers, rows, aside))
    w.imports.troubled.connect(lambda sentence: showing.say_trouble(w, sentence))
    w.imports.exported.connect(lambda file: w.notice.say(tr("window.notice.exported", file=file.name)))
    w.outputs.made.connect(lambda what, file: w.notice.say(tr(f"window.notice.{what}", file=file.name)))


def _work_wires(w: MainWindow) -> None:
    # A progress bar paints at once whenever it is told something, so it is told now and then.
    clock = QTimer(w, singleShot=True, interval=WORK_SHOWN_EVERY_MS)
    clock.timeout.connect(lambda: (showing.show_work(w), None if w.jobs.idle else clock.start()))
    w.jobs.changed.connect(lambda: None if clock.isActive() else clock.start())


def _project_wires(w: MainWindow) -> None:
    w.desk.opened.connect(lambda: showing.show_project(w))
    w.desk.closed.connect(lambda: showing.show_nothing(w))
    w.desk.changed.connect(lambda changes: showing.show_changes(w, changes))
    w.desk.failed.connect(lambda sentence: showing.show_start_again(w, sentence))
    w.desk.troubled.connect(lambda sentence: showing.say_trouble(w, sentence))
    w.start.sample_wanted.connect(w.desk.open_sample)
    w.start.open_wanted.connect(w.actions_table["open"].trigger)
    w.start.new_wanted.connect(w.actions_table["new"].trigger)
    w.start.recent_chosen.connect(w.desk.open)
    w.start.paths_dropped.connect(w.imports.open)
    w.layer_panel.eye_clicked.connect(lambda id, on: _layer_edit(w, id, "show" if on else "hide", edits.show_layer, id, on))
    w.layer_panel.counted_chosen.connect(lambda id, on: _layer_edit(w, id, "count" if on else "leave_out", edits.count_layer, id, on))
    w.layer_panel.moved.connect(lambda id, by: _layer_edit(w, id, "order", edits.order_layer, id, _position(w.desk.project, id, by)))
    w.layer_panel.removal_wanted.connect(lambda id: _remove_layer(w, id))
    w.layer_panel.luminaire_chosen.connect(lambda id, name: _layer_edit(w, id, "luminaire", edits.light_layer, id, name))
    w.layer_panel.luminaire_dropped.connect(lambda name: w.desk.edit(tr("luminaire.drop", name=name), edits.drop_luminaire, name))
    w.layer_panel.zoom_wanted.connect(lambda id: going.to_layer(w, id))


def _map_wires(w: MainWindow) -> None:
    canvas = w.map.canvas
    canvas.cursor_moved.connect(w.bottom.show_place)
    canvas.failed.connect(lambda reason: showing.say_trouble(w, tr("map.trouble", reason=reason)))
    canvas.placed.connect(w.sketch.place)
    canvas.moved.connect(w.sketch.carry)
    canvas.aimed.connect(w.sketch.turn_to)
    canvas.let_go.connect(lambda: _let_go(w))
    canvas.tool_done.connect(lambda: w.sketch.take("") if w.sketch.taken else None)
    w.map.spot_chosen.connect(lambda x, y: choice.spot(w, x, y))
    w.map.feature_chosen.connect(lambda layer, row: choice.feature(w, layer, row))
    w.map.item_chosen.connect(w.sketch.select)
    w.map.escaped.connect(w.escape)
    w.palette_box.taken.connect(w.sketch.take)
    w.sketch.tool_changed.connect(lambda: _show_tool(w))
    w.sketch.selection_changed.connect(lambda: choice.item(w))


def connect_assumptions(w: MainWindow, panel: AssumptionsPanel) -> None:
    """An open table of assumptions follows the project, and the project the table."""

    def show(*_: object) -> None:
        project = w.desk.project
        panel.show_values(project.changed_parameters if project is not None else {}, editable=w.desk.editable)

    def title_of(id: str) -> str:
        return tr("window.edit.parameter", name=tr(f"parameter.{id}"))

    def set_value(id: str, value: float | None) -> None:
        if id in BY_ID and not w.desk.edit(title_of(id), edits.set_parameter, id, value):
            show()

    w.desk.changed.connect(show)
    panel.destroyed.connect(lambda: w.desk.changed.disconnect(show))
    panel.chosen.connect(set_value)
    panel.reset_wanted.connect(lambda id: set_value(id, None) if id else w.desk.edit(tr("editing.reset_all"), edits.reset_parameters))
    panel.class_chosen.connect(lambda values: w.desk.edit(tr("editing.class"), edits.set_parameters, values))
    panel.level_chosen.connect(lambda year, px_m: w.desk.edit(title_of("cam.level"), _set_level, year, px_m))
    show()


def _set_level(project: Project, year: float, px_m: float) -> Project:
    return edits.set_parameter(edits.set_parameter(project, "cam.edition", year), "cam.level", px_m)


def _show_tool(w: MainWindow) -> None:
    w.palette_box.setVisible(w.sketch.active)
    w.palette_box.show_taken(w.sketch.taken)
    w.map.take(w.sketch.taken)
    showing.show_state(w)


def _let_go(w: MainWindow) -> None:
    w.map.canvas.show_hand(())
    if not w.sketch.let_go():  # put back where it was: what stepped aside for the hand comes back
        showing.show_answers(w)


def _layer_edit(w: MainWindow, id: str, word: str, *change: object) -> None:
    project = w.desk.project
    if project is not None:
        w.desk.edit(tr(f"window.edit.{word}", name=project.layer(id).title), *change)  # type: ignore[arg-type]


def _remove_layer(w: MainWindow, id: str) -> None:
    project = w.desk.project
    if project is None:
        return
    title = project.layer(id).title
    if w.desk.edit(tr("window.edit.remove_layer", name=title), edits.remove_layer, id):
        w.notice.say(tr("window.notice.removed", name=title), action=tr("window.command.undo"), run=w.desk.undo)


def _position(project: Project | None, id: str, by: int) -> int:
    """The place in the drawing order of the neighbour in the same group: what is above it in the list is drawn above it."""
    if project is None:
        return 0
    group = project.layer(id).kind.group
    inside = [number for number, layer in enumerate(project.layers) if layer.kind.group == group]
    here = next(number for number, layer in enumerate(project.layers) if layer.id == id)
    at = min(max(inside.index(here) + by, 0), len(inside) - 1)
    return inside[at]


def _imported(w: MainWindow, layers: int, rows: int, aside: int) -> None:
    key = "window.notice.imported_aside" if aside else "window.notice.imported"
    values = {"layers": layers, "rows": count(rows), **({"aside": count(aside)} if aside else {})}
    if aside:
        w.notice.say(tr(key, **values), action=tr("window.command.set_aside").rstrip("…"), run=w.imports.show_set_aside)
    else:
        w.notice.say(tr(key, **values))
    w.map.zoom_all()


def _scenario_menu(w: MainWindow, id: str) -> object:
    w.sketch.choose_scenario(id)
    project = w.desk.project
    title = scenario_title(project, id) if project is not None else ""
    more = ("", "compare", "scenario_left", "scenario_right", "", "remove_scenario")
    ids = ("scenario", "copy_scenario", "rename_scenario", "note_scenario", *more) if id else ("scenario", "compare")
    return w.actions_table.menu(ids, title, w)
