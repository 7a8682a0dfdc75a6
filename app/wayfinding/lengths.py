"""How long a way is and how wide a piece of ground, in plane metres of the working system (EPSG:5186).

Within Korea's central belt the plane is off by less than 0.1 per mille of a length; heights and the curve of the earth are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot

from app.model import Point
from app.words import tr

# What old deeds count in.
PYEONG_M2 = 400 / 121


@dataclass(frozen=True)
class Measure:
    """A way (or, ``closed``, the border of a piece of ground) corner by corner; a closing corner is not repeated."""

    corners_m: tuple[Point, ...] = ()
    closed: bool = False

    @cached_property
    def segments_m(self) -> tuple[float, ...]:
        """The length of each piece, of a closed one also of that which closes it."""
        ends = (*self.corners_m, self.corners_m[0]) if self.closed and len(self.corners_m) > 2 else self.corners_m
        return tuple(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ends))

    @property
    def length_m(self) -> float:
        """The whole way, or all the way round."""
        return sum(self.segments_m)

    @cached_property
    def area_m2(self) -> float | None:
        """What lies inside; None of a way, of fewer than three corners, and of a border that crosses itself."""
        if not self.closed or len(self.corners_m) < 3 or self.crosses:
            return None
        x0, y0 = self.corners_m[0]
        around = (*self.corners_m, self.corners_m[0])
        return abs(sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in pairwise(around))) / 2

    @cached_property
    def crosses(self) -> bool:
        """True where the border crosses itself, so that inside and outside cannot be told."""
        around = (*self.corners_m, self.corners_m[0]) if len(self.corners_m) > 2 else self.corners_m
        sides = list(pairwise(around))
        return any(_cross(*sides[one], *sides[other]) for one in range(len(sides)) for other in range(one + 2, len(sides))
                   if not (one == 0 and other == len(sides) - 1))  # fmt: skip


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def length_text(metres: float) -> str:
    """A length as one reads it: to the decimetre below a hundred metres, in kilometres from a thousand."""
    if metres >= 1000:
        return f"{metres / 1000:,.2f} km"
    return f"{metres:.1f} m" if metres < 100 else f"{metres:,.0f} m"


def area_text(square_m: float) -> str:
    """An area as one reads it: square metres, square kilometres from a million."""
    if square_m >= 1e6:
        return f"{square_m / 1e6:,.2f} km²"
    return f"{square_m:.1f} m²" if square_m < 100 else f"{square_m:,.0f} m²"


def table(measure: Measure) -> str:
    """A measure as lines for a spreadsheet: a heading, each piece with its length and its end, then the sums. Tabs between cells."""
    ends = measure.corners_m[1:] if not measure.closed else (*measure.corners_m[1:], *measure.corners_m[:1])
    lines = ["\t".join(tr(f"navigate.table.{column}") for column in ("piece", "length", "east", "north"))]
    lines += [f"{number}\t{length:.2f}\t{end[0]:.2f}\t{end[1]:.2f}" for number, (length, end) in enumerate(zip(measure.segments_m, ends, strict=False), start=1)]
    lines.append(f"{tr('navigate.table.sum')}\t{measure.length_m:.2f}")
    if measure.area_m2 is not None:
        lines.append(f"{tr('navigate.table.area')}\t{measure.area_m2:.2f}")
    return "\n".join(lines)
