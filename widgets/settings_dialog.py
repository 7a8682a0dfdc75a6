"""What a planner may want otherwise: language and colours, the map, how the program starts; each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.settings import SETTINGS, Setting
from app.words import tr

# What is offered, part by part; the rest is what the program remembers by itself.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("screen", ("language", "theme", "hall_theme")),
    ("map", ("coordinates", "overview")),
    ("start", ("start_with", "keep_layout", "recent_count")),
)
SHOWN = tuple(id for _, ids in PARTS for id in ids)
BY_ID = {setting.id: setting for setting in SETTINGS}


class SettingsDialog(QDialog):
    """``chosen(setting, value)``; ``forget_wanted``: empty the recent projects; ``reset_wanted``: lay the window out as at first."""

    chosen = Signal(str, object)
    forget_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, values: dict[str, object], parent: QWidget | None = None):
        super().__init__(parent)
        self.setMinimumWidth(520)
        self._headings: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self.boxes: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        for part, ids in PARTS:
            self._headings[part] = QLabel(objectName="sectionTitle")
            column.addWidget(self._headings[part])
            column.addLayout(self._form(ids, values))
            column.addSpacing(6)
        self._forget, self._reset, self._close = QPushButton(), QPushButton(), QPushButton(default=True)
        self._forget.clicked.connect(self._forgotten)
        self._reset.clicked.connect(self.reset_wanted)
        self._close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        for button in (self._forget, self._reset):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column.addLayout(buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        self.setWindowTitle(tr("window.command.settings").rstrip("…"))
        for part, heading in self._headings.items():
            heading.setText(tr(f"window.settings.part.{part}"))
        for id, box in self.boxes.items():
            box.setAccessibleName(tr(f"setting.{id}"))
            if isinstance(box, QCheckBox):
                box.setText(tr(f"setting.{id}"))
                continue
            self._labels[id].setText(tr(f"setting.{id}"))
            if isinstance(box, QComboBox):
                for number in range(box.count()):
                    box.setItemText(number, _words(id, box.itemData(number)))
        self._forget.setText(tr("window.settings.forget" if self._forget.isEnabled() else "window.settings.forgotten"))
        self._reset.setText(tr("window.settings.reset_layout"))
        self._close.setText(tr("window.close"))

    def _form(self, ids: tuple[str, ...], values: dict[str, object]) -> QFormLayout:
        form = QFormLayout(labelAlignment=Qt.AlignmentFlag.AlignLeft)
        form.setSpacing(10)
        for id in ids:
            box = self._box(BY_ID[id], values.get(id, BY_ID[id].default))
            self.boxes[id] = box
            if isinstance(box, QCheckBox):
                form.addRow(box)
            else:
                self._labels[id] = QLabel()
                form.addRow(self._labels[id], box)
        return form

    def _box(self, setting: Setting, value: object) -> QWidget:
        """What a setting is chosen with: a list, a tick, or a number."""
        id = setting.id
        if setting.choices:
            box = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon, minimumContentsLength=24)
            for choice in setting.choices:
                box.addItem(choice, choice)
            box.setCurrentIndex(max(box.findData(value), 0))
            box.activated.connect(lambda _: self.chosen.emit(id, box.currentData()))
            return box
        if isinstance(setting.default, bool):
            tick = QCheckBox(checked=bool(value))
            tick.toggled.connect(lambda on: self.chosen.emit(id, on))
            return tick
        number = QSpinBox(minimum=int(setting.low or 0), maximum=int(setting.high or 999), value=int(value))  # type: ignore[call-overload]
        number.valueChanged.connect(lambda now: self.chosen.emit(id, now))
        return number

    def _forgotten(self) -> None:
        self.forget_wanted.emit()
        self._forget.setEnabled(False)
        self._forget.setText(tr("window.settings.forgotten"))


def _words(id: str, choice: str) -> str:
    return tr(f"navigate.system.{choice}.help") if id == "coordinates" else tr(f"window.settings.{id}.{choice}")


def preview(project: str | None) -> QWidget:
    """The dialog, for a look."""
    from widgets.window_preview import dressed

    return dressed(SettingsDialog({}))
