"""The strip profile of a safe-return route: from its start to its end, every interval with its light, its cameras and its walks.

Nothing changes within an interval but lux and the walks: it ends wherever a camera's view, the lit street, the followed street
or the nearest device changes, so walks are straight lines from one end of it to the other. What lies on a street is read from the
street; where the route leaves the streets, views and lamps are asked on the route's own line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis import lighting
from app.analysis.coverage import Band, Reach, nothing_seen, once
from app.analysis.follow import Followed
from app.analysis.intervals import Atoms, Intervals, atoms, intersection, intervals, join, whole
from app.analysis.lux_profile import lit as lit_stretches
from app.analysis.lux_profile import profile
from app.analysis.sightlines import pieces
from app.analysis.views import Views
from app.analysis.visibility import street_intervals
from app.study.lamps.light import Lit
from app.study.lamps.light_along import along
from app.study.places.held import Over, reach_on
from app.study.walking.walks import Access, Walks

# The grain in which the darkest stretch is looked for: lux within it counts with its exact mean.
GRAIN_M = 2.0


@dataclass(frozen=True, eq=False)
class Strip:
    """n intervals along one route, one after another from 0 to its length.

    ``average_lx`` and ``least_lx`` (n,) on level ground, nan where no lamps are known; ``cameras`` that see it for certain and
    ``maybe`` those that may, by day; ``seen`` and ``night`` the probability that it is seen, ``lit`` not dark, ``kept`` seen by
    night and lit (nan where unknown); ``on`` a street. ``bell_m`` and ``refuge_m`` (n, 2): the walk from the start and from the end
    of the interval, by night, inf where there is none, nan off the streets or where none is known.
    """

    start_m: ndarray
    end_m: ndarray
    average_lx: ndarray
    least_lx: ndarray
    cameras: ndarray
    maybe: ndarray
    seen: ndarray
    night: ndarray
    lit: ndarray
    kept: ndarray
    on: ndarray
    bell_m: ndarray
    refuge_m: ndarray

    def __len__(self) -> int:
        return len(self.start_m)

    @property
    def length_m(self) -> ndarray:
        """The length of each interval."""
        return self.end_m - self.start_m


@dataclass(frozen=True, eq=False)
class Page:
    """All routes cut at everything: the route is the ``edge`` of ``cut``. Bands per atom (None: nothing known), ``lit`` or None."""

    cut: Atoms
    day: Band | None
    night: Band | None
    lit: ndarray | None
    cameras: ndarray
    maybe: ndarray
    on: ndarray


@dataclass(frozen=True)
class Sighted:
    """The views of all looks, for routes that leave the streets: ``known`` headings and the ``chance`` of the others."""

    views: Views
    known: ndarray
    chance: ndarray


def page(ways: Sequence[Followed], over: Over, lit: Lit | None, walked: Walks | None, sighted: Sighted | None) -> Page:
    """Everything over some routes, laid along them. Off the streets what is seen by day is seen by night where it is lit."""
    lengths = numpy.array([way.length_m for way in ways])
    off = _off(ways)
    light = None if over.lit is None else _laid(ways, over.lit)
    if lit is not None and light is not None and len(off):
        light = join([light, intersection(_light_off(ways, lit), off)])
    day, night = (None if reach is None else _reach(ways, reach) for reach in (over.day, over.night))
    if sighted is not None and day is not None and len(off):
        beside = _seen_off(ways, sighted)
        day = _both(day, beside)
        if night is not None:
            night = _both(night, _where(beside, light if light is not None else intervals()))
    nothing = nothing_seen()
    turns = [] if walked is None else [_turns(ways, walked[id]) for id in ("near_bell", "near_refuge_night")]
    cut = atoms(*(day or nothing).sets, *(night or nothing).sets, whole(lengths), light if light is not None else intervals(), off, *turns, _spans(ways))
    return Page(
        cut, None if day is None else once(cut, day), None if night is None else once(cut, night, 4),
        None if light is None else cut.depth(9) > 0, cut.depth(0), cut.depth(1), cut.depth(10) == 0,
    )  # fmt: skip


def strip(found: Page, route: int, way: Followed, lit: Lit | None, walked: Walks | None) -> Strip:
    """One route's strip; a route without length gives none."""
    row = numpy.flatnonzero((found.cut.edge == route) & (found.cut.end_m > found.cut.start_m))
    start, end = found.cut.start_m[row], found.cut.end_m[row]
    unknown = numpy.full(len(row), numpy.nan)
    average, least = lux(way, start, end, lit)
    night = unknown if found.night is None else found.night.value[row]
    shines = unknown if found.lit is None else found.lit[row].astype(float)
    bell, refuge = ((numpy.column_stack([unknown, unknown])) if walked is None else _walk(way, start, end, walked[id]) for id in ("near_bell", "near_refuge_night"))
    return Strip(
        start, end, average, least, found.cameras[row], found.maybe[row], unknown if found.day is None else found.day.value[row], night, shines,
        night * shines, found.on[row], bell, refuge,
    )  # fmt: skip


def lux(way: Followed, start_m: ndarray, end_m: ndarray, lit: Lit | None) -> tuple[ndarray, ndarray]:
    """Average and least lux of intervals along a route that each lie in one span (n,), nan where no lamps are known."""
    average, least = numpy.full((2, len(start_m)), numpy.nan)
    if lit is None or not len(start_m):
        return average, least
    edge, first = way.places(start_m, after=True)
    _, last = way.places(end_m)
    on = numpy.flatnonzero(edge >= 0)
    low, high = numpy.minimum(first, last)[on], numpy.maximum(first, last)[on]
    known = along(lit, Intervals(edge[on], low, high))
    average[on], least[on] = known.average_lx, known.least_lx
    rest = numpy.flatnonzero(edge < 0)
    if len(rest):
        average[rest], least[rest] = _own_lux(way, start_m[rest], end_m[rest], lit)
    return average, least


def grain(found: Strip) -> tuple[ndarray, ndarray]:
    """The intervals of a strip cut into parts of at most `GRAIN_M`: (cuts (m + 1,), the interval of each part (m,))."""
    parts = numpy.maximum(numpy.ceil(found.length_m / GRAIN_M - 1e-9), 1.0).astype(numpy.int64)
    owner = numpy.repeat(numpy.arange(len(found)), parts)
    nth = numpy.arange(len(owner)) - numpy.repeat(numpy.cumsum(parts) - parts, parts)
    cuts = found.start_m[owner] + found.length_m[owner] * nth / parts[owner]
    return numpy.append(cuts, found.end_m[-1:]), owner


def _own_lux(way: Followed, start_m: ndarray, end_m: ndarray, lit: Lit) -> tuple[ndarray, ndarray]:
    """Lux along parts of the route's own line, its straight pieces cut at the ends of the parts."""
    length = numpy.hypot(way.piece_xy[:, 2] - way.piece_xy[:, 0], way.piece_xy[:, 3] - way.piece_xy[:, 1])
    edge = numpy.zeros(len(length), numpy.int64)
    cut = atoms(Intervals(edge, way.piece_start_m, way.piece_start_m + length), Intervals(numpy.zeros(len(start_m), numpy.int64), start_m, end_m))
    part, atom = cut.pairs(1)
    piece, in_piece = cut.pairs(0)
    of = numpy.full(len(cut.edge), -1)
    of[in_piece] = piece
    part, atom = part[of[atom] >= 0], atom[of[atom] >= 0]
    which = of[atom]
    share = ((cut.start_m[atom] - way.piece_start_m[which]) / length[which], (cut.end_m[atom] - way.piece_start_m[which]) / length[which])
    a, b = way.piece_xy[which, :2], way.piece_xy[which, 2:]
    line = numpy.hstack([a + (b - a) * share[0][:, None], a + (b - a) * share[1][:, None]])
    asked = pieces(line, numpy.arange(len(line)), numpy.zeros(len(line)))
    known = profile(lighting.onto(lit.light, asked), lit.profile.what, lit.profile.z_m, numpy.inf)
    owner = part[asked.edge]
    metres = numpy.bincount(part, cut.length_m[atom], minlength=len(start_m))
    least = numpy.full(len(start_m), numpy.inf)
    numpy.minimum.at(least, owner, known.least_lx)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        average = numpy.where(metres > 0, numpy.bincount(owner, known.lux_m, minlength=len(start_m)) / metres, 0.0)
    return average, numpy.where(numpy.isfinite(least), least, 0.0)


def _walk(way: Followed, start_m: ndarray, end_m: ndarray, to: Access) -> ndarray:
    """The walk from both ends of intervals, each within one span (n, 2)."""
    found = numpy.full((len(start_m), 2), numpy.nan)
    if not to.asked or not len(start_m):
        return found
    edge, first = way.places(start_m, after=True)
    _, last = way.places(end_m)
    on = numpy.flatnonzero(edge >= 0)
    for column, at in enumerate((first, last)):
        found[on, column] = to.distance_at(edge[on], at[on])[0]
    return found


def _turns(ways: Sequence[Followed], to: Access) -> Intervals:
    """Where the nearest device changes: parts of streets along which the walk only grows or only falls, laid along the routes."""
    s = to.walk.sections
    edges = numpy.unique(numpy.concatenate([way.edge for way in ways] or [numpy.zeros(0, numpy.int64)]))
    row = numpy.flatnonzero(numpy.isin(s.edge, edges))
    per_m = to.per_m[s.edge[row]]
    turn = (s.start_m[row] + s.turn_m[row]) / per_m
    halves = intervals(
        numpy.tile(s.edge[row], 2), numpy.concatenate([s.start_m[row] / per_m, turn]), numpy.concatenate([turn, s.end_m[row] / per_m])
    )
    return _laid(ways, halves)


def _spans(ways: Sequence[Followed]) -> Intervals:
    route = numpy.repeat(numpy.arange(len(ways)), [len(way.edge) for way in ways])
    start, end = ([getattr(way, name) for way in ways] for name in ("start_m", "end_m"))
    return intervals(route, numpy.concatenate(start or [[]]), numpy.concatenate(end or [[]]))


def _off(ways: Sequence[Followed]) -> Intervals:
    every = _spans(ways)
    on = numpy.concatenate([way.edge for way in ways] or [numpy.zeros(0, numpy.int64)]) >= 0
    sized = numpy.concatenate([way.end_m > way.start_m for way in ways] or [numpy.zeros(0, bool)])
    return every.take(~on[sized])


def _laid(ways: Sequence[Followed], found: Intervals) -> Intervals:
    return join([way.onto(found, number)[0] for number, way in enumerate(ways)])


def _reach(ways: Sequence[Followed], reach: Reach) -> Reach:
    """A reach on the streets as one along the routes."""
    edges = numpy.concatenate([way.edge for way in ways] or [numpy.zeros(0, numpy.int64)])
    here = numpy.zeros(1 + max([int(one.edge.max(initial=-1)) for one in reach.sets] + [int(edges.max(initial=-1))]), dtype=bool)
    here[edges[edges >= 0]] = True
    near = reach_on(reach, here)
    sets, rows = [], []
    for one in near.sets:
        laid = [way.onto(one, number) for number, way in enumerate(ways)]
        sets.append(join([part for part, _ in laid]))
        rows.append(numpy.concatenate([row for _, row in laid] or [numpy.zeros(0, numpy.int64)]))
    return Reach(
        sets[0], near.sure_by[rows[0]], sets[1], near.maybe_by[rows[1]], near.chance[rows[1]], sets[2], near.worst_by[rows[2]], sets[3], near.best_by[rows[3]],
    )  # fmt: skip


def _seen_off(ways: Sequence[Followed], sighted: Sighted) -> Reach:
    """What is seen of the parts off the streets; of an unknown heading the worst is nothing there and the best all of it."""
    xy, route, start = _own_pieces(ways)
    if not len(xy) or not len(sighted.views):
        return nothing_seen()
    found = street_intervals(sighted.views, xy, route, start)
    every = Intervals(found.edge, found.start_m, found.end_m)
    sure = sighted.known[found.camera]
    maybe = every.take(~sure)
    by, none = found.camera[~sure], (intervals(), numpy.zeros(0, numpy.int64))
    return Reach(every.take(sure), found.camera[sure], maybe, by, sighted.chance[by], *none, maybe, by)


def _light_off(ways: Sequence[Followed], lit: Lit) -> Intervals:
    asked = pieces(*_own_pieces(ways))
    return lit_stretches(profile(lighting.onto(lit.light, asked), lit.profile.what, lit.profile.z_m, lit.profile.above_lx), asked)


def _own_pieces(ways: Sequence[Followed]) -> tuple[ndarray, ndarray, ndarray]:
    off = [way.edge[way.piece_span] < 0 if len(way.edge) else numpy.zeros(0, bool) for way in ways]
    xy = numpy.concatenate([way.piece_xy[rows] for way, rows in zip(ways, off, strict=True)] or [numpy.zeros((0, 4))])
    start = numpy.concatenate([way.piece_start_m[rows] for way, rows in zip(ways, off, strict=True)] or [numpy.zeros(0)])
    return xy, numpy.repeat(numpy.arange(len(ways)), [int(rows.sum()) for rows in off]), start


def _where(reach: Reach, here: Intervals) -> Reach:
    """The part of a reach within some stretches."""
    sets, rows = [], []
    for one in reach.sets:
        cut = atoms(one, here)
        row, atom = cut.pairs(0)
        keep = cut.depth(1)[atom] > 0
        row, atom = row[keep], atom[keep]
        sets.append(Intervals(cut.edge[atom], cut.start_m[atom], cut.end_m[atom]))
        rows.append(row)
    return Reach(
        sets[0], reach.sure_by[rows[0]], sets[1], reach.maybe_by[rows[1]], reach.chance[rows[1]], sets[2], reach.worst_by[rows[2]], sets[3], reach.best_by[rows[3]],
    )  # fmt: skip


def _both(a: Reach, b: Reach) -> Reach:
    joined = [join([one, other]) for one, other in zip(a.sets, b.sets, strict=True)]
    by = [numpy.concatenate([getattr(a, name), getattr(b, name)]) for name in ("sure_by", "maybe_by", "chance", "worst_by", "best_by")]
    return Reach(joined[0], by[0], joined[1], by[1], by[2], joined[2], by[3], joined[3], by[4])
