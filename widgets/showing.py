"""What the window shows when something changed; every function is given the window and says only what differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.model import Project
from app.words import tr
from widgets import choice, looking
from widgets.commands import State
from widgets.figures import count
from widgets.results.summary import chart_measures, summary_of

if TYPE_CHECKING:
    from app.session import Changes
    from widgets.main_window import MainWindow

AWAIT_MEASURES_MS = 900
NAMES_LATER_MS = 600
# More features than this are a city, whose picture does not wait for its measures.
DISTRICT = 150_000
LOOK_MS, AT_MOST_MS = 30, 5000


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
            night=w.viewing.night,
            presenting=w.steps.hearing.presenting,
            picking=w.tables.picks.tool,
            picked=bool(w.tables.picks.selection),
            table=w.tables.shown,
            **w.navigate.state(),
        )
    )
    w.top.scenarios.setVisible(project is not None)
    for part in (w.bottom.place, w.bottom.scale):  # they speak of a map
        part.setVisible(project is not None)
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
    w.area, w.going = "", False
    w.pages.setCurrentIndex(1)
    w.map.canvas.setFocus()
    w.preferences.remember(session.path)
    w.sketch.end()
    w.study.forget()
    w.inspector.show_facts(None)
    w.inspector.show_summary(None)
    show_frame(w, project)
    w.layer_panel.show_layers(w.map.dress(project.layers), editable=w.desk.editable, luminaires=project.luminaires)
    if sum(len(layer.frame) for layer in project.layers if layer.frame is not None) <= DISTRICT:
        # The measures of a district come within a second: one picture with them is there sooner than one without and one with.
        w.map.canvas.tiles.hold(AWAIT_MEASURES_MS)
        w.map.show_project(project)
        w.study.ask(project)
    else:  # those of a city take long: its picture comes first, and what is worked out must not slow it down
        w.map.show_project(project)
        _when_drawn(w, lambda: w.study.ask(project) if w.desk.project is project else None)
    w.searches.learn(None)
    if not project.layers:
        w.inspector.show_summary(None)
    show_state(w)
    notes = [note for note in (session.read_only_reason, *session.notes) if note]
    if notes:
        w.notice.say(" ".join(notes), trouble=True)


def _when_drawn(w: MainWindow, act: Callable[[], object]) -> None:
    """Do something when the picture is whole, or when it has been waited for long enough."""
    looks = [0]
    clock = QTimer(w, interval=LOOK_MS)

    def look() -> None:
        looks[0] += 1
        if w.map.canvas.tiles.whole or looks[0] * LOOK_MS > AT_MOST_MS:
            clock.stop()
            clock.deleteLater()
            act()

    clock.timeout.connect(look)
    clock.start()


def show_changes(w: MainWindow, changes: Changes) -> None:
    """The project changed: show anew what differs, and nothing else."""
    project = w.desk.project
    if project is None:
        return
    if changes.layers or changes.other:
        w.layer_panel.show_layers(w.map.dress(project.layers), editable=w.desk.editable, luminaires=project.luminaires)
    if changes.layers:
        w.searches.learn(None)
    if changes.scenarios or changes.other or changes.layers:
        show_frame(w, project)
    if changes.scenarios and w.sketch.selected and w.sketch.item() is None:
        w.sketch.select("")
    w.map.show_project(project, drawn=not w.study.at_once(project))
    if w.sketch.selected:
        choice.item(w)
    w.study.ask(project)
    if not project.layers:
        w.map.show_answers(None)
        w.inspector.show_summary(None)
    show_state(w)


def show_answers(w: MainWindow) -> None:
    """The study knows more."""
    answers, project = w.study.answers, w.desk.project
    if answers is None or project is None:
        return
    w.sketch.answers = answers
    if w.sketch.held is not None:
        if not w.items.follows:
            w.map.show_sketched(w.study.sketched)
    else:
        look = w.viewing.look
        looked = w.study.look(look)
        w.map.show_answers(answers, w.study.sketched, look, looked)
        looking.show_bar(w, drawing=looked is None)
    if w.going:  # another district was chosen
        w.going = False
        w.map.zoom_to(answers.district_box_m)
    w.map.canvas.tiles.go()
    show_summary(w)
    if w.searches.names is None:
        QTimer.singleShot(NAMES_LATER_MS, w, lambda: _learn(w))  # names can wait until measures and map are there
    if w.sketch.held is not None:
        w.map.canvas.show_hand((), w.items.hand_lines(w.sketch.held))
    elif w.sketch.selected:
        choice.item(w)
    show_state(w)


def show_summary(w: MainWindow) -> None:
    """The page of the district and the measures by dong, from all that is known."""
    answers, project = w.study.answers, w.desk.project
    if answers is None or project is None:
        return
    scenario = project.shown.title if project.shown is not None else ""
    w.inspector.show_summary(
        summary_of(
            answers, w.study.base, w.area, scenario=scenario, title=project.name, viewing=w.viewing, deeper=w.study.deeper,
            deeper_base=w.study.deeper_base, districts=looking.districts(project), dark=w.study.dark,
        )
    )  # fmt: skip
    w.chart.show_measures(chart_measures(answers, w.viewing, w.study.deeper), w.viewing.kind.id)


def show_words(w: MainWindow) -> None:
    """Everything that is put together from words and data, in the language in use."""
    if w.study.answers is not None:
        show_answers(w)
    if w.desk.project is not None:
        show_frame(w, w.desk.project)
    w.items.retranslate()
    w.further.retranslate()
    w.tables.retranslate()
    show_work(w)


def show_work(w: MainWindow) -> None:
    """The running work, the oldest first."""
    shown = w.jobs.shown
    if shown:
        job = shown[0]
        w.bottom.show_work(job.key, job.words or job.title, job.share)
    else:
        w.bottom.show_work("", "", 0.0)
    w.actions_table["stop"].setEnabled(not w.jobs.idle)


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


def show_frame(w: MainWindow, project: Project) -> None:
    """Name, scenarios, made-up mark and source."""
    w.setWindowTitle(f"{project.name} — {tr('window.title')}")
    w.top.show_name(project.name)
    scenarios = tuple((scenario.id, scenario.title) for scenario in project.scenarios)
    w.top.scenarios.show_scenarios(scenarios, project.scenario, editable=w.desk.editable)
    w.bottom.show_made_up(project.made_up)
    w.bottom.show_source(sources(project))


def sources(project: Project) -> str:
    """Where the project's data come from, in one line; "" where it has none."""
    dated = [layer.source.dated for layer in project.layers if layer.source.dated]
    files = list(dict.fromkeys(layer.source.file for layer in project.layers if layer.source.file))
    if not files:
        return ""
    named = tr("window.bottom.source", source=Path(files[0]).name)
    more = f" +{count(len(files) - 1)}" if len(files) > 1 else ""
    return f"{named}{more} · {max(dated)}" if dated else f"{named}{more}"


def show_nothing(w: MainWindow) -> None:
    """The project was put away."""
    w.jobs.cancel("search")
    w.study.forget()
    w.sketch.end()
    w.map.show_answers(None)
    w.map.show_project(None)
    looking.show_bar(w)
    w.top.show_name("")
    w.top.scenarios.show_scenarios((), "", editable=False)
    w.bottom.show_made_up(False)
    w.bottom.show_source("")
    w.bottom.show_place(None)
    w.setWindowTitle(tr("window.title"))
    show_state(w)


def _learn(w: MainWindow) -> None:
    if w.searches.names is None and w.desk.project is not None:
        w.searches.learn(w.desk.project)


def show_no_answers(w: MainWindow, sentence: str) -> None:
    """The measures cannot be had: the sentence says why."""
    w.map.show_answers(None)
    w.map.canvas.tiles.go()
    w.inspector.show_trouble(sentence)
    w.searches.learn(w.desk.project)
    w.chart.show_measures(())
    looking.show_bar(w)
    show_state(w)


def show_start_again(w: MainWindow, sentence: str) -> None:
    """A project could not be opened."""
    w.start.show_recent(w.preferences.recent())
    w.pages.setCurrentIndex(0)
    show_state(w)
    say_trouble(w, sentence)
