"""Language, themes, and the list of recent projects."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.settings import SETTINGS
from app.words import tr

SHOWN = ("language", "theme", "hall_theme")
CHOICES = {setting.id: setting.choices for setting in SETTINGS}


class SettingsDialog(QDialog):
    """Each choice takes effect at once: ``chosen(setting, value)``. ``forget_wanted``: empty the recent projects."""

    chosen = Signal(str, str)
    forget_wanted = Signal()

    def __init__(self, values: dict[str, str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setMinimumWidth(420)
        self._labels: dict[str, QLabel] = {}
        self.boxes: dict[str, QComboBox] = {}
        form = QFormLayout()
        form.setSpacing(14)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for id in SHOWN:
            box = QComboBox()
            for choice in CHOICES[id]:
                box.addItem(choice, choice)
            box.setCurrentIndex(max(box.findData(values.get(id, "system")), 0))
            box.activated.connect(lambda _, id=id, box=box: self.chosen.emit(id, box.currentData()))
            self._labels[id], self.boxes[id] = QLabel(), box
            form.addRow(self._labels[id], box)
        self._forget, self._close = QPushButton(), QPushButton()
        self._forget.clicked.connect(self.forget_wanted)
        self._forget.clicked.connect(lambda: self._forget.setEnabled(False))
        self._close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._forget)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(22)
        column.addLayout(form)
        column.addLayout(buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        self.setWindowTitle(tr("window.command.settings").rstrip("…"))
        for id, box in self.boxes.items():
            self._labels[id].setText(tr(f"setting.{id}"))
            box.setAccessibleName(tr(f"setting.{id}"))
            for number in range(box.count()):
                box.setItemText(number, tr(f"window.settings.{id}.{box.itemData(number)}"))
        self._forget.setText(tr("window.settings.forget"))
        self._close.setText(tr("window.close"))


def preview(project: str | None) -> QWidget:
    """The dialog, for a look."""
    return SettingsDialog({})
