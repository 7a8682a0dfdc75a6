"""The layers: an eye, a swatch that is the legend, the name and the count; classes beneath; order, counting and removal by menu.

Headings and coloured layers fold (a click on the heading or its triangle, Left and Right), so that many layers find room.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QMenu, QVBoxLayout, QWidget

from app.model import Layer, LuminaireFile
from app.words import tr
from widgets.layer_line import LEFT_PX, ROW_PX, SWATCH_AT, LayerLine
from widgets.layer_line import eye as _eye
from widgets.layer_rows import Index, LayerRows, Row, rows

__all__ = ["LEFT_PX", "ROW_PX", "Index", "LayerPanel", "Row", "_eye", "rows"]


class LayerPanel(QFrame):
    """The list of layers. Every signal is a wish; nothing is changed here."""

    eye_clicked = Signal(str, bool)
    counted_chosen = Signal(str, bool)
    moved = Signal(str, int)
    removal_wanted = Signal(str)
    zoom_wanted = Signal(str)
    style_wanted = Signal(str)
    table_wanted = Signal(str)
    luminaire_chosen = Signal(str, str)
    luminaire_dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("side")
        self._editable, self._luminaires = True, ()
        self._layers: tuple[Layer, ...] = ()
        self._folded: set[str] = set()
        self._model = LayerRows(self)
        self.list = QListView(objectName="layers", verticalScrollMode=QListView.ScrollMode.ScrollPerPixel, mouseTracking=True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self._model)
        self.list.setItemDelegate(LayerLine(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu_at)
        self.list.doubleClicked.connect(lambda index: self._wish(index, self.zoom_wanted))
        self.list.viewport().installEventFilter(self)
        self.list.installEventFilter(self)
        self._empty = QLabel(objectName="empty", wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self.retranslate()
        self.show_layers(())

    def show_layers(self, layers: tuple[Layer, ...], *, editable: bool = True, luminaires: tuple[LuminaireFile, ...] = ()) -> None:
        """Show these layers, in drawing order bottom to top; the chosen row stays chosen. ``luminaires`` can be chosen for lamps."""
        self._editable, self._luminaires, self._layers = editable, luminaires, layers
        self._show_rows()
        self._empty.setVisible(not layers)
        self.list.setVisible(bool(layers))

    @property
    def chosen(self) -> str:
        """The id of the layer the keyboard is on, "" where it is on none."""
        layer = self._layer(self.list.currentIndex())
        return layer.id if layer is not None else ""

    def _show_rows(self) -> None:
        index = self.list.currentIndex()
        key = self._model.rows[index.row()].key if index.isValid() and index.row() < len(self._model.rows) else ""
        self._model.show_rows(rows(self._layers, self._folded))
        for number, row in enumerate(self._model.rows):
            if row.item is None and row.key == key:
                self.list.setCurrentIndex(self._model.index(number))

    def _fold(self, row: Row, shut: bool) -> None:
        """Hide or show what stands under a row."""
        if row.open is not None and row.open == shut:
            (self._folded.add if shut else self._folded.discard)(row.key)
            self._show_rows()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._empty.setText(tr("window.layers.empty"))
        self.list.setAccessibleName(tr("window.command.layers"))
        self._show_rows()

    def eye_place(self, id: str) -> QPoint:
        """Where the eye of a layer is, in the list's own pixels."""
        number = next(n for n, row in enumerate(self._model.rows) if row.layer is not None and row.layer.id == id and row.item is None)
        room = self.list.visualRect(self._model.index(number))
        return QPoint(room.left() + LEFT_PX + 8, room.center().y())

    def menu(self, layer: Layer) -> QMenu:
        """What can be done with a layer."""
        menu = QMenu(self)
        menu.addAction(tr("window.layer.zoom"), lambda: self.zoom_wanted.emit(layer.id))
        menu.addAction(tr("window.command.table"), lambda: self.table_wanted.emit(layer.id))
        show = tr("window.layer.hide" if layer.visible else "window.layer.show")
        wishes = [(show, lambda: self.eye_clicked.emit(layer.id, not layer.visible))]
        if layer.kind.serves:
            word = tr("window.layer.leave_out" if layer.counted else "window.layer.count")
            wishes.append((word, lambda: self.counted_chosen.emit(layer.id, not layer.counted)))
        wishes.append((tr("window.command.style"), lambda: self.style_wanted.emit(layer.id)))
        wishes.append((tr("window.layer.raise"), lambda: self.moved.emit(layer.id, 1)))
        wishes.append((tr("window.layer.lower"), lambda: self.moved.emit(layer.id, -1)))
        wishes.append((tr("window.layer.remove"), lambda: self.removal_wanted.emit(layer.id)))
        for word, run in wishes:
            menu.addAction(word, run).setEnabled(self._editable)
        if self._luminaires and "light" in layer.kind.serves:
            self._luminaire_menu(menu.addMenu(tr("luminaire.kind")), layer)
        return menu

    def _luminaire_menu(self, menu: QMenu, layer: Layer) -> None:
        """Which photometric file stands for the layer's lamps; and which the project no longer keeps."""
        menu.setEnabled(self._editable)
        chosen = next((one.name for one in self._luminaires if layer.id in one.layers), "")
        for name, word in (("", tr("luminaire.default")), *((one.name, one.name) for one in self._luminaires)):
            action = menu.addAction(word, lambda name=name: self.luminaire_chosen.emit(layer.id, name))
            action.setCheckable(True)
            action.setChecked(name == chosen)
        menu.addSeparator()
        for one in self._luminaires:
            menu.addAction(tr("luminaire.drop", name=one.name), lambda name=one.name: self.luminaire_dropped.emit(name))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """A click on the eye, the swatch or a triangle; Space, the arrows and the menu key."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and watched is self.list.viewport():
            index = self.list.indexAt(event.position().toPoint())
            if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
                self._clicked(self._model.rows[index.row()], event.position().x())
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.list:
            index = self.list.currentIndex()
            return index.isValid() and index.row() < len(self._model.rows) and self._key(self._model.rows[index.row()], event)
        return False

    def _clicked(self, row: Row, x: float) -> None:
        layer = row.layer
        if row.open is not None and (layer is None or x < LEFT_PX):
            self._fold(row, row.open)
        elif row.item is not None or (layer is not None and LEFT_PX + SWATCH_AT - 2 <= x < LEFT_PX + SWATCH_AT + 24):
            if layer is not None:
                self.style_wanted.emit(layer.id)
        elif layer is not None and x < LEFT_PX + 24:
            self._toggle(layer)

    def _key(self, row: Row, event: QKeyEvent) -> bool:
        layer, key = row.layer, event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(row, key == Qt.Key.Key_Left)
            return True
        if layer is None:
            if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._fold(row, bool(row.open))
                return True
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._editable:
                self.moved.emit(layer.id, 1 if key == Qt.Key.Key_Up else -1)
            return True
        if key == Qt.Key.Key_Space:
            self._toggle(layer)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.zoom_wanted.emit(layer.id)
            return True
        return False

    def _toggle(self, layer: Layer) -> None:
        if self._editable:
            self.eye_clicked.emit(layer.id, not layer.visible)

    def _wish(self, index: QModelIndex, signal: object) -> None:
        layer = self._layer(index)
        if layer is not None:
            signal.emit(layer.id)

    def _layer(self, index: QModelIndex) -> Layer | None:
        return self._model.rows[index.row()].layer if index.isValid() and index.row() < len(self._model.rows) else None

    def _menu_at(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        layer = self._layer(index if index.isValid() else self.list.currentIndex())
        if layer is not None:
            self.menu(layer).popup(self.list.viewport().mapToGlobal(at))


def preview(project: str | None) -> QWidget:
    """The panel with the layers of a project, for a look."""
    from widgets.window_preview import dressed, known

    panel = dressed(LayerPanel())
    panel.resize(250, 640)
    found = known(project)
    if found is not None:
        coloured = {"buildings": (("by", "graduated"), ("column", "height_m"), ("ramp", "blues"), ("classes", ((6.0,), (12.0,), (30.0,)))),
                    "security_lights": (("by", "categories"), ("column", "lamp_type"), ("classes", (("LED",), ("나트륨",))))}  # fmt: skip
        panel.show_layers(tuple(replace(layer, style=coloured.get(layer.kind.key, layer.style)) for layer in found.layers))
    return panel
