"""A camera's card: what it sees at each level, by night, what it is only claimed to see, and the windows it looks into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.quantity import Quantity, Tag
from app.words import tr
from widgets.figures import number, plain, with_unit
from widgets.results.facts_page import Section, add_section, clear

if TYPE_CHECKING:
    from app.study.sight.card import Card
    from app.study.sight.checks import SiteCheck

# Finer levels than these are of no use to a planner; the first ones of an edition are shown.
MOST_LEVELS = 5


class CameraCard(QFrame):
    """Shows a `Card`. ``turn_wanted(degrees)``: the planner takes the quieter heading."""

    turn_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.card: Card | None = None
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self.hide()

    def show_card(self, card: Card | None, check: tuple[int, SiteCheck] | None = None, *, editable: bool = True) -> None:
        """Show a card (None: hide); ``check`` is the rank and the worth of a field check, where it is worth one."""
        self.card = card
        clear(self._column, self._body)
        self._body = None
        self.setVisible(card is not None)
        if card is None:
            return
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(QLabel(tr("editing.card.sees"), objectName="sectionTitle"))
        column.addLayout(_levels(card))
        add_section(column, Section(pairs=tuple(_view(card))))
        if not card.known:
            add_section(column, Section(tr("editing.card.unknown"), lines=tuple(_unknown(card, check))))
        add_section(column, Section(tr("editing.card.claimed"), lines=tuple(_claimed(card))))
        add_section(column, Section(tr("editing.card.windows"), lines=tuple(_windows(card))))
        quieter = card.quieter
        if editable and quieter is not None and quieter.turns:
            button = QPushButton(
                tr("editing.card.turn", heading=with_unit(quieter.heading_deg.value, "deg")), objectName="turnSo"
            )
            button.clicked.connect(lambda: self.turn_wanted.emit(float(quieter.heading_deg.value or 0.0)))
            column.addWidget(button)
        self._column.addWidget(self._body)

    def dim(self, dimmed: bool) -> None:
        """Step back while the figures are being made anew."""
        self.setEnabled(not dimmed)


def _levels(card: Card) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for place, word in enumerate(("level", "reach", "street", "area")):
        grid.addWidget(
            QLabel(tr(f"editing.card.{word}"), objectName="small"), 0, place, right if place else Qt.AlignmentFlag.AlignLeft
        )
    for row, seen in enumerate(card.levels[:MOST_LEVELS], start=1):
        mark = "" if seen.level.tag is not Tag.MEMORY else " *"
        word = QLabel(f"{tr(f'level.{seen.level.key}')}{mark}")
        word.setToolTip(
            tr("editing.card.level.help", density=number(seen.level.px_m, 1))
            + (f"\n{tr('editing.card.unverified')}" if mark else "")
        )
        grid.addWidget(word, row, 0)
        for place, value in enumerate((seen.reach_m, seen.street_m, seen.area_m2), start=1):
            label = QLabel(with_unit(value.value, value.unit))
            label.setToolTip(plain(value))
            grid.addWidget(label, row, place, right)
    return grid


def _view(card: Card) -> list[tuple[str, str]]:
    pairs = [
        (tr("cameras.card.blind"), _upto(card.blind_m)),
        (tr("cameras.card.far"), plain(card.far_m)),
        (tr("cameras.card.street"), plain(card.street_m)),
        (tr("editing.card.night"), tr("editing.card.night.of", street=plain(card.street_night_m), range=plain(card.night_m))),
    ]
    if card.presence is not None:
        pairs.append((tr("editing.card.presence"), tr("editing.card.presence.of", share=plain(card.presence))))
    if card.unbounded:
        pairs.append((tr("editing.card.walls"), tr("cameras.card.unbounded")))
    return pairs


def _upto(value: Quantity) -> str:
    return tr("editing.card.none") if not value.value else tr("editing.card.upto", distance=plain(value))


def _unknown(card: Card, check: tuple[int, SiteCheck] | None) -> list[str]:
    """Likely, best and worst, and what a look on site would settle."""
    spread = card.street_m
    values = {"likely": with_unit(spread.value, "m"), "low": with_unit(spread.low, "m"), "high": with_unit(spread.high, "m")}
    lines = [tr("editing.card.likely", **values)]
    if card.best_deg is not None and card.worst_deg is not None:
        lines.append(tr("editing.card.best", best=with_unit(card.best_deg, "deg"), worst=with_unit(card.worst_deg, "deg")))
    if check is not None:
        lines.append(tr("editing.card.check", rank=check[0], metres=plain(check[1].narrows_m)))
    return lines


def _claimed(card: Card) -> list[str]:
    claim = card.claim
    more, street = claim.more_m.value or 0.0, claim.seen_m.value or 0.0
    key = "editing.card.claim" if more >= 0.0 else "editing.card.claim_less"
    return [
        tr(
            key,
            radius=plain(claim.radius_m),
            claimed=plain(claim.claimed_m),
            seen=with_unit(street, "m"),
            more=with_unit(abs(more), "m"),
        ),
        tr("editing.card.claim_area", claimed=plain(claim.claimed_m2), seen=plain(claim.seen_m2), more=plain(claim.more_m2)),
    ]


def _windows(card: Card) -> list[str]:
    exposed = card.exposed_m.value or 0.0
    lines = [tr("editing.card.exposed", length=plain(card.exposed_m)) if exposed >= 0.5 else tr("editing.card.exposed_none")]
    quieter = card.quieter
    if quieter is not None and quieter.turns:
        kept = (quieter.street_m.value or 0.0) / max(quieter.now_street_m.value or 0.0, 1e-9)
        lines.append(
            tr("editing.card.quieter", heading=with_unit(quieter.heading_deg.value, "deg"), exposed=plain(quieter.exposed_m),
               share=f"{number(100.0 * kept)} %")
        )  # fmt: skip
    elif quieter is not None and exposed >= 0.5:
        lines.append(tr("editing.card.quietest", keep=plain(quieter.keep)))
    return lines


def preview(project: str | None) -> QWidget:
    """The card of a camera of a project that looks into most windows, for a look."""
    from app.study import answer, question
    from app.study.sight.card import card
    from widgets.window_preview import dressed, known

    shown = dressed(CameraCard())
    found = known(project)
    if found is not None:
        answers = answer(question(found))
        which = next((number for number, one in enumerate(answers.behind.cameras) if not one.known), 0)
        shown.show_card(card(answers, None, which))
    return shown
