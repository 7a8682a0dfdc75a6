"""The bar on the map while things are chosen: with what, from which layers, how many there are, and what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.words import tr

INSET_PX, FOOT_PX = 12, 46
TOOLS, DEEDS = ("box", "lasso"), ("zoom", "table", "near", "clear")


@dataclass(frozen=True)
class PickShown:
    """What the bar says: the tool in hand ("" = none), how many are chosen in words, and what is chosen from."""

    tool: str = ""
    words: str = ""
    some: bool = False
    targets: tuple[tuple[str, str], ...] = ()
    target: str = ""
    touching: bool = False


class PickBar(QFrame):
    """Sits at the left foot of its parent, over the scale bar. ``tool_chosen``, ``target_chosen(id)``, ``touching_chosen(on)``, ``wished(deed)``: zoom, table, near, clear."""

    tool_chosen = Signal(str)
    target_chosen = Signal(str)
    touching_chosen = Signal(bool)
    wished = Signal(str)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._shown = PickShown()
        self.tools = {tool: self._button(lambda _=False, tool=tool: self.tool_chosen.emit(tool)) for tool in TOOLS}
        self.targets = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.targets.activated.connect(lambda number: self.target_chosen.emit(self.targets.itemData(number)))
        self.touching = self._button(self.touching_chosen.emit)
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.deeds = {deed: self._button(lambda _=False, deed=deed: self.wished.emit(deed)) for deed in DEEDS}
        self._hint = QLabel(objectName="small")
        for tool in self.tools.values():
            tool.setCheckable(True)
        self.touching.setCheckable(True)
        column = QVBoxLayout(self, spacing=4)
        column.setContentsMargins(8, 6, 8, 6)
        for widgets in ((*self.tools.values(), self.targets, self.touching), (self.words, *self.deeds.values())):
            line = QHBoxLayout(spacing=4)
            for widget in widgets:
                line.addWidget(widget, 1 if widget is self.words else 0)
            column.addLayout(line)
        column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        parent.installEventFilter(self)
        self.hide()
        self.retranslate()

    def show_pick(self, shown: PickShown) -> None:
        """Show this; with no tool in hand and nothing chosen the bar goes."""
        self._shown = shown
        held = bool(shown.tool)
        for tool, button in self.tools.items():
            button.setChecked(tool == shown.tool)
            button.setVisible(held)
        self.targets.blockSignals(True)
        self.targets.clear()
        for id, words in shown.targets:
            self.targets.addItem(words, id)
        self.targets.setCurrentIndex(max(self.targets.findData(shown.target), 0))
        self.targets.blockSignals(False)
        self.targets.setVisible(held)
        self.touching.setVisible(held)
        self.touching.setChecked(shown.touching)
        self.words.setText(shown.words)
        self.words.setVisible(shown.some)
        for button in self.deeds.values():
            button.setVisible(shown.some)
        self._hint.setVisible(held)
        self._hint.setText(tr(f"table.bar.hint.{shown.tool}") if held else "")
        self.setVisible(held or shown.some)
        self._place()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("table.bar"))
        self.targets.setAccessibleName(tr("table.bar.from"))
        self.targets.setToolTip(tr("table.bar.from"))
        for id, button in self.tools.items():
            button.setText(tr(f"table.bar.{id}"))
            button.setToolTip(tr(f"window.command.pick_{id}.help"))
        for id, button in self.deeds.items():
            button.setText(tr(f"table.bar.{id}"))
        self.deeds["zoom"].setToolTip(tr("table.bar.zoom.help"))
        self.deeds["table"].setToolTip(tr("window.command.table.help"))
        self.deeds["near"].setToolTip(tr("window.command.pick_distance.help"))
        self.deeds["clear"].setToolTip(tr("window.command.pick_none.help"))
        self.touching.setText(tr("table.bar.touching"))
        self.touching.setToolTip(tr("table.bar.touching.help"))
        self.show_pick(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot when the map changes size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _button(self, run: object) -> QToolButton:
        button = QToolButton(objectName="filter")
        button.clicked.connect(run)
        return button

    def _place(self) -> None:
        room = self.parentWidget()
        self.adjustSize()
        self.move(INSET_PX, room.height() - self.height() - FOOT_PX)
        self.raise_()


def preview(project: str | None) -> QWidget:
    """The bar with a line in hand and some cameras chosen, for a look."""
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    room.resize(860, 240)
    bar = PickBar(room)
    words = tr("table.bar.one", name=tr("kind.cctv"), count="124")
    bar.show_pick(PickShown("lasso", words, True, (("points", tr("table.bar.from.points")), ("all", tr("table.bar.from.all"))), "points"))
    return room
