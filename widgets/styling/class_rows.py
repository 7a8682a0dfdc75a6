"""The classes of a layer as rows: colour, value or upper bound, the legend's words, how many rows are in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.errors import BadInput
from app.kinds import Style
from app.styles import checked, class_words, number_words
from app.words import Words, language, tr
from widgets.figures import count
from widgets.styling.color_button import ColorButton

Class = tuple[str | float, str, str, str]


class ClassRows(QWidget):
    """``changed(classes, by_hand)``: another colour or other words, or bounds set by hand; what cannot be used is said beneath."""

    changed = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._style: Style | None = None
        self._rows: list[tuple[ColorButton, QLineEdit | QLabel, QLineEdit, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.trouble = QLabel(objectName="fieldTrouble", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.trouble.hide()

    def show_classes(self, style: Style | None, inks: tuple[str, ...] = (), counts: tuple[int, ...] = (), *, editable: bool = True) -> None:
        """Show the classes of a style in these colours; None: none."""
        rebuilt = self._shape(style) != self._shape(self._style) or (style is not None and len(self._rows) != len(style.classes))
        self._style = style
        if rebuilt:
            self._build()
        self.trouble.hide()
        for number, (button, value, words, rows) in enumerate(self._rows):
            bound, _, own, _ = style.classes[number]  # type: ignore[union-attr]
            button.show_color(inks[number] if number < len(inks) else "")
            text = bound if isinstance(bound, str) else self._written(bound)
            if not (isinstance(value, QLineEdit) and value.hasFocus() and value.isModified()):
                value.setText(text)
            if not (words.hasFocus() and words.isModified()):
                words.setText(own)
                words.setPlaceholderText(class_words(style, number))  # type: ignore[arg-type]
                words.setCursorPosition(0)
            rows.setText(count(counts[number]) if number < len(counts) else "")
            for part in (button, value, words):
                part.setEnabled(editable)

    @staticmethod
    def _shape(style: Style | None) -> tuple[object, ...]:
        return () if style is None else (style.by == "categories", len(style.classes), language())

    def _written(self, bound: float) -> str:
        share = self._style is not None and self._style.by == "measure"
        return f"{round(bound * 100, 2):g}%" if share else number_words(bound, Words(language()))

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if item.widget() is not self.trouble:
                item.widget().deleteLater()
        self._rows = []
        style = self._style
        for number in range(len(style.classes) if style is not None else 0):
            button = ColorButton(name=tr("styling.class.color.help"))
            button.chosen.connect(lambda ink, number=number: self._set(number, 1, ink))
            value = QLabel(textFormat=Qt.TextFormat.PlainText) if style.by == "categories" else self._field(number)  # type: ignore[union-attr]
            value.setFixedWidth(76)
            words = QLineEdit(accessibleName=tr("styling.class.words"), toolTip=tr("styling.class.words"), maxLength=80)
            words.editingFinished.connect(lambda number=number, words=words: self._worded(number, words))
            rows = QLabel(objectName="small", alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, part in enumerate((button, value, words, rows)):
                self._grid.addWidget(part, number, column)
            self._rows.append((button, value, words, rows))
        self._grid.addWidget(self.trouble, len(self._rows), 0, 1, 4)

    def _field(self, number: int) -> QLineEdit:
        field = QLineEdit(accessibleName=tr("styling.class.upper"), toolTip=tr("styling.class.upper"), maxLength=24)
        field.editingFinished.connect(lambda: self._bounded(number, field))
        return field

    def _worded(self, number: int, words: QLineEdit) -> None:
        if words.isModified():
            words.setModified(False)
            self._set(number, 2, words.text().strip())

    def _bounded(self, number: int, field: QLineEdit) -> None:
        if not field.isModified():
            return
        field.setModified(False)
        text = field.text().strip().replace(",", "")
        try:
            value = float(text.removesuffix("%")) / (100 if self._style is not None and self._style.by == "measure" else 1)
        except ValueError:
            self._say(tr("styling.trouble.rising"))
            return
        self._set(number, 0, value)

    def _set(self, number: int, part: int, value: str | float) -> None:
        if self._style is None or number >= len(self._style.classes):
            return
        one = list(self._style.classes[number])
        one[part] = value
        classes = (*self._style.classes[:number], tuple(one), *self._style.classes[number + 1 :])
        try:
            self.changed.emit(checked("classes", classes), part == 0)
        except BadInput as trouble:
            self._say(str(trouble))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()


def preview(project: str | None) -> QWidget:
    """Three steps, for a look."""
    from widgets.window_preview import dressed

    rows = dressed(ClassRows())
    style = Style("area", "#123456", by="graduated", classes=((6.0, "", "", ""), (12.0, "", "높은 집", ""), (30.0, "", "", "")))
    rows.show_classes(style, ("#deebf7", "#6baed6", "#08519c"), (120, 56_000, 7))
    return rows
