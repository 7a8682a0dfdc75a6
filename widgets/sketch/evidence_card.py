"""The evidence card: what is known of an intervention's effect, how it was found out, and by whom. "Unknown" is a valid answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app import catalogue
from app.catalogue import Claim, Entry, Evidence
from app.words import tr
from widgets.figures import number

ROLES = ("effect", "mechanism", "moderator", "use", "caution")
# Crimes in each of the four cells of a before-and-after comparison, as examples of what can be noticed.
EXAMPLES = (50, 200)


class EvidenceCard(QFrame):
    """Shows one entry; what backs it unfolds. ``unfolded(bool)``: the planner opened or closed it."""

    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("beside")
        self.entry: Entry | None = None
        self._title = QLabel(objectName="sectionTitle")
        self._effect = QLabel(objectName="evidenceEffect", wordWrap=True)
        self._backing = QLabel(objectName="small", wordWrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(3)
        self._facts.setColumnStretch(1, 1)
        self._pairs = {name: (QLabel(objectName="small"), QLabel(wordWrap=True)) for name in ("principle", "serves", "design")}
        for row, (word, value) in enumerate(self._pairs.values()):
            self._facts.addWidget(word, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)
        self.more = QToolButton(objectName="unfold", checkable=True, cursor=Qt.CursorShape.PointingHandCursor)
        self.more.toggled.connect(self._unfold)
        self._inner: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 4)
        self._column.setSpacing(4)
        for widget in (self._title, self._effect, self._backing):
            self._column.addWidget(widget)
        self._column.addLayout(self._facts)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """Show what is known of this entry; None hides the card."""
        self.entry = entry
        self.more.setAccessibleName(tr("catalogue.evidence.more"))
        self.setVisible(entry is not None and entry.group != "note")
        if entry is None:
            return
        known = entry.evidence
        self._title.setText(tr("catalogue.evidence"))
        self.setAccessibleName(f"{tr('catalogue.evidence')}: {tr(f'catalogue.{entry.key}')}")
        self._effect.setText(effect_words(known))
        self._backing.setText(backing_words(known))
        pairs = {
            "principle": tr(f"catalogue.principle.{entry.principle}") if entry.principle else "",
            "serves": ", ".join(_served(id) for id in entry.serves) or tr("catalogue.serves.none"),
            "design": best_design(known),
        }
        for name, (word, value) in self._pairs.items():
            word.setText(tr(f"catalogue.fact.{name}"))
            value.setText(pairs[name])
            word.setVisible(bool(pairs[name]))
            value.setVisible(bool(pairs[name]))
        self._unfold(self.more.isChecked())

    def retranslate(self) -> None:
        """Say it anew in the language in use."""
        self.show_entry(self.entry)

    def _unfold(self, on: bool) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
            self._inner = None
        known = self.entry.evidence if self.entry is not None else None
        self.more.setVisible(known is not None)
        self.more.setText(f"{'▾' if on else '▸'} {tr('catalogue.evidence.less' if on else 'catalogue.evidence.more')}")
        if on and known is not None:
            self._inner = _inner(known)
            self._column.addWidget(self._inner)
        self.unfolded.emit(on)


def effect_words(known: Evidence | None) -> str:
    """The effect as an interval, or that it is unknown."""
    effect = known.effect if known is not None else None
    if known is None or effect is None or effect.value is None:
        return tr("catalogue.effect.unknown")
    low, high = (f"{number(100 * (value or 0.0))}" for value in (effect.low, effect.high))
    what = tr(f"catalogue.outcome.{known.outcome}")
    return tr("catalogue.effect", what=what, value=f"{number(100 * effect.value)}\u00a0%", band=f"{low}–{high}\u00a0%")


def backing_words(known: Evidence | None) -> str:
    """How well the effect is known, and where it stands; why it is unknown."""
    if known is None:
        return tr("catalogue.unknown.not_looked")
    if known.none_found:
        return tr("catalogue.unknown.none_found")
    if known.effect is None:
        return tr("catalogue.unknown.no_number")
    scope = f" · {tr(f'catalogue.scope.{known.scope}')}" if known.scope else ""
    return f"{tr(f'catalogue.tag.{known.effect.tag.name.lower()}')} · {known.effect.source}{scope}. {tr('catalogue.effect.range')}"


def best_design(known: Evidence | None) -> str:
    """The strongest design among what is said of an effect, with its level on the Maryland scale."""
    effects = [claim for claim in (known.claims if known is not None else ()) if claim.role == "effect"]
    if not effects:
        return ""
    best = min(effects, key=lambda claim: catalogue.DESIGNS.index(claim.design))
    return design_words(best)


def design_words(claim: Claim) -> str:
    """A claim's design and level in words."""
    words = tr(f"catalogue.design.{claim.design}")
    return tr("catalogue.level", design=words, level=claim.level) if claim.level else words


def _served(id: str) -> str:
    """A measure as the card names it: school zones and routes are kept by what they are equipped with."""
    return tr(f"catalogue.serves.{id}" if id in ("school", "route") else f"measure.{id}")


def _inner(known: Evidence) -> QWidget:
    """Claim by claim, with design, tag and source; then the sources, and what could be noticed at all."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 2, 0, 0)
    column.setSpacing(3)
    for role in ROLES:
        claims = [claim for claim in known.claims if claim.role == role]
        if claims:
            column.addSpacing(4)
            column.addWidget(QLabel(tr(f"catalogue.role.{role}"), objectName="claimRole"))
        for claim in claims:
            column.addWidget(_plain(claim.said(), ""))
            column.addWidget(_plain(_beneath(claim), "small"))
    column.addSpacing(4)
    examples = tr("catalogue.detectable", **{f"each{n}": each for n, each in enumerate(EXAMPLES, start=1)},
                  **{f"least{n}": number(catalogue.least_noticed(4 * each)) for n, each in enumerate(EXAMPLES, start=1)})  # fmt: skip
    column.addWidget(_plain(examples, "small"))
    column.addWidget(_plain(tr("catalogue.never_multiplied"), "small"))
    ids = dict.fromkeys(id for claim in known.claims for id in claim.sources)
    if ids:
        column.addWidget(_plain("\n".join(f"{id}  {catalogue.source_text(id)}" for id in ids), "small"))
    return ground


def _beneath(claim: Claim) -> str:
    parts = [design_words(claim)] if claim.design != "none" else []
    return " · ".join((*parts, tr(f"catalogue.tag.{claim.tag.name.lower()}"), *claim.sources))


def _plain(text: str, name: str) -> QLabel:
    label = QLabel(text, objectName=name, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def preview(project: str | None) -> QWidget:
    """The cards of a camera and of a mirror, the first unfolded."""
    from widgets.window_preview import dressed

    ground = QWidget()
    column = QVBoxLayout(ground)
    cards = [EvidenceCard() for _ in range(3)]
    for card, key in zip(cards, ("alley_gate", "convex_mirror", "school_guards"), strict=True):
        card.show_entry(catalogue.entry(key))
        column.addWidget(card)
    cards[0].more.setChecked(True)
    column.addStretch(1)
    return dressed(ground)
