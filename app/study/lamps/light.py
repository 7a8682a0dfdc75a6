"""The light on the streets of a question: from lamps in files and sketches to lit stretches, dark gaps and classes kept.

    light(question, streets, district, buildings)   Lit, or None where no lamps are known
    relit(lit, question)                             the same after lamps were added, moved, changed or taken away

One lamp changed asks again for the edges it touches alone; the result equals a full calculation. Method: references 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy
import shapely
from numpy import ndarray

from app.analysis import lighting
from app.analysis.intervals import Intervals, atoms
from app.analysis.lux_profile import DarkGaps, Lux, Profile, Segments, dark_gaps, lit, profile, segments, segments_again, updated
from app.analysis.outside import Blocks, blocks, moved_outside
from app.analysis.sightlines import Pieces, pieces
from app.analysis.splice import splice
from app.analysis.streets import Streets
from app.analysis.walls import Walls, walls
from app.feedback import SILENT, Feedback
from app.parameters import Assumptions
from app.study.asked import Question
from app.study.lamps.posts import Filed, Posts, asked_for, came_from, filed, standing_posts


class Lamp(NamedTuple):
    """A post with lamps as the study took it: ``count`` lamps of ``flux_lm`` each; ``indicative`` without a maker's table.

    ``at_m`` is outside buildings. ``assumed`` names what no file gives (height, flux). ``luminaire`` is the file it shines by.
    """

    layer: str
    row: int
    kind: str
    name: str
    at_m: tuple[float, float]
    height_m: float
    flux_lm: float
    count: float
    working: bool
    indicative: bool
    luminaire: str
    assumed: tuple[str, ...]


class Wanted(NamedTuple):
    """What light is judged by: lux below which it is dark, the least and the average wanted, the least upright at a face (0: none)."""

    dark_lx: float
    least_lx: float
    average_lx: float
    face_lx: float
    face_z_m: float
    dark_length_m: float


@dataclass(frozen=True, eq=False)
class Lit:
    """The light on the streets.

    ``light`` is what each lamp reaches; ``profile`` lux on level ground and where it is at least ``light.dark``; ``bright`` where it is
    at least ``light.target_min``; ``upright`` the same at a face, both ways along the street, () where no class asks for it.
    ``lit`` and ``good`` are those stretches of street; ``segments`` average, minimum and uniformity of each edge, ``class_kept``
    (e,) the edges that keep the class. ``moved`` (n,) lamps put outside a building. ``touched``: edges asked again by `relit`.
    """

    filed: Filed
    posts: Posts
    light: lighting.Light
    moved: ndarray
    profile: Profile
    bright: Profile
    upright: tuple[Profile, ...]
    lit: Intervals
    good: Intervals
    segments: Segments
    class_kept: ndarray
    wanted: Wanted
    streets: Streets
    inside: Intervals | None
    blocks: Blocks
    touched: ndarray | None = None

    def __len__(self) -> int:
        return len(self.posts)

    def lamp(self, row: int) -> Lamp:
        """One lamp by its row."""
        posts, known, table = self.posts, self.light.lamps, int(self.posts.luminaire[row])
        flux = known.flux_lm[row] if numpy.isfinite(known.flux_lm[row]) else known.luminaires[table].flux_lm
        assumed = tuple(word for word, so in (("height", posts.height_assumed[row]), ("flux", posts.flux_assumed[row])) if so)
        x, y = known.xy_m[row].tolist()
        return Lamp(
            str(posts.layer[row]), int(posts.row[row]), str(posts.kind[row]), str(posts.name[row]), (x, y), float(known.height_m[row]),
            float(flux), float(posts.count[row]), bool(posts.working[row]), table < 0, self.filed.names[table] if table >= 0 else "", assumed,
        )  # fmt: skip

    @cached_property
    def lamps(self) -> tuple[Lamp, ...]:
        """All lamps, in the rows of ``light.lamps``: those of files first, sketched ones last."""
        return tuple(self.lamp(row) for row in range(len(self)))

    @cached_property
    def gaps(self) -> DarkGaps:
        """The dark gaps inside the district, the longest walk in the dark first."""
        nodes = (self.streets.node_u, self.streets.node_v)
        found = dark_gaps(self.profile, self.light.pieces, self.streets.length_m, longer_m=self.wanted.dark_length_m, nodes=nodes)
        if self.inside is not None:
            found = _within(found, self.inside, self.wanted.dark_length_m)
        order = numpy.argsort(-found.walk_m, kind="stable")
        return DarkGaps(found.at.take(order), found.walk_m[order])

    @property
    def out_of_order(self) -> int:
        """Posts in the district whose lamps are out of order: they count as dark."""
        return int((self.posts.here & ~self.posts.working).sum())


def _within(found: DarkGaps, inside: Intervals, longer_m: float) -> DarkGaps:
    """Gaps cut at the border; what lies outside does not count, and what walks outside goes with it."""
    cut = atoms(found.at, inside)
    keep = (cut.depth(0) > 0) & (cut.depth(1) > 0)
    which, atom = cut.pairs(0)
    gap = numpy.full(len(cut.edge), -1)
    gap[atom] = which
    at, first = cut.joined(keep), numpy.flatnonzero(numpy.diff(cut.runs(keep), prepend=-1) > 0)
    own = found.at.end_m - found.at.start_m
    first = first[cut.runs(keep)[first] >= 0]
    of = gap[first]
    length = at.end_m - at.start_m
    walk = numpy.where(length < own[of] - 1e-6, length, found.walk_m[of])
    stays = walk > longer_m
    return DarkGaps(at.take(stays), walk[stays])


def light(
    question: Question,
    streets: Streets,
    district: shapely.Geometry,
    buildings: ndarray,
    ready: Pieces | None = None,
    feedback: Feedback = SILENT,
    *,
    inside: Intervals | None = None,
    around: Walls | None = None,
) -> Lit | None:
    """The light of all lamps in and just around the district, or None where the project knows no lamp there.

    ``buildings`` are the outlines that stop light (none: it goes everywhere); ``ready`` the street pieces and ``around`` the walls,
    where they are made already; ``inside`` the stretches of street in the district, to which dark gaps are cut.
    """
    base = filed(question, district)
    if not len(base.posts) and not asked_for(question):
        return None
    a = question.assumptions
    feedback.step(0.0)
    posts = standing_posts(base, question)
    solid = blocks(buildings)
    lamps, moved = lighting.outside(posts.lamps(a["light.height"], a["light.flux"]), solid)
    around = walls(buildings) if around is None else around
    ready = pieces(streets.piece_xy, streets.piece_edge, streets.piece_start_m) if ready is None else ready
    known = lighting.light(
        lamps, around, ready, llf=a["light.llf"], reach=a["light.reach"], floor_lx=a["light.floor"], feedback=feedback.part(0.1, 0.4)
    )
    wanted = _wanted(a)
    level = profile(known, Lux.LEVEL, 0.0, wanted.dark_lx, feedback.part(0.4, 0.8))
    bright = level if wanted.least_lx == wanted.dark_lx else profile(known, Lux.LEVEL, 0.0, wanted.least_lx, feedback.part(0.8, 0.9))
    ways = (Lux.AHEAD, Lux.BEHIND) if wanted.face_lx > 0.0 else ()
    upright = tuple(profile(known, way, wanted.face_z_m, numpy.inf, feedback.part(0.9, 1.0)) for way in ways)
    by_edge = segments(level, ready, streets.length_m)
    made = Lit(
        base, posts, known, moved, level, bright, upright, lit(level, ready), lit(bright, ready), by_edge, numpy.zeros(0, bool), wanted,
        streets, inside, solid,
    )  # fmt: skip
    feedback.step(1.0)
    return replace(made, class_kept=_kept(made, by_edge, upright))


def _wanted(a: Assumptions) -> Wanted:
    return Wanted(
        a["light.dark"], a["light.target_min"], a["light.target_avg"], a["light.face_min"], a["light.face_z"], a["light.dark_length"]
    )


def _kept(made: Lit, by_edge: Segments, upright: tuple[Profile, ...]) -> ndarray:
    """The edges whose average, minimum and (where asked) upright minimum both ways are as wanted; one without length keeps nothing."""
    wanted, where = made.wanted, made.light.pieces
    good = (by_edge.average_lx >= wanted.average_lx) & (by_edge.least_lx >= wanted.least_lx) & (by_edge.length_m > 0.0)
    for way in upright:
        good &= segments(way, where, by_edge.length_m).least_lx >= wanted.face_lx
    return good


def relit(before: Lit, question: Question) -> Lit:
    """The light after the scenario's lamps changed, equal to `light` of the new question; its ``touched`` edges were asked again.

    The layers, the assumptions and the buildings are those of before: else ask `light`. Nothing changed touches no edge.
    """
    posts = standing_posts(before.filed, question)
    origin, old = came_from(before.posts, posts), before.light.lamps
    lamps = posts.lamps(question.assumptions["light.height"], question.assumptions["light.flux"])
    was = numpy.maximum(origin, 0)
    stays = (origin >= 0) & (before.posts.xy_m[was] == posts.xy_m).all(axis=1) if len(old) else numpy.zeros(len(posts), bool)
    xy, moved = lamps.xy_m, numpy.zeros(len(posts), bool)
    if stays.any():
        xy[stays], moved[stays] = old.xy_m[was[stays]], before.moved[was[stays]]
    xy[~stays], moved[~stays] = moved_outside(posts.xy_m[~stays], before.blocks)
    change = lighting.changed(before.light, lamps, origin)
    level = updated(before.profile, change.light, change.touched)
    bright = level if before.bright is before.profile else updated(before.bright, change.light, change.touched)
    upright = tuple(updated(one, change.light, change.touched) for one in before.upright)
    where = before.light.pieces
    edges = numpy.unique(where.edge[change.touched])
    by_edge = segments_again(before.segments, level, where, edges)
    bright_at = _again(before.lit, level, where, edges)
    made = replace(
        before, posts=posts, light=change.light, moved=moved, profile=level, bright=bright, upright=upright, lit=bright_at,
        good=bright_at if bright is level else _again(before.good, bright, where, edges), segments=by_edge, touched=edges,
    )  # fmt: skip
    return replace(made, class_kept=_kept(made, by_edge, upright))


def _again(before: Intervals, found: Profile, where: Pieces, edges: ndarray) -> Intervals:
    """The lit stretches with those of some edges taken from the new profile."""
    asked = numpy.zeros(int(where.edge.max(initial=-1)) + 1, bool)
    asked[edges] = True
    mine = asked[where.edge[found.piece]]
    fresh = lit(replace(found, piece=found.piece[mine], start_m=found.start_m[mine], end_m=found.end_m[mine]), where)
    put = splice(len(before), numpy.flatnonzero(asked[before.edge]), numpy.searchsorted(before.edge, fresh.edge))
    return Intervals(put(before.edge, fresh.edge), put(before.start_m, fresh.start_m), put(before.end_m, fresh.end_m))
