"""How the tables of this room breathe: rows as tall as their words and some air."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTableWidget

AIR_PX, LEAST_PX = 12, 32
STRETCH, FIT = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents


def breathe(table: QTableWidget, columns: Sequence[QHeaderView.ResizeMode]) -> None:
    """Give columns their way of taking room (the last way holds for the rest) and rows their height."""
    head = table.horizontalHeader()
    for column in range(table.columnCount()):
        head.setSectionResizeMode(column, columns[min(column, len(columns) - 1)])
    table.resizeRowsToContents()
    for row in range(table.rowCount()):
        table.setRowHeight(row, max(table.rowHeight(row) + AIR_PX, LEAST_PX))
