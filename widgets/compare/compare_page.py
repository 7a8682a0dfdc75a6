"""The page of comparison: which two, their map to swipe, and beside it measures, changes, cost and phasing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.compare import Compared, Side
from app.words import tr
from widgets.compare.bill_panel import BillPanel
from widgets.compare.change_list import ChangeList
from widgets.compare.delta_table import DeltaTable
from widgets.compare.phase_panel import PhasePanel
from widgets.compare.swipe_map import BESIDE, SWIPE, SwipeMap
from widgets.segments import Segments
from widgets.window_style import theme_name

TABS = ("measures", "changes", "bill", "phase")
SIDE_PX = 520


class ComparePage(QFrame):
    """Shows what it is given. ``sides_chosen(left id, right id)``, "" = what exists; ``look_chosen(measure id)``; ``left``: back.

    ``retold``: another language is spoken. ``side_chosen``: the bill and the years of the other side are wanted; ``begin_wanted``: there is no scenario yet.
    """

    sides_chosen = Signal(str, str)
    side_chosen = Signal()
    look_chosen = Signal(str)
    export_wanted = Signal()
    begin_wanted = Signal()
    retold = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.map = SwipeMap(theme=theme_name())
        self.choices = (_Choice(), _Choice())
        self.measure = _Choice()
        for choice in self.choices:
            choice.activated.connect(lambda _: self.sides_chosen.emit(*(one.currentData() or "" for one in self.choices)))
        self.measure.activated.connect(lambda _: self.look_chosen.emit(self.measure.currentData()))
        self.mode = Segments(((SWIPE, "compare.mode.swipe"), (BESIDE, "compare.mode.beside")), "compare.mode")
        self.mode.chosen.connect(self.map.show_mode)
        self.map.mode_changed.connect(self.mode.show_chosen)
        self.back, self.export = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor), QPushButton(autoDefault=False)
        self.swap = QToolButton(text="⇄")
        self.back.clicked.connect(self.left)
        self.export.clicked.connect(self.export_wanted)
        self.swap.clicked.connect(lambda: self.sides_chosen.emit(*(one.currentData() or "" for one in reversed(self.choices))))
        self.table, self.changes, self.bill, self.phase = DeltaTable(), ChangeList(), BillPanel(), PhasePanel()
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        for panel in (self.table, self.changes, self.bill, self.phase):
            self.tabs.addTab(panel, "")
        self.which = _Choice()
        self.which.activated.connect(lambda _: self.side_chosen.emit())
        self.tabs.currentChanged.connect(lambda _: self._offer_sides())
        self.empty, self.begin = QLabel(objectName="empty", wordWrap=True), QPushButton(objectName="big")
        self.begin.clicked.connect(self.begin_wanted)
        self._compared: Compared | None = None
        for canvas in (self.map.left, self.map.right):
            canvas.installEventFilter(self)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout(spacing=8)
        head.setContentsMargins(14, 8, 14, 8)
        for part in (self.back, self.choices[0], self.swap, self.choices[1]):
            head.addWidget(part)
        head.addSpacing(12)
        head.addWidget(self.mode)
        head.addWidget(self.measure)
        head.addStretch(1)
        head.addWidget(self.export)
        side = QFrame()
        column = QVBoxLayout(side, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.which)
        column.addWidget(self.tabs, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self.split.addWidget(self.map)
        self.split.addWidget(side)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([860, SIDE_PX])
        side.setMinimumWidth(400)
        self.map.setMinimumWidth(360)
        whole = QVBoxLayout(self, spacing=0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.split, 1)

    # ---- what is shown

    def show_choices(self, scenarios: tuple[tuple[str, str], ...], left: str, right: str) -> None:
        """Offer (id, title) of every state; without a scenario the page says how to begin one."""
        for choice, chosen in zip(self.choices, (left, right), strict=True):
            choice.offer(scenarios, chosen)
        none = len(scenarios) < 2
        for part in (self.empty, self.begin):
            part.setVisible(none)
        for part in (self.split, self.export, *self.choices, self.swap, self.mode, self.measure):
            part.setVisible(not none)

    def show_looks(self, looks: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer the maps of measures, (id, words)."""
        self.measure.offer(looks, chosen)

    def show_compared(self, found: Compared | None, *, editable: bool) -> None:
        """Show what was compared; None while nothing is known."""
        self._compared = found
        self.table.show_compared(found)
        titles = [choice.currentText() for choice in self.choices]
        self.changes.show_changes(found.changes if found is not None else None, *titles)
        sides = [(str(number), titles[number]) for number, side in enumerate(found.sides if found is not None else ()) if side is not None]
        kept = self.which.currentData()
        self.which.offer(tuple(sides), kept if any(key == kept for key, _ in sides) else sides[-1][0] if sides else "")
        self._offer_sides()
        side = self.side
        self.bill.show_side(side)
        self.phase.show_side(side, editable=editable)

    @property
    def side(self) -> Side | None:
        """The side whose bill and years are shown."""
        found, key = self._compared, self.which.currentData()
        return found.sides[int(key)] if found is not None and key else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape on a map goes back too."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.left.emit()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the maps follow."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.follow_theme()

    def follow_theme(self) -> None:
        """The maps take the theme in use."""
        if self.map.theme != theme_name():
            self.use_theme(theme_name())

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self.map.use_theme(theme)

    def stop(self) -> None:
        """Give up background work; the last thing to call."""
        self.map.stop()

    @property
    def is_busy(self) -> bool:
        """True while the map is being drawn."""
        return self.map.is_busy

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.back.setText(f"← {tr('compare.back')}")
        self.back.setAccessibleName(tr("compare.back"))
        self.back.setToolTip(f"{tr('compare.back')}  (Esc)")
        self.export.setText(tr("compare.export"))
        self.swap.setToolTip(tr("compare.swap"))
        self.swap.setAccessibleName(tr("compare.swap"))
        self.empty.setText(tr("compare.empty"))
        self.begin.setText(tr("compare.begin"))
        for choice, key in zip((*self.choices, self.measure, self.which), ("left", "right", "measure", "which"), strict=True):
            choice.setAccessibleName(tr(f"compare.{key}"))
        self.tabs.setAccessibleName(tr("compare.title"))
        for at, key in enumerate(TABS):
            self.tabs.setTabText(at, tr(f"compare.tab.{key}"))
        self.retold.emit()

    def _offer_sides(self) -> None:
        """Whose bill and years are meant is asked only where both sides have one."""
        self.which.setVisible(self.which.count() > 1 and TABS[self.tabs.currentIndex()] in ("bill", "phase"))


class _Choice(QComboBox):
    """A choice of (key, words) that keeps what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumWidth(220)

    def offer(self, pairs: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer these, with one chosen, without saying so."""
        self.blockSignals(True)
        self.clear()
        for key, words in pairs:
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(chosen)) if pairs else -1)
        self.blockSignals(False)


def preview(project: str | None) -> QWidget:
    """The sample as it is against a scenario, for a look."""
    from widgets.compare.example import compared_example, sides_example
    from widgets.window_preview import dressed

    page = dressed(ComparePage())
    page.use_theme(theme_name())
    whole, found = compared_example(project)
    page.show_choices((("", tr("window.scenario.existing")), (whole.scenario, whole.shown.title)), "", whole.scenario)
    page.show_looks((("seen", tr("measure.seen")),), "seen")
    page.map.show_sides(*sides_example(project))
    page.show_compared(found, editable=True)
    return page
