"""From which picture on a street counts as seen: a level of the camera standard, by edition; unverified ones are marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.parameters import BY_ID
from app.words import tr


class LevelChoice(QWidget):
    """A list of the levels of all editions. ``chosen(year, px/m)``."""

    chosen = Signal(float, float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._word = QLabel()
        self.list = QComboBox()
        self.list.setMinimumWidth(300)
        self.list.activated.connect(self._activated)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._word)
        line.addWidget(self.list)
        self._shown = (0.0, 0.0)
        self.retranslate()

    def show_level(self, year: float, px_m: float, *, editable: bool = True) -> None:
        """Show the level that counts; a value between levels stands as a number of its own."""
        self._shown = (year, px_m)
        while self.list.count() and self.list.itemData(self.list.count() - 1) is None:
            self.list.removeItem(self.list.count() - 1)
        place = next((n for n in range(self.list.count()) if tuple(self.list.itemData(n)) == (year, px_m)), -1)
        if place < 0:
            self.list.addItem(tr("editing.level.own", density=f"{px_m:g}"), None)
            place = self.list.count() - 1
        self.list.setCurrentIndex(place)
        self.list.setEnabled(editable)

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        from app.study.sight.seen_levels import choices

        self._word.setText(tr("parameter.cam.level"))
        self.list.setAccessibleName(tr("parameter.cam.level"))
        self.list.clear()
        known = BY_ID["cam.level"]
        for one in choices():
            if known.low <= one.level.px_m <= known.high:
                key = "editing.level.unverified" if one.unverified else "editing.level"
                text = tr(key, level=tr(f"level.{one.level.key}"), density=f"{one.level.px_m:g}", edition=one.edition)
                self.list.addItem(text, (float(one.edition), float(one.level.px_m)))
        self.show_level(*self._shown, editable=self.list.isEnabled())

    def _activated(self, place: int) -> None:
        data = self.list.itemData(place)
        if data is not None and tuple(data) != self._shown:
            self.chosen.emit(*data)


def preview(project: str | None) -> QWidget:
    """The list at the default level, for a look."""
    from widgets.window_preview import dressed

    shown = dressed(LevelChoice())
    shown.show_level(BY_ID["cam.edition"].default, BY_ID["cam.level"].default)
    return shown
