"""The list of files that were looked at: kind, encoding, coordinates with how sure, rows kept and set aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.files.looking import Finding
from app.words import tr
from widgets.figures import count, number
from widgets.window_style import color

COLUMNS = ("file", "kind", "encoding", "crs", "rows", "aside")
RIGHT = (COLUMNS.index("rows"), COLUMNS.index("aside"))
SURE = 0.75


class ImportList(QTableWidget):
    """One line a file (or sheet, or layer in it). ``picked(key)``: shown in detail; ``wanted(key, bool)``: the tick changed."""

    picked = Signal(str)
    wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(0, len(COLUMNS), parent)
        self._findings: tuple[Finding, ...] = ()
        self._filling = False
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemSelectionChanged.connect(self._pick)
        self.itemChanged.connect(self._tick)
        self.retranslate()

    @property
    def current_key(self) -> str:
        """The key of the line chosen, or ""."""
        row = self.currentRow()
        return self._findings[row].key if 0 <= row < len(self._findings) else ""

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; the chosen line stays chosen, else the first is."""
        chosen = self.current_key
        self._filling = True
        self._findings = tuple(findings)
        self.setRowCount(len(self._findings))
        for row, finding in enumerate(self._findings):
            for column, text in enumerate(_cells(finding)):
                self.setItem(row, column, self._cell(finding, column, text))
        rows = [row for row, finding in enumerate(self._findings) if finding.key == chosen]
        if self._findings:
            self.setCurrentCell(rows[0] if rows else 0, 0)
        self._filling = False
        self._pick()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setHorizontalHeaderLabels([tr(f"window.import.column.{name}") for name in COLUMNS])
        self.setAccessibleName(tr("window.import.title"))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(1, len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if self._findings:
            self.show_findings(self._findings)

    def _cell(self, finding: Finding, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(finding.trouble or text)
        if column in RIGHT:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if column == 0 and finding.usable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if finding.wanted else Qt.CheckState.Unchecked)
        if finding.trouble and column:
            item.setForeground(color("bad"))
        elif not finding.wanted and not finding.busy:
            item.setForeground(color("quiet"))
        elif column == COLUMNS.index("crs") and finding.proposal is not None and finding.proposal.crs_confidence < SURE:
            item.setForeground(color("warn"))
        return item

    def _pick(self) -> None:
        if not self._filling:
            self.picked.emit(self.current_key)

    def _tick(self, item: QTableWidgetItem) -> None:
        if not self._filling and item.column() == 0:
            self.wanted.emit(self._findings[item.row()].key, item.checkState() == Qt.CheckState.Checked)


def _cells(finding: Finding) -> tuple[str, ...]:
    if finding.trouble:
        return (finding.title, tr("window.import.left_out"), "", "", "", "")
    if finding.luminaire is not None:
        return (finding.title, tr("luminaire.kind"), "", "", "", "")
    if finding.basemap is not None:
        return (finding.title, tr("basemaps.kind"), "", "", "", "")
    if finding.busy or finding.proposal is None:
        return (finding.title, tr("window.import.busy"), "", "", "", "")
    proposal = finding.proposal
    crs = ""
    if proposal.place in ("xy", "geometry"):
        name = f"EPSG:{proposal.epsg}" if proposal.epsg else tr("window.import.unknown")
        crs = f"{name} · {number(100 * proposal.crs_confidence)}\u00a0%" if proposal.epsg else name
    kind = tr(f"kind.{proposal.kind}") if proposal.kind else tr("window.import.unknown")
    return (finding.title, kind, proposal.raw.encoding, crs, count(finding.rows_kept), count(finding.rows_set_aside))
