"""The list of what can be given away: groups, parts and their columns, each to be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.output.exchange_parts import COUNTS, LAYER, MEASURES, PICKED, THINGS, UNASKED, Offered
from app.words import tr
from widgets.figures import count

ID = Qt.ItemDataRole.UserRole
GROUPS = (("scenario", (THINGS, MEASURES, COUNTS)), ("picked", (PICKED,)), ("layers", (LAYER,)))
TICKED = Qt.CheckState.Checked


class PartTree(QTreeWidget):
    """``chosen`` are the ids of the parts ticked, ``columns`` those of parts of which not all are; ``changed`` when either is."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, columnCount=2, headerHidden=True, rootIsDecorated=True, uniformRowHeights=True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setAccessibleName(tr("exports.what"))
        self.setToolTip(tr("exports.what.help"))
        self.itemChanged.connect(self._told)

    def show_parts(self, offered: Sequence[Offered], ticked: Iterable[str]) -> None:
        """Show these parts, some of them ticked with the columns that go out unless somebody says otherwise."""
        wanted = set(ticked)
        self.blockSignals(True)
        self.clear()
        for name, prefixes in GROUPS:
            parts = [one for one in offered if one.id.startswith(prefixes)]
            if not parts:
                continue
            group = self._line(self.invisibleRootItem(), tr(f"exports.group.{name}"), "")
            for one in parts:
                line = self._line(group, one.title, one.id)
                line.setData(1, ID, tr("exports.rows", count=count(one.rows)) if one.rows >= 0 else "")
                line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                for column, words in one.columns:
                    leaf = self._line(line, words, column)
                    leaf.setCheckState(0, TICKED if one.id in wanted and not (one.id == THINGS and column in UNASKED) else Qt.CheckState.Unchecked)
                if not one.columns:
                    line.setCheckState(0, TICKED if one.id in wanted else Qt.CheckState.Unchecked)
            group.setExpanded(True)
        self.blockSignals(False)
        for line in self._parts():
            self._count(line)
        if self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(0).child(0))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the parts of which anything is ticked, in the order of the list."""
        return tuple(str(line.data(0, ID)) for line in self._parts() if line.checkState(0) != Qt.CheckState.Unchecked)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The ticked columns of each chosen part of which some are not."""
        found = {}
        for line in self._parts():
            leaves = [line.child(number) for number in range(line.childCount())]
            ticked = tuple(str(leaf.data(0, ID)) for leaf in leaves if leaf.checkState(0) == TICKED)
            id = str(line.data(0, ID))
            if ticked and (len(ticked) < len(leaves) or id == THINGS):
                found[id] = ticked
        return found

    def _parts(self) -> list[QTreeWidgetItem]:
        groups = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        return [group.child(number) for group in groups for number in range(group.childCount())]

    def _line(self, over: QTreeWidgetItem, words: str, id: str) -> QTreeWidgetItem:
        line = QTreeWidgetItem(over, [" ".join(words.split())[:120]])
        line.setData(0, ID, id)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        line.setCheckState(0, Qt.CheckState.Unchecked)
        return line

    def _count(self, line: QTreeWidgetItem) -> None:
        """Say how many columns go out where not all do."""
        leaves = [line.child(number) for number in range(line.childCount())]
        ticked = sum(leaf.checkState(0) == TICKED for leaf in leaves)
        words = [str(line.data(1, ID) or "")] + ([tr("exports.columns_of", chosen=ticked, all=len(leaves))] if 0 < ticked < len(leaves) else [])
        line.setText(1, " · ".join(word for word in words if word))

    def _told(self, line: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            if line.childCount() and line.parent() is not None:
                self._count(line)
            self.changed.emit()


def preview(project: str | None) -> QWidget:
    """The list on the sample, for a look."""
    from app.output.exchange_parts import offered
    from widgets.window_preview import dressed, known

    tree, shown = PartTree(), known(project)
    if shown is not None:
        tree.show_parts(offered(shown), [f"{LAYER}cctv"])
    return dressed(tree)
