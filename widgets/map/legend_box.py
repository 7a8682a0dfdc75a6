"""The small legend laid over the map, in its lower right corner: what is added to the map and what its colours mean.

What each kind's sign means stands in the list of layers beside the map; where that is hidden the legend says it too.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.words import language, tr
from widgets.map.legend import CREDIT, HEAD, LegendItem, draw_sign
from widgets.window_style import color, in_use

ROW_PX, SIGN_PX, PAD_PX, INSET_PX, STEP_PX = 24, 24, 12, 14, 12
# A legend with more lines than fit says that there are more.
LEAST_ROOM_PX = 120
WIDEST_PX = 300


class LegendBox(QFrame):
    """Shows signs and words; sits in the lower right corner of its parent and never covers more than fits there."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._items: tuple[LegendItem, ...] = ()
        self._drawn_for: tuple[object, ...] = ()
        self._drawn = QPixmap()
        parent.installEventFilter(self)
        self.hide()

    def show_items(self, items: tuple[LegendItem, ...]) -> None:
        """Explain these lines; nothing to explain hides the box."""
        if items == self._items:
            return  # asked at every step of a hand
        self._items = items
        self.setVisible(bool(items))
        self.setAccessibleName(", ".join((tr("styling.legend"), *(item.text for item in items))))
        self._place()
        self.update()

    def show_roles(self, roles: tuple[tuple[str, str], ...]) -> None:
        """Explain (role, words) pairs."""
        self.show_items(tuple(LegendItem(words, role=role) for role, words in roles))

    @property
    def items(self) -> tuple[LegendItem, ...]:
        """The lines explained now."""
        return self._items

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """What of the study and the hand is explained now, (role, words)."""
        return tuple((item.role, item.text) for item in self._items if item.role)

    def sizeHint(self) -> QSize:
        """As large as its lines, as far as they fit."""
        self.ensurePolished()
        widest = max((self._metrics(item).horizontalAdvance(item.text) + self._left(item) for item in self._items), default=0)
        return QSize(min(2 * PAD_PX + SIGN_PX + 14 + widest, WIDEST_PX), 2 * 8 + ROW_PX * len(self._fitting()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, then its lines."""
        super().paintEvent(event)
        # The map beneath is drawn anew at every frame and the box with it: its lines are kept as a picture.
        wanted = (self._items, in_use().name, self.size(), self.devicePixelRatioF(), self.font().key())
        if wanted != self._drawn_for:
            self._drawn_for, self._drawn = wanted, self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _left(self, item: LegendItem) -> int:
        return STEP_PX * item.depth - (SIGN_PX + 10 if item.part == CREDIT else 0)

    def _metrics(self, item: LegendItem) -> QFontMetrics:
        return QFontMetrics(self._font(item))

    def _font(self, item: LegendItem) -> QFont:
        font = QFont(self.font())
        font.setBold(item.part == HEAD)
        return font

    def _fitting(self) -> tuple[LegendItem, ...]:
        room = max(self.parentWidget().height() - 2 * INSET_PX - 16 - 60, LEAST_ROOM_PX)
        most = max(room // ROW_PX, 1)
        if len(self._items) <= most:
            return self._items
        return (*self._items[: most - 1], LegendItem(tr("styling.legend.more", count=len(self._items) - most + 1), part=CREDIT))

    def _draw(self) -> QPixmap:
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, item in enumerate(self._fitting()):
            middle, left = 8 + (number + 0.5) * ROW_PX, PAD_PX + self._left(item)
            draw_sign(painter, item, QRectF(left, middle - 9, SIGN_PX, 18), in_use(), language())
            painter.setFont(self._font(item))
            painter.setPen(color("quiet" if item.part == CREDIT else "text"))
            x = left + SIGN_PX + 10
            words = self._metrics(item).elidedText(item.text, Qt.TextElideMode.ElideRight, self.width() - x - PAD_PX)
            painter.drawText(x, int(middle + self.fontMetrics().ascent() / 2 - 1), words)
        painter.end()
        return picture

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner when the map changes size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        size, room = self.sizeHint(), self.parentWidget().size()
        self.setGeometry(room.width() - size.width() - INSET_PX, room.height() - size.height() - INSET_PX, size.width(), size.height())


def preview(project: str | None) -> QWidget:
    """The legend in a corner, with classes and a base map's credit, for a look."""
    from dataclasses import replace

    from app.scene import Frame, Scene
    from widgets.map.legend import legend_of
    from widgets.preview import scene_of
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    room.resize(420, 420)
    frame = Frame((0.0, 0.0), 0.5, 400, 400, in_use().name, language())
    added = tuple(LegendItem(tr(f"legend.{role}"), role=role) for role in ("seen", "dim", "dark", "zone_assumed", "moved", "removed", "gap"))
    coloured = {"buildings": (("by", "graduated"), ("column", "height_m"), ("ramp", "blues"), ("classes", ((6.0,), (12.0,), (30.0,))))}
    layers = tuple(replace(layer, style=coloured.get(layer.kind.key, ())) for layer in scene_of(project).layers)
    LegendBox(room).show_items((*added, *legend_of(Scene(layers), frame, wait=True, named=False)))
    return room
