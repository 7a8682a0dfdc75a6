"""What stands on a thing's page beside its values: what is planned, what it costs, its pictures, what is known of its effect."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.bill import BookRow
from app.catalogue import Entry
from app.words import tr
from widgets.sketch.cost_lines import CostLines
from widgets.sketch.evidence_card import EvidenceCard
from widgets.sketch.item_plan import ItemPlan
from widgets.sketch.photo_strip import PhotoStrip


@dataclass(frozen=True)
class Beside:
    """``of`` is the id of the scenario's item, "" for what only exists: then there is nothing to plan. ``costs``: its row of the book."""

    of: str = ""
    entry: Entry | None = None
    costs: BookRow | None = None
    status: str = "idea"
    year: int = 0
    note: str = ""
    photos: tuple[str, ...] = ()
    editable: bool = True


class ItemBeside(QFrame):
    """Shows `Beside`. ``written(id, values)``: the planner wrote something down, by the names of `app.edits.annotate`."""

    written = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.shown = Beside()
        self.plan, self.costs, self.photos, self.evidence = ItemPlan(), CostLines(), PhotoStrip(), EvidenceCard()
        self.plan.wanted.connect(lambda values: self.written.emit(self.shown.of, values))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.plan, self.costs, self.photos, self.evidence):
            column.addWidget(part)
        self.show_beside(self.shown)

    def show_beside(self, beside: Beside) -> None:
        """Show this; a note still being typed for another thing is taken first."""
        if beside.of != self.shown.of and self.shown.of:
            self.plan.settle()
        self.shown = beside
        planned = bool(beside.of)
        for part in (self.plan, self.photos):
            part.setVisible(planned)
        if planned:
            self.plan.show_plan(beside.status, beside.year, beside.note, editable=beside.editable)
            self.photos.show_photos(beside.photos, editable=beside.editable)
        self.costs.show_row(beside.costs if planned else None)
        self.evidence.show_entry(beside.entry)
        self.setVisible(planned or not self.evidence.isHidden())

    def retranslate(self) -> None:
        """Say it anew in the language in use."""
        self.setAccessibleName(tr("catalogue.plan"))


def preview(project: str | None) -> QWidget:
    """All that stands beside a camera."""
    from app import catalogue
    from app.bill import book
    from app.model import Project
    from widgets.window_preview import dressed

    beside = dressed(ItemBeside())
    rows = {row.entry.key: row for row in book(Project("p", ""))}
    beside.show_beside(Beside("item-1", catalogue.entry("cctv"), rows["cctv"], "planned", 2027, "전신주 12-3에 함께 설치", ("a",)))
    return beside
