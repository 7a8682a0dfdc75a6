"""The inspector: the district with its measures and gaps, or what the planner chose on the map."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.quantity import Quantity
from app.words import tr
from widgets.facts_page import Facts, FactsPage
from widgets.gaps_panel import GapLine, GapsPanel
from widgets.measure_row import MeasureRow


@dataclass(frozen=True)
class MeasureLine:
    """A measure as the page shows it; ``then`` is its value in the scenario shown, ``change`` says it in words."""

    id: str
    name: str
    now: Quantity
    then: Quantity | None = None
    note: str = ""
    change: str = ""


@dataclass(frozen=True)
class Summary:
    """The page of a district or a dong: ``areas`` are (code, name), the first is the district; it opens with ``first`` measures."""

    title: str
    note: str
    areas: tuple[tuple[str, str], ...]
    area: str
    measures: tuple[MeasureLine, ...]
    gaps: tuple[GapLine, ...]
    gaps_note: str = ""
    warnings: tuple[str, ...] = ()
    first: int = 4


class Inspector(QFrame):
    """The panel at the right. Shows what it is given; each signal is a wish."""

    area_chosen = Signal(str)
    gap_chosen = Signal(int)
    measure_chosen = Signal(str)
    chart_wanted = Signal()
    assumptions_wanted = Signal()
    turn_wanted = Signal(float)
    removal_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("inspector")
        self.summary: Summary | None = None
        self._trouble = ""
        self._rows: list[MeasureRow] = []
        self._all = False
        self._build_district()
        self.facts = FactsPage()
        self.facts.left.connect(self.left)
        self.stack = QStackedWidget()
        self.stack.addWidget(_scrolling(self._district))
        self.stack.addWidget(_scrolling(self.facts))
        self._busy = QProgressBar(textVisible=False, maximum=0)
        self._busy.setFixedHeight(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._busy)
        column.addWidget(self._item_bar())
        column.addWidget(self.stack)
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self.show_busy(False)
        self.retranslate()

    def show_summary(self, summary: Summary | None) -> None:
        """Show the district's page; None: nothing is known yet."""
        self.summary, self._trouble = summary, ""
        self._fill()

    def show_trouble(self, sentence: str) -> None:
        """Say in place of the measures why there are none."""
        self.summary, self._trouble = None, sentence
        self._fill()

    def show_busy(self, busy: bool) -> None:
        """A thin moving line while the figures are being made anew."""
        self._busy.setVisible(busy)

    def show_facts(self, facts: Facts | None) -> None:
        """Show what was chosen; None goes back to the district."""
        if facts is not None:
            self.facts.show_facts(facts)
        self.stack.setCurrentIndex(0 if facts is None else 1)

    def show_item(self, words: tuple[str, ...], *, turns: bool | None = None) -> None:
        """Show the sketched thing in hand above the district (no words: none): what it is, what it adds, what can be done."""
        self._item.setVisible(bool(words))
        if words:
            self._item_title.setText(words[0])
            self._item_note.setText("\n".join(words[1:]))
            self._item_note.setVisible(len(words) > 1)
        if turns is not None:
            for button in self._turns:
                button.setVisible(turns)

    @property
    def shows_facts(self) -> bool:
        """True while something chosen is shown, not the district."""
        return self.stack.currentIndex() == 1

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._chart.setText(tr("window.inspector.chart"))
        self._assumptions.setText(tr("window.inspector.assumptions"))
        self._remove.setText(tr("window.device.remove"))
        for button, word in zip(self._turns, ("left", "right"), strict=True):
            button.setToolTip(tr(f"window.device.turn_{word}"))
            button.setAccessibleName(tr(f"window.device.turn_{word}"))
        self._warned.setText(tr("window.inspector.warnings"))
        self.setAccessibleName(tr("window.command.inspector"))
        self.facts.retranslate()
        self._fill()

    def _item_bar(self) -> QFrame:
        self._item = QFrame(objectName="item")
        self._item_title, self._item_note = QLabel(objectName="itemTitle"), QLabel(objectName="itemNote", wordWrap=True)
        self._turns = [QToolButton(text=sign) for sign in ("↺", "↻")]
        for button, by in zip(self._turns, (-15.0, 15.0), strict=True):
            button.clicked.connect(lambda _=False, by=by: self.turn_wanted.emit(by))
        self._remove = QToolButton()
        self._remove.clicked.connect(self.removal_wanted)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._item_title)
        words.addWidget(self._item_note)
        line = QHBoxLayout(self._item)
        line.setContentsMargins(20, 8, 12, 8)
        line.setSpacing(2)
        line.addLayout(words, 1)
        for button in (*self._turns, self._remove):
            line.addWidget(button)
        self._item.hide()
        return self._item

    def _build_district(self) -> None:
        self._district = QFrame()
        self._area = QPushButton(objectName="area")
        self._note = QLabel(objectName="small", wordWrap=True)
        self._empty = QLabel(objectName="quiet", wordWrap=True)
        self._measures = QVBoxLayout()
        self._measures.setSpacing(0)
        self._more = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._more.clicked.connect(self._show_all)
        self._chart = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._chart.clicked.connect(self.chart_wanted)
        self.gaps = GapsPanel()
        self.gaps.chosen.connect(self.gap_chosen)
        self._warned = QLabel(objectName="sectionTitle")
        self._warnings = QLabel(objectName="small", wordWrap=True)
        self._assumptions = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._assumptions.clicked.connect(self.assumptions_wanted)
        column = QVBoxLayout(self._district)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(2)
        for widget in (self._area, self._note, self._empty):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(self._measures)
        column.addSpacing(6)
        links = QHBoxLayout()
        links.setSpacing(18)
        links.addWidget(self._more)
        links.addWidget(self._chart)
        links.addStretch(1)
        column.addLayout(links)
        column.addWidget(self.gaps)
        column.addWidget(self._warned)
        column.addWidget(self._warnings)
        column.addWidget(self._assumptions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _fill(self) -> None:
        summary = self.summary
        for widget in (self._area, self._note, self._chart, self.gaps, self._assumptions):
            widget.setVisible(summary is not None)
        self._empty.setVisible(summary is None)
        self._empty.setText(self._trouble or tr("window.inspector.empty"))
        warnings = summary.warnings if summary is not None else ()
        for widget in (self._warned, self._warnings):
            widget.setVisible(bool(warnings))
        self._warnings.setText("\n".join(f"· {line}" for line in warnings))
        shown = () if summary is None else summary.measures if self._all else summary.measures[: summary.first]
        self._fit_rows(len(shown))
        hidden = len(summary.measures) - summary.first if summary is not None else 0
        self._more.setVisible(hidden > 0)
        self._more.setText(tr("window.inspector.fewer") if self._all else tr("window.inspector.more", count=hidden))
        if summary is None:
            return
        self._area.setText(f"{summary.title} ▾" if len(summary.areas) > 1 else summary.title)
        self._area.setAccessibleName(tr("window.inspector.area", area=summary.title))
        self._area.setMenu(self._areas(summary))
        self._note.setText(summary.note)
        for row, line in zip(self._rows, shown, strict=True):
            row.show_measure(line.name, line.now, line.then, line.note, id=line.id, change=line.change)
        self.gaps.show_gaps(summary.gaps, summary.gaps_note)

    def _show_all(self) -> None:
        self._all = not self._all
        self._fill()

    def _fit_rows(self, wanted: int) -> None:
        """Keep as many rows as there are measures; the others are reused, so the panel does not flicker."""
        while len(self._rows) < wanted:
            self._rows.append(MeasureRow())
            self._rows[-1].chosen.connect(self.measure_chosen)
            self._measures.addWidget(self._rows[-1])
        while len(self._rows) > wanted:
            row = self._rows.pop()
            row.hide()
            row.deleteLater()

    def _areas(self, summary: Summary) -> QMenu:
        menu = QMenu(self)
        for code, name in summary.areas:
            action = menu.addAction(name, lambda code=code: self.area_chosen.emit(code))
            action.setCheckable(True)
            action.setChecked(code == summary.area)
        return menu


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area


def preview(project: str | None) -> QWidget:
    """The panel with the summary of a project, for a look."""
    from app.study import answer, question
    from widgets.summary import summary_of
    from widgets.window_preview import dressed, known

    panel = dressed(Inspector())
    found = known(project)
    if found is not None:
        panel.show_summary(summary_of(answer(question(found)), None, ""))
    return panel
