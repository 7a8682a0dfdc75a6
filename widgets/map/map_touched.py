"""Where what is live stands on the map, so that a step of the hand draws only that part of the map again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QRegion

from widgets.map import map_furniture
from widgets.map.map_tools import Hold, Sketch, handle_m

if TYPE_CHECKING:
    from app.scene import Box, Frame, Overlay

# Signs, rings and broad strokes stand so far over the places they belong to.
SIGN_PX = 48
# What is drawn is named; a letter is at most so wide.
NAMED, LETTER_PX = ("drawn_area", "drawn", "stroke", "written"), 16
# Scale bar, source line and made-up mark lie in these strips at the top and at the bottom.
TOP_PX, FOOT_PX = 48, 56


class Touched:
    """Remembers where each live thing was drawn. A place far outside the window is cut to the window."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._drawn: dict[object, QRect] = {}

    def changed(self, frame: Frame, overlays: tuple[Overlay, ...], hold: Hold, sketch: Sketch, bubble: tuple[QPointF, tuple[str, ...]] | None) -> QRegion | None:
        """What is to be drawn again because things came, went or moved; None: everything, as the frame is another."""
        before, self._drawn = self._drawn, {}
        same, self._frame = frame == self._frame, frame
        if not same:
            before = {}
        for overlay in overlays:
            self._put(_key(overlay), before, lambda overlay=overlay: _of_overlay(overlay, frame))
        chosen = next((item for item in hold.items if item.id == hold.chosen and item.heading_deg is not None), None)
        if chosen is not None:
            ends = (chosen.at_m, handle_m(chosen, frame.metres_per_px))
            self._put(("handle", chosen), before, lambda: _of_points(ends, frame))
        drawn = hold.of_chosen
        if drawn is not None and drawn.path_m:
            self._put(("corners", drawn), before, lambda: _of_points(drawn.path_m, frame))
        for other in (item for item in hold.items if hold.also and item.id in (hold.chosen, *hold.also)):
            self._put(("also", other.id, other.at_m), before, lambda other=other: _of_points((other.at_m,), frame))
        if sketch != Sketch():
            self._put(("sketch", sketch), before, lambda: _of_sketch(sketch, frame))
        if bubble is not None:
            at, lines = bubble
            self._put(("bubble", at.x(), at.y(), lines), before, lambda: map_furniture.bubble_box(at, lines, frame).toAlignedRect())
        if not same:
            return None
        region = QRegion()
        for rect in (before[key] for key in before.keys() - self._drawn.keys()):
            region += rect
        for rect in (self._drawn[key] for key in self._drawn.keys() - before.keys()):
            region += rect
        return region

    def within(self, overlays: tuple[Overlay, ...], frame: Frame, rect: QRect) -> tuple[Overlay, ...]:
        """The overlays that reach into a part of the window."""
        if frame != self._frame:
            return overlays
        return tuple(one for one in overlays if (known := self._drawn.get(_key(one))) is None or known.intersects(rect))

    def _put(self, key: object, before: dict[object, QRect], measure: object) -> None:
        self._drawn[key] = before[key] if key in before else measure()  # type: ignore[operator]


def at_the_edge(rect: QRect, frame: Frame) -> bool:
    """True where a part of the window reaches scale bar, source line or the made-up mark."""
    return rect.top() < TOP_PX or rect.bottom() > frame.height_px - FOOT_PX


def _key(overlay: Overlay) -> tuple[object, ...]:
    return overlay.key, overlay.role, overlay.revision, id(overlay.geometries)


def _of_overlay(overlay: Overlay, frame: Frame) -> QRect:
    import shapely

    box = shapely.total_bounds(overlay.geometries)
    found = _of_box(tuple(box.tolist()), frame) if box[0] <= box[2] else QRect()
    if overlay.role in NAMED and overlay.labels and not found.isNull():  # names reach beyond what they belong to
        wide = LETTER_PX * min(max(map(len, overlay.labels)), 200) // 2
        found = found.adjusted(-wide, 0, wide, 0)
    return found


def _of_points(points: tuple[tuple[float, float], ...], frame: Frame) -> QRect:
    x, y = zip(*points, strict=True)
    return _of_box((min(x), min(y), max(x), max(y)), frame)


def _of_sketch(sketch: Sketch, frame: Frame) -> QRect:
    points = [*(at for line in sketch.lines for at in line), *sketch.dots, *([sketch.ghost[1]] if sketch.ghost is not None else [])]
    points += [sketch.snapped] if sketch.snapped is not None else []
    found = _of_points(tuple(points), frame) if points else QRect()
    if sketch.box_px is not None:
        left, top, right, bottom = sketch.box_px
        found = found.united(QRectF(left - 2, top - 2, right - left + 4, bottom - top + 4).toAlignedRect())
    return found


def _of_box(box_m: Box, frame: Frame) -> QRect:
    x, y = zip(*(frame.to_px(x, y) for x in (box_m[0], box_m[2]) for y in (box_m[1], box_m[3])), strict=True)
    left, right, top, bottom = min(x), max(x), min(y), max(y)
    # Cut to the window before it becomes whole numbers: a city seen from near has millions of pixels.
    left, right = max(left, -SIGN_PX) - SIGN_PX, min(right, frame.width_px + SIGN_PX) + SIGN_PX
    top, bottom = max(top, -SIGN_PX) - SIGN_PX, min(bottom, frame.height_px + SIGN_PX) + SIGN_PX
    return QRectF(left, top, right - left, bottom - top).toAlignedRect() if right > left and bottom > top else QRect()
