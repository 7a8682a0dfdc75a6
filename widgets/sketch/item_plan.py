"""What is planned for a thing: how far it is, when it is to be built, and what there is to say about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.model import STATUSES
from app.words import tr

NOTE_PX, MOST_SIGNS = 66, 2000


class ItemPlan(QFrame):
    """Status, year and note. ``wanted(values)``: what the planner wrote, by the names of `app.edits.annotate`."""

    wanted = Signal(dict)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("beside")
        self._shown = ("idea", 0, "")
        self._words = {name: QLabel(objectName="small") for name in ("status", "year", "note")}
        self.status = QComboBox()
        for key in STATUSES:
            self.status.addItem(key, key)
        self.status.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]  # the page scrolls, the value stays
        self.status.activated.connect(lambda _: self._say(status=str(self.status.currentData())))
        self.year = QLineEdit(maxLength=6)
        self.year.editingFinished.connect(self._year_written)
        self.note = QPlainTextEdit(tabChangesFocus=True)
        self.note.setFixedHeight(NOTE_PX)
        self.note.installEventFilter(self)
        self._trouble = QLabel(objectName="fieldTrouble", wordWrap=True)
        self._trouble.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (name, entry) in enumerate((("status", self.status), ("year", self.year))):
            grid.addWidget(self._words[name], 0, place)
            grid.addWidget(entry, 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(4)
        column.addLayout(grid)
        for widget in (self._words["note"], self.note, self._trouble):
            column.addWidget(widget)
        self.retranslate()

    def show_plan(self, status: str, year: int, note: str, *, editable: bool) -> None:
        """Show what is written down; what is just being typed is left alone."""
        before, self._shown = self._shown, (status, year, note)
        self.status.setCurrentIndex(max(self.status.findData(status), 0))
        if not self.year.hasFocus() or before[1] != year:
            self.year.setText(str(year) if year else "")
        if (not self.note.hasFocus() or before[2] != note) and self.note.toPlainText() != note:
            self.note.setPlainText(note)
        self._trouble.hide()
        for entry in (self.status, self.year):
            entry.setEnabled(editable)
        self.note.setReadOnly(not editable)

    @property
    def trouble(self) -> str:
        """What is said under the note, "" where all is well."""
        return self._trouble.text() if not self._trouble.isHidden() else ""

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        for name, label in self._words.items():
            label.setText(tr(f"catalogue.plan.{name}"))
        for name, entry in (("status", self.status), ("year", self.year), ("note", self.note)):
            entry.setAccessibleName(tr(f"catalogue.plan.{name}"))
            entry.setToolTip(tr(f"catalogue.plan.{name}.help"))
        for place in range(self.status.count()):
            self.status.setItemText(place, tr(f"catalogue.status.{self.status.itemData(place)}"))
        self.year.setPlaceholderText(tr("catalogue.plan.open"))
        self.note.setPlaceholderText(tr("catalogue.plan.note.empty"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note is taken when the keyboard leaves it or Ctrl+Enter is pressed; Escape takes back what was typed."""
        if event.type() == QEvent.Type.FocusOut:
            self._note_written()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._note_written()
                return True
            if event.key() == Qt.Key.Key_Escape and self.note.toPlainText() != self._shown[2]:
                self.note.setPlainText(self._shown[2])
                return True
            if event.matches(QKeySequence.StandardKey.Save):
                self._note_written()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Take what is still being typed: another thing is about to be shown."""
        self._note_written()

    def _note_written(self) -> None:
        text = self.note.toPlainText().strip()[:MOST_SIGNS]
        if text != self._shown[2] and not self.note.isReadOnly():
            self._say(note=text)

    def _year_written(self) -> None:
        text = self.year.text().strip().removesuffix("년").strip()
        if text == (str(self._shown[1]) if self._shown[1] else ""):
            return
        if text and not (text.isdecimal() and text.isascii()):
            self._trouble.setText(tr("catalogue.plan.year.bad"))
            self._trouble.show()
            return
        self._say(year=int(text or 0))

    def _say(self, **values: object) -> None:
        self._trouble.hide()
        self.wanted.emit(values)


def preview(project: str | None) -> QWidget:
    """A planned thing with a note."""
    from widgets.window_preview import dressed

    plan = dressed(ItemPlan())
    plan.show_plan("planned", 2027, "통학로 민원. 전신주 12-3에 함께 설치할 수 있는지 한전에 물을 것.", editable=True)
    return plan
