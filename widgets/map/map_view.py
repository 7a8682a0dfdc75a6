"""Where one stands over the map, as a value: centre, scale and size, and the sums between pixels and metres."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, exp, log2, radians, sin

from app.scene import Box, Frame

FINEST_M_PER_PX, COARSEST_M_PER_PX = 0.04, 400.0
WHEEL_STEP = 2**0.5
# The map glides on after a throw and comes to rest within about a second.
GLIDE_MS, GLIDE_STOP_PX_S = 260.0, 30.0


@dataclass(frozen=True)
class MapView:
    """A place over the ground: centre in metres, metres per logical pixel, size in logical pixels, the bearing that lies up."""

    centre_m: tuple[float, float] = (0.0, 0.0)
    metres_per_px: float = 1.0
    width_px: int = 640
    height_px: int = 480
    turned_deg: float = 0.0

    def frame(self, theme: str, language: str) -> Frame:
        """The frame of this view in a theme and a language."""
        return Frame(self.centre_m, self.metres_per_px, max(1, self.width_px), max(1, self.height_px), theme, language, self.turned_deg)

    def at(self, centre_m: tuple[float, float], metres_per_px: float) -> MapView:
        """Over another place at another scale, kept within what makes sense."""
        scale = min(max(metres_per_px, FINEST_M_PER_PX), COARSEST_M_PER_PX)
        return replace(self, centre_m=(float(centre_m[0]), float(centre_m[1])), metres_per_px=scale)

    def around(self, box_m: Box, *, margin: float = 0.08, finest: float = 0.12) -> MapView:
        """Over a whole box with some air around it; a tiny box is not shown finer than ``finest`` metres a pixel."""
        west, south, east, north = box_m
        share = 1 - 2 * margin
        c, s = abs(cos(radians(self.turned_deg))), abs(sin(radians(self.turned_deg)))
        wide, tall = (east - west) * c + (north - south) * s, (east - west) * s + (north - south) * c
        scale = max(wide / (self.width_px * share), tall / (self.height_px * share), finest)
        return self.at(((west + east) / 2, (south + north) / 2), scale)

    def inside(self, box_px: tuple[float, float, float, float]) -> MapView:
        """Over what lies inside a box of pixels: left, top, right, bottom."""
        left, top, right, bottom = box_px
        share = max((right - left) / self.width_px, (bottom - top) / self.height_px, 1e-3)
        return self.at(self.to_m((left + right) / 2, (top + bottom) / 2), self.metres_per_px * share)

    def magnified(self, share: float, x_px: float, y_px: float) -> MapView:
        """Magnified by a share while the ground under a pixel stays where it is."""
        return self.at(self.centre_m, self.metres_per_px / share)._holding(self.to_m(x_px, y_px), x_px, y_px)

    def turned(self, to_deg: float, x_px: float, y_px: float) -> MapView:
        """Turned so that a bearing lies up, while the ground under a pixel stays where it is; nearly north is north."""
        bearing = to_deg % 360.0
        bearing = 0.0 if min(bearing, 360.0 - bearing) < 1e-6 else bearing
        return replace(self, turned_deg=bearing)._holding(self.to_m(x_px, y_px), x_px, y_px)

    def _holding(self, ground_m: tuple[float, float], x_px: float, y_px: float) -> MapView:
        """Shifted so that a place on the ground lies under a pixel."""
        x, y = self.to_m(x_px, y_px)
        return replace(self, centre_m=(self.centre_m[0] + ground_m[0] - x, self.centre_m[1] + ground_m[1] - y))

    def panned(self, dx_px: float, dy_px: float) -> MapView:
        """Carried along with the hand: positive moves the picture right and down."""
        return self.at(self.to_m(self.width_px / 2 - dx_px, self.height_px / 2 - dy_px), self.metres_per_px)

    def to_m(self, x_px: float, y_px: float) -> tuple[float, float]:
        """The ground under a pixel."""
        return self._frame.to_m(x_px, y_px)

    def to_px(self, x_m: float, y_m: float) -> tuple[float, float]:
        """The pixel over a place on the ground."""
        return self._frame.to_px(x_m, y_m)

    @property
    def _frame(self) -> Frame:
        return Frame(self.centre_m, self.metres_per_px, self.width_px, self.height_px, turned_deg=self.turned_deg)

    def wheel_share(self, turns: float) -> float:
        """How much a turn of the wheel magnifies: whole notches stay on a ladder of scales, so that tiles are met again."""
        if abs(turns) < 1:
            return WHEEL_STEP**turns
        rung = round(log2(self.metres_per_px) * 4) / 4
        return self.metres_per_px / 2 ** (rung - round(turns) / 2)


class Throw:
    """The hand's last moves, and the glide of the map after it lets go. Times in seconds, speeds in pixels a second."""

    def __init__(self) -> None:
        self._trail: list[tuple[float, float, float]] = []
        self.speed = (0.0, 0.0)
        self._at = 0.0

    def carried(self, now: float, dx_px: float, dy_px: float) -> None:
        """Remember one move of the hand."""
        self._trail = [*self._trail[-5:], (now, dx_px, dy_px)]

    def held(self) -> None:
        """Forget all moves; a glide stops."""
        self._trail, self.speed = [], (0.0, 0.0)

    def let_go(self, now: float) -> bool:
        """Begin to glide if the hand was still moving; says whether it was."""
        recent = [entry for entry in self._trail if now - entry[0] < 0.12]
        self._trail = []
        if len(recent) < 2 or now - recent[-1][0] > 0.06:
            return False
        span = max(recent[-1][0] - recent[0][0], 0.008)
        self.speed = (sum(entry[1] for entry in recent[1:]) / span, sum(entry[2] for entry in recent[1:]) / span)
        self._at = now
        return max(map(abs, self.speed)) >= GLIDE_STOP_PX_S

    def glide(self, now: float) -> tuple[float, float]:
        """The pixels to move on since the last question; the speed fades, and is nought once it has come to rest."""
        past, self._at = min(now - self._at, 0.05), now
        fade = exp(-past * 1000 / GLIDE_MS)
        self.speed = (self.speed[0] * fade, self.speed[1] * fade)
        step = (self.speed[0] * past, self.speed[1] * past)
        if max(map(abs, self.speed)) < GLIDE_STOP_PX_S:
            self.speed = (0.0, 0.0)
        return step
