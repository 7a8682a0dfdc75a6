"""The layers: an eye, a swatch that is the legend, the name and the count; order, counting and removal by menu."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.model import Layer, LuminaireFile
from app.words import LANGUAGES, Words, language, tr
from widgets.figures import count
from widgets.map.symbols import swatch
from widgets.window_style import color, theme_name

GROUPS = ("facilities", "life", "crime", "base")
ROW_PX, HEAD_PX, LEFT_PX = 28, 34, 16
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A heading (no layer) or a layer and what it is called beside its fellows."""

    group: str
    layer: Layer | None = None
    alone: bool = True

    @property
    def name(self) -> str:
        """The kind's name; with its date or file where there are several of the kind; the planner's own title where there is one."""
        layer = self.layer
        if layer is None:
            return tr(f"group.{self.group}")
        kinds = {Words(language)(f"kind.{layer.kind.key}") for language in LANGUAGES}
        from_file = layer.title.startswith(PurePath(layer.source.file.split(".")[0]).name)
        if layer.kind.key == "other" or not (from_file or layer.title in kinds):
            return layer.title
        kind = tr(f"kind.{layer.kind.key}")
        return kind if self.alone else f"{kind} · {layer.source.dated or layer.title}"


def rows(layers: tuple[Layer, ...]) -> list[Row]:
    """The layers under the headings of their groups; on top what is drawn on top."""
    listed: list[Row] = []
    for group in GROUPS:
        inside = [layer for layer in reversed(layers) if layer.kind.group == group]
        if inside:
            several = Counter(layer.kind.key for layer in inside)
            listed += [Row(group), *(Row(group, layer, several[layer.kind.key] == 1) for layer in inside)]
    return listed


class _Model(QAbstractListModel):
    rows: list[Row] = []

    def show_rows(self, listed: list[Row]) -> None:
        self.beginResetModel()
        self.rows = listed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = self.rows[index.row()].layer is None
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        layer = row.layer
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if layer is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (layer.title, layer.source.file, layer.source.dated, layer.source.licence) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = "shown" if layer.visible else "hidden"
            return tr(f"window.layer.{said}", name=layer.title, count=count(_length(layer)))
        return None


class _Line(QStyledItemDelegate):
    """Draws a row; nothing but the eye answers to a click of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEAD_PX if index.model().rows[index.row()].layer is None else ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.model().rows[index.row()]
        room: QRect = option.rect.adjusted(LEFT_PX, 0, -LEFT_PX, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.layer is None:
            font = painter.font()
            font.setPixelSize(12)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(color("quiet"))
            place = room.adjusted(0, 0, 0, -5)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, tr(f"group.{row.group}"))
        else:
            self._layer(painter, option, room, row.layer, row.name)
        painter.restore()

    def _layer(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, layer: Layer, title: str) -> None:
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(option.rect, color("accent_soft" if chosen else "raised"))
        _eye(painter, QRect(room.left(), room.center().y() - 7, 16, 14), layer.visible)
        painter.setOpacity(1.0 if layer.visible else 0.45)
        picture = swatch(layer.kind, theme_name(), language(), 20.0, painter.device().devicePixelRatioF())
        painter.drawPixmap(QRect(room.left() + 28, room.center().y() - 9, 20, 20), picture)
        painter.setOpacity(1.0)
        aside = not layer.counted and bool(layer.kind.serves)
        number = tr("window.layer.uncounted") if aside else count(_length(layer))
        metrics = option.fontMetrics
        right = metrics.horizontalAdvance(number)
        painter.setPen(color("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        name = room.adjusted(58, 0, -right - 10, 0)
        painter.setPen(color("text" if layer.visible else "quiet"))
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class LayerPanel(QFrame):
    """The list of layers. Every signal is a wish; nothing is changed here."""

    eye_clicked = Signal(str, bool)
    counted_chosen = Signal(str, bool)
    moved = Signal(str, int)
    removal_wanted = Signal(str)
    zoom_wanted = Signal(str)
    luminaire_chosen = Signal(str, str)
    luminaire_dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("side")
        self._editable, self._luminaires = True, ()
        self._model = _Model(self)
        self.list = QListView(objectName="layers", verticalScrollMode=QListView.ScrollMode.ScrollPerPixel, mouseTracking=True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Line(self.list))
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
        chosen = self._layer(self.list.currentIndex())
        self._editable, self._luminaires = editable, luminaires
        self._model.show_rows(rows(layers))
        self._empty.setVisible(not layers)
        self.list.setVisible(bool(layers))
        for number, row in enumerate(self._model.rows):
            if chosen is not None and row.layer is not None and row.layer.id == chosen.id:
                self.list.setCurrentIndex(self._model.index(number))

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._empty.setText(tr("window.layers.empty"))
        self.list.setAccessibleName(tr("window.command.layers"))
        self.list.viewport().update()

    def eye_place(self, id: str) -> QPoint:
        """Where the eye of a layer is, in the list's own pixels."""
        number = next(n for n, row in enumerate(self._model.rows) if row.layer is not None and row.layer.id == id)
        room = self.list.visualRect(self._model.index(number))
        return QPoint(room.left() + LEFT_PX + 8, room.center().y())

    def menu(self, layer: Layer) -> QMenu:
        """What can be done with a layer."""
        menu = QMenu(self)
        menu.addAction(tr("window.layer.zoom"), lambda: self.zoom_wanted.emit(layer.id))
        show = tr("window.layer.hide" if layer.visible else "window.layer.show")
        wishes = [(show, lambda: self.eye_clicked.emit(layer.id, not layer.visible))]
        if layer.kind.serves:
            word = tr("window.layer.leave_out" if layer.counted else "window.layer.count")
            wishes.append((word, lambda: self.counted_chosen.emit(layer.id, not layer.counted)))
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
        """A click on the eye, Space and the menu key."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and watched is self.list.viewport():
            layer = self._layer(self.list.indexAt(event.position().toPoint()))
            if layer is not None and event.position().x() < LEFT_PX + 24 and event.button() == Qt.MouseButton.LeftButton:
                self._toggle(layer)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.list:
            layer = self._layer(self.list.currentIndex())
            if layer is not None and event.key() == Qt.Key.Key_Space:
                self._toggle(layer)
                return True
            if layer is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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


def _length(layer: Layer) -> int:
    return 0 if layer.frame is None else len(layer.frame)


def _eye(painter: QPainter, room: QRect, is_open: bool) -> None:
    """An open eye, or a closed lid."""
    painter.setPen(QPen(color("quiet" if is_open else "faint"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, right, middle = room.left() + 1.0, room.right() - 0.0, room.center().y() + 0.5
    lid = QPainterPath()
    lid.moveTo(left, middle)
    lid.quadTo(room.center().x() + 0.5, middle + 10, right, middle)
    if is_open:
        lid.quadTo(room.center().x() + 0.5, middle - 10, left, middle)
    painter.drawPath(lid)
    if is_open:
        painter.setBrush(color("quiet"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRect(room.center().x() - 2, int(middle) - 2, 5, 5))


def preview(project: str | None) -> QWidget:
    """The panel with the layers of a project, for a look."""
    from widgets.window_preview import dressed, known

    panel = dressed(LayerPanel())
    panel.resize(250, 640)
    found = known(project)
    if found is not None:
        panel.show_layers(found.layers)
    return panel
