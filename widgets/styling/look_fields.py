"""The plain look of a layer: colour, fill, symbol, letter, size, width, opacity."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QSlider, QVBoxLayout, QWidget

from app.kinds import LayerKind, Style
from app.styles import symbols_of
from app.words import language, tr
from widgets.map import symbols
from widgets.styling.color_button import ColorButton
from widgets.styling.rows import Grid
from widgets.styling.stepper import Stepper
from widgets.window_style import in_use, theme_name

# A slider says where it is at most so often: each place is a picture of the map.
SAID_EVERY_MS = 90


class LookFields(QWidget):
    """``changed(values)``: these parts of the style."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: tuple[LayerKind, Style] | None = None
        self.color, self.fill, self.symbol = ColorButton(), ColorButton(), QComboBox()
        self.letter = QLineEdit(maxLength=2, maximumWidth=76)
        self.size, self.width = Stepper(2, 48, " px"), Stepper(0, 16, " px")
        self.opacity = QSlider(Qt.Orientation.Horizontal, minimum=5, maximum=100, singleStep=5, pageStep=10)
        self._grid = Grid(("color", self.color), ("fill", self.fill), ("symbol", self.symbol), ("letter", self.letter), ("size_px", self.size),
                          ("width_px", self.width), ("opacity", self.opacity))  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self._later = QTimer(self, singleShot=True, interval=SAID_EVERY_MS)
        self._later.timeout.connect(lambda: self.changed.emit({"opacity": self.opacity.value() / 100}))
        own = ("dark_color", "dark_fill")
        self.color.chosen.connect(lambda ink: self.changed.emit({"color": ink, own[0]: ""}))
        self.fill.chosen.connect(lambda ink: self.changed.emit({"fill": ink, own[1]: ""}))
        self.symbol.activated.connect(lambda _: self.changed.emit({"symbol": self.symbol.currentData()}))
        self.letter.editingFinished.connect(self._lettered)
        self.size.changed.connect(lambda value: self.changed.emit({"size_px": float(value)}))
        self.width.changed.connect(lambda value: self.changed.emit({"width_px": float(value)}))
        self.opacity.valueChanged.connect(self._faded)

    def show_look(self, kind: LayerKind, style: Style, *, editable: bool = True) -> None:
        """Show the style of a layer of a kind; what it has no use for is hidden."""
        self._shown = (kind, style)
        self.color.show_color(symbols.colour(style, in_use()).name())
        self.fill.show_color(symbols.fill(style, in_use()).name() if style.fill else "")
        self._fill_symbols(kind, style)
        if not (self.letter.hasFocus() and self.letter.isModified()):
            picture = style.letter_ko == "camera"
            self.letter.setText("" if picture else symbols.letter(style, language()))
            self.letter.setPlaceholderText("◀" if picture else "")
        self.size.show_value(round(style.size_px))
        self.width.show_value(round(style.width_px))
        if not self._later.isActive():
            self.opacity.blockSignals(True)
            self.opacity.setValue(round(style.opacity * 100))
            self.opacity.blockSignals(False)
        self.opacity.setToolTip(f"{self.opacity.value()}%")
        point, area = style.symbol in symbols.POINT_SYMBOLS, style.symbol in symbols.AREA_SYMBOLS
        self._grid.show_rows({
            "fill": area, "symbol": self.symbol.count() > 1, "letter": point and style.symbol != "dot", "size_px": point, "width_px": not point,
        })  # fmt: skip
        for field in (self.color, self.fill, self.symbol, self.letter, self.size, self.width, self.opacity):
            field.setEnabled(editable)

    def _fill_symbols(self, kind: LayerKind, style: Style) -> None:
        from dataclasses import replace

        self.symbol.clear()
        for one in symbols_of(kind) if style.symbol in symbols_of(kind) else (style.symbol,):
            picture = symbols.swatch(kind, theme_name(), language(), 18.0, 1.0, replace(style, symbol=one, opacity=1.0))
            self.symbol.addItem(QIcon(picture), tr(f"styling.symbol.{one}"), one)
        self.symbol.setCurrentIndex(self.symbol.findData(style.symbol))

    def _lettered(self) -> None:
        if self.letter.isModified():
            self.letter.setModified(False)
            text = self.letter.text().strip()
            self.changed.emit({"letter_ko": text, "letter_en": text})

    def _faded(self, value: int) -> None:
        self.opacity.setToolTip(f"{value}%")
        if not self._later.isActive():
            self._later.start()

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self._grid.retranslate()
        for button, word in ((self.color, "color"), (self.fill, "fill")):
            button.setToolTip(tr(f"styling.{word}"))
        if self._shown is not None:
            self.show_look(*self._shown, editable=self.color.isEnabled())


def preview(project: str | None) -> QWidget:
    """The fields of a camera, for a look."""
    from widgets.preview import kinds
    from widgets.window_preview import dressed

    fields = dressed(LookFields())
    kind = next(one for one in kinds() if one.key == "cctv")
    fields.show_look(kind, kind.style)
    return fields
