"""Dark gaps in words: where it is dark for how long, what sees it by day, and what would close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import shapely

from app.quantity import Quantity, Tag
from app.study.answers import Answers, Gap, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy import ndarray

# As many as the map numbers.
MOST = 100
# A stretch that cameras see by day for this part of it needs a lamp, not a camera.
MOSTLY = 0.5


def dark_places(answers: Answers) -> tuple[Gap, ...]:
    """The dark gaps, the longest walk in the dark first, numbered as on the map; none where no lamps are known.

    ``worth`` is the walk in the dark in metres. For a worker: the light along every gap is read off.
    """
    from app.analysis.streets import points_at, substrings
    from app.study.lamps.light_along import along

    lit, streets = answers.light, answers.streets
    if lit is None or answers.behind.sheet is None or not len(lit.gaps.at):
        return ()
    gaps = lit.gaps.at.take(numpy.arange(len(lit.gaps.at)) < MOST)
    walk, length = lit.gaps.walk_m[: len(gaps)], gaps.end_m - gaps.start_m
    lux = along(lit, gaps)
    middle = points_at(streets, gaps.edge, (gaps.start_m + gaps.end_m) / 2)
    line, by_day = substrings(streets, gaps), _seen_by_day(answers, gaps)
    shares = by_day / numpy.maximum(length, 1e-9)
    found = []
    for n in range(len(gaps)):
        quantities = (
            ("length_m", _computed(length[n], "m", "street below the threshold of darkness")),
            ("average_lx", _computed(lux.average_lx[n], "lx", "lux on level ground along the gap")),
            ("dark_walk_m", _computed(walk[n], "m", "walk in the dark, across one junction")),
        )
        at = (float(middle[n, 0]), float(middle[n, 1]))
        found.append(Gap(
            n + 1, str(streets.name[gaps.edge[n]]), float(length[n]), at, line[n], tuple(_reasons(float(lux.average_lx[n]), float(walk[n]), float(length[n]), float(shares[n]))),
            tuple(_fix(float(shares[n]))), float(walk[n]), quantities, _dong(answers, at),
        ))  # fmt: skip
    return tuple(found)


def _reasons(lux: float, walk: float, length: float, by_day: float) -> Iterator[Said]:
    yield "gap.dark", {"lux": _computed(lux, "lx", "lux on level ground along the gap")}
    if walk > length + 1.0:
        yield "gap.dark_walk", {"walk": _computed(walk, "m", "walk in the dark, across one junction")}
    if by_day > MOSTLY:
        yield "gap.seen_by_day", {"share": _computed(by_day, "share", "certainly seen by day and not by night")}


def _fix(by_day: float) -> Iterator[Said]:
    yield ("gap.fix.lamp_not_camera" if by_day > MOSTLY else "gap.fix.lamp"), {}


def _seen_by_day(answers: Answers, gaps: object) -> ndarray:
    """Metres of each gap that a camera certainly sees by day but not by night."""
    from app.analysis.intervals import Intervals, atoms

    page = answers.behind.sheet
    lost = page.columns["sure"] & ~page.columns["night_sure"]
    cut = atoms(gaps, Intervals(page.cut.edge[lost], page.cut.start_m[lost], page.cut.end_m[lost]))  # type: ignore[arg-type]
    which, atom = cut.pairs(0)
    seen = (cut.depth(1) > 0)[atom]
    return numpy.bincount(which[seen], cut.length_m[atom][seen], minlength=len(gaps))  # type: ignore[arg-type]


def _dong(answers: Answers, at_m: tuple[float, float]) -> str:
    return next((area.name for area in answers.areas[1:] if shapely.intersects(area.polygon, shapely.Point(at_m))), "")


def _computed(value: float, unit: str, source: str) -> Quantity:
    return Quantity(float(value), unit, Tag.COMPUTED, source)
