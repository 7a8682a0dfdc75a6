"""A small board of colours to choose from, with a field for any other; closes when one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app import ramps
from app.words import tr

ACROSS, CHIP_PX = 8, 22


def offered() -> tuple[str, ...]:
    """The colours on the board: those that everybody tells apart, then a light, a middle and a full one of each ramp."""
    clear = [ink for name in ramps.names(ramps.QUALITATIVE) for ink in ramps.colours(name, 9 if name == "muted" else 7)]
    shades = [ink for name in ramps.names(ramps.SEQUENTIAL)[:8] for ink in ramps.colours(name, 5)[1::2]]
    by_shade = [shades[number::3] for number in range(3)]
    return (*clear, *(ink for row in by_shade for ink in row))


def chip(ink: str, size: int = CHIP_PX - 6) -> QIcon:
    """A square of one colour."""
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(ink) if ink else Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QPen(QColor("#8d979f"), 1))
    painter.drawRect(0, 0, size - 1, size - 1)
    painter.end()
    return QIcon(pixmap)


class ColorChoice(QFrame):
    """``chosen(colour)``: one was clicked or typed, as ``#rrggbb``."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAccessibleName(tr("styling.pick_color"))
        grid = QGridLayout(spacing=2)
        self.buttons: list[QToolButton] = []
        for number, ink in enumerate(offered()):
            button = QToolButton(icon=chip(ink), iconSize=QSize(CHIP_PX - 6, CHIP_PX - 6), toolTip=ink, accessibleName=ink, autoRaise=True)
            button.setFixedSize(CHIP_PX, CHIP_PX)
            button.setStyleSheet("padding: 0;")
            button.clicked.connect(lambda _=False, ink=ink: self._take(ink))
            grid.addWidget(button, number // ACROSS, number % ACROSS)
            self.buttons.append(button)
        self.field = QLineEdit(maxLength=7, placeholderText="#rrggbb", accessibleName=tr("styling.pick_color"))
        self.field.returnPressed.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(grid)
        column.addWidget(self.field)

    def open_at(self, place: QPoint, ink: str) -> None:
        """Show the board at a place of its parent, as far as it fits there, with the colour in use in the field."""
        self.field.setText(ink)
        self.adjustSize()
        room = self.parentWidget().size()
        self.move(max(min(place.x(), room.width() - self.width() - 4), 0), max(min(place.y(), room.height() - self.height() - 4), 0))
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)
        next((one for one in self.buttons if one.toolTip() == ink), self.buttons[0]).setFocus()

    def _typed(self) -> None:
        text = self.field.text().strip()
        ink = QColor(text if text.startswith("#") else f"#{text}")
        if ink.isValid():
            self._take(ink.name())

    def _take(self, ink: str) -> None:
        self.leave()
        self.chosen.emit(ink)

    def leave(self) -> None:
        """Put the board away."""
        QApplication.instance().removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape and a press anywhere else put the board away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        outside = isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched)
        if event.type() == QEvent.Type.MouseButtonPress and outside:
            self.leave()
        return False


def preview(project: str | None) -> QWidget:
    """The board, for a look."""
    from widgets.window_preview import dressed

    board = dressed(ColorChoice())
    board.field.setText("#0072b2")
    return board
