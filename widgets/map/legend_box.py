"""The small legend laid over the map: only what the analysis adds; the kinds are explained by the list of layers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.words import tr
from widgets.map.map_overlays import draw_swatch
from widgets.window_style import color, in_use

ROW_PX, SIGN_PX, PAD_PX, INSET_PX = 24, 24, 12, 14


class LegendBox(QFrame):
    """Shows signs and words of roles; sits in the lower right corner of its parent."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._roles: tuple[tuple[str, str], ...] = ()
        self._drawn_for: tuple[object, ...] = ()
        self._drawn = QPixmap()
        parent.installEventFilter(self)
        self.hide()

    def show_roles(self, roles: tuple[tuple[str, str], ...]) -> None:
        """Explain these: (role, words) pairs; nothing to explain hides the box."""
        if roles == self._roles:
            return  # asked at every step of a hand
        self._roles = roles
        self.setVisible(bool(roles))
        self.setAccessibleName(", ".join(words for _, words in roles))
        self._place()
        self.update()

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """What is explained now."""
        return self._roles

    def sizeHint(self) -> QSize:
        """As large as its lines."""
        widest = max((self.fontMetrics().horizontalAdvance(words) for _, words in self._roles), default=0)
        return QSize(2 * PAD_PX + SIGN_PX + 10 + widest, 2 * 8 + ROW_PX * len(self._roles))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, then its lines."""
        super().paintEvent(event)
        # The map beneath is drawn anew at every frame and the box with it: its lines are kept as a picture.
        wanted = (self._roles, in_use().name, self.size(), self.devicePixelRatioF(), self.font().key())
        if wanted != self._drawn_for:
            self._drawn_for, self._drawn = wanted, self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self) -> QPixmap:
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (role, words) in enumerate(self._roles):
            middle = 8 + (number + 0.5) * ROW_PX
            draw_swatch(painter, role, QRectF(PAD_PX, middle - 9, SIGN_PX, 18), in_use())
            painter.setPen(color("text"))
            painter.drawText(PAD_PX + SIGN_PX + 10, int(middle + self.fontMetrics().ascent() / 2 - 1), words)
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
    """The legend in a corner, for a look."""
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    room.resize(400, 240)
    LegendBox(room).show_roles(tuple((role, tr(f"legend.{role}")) for role in ("seen", "dim", "dark", "zone_assumed", "area_unseen")))
    return room
