"""The group of base maps beneath the list of layers: an eye, a name, how strongly it is drawn; order and the rest by menu and keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSlider,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.model import Basemap
from app.words import tr
from widgets.layer_panel import LEFT_PX, ROW_PX, Index, _eye
from widgets.window_style import color

MOST_ROWS = 4
STEP = 0.1
# What a row is told beside its map: "" ready, "busy" being opened, else the sentence why it cannot be used.
BUSY = "busy"
_BASE, _STATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Line(QStyledItemDelegate):
    """Draws a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        base, state = index.data(_BASE), index.data(_STATE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(option.rect, color("accent_soft" if chosen else "raised"))
        room: QRect = option.rect.adjusted(LEFT_PX, 0, -LEFT_PX, 0)
        spoilt = bool(state) and state != BUSY
        _eye(painter, QRect(room.left(), room.center().y() - 7, 16, 14), base.visible and not spoilt)
        note = tr("basemaps.unusable") if spoilt else tr("basemaps.opening") if state == BUSY else f"{round(100 * base.opacity)}\u202f%"
        painter.setPen(color("warn" if spoilt else "quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        name = room.adjusted(28, 0, -option.fontMetrics.horizontalAdvance(note) - 10, 0)
        painter.setPen(color("text" if base.visible and not spoilt else "quiet"))
        text = option.fontMetrics.elidedText(base.title, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class BasemapList(QFrame):
    """The base maps, on top what is drawn on top. Every signal is a wish; nothing is changed here.

    ``moved(id, by)``: 1 is up. ``faded(id, opacity, done)``: while the slider is held ``done`` is False.
    """

    add_wanted = Signal()
    eye_clicked = Signal(str, bool)
    faded = Signal(str, float, bool)
    moved = Signal(str, int)
    zoom_wanted = Signal(str)
    rename_wanted = Signal(str)
    credit_wanted = Signal(str)
    find_wanted = Signal(str)
    place_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._editable, self._filling = True, False
        self._title = QLabel(objectName="small")
        self._add = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._add.clicked.connect(self.add_wanted)
        self.list = QListWidget(mouseTracking=True, frameShape=QFrame.Shape.NoFrame)
        self.list.setObjectName("basemaps")
        self.list.setItemDelegate(_Line(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu_at)
        self.list.currentItemChanged.connect(lambda *_: self._show_strength())
        self.list.itemDoubleClicked.connect(lambda item: self.zoom_wanted.emit(item.data(_BASE).id))
        self.list.viewport().installEventFilter(self)
        self.list.installEventFilter(self)
        self._strength, self._slider = QLabel(objectName="small"), QSlider(Qt.Orientation.Horizontal, minimum=0, maximum=100, pageStep=10)
        self._strength.setTextFormat(Qt.TextFormat.PlainText)
        self._strength.setBuddy(self._slider)
        self._slider.valueChanged.connect(self._fade)
        self._slider.sliderReleased.connect(lambda: self._fade(self._slider.value()))
        self._lay_out()
        self.retranslate()
        self.show_basemaps(())

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(LEFT_PX, 4, LEFT_PX, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._add)
        foot.setContentsMargins(LEFT_PX, 0, LEFT_PX, 4)
        foot.addWidget(self._strength)
        foot.addWidget(self._slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addLayout(foot)

    def show_basemaps(self, basemaps: tuple[Basemap, ...], states: Mapping[str, str] | None = None, *, editable: bool = True) -> None:
        """Show these, bottom to top in drawing order, each with its state (by id); the chosen row stays chosen."""
        chosen, states = self.chosen, states or {}
        self._editable, self._filling = editable, True
        self.list.clear()
        for base in reversed(basemaps):
            item = QListWidgetItem(self.list)
            state = states.get(base.id, "")
            item.setData(_BASE, base)
            item.setData(_STATE, state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(base, state))
            item.setToolTip(_plain(state if state not in ("", BUSY) else "\n".join(part for part in (base.title, base.credit) if part)))
            if chosen is not None and base.id == chosen.id:
                self.list.setCurrentItem(item)
        self._filling = False
        self._add.setEnabled(editable)
        self.list.setVisible(bool(basemaps))
        self.list.setFixedHeight(ROW_PX * min(max(len(basemaps), 1), MOST_ROWS) + 2)
        self._show_strength()

    @property
    def chosen(self) -> Basemap | None:
        """The map of the chosen row."""
        item = self.list.currentItem()
        return item.data(_BASE) if item is not None else None

    def choose(self, id: str) -> None:
        """Choose the row of a map."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_BASE).id == id:
                self.list.setCurrentRow(row)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._title.setText(f"<b>{tr('basemaps.title')}</b>")
        self._add.setText(tr("basemaps.add"))
        self._add.setToolTip(tr("window.command.basemap.help"))
        self.list.setAccessibleName(tr("basemaps.title"))
        self._slider.setAccessibleName(tr("basemaps.opacity"))
        self._slider.setToolTip(tr("basemaps.opacity.help"))
        self._show_strength()
        self.list.viewport().update()

    def menu(self, base: Basemap) -> QMenu:
        """What can be done with a base map."""
        menu, top, bottom = QMenu(self), self.list.count() - 1, 0
        at = next(row for row in range(self.list.count()) if self.list.item(row).data(_BASE).id == base.id)
        menu.addAction(tr("basemaps.zoom"), lambda: self.zoom_wanted.emit(base.id))
        word = tr("basemaps.hide" if base.visible else "basemaps.show")
        wishes = [(word, lambda: self.eye_clicked.emit(base.id, not base.visible), True)]
        wishes.append((tr("basemaps.raise"), lambda: self.moved.emit(base.id, 1), at > bottom))
        wishes.append((tr("basemaps.lower"), lambda: self.moved.emit(base.id, -1), at < top))
        wishes.append((tr("basemaps.rename"), lambda: self.rename_wanted.emit(base.id), True))
        wishes.append((tr("basemaps.credit"), lambda: self.credit_wanted.emit(base.id), True))
        if base.form == "scan":
            wishes.append((tr("basemaps.place"), lambda: self.place_wanted.emit(base.id), True))
        wishes.append((tr("basemaps.find"), lambda: self.find_wanted.emit(base.id), True))
        wishes.append((tr("basemaps.remove"), lambda: self.removal_wanted.emit(base.id), True))
        for word, run, possible in wishes:
            menu.addAction(word, run).setEnabled(self._editable and possible)
        return menu

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """A click on the eye; Space, Enter, Delete, left and right, Alt with up and down."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and watched is self.list.viewport():
            item = self.list.itemAt(event.position().toPoint())
            if item is not None and event.position().x() < LEFT_PX + 24 and event.button() == Qt.MouseButton.LeftButton:
                self._toggle(item.data(_BASE))
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.list:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        base, alt = self.chosen, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if base is None:
            return False
        match event.key():
            case Qt.Key.Key_Space:
                self._toggle(base)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.zoom_wanted.emit(base.id)
            case Qt.Key.Key_Delete if self._editable:
                self.removal_wanted.emit(base.id)
            case (Qt.Key.Key_Up | Qt.Key.Key_Down) if alt and self._editable:
                self.moved.emit(base.id, 1 if event.key() == Qt.Key.Key_Up else -1)
            case (Qt.Key.Key_Left | Qt.Key.Key_Right) if not alt and self._editable:
                by = STEP if event.key() == Qt.Key.Key_Right else -STEP
                self.faded.emit(base.id, min(max(base.opacity + by, 0.0), 1.0), True)
            case _:
                return False
        return True

    def _toggle(self, base: Basemap) -> None:
        if self._editable:
            self.eye_clicked.emit(base.id, not base.visible)

    def _fade(self, percent: int) -> None:
        base = self.chosen
        if base is not None and not self._filling and self._editable:
            self.faded.emit(base.id, percent / 100, not self._slider.isSliderDown())

    def _show_strength(self) -> None:
        if self._filling:
            return
        base = self.chosen
        for widget in (self._strength, self._slider):
            widget.setVisible(base is not None)
            widget.setEnabled(self._editable)
        self._strength.setText(tr("basemaps.opacity"))
        if base is not None and not self._slider.isSliderDown():
            self._filling = True
            self._slider.setValue(round(100 * base.opacity))
            self._filling = False

    def _menu_at(self, at: QPoint) -> None:
        item = self.list.itemAt(at) or self.list.currentItem()
        if item is not None:
            self.menu(item.data(_BASE)).popup(self.list.viewport().mapToGlobal(at))


def _spoken(base: Basemap, state: str) -> str:
    if state not in ("", BUSY):
        return tr("basemaps.row.missing", title=base.title)
    return tr("basemaps.row" if base.visible else "basemaps.row.hidden", title=base.title, percent=round(100 * base.opacity))


def _plain(text: str) -> str:
    """A text of a file in a tooltip stays text."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def preview(project: str | None) -> QWidget:
    """The group with four maps, for a look: drawn, faint, hidden, gone."""
    from widgets.window_preview import dressed

    panel = dressed(BasemapList())
    bases = (
        Basemap("a", "수치지형도 2024", "", "mbtiles"), Basemap("b", "항공사진 2025 하늘구 전체 25 cm", "", "image", opacity=0.6, credit="국토지리정보원"),
        Basemap("c", "지적도", "", "pmtiles", visible=False), Basemap("d", "가로환경 정비 계획도", "", "scan"),
    )  # fmt: skip
    panel.show_basemaps(bases, {"d": tr("basemaps.refused.missing")})
    panel.choose("b")
    panel.setFixedWidth(236)
    return panel
