"""What changes, in sentences: what only one side does, what only the other, what both; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.changes_told import Beside, Told
from app.words import tr


class ChangeList(QFrame):
    """Shows sentences under headings. ``went(ids)``: the planner wants to see these items."""

    went = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: tuple[Beside | None, str, str] = (None, "", "")
        self.list = QListWidget(wordWrap=True, uniformItemSizes=False, spacing=2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.empty = QLabel(objectName="empty", wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.retranslate()

    def show_changes(self, found: Beside | None, left: str, right: str) -> None:
        """Show the changes of two sides by their titles."""
        self._shown = (found, left, right)
        self.list.clear()
        parts: tuple[tuple[str, tuple[Told, ...]], ...] = ()
        if found is not None:
            parts = ((tr("compare.only", title=right), found.right_only), (tr("compare.only", title=left), found.left_only), (tr("compare.both"), found.both))
        for title, told in parts:
            if told:
                self._head(f"{title} ({len(told)})")
            for one in told:
                item = QListWidgetItem(one.text, self.list)
                item.setData(Qt.ItemDataRole.UserRole, one.items)
        there = any(told for _, told in parts)
        self.empty.setVisible(not there)
        self.list.setVisible(there)
        self._measure()

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.empty.setText(tr("compare.changes.none"))
        self.list.setAccessibleName(tr("compare.tab.changes"))
        self.show_changes(*self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences are wrapped anew."""
        super().resizeEvent(event)
        self._measure()

    def _head(self, text: str) -> None:
        head = QListWidgetItem(text, self.list)
        head.setFlags(Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self.list.font())
        font.setBold(True)
        head.setFont(font)

    def _measure(self) -> None:
        # A list knows no height for width of its own: it is asked for line by line.
        width = max(self.list.viewport().width() - 24, 120)
        for number in range(self.list.count()):
            item = self.list.item(number)
            box = QFontMetrics(item.font()).boundingRect(0, 0, width, 10_000, int(Qt.TextFlag.TextWordWrap), item.text())
            item.setSizeHint(QSize(width, box.height() + 12))

    def _go(self, item: QListWidgetItem) -> None:
        ids = item.data(Qt.ItemDataRole.UserRole)
        if ids:
            self.went.emit(ids)


def preview(project: str | None) -> QWidget:
    """Changes of the example, for a look."""
    from widgets.compare.example import compared_example
    from widgets.window_preview import dressed

    found = compared_example(project)[1]
    panel = dressed(ChangeList())
    panel.show_changes(found.changes, found.titles[0], found.titles[-1])
    panel.resize(520, 420)
    return panel
