"""How much light a street should have: a lighting class, chosen as a whole; a planner's own figures stand as such."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.words import tr


class ClassChoice(QWidget):
    """A list of the lighting classes. ``chosen(values)``: the assumptions of a class, id -> value."""

    chosen = Signal(dict)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._word = QLabel()
        self.list = QComboBox()
        self.list.setMinimumWidth(240)
        self.list.activated.connect(self._activated)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._word)
        line.addWidget(self.list)
        self._changed: Mapping[str, float] = {}
        self.retranslate()

    def show_class(self, changed: Mapping[str, float], *, editable: bool = True) -> None:
        """Show the class the assumptions stand at; ``changed`` are those the planner set."""
        from app.study.lamps.light_classes import aim_of, aims

        self._changed = dict(changed)
        while self.list.count() > len(aims()):
            self.list.removeItem(self.list.count() - 1)
        now = aim_of(changed)
        if now is None:
            self.list.addItem(tr("editing.class.own"), None)
        self.list.setCurrentIndex(self.list.count() - 1 if now is None else aims().index(now))
        self.list.setEnabled(editable)

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        from app.study.lamps.light_classes import aims

        self._word.setText(tr("editing.class"))
        self.list.setAccessibleName(tr("editing.class"))
        self.list.clear()
        for one in aims():
            key = "editing.class.faces" if one.faces else "editing.class.ground"
            name = tr(f"lighting.class.{one.wanted.key}")
            self.list.addItem(tr(key, name=name, average=f"{one.wanted.average_lx:g}"), dict(one.values))
        self.show_class(self._changed, editable=self.list.isEnabled())

    def _activated(self, place: int) -> None:
        values = self.list.itemData(place)
        if values is not None:
            self.chosen.emit(dict(values))


def preview(project: str | None) -> QWidget:
    """The list at the defaults, for a look."""
    from widgets.window_preview import dressed

    return dressed(ClassChoice())
