"""The panel under the map that shows a layer as a table: which layer, which rows, how many, and what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.words import tr
from widgets.figures import count
from widgets.table.table_model import TableModel
from widgets.table.table_view import TableView

if TYPE_CHECKING:
    from app.tables import TableColumn

WAITS_MS = 250
DEEDS = ("choose", "zoom", "copy")
HAS, EMPTY, MOST_COLUMNS = "has", "empty", 40
FOOT_PX = 24
NUMBER_SIGNS = ("≥", "≤", ">", "<", "=", "≠")


class TablePanel(QFrame):
    """Shows what it is given. ``layer_chosen(id)``, ``text_changed(text)``, ``only_changed(on)``, ``wished(deed)``: choose, zoom, copy; ``left``."""

    layer_chosen = Signal(str)
    text_changed = Signal(str)
    only_changed = Signal(bool)
    wished = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("chart")
        self.model = TableModel(self)
        self.view = TableView(self.model)
        self.layers = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layers.activated.connect(lambda number: self.layer_chosen.emit(self.layers.itemData(number)))
        self.search = QLineEdit(clearButtonEnabled=True, maxLength=2000)
        self._timer = QTimer(self, singleShot=True, interval=WAITS_MS)
        self._timer.timeout.connect(lambda: self.text_changed.emit(self.search.text()))
        self.search.textChanged.connect(self._later)
        self.search.returnPressed.connect(self._now)
        self.condition = QToolButton(objectName="filter", popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.condition.setMenu(QMenu(self.condition))
        self.condition.menu().aboutToShow.connect(self._offer)
        self.only = QToolButton(objectName="filter", checkable=True)
        self.only.toggled.connect(self.only_changed)
        self.deeds = {deed: QToolButton(objectName="filter") for deed in DEEDS}
        for deed, button in self.deeds.items():
            button.clicked.connect(lambda _=False, deed=deed: self.wished.emit(deed))
        self.close_button = QToolButton(text="✕")
        self.close_button.clicked.connect(self.left)
        self._count, self._sums = QLabel(objectName="small"), QLabel(objectName="small", textFormat=Qt.TextFormat.PlainText)
        # A long sum breaks its line; it never makes the window wider.
        self._sums.setWordWrap(True)
        self._sums.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._trouble = QLabel(objectName="fieldTrouble", textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._empty = QLabel(objectName="empty", textFormat=Qt.TextFormat.PlainText, wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self.retranslate()
        self.show_rows(None, tr("table.empty"))

    def _lay_out(self) -> None:
        head = QHBoxLayout(spacing=6)
        for widget, stretch in ((self.layers, 0), (self.search, 1), (self.condition, 0), (self.only, 0), (self.close_button, 0)):
            head.addWidget(widget, stretch)
        foot = QHBoxLayout(spacing=10)
        foot.addWidget(self._count)
        foot.addWidget(self._sums, 1)
        for button in self.deeds.values():
            foot.addWidget(button)
        column = QVBoxLayout(self, spacing=4)
        column.setContentsMargins(12, 6, 12, 4)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self._trouble.hide()
        for button in self.deeds.values():  # rows are worth more here than broad buttons
            button.setFixedHeight(FOOT_PX)
        self.setMinimumHeight(150)

    def show_layers(self, names: tuple[tuple[str, str], ...], layer: str) -> None:
        """Offer these layers by id and name; ``layer`` is the one shown."""
        self.layers.blockSignals(True)
        self.layers.clear()
        for id, name in names:
            self.layers.addItem(name, id)
        self.layers.setCurrentIndex(self.layers.findData(layer))
        self.layers.setMaximumWidth(220)
        self.layers.blockSignals(False)

    def show_rows(self, of: int | None, empty: str = "") -> None:
        """The model has these rows out of ``of``; where it has none, ``empty`` says why (None: there is no table at all)."""
        shown = self.model.rowCount()
        self._stack.setCurrentIndex(0 if shown and of is not None else 1)
        self._empty.setText(empty or tr("table.no_rows"))
        if of is None:
            self._count.setText("")
        else:
            self._count.setText(tr("table.count", count=count(of)) if shown == of else tr("table.count.of", count=count(shown), of=count(of)))
        for widget in (self.search, self.condition, self.only):
            widget.setEnabled(of is not None)
        for button in self.deeds.values():
            button.setEnabled(bool(shown) and of is not None)

    def show_sums(self, words: str) -> None:
        """What the chosen rows add up to."""
        self._sums.setText(words)
        self._sums.setToolTip(words)

    def show_trouble(self, sentence: str) -> None:
        """Why the search is not understood ("" = it is)."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.search.setProperty("origin", "bad" if sentence else "")
        self.search.style().unpolish(self.search)
        self.search.style().polish(self.search)

    def write(self, text: str) -> None:
        """Put a text into the search field as if it had been typed."""
        self.search.setText(text)
        self._now()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("window.command.table"))
        self.layers.setAccessibleName(tr("table.layer"))
        self.search.setPlaceholderText(tr("table.search"))
        self.search.setAccessibleName(tr("table.search.name"))
        self.search.setToolTip(tr("table.search.help"))
        self.condition.setText(tr("table.condition"))
        self.condition.setToolTip(tr("table.condition.help"))
        self.only.setText(tr("table.only"))
        self.only.setToolTip(tr("table.only.help"))
        for deed, button in self.deeds.items():
            button.setText(tr(f"table.{deed}"))
            button.setToolTip(tr(f"table.{deed}.help"))
        self.close_button.setAccessibleName(tr("table.close"))
        self.close_button.setToolTip(f"{tr('table.close')}  (Ctrl+T)")
        self.view.retranslate()

    def begin_condition(self, column: TableColumn, sign: str) -> None:
        """Write a column and a sign into the search field, after what is a condition there already; the value is typed behind it."""
        from app.tables import is_condition

        before = self.search.text().strip()
        name = f'"{column.title}"' if " " in column.title else column.title
        join = f"{before} {tr('table.and')} " if is_condition(before) else ""
        alone = sign == EMPTY
        self.search.setText(f"{join}{name} {tr('table.sign.empty') if alone else sign}" + ("" if alone else " "))
        self.search.setFocus()
        self.search.end(False)

    def _offer(self) -> None:
        menu = self.condition.menu()
        menu.clear()
        for column in self.model.columns[:MOST_COLUMNS]:
            signs = menu.addMenu(column.title.replace("&", "&&"))
            for sign in NUMBER_SIGNS if column.is_number or column.type == "date" else ("=", "≠") if column.type == "truth" else (HAS, "=", "≠"):
                word = tr("table.sign.has") if sign == HAS else sign
                signs.addAction(word, lambda column=column, word=word: self.begin_condition(column, word))
            signs.addAction(tr("table.sign.empty"), lambda column=column: self.begin_condition(column, EMPTY))

    def _later(self) -> None:
        self._timer.start()

    def _now(self) -> None:
        self._timer.stop()
        self.text_changed.emit(self.search.text())


def preview(project: str | None) -> QWidget:
    """The panel with the cameras of a project, for a look."""
    import numpy

    from app.tables import columns_of
    from widgets.window_preview import dressed, known

    panel = dressed(TablePanel())
    panel.resize(800, 260)
    found = known(project)
    layer = next((one for one in found.layers if one.kind.key == "cctv"), None) if found is not None else None
    if layer is not None:
        panel.show_layers(((layer.id, tr("kind.cctv")),), layer.id)
        panel.model.show_rows(layer, columns_of(layer), numpy.arange(len(layer.frame)), editable=True)
        mask = numpy.zeros(len(layer.frame), bool)
        mask[[2, 3, 5]] = True
        panel.model.show_chosen(mask)
        panel.view.fit()
        panel.show_rows(len(layer.frame))
        panel.show_sums(tr("table.sums", count="3", name=tr("column.cameras"), sum="7", mean="2.33", known="3"))
    return panel
