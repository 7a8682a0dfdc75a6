"""A column of words and fields beside them, as the page of a layer's look has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from app.words import tr

WORDS_PX = 96


class Grid(QWidget):
    """Rows of a word and a field; ``(word, field)`` pairs, the word being ``styling.<word>``."""

    def __init__(self, *rows: tuple[str, QWidget], parent: QWidget | None = None):
        super().__init__(parent)
        self._words = {word: QLabel(wordWrap=True) for word, _ in rows}
        self._fields = dict(rows)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, WORDS_PX)
        for number, (word, field) in enumerate(rows):
            self._words[word].setMaximumWidth(WORDS_PX)
            if isinstance(field, QComboBox):
                field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(self._words[word], number, 0)
            grid.addWidget(field, number, 1)
        self.retranslate()

    def show_rows(self, wanted: Mapping[str, bool]) -> None:
        """Show or hide rows by their word."""
        for word, on in wanted.items():
            self._words[word].setVisible(on)
            self._fields[word].setVisible(on)

    def rename(self, word: str, text: str) -> None:
        """Say something else beside a field."""
        self._words[word].setText(text)
        self._fields[word].setAccessibleName(text)

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        for word in self._words:
            self.rename(word, tr(f"styling.{word}"))


def filled(box: QComboBox, pairs: Iterable[tuple[object, str]], chosen: object) -> None:
    """Fill a list with (value, words), the chosen value shown; what is there already stays."""
    pairs = list(pairs)
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] != pairs:
        box.clear()
        for value, words in pairs:
            box.addItem(words, value)
    box.setCurrentIndex(next((n for n, (value, _) in enumerate(pairs) if value == chosen), -1))


def preview(project: str | None) -> QWidget:
    """Two rows, for a look."""
    from widgets.window_preview import dressed

    return dressed(Grid(("method", QComboBox()), ("by", QComboBox())))
