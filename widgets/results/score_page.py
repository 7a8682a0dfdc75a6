"""The score: two means with their bands, what it is not, the rank of every dong with its interval, and the weights."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.quantity import Quantity
from app.words import tr
from widgets.figures import number
from widgets.results.measure_row import Bar
from widgets.window_style import color


@dataclass(frozen=True)
class RankLine:
    """One dong: its rank with the interval, its two means; None where it has no score."""

    code: str
    name: str
    rank: int | None
    best: int | None
    worst: int | None
    arithmetic: Quantity
    geometric: Quantity


@dataclass(frozen=True)
class ScoreShown:
    """What the page says: the two means of the area shown, ``ranks`` of the dongs, ``weights`` (measure, share), ``caveats``."""

    title: str
    arithmetic: Quantity
    geometric: Quantity
    ranks: tuple[RankLine, ...]
    weights: tuple[tuple[str, Quantity], ...]
    missing: tuple[str, ...]
    caveats: tuple[str, ...]


def points(quantity: Quantity) -> str:
    """``62 (58–66)`` of 100."""
    if quantity.value is None:
        return tr("window.figure.unknown")
    text = number(100 * quantity.value)
    return f"{text} ({number(100 * quantity.low)}–{number(100 * quantity.high)})" if quantity.has_band else text


class RankRow(QFrame):
    """``2–3위 하늘2동  58 (54–61)`` over a line on which the interval of its rank lies. ``chosen(code)``."""

    chosen = Signal(str)

    def __init__(self, line: RankLine, of: int):
        super().__init__(objectName="gap", focusPolicy=Qt.FocusPolicy.StrongFocus, cursor=Qt.CursorShape.PointingHandCursor)
        self.line = line
        rank = rank_words(line)
        column = QVBoxLayout(self, spacing=1)
        column.setContentsMargins(0, 6, 0, 6)
        head = QHBoxLayout(spacing=8)
        head.addWidget(QLabel(line.name, objectName="measureName"), 1)
        head.addWidget(QLabel(rank, objectName="measureValue"))
        column.addLayout(head)
        column.addWidget(_Interval(line, of))
        means = tr("measures.score.means", arithmetic=points(line.arithmetic), geometric=points(line.geometric))
        column.addWidget(QLabel(means, objectName="small", wordWrap=True))
        self.setAccessibleName(f"{line.name}, {rank}, {means}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the dong."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.line.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the dong."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.line.code)
        else:
            super().keyPressEvent(event)


class _Interval(QWidget):
    """Ranks from the best at the left to the last at the right; the interval as a bar, the rank itself as a dot."""

    def __init__(self, line: RankLine, of: int):
        super().__init__()
        self._line, self._of = line, max(of, 1)
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, interval, dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, line = self.height() / 2, self._line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("track"))
        painter.drawRoundedRect(QRectF(0, middle - 2, self.width(), 4), 2, 2)
        if line.rank is None or line.best is None or line.worst is None:
            return
        pen = QPen(color("seen"), 6.0, c=Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(self._x(line.best), middle), QPointF(self._x(line.worst) + 0.1, middle))
        painter.setPen(QPen(color("window"), 2.0))
        painter.setBrush(color("text"))
        painter.drawEllipse(QPointF(self._x(line.rank), middle), 5.5, 5.5)

    def _x(self, rank: int) -> float:
        room = self.width() - 14
        return 7 + room * ((rank - 1) / (self._of - 1) if self._of > 1 else 0.0)


def rank_words(line: RankLine) -> str:
    """``2위 (1–3)``."""
    if line.rank is None:
        return tr("window.figure.unknown")
    sure = line.best == line.worst or line.best is None
    return tr("measures.score.rank", rank=line.rank) if sure else tr("measures.score.rank_between", rank=line.rank, best=line.best, worst=line.worst)


class ScorePage(QFrame):
    """Shows `ScoreShown`. ``area_chosen(code)``, ``weights_wanted`` to change them, ``pairs_wanted`` to find them by comparing two by
    two, ``robust_wanted``: what moves the result most."""

    area_chosen = Signal(str)
    weights_wanted = Signal()
    pairs_wanted = Signal()
    robust_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.shown: ScoreShown | None = None
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._back.clicked.connect(self.left)
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self, spacing=4)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.retranslate()

    def show_score(self, shown: ScoreShown | None) -> None:
        """Show this score; None: it is being worked out."""
        self.shown = shown
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body, spacing=4)
        column.setContentsMargins(0, 0, 0, 0)
        if shown is None:
            column.addWidget(QLabel(tr("measures.score.pending"), objectName="quiet", wordWrap=True))
        else:
            self._fill(column, shown)
        self._column.insertWidget(1, self._body)

    @property
    def rows(self) -> list[RankRow]:
        """The dongs, the best first."""
        return self._body.findChildren(RankRow) if self._body is not None else []

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))
        self.setAccessibleName(tr("measures.score.title"))

    def _fill(self, column: QVBoxLayout, shown: ScoreShown) -> None:
        column.addWidget(QLabel(shown.title, objectName="pageTitle", wordWrap=True))
        column.addWidget(QLabel(shown.caveats[0] if shown.caveats else "", objectName="small", wordWrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for place, (word, quantity) in enumerate((("arithmetic", shown.arithmetic), ("geometric", shown.geometric))):
            grid.addWidget(QLabel(points(quantity), objectName="measureValue"), 0, place)
            grid.addWidget(QLabel(tr(f"measures.score.{word}"), objectName="small", wordWrap=True), 1, place)
        column.addSpacing(4)
        column.addLayout(grid)
        if shown.ranks:
            column.addSpacing(10)
            column.addWidget(QLabel(tr("measures.score.ranks"), objectName="sectionTitle"))
            for line in shown.ranks:
                row = RankRow(line, len(shown.ranks))
                row.chosen.connect(self.area_chosen)
                column.addWidget(row)
        column.addSpacing(4)
        column.addWidget(_link(tr("measures.score.robust"), self.robust_wanted), 0, Qt.AlignmentFlag.AlignLeft)
        self._weights(column, shown)
        if len(shown.caveats) > 1:
            column.addSpacing(8)
            column.addWidget(QLabel(tr("measures.score.not"), objectName="sectionTitle"))
            column.addWidget(QLabel("\n".join(f"· {line}" for line in shown.caveats[1:]), objectName="small", wordWrap=True))

    def _weights(self, column: QVBoxLayout, shown: ScoreShown) -> None:
        column.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(QLabel(tr("measures.score.weights"), objectName="sectionTitle"), 1)
        head.addWidget(_link(tr("measures.score.change"), self.weights_wanted))
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for row, (name, share_of) in enumerate(shown.weights):
            bar = Bar()
            bar.setFixedWidth(56)
            bar.show_share(share_of)
            grid.addWidget(QLabel(name, objectName="small", wordWrap=True), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(QLabel(f"{number(100 * (share_of.value or 0.0))}\u00a0%", objectName="small"), row, 2, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        if len(shown.weights) > 1:
            column.addWidget(_link(tr("score.pairs.open"), self.pairs_wanted), 0, Qt.AlignmentFlag.AlignLeft)
        if shown.missing:
            column.addWidget(QLabel(tr("measures.score.missing", measures=", ".join(shown.missing)), objectName="small", wordWrap=True))


def _link(words: str, wish: object) -> QPushButton:
    button = QPushButton(words, objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(wish)
    return button


def preview(project: str | None) -> QWidget:
    """A made-up score of three dongs, for a look."""
    from app.quantity import Tag
    from widgets.window_preview import dressed

    def share(value: float, low: float, high: float) -> Quantity:
        return Quantity(value, "share", Tag.COMPUTED, "", low, high)

    ranks = tuple(
        RankLine(str(n), f"{n}동", n, max(n - 1, 1), min(n + 1, 3), share(0.7 - n / 10, 0.6 - n / 10, 0.8 - n / 10), share(0.5, 0.4, 0.6))
        for n in (1, 2, 3)
    )
    weights = tuple((tr(f"measure.{id}"), Quantity(0.2, "share", Tag.ASSUMED)) for id in ("seen", "seen_night", "lit", "near_refuge", "exposure"))
    caveats = tuple(tr(f"score.caveat.{word}", spread="50 %", draws="1,000", held="90 %") for word in ("forecast", "means", "ranks"))
    page = dressed(ScorePage())
    page.show_score(ScoreShown(tr("measures.score.title"), share(0.52, 0.46, 0.58), share(0.41, 0.33, 0.49), ranks, weights, (), caveats))
    page.resize(330, 700)
    return page
