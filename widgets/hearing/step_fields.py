"""What one step of a hearing says: its caption, the measure on its map, the scenario, and what that is swiped against."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QWidget

from app.edits.views import LONGEST_CAPTION
from app.model import View
from app.words import tr

FIELDS = ("look", "scenario", "against")


class StepFields(QWidget):
    """``said(field, value)``: the planner wrote or chose something else; ``taken``: the step shall show what the map shows now."""

    said = Signal(str, object)
    taken = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._view: View | None = None
        self.caption = QLineEdit(maxLength=LONGEST_CAPTION)
        self.caption.editingFinished.connect(self._captioned)
        self.lists = {field: QComboBox() for field in FIELDS}
        for field, box in self.lists.items():
            box.activated.connect(lambda _, field=field, box=box: self.said.emit(field, box.currentData()))
        self.take = QPushButton()
        self.take.clicked.connect(self.taken)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(8)
        self._form.addRow(" ", self.caption)
        for field in FIELDS:
            self._form.addRow(" ", self.lists[field])
        self._form.addRow(self.take)
        self.retranslate()

    def show_view(self, view: View | None, measures: tuple[tuple[str, str], ...], scenarios: tuple[tuple[str, str], ...], *, editable: bool) -> None:
        """Show what a step says; None hides the fields. The lists offer (id, words)."""
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        if not self.caption.hasFocus() or self.caption.text() != view.caption:
            self.caption.setText(view.caption or view.title)
        offered = {
            "look": (("", tr("hearing.no_measure")), *measures), "scenario": scenarios,
            "against": ((None, tr("hearing.no_swipe")), *scenarios),
        }  # fmt: skip
        for field, choices in offered.items():
            box = self.lists[field]
            box.clear()
            for value, words in choices:
                box.addItem(words, value)
            at = next((n for n, (value, _) in enumerate(choices) if value == getattr(view, field)), 0)
            box.setCurrentIndex(at)
        for part in (self.caption, self.take, *self.lists.values()):
            part.setEnabled(editable)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        for part, key in ((self.caption, "caption"), *((self.lists[field], field) for field in FIELDS)):
            label = self._form.labelForField(part)
            label.setText(tr(f"hearing.field.{key}"))  # type: ignore[attr-defined]
            part.setAccessibleName(tr(f"hearing.field.{key}"))
        self.take.setText(tr("hearing.take"))
        self.take.setToolTip(tr("hearing.take.help"))

    def _captioned(self) -> None:
        if self._view is not None and self.caption.text().strip() not in ("", self._view.caption):
            self.said.emit("caption", self.caption.text())


def preview(project: str | None) -> QWidget:
    """The fields of a step, for a look."""
    from widgets.window_preview import dressed

    fields = dressed(StepFields())
    fields.show_view(View("v", "밤길", (0.0, 0.0), 1.0, caption="밤길"), (("seen", tr("measure.seen")),), (("", tr("window.scenario.existing")),), editable=True)
    return fields
