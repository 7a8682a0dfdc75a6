"""Where one has been on the map: back and forward, as in a book. Places are frozen values; nothing here knows a window."""

from __future__ import annotations

from dataclasses import dataclass
from math import dist

from app.model import Point

MOST = 100
# Nearer than this to the last place (share of what is seen, share of the scale) it is the same place, looked at a little differently.
SAME_SHARE, SAME_SCALE = 0.12, 1.15


@dataclass(frozen=True)
class Spot:
    """A place over the map: its middle, metres a pixel, the bearing that lies up, and how many metres are seen across."""

    centre_m: Point
    metres_per_px: float
    turned_deg: float = 0.0
    across_m: float = 0.0

    def same(self, other: Spot) -> bool:
        """True where both are as good as one place."""
        scale = self.metres_per_px / other.metres_per_px
        turned = abs((self.turned_deg - other.turned_deg + 180) % 360 - 180)
        near = dist(self.centre_m, other.centre_m) <= SAME_SHARE * max(self.across_m, other.across_m)
        return near and 1 / SAME_SCALE <= scale <= SAME_SCALE and turned < 5


@dataclass(frozen=True)
class Trail:
    """The places one was at, and at which of them one is (-1: nowhere yet)."""

    spots: tuple[Spot, ...] = ()
    at: int = -1

    @property
    def here(self) -> Spot | None:
        """The place one is at."""
        return self.spots[self.at] if self.spots else None

    @property
    def back(self) -> Trail:
        """One place back, the same trail where there is none."""
        return Trail(self.spots, max(self.at - 1, min(self.at, 0)))

    @property
    def forward(self) -> Trail:
        """One place on again, the same trail where there is none."""
        return Trail(self.spots, min(self.at + 1, len(self.spots) - 1))

    def went(self, spot: Spot) -> Trail:
        """The map came to rest here: what lay ahead is forgotten; as good as the same place is the same place."""
        here = self.here
        if here is not None and here.same(spot):
            return Trail((*self.spots[: self.at], spot, *self.spots[self.at + 1 :]), self.at)
        spots = (*self.spots[: self.at + 1], spot)[-MOST:]
        return Trail(spots, len(spots) - 1)
