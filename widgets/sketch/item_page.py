"""The page of one thing: what it is, what it does for the district, its values to be set, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.editable import Shown
from app.words import tr
from widgets.results.facts_page import Deed, Section, add_section, clear, deed_button
from widgets.sketch.item_beside import Beside, ItemBeside
from widgets.sketch.item_fields import ItemFields


@dataclass(frozen=True)
class Effect:
    """One measure of the district: its name, its share as it is and as it would be, and the difference in words."""

    name: str
    now: str
    then: str
    change: str = ""


@dataclass(frozen=True)
class ItemFacts:
    """What the page says. ``state`` marks what the scenario does with an existing thing; ``lines`` say what it adds.

    ``turns``: it has a heading that can be turned. ``sections`` stand below the form, ``deeds`` at the foot; ``beside`` is what is
    planned, what it costs, its pictures and what is known of its effect.
    """

    title: str
    note: str = ""
    state: str = ""
    lines: tuple[str, ...] = ()
    effect_title: str = ""
    effects: tuple[Effect, ...] = ()
    fields: tuple[Shown, ...] = ()
    cameras: int = 1
    camera: int = 1
    editable: bool = True
    turns: bool = False
    sections: tuple[Section, ...] = ()
    deeds: tuple[Deed, ...] = ()
    beside: Beside = field(default_factory=Beside)


class ItemPage(QFrame):
    """Shows `ItemFacts`. ``set_wanted(key, value)``, ``camera_chosen(n)``, ``turn_wanted(degrees)``; ``left``: back to the district.

    ``shown``: another thing or another state of it is on the page.
    """

    set_wanted = Signal(str, object)
    camera_chosen = Signal(int)
    turn_wanted = Signal(float)
    left = Signal()
    shown = Signal()

    def __init__(self, card: QWidget | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self.facts: ItemFacts | None = None
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._back.clicked.connect(self.left)
        self._title = QLabel(objectName="pageTitle", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._state = QLabel(objectName="itemState", wordWrap=True)
        self._note = QLabel(objectName="small", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._lines = QLabel(objectName="itemTitle", wordWrap=True)
        self._effect_title = QLabel(objectName="small")
        self._effects = _Effects()
        self.fields = ItemFields()
        self.fields.set_wanted.connect(self.set_wanted)
        self.fields.camera_chosen.connect(self.camera_chosen)
        self.card, self.beside = card, ItemBeside()
        self._foot: QWidget | None = None
        self._foot_of: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(6)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._title, self._note, self._state, self._effect()):
            self._column.addWidget(widget)
        self._column.addSpacing(4)
        self._column.addWidget(self.fields)
        if card is not None:
            self._column.addWidget(card)
        self._column.addWidget(self.beside)
        self._column.addStretch(1)
        self.retranslate()

    def show_item(self, facts: ItemFacts) -> None:
        """Show this thing; what did not change stays untouched, so that the keyboard keeps its place."""
        self.facts = facts
        for label, text in ((self._title, facts.title), (self._note, facts.note), (self._state, facts.state)):
            label.setText(text)
            label.setVisible(bool(text))
        self.show_effect(facts.lines, facts.effect_title, facts.effects)
        for button in self._turns:
            button.setVisible(facts.turns and facts.editable)
        self.fields.setVisible(bool(facts.fields))
        self.fields.show_fields(facts.fields, cameras=facts.cameras, camera=facts.camera, editable=facts.editable)
        foot = (facts.sections, tuple((deed.title, deed.first) for deed in facts.deeds))
        if foot != self._foot_of:
            self._foot_of = foot
            self._fill_foot(facts)
        self.beside.show_beside(facts.beside)
        self.setAccessibleName(facts.title)
        self.shown.emit()

    def show_effect(self, lines: tuple[str, ...], title: str, effects: tuple[Effect, ...]) -> None:
        """What it does for the district; called at every move of the hand."""
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        self._effect_title.setText(title)
        self._effect_title.setVisible(bool(title and effects))
        self._effects.show_effects(effects)
        self._band.setVisible(bool(lines or effects))

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))
        for button, word in zip(self._turns, ("left", "right"), strict=True):
            button.setToolTip(tr(f"window.device.turn_{word}"))
            button.setAccessibleName(tr(f"window.device.turn_{word}"))

    def _effect(self) -> QFrame:
        self._band = QFrame(objectName="item")
        self._turns = [QToolButton(text=sign) for sign in ("↺", "↻")]
        for button, by in zip(self._turns, (-15.0, 15.0), strict=True):
            button.clicked.connect(lambda _=False, by=by: self.turn_wanted.emit(by))
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._lines, 1)
        for button in self._turns:
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._band)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._effect_title)
        column.addWidget(self._effects)
        return self._band

    def _fill_foot(self, facts: ItemFacts) -> None:
        clear(self._column, self._foot)
        self._foot = None
        if not (facts.sections or facts.deeds):
            return
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        for number in range(len(facts.deeds)):
            column.addWidget(deed_button(facts.deeds[number], lambda number=number: self.facts.deeds[number].run()))  # type: ignore[union-attr]
        for section in facts.sections:
            add_section(column, section)
        self._column.insertWidget(self._column.count() - 1, self._foot)


class _Effects(QWidget):
    """Rows of measures: name, share now, share then, difference."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_effects(self, effects: tuple[Effect, ...]) -> None:
        """Show these rows; labels are used again, so nothing flickers while the hand moves."""
        while len(self._rows) < len(effects):
            row = QLabel(objectName="itemNote", wordWrap=True), QLabel(objectName="itemNote"), QLabel(objectName="itemChange")
            for place, label in enumerate(row):
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                self._grid.addWidget(label, len(self._rows), place, side if place else Qt.AlignmentFlag(0))
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            there = number < len(effects)
            if there:
                one = effects[number]
                for label, text in zip(
                    row, (one.name, f"{one.now} → {one.then}" if one.then else one.now, one.change), strict=True
                ):
                    label.setText(text)
            for label in row:
                label.setVisible(there)
        self.setVisible(bool(effects))


def preview(project: str | None) -> QWidget:
    """The page of a sketched camera, for a look."""
    from app import edits, things
    from app.editable import shown
    from app.parameters import Assumptions
    from widgets.window_preview import dressed, known

    page = dressed(ItemPage())
    found = known(project)
    if found is not None:
        found = edits.place(found, "cctv", (0.0, 0.0), heading_deg=120.0)
        fields = shown(things.thing(found, found.shown.items[-1].id), Assumptions())
        effects = (
            Effect(tr("measure.seen"), "31.2 %", "31.6 %", "+234 m"),
            Effect(tr("measure.seen_night"), "17.0 %", "17.2 %", "+31 m"),
        )
        lines = (tr("window.sketch.new", length="234 m"),)
        deeds = (Deed(tr("editing.why"), lambda: None), Deed(tr("editing.remove"), lambda: None))
        page.show_item(ItemFacts("CCTV", tr("window.device.sketched", scenario="A안"), "", lines, tr("editing.district"), effects,
                                 fields, turns=True, deeds=deeds))  # fmt: skip
    return page
