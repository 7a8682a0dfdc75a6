"""All of Seoul on a laptop: 640,000 buildings, 80,000 cameras, 8,000 km of streets, made up, district by district.

Run from the project's root: python -m benchmarks.bench_seoul [districts] [--plot FILE.svg]
Each of the 25 districts is a grid city of its own (25,600 buildings, 3,200 cameras) with 16 dongs. What is timed: cameras put
outside buildings, walls, views (a tenth of them of known heading), stretches of street, and metres seen by dong; making the city up is
not. Bar: 15 s and 6 GB on 2 processors, growth no worse than linear.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

import numpy as np

from app.analysis import visibility as sight
from app.analysis.intervals import Intervals, lengths, union
from app.analysis.lenses import footprint
from benchmarks.grid_city import City, grid_city

DISTRICTS, BUILDINGS, CAMERAS = 25, 25_600, 3_200
DONGS = 4
BAR_S, BAR_GB = 15.0, 6.0


def seen_by_dong(city: City) -> tuple[np.ndarray, np.ndarray]:
    """Metres of street seen and metres of street in each dong of one district, from cold arrays."""
    observe = footprint(5.0, 25.0, 4.0, 5.568, 3.132, 1920, 62.5, 1.5)
    heading = np.where(np.arange(CAMERAS) % 10, np.nan, np.arange(CAMERAS) * 7.0 % 360)
    eyes, _ = sight.moved_outside(city.cameras_m, city.buildings)
    views = sight.views(eyes, heading, observe, sight.walls(city.buildings))
    edges = len(city.node_u)
    seen = sight.street_intervals(views, city.pieces, np.arange(edges), np.zeros(edges))
    metres = lengths(union(Intervals(seen.edge, seen.start_m, seen.end_m)), edges)
    middle = (city.node_xy[city.node_u] + city.node_xy[city.node_v]) / 2
    tile = np.clip(middle * DONGS // city.node_xy.max(axis=0), 0, DONGS - 1).astype(np.int64)
    dong = tile[:, 0] * DONGS + tile[:, 1]
    return np.bincount(dong, metres, DONGS**2), np.bincount(dong, city.length_m, DONGS**2)


def peak_gb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(districts: int = DISTRICTS, plot: Path | None = None) -> None:
    """Print time and memory as the city grows."""
    load = os.getloadavg()[0]
    begin = time.perf_counter()
    sight.prepare()
    print(f"kernels ready {time.perf_counter() - begin:.2f} s; load of the machine before the run {load:.1f}")
    print("districts  buildings  cameras  street km   seen %      time s   peak GB")
    spent, street, seen, rows = 0.0, 0.0, 0.0, []
    for number in range(1, districts + 1):
        city = grid_city(BUILDINGS, CAMERAS, seed=number)
        begin = time.perf_counter()
        some, all_ = seen_by_dong(city)
        spent += time.perf_counter() - begin
        street, seen = street + all_.sum(), seen + some.sum()
        rows.append((number, spent, peak_gb()))
        print(
            f"{number:9}  {number * BUILDINGS:9,}  {number * CAMERAS:7,}  {street / 1000:9,.0f}  {seen / street:7.1%}"
            f"  {spent:10.2f}  {rows[-1][2]:8.2f}"
        )
    print(f"growth from 1 to {districts} districts: {spent / rows[0][1]:.1f} times the time for {districts} times the city")
    if districts == DISTRICTS:
        kept = spent <= BAR_S and rows[-1][2] <= BAR_GB
        print(f"bar of {BAR_S:.0f} s and {BAR_GB:.0f} GB: {'kept' if kept else 'MISSED'}")
    if plot:
        plot.write_text(drawing(rows), encoding="utf-8")


def drawing(rows: list[tuple[int, float, float]]) -> str:
    """Time and memory over the number of districts as an SVG, with straight lines through the last figures to compare."""
    last, spent, gigabytes = rows[-1]

    def x(number: float) -> float:
        return 60 + 480 * number / last

    def y(share: float) -> float:
        return 270 - 230 * share

    def line(values: list[float], most: float, colour: str) -> str:
        points = " ".join(f"{x(row[0]):.1f},{y(value / most):.1f}" for row, value in zip(rows, values, strict=True))
        return f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>'

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="320" font-family="sans-serif" font-size="13">',
        '<rect width="600" height="320" fill="white"/>',
        f'<path d="M60 30V270H550" fill="none" stroke="#555"/><path d="M{x(0)} {y(0)}L{x(last)} {y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>',
        line([row[1] for row in rows], spent, "#0b5394"),
        line([row[2] for row in rows], BAR_GB, "#b45f06"),
        f'<text x="{x(last)}" y="{y(1) - 8}" text-anchor="end" fill="#0b5394">{spent:.1f} s (dashed: linear)</text>',
        f'<text x="{x(last)}" y="{y(gigabytes / BAR_GB) - 8}" text-anchor="end" fill="#b45f06">peak {gigabytes:.2f} GB of {BAR_GB:.0f}</text>',
        f'<text x="60" y="292">0</text><text x="{x(last)}" y="292" text-anchor="middle">{last}</text>',
        f'<text x="300" y="312" text-anchor="middle">districts of {BUILDINGS:,} buildings and {CAMERAS:,} cameras</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="All of Seoul, made up, district by district.")
    parser.add_argument("districts", type=int, nargs="?", default=DISTRICTS)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    main(given.districts, given.plot)
