"""The small palette laid over the map while sketching: what can be placed, and a line that says how."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.kinds import LayerKind
from app.words import language, tr
from widgets.map.symbols import swatch
from widgets.window_style import theme_name

SIGN_PX = 20.0
COLUMNS, WIDE_PX, HIGH_PX, GAP_PX = 3, 74, 50, 2
# What stands together, in the order a planner looks for it. Words: ``editing.group.<key>``.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("see", ("cctv", "security_lights", "street_lamps")),
    ("help", ("emergency_bells", "phone_booths", "shelters", "police")),
    ("life", ("mailboxes", "community_centres")),
    ("ways", ("crossings", "yellow_carpets", "speed_cameras", "school_guards", "route_signs")),
)


class SketchPalette(QFrame):
    """Groups of things to place. ``taken(kind)``: the next click on the map puts one there ("" = none taken)."""

    taken = Signal(str)

    def __init__(self, kinds: tuple[LayerKind, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self._kinds = {kind.key: kind for kind in kinds}
        self._buttons: dict[str, QToolButton] = {}
        self._titles: dict[str, QLabel] = {}
        self._hint = QLabel(objectName="small", wordWrap=True)
        self._hint.setFixedWidth(COLUMNS * WIDE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 10)
        column.setSpacing(2)
        for group, keys in GROUPS:
            if any(key in self._kinds for key in keys):
                self._titles[group] = QLabel(objectName="small")
                column.addWidget(self._titles[group])
                column.addLayout(self._group([key for key in keys if key in self._kinds]))
        column.addWidget(self._hint)
        self.retranslate()

    def _group(self, keys: list[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP_PX)
        for number, key in enumerate(keys):
            button = QToolButton(objectName="sketchKind", checkable=True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(int(SIGN_PX), int(SIGN_PX)))
            button.setFixedSize(WIDE_PX - GAP_PX, HIGH_PX)
            button.clicked.connect(lambda checked, key=key: self.taken.emit(key if checked else ""))
            self._buttons[key] = button
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
        grid.setColumnStretch(COLUMNS, 1)
        return grid

    def show_taken(self, key: str) -> None:
        """Mark what the next click places ("" = nothing)."""
        for known, button in self._buttons.items():
            button.setChecked(known == key)
        self._hint.setText(tr("window.sketch.place" if key else "editing.hint"))
        self.layout().activate()
        self.adjustSize()

    def retranslate(self) -> None:
        """Take texts and signs from the language and the theme in use."""
        ratio = self.devicePixelRatioF()
        for group, title in self._titles.items():
            title.setText(tr(f"editing.group.{group}"))
        for kind in (self._kinds[key] for key in self._buttons):
            button = self._buttons[kind.key]
            button.setIcon(QIcon(swatch(kind, theme_name(), language(), SIGN_PX, ratio)))
            button.setText(tr(f"window.sketch.{kind.key}"))
            button.setToolTip(tr(f"window.command.place.{kind.key}.help"))
            button.setAccessibleName(tr(f"window.command.place.{kind.key}"))
        self.show_taken(next((key for key, button in self._buttons.items() if button.isChecked()), ""))


def preview(project: str | None) -> QWidget:
    """The palette with the kinds of a project, for a look."""
    from widgets.commands import SKETCHED
    from widgets.window_preview import dressed, known

    found = known(project)
    kinds = {layer.kind.key: layer.kind for layer in found.layers} if found else {}
    return dressed(SketchPalette(tuple(kinds[key] for key in SKETCHED if key in kinds)))
