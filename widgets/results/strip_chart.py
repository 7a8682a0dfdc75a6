"""The strip profile of a route: from its start to its end lux, cameras, the walks to a bell and to refuge; the weakest marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.words import tr
from widgets.figures import number, with_unit
from widgets.results import strip_paint
from widgets.results.strip_paint import WeakBand

if TYPE_CHECKING:
    from app.study.places.strip import Strip

LEFT_PX, TOP_PX, BOTTOM_PX, RIGHT_PX = 112, 18, 20, 14
STEP_M = 5.0


@dataclass(frozen=True, eq=False)
class StripShown:
    """A route's strip with what is drawn beside it.

    ``weak``: the weakest stretches; ``dark_lx``, ``target_lx`` and ``near_m`` the thresholds drawn as lines; ``averages``: (what it
    is, how many there are or None, Seoul's average).
    """

    title: str
    strip: Strip
    weak: tuple[WeakBand, ...] = ()
    dark_lx: float = 1.0
    target_lx: float = 5.0
    near_m: float = 200.0
    averages: tuple[tuple[str, float | None, float], ...] = ()

    @property
    def length_m(self) -> float:
        """How long the route is."""
        return float(self.strip.end_m[-1]) if len(self.strip) else 0.0


class StripPlot(QWidget):
    """The drawing. ``hovered(metres)``: the hand is there, -1 when it left; ``chosen(metres)``: clicked, or Enter."""

    hovered = Signal(float)
    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.shown: StripShown | None = None
        self.at_m = -1.0

    def show_strip(self, shown: StripShown | None) -> None:
        """Draw another route."""
        self.shown, self.at_m = shown, -1.0
        self.update()

    def x_of(self, at_m: float) -> float:
        """Where a place along the route stands, in pixels."""
        box = self._box()
        return box.left() + box.width() * at_m / max(self.shown.length_m if self.shown else 1.0, 1e-9)

    def metres(self, x_px: float) -> float:
        """The place along the route under a pixel, within its ends."""
        box, length = self._box(), self.shown.length_m if self.shown else 0.0
        return min(max((x_px - box.left()) / max(box.width(), 1.0), 0.0), 1.0) * length

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lanes one above the other, then the weakest stretches, then where the hand is."""
        if self.shown is None or not len(self.shown.strip):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strip_paint.paint(painter, self.shown, self._box(), self.x_of, self.at_m)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        self._go(self.metres(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and self.shown is not None:
            self._go(self.metres(event.position().x()))
            self.chosen.emit(self.at_m)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the route, Enter goes there."""
        steps = {Qt.Key.Key_Left: -STEP_M, Qt.Key.Key_Right: STEP_M}
        if event.key() in steps and self.shown is not None:
            self._go(min(max(max(self.at_m, 0.0) + steps[Qt.Key(event.key())], 0.0), self.shown.length_m))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at_m >= 0:
            self.chosen.emit(self.at_m)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The hand left."""
        self._go(-1.0)

    def _go(self, at_m: float) -> None:
        if self.shown is not None and at_m != self.at_m:
            self.at_m = at_m
            self.update()
            self.hovered.emit(at_m)

    def _box(self) -> QRectF:
        return QRectF(LEFT_PX, TOP_PX, max(self.width() - LEFT_PX - RIGHT_PX, 10), max(self.height() - TOP_PX - BOTTOM_PX, 10))


class StripChart(QFrame):
    """The plot with its title, what stands at the hand, and Seoul's averages beside."""

    hovered = Signal(float)
    chosen = Signal(float)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("chart")
        self.plot = StripPlot()
        self.plot.hovered.connect(self._at)
        self.plot.chosen.connect(self.chosen)
        self._title, self._note = QLabel(objectName="sectionTitle"), QLabel(objectName="small")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # gives way before the map's neighbours do
        self._close = QToolButton(text="✕")
        self._close.clicked.connect(self.left)
        self._beside = QLabel(objectName="small", textFormat=Qt.TextFormat.RichText)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._beside.setMinimumWidth(136)
        head = QHBoxLayout(spacing=14)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self._close)
        body = QHBoxLayout(spacing=8)
        body.addWidget(self.plot, 1)
        body.addWidget(self._beside)
        column = QVBoxLayout(self, spacing=2)
        column.setContentsMargins(18, 8, 10, 6)
        column.addLayout(head)
        column.addLayout(body, 1)
        self.retranslate()

    @property
    def note(self) -> str:
        """What is said of the place at the hand."""
        return self._note.text()

    def show_strip(self, shown: StripShown | None) -> None:
        """Show a route; None empties the chart."""
        self.plot.show_strip(shown)
        self.retranslate()

    def restyle(self) -> None:
        """Draw again in the colours of the theme in use."""
        self.plot.update()

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        shown = self.plot.shown
        self._close.setAccessibleName(tr("window.close"))
        self._title.setText(shown.title if shown is not None else "")
        self._beside.setText(_averages(shown) if shown is not None else "")
        self.setAccessibleName(tr("strip.title"))
        self.plot.setAccessibleName(f"{tr('strip.title')}: {self._title.text()}")
        self._at(self.plot.at_m, tell=False)

    def _at(self, at_m: float, *, tell: bool = True) -> None:
        shown = self.plot.shown
        self._note.setText("" if shown is None else tr("strip.hint") if at_m < 0 else words_at(shown, at_m))
        if tell:
            self.hovered.emit(at_m)


def words_at(shown: StripShown, at_m: float) -> str:
    """``132 m: 3.2 lx · 카메라 1 · 비상벨 120 m · 대피처 240 m``: what is known at a place along the route."""
    strip = shown.strip
    row = min(int((strip.end_m < at_m).sum()), len(strip) - 1)
    parts = []
    if strip.average_lx[row] == strip.average_lx[row]:
        parts.append(f"{number(float(strip.average_lx[row]), 1)} lx")
    parts.append(tr("strip.cameras", count=int(strip.cameras[row])))
    if strip.maybe[row]:
        parts.append(tr("strip.maybe", count=int(strip.maybe[row])))
    along = (at_m - strip.start_m[row]) / max(float(strip.end_m[row] - strip.start_m[row]), 1e-9)
    for name, walk in (("bell", strip.bell_m[row]), ("refuge", strip.refuge_m[row])):
        metres = float(walk[0] + (walk[1] - walk[0]) * along) if walk[0] != float("inf") else float("inf")
        if metres == metres:
            parts.append(tr(f"strip.{name}", distance=with_unit(metres, "m")))
    return f"{with_unit(at_m, 'm')}: {' · '.join(parts)}"


def _averages(shown: StripShown) -> str:
    """A small table: what, how many here, Seoul's average; fewer than the average in the colour of need."""
    from widgets.window_style import color

    rows = [f"<tr><td></td><td align=right>{tr('strip.here')}</td><td align=right>&nbsp;{tr('strip.seoul')}</td></tr>"]
    for what, here, average in shown.averages:
        less = here is not None and here < average
        figure = tr("places.has.unknown") if here is None else number(here)
        mark = f"<b style='color:{color('gap').name()}'>{figure}&nbsp;▾</b>" if less else f"<b>{figure}</b>"
        rows.append(f"<tr><td>{what}</td><td align=right>&nbsp;{mark}</td><td align=right>&nbsp;{number(average)}</td></tr>")
    return f"<table cellspacing=0 cellpadding=1>{''.join(rows)}</table>" if shown.averages else ""


def made_up() -> StripShown:
    """A made-up route, for looks and tests."""
    import numpy as np

    from app.study.places.strip import Strip

    ends = np.linspace(0, 420, 43)
    start, end = ends[:-1], ends[1:]
    lux = np.maximum(8 * np.abs(np.sin(start / 55)), 0.2)
    walk = np.abs(np.column_stack([start, end]) - 250.0)
    n = len(start)
    cameras, maybe = ((start % 150) < 60).astype(int), ((start > 200) & (start < 280)).astype(int)
    seen = np.where(cameras > 0, 1.0, 0.3 * maybe)
    strip = Strip(
        start, end, lux, lux / 3, cameras, maybe, seen, seen, (lux > 1).astype(float), seen * (lux > 1), np.ones(n, bool), walk, walk * 1.6 + 40
    )
    weak = (WeakBand(160, 180, "darkest"), WeakBand(300, 320, "least_seen"))
    kinds = (("lights", 9, 13), ("cameras", 5, 4), ("bells", None, 3), ("signs", 2, 5))
    return StripShown("하늘길", strip, weak, averages=tuple((tr(f"places.counted.{kind}"), here, average) for kind, here, average in kinds))


def preview(project: str | None) -> QWidget:
    """A made-up route, for a look."""
    from widgets.window_preview import dressed

    chart = dressed(StripChart())
    chart.show_strip(made_up())
    chart.resize(800, 230)
    return chart
