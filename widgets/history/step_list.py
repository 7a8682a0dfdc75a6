"""The steps as a list, the newest on top: what is undone is faint, where the project stands is marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.words import tr
from widgets.window_style import color

ROW_PX, DOT_PX = 32, 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class StepLine:
    """One line: the step's ``number`` (0: before all of them), what it is called, when, done or undone, and whether it is the last one done."""

    number: int
    title: str
    at: str = ""
    done: bool = True
    here: bool = False

    @property
    def spoken(self) -> str:
        """The line as one hears it."""
        state = "history.here" if self.here else "" if self.done else "history.undone"
        return ", ".join(part for part in (self.title, self.at, tr(state) if state else "") if part)


class _Rows(QAbstractListModel):
    def __init__(self, lines: tuple[StepLine, ...]):
        super().__init__()
        self.lines = lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            # A tooltip takes what looks like markup for markup.
            return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else line.spoken.replace("<", "‹")
        return None


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A dot where the project stands, the title, the time at the right."""
        line: StepLine = index.model().lines[index.row()]  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        if line.here or chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if line.here else "raised"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -1, -2), 6, 6)
        middle = option.rect.center().y()
        dot = QRect(option.rect.x() + 10, middle - DOT_PX // 2, DOT_PX, DOT_PX)
        painter.setPen(color("accent" if line.done else "quiet"))
        painter.setBrush(color("accent") if line.done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot if line.here else dot.adjusted(2, 2, -2, -2))
        text = option.rect.adjusted(28, 0, -10, 0)
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(color("quiet"))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.at)
        text.setRight(text.right() - painter.fontMetrics().horizontalAdvance(line.at) - 8)
        font.setPixelSize(13)
        font.setBold(line.here)
        font.setItalic(not line.done)
        painter.setFont(font)
        painter.setPen(color("text" if line.done else "quiet"))
        title = painter.fontMetrics().elidedText(line.title.replace("\n", " "), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class StepList(QListView):
    """Shows lines. ``chosen(number)``: the planner clicked one or pressed Enter on it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, objectName="steps", verticalScrollMode=QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_Line(self))
        self._rows = _Rows(())
        self.setModel(self._rows)
        self.clicked.connect(lambda index: self.chosen.emit(self._rows.lines[index.row()].number))

    @property
    def lines(self) -> tuple[StepLine, ...]:
        """What the list shows, top to bottom."""
        return self._rows.lines

    def show_lines(self, lines: tuple[StepLine, ...]) -> None:
        """Show these lines, the one where the project stands in sight."""
        self._rows = _Rows(lines)
        self.setModel(self._rows)
        here = next((row for row, line in enumerate(lines) if line.here), 0)
        self.setCurrentIndex(self._rows.index(here))
        self.scrollTo(self._rows.index(here))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go to the line the keyboard is on."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= row < len(self._rows.lines):
            self.chosen.emit(self._rows.lines[row].number)
        else:
            super().keyPressEvent(event)


def preview(project: str | None) -> QWidget:
    """A few steps, one of them undone, for a look."""
    from widgets.window_preview import dressed

    shown = dressed(StepList())
    undo, redo, sketch = (tr(f"window.command.{id}") for id in ("undo", "redo", "sketch"))
    shown.show_lines((StepLine(3, undo, "14:05", False), StepLine(2, redo, "14:03", True, True), StepLine(1, sketch, "13:58"), StepLine(0, tr("history.beginning"))))
    shown.resize(300, 200)
    return shown
