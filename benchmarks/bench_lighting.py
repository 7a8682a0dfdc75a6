"""How fast a district is lit: 30,000 buildings, 6,000 lamps, some 400 km of streets; beside plain sampling with numpy.

Run from the project's root: python -m benchmarks.bench_lighting [buildings lamps]
Two peers add up the same formulas at points on the streets, and find averages but no exact ends of dark gaps: one a metre apart,
trying the sight line from every lamp in reach against every wall in reach by one table of crossings in numpy; one half a metre
apart, asking shapely which points lie in the shadows of the buildings in reach. Both peers are written here: the lighting programs a
planner would use otherwise take rooms and single streets through their own windows, not a district's footprints by call.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from app import edits
from app.analysis import lighting
from app.analysis import visibility as sight
from app.analysis.lux_profile import dark_gaps, profile, segments, updated
from app.analysis.photometry import Luminaire
from app.analysis.trespass import after_change, facades, trespass
from app.analysis.walls import segments as wall_segments
from app.model import Layer, Project, Source
from app.study import question
from app.study.ground import ground, walls_near
from app.study.lamps.light import light as light_of
from app.study.lamps.light import relit
from benchmarks.bench_visibility import timed
from benchmarks.grid_city import City, grid_city
from layers import BY_KEY

PEER_LAMPS, MOVES = 150, 200


def peer(city: City, lamps: lighting.Lamps, reach: float = 25.0) -> tuple[np.ndarray, np.ndarray]:
    """Lux at points a metre apart on the streets: the street of each point, and its lux."""
    edge = np.repeat(np.arange(len(city.node_u)), np.ceil(city.length_m).astype(int))
    nth = np.arange(len(edge)) - np.searchsorted(edge, edge)
    share = (nth + 0.5) / np.bincount(edge)[edge]
    p = city.pieces[edge]
    xy = p[:, :2] * (1 - share[:, None]) + p[:, 2:] * share[:, None]
    walls, lux = wall_segments(city.buildings), np.zeros(len(xy))
    low, high = np.minimum(walls[:, :2], walls[:, 2:]), np.maximum(walls[:, :2], walls[:, 2:])
    for lamp, h, flux in zip(lamps.xy_m, lamps.height_m, lamps.flux_lm, strict=True):
        near = np.flatnonzero((np.abs(xy - lamp) <= reach).all(axis=1))
        d = np.hypot(*(xy[near] - lamp).T)
        near, d = near[d <= reach], d[d <= reach]
        a, b = (walls[((low <= lamp + reach) & (high >= lamp - reach)).all(axis=1)].reshape(-1, 2, 2) - lamp).transpose(1, 0, 2)
        to = (xy[near] - lamp)[:, None, :]
        side = [to[..., 0] * end[:, 1] - to[..., 1] * end[:, 0] for end in (a, b)]
        way = b - a
        from_lamp = way[:, 1] * a[:, 0] - way[:, 0] * a[:, 1]
        beyond = from_lamp - (way[:, 1] * to[..., 0] - way[:, 0] * to[..., 1])
        hidden = ((side[0] * side[1] < 0) & (from_lamp * beyond < 0)).any(axis=1)
        lux[near] += np.where(hidden, 0.0, 0.8 * flux / np.pi * h * h / (h * h + d * d) ** 2)
    return edge, lux


def shadowed(city: City, lamps: lighting.Lamps, reach: float = 25.0, step: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """The same at points ``step`` apart, with shadow polygons of shapely: the street of each point, and its lux."""
    import shapely

    edge = np.repeat(np.arange(len(city.node_u)), np.ceil(city.length_m / step).astype(int))
    nth = np.arange(len(edge)) - np.searchsorted(edge, edge)
    share = ((nth + 0.5) / np.bincount(edge)[edge])[:, None]
    p = city.pieces[edge]
    xy = p[:, :2] * (1 - share) + p[:, 2:] * share
    points, houses, lux = shapely.STRtree(shapely.points(xy)), shapely.STRtree(city.buildings), np.zeros(len(xy))
    for at, h, flux in zip(lamps.xy_m, lamps.height_m, lamps.flux_lm, strict=True):
        circle = shapely.Point(at).buffer(reach, quad_segs=64)
        near = points.query(circle, predicate="contains")
        walls = wall_segments(city.buildings[houses.query(circle, predicate="intersects")])
        if len(walls):
            a, b = walls[:, :2], walls[:, 2:]
            rings = np.stack([a, b, at + (b - at) * 1000.0, at + (a - at) * 1000.0], axis=1)
            shadow = shapely.union_all(shapely.make_valid(shapely.polygons(rings)))
            shapely.prepare(shadow)
            near = near[~shapely.contains_xy(shadow, *xy[near].T)]
        d2 = ((xy[near] - at) ** 2).sum(axis=1)
        lux[near] += 0.8 * flux / np.pi * h * h / (h * h + d2) ** 2
    return edge, lux


def street_optic() -> Luminaire:
    """A luminaire with a photometric table: 24 planes, an angle every 2.5 degrees, bright to both sides along the street."""
    gamma, c = np.arange(0.0, 90.1, 2.5), np.arange(0.0, 360.1, 15.0)
    bulge = (1.0 + 1.5 * np.sin(np.radians(gamma)) ** 4) * np.where(gamma < 75.0, 1.0, np.exp((75.0 - gamma) / 4.0))
    cd = (1.2 + np.cos(np.radians(c)) ** 2)[:, None] * (1200.0 * np.sqrt(np.cos(np.radians(gamma))) * bulge)[None, :]
    made = Luminaire("street", c, gamma, cd, 1.0)
    return Luminaire("street", c, gamma, cd, made.emitted_lm)


def with_tables(city: City, walls: sight.Walls, pieces: sight.Pieces) -> None:
    """The district again with photometric tables, their direction unknown (as in every file) and known."""
    for words, azimuth in (("direction unknown", np.nan), ("direction known", 45.0)):
        lamps = lighting.lamps(city.cameras_m, luminaires=(street_optic(),), luminaire=0, azimuth_deg=azimuth)
        lamps, _ = lighting.outside(lamps, city.buildings)
        light, t_light = timed(lambda lamps=lamps: lighting.light(lamps, walls, pieces))
        _, t_profile = timed(lambda light=light: profile(light))
        print(f"{'photometric table, ' + words:34} {t_light:.3f} + {t_profile:.3f} = {t_light + t_profile:.3f} s (bar 1 s)")


def project_of(city: City) -> Project:
    """The city as a planner's project."""
    import geopandas
    import shapely

    def layer(key: str, shapes: np.ndarray) -> Layer:
        frame = geopandas.GeoDataFrame(geometry=shapely.transform(shapes, lambda xy: np.add(xy, (200_000.0, 550_000.0))), crs=5186)
        return Layer(key, BY_KEY[key], key, Source(f"{key}.csv"), frame=frame)

    streets = shapely.linestrings(city.pieces.reshape(-1, 2, 2))
    return Project("bench", "bench", layers=(
        layer("streets", streets), layer("buildings", city.buildings), layer("security_lights", shapely.points(city.cameras_m))
    ))  # fmt: skip


def in_a_project(city: City, moves: int = 100) -> None:
    """From the frames of a project to lit streets and classes kept; then one lamp after another moved in its scenario."""
    whole = project_of(city)
    asked = question(whole)
    base = ground(asked)
    buildings = walls_near(asked, base.district)
    lit, seconds = timed(lambda: light_of(asked, base.streets, base.district, buildings, inside=base.inside))
    print(f"{'in a project, from its frames':34} {seconds:9.3f} s   {len(lit):,} lamps")
    rng, took = np.random.default_rng(3), []
    for _ in range(moves):
        row = int(rng.integers(len(whole.layers[2].frame)))
        spot = whole.layers[2].frame.geometry.iloc[row]
        moved = question(edits.change_existing(whole, "security_lights", row, at_m=(spot.x + rng.normal(), spot.y + rng.normal())))
        begin = time.perf_counter()
        relit(lit, moved)
        took.append(time.perf_counter() - begin)
    print(f"{'  one lamp moved, p95 (bar 16 ms)':34} {np.quantile(took, 0.95) * 1000:9.3f} ms")


def main(buildings: int = 30_000, count: int = 6_000) -> None:
    """Print the table."""
    city = grid_city(buildings, count)
    begin = time.perf_counter()
    sight.prepare()
    import app.analysis.lux_kernel  # noqa: F401

    print(f"kernels ready                      {time.perf_counter() - begin:9.3f} s")
    print(f"{buildings:,} buildings, {count:,} lamps, {city.length_m.sum() / 1000:,.0f} km of streets")
    edge, zero, length = np.arange(len(city.node_u)), np.zeros(len(city.node_u)), city.length_m
    nodes = (city.node_u, city.node_v)
    walls, t_walls = timed(lambda: sight.walls(city.buildings))
    pieces, t_pieces = timed(lambda: sight.pieces(city.pieces, edge, zero))
    (lamps, _), t_out = timed(lambda: lighting.outside(lighting.lamps(city.cameras_m), city.buildings))
    light, t_light = timed(lambda: lighting.light(lamps, walls, pieces))
    found, t_profile = timed(lambda: profile(light))
    one, t_segments = timed(lambda: segments(found, pieces, length))
    gaps, t_gaps = timed(lambda: dark_gaps(found, pieces, length, nodes=nodes))
    rows = [("walls", t_walls), ("street pieces", t_pieces), ("lamps put outside", t_out), ("what each lamp reaches", t_light)]
    rows += [("lux along streets, lit stretches", t_profile), ("average, minimum, uniformity", t_segments), ("dark gaps", t_gaps)]
    for name, seconds in rows:
        print(f"{name:34} {seconds:9.3f} s")
    print(f"{'all of this (bar 1 s)':34} {sum(seconds for _, seconds in rows):9.3f} s")
    print(f"mean {one.average_lx @ length / length.sum():.2f} lx, {len(gaps.walk_m):,} dark gaps")
    where, t_facades = timed(lambda: facades(city.buildings))
    on_walls, t_onto = timed(lambda: lighting.onto(light, where.pieces))
    spilt, t_spilt = timed(lambda: trespass(on_walls, where, len(city.buildings)))
    print(f"{'facades ready (beside)':34} {t_facades:9.3f} s")
    print(f"{'light on windows (beside)':34} {t_onto + t_spilt:9.3f} s   {spilt.total_m / 1000:,.1f} km of facade above the limit")
    rng = np.random.default_rng(2)
    single, windows = [], []
    for _ in range(MOVES):
        row = int(rng.integers(count))
        moved = lamps.with_lamp(row, xy_m=lamps.xy_m[row] + rng.normal(0.0, 1.0, 2))
        begin = time.perf_counter()
        change = lighting.changed(light, moved)
        after = updated(found, change.light, change.touched)
        segments(after, pieces, length)
        dark_gaps(after, pieces, length, nodes=nodes)
        single.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        after_change(spilt, lighting.changed(on_walls, moved), where)
        windows.append(time.perf_counter() - begin)
    print(f"{'one lamp moved, p95 (bar 16 ms)':34} {np.quantile(single, 0.95) * 1000:9.3f} ms")
    print(f"{'  and its windows, p95':34} {np.quantile(windows, 0.95) * 1000:9.3f} ms")
    with_tables(city, walls, pieces)
    in_a_project(city)
    compare(city, lamps.take(np.arange(PEER_LAMPS)), walls, pieces)


def compare(city: City, lamps: lighting.Lamps, walls: sight.Walls, pieces: sight.Pieces) -> None:
    """The same lamps to both."""
    found, mine = timed(lambda: profile(lighting.light(lamps, walls, pieces)))
    ours = segments(found, pieces, city.length_m).average_lx
    for words, other in (("a metre apart with numpy", peer), ("half a metre apart with shapely", shadowed)):
        begin = time.perf_counter()
        edge, lux = other(city, lamps)
        theirs = time.perf_counter() - begin
        sampled = np.bincount(edge, lux) / np.bincount(edge)
        print(f"{len(lamps)} lamps: {mine:.4f} s; points {words} {theirs:.3f} s: {theirs / mine:,.0f} times")
        apart = np.abs(ours - sampled)
        print(f"  worst difference of a segment's average {apart.max():.3f} lx, mean {apart[ours > 0].mean():.4f} lx (sampling)")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3]))
