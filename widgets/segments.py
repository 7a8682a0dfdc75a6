"""A few joined buttons of which one is pressed: day or night, this or that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.words import tr


class Segments(QFrame):
    """``chosen(key)``: the planner pressed another one. ``options`` are (key, key of its words); ``name`` the words of the whole."""

    chosen = Signal(str)

    def __init__(self, options: tuple[tuple[str, str], ...], name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("switch")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._options, self._name = options, name
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, QToolButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for key, _ in options:
            button = QToolButton(objectName="switchPart", checkable=True)
            button.clicked.connect(self._pressed(key))
            self._group.addButton(button)
            self._buttons[key] = button
            line.addWidget(button)
        self._buttons[options[0][0]].setChecked(True)
        self.retranslate()

    def __getitem__(self, key: str) -> QToolButton:
        if not isinstance(key, str):  # when its window goes, the toolkit takes whatever has brackets for a sequence and counts through it
            raise IndexError(key)
        return self._buttons[key]

    @property
    def current(self) -> str:
        """The key of the one that is pressed."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def show_chosen(self, key: str) -> None:
        """Press one without saying so."""
        self._buttons[key].setChecked(True)

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.setAccessibleName(tr(self._name))
        for key, words in self._options:
            self._buttons[key].setText(tr(words))
            self._buttons[key].setAccessibleName(tr(words))

    def _pressed(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)


DAY_NIGHT = (("day", "measures.day"), ("night", "measures.night"))


def preview(project: str | None) -> QWidget:
    """Day and night, for a look."""
    from widgets.window_preview import dressed

    return dressed(Segments(DAY_NIGHT, "measures.time"))
