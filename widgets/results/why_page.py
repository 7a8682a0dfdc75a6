"""Why is this spot so, and why not here? The page of a spot, its chooser of devices, and the menu of the right button."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.why_not import MOVES
from app.words import tr
from widgets.figures import number
from widgets.results.facts_page import Facts, Section, clear
from widgets.results.summary import said
from widgets.sketch.sketch_room import kind_word

if TYPE_CHECKING:
    from app.study import Answers
    from app.why import Why
    from app.why_not import WhyNot
    from widgets.main_window import MainWindow

JOB = "why_not"
# What a line is about, by the beginning of its key; the first that fits. Words: ``editing.about.<key>``.
ABOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("light", ("why.light",)),
    ("help", ("why.refuge", "why.no_refuge", "why.night_refuge", "why.bell", "why.police", "why.centre", "why.response", "why.mailbox")),
    ("places", ("why.zone", "why.route")),
    ("sight", ("why.",)),
)


class WhyNotBox(QFrame):
    """Asks what one more device here would add. ``asked(kind)``; ``place_wanted``: the planner wants it in the scenario."""

    asked = Signal(str)
    place_wanted = Signal()

    def __init__(self, kind: str = "cctv", *, editable: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        self._editable = editable
        self.choice = QComboBox()
        for key in MOVES:
            self.choice.addItem(kind_word(key), key)
        self.choice.setCurrentIndex(max(self.choice.findData(kind), 0))
        self.choice.setAccessibleName(tr("editing.whynot.kind"))
        self.ask = QPushButton(tr("editing.whynot.ask"))
        self.ask.clicked.connect(lambda: self.asked.emit(str(self.choice.currentData())))
        self._found: QWidget | None = None
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.choice, 1)
        line.addWidget(self.ask)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(QLabel(tr("editing.whynot"), objectName="sectionTitle"))
        self._column.addLayout(line)

    def show_busy(self) -> None:
        """It is being worked out."""
        self.ask.setEnabled(False)
        self._fill((tr("editing.whynot.busy"),), placing=False)

    def show_found(self, found: WhyNot) -> None:
        """What it would add, what it costs and what speaks against it."""
        self.ask.setEnabled(True)
        lines = [said(*line) for line in found.lines]
        if found.item.heading_deg is not None:
            lines.insert(0, tr("editing.whynot.heading", heading=f"{number(found.item.heading_deg)}°"))
        self._fill(tuple(lines), placing=self._editable)

    def show_trouble(self, sentence: str) -> None:
        """It could not be worked out."""
        self.ask.setEnabled(True)
        self._fill((sentence,), placing=False)

    def _fill(self, lines: tuple[str, ...], *, placing: bool) -> None:
        clear(self._column, self._found)
        self._found = QWidget()
        column = QVBoxLayout(self._found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for line in lines:
            column.addWidget(QLabel(line, wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse))
        if placing:
            place = QPushButton(tr("editing.whynot.place"), objectName="placeHere")
            place.setProperty("kind", "primary")
            place.clicked.connect(self.place_wanted)
            column.addWidget(place)
        self._column.addWidget(self._found)


class WhyRoom(QObject):
    """Shows why a spot is so, and hangs the question "why not here" under it; a right click on the map asks both."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.box: WhyNotBox | None = None
        self.found: WhyNot | None = None
        self._at: tuple[float, float] = (0.0, 0.0)
        self._wanted = ""
        w.map.canvas.installEventFilter(self)

    def show(self, found: Why, at_m: tuple[float, float]) -> None:
        """The page of a spot; ``at_m`` is where the planner clicked, the spot lies on the street beside it."""
        w = self._w
        self._at, self.found = at_m, None
        w.map.mark_spot(*found.spot_m, found.walk)
        place = tr("window.why.spot", x=number(found.spot_m[0]), y=number(found.spot_m[1]))
        sections = list(sections_of(found))
        if found.takes:
            sections.append(Section(tr("window.why.takes"), lines=tuple(said(*line) for line in found.takes)))
        if found.formulas:
            sections.append(Section(tr("why.text.formulas"), lines=tuple(said(*line) for line in found.formulas)))
        note = f"{found.area} · {place}" if found.area else place
        w.inspector.show()
        w.inspector.show_facts(Facts(found.street or tr("window.gap.unnamed"), note, tuple(sections), foot=self._foot))
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._ask(wanted)

    def ask(self, at_m: tuple[float, float], kind: str) -> None:
        """Show why a spot is so and ask at once what a device of a kind would add there."""
        from widgets import choice

        self._wanted = kind
        choice.spot(self._w, *at_m)

    def menu(self, at_m: tuple[float, float]) -> QMenu:
        """What can be asked of a spot with the right button."""
        from widgets import choice

        menu = QMenu(tr("editing.why"), self._w)
        menu.addAction(tr("window.command.identify"), lambda: self._w.tables.identify(at_m))
        if self._w.study.answers is None:
            return menu
        menu.addAction(tr("editing.why"), lambda: choice.spot(self._w, *at_m))
        tried = menu.addMenu(tr("editing.whynot"))
        for key in MOVES:
            tried.addAction(kind_word(key), lambda key=key: self.ask(at_m, key))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The right button on the map opens the menu of the spot."""
        if isinstance(event, QContextMenuEvent) and self._w.desk.project is not None:
            canvas = self._w.map.canvas
            self.menu(canvas.to_m(event.pos().toPointF())).popup(event.globalPos())
            return True
        return False

    def _foot(self) -> QWidget:
        self.box = WhyNotBox(editable=self._w.desk.editable)
        self.box.asked.connect(self._ask)
        self.box.place_wanted.connect(self._place)
        return self.box

    def _ask(self, kind: str) -> None:
        w, answers, at, box = self._w, self._w.study.answers, self._at, self.box
        if answers is None or box is None:
            return
        box.choice.setCurrentIndex(max(box.choice.findData(kind), 0))
        box.show_busy()
        w.jobs.ask(
            JOB,
            lambda _: _why_not(answers, at, kind),
            lambda found: self._came(box, found),
            lambda words: self._failed(box, words),
            lane="hand",
        )

    def _came(self, box: WhyNotBox, found: WhyNot) -> None:
        if box is self.box and self._w.inspector.shows_facts:
            self.found = found
            box.show_found(found)
            self._w.map.show_sketched(found.overlays)

    def _failed(self, box: WhyNotBox, sentence: str) -> None:
        if box is self.box:
            box.show_trouble(sentence)

    def _place(self) -> None:
        """Take the tried device into the scenario."""
        found = self.found
        if found is not None:
            if not self._w.sketch.active:
                self._w.sketch.toggle()
            self._w.sketch.place(found.kind, *found.at_m, found.item.heading_deg)


def sections_of(found: Why) -> Iterator[Section]:
    """The lines of a spot under what they are about: sight first, then light, help, and the places it belongs to."""
    by: dict[str, list[str]] = {}
    for key, values in found.lines:
        about = next(name for name, starts in ABOUT if key.startswith(starts))
        by.setdefault(about, []).append(said(key, values))
    for about in ("sight", "light", "help", "places"):
        if about in by:
            yield Section(tr(f"editing.about.{about}"), lines=tuple(by[about]))


def _why_not(answers: Answers, at_m: tuple[float, float], kind: str) -> WhyNot:
    from app.why_not import why_not_here

    return why_not_here(answers, *at_m, kind)


def preview(project: str | None) -> QWidget:
    """The box with an answer for a spot in the middle of a project's district, for a look."""
    from app.study import answer, question
    from widgets.window_preview import dressed, known

    box = dressed(WhyNotBox())
    found = known(project)
    if found is not None:
        answers = answer(question(found))
        box.show_found(_why_not(answers, answers.gaps[0].centre_m, "cctv"))
    return box
