"""The small palette laid over the map while sketching: what can be placed, and a line that says how."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.kinds import LayerKind
from app.words import language, tr
from widgets.symbols import swatch
from widgets.window_style import theme_name

SIGN_PX = 22.0


class SketchPalette(QFrame):
    """Two columns of things to place. ``taken(kind)``: the next click on the map puts one there ("" = none taken)."""

    taken = Signal(str)

    def __init__(self, kinds: tuple[LayerKind, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self._kinds = kinds
        self._buttons: dict[str, QToolButton] = {}
        self._hint = QLabel(objectName="small", wordWrap=True)
        self._hint.setFixedWidth(150)
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, kind in enumerate(kinds):
            button = QToolButton(objectName="sketchKind", checkable=True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(int(SIGN_PX), int(SIGN_PX)))
            button.setFixedSize(76, 62)
            button.clicked.connect(lambda checked, key=kind.key: self.taken.emit(key if checked else ""))
            self._buttons[kind.key] = button
            grid.addWidget(button, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 10)
        column.addLayout(grid)
        column.addWidget(self._hint)
        self.retranslate()

    def show_taken(self, key: str) -> None:
        """Mark what the next click places ("" = nothing)."""
        for known, button in self._buttons.items():
            button.setChecked(known == key)
        self._hint.setText(tr("window.sketch.place" if key else "window.sketch.hint"))
        self.adjustSize()

    def retranslate(self) -> None:
        """Take texts and signs from the language and the theme in use."""
        ratio = self.devicePixelRatioF()
        for kind in self._kinds:
            button = self._buttons[kind.key]
            button.setIcon(QIcon(swatch(kind, theme_name(), language(), SIGN_PX, ratio)))
            button.setText(tr(f"window.sketch.{kind.key}"))
            button.setToolTip(tr(f"window.command.place.{kind.key}.help"))
            button.setAccessibleName(tr(f"window.command.place.{kind.key}"))
        self.show_taken(next((key for key, button in self._buttons.items() if button.isChecked()), ""))


def preview(project: str | None) -> QWidget:
    """The palette with the kinds of a project, for a look."""
    from widgets.actions import SKETCHED
    from widgets.window_preview import dressed, known

    found = known(project)
    return dressed(SketchPalette(tuple(layer.kind for layer in found.layers if layer.kind.key in SKETCHED) if found else ()))
