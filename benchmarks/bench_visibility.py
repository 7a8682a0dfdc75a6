"""How fast a district is seen: 30,000 buildings, 3,200 cameras, some 400 km of streets; beside a plain shadow construction.

Run from the project's root: python -m benchmarks.bench_visibility [buildings cameras]
The peer subtracts the shadow of every near wall from a disc with shapely and cuts the streets with the polygon that is left.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from app.analysis import visibility as sight
from app.analysis.lenses import footprint
from app.analysis.walls import segments
from benchmarks.grid_city import City, grid_city

PEER_CAMERAS = 60


def timed(work):
    """The answer and the seconds of the fastest of three runs."""
    best, answer = float("inf"), None
    for _ in range(3):
        begin = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - begin)
    return answer, best


def peer(city: City, eyes: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Areas and street metres by polygon difference, with trees for what is near."""
    import shapely

    edges = segments(city.buildings)
    lines = shapely.linestrings(edges.reshape(-1, 2, 2))
    streets = shapely.linestrings(city.pieces.reshape(-1, 2, 2))
    tree, street_tree = shapely.STRtree(lines), shapely.STRtree(streets)
    area, metres = np.zeros(len(eyes)), np.zeros(len(eyes))
    for row, eye in enumerate(eyes):
        disc = shapely.Point(eye).buffer(reach, quad_segs=180)
        near = edges[tree.query(disc)]
        p, q = near[:, :2], near[:, 2:]
        shadows = shapely.polygons(np.stack([p, q, q + (q - eye) * 1e3, p + (p - eye) * 1e3], axis=1))
        bad = ~shapely.is_valid(shadows)
        shadows[bad] = shapely.buffer(shadows[bad], 0)
        view = disc.difference(shapely.union_all(shadows))
        area[row] = view.area
        metres[row] = shapely.length(shapely.intersection(streets[street_tree.query(view)], view)).sum()
    return area, metres


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
    print(f"{'all of this':34} {sum(seconds for _, seconds in rows):9.3f} s")
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
    """The same question to both, all round within 40 m."""
    edge, zero = np.arange(len(city.node_u)), np.zeros(len(city.node_u))

    def ours() -> tuple[np.ndarray, np.ndarray]:
        views = sight.isovists(eyes, 40.0, walls)
        seen = sight.street_intervals(views, city.pieces, edge, zero, known=known)
        return views.area_m2, np.bincount(seen.camera, seen.end_m - seen.start_m, minlength=len(eyes))

    (area, metres), mine = timed(ours)
    begin = time.perf_counter()
    peer_area, peer_metres = peer(city, eyes[:PEER_CAMERAS], 40.0)
    theirs = (time.perf_counter() - begin) / PEER_CAMERAS
    mine /= len(eyes)
    print(
        f"a camera all round within 40 m: {mine * 1e6:,.0f} us; polygon difference {theirs * 1e6:,.0f} us: {theirs / mine:,.0f} times"
    )
    print(f"worst difference of area {np.abs(area[:PEER_CAMERAS] / peer_area - 1).max():.2e}", end=", ")
    print(f"of street {np.abs(metres[:PEER_CAMERAS] - peer_metres).max():.4f} m")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3]))
