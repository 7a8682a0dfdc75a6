"""Every assumption of the analysis in one place, by theme: value, default, range, unit, source and how well it is known."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.parameters import BY_ID, PARAMETERS, Parameter
from app.words import tr
from widgets.results.class_choice import ClassChoice
from widgets.results.level_choice import LevelChoice
from widgets.window_style import color

COLUMNS = ("name", "value", "back", "default", "range", "unit", "tag", "source")
VALUE, BACK = COLUMNS.index("value"), COLUMNS.index("back")
# Which theme an assumption belongs to, by the first word of its id; privacy stands apart, at the end. Words: ``editing.theme.<key>``.
THEMES: Mapping[str, tuple[str, ...]] = {
    "cameras": ("cam", "exposure", "walls", "barrier", "floor", "tree"),
    "light": ("light",),
    "walking": ("refuge", "bell", "mailbox", "centre", "response", "time", "walk", "street"),
    "places": ("school", "route"),
    "data": (),
    "score": ("score", "weight"),
    "privacy": ("privacy",),
}
THEME_OF = {word: theme for theme, words in THEMES.items() for word in words}


def theme_of(id: str) -> str:
    """The theme of an assumption; what belongs nowhere else is about the data."""
    return THEME_OF.get(id.partition(".")[0], "data")


class _Entry(QStyledItemDelegate):
    """A field that takes only numbers within the range of its assumption."""

    def createEditor(self, parent: QWidget, option: object, index: object) -> QWidget:
        field = QLineEdit(parent)
        known = BY_ID[index.data(Qt.ItemDataRole.UserRole)]
        field.setValidator(QDoubleValidator(known.low, known.high, 4, field, notation=QDoubleValidator.Notation.StandardNotation))
        field.setAccessibleName(tr(f"parameter.{known.id}"))
        return field


class AssumptionsPanel(QDialog):
    """The table. ``chosen(id, value)``: the planner sets an assumption; ``reset_wanted(id)``: back to the default ("" = all).

    ``level_chosen(year, px/m)``: an edition of the camera standard and one of its levels; ``class_chosen(values)``: a lighting class.
    """

    chosen = Signal(str, float)
    reset_wanted = Signal(str)
    level_chosen = Signal(float, float)
    class_chosen = Signal(dict)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.resize(1120, 660)
        self._changed: Mapping[str, float] = {}
        self._editable, self._filling = True, False
        self._rows: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        self._words = QLabel(objectName="quiet", wordWrap=True)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.textChanged.connect(self._filter)
        self.only_changed = QToolButton(objectName="filter", checkable=True)
        self.only_changed.toggled.connect(self._filter)
        self.level = LevelChoice()
        self.level.chosen.connect(self.level_chosen)
        self.light = ClassChoice()
        self.light.chosen.connect(self.class_chosen)
        self._none = QLabel(objectName="empty")
        self._build_table()
        self._reset, self._all, self._close = (QPushButton(autoDefault=False) for _ in range(3))
        self._reset.clicked.connect(lambda: self.reset_wanted.emit(self._current()))
        self._all.clicked.connect(lambda: self.reset_wanted.emit(""))
        self._close.clicked.connect(self.close)
        self._lay_out()
        self.retranslate()

    def row(self, id: str) -> int:
        """The row in which an assumption stands."""
        return self._rows[id]

    def show_values(self, changed: Mapping[str, float], *, editable: bool = True) -> None:
        """Show the assumptions; ``changed`` are those the planner set, id -> value."""
        self._changed, self._editable, self._filling = dict(changed), editable, True
        for id, row in self._rows.items():
            self._fill(BY_ID[id], row)
        self._filling = False
        value = {id: changed.get(id, BY_ID[id].default) for id in ("cam.edition", "cam.level")}
        self.level.show_level(value["cam.edition"], value["cam.level"], editable=editable)
        self.light.show_class(changed, editable=editable)
        self._all.setEnabled(editable and bool(changed))
        self.only_changed.setText(tr("editing.changed", count=len(changed)))
        self._offer_reset()
        self._filter()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        self.setWindowTitle(tr("window.command.assumptions").rstrip("…"))
        self._words.setText(tr("window.assumptions.words"))
        self.search.setPlaceholderText(tr("editing.search"))
        self.search.setAccessibleName(tr("editing.search"))
        self._reset.setText(tr("window.assumptions.reset"))
        self._all.setText(tr("editing.reset_all"))
        self._close.setText(tr("window.close"))
        self._none.setText(tr("editing.nothing"))
        self.level.retranslate()
        self.light.retranslate()
        self.table.setHorizontalHeaderLabels(["" if name == "back" else tr(f"window.assumptions.{name}") for name in COLUMNS])
        self.table.setAccessibleName(self.windowTitle())
        for theme, row in self._heads.items():
            self.table.item(row, 0).setText(tr(f"editing.theme.{theme}"))
        self.show_values(self._changed, editable=self._editable)
        header = self.table.horizontalHeader()
        for column in range(len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _build_table(self) -> None:
        self.table = QTableWidget(len(PARAMETERS) + len(THEMES), len(COLUMNS))
        self.table.setItemDelegateForColumn(VALUE, _Entry(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(32)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        row = 0
        for theme in THEMES:
            self._heads[theme] = row
            head = QTableWidgetItem()
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font()
            font.setBold(True)
            font.setPixelSize(15)
            head.setFont(font)
            head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            self.table.setItem(row, 0, head)
            self.table.setSpan(row, 0, 1, len(COLUMNS))
            self.table.setRowHeight(row, 42)
            row += 1
            for known in PARAMETERS:
                if theme_of(known.id) == theme:
                    self._rows[known.id] = row
                    for column in range(len(COLUMNS)):
                        item = QTableWidgetItem()
                        item.setData(Qt.ItemDataRole.UserRole, known.id)
                        self.table.setItem(row, column, item)
                    row += 1
        self.table.itemChanged.connect(self._typed)
        self.table.cellClicked.connect(self._clicked)
        self.table.currentCellChanged.connect(lambda *_: self._offer_reset())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        self.search.setMinimumWidth(260)
        head.addWidget(self.search)
        head.addWidget(self.only_changed)
        head.addStretch(1)
        choices = QHBoxLayout()
        choices.setSpacing(24)
        choices.addWidget(self.level)
        choices.addWidget(self.light)
        choices.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._reset)
        buttons.addWidget(self._all)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addLayout(choices)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._none)
        column.addLayout(buttons)

    def _fill(self, known: Parameter, row: int) -> None:
        changed = known.id in self._changed
        for column, text in enumerate(_cells(known, self._changed)):
            item = self.table.item(row, column)
            item.setText(text)
            item.setToolTip(
                tr(f"parameter.{known.id}.help")
                if column == 0
                else tr("window.assumptions.reset")
                if column == BACK and changed
                else text
            )
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if column == VALUE and self._editable else flags)
            font = item.font()
            font.setBold(column == VALUE or (changed and column in (0, BACK)))
            item.setFont(font)
            item.setForeground(color("accent") if changed and column in (0, VALUE, BACK) else color("text"))
            item.setBackground(color("accent_soft") if changed else Qt.GlobalColor.transparent)
            if column in (VALUE, VALUE + 2, VALUE + 3):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _filter(self, *_: object) -> None:
        """Only what was searched for, and only what was changed where that is wished; headings of empty themes go too."""
        wanted, changed_only = self.search.text().strip().casefold(), self.only_changed.isChecked()
        there: set[str] = set()
        for id, row in self._rows.items():
            texts = (id, tr(f"parameter.{id}"), tr(f"parameter.{id}.help"), tr(f"parameter.{id}.source"))
            found = (not wanted or any(wanted in text.casefold() for text in texts)) and (not changed_only or id in self._changed)
            self.table.setRowHidden(row, not found)
            there |= {theme_of(id)} if found else set()
        for theme, row in self._heads.items():
            self.table.setRowHidden(row, theme not in there)
        self._none.setVisible(not there)

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != VALUE:
            return
        known = BY_ID[item.data(Qt.ItemDataRole.UserRole)]
        try:
            value = min(max(float(item.text().replace(",", "")), known.low), known.high)
        except ValueError:
            self.show_values(self._changed, editable=self._editable)
            return
        if value != self._changed.get(known.id, known.default):
            self.chosen.emit(known.id, value)
        else:
            self.show_values(self._changed, editable=self._editable)

    def _clicked(self, row: int, column: int) -> None:
        id = self.table.item(row, column).data(Qt.ItemDataRole.UserRole) if self.table.item(row, column) is not None else None
        if column == BACK and id in self._changed and self._editable:
            self.reset_wanted.emit(id)

    def _current(self) -> str:
        item = self.table.item(self.table.currentRow(), VALUE)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _offer_reset(self) -> None:
        self._reset.setEnabled(self._editable and self._current() in self._changed)


def _cells(known: Parameter, changed: Mapping[str, float]) -> tuple[str, ...]:
    value = changed.get(known.id, known.default)
    tag = "assumed" if known.id in changed else known.tag.name.lower()
    return (
        tr(f"parameter.{known.id}"),
        f"{value:g}",
        "↺" if known.id in changed else "",
        f"{known.default:g}",
        f"{known.low:g}–{known.high:g}",
        tr(f"window.unit.{known.unit}"),
        tr(f"tag.{tag}"),
        tr(f"parameter.{known.id}.source"),
    )


def preview(project: str | None) -> QWidget:
    """The table with a project's values and two changed ones, for a look."""
    from widgets.window_preview import dressed, known

    panel = dressed(AssumptionsPanel())
    found = known(project)
    if found is not None:
        panel.show_values({**found.changed_parameters, "cam.height": 4.0, "refuge.radius": 300.0})
    return panel
