"""A list of the published sets of colours, each with a picture of its colours."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from app import ramps
from app.words import tr
from widgets.window_style import in_use

STRIP = QSize(44, 12)


class RampChoice(QComboBox):
    """``chosen(name)``: a set was chosen, "" for the layer's own colour."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setIconSize(STRIP)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._shown: tuple[object, ...] = ()
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))

    def show_ramps(self, chosen: str, *, categories: bool, own: tuple[str, ...] = (), flipped: bool = False) -> None:
        """Offer the sets for categories, or those that run from little to much; ``own``: the colours there are without a set."""
        forms = (ramps.QUALITATIVE,) if categories else (ramps.SEQUENTIAL, ramps.DIVERGING)
        wanted = (chosen, categories, own, flipped, in_use().name, tr("styling.ramp.own"))
        if wanted == self._shown:
            return
        self._shown = wanted
        self.clear()
        if not categories:
            self.addItem(_strip(own), tr("styling.ramp.own"), "")
        for form in forms:
            for name in ramps.names(form):
                inks = ramps.colours(name, 7, flipped=flipped, dark=in_use().is_dark)
                self.addItem(_strip(inks), tr(f"styling.ramp.{name}"), name)
                self.setItemData(self.count() - 1, tr("styling.ramp.help", source=ramps.source_of(name)), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.setToolTip(tr("styling.ramp.help", source=ramps.source_of(self.currentData() or "oranges")))


def _strip(inks: tuple[str, ...]) -> QIcon:
    pixmap = QPixmap(STRIP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for number, ink in enumerate(inks):
        left, right = round(number * STRIP.width() / len(inks)), round((number + 1) * STRIP.width() / len(inks))
        painter.fillRect(left, 0, right - left, STRIP.height(), QColor(ink))
    painter.end()
    return QIcon(pixmap)


def preview(project: str | None) -> QWidget:
    """The list, for a look."""
    from widgets.window_preview import dressed

    box = dressed(RampChoice())
    box.show_ramps("blues", categories=False, own=("#eeeeee", "#333333"))
    return box
