"""A page of facts: a title, a line under it, sections of short lines, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.words import tr


@dataclass(frozen=True)
class Section:
    """A heading ("" = none), pairs of a word and its value, and whole sentences."""

    heading: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deed:
    """A button at the foot of the page."""

    title: str
    run: Callable[[], None]
    first: bool = False


@dataclass(frozen=True)
class Facts:
    """What the page says. ``key`` lets its owner know the page again; ``foot`` makes what stands below everything."""

    title: str
    note: str = ""
    sections: tuple[Section, ...] = ()
    deeds: tuple[Deed, ...] = ()
    key: str = ""
    foot: Callable[[], QWidget] | None = field(default=None, compare=False)


class FactsPage(QFrame):
    """Shows `Facts`; ``left``: the planner goes back to the district."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.facts: Facts | None = None
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._back.clicked.connect(self.left)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(6)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._body: QWidget | None = None
        self.retranslate()

    def show_facts(self, facts: Facts) -> None:
        """Show these facts in place of the former ones."""
        self.facts = facts
        clear(self._column, self._body)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(QLabel(facts.title, objectName="pageTitle", wordWrap=True))
        if facts.note:
            column.addWidget(QLabel(facts.note, objectName="small", wordWrap=True))
        for section in facts.sections:
            add_section(column, section)
        if facts.deeds:
            column.addSpacing(10)
        for deed in facts.deeds:
            column.addWidget(deed_button(deed, deed.run))
        if facts.foot is not None:
            column.addWidget(facts.foot())
        column.addStretch(1)
        self._column.addWidget(self._body, 1)
        self.setAccessibleName(facts.title)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))


def clear(column: QVBoxLayout, widget: QWidget | None) -> None:
    """Take a widget out of a column for good."""
    if widget is not None:
        column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def deed_button(deed: Deed, run: Callable[[], None]) -> QPushButton:
    """The button of something that can be done."""
    button = QPushButton(deed.title)
    button.setProperty("kind", "primary" if deed.first else "")
    button.clicked.connect(lambda _=False: run())
    return button


def add_section(column: QVBoxLayout, section: Section) -> None:
    """Put a section under what stands in a column."""
    if section.heading:
        column.addSpacing(10)
        column.addWidget(QLabel(section.heading, objectName="sectionTitle"))
    if section.pairs:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, (word, value) in enumerate(section.pairs):
            name = QLabel(word, objectName="small", wordWrap=True)
            name.setMinimumWidth(84)
            name.setMaximumWidth(120)
            text = QLabel(value, wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
        column.addLayout(grid)
    for line in section.lines:
        column.addWidget(QLabel(line, wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse))
