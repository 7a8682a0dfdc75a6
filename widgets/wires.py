"""Who talks to whom in the window: one line a wire, and what is shown when something changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import edits
from app.model import Project
from app.parameters import BY_ID
from app.words import tr
from widgets import choice
from widgets.actions import State
from widgets.figures import count
from widgets.search_room import place_box
from widgets.sketch_room import scenario_title
from widgets.summary import chart_measures, summary_of

if TYPE_CHECKING:
    from app.session import Changes
    from widgets.assumptions_panel import AssumptionsPanel
    from widgets.main_window import MainWindow


def connect(w: MainWindow) -> None:
    """Connect everything once."""
    _project_wires(w)
    _map_wires(w)
    w.jobs.changed.connect(lambda: show_work(w))
    w.jobs.troubled.connect(lambda sentence: say_trouble(w, sentence))
    w.study.answered.connect(lambda: show_answers(w))
    w.study.failed.connect(lambda sentence: _no_answers(w, sentence))
    w.study.busy_changed.connect(w.inspector.show_busy)
    w.bottom.stop_wanted.connect(w.jobs.cancel)
    w.bottom.undo_wanted.connect(w.desk.undo)
    w.top.scenarios.chosen.connect(w.sketch.choose_scenario)
    w.top.scenarios.wanted.connect(w.sketch.add_scenario)
    w.top.scenarios.menu_wanted.connect(lambda id, at: _scenario_menu(w, id).popup(at))
    w.inspector.area_chosen.connect(lambda code: choose_area(w, code))
    w.inspector.gap_chosen.connect(lambda rank: choice.gap(w, rank))
    w.inspector.measure_chosen.connect(lambda id: w.map.show_look("near" if "refuge" in id else "seen"))
    w.inspector.chart_wanted.connect(lambda: w.toggle("charts"))
    w.inspector.assumptions_wanted.connect(w.show_assumptions)
    w.inspector.turn_wanted.connect(w.sketch.turn)
    w.inspector.removal_wanted.connect(w.sketch.remove)
    w.inspector.left.connect(lambda: leave_choice(w))
    w.chart.area_chosen.connect(lambda code: choose_area(w, code))
    w.chart.left.connect(lambda: w.toggle("charts"))
    w.search_box.left.connect(w.map.canvas.setFocus)
    w.searches.place_chosen.connect(lambda place: choice.place(w, place, place_box(place)))
    w.searches.spot_chosen.connect(lambda x, y: (w.map.zoom_to_spot(x, y), choice.spot(w, x, y)))
    w.imports.done.connect(lambda layers, rows, aside: _imported(w, layers, rows, aside))
    w.imports.troubled.connect(lambda sentence: say_trouble(w, sentence))
    w.imports.exported.connect(lambda file: w.notice.say(tr("window.notice.exported", file=file.name)))
    w.outputs.made.connect(lambda what, file: w.notice.say(tr(f"window.notice.{what}", file=file.name)))


def _project_wires(w: MainWindow) -> None:
    w.desk.opened.connect(lambda: show_project(w))
    w.desk.closed.connect(lambda: _project_left(w))
    w.desk.changed.connect(lambda changes: show_changes(w, changes))
    w.desk.failed.connect(lambda sentence: _could_not_open(w, sentence))
    w.desk.troubled.connect(lambda sentence: say_trouble(w, sentence))
    w.start.sample_wanted.connect(w.desk.open_sample)
    w.start.open_wanted.connect(w.ask_open)
    w.start.new_wanted.connect(w.ask_new)
    w.start.recent_chosen.connect(w.desk.open)
    w.start.paths_dropped.connect(w.imports.open)
    w.layer_panel.eye_clicked.connect(lambda id, on: _layer_edit(w, id, "show" if on else "hide", edits.show_layer, id, on))
    w.layer_panel.counted_chosen.connect(lambda id, on: _layer_edit(w, id, "count" if on else "leave_out", edits.count_layer, id, on))
    w.layer_panel.moved.connect(lambda id, by: _layer_edit(w, id, "order", edits.order_layer, id, _position(w.desk.project, id, by)))
    w.layer_panel.removal_wanted.connect(lambda id: _remove_layer(w, id))
    w.layer_panel.zoom_wanted.connect(lambda id: choice.layer(w, id))


def _map_wires(w: MainWindow) -> None:
    canvas = w.map.canvas
    canvas.cursor_moved.connect(w.bottom.show_place)
    canvas.failed.connect(lambda reason: say_trouble(w, tr("map.trouble", reason=reason)))
    canvas.placed.connect(w.sketch.place)
    canvas.moved.connect(w.sketch.carry)
    canvas.aimed.connect(w.sketch.turn_to)
    canvas.let_go.connect(lambda: _let_go(w))
    canvas.tool_done.connect(lambda: w.sketch.take("") if w.sketch.taken else None)
    w.map.spot_chosen.connect(lambda x, y: choice.spot(w, x, y))
    w.map.feature_chosen.connect(lambda layer, row: choice.feature(w, layer, row))
    w.map.item_chosen.connect(w.sketch.select)
    w.palette_box.taken.connect(w.sketch.take)
    w.sketch.tool_changed.connect(lambda: _show_tool(w))
    w.sketch.selection_changed.connect(lambda: choice.item(w))
    w.sketch.carried.connect(lambda item, project: _follow_hand(w, item, project))


def connect_assumptions(w: MainWindow, panel: AssumptionsPanel) -> None:
    """An open table of assumptions follows the project, and the project the table."""

    def show(*_: object) -> None:
        project = w.desk.project
        panel.show_values(project.changed_parameters if project is not None else {}, editable=w.desk.editable)

    def set_value(id: str, value: float | None) -> None:
        title = tr("window.edit.parameter", name=tr(f"parameter.{id}"))
        if id in BY_ID and not w.desk.edit(title, edits.set_parameter, id, value):
            show()

    w.desk.changed.connect(show)
    panel.destroyed.connect(lambda: w.desk.changed.disconnect(show))
    panel.chosen.connect(set_value)
    panel.reset_wanted.connect(lambda id: set_value(id, None))
    show()


# What is shown.


def show_state(w: MainWindow) -> None:
    """Offer the commands that make sense now."""
    session, project = w.desk.session, w.desk.project
    w.actions_table.show_state(
        State(
            project=project is not None,
            editable=w.desk.editable,
            answered=w.study.answers is not None,
            selected=bool(w.sketch.selected),
            scenario=project is not None and project.shown is not None,
            sketching=w.sketch.active,
            busy=not w.jobs.idle,
            undo=session.undo_title if session is not None else "",
            redo=session.redo_title if session is not None else "",
            layers=not w.layer_panel.isHidden(),
            inspector=not w.inspector.isHidden(),
            charts=not w.chart.isHidden(),
        )
    )
    w.top.scenarios.setVisible(project is not None)
    if project is None:
        w.bottom.show_history("", "")
        return
    saved = tr("window.bottom.saved_scenario", scenario=project.shown.title) if project.shown else tr("window.bottom.saved")
    w.bottom.show_history(saved, session.undo_title, read_only=session.read_only)  # type: ignore[union-attr]


def show_project(w: MainWindow) -> None:
    """A project was opened."""
    project, session = w.desk.project, w.desk.session
    if project is None or session is None:
        return
    w.area = ""
    w.pages.setCurrentIndex(1)
    w.map.canvas.setFocus()
    w.preferences.remember(session.path)
    w.sketch.end()
    w.study.forget()
    w.inspector.show_facts(None)
    w.inspector.show_summary(None)
    _show_frame(w, project)
    w.layer_panel.show_layers(project.layers, editable=w.desk.editable)
    w.map.show_project(project)
    w.study.ask(project)
    w.searches.learn(None)
    if not project.layers:
        w.inspector.show_summary(None)
    show_state(w)
    notes = [note for note in (session.read_only_reason, *session.notes) if note]
    if notes:
        w.notice.say(" ".join(notes), trouble=True)


def show_changes(w: MainWindow, changes: Changes) -> None:
    """The project changed: show anew what differs, and nothing else."""
    project = w.desk.project
    if project is None:
        return
    if changes.layers:
        w.layer_panel.show_layers(project.layers, editable=w.desk.editable)
        w.searches.learn(None)
    if changes.scenarios or changes.other or changes.layers:
        _show_frame(w, project)
    if changes.scenarios and w.sketch.selected and w.sketch.item() is None:
        w.sketch.select("")
    w.map.show_project(project)
    if w.sketch.selected:
        choice.item(w)
    w.study.ask(project)
    if not project.layers:
        w.map.show_answers(None)
        w.inspector.show_summary(None)
    show_state(w)


def show_answers(w: MainWindow) -> None:
    """The study knows more."""
    answers, base = w.study.answers, w.study.base
    project = w.desk.project
    if answers is None or project is None:
        return
    w.sketch.answers = answers
    w.map.show_answers(answers, w.study.sketched)
    scenario = project.shown.title if project.shown is not None else ""
    w.inspector.show_summary(summary_of(answers, base, w.area, scenario=scenario, title=project.name))
    w.chart.show_measures(chart_measures(answers))
    if w.searches.names is None:
        w.searches.learn(project)  # names can wait until the measures are there
    if w.sketch.held is not None:
        _note_hand(w, w.sketch.held)
    elif w.sketch.selected:
        choice.item(w)
    show_state(w)


def show_words(w: MainWindow) -> None:
    """Everything that is put together from words and data, in the language in use."""
    if w.study.answers is not None:
        show_answers(w)
    if w.desk.project is not None:
        _show_frame(w, w.desk.project)
    show_work(w)


def show_work(w: MainWindow) -> None:
    """The running work, the oldest first."""
    shown = w.jobs.shown
    if shown:
        job = shown[0]
        w.bottom.show_work(job.key, job.words or job.title, job.share)
    else:
        w.bottom.show_work("", "", 0.0)
    w.actions_table["stop"].setEnabled(bool(shown))


def say_trouble(w: MainWindow, sentence: str) -> None:
    """One sentence that stays until it is read."""
    w.notice.say(sentence, trouble=True)


def choose_area(w: MainWindow, code: str) -> None:
    """Show the measures of the district or a dong, and go there."""
    w.area = code
    answers = w.study.answers
    if answers is not None:
        area = next((one for one in answers.areas if one.code == code), answers.areas[0])
        w.map.zoom_to(area.polygon.bounds)
        w.inspector.show_facts(None)
        show_answers(w)


def leave_choice(w: MainWindow) -> None:
    """Back to the district."""
    w.sketch.select("")
    w.map.show_chosen(())
    w.inspector.show_facts(None)


def _show_frame(w: MainWindow, project: Project) -> None:
    w.setWindowTitle(f"{project.name} — {tr('window.title')}")
    w.top.show_name(project.name)
    scenarios = tuple((scenario.id, scenario.title) for scenario in project.scenarios)
    w.top.scenarios.show_scenarios(scenarios, project.scenario, editable=w.desk.editable)
    w.bottom.show_made_up(project.made_up)
    w.bottom.show_source(_sources(project))


def _sources(project: Project) -> str:
    dated = [layer.source.dated for layer in project.layers if layer.source.dated]
    files = list(dict.fromkeys(layer.source.file for layer in project.layers if layer.source.file))
    if not files:
        return ""
    named = tr("window.bottom.source", source=Path(files[0]).name)
    more = f" +{count(len(files) - 1)}" if len(files) > 1 else ""
    return f"{named}{more} · {max(dated)}" if dated else f"{named}{more}"


def _project_left(w: MainWindow) -> None:
    w.jobs.cancel("search")
    w.study.forget()
    w.sketch.end()
    w.map.show_answers(None)
    w.map.show_project(None)
    w.top.show_name("")
    w.top.scenarios.show_scenarios((), "", editable=False)
    w.bottom.show_made_up(False)
    w.bottom.show_source("")
    w.bottom.show_place(None)
    w.setWindowTitle(tr("window.title"))
    show_state(w)


def _could_not_open(w: MainWindow, sentence: str) -> None:
    w.start.show_recent(w.preferences.recent())
    w.pages.setCurrentIndex(0)
    show_state(w)
    say_trouble(w, sentence)


def _no_answers(w: MainWindow, sentence: str) -> None:
    w.map.show_answers(None)
    w.inspector.show_trouble(sentence)
    w.searches.learn(w.desk.project)
    w.chart.show_measures(())
    show_state(w)


def _show_tool(w: MainWindow) -> None:
    w.palette_box.setVisible(w.sketch.active)
    w.palette_box.show_taken(w.sketch.taken)
    w.map.take(w.sketch.taken)
    show_state(w)


def _follow_hand(w: MainWindow, item: object, project: Project) -> None:
    w.map.show_carried(item)  # type: ignore[arg-type]
    w.study.follow(project)
    _note_hand(w, item)


def _note_hand(w: MainWindow, item: object) -> None:
    """A bubble at the pointer: where it looks and how much more street is seen."""
    lines = choice.item_words(w, item)
    w.map.canvas.show_hand((), lines)
    w.inspector.show_item(lines)


def _let_go(w: MainWindow) -> None:
    w.map.canvas.show_hand(())
    w.sketch.let_go()


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
    ids = ("scenario", "rename_scenario", "remove_scenario") if id else ("scenario",)
    return w.actions_table.menu(ids, title, w)
