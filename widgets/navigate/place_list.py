"""The saved places as a list: a small picture of each, its name and its scale; names are changed in their place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.words import tr
from widgets.window_style import color

ROW_PX, PICTURE_PX = 66, QSize(76, 54)
Index = QModelIndex | QPersistentModelIndex
OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_F2)


@dataclass(frozen=True)
class PlaceLine:
    """One line: the id of the saved place, its title, and a note such as its scale."""

    id: str
    title: str
    note: str = ""


class _Rows(QAbstractListModel):
    renamed = Signal(str, str)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.lines: tuple[PlaceLine, ...] = ()
        self.pictures: dict[str, QImage] = {}
        self.editable = True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if self.editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}, {line.note}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.title.replace("<", "‹")  # a tooltip takes what looks like markup for markup
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = " ".join(str(value).split())
        if role == Qt.ItemDataRole.EditRole and name and name != self.lines[index.row()].title:
            self.renamed.emit(self.lines[index.row()].id, name)
        return False


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(tr("navigate.places.name"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(_text_box(option.rect).adjusted(-6, 6, 0, -ROW_PX + 38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The picture, the title over its note."""
        model: _Rows = index.model()  # type: ignore[assignment]
        line = model.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if option.state & QStyle.StateFlag.State_Selected else "raised"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -1, -2), 7, 7)
        _paint_picture(painter, QRect(option.rect.x() + 6, option.rect.y() + (ROW_PX - PICTURE_PX.height()) // 2, PICTURE_PX.width(), PICTURE_PX.height()),
                       model.pictures.get(line.id))
        text = _text_box(option.rect)
        font = painter.font()
        for words, ink, size, at in ((line.title, "text", 13, Qt.AlignmentFlag.AlignTop), (line.note, "quiet", 12, Qt.AlignmentFlag.AlignBottom)):
            font.setPixelSize(size)
            painter.setFont(font)
            painter.setPen(color(ink))
            painter.drawText(text.adjusted(0, 13, 0, -13), at | Qt.AlignmentFlag.AlignLeft,
                             painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, text.width()))
        painter.restore()


def _text_box(row: QRect) -> QRect:
    return row.adjusted(PICTURE_PX.width() + 18, 0, -8, 0)


def _paint_picture(painter: QPainter, box: QRect, picture: QImage | None) -> None:
    inside = QPainterPath()
    inside.addRoundedRect(QRectF(box), 5, 5)
    painter.fillPath(inside, color("ground"))
    if picture is not None and not picture.isNull():
        painter.setClipPath(inside)
        painter.drawImage(box, picture)
        painter.setClipping(False)
    painter.setPen(color("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(inside)


class PlaceList(QListView):
    """Shows lines. ``chosen(id)``: click or Enter; ``renamed(id, name)``; ``moved(id, by)``; ``forgotten(id)``; ``menu_wanted(id, place)``."""

    chosen = Signal(str)
    renamed = Signal(str, str)
    moved = Signal(str, int)
    forgotten = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, objectName="places", verticalScrollMode=QListView.ScrollMode.ScrollPerPixel, mouseTracking=True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(_Line(self))
        self._rows = _Rows(self)
        self._rows.renamed.connect(self.renamed)
        self.setModel(self._rows)
        self.clicked.connect(lambda index: self.chosen.emit(self._rows.lines[index.row()].id))
        self.customContextMenuRequested.connect(self._menu_at)

    @property
    def lines(self) -> tuple[PlaceLine, ...]:
        """What the list shows, top to bottom."""
        return self._rows.lines

    @property
    def current(self) -> str:
        """The id of the place the keyboard is on, "" where it is on none."""
        row = self.currentIndex().row()
        return self._rows.lines[row].id if 0 <= row < len(self._rows.lines) else ""

    def show_lines(self, lines: tuple[PlaceLine, ...], *, editable: bool = True) -> None:
        """Show these lines; the place the keyboard is on stays."""
        here, row = self.current, self.currentIndex().row()
        self._rows.editable = editable
        if lines != self._rows.lines:
            self._rows.beginResetModel()
            self._rows.lines = lines
            self._rows.endResetModel()
            self.go_to(here) if here in [line.id for line in lines] else self.setCurrentIndex(self._rows.index(min(row, len(lines) - 1)))

    def show_pictures(self, pictures: dict[str, QImage]) -> None:
        """Show these small pictures, by the id of the place."""
        self._rows.pictures = pictures
        self.viewport().update()

    def go_to(self, id: str) -> None:
        """Put the keyboard on a place."""
        row = next((row for row, line in enumerate(self._rows.lines) if line.id == id), -1)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))
            self.scrollTo(self._rows.index(row))

    def rename(self) -> None:
        """Write the name of the place the keyboard is on."""
        if self._rows.editable and self.current:
            self.edit(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        """Delete and F2 belong to the list while the keyboard is on it, not to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in OWN_KEYS:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes, F2 renames, Delete removes, Ctrl with up and down moves the place in the list."""
        key, id = event.key(), self.current
        if not id or self.state() == QListView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(id)
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Delete and self._rows.editable:
            self.forgotten.emit(id)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._rows.editable:
                self.moved.emit(id, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.current, self.viewport().mapToGlobal(at))


def preview(project: str | None) -> QWidget:
    """Two saved places, for a look."""
    from widgets.window_preview import dressed

    shown = dressed(PlaceList())
    shown.show_lines((PlaceLine("a", tr("navigate.places.name"), "1:2,500"), PlaceLine("b", tr("navigate.overview"), "1:10,000")))
    shown.resize(300, 200)
    return shown
