"""What a layer's features are labelled by, how large and from which scale; and from which scale the layer is shown at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.kinds import Style
from app.words import tr
from widgets.figures import count
from widgets.styling.rows import Grid, filled
from widgets.styling.stepper import Stepper

# A pixel of the screen is taken as 1/96 inch, as maps on the web do.
PIXEL_M = 0.0254 / 96
SCALES = (500, 1000, 2500, 5000, 10_000, 25_000, 50_000)
ALWAYS = 10_000.0


def scale_of(metres_per_px: float) -> int:
    """The scale 1 : n a map has at so many metres to a pixel."""
    return round(metres_per_px / PIXEL_M)


class LabelFields(QWidget):
    """``changed(values)``: these parts of the style."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: tuple[Style, tuple[tuple[str, str], ...]] | None = None
        self.label, self.from_scale, self.shown_from = QComboBox(), QComboBox(), QComboBox()
        self.size = Stepper(7, 36, " px")
        self._grid = Grid(("label", self.label), ("label_px", self.size), ("label_from_m_per_px", self.from_scale), ("shown_from_m_per_px", self.shown_from))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self.label.activated.connect(lambda _: self.changed.emit({"label": self.label.currentData()}))
        self.size.changed.connect(lambda value: self.changed.emit({"label_px": float(value) if value >= 8 else 0.0}))
        self.from_scale.activated.connect(lambda _: self.changed.emit({"label_from_m_per_px": self.from_scale.currentData()}))
        self.shown_from.activated.connect(lambda _: self.changed.emit({"shown_from_m_per_px": self.shown_from.currentData()}))

    def show_labels(self, style: Style, columns: tuple[tuple[str, str], ...], *, editable: bool = True) -> None:
        """Show the labels of a style; ``columns``: (name, words) of what a layer may be labelled by."""
        self._shown = (style, columns)
        filled(self.label, [("", tr("styling.label.none")), *columns], style.label)
        self.size.least = tr("styling.auto")
        self.size.show_value(round(style.label_px))
        filled(self.from_scale, _scales(style.label_from_m_per_px, ALWAYS), style.label_from_m_per_px)
        filled(self.shown_from, _scales(style.shown_from_m_per_px, 0.0), style.shown_from_m_per_px)
        self._grid.show_rows({"label_px": bool(style.label), "label_from_m_per_px": bool(style.label)})
        for field in (self.label, self.size, self.from_scale, self.shown_from):
            field.setEnabled(editable)

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self._grid.retranslate()
        if self._shown is not None:
            self.show_labels(*self._shown, editable=self.label.isEnabled())


def _scales(now: float, always: float) -> list[tuple[float, str]]:
    """The scales to choose from, and the one in use."""
    found = [(always, tr("styling.scale.always"))]
    known = {scale * PIXEL_M: scale for scale in SCALES}
    if now != always and now not in known:
        known[now] = round(scale_of(now), -1) or 1
    return [*found, *((metres, tr("styling.scale.from", scale=count(known[metres]))) for metres in sorted(known))]


def preview(project: str | None) -> QWidget:
    """The fields, for a look."""
    from widgets.window_preview import dressed

    fields = dressed(LabelFields())
    fields.show_labels(Style("circle", "#123456", label="name"), (("name", "이름"), ("address", "주소")))
    return fields
