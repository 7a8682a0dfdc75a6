"""A page that lists places one under the other: a name, a figure, a bar, and what is there, is not, or is not known."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.quantity import Quantity
from app.words import tr
from widgets.figures import share
from widgets.results.measure_row import Bar
from widgets.window_style import color

SIGNS = {True: ("✓", "good"), False: ("✕", "gap"), None: ("?", "quiet")}


@dataclass(frozen=True)
class Entry:
    """One place: ``value`` a share drawn as a bar (None: no bar), ``marks`` (words, there or not or None for unknown)."""

    key: str
    title: str
    note: str = ""
    value: Quantity | None = None
    marks: tuple[tuple[str, bool | None], ...] = ()


@dataclass(frozen=True)
class Listing:
    """What the page says; ``unit`` are the words of what the bars mean."""

    title: str
    note: str = ""
    entries: tuple[Entry, ...] = ()
    empty: str = ""


class _Row(QFrame):
    """One place; a click or Enter chooses it."""

    chosen = Signal(str)

    def __init__(self, entry: Entry):
        super().__init__(objectName="gap", focusPolicy=Qt.FocusPolicy.StrongFocus, cursor=Qt.CursorShape.PointingHandCursor)
        self.key = entry.key
        column = QVBoxLayout(self, spacing=2)
        column.setContentsMargins(0, 8, 0, 8)
        head = QHBoxLayout(spacing=8)
        head.addWidget(QLabel(entry.title, objectName="measureName", wordWrap=True), 1)
        spoken = [entry.title]
        if entry.value is not None:
            head.addWidget(QLabel(share(entry.value), objectName="measureValue"), 0, Qt.AlignmentFlag.AlignBottom)
            spoken.append(share(entry.value))
        column.addLayout(head)
        if entry.value is not None:
            bar = Bar()
            bar.show_share(entry.value)
            column.addWidget(bar)
        if entry.note:
            column.addWidget(QLabel(entry.note, objectName="small", wordWrap=True))
        if entry.marks:
            column.addWidget(QLabel(_marks(entry.marks), objectName="small", wordWrap=True, textFormat=Qt.TextFormat.RichText))
            spoken += [f"{words} {tr(_HAS[there])}" for words, there in entry.marks]
        self.setAccessibleName(", ".join((*spoken, entry.note)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere chooses it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose it, Up and Down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.key)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class ListPage(QFrame):
    """Shows a `Listing`. ``chosen(key)``; ``left``: back to the district."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._listing: Listing | None = None
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._back.clicked.connect(self.left)
        self._title = QLabel(objectName="pageTitle", wordWrap=True)
        self._note = QLabel(objectName="small", wordWrap=True)
        self._rows = QVBoxLayout(spacing=0)
        column = QVBoxLayout(self, spacing=4)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.retranslate()

    @property
    def rows(self) -> list[_Row]:
        """The places listed, top to bottom."""
        found = (self._rows.itemAt(n).widget() for n in range(self._rows.count()))
        return [row for row in found if isinstance(row, _Row)]

    def show_listing(self, listing: Listing) -> None:
        """Show these places in place of the former ones."""
        self._listing = listing
        while self._rows.count():
            row = self._rows.takeAt(0).widget()
            row.hide()
            row.deleteLater()
        self._title.setText(listing.title)
        self._note.setText(listing.note if listing.entries else listing.empty)
        self._note.setVisible(bool(self._note.text()))
        for entry in listing.entries:
            row = _Row(entry)
            row.chosen.connect(self.chosen)
            self._rows.addWidget(row)
        self.setAccessibleName(listing.title)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))


_HAS = {True: "places.has.yes", False: "places.has.no", None: "places.has.unknown"}


def _marks(marks: tuple[tuple[str, bool | None], ...]) -> str:
    """``✓ 옐로카펫  ✕ 신호 횡단보도  ? 안전요원``; words that stay together."""
    told = []
    for words, there in marks:
        sign, role = SIGNS[there]
        told.append(f"<span style='white-space:nowrap'><b style='color:{color(role).name()}'>{sign}</b>&nbsp;{escape(words).replace(' ', '&nbsp;')}</span>")
    return " &nbsp; ".join(told)


def preview(project: str | None) -> QWidget:
    """Two made-up school zones, for a look."""
    from app.quantity import Tag
    from widgets.window_preview import dressed

    page = dressed(ListPage())
    marks = tuple((tr(f"places.thing.{kind}"), there) for kind, there in (("signal", True), ("yellow_carpets", False), ("school_guards", None)))
    value = Quantity(0.42, "share", Tag.COMPUTED, "", 0.35, 0.5)
    page.show_listing(Listing("—", "", (Entry("0", "가", "", value, marks), Entry("1", "나", "", value, marks))))
    page.resize(330, 400)
    return page
