"""The hall's window: a caption above, the map, a legend and one figure beneath, all in large letters. It only shows.

Smallest letters: 28 points, counted as 1/72 of an inch at 96 pixels an inch (37 px), whatever the screen says of itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.hearing import STEP_WIDTH_PX, Slide
from app.words import tr
from widgets.compare.swipe_map import SwipeMap
from widgets.figures import with_unit
from widgets.hearing.large_legend import LargeLegend, short
from widgets.hearing.shown import Shown
from widgets.map.legend import legend_of
from widgets.map.map_canvas import MapCanvas
from widgets.theme import fonts, palette

LEAST_PX = 38
KEYS = {
    Qt.Key.Key_PageDown: "next", Qt.Key.Key_Right: "next", Qt.Key.Key_Down: "next", Qt.Key.Key_Space: "next",
    Qt.Key.Key_PageUp: "back", Qt.Key.Key_Left: "back", Qt.Key.Key_Up: "back", Qt.Key.Key_Home: "first",
    Qt.Key.Key_B: "cover", Qt.Key.Key_Period: "cover", Qt.Key.Key_S: "swipe", Qt.Key.Key_Escape: "end", Qt.Key.Key_F5: "end",
}  # fmt: skip


class Hall(QWidget):
    """Shows one step. ``wished(what)``: next, back, first, cover, swipe, end; ``closed``: the window was shut."""

    wished = Signal(str)
    closed = Signal()
    painted = Signal()

    def __init__(self, *, theme: str = "dark"):
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("hall")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._slide, self._source = Slide(None, ""), ""
        self._shown: Shown | None = None
        self.caption = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.counter = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.map, self.swipe = MapCanvas(theme=theme, furniture=False), SwipeMap(theme=theme, legend=False, large=True)
        self.legend, self.figure = LargeLegend(theme=theme), QLabel(textFormat=Qt.TextFormat.PlainText)
        self.source = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.covered = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.maps = QStackedWidget()
        self.maps.addWidget(self.map)
        self.maps.addWidget(self.swipe)
        for canvas in (self.map, self.swipe.left, self.swipe.right):
            canvas.tiles.arrived.connect(self.painted)
            canvas.frame_changed.connect(lambda _: self._tell_ground())
        self._lay_out()
        self.setMinimumSize(640, 480)
        self.use_theme(theme)
        self.retranslate()

    def _lay_out(self) -> None:
        above, beneath, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._foot = foot
        above.addWidget(self.caption, 1)
        above.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignVCenter)
        beneath.addWidget(self.legend, 1)
        beneath.addWidget(self.covered, 0, Qt.AlignmentFlag.AlignRight)
        foot.addWidget(self.source, 1)
        foot.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        for row, top, bottom in ((above, 18, 14), (None, 0, 0), (beneath, 12, 2), (foot, 0, 12)):
            if row is None:
                column.addWidget(self.maps, 1)
            else:
                row.setContentsMargins(36, top, 36, bottom)
                row.setSpacing(28)
                column.addLayout(row)

    # ---- what is shown

    @property
    def slide(self) -> Slide:
        """The step shown now."""
        return self._slide

    @property
    def swipes(self) -> bool:
        """True while two states are shown."""
        return self.maps.currentWidget() is self.swipe

    def show_slide(self, slide: Slide, shown: Shown, *, source: str = "", covered: bool = True, fresh: bool = True, alone: bool = False) -> None:
        """Show a step; ``fresh``: it is another than before, so the map goes to its place. ``alone``: without what it is swiped against."""
        self._slide, self._shown, self._source = slide, shown, source
        self.caption.setText(slide.caption)
        self.counter.setText(f"{slide.number} / {slide.count}" if slide.number else "")
        self.figure.setText(shown.figure)
        self.figure.setVisible(bool(shown.figure))
        self.covered.setText("" if covered else tr("hearing.uncovered"))
        two = shown.left is not None and not alone
        frame = (self.swipe.left if self.swipes else self.map).frame
        self.maps.setCurrentWidget(self.swipe if two else self.map)
        if two and shown.left is not None:
            self.swipe.show_sides(shown.left, shown.right)
        else:
            self.map.show_scene(shown.right.scene)
            self.map.show_items(())
        if fresh:
            self._go()
        elif two:
            self.swipe.look_as(frame)
        else:
            self.map.look_at(frame.centre_m, frame.metres_per_px)
        self._explain()
        self._fit()

    def _go(self) -> None:
        """To the place of the step: the same ground, however large the screen."""
        view, target = self._slide.view, self.swipe if self.swipes else self.map
        if view is None:
            target.zoom_home()
            return
        wide = max(target.width(), 1)
        target.look_at(view.centre_m, view.metres_per_px * STEP_WIDTH_PX / wide)

    def _explain(self) -> None:
        shown = self._shown
        if shown is None:
            return
        sides = [shown.left, shown.right] if self.swipes and shown.left is not None else [shown.right]
        found = dict.fromkeys(item for side in sides for item in legend_of(side.scene, self.map.frame, wait=False))
        self.legend.show_items(short(found))

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._theme = theme
        colours = palette(theme)
        self.map.use_theme(theme)
        self.swipe.use_theme(theme)
        self.legend.use_theme(theme)
        self.setStyleSheet(f"QWidget#hall {{ background: {colours.window}; }}")
        self._fit()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setWindowTitle(tr("hearing.title"))
        self.setAccessibleName(tr("hearing.title"))

    @property
    def is_busy(self) -> bool:
        """True while something visible is still being drawn."""
        return self.swipe.is_busy if self.swipes else self.map.is_busy

    def stop(self) -> None:
        """Give up background work; the last thing to call."""
        self.map.stop()
        self.swipe.stop()

    # ---- letters as large as the screen allows, never smaller than a hall can read

    def _fit(self) -> None:
        high = max(self.height(), 480)
        small, large = max(LEAST_PX, round(high * 0.036)), max(LEAST_PX, round(high * 0.062))
        colours = palette(self._theme)
        for label, size, ink, bold in (
            (self.counter, small, colours.quiet, False), (self.figure, round(small * 1.08), colours.text, True),
            (self.source, LEAST_PX, colours.quiet, False), (self.covered, LEAST_PX, colours.warn, True),
        ):  # fmt: skip
            _write(label, size, ink, bold)
        self.legend.use_size(small)
        room = max(self.width() - 72 - 28 - self.counter.sizeHint().width(), 200)
        size = large if not self._slide.is_title else round(large * 1.25)
        while size > LEAST_PX and QFontMetrics(fonts(size, bold=True)).horizontalAdvance(self.caption.text()) > room * 1.9:
            size -= 2
        _write(self.caption, size, colours.text, True)
        self._tell_ground()

    def _tell_ground(self) -> None:
        """Whose data it is, and how much ground one sees: a bar of scale would be too small to read."""
        frame = (self.swipe.left if self.swipes else self.map).frame
        ground = tr("hearing.ground", width=with_unit(frame.width_px * frame.metres_per_px, "m"))
        said = " · ".join(part for part in (self._source, ground) if part)
        metrics, whole = QFontMetrics(fonts(LEAST_PX)), self.width() - 72
        room = whole - 28 - self.figure.sizeHint().width() if self.figure.text() else whole
        # On a small screen whose data it is has a line of its own, beneath the figure: the mark of what is made up is never cut.
        two = metrics.horizontalAdvance(said) > room and bool(self.figure.text())
        self._foot.setDirection(QBoxLayout.Direction.BottomToTop if two else QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(2 if two else 28)
        self.source.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, whole if two else room))

    # ---- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by step; B covers and uncovers crime, S swipes, F11 gives the laptop room or takes it, Esc ends."""
        what = KEYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif what is not None:
            self.wished.emit(what)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen, the same ground."""
        super().resizeEvent(event)
        self._fit()
        self._go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The hall is over."""
        self.closed.emit()
        super().closeEvent(event)


def _write(label: QLabel, size_px: int, ink: str, bold: bool) -> None:
    # By a sheet: the program's own gives every label the size of a desk.
    label.setStyleSheet(f"color: {ink}; background: transparent; border: 0; font-size: {size_px}px; font-weight: {700 if bold else 400};")


def preview(project: str | None) -> QWidget:
    """A step of the sample swiped against three cameras more, for a look."""
    from app.model import View
    from widgets.hearing.shown import example

    found = example(project)
    box = found.right.scene.layers[0].frame.total_bounds if found.right.scene.layers else (0.0, 0.0, 600.0, 400.0)
    caption = tr("hearing.step.district")
    view = View("v", caption, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), 1.0, step=True, look="seen")
    hall = Hall()
    hall.resize(1280, 720)
    hall.show_slide(Slide(view, caption, 3, 9), found, source=tr("window.bottom.source", source="2026-11"))
    return hall
