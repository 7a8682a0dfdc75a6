"""The page of a district or a dong: its measures by day or by night, its gaps, what to mind about the data."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.quantity import Quantity
from app.words import tr
from widgets.results.gaps_panel import GapLine, GapsPanel
from widgets.results.measure_row import MeasureRow, heavy_words
from widgets.results.viewing import Viewing
from widgets.segments import DAY_NIGHT, Segments


@dataclass(frozen=True)
class MeasureLine:
    """A measure as the page shows it; ``then`` is its value in the scenario shown, ``change`` says it in words.

    ``group`` it stands in; ``less``: less is better; ``weight`` what the figure beside is weighted by ("" = there is none),
    ``heavy`` that figure and ``heavier`` the same in the scenario.
    """

    id: str
    name: str
    now: Quantity
    then: Quantity | None = None
    note: str = ""
    change: str = ""
    group: str = ""
    less: bool = False
    weight: str = ""
    heavy: Quantity | None = None
    heavier: Quantity | None = None


@dataclass(frozen=True)
class Summary:
    """What the page says. ``areas`` are (code, name), the first is the district; the page opens with the measures ``first``.

    ``weights``: what lengths can also be weighted by; ``pending``: some measures come a moment later; ``districts``: (code, name)
    of those one could go to instead, ``district`` the one shown; ``pages``: (key, words) of further pages; ``dark`` dark gaps.
    """

    title: str
    note: str
    areas: tuple[tuple[str, str], ...]
    area: str
    measures: tuple[MeasureLine, ...]
    gaps: tuple[GapLine, ...]
    gaps_note: str = ""
    warnings: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    viewing: Viewing = field(default_factory=Viewing)
    weights: tuple[str, ...] = ()
    pending: bool = False
    districts: tuple[tuple[str, str], ...] = ()
    district: str = ""
    pages: tuple[tuple[str, str], ...] = ()
    dark: tuple[GapLine, ...] = ()


class DistrictPage(QFrame):
    """Shows a `Summary`; each signal is a wish."""

    area_chosen = Signal(str)
    district_chosen = Signal(str)
    measure_chosen = Signal(str)
    time_chosen = Signal(bool)
    weight_chosen = Signal(str)
    page_wanted = Signal(str)
    chart_wanted = Signal()
    assumptions_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.summary: Summary | None = None
        self._trouble, self._waiting = "", False
        self._rows: list[MeasureRow] = []
        self._groups: list[QLabel] = []
        self._all = False
        self.time = Segments(DAY_NIGHT, "measures.time")
        self.time.chosen.connect(lambda key: self.time_chosen.emit(key == "night"))
        self.gaps = GapsPanel()
        self._build()
        self.retranslate()

    @property
    def rows(self) -> list[MeasureRow]:
        """The rows shown now, top to bottom."""
        return list(self._rows)

    @property
    def empty_words(self) -> str:
        """What stands in place of the measures, "" where there are some."""
        return self._empty.text() if self.summary is None else ""

    def show_summary(self, summary: Summary | None) -> None:
        """Show the district's page; None: nothing is known yet."""
        self.summary, self._trouble = summary, ""
        self._fill()

    def show_live(self, summary: Summary) -> None:
        """The figures while the hand moves: the rows alone are filled anew, so that it keeps up."""
        self.summary = summary
        lines = {line.id: line for line in summary.measures}
        for row in self._rows:
            if row.id in lines:
                _show(row, lines[row.id], on_map=summary.viewing.kind.id == row.id)

    def show_trouble(self, sentence: str) -> None:
        """Say in place of the measures why there are none."""
        self.summary, self._trouble = None, sentence
        self._fill()

    def show_busy(self, busy: bool) -> None:
        """While there are no measures yet, say whether they are being worked out or data are missing."""
        self._waiting = busy
        if self.summary is None:
            self._fill()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._chart.setText(tr("window.inspector.chart"))
        self._assumptions.setText(tr("window.inspector.assumptions"))
        self._warned.setText(tr("window.inspector.warnings"))
        self._pending.setText(tr("measures.pending"))
        self._fill()

    def _build(self) -> None:
        self._area, self._weight = QPushButton(objectName="area"), _link()
        self._note, self._empty = QLabel(objectName="small", wordWrap=True), QLabel(objectName="quiet", wordWrap=True)
        self._pending = QLabel(objectName="small", wordWrap=True)
        self._measures = QVBoxLayout(spacing=0)
        self._more, self._chart, self._assumptions = _link(), _link(), _link()
        self._more.clicked.connect(self._show_all)
        self._chart.clicked.connect(self.chart_wanted)
        self._assumptions.clicked.connect(self.assumptions_wanted)
        self._warned, self._warnings = QLabel(objectName="sectionTitle"), QLabel(objectName="small", wordWrap=True)
        self._pages = QGridLayout(horizontalSpacing=16, verticalSpacing=0)
        column = QVBoxLayout(self, spacing=2)
        column.setContentsMargins(20, 14, 20, 14)
        column.addLayout(_line(self._area, self.time))
        column.addLayout(_line(self._note, self._weight))
        column.addWidget(self._empty)
        column.addSpacing(2)
        column.addLayout(self._measures)
        column.addWidget(self._pending)
        column.addSpacing(6)
        self._pages.addWidget(self._more, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self._pages.addWidget(self._chart, 0, 1, Qt.AlignmentFlag.AlignLeft)
        self._pages.setColumnStretch(0, 1)
        self._pages.setColumnStretch(1, 1)
        column.addLayout(self._pages)
        for widget in (self.gaps, self._warned, self._warnings):
            column.addWidget(widget)
        column.addWidget(self._assumptions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _fill(self) -> None:
        summary = self.summary
        for widget in (self._area, self.time, self._note, self._chart, self.gaps, self._assumptions):
            widget.setVisible(summary is not None)
        self._empty.setVisible(summary is None)
        self._empty.setText(self._trouble or tr("measures.waiting" if self._waiting else "window.inspector.empty"))
        warnings = summary.warnings if summary is not None else ()
        for widget in (self._warned, self._warnings):
            widget.setVisible(bool(warnings))
        self._warnings.setText("\n".join(f"· {line}" for line in warnings))
        self._weight.setVisible(bool(summary and summary.weights))
        self._pending.setVisible(bool(summary and summary.pending and self._all))
        self._fill_measures()
        self._fill_pages()
        if summary is None:
            return
        self._area.setText(f"{summary.title} ▾" if len(summary.areas) + len(summary.districts) > 1 else summary.title)
        self._area.setAccessibleName(tr("window.inspector.area", area=summary.title))
        self._area.setMenu(self._areas(summary))
        self._note.setText(summary.note)
        self.time.show_chosen("night" if summary.viewing.night else "day")
        self._fill_weights(summary)
        self.gaps.show_gaps(summary.gaps, summary.gaps_note, dark=summary.dark)

    def _fill_measures(self) -> None:
        """Put the rows wanted in order; rows are reused, so the panel does not flicker."""
        summary = self.summary
        every = summary.measures if summary is not None else ()
        first = summary.first if summary is not None else ()
        shown = every if self._all else tuple(sorted((one for one in every if one.id in first), key=lambda one: first.index(one.id)))
        self._more.setVisible(len(every) > len(shown) or self._all)
        self._more.setText(tr("window.inspector.fewer") if self._all else tr("measures.all", count=len(every)))
        while self._measures.count():
            self._measures.takeAt(0)
        for label in self._groups:
            label.hide()
            label.deleteLater()
        self._groups.clear()
        while len(self._rows) > len(shown):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        group = ""
        for number, line in enumerate(shown):
            if number == len(self._rows):
                self._rows.append(MeasureRow())
                self._rows[-1].chosen.connect(self.measure_chosen)
            if self._all and line.group != group:
                group = line.group
                self._groups.append(QLabel(tr(f"measures.group.{group}"), objectName="measureGroup", indent=0))
                self._measures.addWidget(self._groups[-1])
            self._measures.addWidget(self._rows[number])
            _show(self._rows[number], line, on_map=summary.viewing.kind.id == line.id)  # type: ignore[union-attr]
        # Rows made later are reached by Tab where they stand, not after all that was there before them.
        for before, row in zip((self._weight, *self._rows), (*self._rows, self._more), strict=True):
            QWidget.setTabOrder(before, row)

    def _fill_weights(self, summary: Summary) -> None:
        weight = summary.viewing.weight
        words = tr("measures.weigh.shown", weight=tr(f"weight.{weight}")) if weight in summary.weights else tr("measures.weigh.none")
        self._weight.setText(f"{words} ▾")
        self._weight.setAccessibleName(f"{tr('measures.weigh')}: {words}")
        self._weight.setToolTip(tr("measures.weigh"))
        menu = QMenu(self._weight)
        for key in ("", *summary.weights):
            action = menu.addAction(tr(f"weight.{key}") if key else tr("measures.weigh.none"), lambda key=key: self.weight_chosen.emit(key))
            action.setCheckable(True)
            action.setChecked(key == weight)
        self._weight.setMenu(menu)

    def _fill_pages(self) -> None:
        while self._pages.count() > 2:  # the first two are there to stay
            widget = self._pages.takeAt(2).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before = self._chart
        for number, (key, words) in enumerate(self.summary.pages if self.summary is not None else ()):
            link = _link(words)
            link.setProperty("page", key)
            link.clicked.connect(lambda _=False, key=key: self.page_wanted.emit(key))
            self._pages.addWidget(link, 1 + number // 2, number % 2, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(before, link)
            before = link

    def _show_all(self) -> None:
        self._all = not self._all
        self._fill()

    def _areas(self, summary: Summary) -> QMenu:
        menu = QMenu(self)
        for code, name in summary.areas:
            action = menu.addAction(name, lambda code=code: self.area_chosen.emit(code))
            action.setCheckable(True)
            action.setChecked(code == summary.area)
        if len(summary.districts) > 1:
            others = menu.addMenu(tr("measures.districts"))
            for code, name in summary.districts:
                action = others.addAction(name, lambda code=code: self.district_chosen.emit(code))
                action.setCheckable(True)
                action.setChecked(code == summary.district)
        return menu


def _show(row: MeasureRow, line: MeasureLine, *, on_map: bool) -> None:
    heavy = heavy_words(line.weight, line.heavy, line.heavier)
    row.show_measure(
        line.name, line.now, line.then, line.note, id=line.id, change=line.change, less=line.less, heavy=heavy, on_map=on_map
    )


def _link(words: str = "") -> QPushButton:
    return QPushButton(words, objectName="link", cursor=Qt.CursorShape.PointingHandCursor)


def _line(left: QWidget, right: QWidget) -> QHBoxLayout:
    line = QHBoxLayout(spacing=8)
    line.addWidget(left, 1)
    line.addWidget(right, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return line


def preview(project: str | None) -> QWidget:
    """The page with the summary of a project, for a look."""
    from app.study import answer, question
    from widgets.results.summary import summary_of
    from widgets.window_preview import dressed, known

    page = dressed(DistrictPage())
    found = known(project)
    if found is not None:
        page.show_summary(summary_of(answer(question(found)), None, ""))
    return page
