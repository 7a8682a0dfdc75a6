"""Which assumption moves the result most: bars of what each does alone, and its part in the whole; run when asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.words import tr
from widgets.window_style import color


@dataclass(frozen=True)
class SwingLine:
    """One assumption: what becomes of the target at its low and high end (shares 0 to 1), and words on what was tried."""

    name: str
    tried: str
    base: float
    at_low: float
    at_high: float
    part: str = ""


@dataclass(frozen=True)
class RobustShown:
    """``targets`` are (id, words); ``lines`` those of the target chosen, the weightiest first; ``notes`` what was done."""

    targets: tuple[tuple[str, str], ...]
    target: str
    lines: tuple[SwingLine, ...]
    notes: tuple[str, ...] = ()


class SwingBar(QWidget):
    """From the low end's result to the high end's, around a line where the result stands; the high end is filled, the low open."""

    def __init__(self, line: SwingLine, low: float, high: float):
        super().__init__()
        self._line, self._low, self._high = line, low, max(high, low + 1e-9)
        self.setFixedHeight(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two halves of a bar and the line of what is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self._x(self._line.base)
        for end, filled in ((self._line.at_low, False), (self._line.at_high, True)):
            x = self._x(end)
            room = QRectF(min(x, here), 3, abs(x - here), self.height() - 6)
            painter.setPen(QPen(color("accent"), 1.2))
            painter.setBrush(color("accent") if filled else color("accent_soft"))
            if room.width() >= 0.5:
                painter.drawRect(room)
        painter.setPen(QPen(color("text"), 1.4))
        painter.drawLine(QPointF(here, 0), QPointF(here, self.height()))

    def _x(self, value: float) -> float:
        return 4 + (self.width() - 8) * (value - self._low) / (self._high - self._low)


class RobustPage(QFrame):
    """``run_wanted``, ``stop_wanted``, ``target_chosen(id)``, ``left``."""

    run_wanted = Signal()
    stop_wanted = Signal()
    target_chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._back, self._run = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor), QPushButton()
        self._back.clicked.connect(self.left)
        self._run.setProperty("kind", "primary")
        self._run.clicked.connect(self.run_wanted)
        self._stop = QPushButton()
        self._stop.clicked.connect(self.stop_wanted)
        self._title, self._words = QLabel(objectName="pageTitle", wordWrap=True), QLabel(objectName="small", wordWrap=True)
        self._progress, self._doing = QProgressBar(textVisible=False, maximum=1000), QLabel(objectName="small", wordWrap=True)
        self.target = QComboBox()
        self.target.activated.connect(lambda _: self.target_chosen.emit(self.target.currentData()))
        self._lines, self._notes = QVBoxLayout(spacing=2), QLabel(objectName="small", wordWrap=True)
        column = QVBoxLayout(self, spacing=6)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._title, self._words, self._run, self._doing, self._progress, self._stop, self.target):
            column.addWidget(widget)
        column.addLayout(self._lines)
        column.addWidget(self._notes)
        column.addStretch(1)
        self.shown: RobustShown | None = None
        self.show_result(None)
        self.retranslate()

    def show_result(self, shown: RobustShown | None) -> None:
        """Show what came out; None: nothing was worked out yet."""
        self.shown = shown
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        self.show_progress(None)
        for widget in (self.target, self._notes):
            widget.setVisible(shown is not None)
        if shown is None:
            return
        self.target.clear()
        for id, words in shown.targets:
            self.target.addItem(words, id)
        self.target.setCurrentIndex(max(self.target.findData(shown.target), 0))
        ends = [value for line in shown.lines for value in (line.at_low, line.at_high, line.base)] or [0.0, 1.0]
        for line in shown.lines:
            self._lines.addWidget(_line(line, min(ends), max(ends)))
        if not shown.lines:
            self._lines.addWidget(QLabel(tr("measures.robust.nothing"), objectName="quiet", wordWrap=True))
        self._notes.setText("\n".join(f"· {note}" for note in shown.notes))

    def show_progress(self, share: float | None, words: str = "") -> None:
        """How far the work is; None: none runs."""
        running = share is not None
        self._progress.setValue(round(1000 * (share or 0.0)))
        self._doing.setText(words)
        for widget in (self._progress, self._stop):
            widget.setVisible(running)
        self._doing.setVisible(running and bool(words))
        self._run.setVisible(not running and self.shown is None)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('measures.score.title')}")
        self._back.setAccessibleName(tr("measures.score.title"))
        self._title.setText(tr("measures.score.robust"))
        self._words.setText(tr("measures.robust.words"))
        self._run.setText(tr("measures.robust.run"))
        self._stop.setText(tr("window.command.stop"))
        self._progress.setAccessibleName(tr("measures.robust.run"))
        self.target.setAccessibleName(tr("measures.robust.target"))
        self.setAccessibleName(tr("measures.score.robust"))


def _line(line: SwingLine, low: float, high: float) -> QWidget:
    whole = QFrame(objectName="gap")
    column = QVBoxLayout(whole, spacing=1)
    column.setContentsMargins(0, 6, 0, 6)
    head = QHBoxLayout(spacing=8)
    head.addWidget(QLabel(line.name, objectName="gapStreet", wordWrap=True), 1)
    if line.part:
        head.addWidget(QLabel(line.part, objectName="small"), 0, Qt.AlignmentFlag.AlignBottom)
    column.addLayout(head)
    column.addWidget(SwingBar(line, low, high))
    column.addWidget(QLabel(line.tried, objectName="small", wordWrap=True))
    whole.setAccessibleName(f"{line.name}, {line.tried}, {line.part}")
    return whole


def preview(project: str | None) -> QWidget:
    """Three made-up assumptions, for a look."""
    from widgets.window_preview import dressed

    page = dressed(RobustPage())
    lines = tuple(SwingLine(tr(f"parameter.{id}"), "—", 0.5, 0.5 - d, 0.5 + d / 2) for id, d in (("refuge.radius", 0.12), ("light.dark", 0.06), ("cam.night_range", 0.02)))
    page.show_result(RobustShown((("score", tr("measures.score.title")),), "score", lines, ("—",)))
    page.resize(330, 500)
    return page
