"""Names on the map: with a halo, never upon each other, Korean first.

Places to write are fixed to the ground, so that names do not wander while the map is moved; where two want the same room, the
one that is shown from farther away has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, ceil, cos, degrees, hypot, radians, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainterPath, QPainterPathStroker, QTransform

from app.kinds import Style
from app.model import Layer
from app.scene import Scene
from widgets.map import map_overview, map_shapes, symbols
from widgets.map.map_overlays import middles, street_px
from widgets.map.map_painter import Hand, shown, style_of
from widgets.map.map_shapes import Shapes
from widgets.theme import fonts, mixed

if TYPE_CHECKING:
    import numpy

CELL_PX = 4
# An area narrower than this has no room for any name.
NARROWEST_PX = 12.0
STREET_REPEAT_PX = 420.0
SAME_NAME_PX = 260.0
MARKS = frozenset(("gap", "dark_gap", "proposed", "selected"))
MEASURED = frozenset(("seen", "unseen", "maybe", "near", "far", "lit", "dim", "dark", "kept", "unkept"))


@dataclass(frozen=True)
class Face:
    """How a name is written: size in pixels, weight, letter spacing in percent, colour."""

    size: float
    bold: bool
    spacing: int
    ink: QColor


@dataclass(frozen=True)
class Wish:
    """One name that wants a place: the places to try (x, y of its middle, angle in degrees), best first."""

    text: str
    face: Face
    weight: float
    places: tuple[tuple[float, float, float], ...]


class Room:
    """What is taken on the paper, in cells of a few pixels; beyond the edge everything is taken."""

    def __init__(self, width: int, height: int):
        import numpy as np

        self.taken = np.zeros((ceil(height / CELL_PX), ceil(width / CELL_PX)), bool)

    def boxes(self, x: float, y: float, width: float, height: float, angle: float) -> Iterator[tuple[int, int, int, int]]:
        """The cells under a turned box, as a row of upright boxes."""
        turn = radians(angle)
        count = 1 if abs(angle) < 1 else max(1, ceil(width / height))
        span = width / count
        for k in range(count):
            along = (k - (count - 1) / 2) * span
            half_w = (abs(cos(turn)) * span + abs(sin(turn)) * height) / 2
            half_h = (abs(sin(turn)) * span + abs(cos(turn)) * height) / 2
            mx, my = x + along * cos(turn), y + along * sin(turn)
            yield (
                int((mx - half_w) // CELL_PX), int((my - half_h) // CELL_PX), int((mx + half_w) // CELL_PX) + 1,
                int((my + half_h) // CELL_PX) + 1,
            )  # fmt: skip

    def take(self, x: float, y: float, width: float, height: float, angle: float = 0.0, *, force: bool = False) -> bool:
        """Take the room of a turned box if all of it is free and inside; ``force`` takes it in any case."""
        rows, columns = self.taken.shape
        cells = list(self.boxes(x, y, width, height, angle))
        if not force:
            for west, north, east, south in cells:
                if west < 0 or north < 0 or east > columns or south > rows or self.taken[north:south, west:east].any():
                    return False
        for west, north, east, south in cells:
            self.taken[max(north, 0) : max(south, 0), max(west, 0) : max(east, 0)] = True
        return True

    def keep_clear(self, at: numpy.ndarray, side: float) -> None:
        """Take the room of many squares about their middles, free or not."""
        import numpy as np

        low, high = (((at + by) // CELL_PX).astype(int) for by in (-side / 2, side / 2))
        rows, columns = self.taken.shape
        low, high = np.clip(low, 0, (columns, rows)), np.clip(high + 1, 0, (columns, rows))
        for west, north, east, south in np.hstack((low, high)).tolist():
            self.taken[north:south, west:east] = True


def paint_labels(hand: Hand, scene: Scene) -> None:
    """Write the names of all visible layers of a scene."""
    room = Room(hand.frame.width_px, hand.frame.height_px)
    wishes: list[Wish] = []
    # Where streets carry a colour their names stand beside them, not upon what is to be seen.
    beside = any(overlay.role in MEASURED for overlay in scene.overlays)
    for layer in scene.layers:
        style = style_of(layer)
        if not layer.visible or layer.frame is None or not shown(style, hand.frame):
            continue
        _keep_signs_clear(hand, layer, room)
        if style.label and style.label in layer.frame and hand.frame.metres_per_px <= style.label_from_m_per_px:
            hand.step()
            wishes.extend(wanted(hand, layer, style, beside=beside))
    for overlay in scene.overlays:
        if overlay.role in MARKS and len(overlay.geometries):
            for mark in middles(hand, overlay, only_points=overlay.role not in ("gap", "dark_gap")):
                room.take(mark.x(), mark.y(), 22, 22, force=True)
    for wish, place in placed(wishes, room):
        hand.step()
        write(hand, wish, place)


def placed(wishes: list[Wish], room: Room) -> Iterator[tuple[Wish, tuple[float, float, float]]]:
    """The names that find room and where, the weightiest first; the same name is not written twice close by."""
    written: dict[str, list[tuple[float, float]]] = {}
    for wish in sorted(wishes, key=lambda wish: -wish.weight):
        box = outline(wish.text, wish.face.size, wish.face.bold, wish.face.spacing).boundingRect()
        for place in wish.places:
            x, y, angle = place
            if any(hypot(x - a, y - b) < SAME_NAME_PX for a, b in written.get(wish.text, ())):
                continue
            if room.take(x, y, box.width() + 8, box.height() + 5, angle):
                written.setdefault(wish.text, []).append((x, y))
                yield wish, place
                break


def _keep_signs_clear(hand: Hand, layer: Layer, room: Room) -> None:
    from widgets.map.map_points import DOT_BELOW_PX, placed

    if layer.kind.geometry in ("Point", "Any") and len(map_shapes.of_layer(layer).points) and not _dense(hand, layer):
        _, at, size = placed(layer, hand)
        if size >= DOT_BELOW_PX:
            room.keep_clear(at, size * 0.8)


def _dense(hand: Hand, layer: Layer) -> bool:
    return bool(map_overview.of_shapes(layer, map_shapes.of_layer(layer), hand.frame))


def wanted(hand: Hand, layer: Layer, style: Style, *, beside: bool = False) -> Iterator[Wish]:
    """The names a layer wants written in this frame."""
    found = map_shapes.of_layer(layer)
    names = found.once(f"names {style.label}", lambda: Names(layer, style.label))
    if _dense(hand, layer):
        return
    if len(found.points):
        yield from _beside_points(hand, layer, style, names)
    if len(found.rings):
        yield from _inside_areas(hand, layer, style, names)
    if len(found.lines):
        yield from _along_lines(hand, layer, style, names, beside)


class Names:
    """The labels of a layer's rows, each written when it is asked for: a city has half a million houses and few are in view."""

    def __init__(self, layer: Layer, column: str):
        self._values = layer.frame[column].to_numpy()
        self._known: dict[int, str] = {}

    def __getitem__(self, row: int) -> str:
        if row not in self._known:
            self._known[row] = text_of(self._values[row])
        return self._known[row]


def text_of(value: object) -> str:
    """A label as written: numbers with thousands marks, unknown ones empty."""
    if value is None or value != value or str(value) == "<NA>":
        return ""
    value = value.item() if hasattr(value, "item") else value
    return f"{value:,.0f}" if isinstance(value, (int, float)) else str(value).strip()


def _beside_points(hand: Hand, layer: Layer, style: Style, names: Names) -> Iterator[Wish]:
    from widgets.map.map_points import placed

    rows, at, size = placed(layer, hand)
    face = Face(style.label_px or 12.0, False, 100, QColor(hand.colours.label))
    for row, (x, y) in zip(rows.tolist(), at.tolist(), strict=True):
        if names[row]:
            box = outline(names[row], face.size, face.bold, face.spacing).boundingRect()
            down, side = size / 2 + 3 + box.height() / 2, size / 2 + 5 + box.width() / 2
            places = ((x, y + down, 0.0), (x + side, y, 0.0), (x - side, y, 0.0), (x, y - down, 0.0))
            yield Wish(names[row], face, style.label_from_m_per_px, places)


def _inside_areas(hand: Hand, layer: Layer, style: Style, names: Names) -> Iterator[Wish]:
    import numpy as np

    found, mpp = map_shapes.of_layer(layer), hand.frame.metres_per_px
    border = bool({"district", "dong"} & set(layer.kind.serves))
    face = _area_face(hand, layer, style)
    rows = np.unique(found.rings.row[found.rings.within(hand.seen_box(200), at_least_m=NARROWEST_PX * mpp)])
    rows = rows[[bool(names[row]) for row in rows.tolist()]]
    anchors = found.once("anchors", lambda: Anchors(layer)).of(rows)
    at = map_shapes.to_px(anchors[:, :2], hand.frame)
    room_px = anchors[:, 2] / mpp
    near = (at > -200).all(axis=1) & (at[:, 0] < hand.frame.width_px + 200) & (at[:, 1] < hand.frame.height_px + 200)
    for number in np.flatnonzero(near).tolist():
        row = int(rows[number])
        box = outline(names[row], face.size, face.bold, face.spacing).boundingRect()
        if box.width() < room_px[number] * (1.0 if border else 1.4):
            x, y = at[number].tolist()
            weight = style.label_from_m_per_px + room_px[number] / 1e6
            yield Wish(names[row], face, weight, _around(x, y, box.height() + 4, rings=7 if border else 2))


def _around(x: float, y: float, step: float, *, rings: int) -> tuple[tuple[float, float, float], ...]:
    """The middle of an area, then places farther and farther from it, above and below first."""
    places = [(x, y, 0.0)]
    for far in range(1, rings):
        for dx, dy in ((0, -1), (0, 1), (-1.6, 0), (1.6, 0), (-1.2, -0.8), (1.2, -0.8), (-1.2, 0.8), (1.2, 0.8)):
            places.append((x + dx * far * step, y + dy * far * step, 0.0))
    return tuple(places)


def _area_face(hand: Hand, layer: Layer, style: Style) -> Face:
    colours = hand.colours
    if "district" in layer.kind.serves:
        return Face(style.label_px or 17.0, True, 130, QColor(colours.quiet))
    if "dong" in layer.kind.serves:
        return Face(style.label_px or 15.0, True, 122, QColor(colours.quiet))
    own = symbols.colour(style, colours).name()
    ink = mixed(own, colours.label, 0.55 if not colours.is_dark else 0.75)
    return Face(style.label_px or 12.5, layer.kind.group != "base", 100, ink)


class Anchors:
    """For rows of a layer a place well inside their area and the width of their box, worked out when they come into view."""

    def __init__(self, layer: Layer):
        import numpy as np

        self._geometries = layer.frame.geometry.values._data
        self._made = np.full((len(self._geometries), 3), np.inf)

    def of(self, rows: numpy.ndarray) -> numpy.ndarray:
        """x, y, width in metres of each row; nan where there is no area."""
        import numpy as np

        new = rows[np.isposinf(self._made[rows, 0])]
        if len(new):
            self._made[new] = anchors(self._geometries[new])
        return self._made[rows]


def anchors(geometries: numpy.ndarray) -> numpy.ndarray:
    """For each geometry a place well inside its area and the width of its box: x, y, width in metres; nan without an area."""
    import numpy as np
    import shapely

    area = shapely.area(geometries) > 0
    inside = shapely.point_on_surface(np.where(area, shapely.simplify(geometries, 2.0), None))
    middle = shapely.centroid(np.where(area, geometries, None))
    # The centroid looks calmer than a place that is merely inside; it serves wherever the shape allows it.
    good = shapely.contains(geometries, middle)
    chosen = np.where(good, middle, inside)
    box = shapely.bounds(geometries)
    return np.column_stack((shapely.get_x(chosen), shapely.get_y(chosen), box[:, 2] - box[:, 0]))


def _along_lines(hand: Hand, layer: Layer, style: Style, names: Names, beside: bool) -> Iterator[Wish]:
    found = map_shapes.of_layer(layer)
    lines = found.lines
    street = "streets" in layer.kind.serves
    ink = QColor(hand.colours.label) if street else mixed(symbols.colour(style, hand.colours).name(), hand.colours.label, 0.4)
    face = Face(style.label_px or 11.5, not street, 100, ink)
    mpp = hand.frame.metres_per_px
    aside = face.size * 0.62 + 2.0 + street_px(mpp) / 2
    for part in lines.within(hand.seen_box(40)).tolist():
        name = names[lines.row[part]]
        if not name:
            continue
        fitting = _fitting(found, part, name, face, mpp)
        places_px = map_shapes.to_px(fitting[:, :2], hand.frame).tolist()
        for (x, y), (lies, length) in zip(places_px, fitting[:, 2:].tolist(), strict=True):
            angle = upright(lies + hand.frame.turned_deg)
            sides = (aside, -aside) if beside else (0.0,)
            places = tuple((x - sin(radians(angle)) * by, y - cos(radians(angle)) * by, -angle) for by in sides)
            yield Wish(name, face, style.label_from_m_per_px + min(length, 2000.0) / 1e5, places)


def _fitting(found: Shapes, part: int, name: str, face: Face, mpp: float) -> numpy.ndarray:
    """The places for a name along one line, worked out once for each scale: x, y, angle, length of the line."""
    import numpy as np

    scale, known = found.derived.get("name places", (0.0, {}))
    if scale != mpp:
        known = {}
        found.derived["name places"] = (mpp, known)
    if part not in known:
        lines = found.lines
        xy = lines.xy[lines.start[part] : lines.start[part + 1]]
        width_px = outline(name, face.size, face.bold, face.spacing).boundingRect().width()
        known[part] = np.array(straight_places(xy, (width_px + 10) * mpp, STREET_REPEAT_PX * mpp)).reshape(-1, 4)
    return known[part]


def upright(angle: float) -> float:
    """The same direction so that a text along it can be read: between -90 and 90 degrees."""
    return angle - 180.0 * round(angle / 180.0)


def straight_places(xy: numpy.ndarray, text_m: float, repeat_m: float) -> list[tuple[float, float, float, float]]:
    """Where a text of a length fits along a line that is straight enough there: x, y, angle (degrees, upright), line's length."""
    import numpy as np

    steps = np.hypot(*np.diff(xy, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    length = float(along[-1])
    if length < text_m:
        return []
    count = max(1, int(length // repeat_m))
    found = []
    for k in range(count):
        middle = length * (k + 0.5) / count
        for shift in (0.0, -0.25, 0.25):
            at = min(max(middle + shift * length / count, text_m / 2), length - text_m / 2)
            ends = np.array((at - text_m / 2, at, at + text_m / 2))
            x, y = np.interp(ends, along, xy[:, 0]), np.interp(ends, along, xy[:, 1])
            if hypot(x[2] - x[0], y[2] - y[0]) > 0.97 * text_m:
                angle = upright(degrees(atan2(y[2] - y[0], x[2] - x[0])))
                found.append((float(x[1] * 2 + x[0] + x[2]) / 4, float(y[1] * 2 + y[0] + y[2]) / 4, angle, length))
                break
    return found


@lru_cache(maxsize=4096)
def outline(text: str, size: float, bold: bool, spacing: int) -> QPainterPath:
    """A text as an outline about the origin: its middle across, the middle of its letters' height, whatever the letters."""
    font = fonts(size, bold=bold)
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
    path = QPainterPath()
    path.addText(0, 0, font, text)
    path.translate(-path.boundingRect().center().x(), size * 0.37)
    path.boundingRect()  # worked out here once, so that threads which share the path only read
    return path


def write(hand: Hand, wish: Wish, place: tuple[float, float, float]) -> None:
    """Write one name with its halo."""
    x, y, angle = place
    written = (wish.text, wish.face.size, wish.face.bold, wish.face.spacing)
    there = QTransform().translate(x, y).rotate(angle)
    ink = QColor(hand.colours.halo)
    ink.setAlphaF(0.92)
    hand.painter.fillPath(there.map(halo(*written)), ink)
    hand.painter.fillPath(there.map(outline(*written)), wish.face.ink)


@lru_cache(maxsize=2048)
def halo(text: str, size: float, bold: bool, spacing: int) -> QPainterPath:
    """The ground behind a text: its letters made fatter, about the origin."""
    stroker = QPainterPathStroker()
    stroker.setWidth(3.4)
    stroker.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    path = stroker.createStroke(outline(text, size, bold, spacing))
    path.setFillRule(Qt.FillRule.WindingFill)
    path.boundingRect()
    return path


def text_box(text: str, size: float, *, bold: bool = False) -> QRectF:
    """The room a text takes about its middle, for furniture and marks."""
    return outline(text, size, bold, 100).boundingRect()
