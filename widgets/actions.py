"""One table of commands; the top bar, the menus and the palette (Ctrl+K) are drawn from it.

Texts: ``window.command.<id>`` and ``window.command.<id>.help``. ``run`` is given the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.words import tr


@dataclass(frozen=True)
class State:
    """What the commands need to know to be offered or not."""

    project: bool = False
    editable: bool = False
    answered: bool = False
    district: bool = False
    selected: bool = False
    scenario: bool = False
    sketching: bool = False
    busy: bool = False
    undo: str = ""
    redo: str = ""
    layers: bool = True
    inspector: bool = True
    charts: bool = False
    night: bool = False


@dataclass(frozen=True)
class Command:
    """One thing the planner can ask for. ``shortcuts``: the first is shown. ``checked``: shown as switched on."""

    id: str
    run: Callable
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[State], bool] = lambda state: True
    checked: Callable[[State], bool] | None = None


def _project(state: State) -> bool:
    return state.project


def _editable(state: State) -> bool:
    return state.editable


def _placing(kind: str) -> Callable:
    return lambda window: window.sketch.take(kind)


# What can be sketched; the first nine have keys of their own.
def _further(key: str) -> Callable:
    return lambda window: window.further.show(key)


FURTHER = ("night", "zones", "routes", "checks", "score", "robust")
SKETCHED = (
    "cctv", "phone_booths", "mailboxes", "shelters", "emergency_bells", "security_lights", "street_lamps", "police", "community_centres",
    "crossings", "yellow_carpets", "speed_cameras", "school_guards", "route_signs",
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command("new", lambda w: w.asking.new_project(w), ("Ctrl+N",), "mdi6.file-plus-outline"),
    Command("open", lambda w: w.asking.open_project(w), ("Ctrl+O",), "mdi6.folder-open-outline"),
    Command("sample", lambda w: w.desk.open_sample(), (), "mdi6.map-outline"),
    Command("start", lambda w: w.show_start(), ("Alt+Home",), "mdi6.home-outline"),
    Command("rename", lambda w: w.asking.project_name(w), (), "mdi6.rename-outline", _editable),
    Command("quit", lambda w: w.close(), ("Ctrl+Q",), "mdi6.exit-to-app"),
    Command("import", lambda w: w.imports.open(()), ("Ctrl+I",), "mdi6.tray-arrow-down"),
    Command("set_aside", lambda w: w.imports.show_set_aside(), (), "mdi6.playlist-remove", _project),
    Command("undo", lambda w: w.desk.undo(), ("Ctrl+Z",), "mdi6.undo", lambda s: bool(s.editable and s.undo)),
    Command("redo", lambda w: w.desk.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"), "mdi6.redo", lambda s: bool(s.editable and s.redo)),
    Command("remove", lambda w: w.sketch.remove(), ("Del",), "mdi6.delete-outline", lambda s: s.editable and s.selected),
    Command("assumptions", lambda w: w.asking.assumptions(w), ("Ctrl+Shift+A",), "mdi6.tune", _project),
    Command("settings", lambda w: w.asking.settings(w), ("Ctrl+,",), "mdi6.cog-outline"),
    Command("sketch", lambda w: w.sketch.toggle(), ("F4",), "mdi6.pencil-ruler", _editable, lambda s: s.sketching),
    *(
        Command(f"place.{kind}", _placing(kind), (f"Ctrl+{number}",) if number < 10 else (), "mdi6.plus", _editable)
        for number, kind in enumerate(SKETCHED, start=1)
    ),
    Command("scenario", lambda w: w.sketch.add_scenario(), ("Ctrl+Shift+N",), "mdi6.plus-box-outline", _editable),
    Command("rename_scenario", lambda w: w.asking.scenario_name(w), (), "mdi6.rename-outline", lambda s: s.editable and s.scenario),
    Command("remove_scenario", lambda w: w.sketch.remove_scenario(), (), "mdi6.delete-outline", lambda s: s.editable and s.scenario),
    Command("gaps", lambda w: w.show_gaps(), ("F9",), "mdi6.format-list-numbered", _project),
    Command("zoom_in", lambda w: w.map.zoom_in(), ("Ctrl++", "Ctrl+="), "mdi6.magnify-plus-outline", _project),
    Command("zoom_out", lambda w: w.map.zoom_out(), ("Ctrl+-",), "mdi6.magnify-minus-outline", _project),
    Command("zoom_all", lambda w: w.map.zoom_all(), ("Ctrl+0",), "mdi6.arrow-expand-all", _project),
    Command("layers", lambda w: w.toggle("layers"), ("F6",), "mdi6.dock-left", _project, lambda s: s.layers),
    Command("inspector", lambda w: w.toggle("inspector"), ("F7",), "mdi6.dock-right", _project, lambda s: s.inspector),
    Command("charts", lambda w: w.toggle("charts"), ("F8",), "mdi6.chart-bar", lambda s: s.answered, lambda s: s.charts),
    Command("night", lambda w: w.look_bar.switch_time(), ("F3",), "mdi6.weather-night", lambda s: s.answered, lambda s: s.night),
    *(
        Command(key, _further(key), (), icon, lambda s: s.answered)
        for key, icon in (
            ("zones", "mdi6.school-outline"), ("routes", "mdi6.walk"), ("checks", "mdi6.clipboard-check-outline"),
            ("score", "mdi6.counter"), ("robust", "mdi6.tune-vertical"),
        )
    ),
    Command("theme", lambda w: w.switch_theme(), ("F10",), "mdi6.theme-light-dark"),
    Command("language", lambda w: w.switch_language(), ("F12",), "mdi6.translate"),
    Command("search", lambda w: w.search(), ("Ctrl+K", "Ctrl+F"), "mdi6.magnify"),
    Command("report", lambda w: w.outputs.ask_report(), ("Ctrl+P",), "mdi6.file-pdf-box", lambda s: s.answered),
    Command("webmap", lambda w: w.outputs.ask_webmap(), (), "mdi6.web", lambda s: s.answered),
    Command("stop", lambda w: w.jobs.cancel_all(), ("Ctrl+.",), "mdi6.stop-circle-outline", lambda s: s.busy),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("project", ("new", "open", "sample", "start", "", "rename", "settings", "", "quit")),
    ("edit", ("undo", "redo", "remove", "", "assumptions")),
    ("data", ("import", "set_aside")),
    ("sketch", ("sketch", "", *(f"place.{kind}" for kind in SKETCHED), "", "scenario", "rename_scenario", "remove_scenario")),
    ("view", ("zoom_in", "zoom_out", "zoom_all", "", "layers", "inspector", "charts", "gaps", "", *FURTHER, "", "theme", "language", "", "search")),
    ("output", ("report", "webmap", "", "stop")),
)
# The words of the top bar; one with several commands opens a small menu.
BAR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("open", ("open", "new", "sample", "start")),
    ("import", ("import",)),
    ("sketch", ("sketch",)),
    ("gaps", ("gaps",)),
    ("report", ("report", "webmap")),
)


class Actions(QObject):
    """The table as Qt actions; ``actions["undo"]`` is one of them."""

    def __init__(self, window: object, parent: QObject | None = None):
        super().__init__(parent)
        self._state = State()
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(self)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(command.checked is not None)
            action.triggered.connect(lambda _=False, command=command: command.run(window))
            self._actions[command.id] = action
        self.retranslate()

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    @property
    def all(self) -> list[QAction]:
        """Every action, in the order of the table."""
        return list(self._actions.values())

    def show_state(self, state: State) -> None:
        """Offer what can be done now; undo and redo name what they would take back or do again."""
        self._state = state
        for command in COMMANDS:
            action = self._actions[command.id]
            action.setEnabled(bool(command.enabled(state)))
            if command.checked is not None:
                action.setChecked(bool(command.checked(state)))
        self._name_history()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        for command in COMMANDS:
            action, text = self._actions[command.id], tr(f"window.command.{command.id}")
            action.setText(text)
            action.setToolTip(f"{tr(f'window.command.{command.id}.help')}{_hint(command)}")
            action.setStatusTip(action.toolTip())
        self._name_history()

    def menu(self, ids: tuple[str, ...], title: str, parent: object) -> QMenu:
        """A menu of these commands; an empty id is a dividing line."""
        menu = QMenu(title, parent)
        for id in ids:
            menu.addAction(self._actions[id]) if id else menu.addSeparator()
        return menu

    def _name_history(self) -> None:
        for id, title in (("undo", self._state.undo), ("redo", self._state.redo)):
            text = tr(f"window.command.{id}")
            self._actions[id].setText(f"{text}: {title}" if title else text)


def _hint(command: Command) -> str:
    keys = QKeySequence(command.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.shortcuts else ""
    return f"  ({keys})" if keys else ""
