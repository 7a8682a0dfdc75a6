"""Asks how far around what is chosen, and what to choose there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.words import tr

FARTHEST_M = 20_000.0


class DistanceDialog(QDialog):
    """``distance_m``, ``target`` (an id of ``targets``) and ``adds`` are what was asked for."""

    def __init__(self, words: str, targets: tuple[tuple[str, str], ...], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("table.distance.title"))
        self._far = QDoubleSpinBox(decimals=1, minimum=0.0, maximum=FARTHEST_M, singleStep=10.0, value=50.0, suffix=" m")
        self._far.setAccessibleName(tr("table.distance.within"))
        self._what = QComboBox()
        for id, name in targets:
            self._what.addItem(name, id)
        self._what.setAccessibleName(tr("table.distance.what"))
        self._adds = QCheckBox(tr("table.distance.add"))
        self._adds.setChecked(True)
        form = QFormLayout(horizontalSpacing=14, verticalSpacing=10)
        form.addRow(QLabel(words, objectName="heading", textFormat=Qt.TextFormat.PlainText, wordWrap=True))
        form.addRow(tr("table.distance.within"), self._far)
        form.addRow(tr("table.distance.what"), self._what)
        form.addRow(self._adds)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("table.distance.ok"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton(tr("table.distance.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self, spacing=16)
        column.setContentsMargins(22, 18, 22, 16)
        column.addLayout(form)
        column.addWidget(buttons)
        self._far.selectAll()

    @property
    def distance_m(self) -> float:
        """How far."""
        return self._far.value()

    @property
    def target(self) -> str:
        """What to choose there."""
        return str(self._what.currentData())

    @property
    def adds(self) -> bool:
        """True where what is found joins what is chosen."""
        return self._adds.isChecked()


def preview(project: str | None) -> QWidget:
    """The question, for a look."""
    from widgets.window_preview import dressed

    targets = (("points", tr("table.bar.from.points")), ("cctv", tr("kind.cctv")))
    return dressed(DistanceDialog(tr("table.distance.sentence", count="12"), targets))
