"""Which state of the streets is shown: what exists, or one of the scenarios; and a plus for a new one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.words import tr

LONGEST_PX = 110


class ScenarioBar(QFrame):
    """A row of joined buttons. ``chosen(id)`` ("" = what exists), ``wanted`` for a new one, ``menu_wanted(id, place)``."""

    chosen = Signal(str)
    wanted = Signal()
    menu_wanted = Signal(str, QPoint)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("segments")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._group = QButtonGroup(self, exclusive=True)
        self._plus = QToolButton(objectName="segmentPlus", text="+")
        self._plus.clicked.connect(self.wanted)
        self._rest = QToolButton(objectName="segmentPlus", text="⋯", popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._rest.setMenu(QMenu(self._rest))
        self._room_px = 10_000
        self._shown: tuple[tuple[tuple[str, str], ...], str] = ((), "")
        self.show_scenarios((), "")

    def show_scenarios(self, scenarios: tuple[tuple[str, str], ...], chosen: str, *, editable: bool = True) -> None:
        """Show (id, title) pairs after what exists; ``chosen`` is the id of the one in use."""
        self._shown = (scenarios, chosen)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        for last in (self._rest, self._plus):
            self._line.removeWidget(last)
        for id, title in (("", tr("window.scenario.existing")), *scenarios):
            self._line.addWidget(self._button(id, title, id == chosen))
        for last in (self._rest, self._plus):
            self._line.addWidget(last)
        self._rest.setToolTip(tr("window.scenario.rest"))
        self._rest.setAccessibleName(tr("window.scenario.rest"))
        self._plus.setEnabled(editable)
        self._plus.setToolTip(tr("window.command.scenario.help"))
        self._plus.setAccessibleName(tr("window.command.scenario"))
        self.setAccessibleName(tr("window.scenario.bar"))
        self.fit(self._room_px)
        self.changed.emit()

    @property
    def whole_px(self) -> int:
        """How wide the row is with all of them side by side."""
        for one in (*self._group.buttons(), self._rest, self._plus):
            one.ensurePolished()
        return sum(one.sizeHint().width() for one in (*self._group.buttons(), self._plus)) + 4

    def fit(self, room_px: int) -> None:
        """Keep to so many pixels: what exists and the one in use stay, of the others those that fit, the rest goes into a menu."""
        self._room_px = room_px
        buttons, menu = self._group.buttons(), self._rest.menu()
        taken = self.whole_px
        hidden = []
        if taken > room_px:
            taken += self._rest.sizeHint().width()
            for button in reversed(buttons[1:]):
                if taken > room_px and not button.isChecked():
                    taken -= button.sizeHint().width()
                    hidden.insert(0, button)
        menu.clear()
        for button in buttons:
            button.setVisible(button not in hidden)
            if button in hidden:
                menu.addAction(button.toolTip(), button.click)
        self._rest.setVisible(bool(hidden))

    @property
    def titles(self) -> list[str]:
        """What can be chosen, as written on the buttons' tips."""
        return [button.toolTip() for button in self._group.buttons()]

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.show_scenarios(*self._shown, editable=self._plus.isEnabled())

    def _button(self, id: str, title: str, chosen: bool) -> QToolButton:
        button = QToolButton(objectName="segment", checkable=True, checked=chosen)
        button.setText(button.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, LONGEST_PX))
        button.setToolTip(title)
        button.setAccessibleName(title)
        button.setProperty("scenario", id)
        button.clicked.connect(lambda: self.chosen.emit(id))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(id, button.mapToGlobal(at)))
        self._group.addButton(button)
        return button


def preview(project: str | None) -> QWidget:
    """The bar alone, for a look."""
    bar = ScenarioBar()
    bar.show_scenarios((("a", "A"), ("b", "B")), "a")
    return bar
