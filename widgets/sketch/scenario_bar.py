"""Which state of the streets is shown: what exists, or one of the scenarios; and a plus for a new one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from app.words import tr

LONGEST_PX = 110


class ScenarioBar(QFrame):
    """A row of joined buttons. ``chosen(id)`` ("" = what exists), ``wanted`` for a new one, ``menu_wanted(id, place)``."""

    chosen = Signal(str)
    wanted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("segments")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._group = QButtonGroup(self, exclusive=True)
        self._plus = QToolButton(objectName="segmentPlus", text="+")
        self._plus.clicked.connect(self.wanted)
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
        self._line.removeWidget(self._plus)
        for id, title in (("", tr("window.scenario.existing")), *scenarios):
            self._line.addWidget(self._button(id, title, id == chosen))
        self._line.addWidget(self._plus)
        self._plus.setEnabled(editable)
        self._plus.setToolTip(tr("window.command.scenario.help"))
        self._plus.setAccessibleName(tr("window.command.scenario"))
        self.setAccessibleName(tr("window.scenario.bar"))

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
