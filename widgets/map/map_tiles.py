"""The map in tiles, drawn in the background: the newest question wins, and the old picture stands until the new one is there.

`Tiles` lives on the GUI thread and never waits; only `picture` runs on the two workers, on values alone.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, floor, radians, sin
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRectF, QThreadPool, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QRegion

from app.feedback import Cancelled, Feedback
from app.scene import Box, Frame, Scene
from widgets.map.map_painter import GROUND, LABELS, picture
from widgets.map.map_scene import key
from widgets.theme import palette

TILE_PX = 512
WORKERS = 2
BUDGET_BYTES = 160_000_000
LABEL_MARGIN = 0.25
RESCALE_S = 0.06
SHOW_MS = 30
OVERVIEW_PX = 1200
# Older pictures kept to stand in for missing tiles: where one came from when zooming in and out.
STAND_INS = 5
# Scenes whose tiles are found again, and their sheets of names.
LATELY, SHEETS = 8, 3


@dataclass(frozen=True)
class Look:
    """All that makes two tiles of the same place differ: the scene's revision, the scale, theme, language, device ratio, the turn."""

    revision: int
    metres_per_px: float
    theme: str
    language: str
    ratio: float
    turned_deg: float = 0.0


@dataclass(frozen=True)
class Piece:
    """One picture wanted: a tile (column, row), or the sheet of labels, or the overview; with the frame it shows."""

    look: Look
    what: str
    place: tuple[int, int]
    frame: Frame


class Tiles(QObject):
    """The store of drawn pieces and the desk where missing ones are asked for. ``arrived`` says that there is more to show."""

    arrived = Signal()
    failed = Signal(str)
    _drawn = Signal(object, object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(WORKERS)
        self._scene, self._revision, self._revisions = Scene(), 0, 0
        # Scenes shown lately with their revisions: coming back to one, such as another scenario, finds its tiles.
        self._lately: OrderedDict[object, tuple[int, Scene]] = OrderedDict()
        self._extent: Box | None = None
        self._tiles: OrderedDict[tuple[Look, int, int], QPixmap] = OrderedDict()
        self._looks: list[Look] = []
        self._labels: tuple[Piece, QPixmap] | None = None
        self._sheets: OrderedDict[Look, tuple[Piece, QPixmap]] = OrderedDict()
        self._overview: tuple[Piece, QPixmap] | None = None
        self._overviews: OrderedDict[Look, tuple[Piece, QPixmap]] = OrderedDict()
        self._queue: list[Piece] = []
        self._running: dict[Piece, Feedback] = {}
        self._broken: set[Piece] = set()
        self._drawn.connect(self._take)
        self._asked = ((0.0, 0.0), 0.0)
        self._later = QTimer(self, singleShot=True, interval=round(RESCALE_S * 1000))
        self._later.timeout.connect(self.arrived)
        self.whole = False
        # What is in view and not there yet; while there is some, not every tile that comes is shown in a picture of its own.
        self._awaited: set[Piece] = set()
        self._soon = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._soon.timeout.connect(self.arrived)
        self._held = QTimer(self, singleShot=True)
        self._held.timeout.connect(self._pump)
        # The GUI thread gets the interpreter back from a worker within a millisecond instead of five.
        sys.setswitchinterval(0.001)

    def show(self, scene: Scene, extent: Box | None) -> None:
        """From now on draw this scene; what is on screen stays until the new tiles are there."""
        self._scene, self._extent = scene, extent
        self._revision = self._revision_of(scene)
        self._broken.clear()

    def _revision_of(self, scene: Scene) -> int:
        """The number of a scene: a new one, or that under which the same was drawn lately."""
        if not scene.layers:
            for kept in (self._lately, self._sheets, self._overviews):
                kept.clear()
        wanted = key(scene)
        if wanted not in self._lately:
            self._revisions += 1
            self._lately[wanted] = (self._revisions, scene)  # the scene too: what it holds must not go, its key names it by where it lies
        self._lately.move_to_end(wanted)
        while len(self._lately) > LATELY:
            self._lately.popitem(last=False)
        return self._lately[wanted][0]

    @property
    def busy(self) -> bool:
        """True while something visible is still being drawn."""
        return bool(self._queue or self._running or self._later.isActive())

    def stop(self) -> None:
        """Give up all work and wait for the workers; the last thing to call."""
        self._later.stop()
        self._soon.stop()
        self._queue.clear()
        for feedback in self._running.values():
            feedback.stop()
        self._pool.waitForDone()

    def draw(self, painter: QPainter, frame: Frame, ratio: float) -> None:
        """Show a frame from what is there, and ask for what is missing."""
        look = Look(self._revision, frame.metres_per_px, frame.theme, frame.language, ratio, frame.turned_deg)
        left, top = corner(frame, ratio)
        missing = QRegion()
        wanted: list[Piece] = []
        for column, row in _covering(left, top, frame.width_px, frame.height_px):
            image = self._tiles.get((look, column, row))
            if image is None:
                wanted.append(_tile(look, column, row))
                missing += QRectF(column * TILE_PX - left, row * TILE_PX - top, TILE_PX, TILE_PX).toAlignedRect()
            else:
                self._tiles.move_to_end((look, column, row))
                painter.drawPixmap(QPointF(column * TILE_PX - left, row * TILE_PX - top), image)
        if wanted:
            painter.save()
            painter.setClipRegion(missing)
            self._stand_in(painter, frame, look)
            painter.restore()
        if look in self._sheets:
            self._labels = self._sheets[look]
        self._draw_labels(painter, frame, left, top)
        self.whole = not wanted and self._labels_serve(look, frame)
        self._ask(wanted, look, frame)

    def _stand_in(self, painter: QPainter, frame: Frame, look: Look) -> None:
        """Whatever is known of the place from other scales and earlier scenes, stretched; the newest on top."""
        substitutes, all_over = self._substitutes(frame, look)
        if not all_over:
            painter.fillRect(0, 0, frame.width_px, frame.height_px, QColor(palette(frame.theme).ground))
            if self._overview is not None and self._overview[0].look.theme == frame.theme:
                _draw_stretched(painter, self._overview[1], self._overview[0].frame, frame)
        for tiles in reversed(substitutes):
            for shows, image in tiles:
                _draw_stretched(painter, image, shows, frame)

    def _substitutes(self, frame: Frame, look: Look) -> tuple[list[list[tuple[Frame, QPixmap]]], bool]:
        """Tiles of other scales and earlier scenes that lie in view, the newest first; and whether the oldest lie all over it."""
        found, covered, all_over = [], 0.0, False
        for older in reversed(self._looks):
            share = older.metres_per_px / frame.metres_per_px
            if older == look or older.theme != look.theme or not 1 / 9 < share < 33:
                continue
            x, y = plane(frame.centre_m, older.metres_per_px, older.turned_deg)
            c, s = (abs(of(radians(older.turned_deg - frame.turned_deg))) for of in (cos, sin))
            width, height = (frame.width_px * c + frame.height_px * s) / share, (frame.width_px * s + frame.height_px * c) / share
            places = _covering(x - width / 2, y - height / 2, width, height)
            tiles = [(_tile(older, *place).frame, image) for place in places if (image := self._tiles.get((older, *place))) is not None]
            if tiles:
                found.append(tiles)
                covered += len(tiles) / len(places)
                # Turned or not of whole pixels in size, tiles leave seams through which the ground must show.
                all_over = len(tiles) == len(places) and older.turned_deg == frame.turned_deg
            if covered > 0.99 or len(found) == 3:
                break
        return found, all_over

    def _draw_labels(self, painter: QPainter, frame: Frame, left: float, top: float) -> None:
        if self._labels is None:
            return
        piece, image = self._labels
        if piece.look.theme != frame.theme or not 0.6 < piece.frame.metres_per_px / frame.metres_per_px < 1.7:
            return
        if (piece.frame.metres_per_px, piece.frame.turned_deg) == (frame.metres_per_px, frame.turned_deg):
            west, north = corner(piece.frame, piece.look.ratio)
            painter.drawPixmap(QPointF(west - left, north - top), image)
        else:
            _draw_stretched(painter, image, piece.frame, frame)

    def _ask(self, tiles: list[Piece], look: Look, frame: Frame) -> None:
        """Put the desk in order: visible tiles from the middle outwards, then names, then the ring around, then the overview."""
        x, y = plane(frame.centre_m, frame.metres_per_px, frame.turned_deg)
        middle = (x / TILE_PX - 0.5, y / TILE_PX - 0.5)
        tiles.sort(key=lambda piece: (piece.place[0] - middle[0]) ** 2 + (piece.place[1] - middle[1]) ** 2)
        queue = list(tiles)
        if not self._labels_serve(look, frame):
            # Names take as long as a few tiles: begun last, all would wait for them.
            queue.insert(WORKERS, _sheet(look, frame))
        self._awaited = set(queue)
        left, top = corner(frame, look.ratio)
        ring = _covering(left - TILE_PX / 2, top - TILE_PX / 2, frame.width_px + TILE_PX, frame.height_px + TILE_PX)
        queue.extend(_tile(look, *place) for place in ring if (look, *place) not in self._tiles)
        if self._extent and (far := _distant(look, self._extent)) in self._overviews:
            self._overview = self._overviews[far]
        elif self._extent:
            queue.append(_overview(look, self._extent))
        seen = dict.fromkeys(piece for piece in queue if piece not in self._broken)
        if (look.metres_per_px, look.turned_deg) != self._asked[0]:
            # While the scale is still changing nothing is begun that would be thrown away in the next moment.
            now = perf_counter()
            hurried, self._asked = now - self._asked[1] < RESCALE_S, ((look.metres_per_px, look.turned_deg), now)
            if hurried:
                self._later.start()
                seen = {}
        for piece, feedback in self._running.items():
            if piece not in seen:
                feedback.stop()
        self._queue = [piece for piece in seen if piece not in self._running]
        self._pump()

    def _labels_serve(self, look: Look, frame: Frame) -> bool:
        if self._labels is None or self._labels[0].look != look:
            return False
        sheet = self._labels[0].frame
        x, y = sheet.to_px(*frame.centre_m)
        room = (sheet.width_px - frame.width_px) / 2, (sheet.height_px - frame.height_px) / 2
        return abs(x - sheet.width_px / 2) <= room[0] + 0.5 and abs(y - sheet.height_px / 2) <= room[1] + 0.5

    def hold(self, at_most_ms: int) -> None:
        """Begin nothing until `go`, or until the time is up: a picture about to be overtaken would only slow down what overtakes it."""
        self._held.start(at_most_ms)

    def go(self) -> None:
        """Draw what is asked for from now on; what was asked for before the wait is asked for again if it is still wanted."""
        self._held.stop()
        self._queue.clear()
        self.arrived.emit()

    def _pump(self) -> None:
        if self._held.isActive():
            return
        while self._queue and len(self._running) < WORKERS:
            piece = self._queue.pop(0)
            feedback = self._running[piece] = Feedback()
            self._pool.start(self._worker(piece, self._scene, feedback))

    def _worker(self, piece: Piece, scene: Scene, feedback: Feedback) -> Callable[[], None]:
        drawn = self._drawn

        def work() -> None:
            image: object = None
            try:
                part = LABELS if piece.what == "labels" else GROUND
                image = picture(scene, piece.frame, piece.look.ratio if piece.what != "overview" else 1.0, part=part, feedback=feedback)
            except Cancelled:
                pass
            except Exception as trouble:  # one of the two places: a worker must say what went wrong, never die in silence
                image = trouble
            try:
                drawn.emit(piece, image)
            except RuntimeError:
                return  # the canvas is gone

        return work

    def _take(self, piece: Piece, image: object) -> None:
        self._running.pop(piece, None)
        if isinstance(image, QImage):
            # A pixmap: unlike an image it is drawn without letting go of the interpreter, which a worker would then hold.
            self._keep(piece, QPixmap.fromImage(image))
        elif isinstance(image, Exception):
            self._broken.add(piece)
            self.failed.emit(f"{type(image).__name__}: {image}")
        self._pump()
        self._awaited.discard(piece)
        if not self._awaited:
            self._soon.stop()
            self.arrived.emit()
        elif not self._soon.isActive():
            self._soon.start()

    def _keep(self, piece: Piece, image: QPixmap) -> None:
        if piece.what == "labels":
            self._labels = self._sheets[piece.look] = (piece, image)
            self._sheets.move_to_end(piece.look)
            while len(self._sheets) > SHEETS:
                self._sheets.popitem(last=False)
        elif piece.what == "overview":
            self._overview = self._overviews[piece.look] = (piece, image)
            while len(self._overviews) > SHEETS:
                self._overviews.popitem(last=False)
        else:
            self._tiles[piece.look, *piece.place] = image
            if piece.look not in self._looks:
                self._looks = [*self._looks[-STAND_INS:], piece.look]
        size = int(TILE_PX * TILE_PX * 4 * piece.look.ratio**2)
        while len(self._tiles) * size > BUDGET_BYTES:
            self._tiles.popitem(last=False)


def corner(frame: Frame, ratio: float) -> tuple[float, float]:
    """The top left of a frame in pixels from the origin of the ground, on a whole device pixel, y downwards."""
    x, y = plane(frame.centre_m, frame.metres_per_px, frame.turned_deg)
    return round((x - frame.width_px / 2) * ratio) / ratio, round((y - frame.height_px / 2) * ratio) / ratio


def plane(at_m: tuple[float, float], metres_per_px: float, turned_deg: float) -> tuple[float, float]:
    """A place in pixels from the origin of the ground, x to the right and y downwards as the map is turned: where the tiles lie."""
    return Frame((0.0, 0.0), metres_per_px, 0, 0, turned_deg=turned_deg).to_px(*at_m)


def _covering(left: float, top: float, width: float, height: float) -> list[tuple[int, int]]:
    columns = range(floor(left / TILE_PX), floor((left + width - 1e-6) / TILE_PX) + 1)
    rows = range(floor(top / TILE_PX), floor((top + height - 1e-6) / TILE_PX) + 1)
    return [(column, row) for row in rows for column in columns]


def _tile(look: Look, column: int, row: int) -> Piece:
    origin = Frame((0.0, 0.0), look.metres_per_px, 0, 0, turned_deg=look.turned_deg)
    centre = origin.to_m((column + 0.5) * TILE_PX, (row + 0.5) * TILE_PX)
    return Piece(look, "tile", (column, row), Frame(centre, look.metres_per_px, TILE_PX, TILE_PX, look.theme, look.language, look.turned_deg))


def _sheet(look: Look, frame: Frame) -> Piece:
    """The sheet of names around a frame, placed on a coarse lattice so that a small move asks for the same sheet."""
    size = (round(frame.width_px * (1 + 2 * LABEL_MARGIN)), round(frame.height_px * (1 + 2 * LABEL_MARGIN)))
    step = (LABEL_MARGIN / 2) * min(frame.width_px, frame.height_px) * frame.metres_per_px
    centre = (round(frame.centre_m[0] / step) * step, round(frame.centre_m[1] / step) * step)
    place = (round(frame.centre_m[0] / step), round(frame.centre_m[1] / step))
    return Piece(look, "labels", place, replace(frame, centre_m=centre, width_px=size[0], height_px=size[1]))


def _distant(look: Look, extent: Box) -> Look:
    west, south, east, north = extent
    return replace(look, metres_per_px=max(east - west, north - south, 100.0) / OVERVIEW_PX, ratio=1.0, turned_deg=0.0)


def _overview(look: Look, extent: Box) -> Piece:
    far = _distant(look, extent)
    west, south, east, north = extent
    width, height = max(1, round((east - west) / far.metres_per_px)), max(1, round((north - south) / far.metres_per_px))
    frame = Frame(((west + east) / 2, (south + north) / 2), far.metres_per_px, width, height, look.theme, look.language)
    return Piece(far, "overview", (0, 0), frame)


def _draw_stretched(painter: QPainter, image: QPixmap, shows: Frame, frame: Frame) -> None:
    """A picture of one frame put where another frame sees it."""
    (x, y), share = frame.to_px(*shows.centre_m), shows.metres_per_px / frame.metres_per_px
    width, height = shows.width_px * share, shows.height_px * share
    if shows.turned_deg == frame.turned_deg:
        painter.drawPixmap(QRectF(x - width / 2, y - height / 2, width, height), image, QRectF(image.rect()))
        return
    painter.save()
    painter.translate(x, y)
    painter.rotate(shows.turned_deg - frame.turned_deg)
    painter.drawPixmap(QRectF(-width / 2, -height / 2, width, height), image, QRectF(image.rect()))
    painter.restore()
