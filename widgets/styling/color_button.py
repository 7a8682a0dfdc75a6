"""A button that shows a colour and opens the board to choose another."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from widgets.styling.color_choice import ColorChoice, chip

WIDE, HIGH = 34, 16


class ColorButton(QToolButton):
    """``chosen(colour)``: another colour was chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, name: str = ""):
        super().__init__(parent, accessibleName=name, toolTip=name)
        self.ink = ""
        self.setIconSize(QSize(HIGH, HIGH))
        self.setFixedSize(WIDE, HIGH + 10)
        self.setStyleSheet("padding: 0;")
        self.clicked.connect(self.open_board)

    def show_color(self, ink: str) -> None:
        """Show this colour."""
        if ink != self.ink:
            self.ink = ink
            self.setIcon(chip(ink, HIGH))

    def open_board(self) -> ColorChoice:
        """Open the board of colours beneath the button."""
        board = ColorChoice(self.window())
        board.chosen.connect(self.chosen)
        board.open_at(self.mapTo(self.window(), QPoint(0, self.height() + 2)), self.ink)
        return board


def preview(project: str | None) -> QWidget:
    """The button, for a look."""
    from widgets.window_preview import dressed

    button = dressed(ColorButton(name="colour"))
    button.show_color("#0072b2")
    return button
