"""The measures by dong as bars, with the band as whiskers. pyqtgraph is loaded when the first chart is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.quantity import Quantity
from app.words import tr
from widgets.figures import plain, with_unit
from widgets.window_style import color

ROW_PX = 26
MOST_NAMED = 40
CHOICE_PX = 300
# A scale that ends at less would make much of nothing.
LEAST_SHARE = 0.05
# Charts that belong to no measure of their own: they stay until the planner chooses another.
APART = ("average_lx",)


@dataclass(frozen=True)
class ChartMeasure:
    """One measure over the areas: ``bars`` are (code, name, quantity); ``less``: less is better.

    ``heavy`` is the figure weighted by ``weight`` (its words) for the areas that have one; it is drawn as a thin bar beneath.
    """

    id: str
    name: str
    bars: tuple[tuple[str, str, Quantity], ...]
    less: bool = False
    weight: str = ""
    heavy: Mapping[str, Quantity] = field(default_factory=dict)


class DongChart(QFrame):
    """Bars with whiskers, the best on top. ``area_chosen(code)``: a bar was clicked; ``measure_chosen(id)``: another measure."""

    area_chosen = Signal(str)
    measure_chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("chart")
        self._measures: tuple[ChartMeasure, ...] = ()
        self._bars: list[tuple[str, str, Quantity]] = []
        self._plot = None
        self._title = QLabel(objectName="sectionTitle")
        self.choice = QComboBox()
        self.choice.currentIndexChanged.connect(lambda _: self._draw())
        self.choice.activated.connect(lambda _: self.measure_chosen.emit(self.choice.currentData()))
        self.choice.setMaximumWidth(CHOICE_PX)
        self._note = QLabel(objectName="small")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # gives way before the map's neighbours do
        self._close = QToolButton(text="✕")
        self._close.clicked.connect(self.left)
        self._empty = QLabel(objectName="quiet", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        head = QHBoxLayout()
        head.setSpacing(14)
        for widget in (self._title, self.choice):
            head.addWidget(widget)
        head.addWidget(self._note, 1)
        head.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 8, 10, 8)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self._empty, 1)
        self.retranslate()

    def show_measures(self, measures: tuple[ChartMeasure, ...], chosen: str = "") -> None:
        """Show these measures, and of them the one with the id ``chosen`` ("" or unknown: the one that was chosen stays so)."""
        former = self.choice.currentData()
        ids = {one.id for one in measures}
        chosen = chosen if chosen in ids and (former in ids or not former) and former not in APART else former
        self._measures = measures
        self.choice.blockSignals(True)
        self.choice.clear()
        for measure in measures:
            self.choice.addItem(measure.name, measure.id)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0) if measures else -1)
        self.choice.blockSignals(False)
        self._draw()

    @property
    def bars(self) -> list[tuple[str, str, Quantity]]:
        """The bars drawn now, bottom to top."""
        return list(self._bars)

    def restyle(self) -> None:
        """Draw again in the colours of the theme in use."""
        self._draw()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._title.setText(tr("window.chart.title"))
        self._note.setText(self._words())
        self._empty.setText(tr("window.chart.empty"))
        self._close.setAccessibleName(tr("window.close"))
        self.choice.setAccessibleName(tr("window.chart.measure"))
        self.setAccessibleName(tr("window.chart.title"))

    def showEvent(self, event: object) -> None:
        """Draw what was kept back while nobody looked."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        measure = self._measure
        known = [bar for bar in measure.bars if bar[2].value is not None] if measure is not None else []
        self._bars = sorted(known, key=lambda bar: bar[2].value or 0.0, reverse=measure is not None and measure.less)
        self._note.setText(self._words())
        self._empty.setVisible(not self._bars)
        if self._plot is not None:
            self._column.removeWidget(self._plot)
            self._plot.hide()
            self._plot.deleteLater()
            self._plot = None
        if self._bars and self.isVisible():
            self._plot = self._plotted()
            self._column.addWidget(self._plot, 1)

    @property
    def _measure(self) -> ChartMeasure | None:
        return next((one for one in self._measures if one.id == self.choice.currentData()), None)

    def _words(self) -> str:
        measure = self._measure
        parts = [tr("measures.less") if measure is not None and measure.less else ""]
        parts.append(tr("measures.chart.weighted", weight=measure.weight) if measure is not None and measure.weight else "")
        self._note.setToolTip(tr("window.chart.note"))
        return " · ".join(part for part in parts if part) or tr("window.chart.note")

    def _plotted(self) -> QWidget:
        import pyqtgraph

        plot = pyqtgraph.PlotWidget(background=color("window"))
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=len(self._bars) > 8)
        values = [bar[2].value for bar in self._bars]
        heights = list(range(len(self._bars)))
        measure = self._measure
        ink = color("unseen" if measure is not None and measure.less else "seen")
        plot.addItem(pyqtgraph.BarGraphItem(x0=0, y=heights, height=0.5, width=values, brush=ink, pen=None))
        heavy = [measure.heavy.get(code) for code, _, _ in self._bars] if measure is not None else []
        beneath = [(height - 0.36, one.value) for height, one in zip(heights, heavy, strict=True) if one is not None and one.value is not None]
        if beneath:
            thin, widths = zip(*beneath, strict=True)
            plot.addItem(pyqtgraph.BarGraphItem(x0=0, y=list(thin), height=0.14, width=list(widths), brush=color("quiet"), pen=None))
        self._whiskers(plot, pyqtgraph)
        for height, (_, _, quantity) in zip(heights, self._bars, strict=True):
            text = pyqtgraph.TextItem(with_unit(quantity.value, quantity.unit), color=color("text"), anchor=(0, 0.5))
            text.setPos(max(quantity.value, quantity.high or 0.0) + 0.01 * self._top, height)
            plot.addItem(text)
        self._axes(plot, heights)
        plot.scene().sigMouseClicked.connect(lambda event: self._clicked(plot, event))
        plot.setAccessibleName(", ".join(f"{name} {plain(quantity)}" for _, name, quantity in reversed(self._bars)))
        return plot

    def _whiskers(self, plot: QWidget, pyqtgraph: object) -> None:
        import numpy

        banded = [(height, bar[2]) for height, bar in enumerate(self._bars) if bar[2].has_band]
        if not banded:
            return
        x = numpy.array([quantity.value for _, quantity in banded])
        low = numpy.array([quantity.low for _, quantity in banded])
        high = numpy.array([quantity.high for _, quantity in banded])
        y = numpy.array([height for height, _ in banded], float)
        pen = pyqtgraph.mkPen(color("text"), width=1.5)
        plot.addItem(pyqtgraph.ErrorBarItem(x=x, y=y, left=x - low, right=high - x, beam=0.3, pen=pen))

    def _axes(self, plot: QWidget, heights: list[int]) -> None:
        left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
        left.setTicks([[(height, bar[1]) for height, bar in zip(heights, self._bars, strict=True)][-MOST_NAMED:]])
        for axis in (left, bottom):
            axis.setPen(color("line"))
            axis.setTextPen(color("quiet"))
            axis.setStyle(tickLength=0)
        top, unit = self._top, self._bars[0][2].unit
        if unit == "share":
            step = 1 if top < 0.06 else 2 if top < 0.12 else 5 if top < 0.3 else 10 if top < 0.6 else 20
            bottom.setTicks([[(at / 100, f"{at} %") for at in range(0, 101, step)]])
        plot.setXRange(0, min(1.08, max(LEAST_SHARE, top * 1.15)) if unit == "share" else max(top, 1e-6) * 1.15, padding=0)
        shown = max(3, min(len(heights), 9))
        plot.setYRange(len(heights) - shown - 0.5, len(heights) - 0.5, padding=0)
        plot.showGrid(x=True, y=False, alpha=0.12)

    @property
    def _top(self) -> float:
        """The largest value drawn, band included."""
        return max((max(bar[2].value, bar[2].high or 0.0) for bar in self._bars), default=1.0)

    def _clicked(self, plot: QWidget, event: object) -> None:
        height = round(plot.getViewBox().mapSceneToView(event.scenePos()).y())
        if 0 <= height < len(self._bars):
            self.area_chosen.emit(self._bars[height][0])


def preview(project: str | None) -> QWidget:
    """A chart of three made-up dong, for a look."""
    from app.quantity import Tag

    chart = DongChart()
    chart.resize(800, 260)
    values = ((0.31, 0.27, 0.36), (0.44, 0.40, 0.52), (0.22, 0.20, 0.25))
    bars = tuple((str(n), f"{n}", Quantity(v, "share", Tag.COMPUTED, "", a, b)) for n, (v, a, b) in enumerate(values, start=1))
    chart.show_measures((ChartMeasure("seen", tr("window.chart.measure"), bars),))
    return chart
