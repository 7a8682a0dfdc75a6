"""Two states of the same streets in one map: swiped by a handle, or side by side; both always show the same place.

    swipe = SwipeMap()
    swipe.show_sides(Side("지금", scene), Side("A안", other))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.scene import Box, Frame, Scene
from app.words import tr
from widgets.compare.swipe_handle import LEAP, SwipeHandle
from widgets.map.legend import EXPLAINED, LegendItem, legend_of
from widgets.map.legend_box import LegendBox
from widgets.map.map_canvas import MapCanvas
from widgets.theme import palette

if TYPE_CHECKING:
    from widgets.map.map_tools import Item

SWIPE, BESIDE = "swipe", "beside"
MODES = (SWIPE, BESIDE)
INSET_PX, SEAM_PX = 14, 2


@dataclass(frozen=True)
class Side:
    """One side: its ``title``, what it shows, and the things sketched on it."""

    title: str
    scene: Scene = field(default_factory=Scene)
    items: tuple[Item, ...] = ()


class SwipeMap(QWidget):
    """Two canvases and a handle. ``swiped(share)``: the line stands at this share of the width; ``frame_changed(frame)``.

    ``large``: the labels in a size for a hall. Keys: comma and full stop move the line, M changes between the two ways.
    """

    swiped = Signal(float)
    mode_changed = Signal(str)
    frame_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, theme: str = "light", legend: bool = True, large: bool = False):
        super().__init__(parent)
        self._share, self._mode, self._theme, self._large = 0.5, SWIPE, theme, large
        self._placing, self._explained_at = False, 0.0
        # Scale bar and source line are too small for a hall, which says both in its own letters.
        self.left, self.right = (MapCanvas(self, theme=theme, furniture=not large) for _ in range(2))
        self.labels = tuple(self._label() for _ in range(2))
        self.handle = SwipeHandle(self, theme=theme)
        self.legend = LegendBox(self) if legend else None
        for one, other in ((self.left, self.right), (self.right, self.left)):
            one.frame_changed.connect(lambda frame, one=one, other=other: self._follow(one, other))
            one.failed.connect(self.failed)
        self.handle.carried.connect(lambda x_px: self.swipe_to(x_px / max(self.width(), 1)))
        self.handle.pushed.connect(self.swipe_by)
        self._sides = (Side(""), Side(""))
        self.setFocusProxy(self.handle)
        self.use_theme(theme)
        self.retranslate()

    # ---- what is shown

    def show_sides(self, left: Side, right: Side) -> None:
        """Show two states; the place on the map stays."""
        self._sides = (left, right)
        for canvas, side, label in zip((self.left, self.right), self._sides, self.labels, strict=True):
            canvas.show_scene(side.scene)
            canvas.show_items(side.items)
            canvas.setAccessibleName(f"{tr('map.name')}: {side.title}")
            label.setText(side.title)
        self._explain()
        self._stand()
        self._name()

    @property
    def explained(self) -> tuple[LegendItem, ...]:
        """What the legend of both sides says at the scale they are shown, each line once."""
        found = dict.fromkeys(item for side in self._sides for item in legend_of(side.scene, self.left.frame, named=False))
        return tuple(sorted(found, key=lambda item: EXPLAINED.index(item.role) if item.role in EXPLAINED else len(EXPLAINED)))

    def clear(self) -> None:
        """Show nothing, and keep nothing drawn."""
        self.show_sides(Side(""), Side(""))

    @property
    def share(self) -> float:
        """Where the line stands: 0 at the left edge, 1 at the right one."""
        return self._share

    @property
    def theme(self) -> str:
        """``light`` or ``dark``."""
        return self._theme

    @property
    def mode(self) -> str:
        """``swipe`` or ``beside``."""
        return self._mode

    def swipe_to(self, share: float) -> None:
        """Put the line at a share of the width."""
        share = min(max(share, 0.0), 1.0)
        if share != self._share:
            self._share = share
            self._stand()
            self._name()
            self.swiped.emit(share)

    def swipe_by(self, share: float) -> None:
        """Move the line by a share of the width."""
        self.swipe_to(self._share + share)

    def show_mode(self, mode: str) -> None:
        """``swipe``: one over the other; ``beside``: one beside the other."""
        if mode in MODES and mode != self._mode:
            self._mode = mode
            self._place()
            self.mode_changed.emit(mode)

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._theme = theme
        colours = palette(theme)
        for canvas in (self.left, self.right):
            canvas.use_theme(theme)
        self.handle.use_theme(theme)
        size = "padding: 12px 26px; border-radius: 10px; font-size: 30pt;" if self._large else "padding: 5px 12px; border-radius: 7px; font-size: 14px;"
        inks = ((colours.window, colours.text, colours.line), (colours.selected, "#ffffff" if not colours.is_dark else colours.on_accent, colours.selected))
        for label, (ground, ink, edge) in zip(self.labels, inks, strict=True):
            label.setStyleSheet(f"QLabel {{ background: {ground}; color: {ink}; border: 1px solid {edge}; font-weight: 700; {size} }}")
        self._stand()

    def retranslate(self) -> None:
        """Speak the language of the window from now on."""
        self._explain()
        self._name()

    @property
    def is_busy(self) -> bool:
        """True while something visible is still being drawn."""
        return self.left.is_busy or self.right.is_busy

    # ---- moving about

    @property
    def frame(self) -> Frame:
        """The window onto the ground, as the left side has it."""
        return self.left.frame

    def look_at(self, centre_m: tuple[float, float], metres_per_px: float) -> None:
        """Put a place in the middle at a scale, on both sides."""
        self.left.look_at(centre_m, metres_per_px)

    def look_as(self, frame: Frame) -> None:
        """Show the place another map shows, at its scale."""
        _look_as(self.left, frame)

    def zoom_to(self, box_m: Box) -> None:
        """Show a whole box."""
        self.left.zoom_to(box_m)

    def zoom_home(self) -> None:
        """Show the whole district."""
        self.left.zoom_home()

    def stop(self) -> None:
        """Give up background work; the last thing to call."""
        self.left.stop()
        self.right.stop()

    def _follow(self, leader: MapCanvas, follower: MapCanvas) -> None:
        if self._placing:
            return
        self._placing = True
        _look_as(follower, leader.frame)
        self._placing = False
        if leader.frame.metres_per_px != self._explained_at:
            self._explain()
        self.frame_changed.emit(leader.frame)

    # ---- where things stand

    def _place(self) -> None:
        """Give both canvases their room: all of it, or a half each."""
        self._placing = True
        if self._mode == SWIPE:
            rooms = ((0, self.width()), (0, self.width()))
        else:
            half = (self.width() - SEAM_PX) // 2
            rooms = ((0, half), (self.width() - half, half))
        for canvas, (x, width) in zip((self.left, self.right), rooms, strict=True):
            canvas.setGeometry(x, 0, width, self.height())
        self._placing = False
        self._follow(self.left, self.right)
        self._stand()

    def _stand(self) -> None:
        """Put the line, what it hides, and the labels where they belong."""
        width, height = self.width(), self.height()
        line = round(self._share * width) if self._mode == SWIPE else width // 2
        if self._mode == SWIPE:
            # The right side lies over the left one and is cut off at the line; each hears the mouse on its own side.
            self.right.setMask(QRegion(line, 0, max(width - line, 0), height) if line < width else QRegion(-1, -1, 1, 1))
        else:
            self.right.clearMask()
        self.handle.setVisible(self._mode == SWIPE)
        self.handle.stand_at(line, height)
        air = INSET_PX + (8 if self._mode == SWIPE else 0)
        one, other = self.labels
        for label in self.labels:
            label.ensurePolished()
            label.adjustSize()
        one.move(INSET_PX, INSET_PX)
        other.move(line + air, INSET_PX)
        one.setVisible(bool(one.text()) and one.geometry().right() + 6 < line)
        other.setVisible(bool(other.text()) and other.geometry().right() + 6 < width)

    def _explain(self) -> None:
        self._explained_at = self.left.frame.metres_per_px
        if self.legend is not None:
            self.legend.show_items(self.explained)

    def _name(self) -> None:
        left, right = (side.title for side in self._sides)
        self.setAccessibleName(tr("compare.map", left=left, right=right))
        self.handle.setAccessibleDescription(tr("compare.handle.at", share=round(self._share * 100)))

    def _label(self) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    # ---- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both sides keep their middle."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Another style or font gives the labels another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            QTimer.singleShot(0, self, self._stand)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Comma and full stop move the line; M changes between swiping and side by side."""
        match event.key():
            case Qt.Key.Key_Comma | Qt.Key.Key_Less:
                self.swipe_by(-LEAP / 2)
            case Qt.Key.Key_Period | Qt.Key.Key_Greater:
                self.swipe_by(LEAP / 2)
            case Qt.Key.Key_M:
                self.show_mode(BESIDE if self._mode == SWIPE else SWIPE)
            case _:
                super().keyPressEvent(event)


def _look_as(canvas: MapCanvas, frame: Frame) -> None:
    here = canvas.frame
    if (here.centre_m, here.metres_per_px, here.turned_deg) != (frame.centre_m, frame.metres_per_px, frame.turned_deg):
        canvas.look_at(frame.centre_m, frame.metres_per_px, frame.turned_deg)


def preview(project: str | None) -> QWidget:
    """The sample as it is, beside the same with a few cameras more, for a look."""
    from widgets.compare.example import sides_example
    from widgets.window_preview import dressed
    from widgets.window_style import theme_name

    swipe = dressed(SwipeMap(theme=theme_name()))
    swipe.use_theme(theme_name())
    swipe.show_sides(*sides_example(project))
    return swipe
