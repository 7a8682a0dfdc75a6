"""How fast and how exactly a district is seen: 30,000 buildings, 3,200 cameras, some 400 km of streets, beside its peers.

Run from the project's root: python -m benchmarks.bench_visibility [buildings cameras]
Peers in the same run: polygon difference with shapely (the shadow of every near wall taken from a disc), and VisiLibity1 where it is
installed (`benchmarks/visibility_peers.py` says how). Accuracy: areas and street metres of 1,000 random scenes and of real buildings and
streets (../shared/data, where it is) against the polygon difference. Bars: 1 s for the district, 0.1 % at worst.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import shapely

from app.analysis import visibility as sight
from app.analysis.lenses import footprint
from app.analysis.relief import relief, views_over
from benchmarks.grid_city import City, grid_city
from benchmarks.visibility_peers import Shadows, visilibity_views

PEER_CAMERAS = 60
SCENES, REAL = 1_000, 600
BAR_S, BAR_SHARE = 1.0, 1e-3
# Views smaller than this have no share worth a comparison.
LEAST_M2 = 1.0
GANGNAM = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "real" / "streets_buildings" / "gangnam_juso" / "11680"


def timed(work):
    """The answer and the seconds of the fastest of three runs."""
    best, answer = float("inf"), None
    for _ in range(3):
        begin = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - begin)
    return answer, best


def main(buildings: int = 30_000, cameras: int = 3_200) -> None:
    """Print the table."""
    city = grid_city(buildings, cameras)
    begin = time.perf_counter()
    sight.prepare()
    print(f"kernels ready                      {time.perf_counter() - begin:9.3f} s")
    print(f"{buildings:,} buildings, {cameras:,} cameras, {city.length_m.sum() / 1000:,.0f} km of streets")
    observe = footprint(5.0, 25.0, 4.0, 5.568, 3.132, 1920, 62.5, 1.5)
    edge, zero = np.arange(len(city.node_u)), np.zeros(len(city.node_u))
    (eyes, _), t_out = timed(lambda: sight.moved_outside(city.cameras_m, city.buildings))
    walls, t_walls = timed(lambda: sight.walls(city.buildings))
    known, t_pieces = timed(lambda: sight.pieces(city.pieces, edge, zero))
    # Half of the cameras of known heading, half of unknown, as open data are at best.
    heading = np.where(np.arange(cameras) % 2, np.nan, np.arange(cameras) * 7.0 % 360)
    views, t_views = timed(lambda: sight.views(eyes, heading, observe, walls))
    _, t_streets = timed(lambda: sight.street_intervals(views, city.pieces, edge, zero, known=known))
    open_ = views.only(np.isnan(heading))
    _, t_bands = timed(lambda: sight.best_and_worst(open_, 139.4, city.pieces, edge, zero, known=known))
    _, t_polygons = timed(lambda: sight.to_polygons(views))
    rows = [("cameras put outside", t_out), ("walls", t_walls), ("street pieces", t_pieces), ("views", t_views)]
    rows += [("stretches of street", t_streets), ("best and worst bearings", t_bands)]
    for name, seconds in rows:
        print(f"{name:34} {seconds:9.3f} s")
    whole = sum(seconds for _, seconds in rows)
    print(f"{'all of this':34} {whole:9.3f} s  bar of {BAR_S:.0f} s {'kept' if whole <= BAR_S else 'MISSED'}")
    low = np.where(np.random.default_rng(3).random(buildings) < 0.3, 3.0, np.nan)
    stands, t_relief = timed(lambda: relief(city.buildings, low, masts_to_m=5.0))
    _, t_over = timed(lambda: views_over(eyes, heading, observe, stands, eye_height_m=5.0, target_z_m=1.5))
    print(f"{'3 of 10 houses lower than the mast':34} {t_relief + t_over:9.3f} s instead of {t_walls + t_views:.3f} s for walls and views")
    print(f"{'polygons for drawing (beside)':34} {t_polygons:9.3f} s")

    def one(camera: int) -> float:
        begin = time.perf_counter()
        view = sight.views(eyes[camera : camera + 1], heading[camera], observe, walls)
        sight.street_intervals(view, city.pieces, edge, zero, known=known)
        return time.perf_counter() - begin

    single = np.array([one(camera) for camera in range(200)])
    print(f"{'one camera, p95':34} {np.quantile(single, 0.95) * 1000:9.3f} ms")
    compare(city, eyes, walls, known)


def compare(city: City, eyes: np.ndarray, walls: sight.Walls, known: sight.Pieces) -> None:
    """The same question to all, all round within 40 m."""
    edge, zero = np.arange(len(city.node_u)), np.zeros(len(city.node_u))

    def ours() -> tuple[np.ndarray, np.ndarray]:
        views = sight.isovists(eyes, 40.0, walls)
        seen = sight.street_intervals(views, city.pieces, edge, zero, known=known)
        return views.area_m2, np.bincount(seen.camera, seen.end_m - seen.start_m, minlength=len(eyes))

    (area, metres), mine = timed(ours)
    mine /= len(eyes)
    some, plain = eyes[:PEER_CAMERAS], Shadows(city.buildings)
    streets = shapely.linestrings(city.pieces.reshape(-1, 2, 2))
    tree = shapely.STRtree(streets)
    begin = time.perf_counter()
    shapes = [plain.view(eye, 40.0) for eye in some]
    length = [shapely.length(shapely.intersection(streets[tree.query(shape)], shape)).sum() for shape in shapes]
    theirs = (time.perf_counter() - begin) / PEER_CAMERAS
    print(f"a camera all round within 40 m, area and street: {mine * 1e6:,.0f} us")
    print(f"  polygon difference {theirs * 1e6:,.0f} us: {theirs / mine:,.0f} times", end="; ")
    print(f"worst difference of area {np.abs(area[:PEER_CAMERAS] / shapely.area(shapes) - 1).max():.2e}", end=", ")
    print(f"of street {np.abs(metres[:PEER_CAMERAS] - length).max():.4f} m")
    found = visilibity_views(city.buildings, some, 40.0)
    if found is None:
        print("  VisiLibity1 is not installed")
        return
    peer_area, asked, made = found
    print(f"  VisiLibity1 {asked * 1e6:,.0f} us a query, no range, no streets: {asked / mine:,.0f} times; {made * 1e6:,.0f} us with its", end=" ")
    print(f"surroundings: {made / mine:,.0f} times; worst difference of area {np.nanmax(np.abs(area[:PEER_CAMERAS] / peer_area - 1)):.2e}")


def accuracy() -> None:
    """The worst difference to the polygon difference on random scenes and on real ones."""
    rng = np.random.default_rng(11)
    worst_area, worst_street, compared = 0.0, 0.0, 0
    for _ in range(SCENES):
        buildings = _scene(rng)
        eyes, _ = sight.moved_outside(rng.integers(-60, 61, (1, 2)) / 2.0, buildings)
        pieces = rng.uniform(-40, 40, (12, 4))
        area, street = _off(buildings, eyes, 25.0, pieces)
        worst_area, worst_street, compared = max(worst_area, area.max()), max(worst_street, street.max()), compared + len(area)
    print(f"{compared:,} random scenes: worst difference of area {worst_area:.2e}, of street {worst_street:.2e} of the length in reach", end=" ")
    print(f"(bar {BAR_SHARE:.0e} {'kept' if max(worst_area, worst_street) <= BAR_SHARE else 'MISSED'})")
    if not GANGNAM.is_dir():
        print("no real buildings and streets here")
        return
    import geopandas

    buildings = geopandas.read_file(GANGNAM / "TL_SPBD_EQB.shp").geometry.to_numpy()
    lines = geopandas.read_file(GANGNAM / "TL_SPRD_MANAGE.shp").geometry.to_numpy()
    xy, part = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    pieces = np.hstack([xy[:-1], xy[1:]])[part[:-1] == part[1:]]
    # Along real streets, a little beside them, where cameras stand.
    at = rng.integers(0, len(pieces), REAL)
    eyes = pieces[at, :2] + (pieces[at, 2:] - pieces[at, :2]) * rng.random((REAL, 1)) + rng.normal(0, 2, (REAL, 2))
    eyes, _ = sight.moved_outside(eyes, buildings)
    area, street = _off(buildings, eyes, 50.0, pieces)
    print(f"{len(area):,} places along real streets: worst difference of area {area.max():.2e}, of street {street.max():.2e}", end=" ")
    print(f"(bar {BAR_SHARE:.0e} {'kept' if max(area.max(), street.max()) <= BAR_SHARE else 'MISSED'})")


def _scene(rng: np.random.Generator) -> np.ndarray:
    """Up to a dozen houses on half-metre coordinates: walls line up, touch, overlap and repeat."""
    count = rng.integers(1, 13)
    x, y = rng.integers(-60, 61, (2, count)) / 2.0
    w, h = rng.integers(1, 41, (2, count)) / 2.0
    turn = rng.choice([0.0, 0.0, 30.0, 45.0], count)
    return np.array([shapely.affinity.rotate(shapely.box(a, b, a + c, b + d), t) for a, b, c, d, t in zip(x, y, w, h, turn, strict=True)])


def _off(buildings: np.ndarray, eyes: np.ndarray, reach_m: float, pieces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shares by which areas differ (of views of a square metre or more), and street metres (of all street within reach)."""
    seen = sight.isovists(eyes, reach_m, sight.walls(buildings))
    found = sight.street_intervals(seen, pieces, np.arange(len(pieces)), np.zeros(len(pieces)))
    metres = np.bincount(found.camera, found.end_m - found.start_m, minlength=len(eyes))
    plain, lines = Shadows(buildings), shapely.linestrings(pieces.reshape(-1, 2, 2))
    tree = shapely.STRtree(lines)
    areas, streets = [], []
    for eye, area, length in zip(eyes, seen.area_m2, metres, strict=True):
        shape, disc = plain.view(eye, reach_m), shapely.Point(eye).buffer(reach_m, quad_segs=45)
        near = lines[tree.query(disc)]
        whole = shapely.length(shapely.intersection(near, disc)).sum()
        if shape.area >= LEAST_M2:
            areas.append(abs(area / shape.area - 1.0))
            streets.append(abs(length - shapely.length(shapely.intersection(near, shape)).sum()) / max(whole, 1.0))
    return np.array(areas or [0.0]), np.array(streets or [0.0])


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3]))
    accuracy()
