"""Views over low walls: where heights are known, a wall lower than the sight line hides only its shadow.

What is at least as high as every mast, and what has no known height, stops every sight line; the exact sweep of `visibility` finds
what that leaves. Low buildings and fences then take their shadows out of it: a wall of height h at distance d hides targets of
height z from d to d (H - z) / (H - h) (references 1.4: the shadow is d (h - z) / (H - h) long). A target inside a building is hidden.
Behind a low wall a view may go on, so that several wedges lie in one direction; streets, areas and polygons take them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from app.analysis.lenses import Footprint
from app.analysis.threads import in_parts
from app.analysis.views import Views, join
from app.analysis.visibility import KNOWN_WITHIN_M, views
from app.analysis.walls import Walls, walls
from app.feedback import SILENT, Feedback

if TYPE_CHECKING:
    import shapely

PART = 256
# An eye nearer than this to a low building stands on it: it looks down past it, and the building hides nothing.
STANDING_M = 1e-6
# Wedges that begin this near to the end of another go on from it. Radians.
ONWARD = 1e-9


@dataclass(frozen=True, eq=False)
class Relief:
    """Walls with heights: ``tall`` stops every sight line of masts up to ``masts_to_m``; the rest are low obstacles (o,).

    An obstacle is one polygon of a building, counter-clockwise, or one straight stretch of a fence (``thin``), with its
    ``height_m``. Its edges (e, 4) stand in ``edge`` from ``first[o]`` to ``first[o + 1]``. What is ``soft`` (a tree) hides nothing
    from an eye inside it, and is no known building.
    """

    tall: Walls
    obstacles: np.ndarray
    height_m: np.ndarray
    thin: np.ndarray
    edge: np.ndarray
    first: np.ndarray
    soft: np.ndarray
    masts_to_m: float

    def __len__(self) -> int:
        return len(self.obstacles)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The low obstacles, to be asked who is near."""
        import shapely

        return shapely.STRtree(self.obstacles)


def known_heights(height_m: np.ndarray, *, filler_share: float, enough: int = 20) -> np.ndarray:
    """The heights (n,) with those that say nothing as nan: missing, not above 0, or a filler.

    A filler is a value that at least ``filler_share`` of all heights above 0 have to the digit; fewer than ``enough`` heights
    show none.
    """
    height = np.array(height_m, dtype=np.float64)
    height[~(np.isfinite(height) & (height > 0.0))] = np.nan
    known = height[~np.isnan(height)]
    if len(known) >= enough:
        values, times = np.unique(known, return_counts=True)
        height[np.isin(height, values[times >= filler_share * len(known)])] = np.nan
    return height


def relief(
    buildings: np.ndarray,
    height_m: np.ndarray,
    *,
    masts_to_m: float,
    fences: np.ndarray | None = None,
    fence_height_m: np.ndarray | float = np.nan,
    trees: np.ndarray | None = None,
    tree_height_m: np.ndarray | float = np.inf,
) -> Relief:
    """The walls of buildings (n,) with heights (n,), of fences (lines or polygons' outlines) and of trees' crowns with theirs.

    A height that is nan stops every sight line, as does one of ``masts_to_m``, the highest mast that will look, or more.
    Missing, empty and point geometries count for nothing; invalid polygons that are low are mended first. No buildings and no
    fences hide nothing.
    """
    import shapely

    solid, height = _aligned(buildings, height_m)
    rail, rail_height = _aligned(np.empty(0, object) if fences is None else fences, fence_height_m)
    low, low_rail = height < masts_to_m, rail_height < masts_to_m
    crowns, crown_height = _aligned(np.empty(0, object) if trees is None else trees, tree_height_m)
    parts, row = _parts(np.concatenate([solid[low], crowns]))
    tops, soft = np.concatenate([height[low], crown_height])[row], row >= low.sum()
    edges, of = _edges(parts)
    rails, rail_of = _lines(rail[low_rail])
    tall = walls(np.concatenate([solid[~low], rail[~low_rail]]))
    return Relief(
        tall,
        np.concatenate([parts, shapely.linestrings(rails.reshape(-1, 2, 2))]),
        np.concatenate([tops, rail_height[low_rail][rail_of]]),
        np.arange(len(parts) + len(rails)) >= len(parts),
        np.vstack([edges, rails]),
        np.concatenate([np.searchsorted(of, np.arange(len(parts))), len(edges) + np.arange(len(rails) + 1)]).astype(np.int64),
        np.concatenate([soft, np.zeros(len(rails), bool)]),
        float(masts_to_m),
    )


def views_over(
    eyes_m: np.ndarray,
    heading_deg: np.ndarray | float,
    footprint: Footprint,
    relief: Relief,
    *,
    eye_height_m: np.ndarray | float,
    target_z_m: np.ndarray | float,
    known_within_m: float = KNOWN_WITHIN_M,
    feedback: Feedback = SILENT,
) -> Views:
    """What n cameras see of their footprints over low and between tall walls; otherwise as `visibility.views`.

    Where all heights are unknown or at least ``relief.masts_to_m`` the views are those of `visibility.views` to the digit. A
    camera not higher than its targets sees past what is lower than itself, and nothing behind what is higher. Raises ValueError
    for an eye above ``relief.masts_to_m``.
    """
    flat = views(eyes_m, heading_deg, footprint, relief.tall, known_within_m=known_within_m, feedback=feedback.part(0.0, 0.5))
    return shaded(
        flat, relief, eye_height_m=eye_height_m, target_z_m=target_z_m, known_within_m=known_within_m, feedback=feedback.part(0.5, 1.0)
    )


def shaded(
    views: Views,
    relief: Relief,
    *,
    eye_height_m: np.ndarray | float,
    target_z_m: np.ndarray | float,
    known_within_m: float = KNOWN_WITHIN_M,
    feedback: Feedback = SILENT,
) -> Views:
    """Views among ``relief.tall`` (as `visibility.views` and `isovists` give them) without what low walls hide.

    Heights of the eyes and of their targets in metres, one number or one for each view.
    """
    heights = np.empty((len(views), 2))
    heights[:, 0], heights[:, 1] = eye_height_m, target_z_m
    if not (heights[:, 0] <= relief.masts_to_m).all():
        raise ValueError(f"an eye above {relief.masts_to_m} m, for which these walls were not made")
    if len(relief) == 0 or len(views) == 0:
        return views
    from app.analysis.relief_kernel import shade

    near_start, near, fade = _near(views, relief, heights)
    wedge = np.ascontiguousarray(views.wedge)

    def part(first: int, last: int) -> Views:
        start, of = views.start[first : last + 1], near_start[first : last + 1]
        eye = views.eye[first:last]
        room, begin = shade(wedge, start, eye, relief.edge, relief.first, relief.thin, of, near, fade)
        begin, room = _joined(begin, room[: begin[-1]])
        return Views(eye, begin, room, views.unbounded[first:last])

    seen = join(in_parts(len(views), PART, part, feedback))
    return Views(seen.eye, seen.start, seen.wedge, _unbounded(views, relief, known_within_m))


def _near(views: Views, relief: Relief, heights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The obstacles that hide anything from each eye: where each eye's begin (n + 1,), which, and how their shadows fade.

    Fade is distance of the wall / distance of its shadow's end, 0 where the shadow has no end. An eye not higher than its targets
    sees past what is lower than itself; anything higher hides all that lies behind.
    """
    import shapely

    who, which = relief.tree.query(_boxes(views))
    mast, target, top = heights[who, 0], heights[who, 1], relief.height_m[which]
    stood = relief.tree.query(shapely.points(views.eye), predicate="dwithin", distance=STANDING_M)
    on = np.isin(who * len(relief) + which, stood[0] * len(relief) + stood[1]) & ((top < mast) | relief.soft[which]) & ~relief.thin[which]
    with np.errstate(divide="ignore", invalid="ignore"):
        fade = np.where(mast > target, np.maximum((mast - top) / (mast - target), 0.0), 0.0)
    hides = (top > np.minimum(target, mast)) & ~on
    who, which, fade = who[hides], which[hides], fade[hides]
    order = np.lexsort((which, who))
    return np.searchsorted(who[order], np.arange(len(views) + 1)), which[order], fade[order]


def _boxes(views: Views) -> np.ndarray:
    import shapely

    low, high = views.eye - views.reach_m[:, None], views.eye + views.reach_m[:, None]
    return shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])


def _joined(start: np.ndarray, room: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wedges (k, 12) as the kernel leaves them with those joined that go on from each other; where each view's begin, wedges (k, 8)."""
    owner = np.repeat(np.arange(len(start) - 1), np.diff(start))
    order = np.lexsort((room[:, 11], room[:, 10], owner))
    by = room[order]
    goes_on = (owner[order][1:] == owner[order][:-1]) & (by[1:, 10:] == by[:-1, 10:]).all(axis=1)
    goes_on &= np.abs(by[1:, 8] - by[:-1, 9]) <= ONWARD
    first = np.flatnonzero(np.r_[True, ~goes_on]) if len(by) else np.empty(0, np.int64)
    last = np.r_[first[1:], len(by)] - 1 if len(by) else first
    wedge = by[first, :8]
    wedge[:, 2:4], wedge[:, 6:8] = by[last, 2:4], by[last, 6:8]
    # Back in the order in which they begin.
    back = np.argsort(order[first])
    return np.searchsorted(owner[order[first]][back], np.arange(len(start))), np.ascontiguousarray(wedge[back])


def _aligned(geometries: np.ndarray, height_m: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    solid = np.asarray(geometries, dtype=object).ravel()
    return solid, np.array(np.broadcast_to(np.asarray(height_m, float), len(solid)))


def _parts(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The polygons part by part, mended, their outer rings counter-clockwise and their holes clockwise; and the row of each part."""
    import shapely

    bad = ~shapely.is_valid(polygons) & ~shapely.is_missing(polygons)
    polygons = polygons.copy()
    polygons[bad] = shapely.make_valid(polygons[bad])
    row = np.arange(len(polygons))
    for _ in range(2):
        polygons, of = shapely.get_parts(polygons, return_index=True)
        row = row[of]
    keep = (shapely.get_type_id(polygons) == 3) & (shapely.area(polygons) > 0.0)
    return shapely.orient_polygons(polygons[keep], exterior_cw=False), row[keep]


def _lines(fences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The edges (s, 4) of fences (lines, or the rings of polygons) and the fence of each."""
    import shapely

    parts, row = fences, np.arange(len(fences))
    for _ in range(2):
        parts, of = shapely.get_parts(parts, return_index=True)
        row = row[of]
    kind = shapely.get_type_id(parts)
    rings, of = shapely.get_rings(parts[kind == 3], return_index=True)
    line = (kind == 1) | (kind == 2)
    row = np.concatenate([row[kind == 3][of], row[line]])
    xy, part = shapely.get_coordinates(np.concatenate([rings, parts[line]]), return_index=True)
    edges = np.hstack([xy[:-1], xy[1:]]) if len(xy) else np.empty((0, 4))
    usable = (part[:-1] == part[1:]) & np.isfinite(edges).all(axis=1) & (edges[:, :2] != edges[:, 2:]).any(axis=1)
    return edges[usable], row[part[:-1][usable]]


def _edges(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The edges (s, 4) of polygons, the inside to their left, and the polygon of each."""
    import shapely

    rings, owner = shapely.get_rings(polygons, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    if len(xy) < 2:
        return np.empty((0, 4)), np.empty(0, np.int64)
    edges = np.hstack([xy[:-1], xy[1:]])
    one = (ring[:-1] == ring[1:]) & (edges[:, :2] != edges[:, 2:]).any(axis=1)
    return edges[one], owner[ring[:-1][one]].astype(np.int64)


def _unbounded(views: Views, relief: Relief, known_within_m: float) -> np.ndarray:
    """True for views without any known building nearby; low ones count, fences and trees do not."""
    import shapely

    alone = views.unbounded.copy()
    rows = np.flatnonzero(alone)
    found, which = relief.tree.query(shapely.points(views.eye[rows]), predicate="dwithin", distance=known_within_m)
    alone[rows[found[~relief.thin[which] & ~relief.soft[which]]]] = False
    return alone
