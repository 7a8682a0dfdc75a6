"""Things in a row along a street: what, how far apart, on which side, how far from the middle; the map shows it before it is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.along import SIDES
from app.words import tr

EVERY_M, OFFSET_M = 25.0, 3.0
WIDE_PX = 264
FIELDS = ("what", "every", "side", "offset", "even")


@dataclass(frozen=True)
class RowWanted:
    """What the panel says: which entry, metres apart and beside the middle of the street, the side, and whether the ends are met evenly."""

    key: str = "security_lights"
    every_m: float = EVERY_M
    offset_m: float = OFFSET_M
    side: str = "alternate"
    even: bool = False


class RowPanel(QFrame):
    """``changed``: other values; ``accepted``: put them down; ``left``: do not."""

    changed = Signal()
    accepted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, objectName="floating")
        self._title, self._told = QLabel(objectName="heading"), QLabel(objectName="small", wordWrap=True)
        self._labels = {name: QLabel() for name in FIELDS}
        self._what, self._side, self._even = QComboBox(), QComboBox(), QComboBox()
        self._every = QDoubleSpinBox(decimals=1, minimum=1.0, maximum=500.0, singleStep=5.0, value=EVERY_M, suffix=" m")
        self._offset = QDoubleSpinBox(decimals=1, minimum=0.0, maximum=50.0, singleStep=0.5, value=OFFSET_M, suffix=" m")
        self._accept, self._leave = QPushButton(), QPushButton()
        self._accept.setProperty("kind", "primary")
        for side in SIDES:
            self._side.addItem("", side)
        for even in (False, True):
            self._even.addItem("", even)
        self._side.setCurrentIndex(SIDES.index("alternate"))
        self._lay_out()
        for box in (self._what, self._side, self._even):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        for spin in (self._every, self._offset):
            spin.valueChanged.connect(lambda _: self.changed.emit())
        self._accept.clicked.connect(self.accepted)
        self._leave.clicked.connect(self.left)
        self.retranslate()
        self.show_row(0, 0.0)

    def _lay_out(self) -> None:
        form = QFormLayout(horizontalSpacing=10, verticalSpacing=6)
        for name, field in self._fields():
            self._labels[name].setBuddy(field)
            form.addRow(self._labels[name], field)
        buttons = QHBoxLayout()
        buttons.addWidget(self._accept, 1)
        buttons.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addWidget(self._told)
        column.addLayout(buttons)
        self.setFixedWidth(WIDE_PX)

    def _fields(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple(zip(FIELDS, (self._what, self._every, self._side, self._offset, self._even), strict=True))

    @property
    def wanted(self) -> RowWanted:
        """The values as they are set."""
        return RowWanted(self._what.currentData() or "", self._every.value(), self._offset.value(), self._side.currentData(), bool(self._even.currentData()))

    def show_choices(self, keys: tuple[tuple[str, str], ...], chosen: str, offset_m: float | None = None) -> None:
        """Offer these things, (key, words); ``offset_m`` where the street says how wide it is."""
        self._what.blockSignals(True)
        self._what.clear()
        for key, words in keys:
            self._what.addItem(words, key)
        self._what.setCurrentIndex(max(0, self._what.findData(chosen)))
        self._what.blockSignals(False)
        if offset_m:
            self._offset.setValue(offset_m)

    def show_row(self, count: int, length_m: float, note: str = "") -> None:
        """How many there will be over how many metres; none: what to do first."""
        from widgets.figures import number

        told = tr("gestures.row.told", count=count, length=number(length_m)) if count else tr("gestures.row.begin")
        self._told.setText(note or told)
        self._accept.setEnabled(count > 0)
        self.adjustSize()

    def retranslate(self) -> None:
        """Speak the language of the window from now on."""
        self._title.setText(tr("gestures.row.title"))
        for name, label in self._labels.items():
            label.setText(tr(f"gestures.row.{name}"))
        for name, field in self._fields():
            field.setAccessibleName(tr(f"gestures.row.{name}"))
            field.setToolTip(tr(f"gestures.row.{name}.help"))
        for number, side in enumerate(SIDES):
            self._side.setItemText(number, tr(f"gestures.side.{side}"))
        for number, even in enumerate(("as_said", "to_end")):
            self._even.setItemText(number, tr(f"gestures.even.{even}"))
        self._accept.setText(tr("gestures.row.accept"))
        self._accept.setToolTip(tr("gestures.row.accept.help"))
        self._leave.setText(tr("gestures.row.leave"))
        self._leave.setToolTip(tr("gestures.row.leave.help"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts the row down, Escape does not."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._accept.isEnabled():
                self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QEvent) -> None:
        """A press beside the fields does not go through to the map."""
        event.accept()


def preview(project: str | None) -> QWidget:
    """The panel with a row on the map, for a look."""
    from widgets.sketch.sketch_room import kind_word
    from widgets.window_preview import dressed

    panel = RowPanel()
    panel.show_choices(tuple((key, kind_word(key)) for key in ("security_lights", "street_lamps", "emergency_bells")), "security_lights")
    panel.show_row(9, 214.0)
    return dressed(panel)
