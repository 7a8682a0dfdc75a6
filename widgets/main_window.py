"""The window: places the panels. Who talks to whom stands in `widgets.wires`, one line a wire."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.kinds import LayerKind
from app.words import language, speak
from widgets import asking, showing, wires
from widgets.actions import Actions
from widgets.basemaps.basemap_room import BasemapRoom
from widgets.bottom_bar import BottomBar
from widgets.commands import SKETCHED
from widgets.compare.compare_room import CompareRoom
from widgets.desk import Desk
from widgets.exports.export_room import ExportRoom
from widgets.gestures.hand_room import HandRoom
from widgets.hearing.steps_room import StepsRoom
from widgets.history.history_room import HistoryRoom
from widgets.importing.drop_area import dropped
from widgets.importing.import_room import ImportRoom
from widgets.inspector import Inspector
from widgets.jobs import Jobs, sentence
from widgets.layer_panel import LayerPanel
from widgets.map.look_bar import LookBar
from widgets.map.map_room import MapRoom
from widgets.map.picture_room import PictureRoom
from widgets.navigate.navigate_room import NavigateRoom
from widgets.notices import Notice
from widgets.output_room import OutputRoom
from widgets.preferences import Preferences
from widgets.results.charts import DongChart
from widgets.results.pages_room import PagesRoom
from widgets.results.strip_chart import StripChart
from widgets.results.study_room import StudyRoom
from widgets.results.viewing import Viewing
from widgets.results.why_page import WhyRoom
from widgets.search_box import SearchBox
from widgets.search_room import SearchRoom
from widgets.sketch.beside_room import BesideRoom
from widgets.sketch.item_room import ItemRoom
from widgets.sketch.sketch_palette import SketchPalette
from widgets.sketch.sketch_room import SketchRoom
from widgets.start_page import StartPage
from widgets.styling.styling_room import StylingRoom
from widgets.table.table_room import TableRoom
from widgets.top_bar import TopBar
from widgets.window_style import dress, theme_name

LEFT_PX, RIGHT_PX, CHART_PX = 236, 330, 230
# The font of icons takes its time; menus can wait for it, the first map cannot.
ICONS_AFTER_MS = 4000
COLLECTS_AFTER_MS = 12_000


class MainWindow(QMainWindow):
    """The one room where panels meet. ``home`` is the folder offered for new files (default: the user's documents)."""

    def __init__(
        self, kinds: tuple[LayerKind, ...], sample: Callable[[], Path], preferences: Preferences, home: Path | None = None
    ):  # fmt: skip
        super().__init__()
        self.preferences = preferences
        self.home = home or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.area, self.going, self.viewing, self.asking = "", False, Viewing(), asking
        self.jobs = Jobs(self)
        self.desk = Desk(self.jobs, kinds, sample, self)
        self.study = StudyRoom(self.jobs, self)
        self.sketch = SketchRoom(self.desk, self)
        self.actions_table = Actions(self, self)
        self.addActions(self.actions_table.all)
        self._build(kinds)
        self.outputs = OutputRoom(self.jobs, self.desk, self.study, self, home)
        self.imports = ImportRoom(self.jobs, self.desk, self, self.home)
        self.items = ItemRoom(self)
        self.beside = BesideRoom(self)
        self.hand = HandRoom(self)
        self.whys = WhyRoom(self)
        self.further = PagesRoom(self)
        self.pictures = PictureRoom(self)
        self.compare = CompareRoom(self)
        self.tables = TableRoom(self)
        self.styling = StylingRoom(self)
        self.basemaps = BasemapRoom(self)
        self.steps = StepsRoom(self)
        self.exports = ExportRoom(self)
        self.navigate = NavigateRoom(self)
        wires.connect(self)
        self.history = HistoryRoom(self)
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.setMinimumSize(1120, 600)
        self.navigate.layout.restore()
        self.retranslate()
        showing.show_state(self)

    def _build(self, kinds: tuple[LayerKind, ...]) -> None:
        ground = QWidget()
        self.searches = SearchRoom(self.jobs, self.actions_table, self)
        self.search_box = SearchBox(self.searches.entries, ground)
        self.top = TopBar(self.actions_table, self.search_box)
        self.start = StartPage()
        self.layer_panel, self.inspector, self.chart = LayerPanel(), Inspector(), DongChart()
        self.map = MapRoom(self)
        self.palette_box = SketchPalette(tuple(kind for key in SKETCHED for kind in kinds if kind.key == key), self.map.canvas)
        self.palette_box.move(16, 16)
        self.palette_box.hide()
        self.look_bar = LookBar(self.map.canvas)
        self.strip = StripChart()
        self._middle, self.beneath_px = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False), CHART_PX
        for panel in (self.map.canvas, self.chart, self.strip):
            self._middle.addWidget(panel)
        self.show_beneath(None)
        self._middle.setStretchFactor(0, 1)
        self._panels = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        for panel in (self.layer_panel, self._middle, self.inspector):
            self._panels.addWidget(panel)
        self._panels.setStretchFactor(1, 1)
        self._panels.setSizes([LEFT_PX, 800, RIGHT_PX])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.pages.addWidget(self._panels)
        self.bottom = BottomBar()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.pages, self.bottom):
            column.addWidget(widget, 1 if widget is self.pages else 0)
        self.setCentralWidget(ground)
        self.notice = Notice(self.pages)
        self.layer_panel.setMinimumWidth(190)
        self.inspector.setMinimumWidth(280)

    # What the commands ask for.

    def begin(self, path: Path | None) -> None:
        """After the first paint: open what was asked for; at the very first start the sample; later the start page."""
        self.study.warm_up()
        QTimer.singleShot(ICONS_AFTER_MS, self, self.top.show_icons)
        first = not self.preferences["started_before"]
        self.preferences["started_before"] = True
        if path is not None:
            self.desk.open(path)
        elif first:
            self.desk.open_sample()
        elif self.preferences["start_with"] == "last" and (recent := self.preferences.recent()):
            self.desk.open(recent[0])
        else:
            self.show_start()

    def show_start(self) -> None:
        """Go to the start page; the project is put away."""
        self.desk.close()
        self.start.show_recent(self.preferences.recent())
        self.pages.setCurrentIndex(0)
        self.start.setFocus()
        showing.show_state(self)

    def show_gaps(self) -> None:
        """Show the list of gaps and give it the keyboard."""
        self.inspector.show()
        self.inspector.show_facts(None)
        self.inspector.gaps.focus_first()
        showing.show_state(self)

    def toggle(self, panel: str) -> None:
        """Show or hide a panel: ``layers``, ``inspector`` or ``charts``; the map takes the room."""
        if panel == "charts":
            self.show_beneath(self.chart if self.chart.isHidden() else None)
        else:
            widget = {"layers": self.layer_panel, "inspector": self.inspector}[panel]
            widget.setVisible(widget.isHidden())
        showing.show_state(self)

    def show_beneath(self, panel: QWidget | None) -> None:
        """Show one panel under the map, such as the chart, the strip of a route or the table; None: the map has the room."""
        if panel is not None and self._middle.indexOf(panel) < 0:
            self._middle.addWidget(panel)
        beneath = [self._middle.widget(number) for number in range(1, self._middle.count())]
        for one in beneath:
            one.setVisible(one is panel)
        if panel is not None:
            rest = max(self._middle.height() - self.beneath_px, 200)
            self._middle.setSizes([rest, *(self.beneath_px if one is panel else 0 for one in beneath)])

    def search(self) -> None:
        """Give the keyboard to the search field."""
        self.search_box.start()

    def switch_language(self) -> None:
        """From Korean to English and back."""
        self.choose("language", "en" if language() == "ko" else "ko")

    def switch_theme(self) -> None:
        """From light to dark and back."""
        self.choose("theme", "dark" if theme_name() == "light" else "light")

    def choose(self, setting: str, value: object) -> None:
        """Set a preference and let it take effect at once."""
        self.preferences[setting] = value
        if setting == "language":
            speak(self.preferences.language)
            self.retranslate()
        elif setting == "theme":
            self.restyle()
        else:
            self.navigate.take_setting(setting)

    def retranslate(self) -> None:
        """Say everything anew in the language in use."""
        self.actions_table.retranslate()
        for widget in self.findChildren(QWidget):
            if hasattr(widget, "retranslate"):
                widget.retranslate()
        showing.show_words(self)

    def restyle(self) -> None:
        """Put everything into the colours of the theme in use."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, str(self.preferences["theme"]))
        self.top.show_icons()
        self.palette_box.retranslate()
        self.chart.restyle()
        self.strip.restyle()
        self.map.restyle()
        for widget in self.findChildren(QWidget):
            widget.update()

    def escape(self) -> None:
        """Put down what is in hand, then end sketching, then go back to the district."""
        if self.navigate.measure.escape() or self.tables.picks.escape():
            return
        if self.sketch.taken:
            self.sketch.take("")
        elif self.navigate.layout.leave():
            return
        elif self.inspector.shows_facts or self.sketch.selected:
            showing.leave_choice(self)
        elif self.sketch.active:
            self.sketch.toggle()

    def refresh(self) -> None:
        """Offer the commands that make sense now."""
        showing.show_state(self)

    def show_area(self, name: str) -> None:
        """Show the measures of the area called ``name``, where there is one."""
        answers = self.study.answers
        found = next((area.code for area in answers.areas if area.name == name), None) if answers is not None else None
        if found is not None:
            showing.choose_area(self, found)

    @property
    def is_busy(self) -> bool:
        """True while something runs in the background."""
        return not self.jobs.idle

    # What the toolkit asks for.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes one step back; [ and ] turn the chosen camera."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.key() in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.sketch.turn(-5.0 if event.key() == Qt.Key.Key_BracketLeft else 5.0)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.imports.open(dropped(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the workers, then put the project away."""
        self.jobs.close()
        self.desk.finish()
        super().closeEvent(event)


def run(path: Path | None, kinds: tuple[LayerKind, ...], sample: Callable[[], Path]) -> int:
    """Open the window on a project (or the sample, or the start page) and stay until it is closed; gives the exit status."""
    # Looking for garbage among ten thousand new functions and classes costs a tenth of the start; it can wait until all is there.
    gc.disable()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("Golmok")
    preferences = Preferences()
    speak(preferences.language)
    dress(app, str(preferences["theme"]))
    window = MainWindow(tuple(kinds), sample, preferences)
    sys.excepthook = lambda kind, trouble, trace: _outermost(window, trouble)
    window.study.answered.connect(_collect_again)
    QTimer.singleShot(COLLECTS_AFTER_MS, _collect_again)
    window.show()
    QTimer.singleShot(0, lambda: window.begin(path))
    return app.exec()


def _collect_again() -> None:
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _outermost(window: MainWindow, trouble: BaseException) -> None:
    logging.getLogger(__name__).debug("caught at the outermost hook")
    window.notice.say(sentence(trouble, "window"), trouble=True)


def preview(project: str | None) -> QWidget:
    """The window on a project, complete with its measures, for a look."""
    from widgets.window_preview import window_on

    return window_on(project)
