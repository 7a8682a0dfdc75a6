"""One measure: its name, its value with the band, and a bar; in a scenario also what it becomes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.quantity import Quantity
from app.words import tr
from widgets.figures import number, share
from widgets.window_style import color

BAR_PX = 6


class Bar(QWidget):
    """A share from 0 to 1 as a bar, its band as two ticks, and the scenario's change in the accent.

    Where less is better the bar is drawn in the colour of need and open, so that nobody takes a long one for good.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._now: Quantity | None = None
        self._then: Quantity | None = None
        self._less = False
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, now: Quantity, then: Quantity | None = None, *, less: bool = False) -> None:
        """Show a share, and what a scenario makes of it; ``less``: less is better."""
        self._now, self._then, self._less = now, then, less
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, value, change, ticks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._stretch(painter, 0.0, 1.0, "track")
        if self._now is None or self._now.value is None:
            return
        value, then = self._now.value, self._then.value if self._then is not None else None
        if then is not None and then > value:
            self._stretch(painter, 0.0, then, "accent")
        self._stretch(painter, 0.0, value, "unseen" if self._less else "seen")
        if self._less:
            self._hollow(painter, value)
        if then is not None and then < value:
            self._stretch(painter, then, value, "accent", square=True)
        shown = self._then if then is not None else self._now
        if shown is not None and shown.has_band:
            painter.setBrush(color("text"))
            for edge in (shown.low, shown.high):
                painter.drawRect(QRectF(edge * (self.width() - 1.6), 1.0, 1.6, self.height() - 2.0))

    def _hollow(self, painter: QPainter, value: float) -> None:
        inside = QRectF(0.0, (self.height() - BAR_PX) / 2, value * self.width(), BAR_PX).adjusted(1.5, 1.5, -1.5, -1.5)
        if inside.width() > 0:
            painter.setBrush(color("window"))
            painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)

    def _stretch(self, painter: QPainter, start: float, end: float, role: str, *, square: bool = False) -> None:
        painter.setBrush(color(role))
        top = (self.height() - BAR_PX) / 2
        room = QRectF(start * self.width(), top, max(end - start, 0.0) * self.width(), BAR_PX)
        if room.width() > 0:
            radius = 0.0 if square else BAR_PX / 2
            painter.drawRoundedRect(room, radius, radius)


class MeasureRow(QFrame):
    """Name and value on one line, the bar under it, a small line of details. ``chosen(id)``: clicked, or Enter."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("measure")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._id = ""
        self._name = QLabel(objectName="measureName", wordWrap=True)
        self._heavy = QLabel(objectName="measureHeavy")
        self._value = QLabel(objectName="measureValue")
        self._then = QLabel(objectName="measureThen")
        self._bar = Bar()
        self._note = QLabel(objectName="small", wordWrap=True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._name, 1, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._then, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 9, 0, 8)
        column.setSpacing(1)
        column.addLayout(line)
        for widget in (self._bar, self._heavy, self._note):
            column.addWidget(widget)

    @property
    def id(self) -> str:
        """The measure shown."""
        return self._id

    def show_measure(
        self, name: str, now: Quantity, then: Quantity | None, note: str, *, id: str = "", change: str = "", less: bool = False,
        heavy: str = "", on_map: bool = False,
    ) -> None:  # fmt: skip
        """Show a measure; ``then`` is its value in the scenario, ``note`` the small line ("" = none).

        ``heavy`` is the weighted figure in words, ``less``: less is better, ``on_map``: its map is shown.
        """
        self._id = id
        self._name.setText(name)
        self._value.setText(share(now))
        self._heavy.setText(heavy)
        self._heavy.setVisible(bool(heavy))
        self._then.setText(change or change_words(now, then))
        self._then.setVisible(then is not None)
        words = " · ".join(part for part in (tr("measures.less") if less else "", note) if part)
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._bar.show_share(now, then, less=less)
        self._bar.setToolTip(now.source)
        if self.property("shown") != on_map:
            self.setProperty("shown", on_map)
            self._name.style().unpolish(self._name)
            self._name.style().polish(self._name)
        self.updateGeometry()
        self.setAccessibleName(" ".join(part for part in (name, share(now), heavy, self._then.text(), self._note.text()) if part))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows this measure on the map."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space show this measure on the map."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._id)
        else:
            super().keyPressEvent(event)


def change_words(now: Quantity, then: Quantity | None) -> str:
    """``→ 46``, with a decimal where the whole numbers are the same, or that nothing changes."""
    if then is None or then.value is None:
        return ""
    if now.value is not None and abs(then.value - now.value) < 5e-4:
        return tr("window.measure.same")
    if now.value is not None and round(100 * then.value) == round(100 * now.value):
        return f"→ {number(100 * then.value, 1)}"
    return f"→ {number(100 * then.value)}"


def heavy_words(weight: str, heavy: Quantity | None, heavier: Quantity | None) -> str:
    """``범죄 기준 9 %``, in a scenario ``범죄 기준 9 % → 12``; "" where nothing is weighted."""
    if heavy is None or heavy.value is None:
        return ""
    change = change_words(heavy, heavier) if heavier is not None else ""
    moved = f" {change}" if change.startswith("→") else ""
    return tr("measures.weighted", weight=weight, value=share(heavy) + moved)


def preview(project: str | None) -> QWidget:
    """Two measures, for a look."""
    from app.quantity import Tag

    room = QWidget()
    room.resize(320, 200)
    column = QVBoxLayout(room)
    for value, low, high, then in ((0.31, 0.27, 0.36, 0.46), (0.64, 0.64, 0.64, 0.70)):
        row = MeasureRow()
        row.show_measure("measure", Quantity(value, "share", Tag.COMPUTED, "", low, high), Quantity(then, "share", Tag.COMPUTED), "")
        column.addWidget(row)
    return room
