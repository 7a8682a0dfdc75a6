"""The gaps in order of need: where, how long, why; a click goes there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.words import tr
from widgets.segments import Segments

FIRST = 6
MORE = 20


@dataclass(frozen=True)
class GapLine:
    """What a line says of a gap: ``where`` with its length, ``why`` in a few words."""

    rank: int
    where: str
    why: str


class _Line(QFrame):
    """One gap: the number, where, why, and the word that goes there."""

    chosen = Signal(int)

    def __init__(self, gap: GapLine):
        super().__init__(objectName="gap", focusPolicy=Qt.FocusPolicy.StrongFocus, cursor=Qt.CursorShape.PointingHandCursor)
        self._rank = gap.rank
        number = QLabel(str(gap.rank), objectName="gapRank", alignment=Qt.AlignmentFlag.AlignCenter)
        number.setFixedSize(20, 20)
        where = QLabel(gap.where, objectName="gapStreet", wordWrap=True)
        why = QLabel(gap.why, objectName="small", wordWrap=True)
        see = QLabel(tr("window.gap.see"), objectName="gapSee")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(where)
        words.addWidget(why)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(10)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(see, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{gap.rank}. {gap.where}, {gap.why}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the line goes there."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._rank)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go there, Up and Down to the neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._rank)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the look of the focus."""
        super().focusInEvent(event)
        self.update()


KINDS = (("seen", "measures.gaps.seen"), ("dark", "measures.gaps.dark"))


class GapsPanel(QFrame):
    """The list under the inspector: stretches no camera sees, or dark ones.

    ``chosen(rank)`` and ``dark_chosen(rank)``: the planner wants to go to that gap.
    """

    chosen = Signal(int)
    dark_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._gaps: tuple[GapLine, ...] | None = None
        self._dark: tuple[GapLine, ...] = ()
        self._most = FIRST
        self.kind = Segments(KINDS, "measures.gaps.kind")
        self.kind.chosen.connect(lambda _: self._fill())
        self._title = QLabel(objectName="sectionTitle")
        self._note = QLabel(objectName="small", wordWrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._more = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addLayout(self._lines)
        column.addWidget(self._more)
        self.show_gaps(None)

    @property
    def lines(self) -> list[_Line]:
        """The lines shown now, first the worst."""
        found = (self._lines.itemAt(n).widget() for n in range(self._lines.count()))
        return [line for line in found if isinstance(line, _Line)]

    def show_gaps(self, gaps: tuple[GapLine, ...] | None, note: str = "", *, dark: tuple[GapLine, ...] = ()) -> None:
        """Show these gaps; none known yet for None; an empty tuple says that none was found. ``dark``: stretches without light."""
        self._gaps, self._dark, self._plain_words = gaps, dark, note
        self._fill()

    def show_kind(self, dark: bool) -> None:
        """Show the dark stretches, or those that no camera sees."""
        self.kind.show_chosen("dark" if dark else "seen")
        self._fill()

    @property
    def shows_dark(self) -> bool:
        """True while the dark stretches are listed."""
        return bool(self._dark) and self.kind.current == "dark"

    def _fill(self) -> None:
        while self._lines.count():
            line = self._lines.takeAt(0).widget()
            line.hide()
            line.deleteLater()
        before: QWidget = self.kind[KINDS[-1][0]]
        for gap in self._listed[: self._most]:
            line = _Line(gap)
            line.chosen.connect(self.dark_chosen if self.shows_dark else self.chosen)
            self._lines.addWidget(line)
            QWidget.setTabOrder(before, line)
            before = line
        self.retranslate()

    @property
    def _listed(self) -> tuple[GapLine, ...]:
        return self._dark if self.shows_dark else self._gaps or ()

    def focus_first(self) -> None:
        """Give the keyboard to the worst gap."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._title.setText(tr("window.gaps.title"))
        self.kind.setVisible(bool(self._dark))
        empty = "" if self._listed else tr("window.gaps.none" if self._gaps is not None else "window.gaps.unknown")
        self._note.setText(empty or self._plain_words)
        self._note.setVisible(bool(self._note.text()))
        left = len(self._listed) - self._most
        self._more.setVisible(left > 0)
        self._more.setText(tr("window.gaps.more", count=max(left, 0)))

    def _show_more(self) -> None:
        self._most += MORE
        self._fill()


def preview(project: str | None) -> QWidget:
    """Three gaps, for a look."""
    panel = GapsPanel()
    panel.resize(320, 260)
    panel.show_gaps(tuple(GapLine(n, f"{10 * n} m", "") for n in (1, 2, 3)))
    return panel
