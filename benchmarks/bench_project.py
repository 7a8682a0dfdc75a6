"""The project file: how long a planner waits for opening, saving an edit, and saving an import; beside GDAL writing the same.

``python -m benchmarks.bench_project`` prints a line a promise: the median of some runs and the promise.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas
import numpy
import pyogrio
import shapely

import layers
from app import edits
from app.files.project_file import ProjectFile
from app.model import Layer, Source
from app.session import Session

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample" / "sample.gpkg"
KINDS = {kind.key: kind for kind in layers.KINDS}


def sites(count: int) -> geopandas.GeoDataFrame:
    """Points as a district's file of lights has them: ten texts, a number, a place."""
    texts = {f"text {n}": [f"서울특별시 관악구 신림동 {row}" for row in range(count)] for n in range(10)}
    places = numpy.random.default_rng(1).uniform(0, 8000, (count, 2))
    return geopandas.GeoDataFrame({**texts, "lamps": numpy.arange(count)}, geometry=shapely.points(places), crs=5186)


def footprints(count: int) -> geopandas.GeoDataFrame:
    """Buildings: a name, a height, a polygon."""
    corner = numpy.random.default_rng(2).uniform(0, 25_000, (count, 2))
    shapes = shapely.box(corner[:, 0], corner[:, 1], corner[:, 0] + 9, corner[:, 1] + 12)
    return geopandas.GeoDataFrame({"name": ["주택"] * count, "height_m": corner[:, 0] % 20}, geometry=shapes, crs=5186)


def measured(what: Callable[[int], object], runs: int = 5) -> tuple[float, float]:
    """The medians of some runs: seconds that passed, and seconds of the processor (the rest is the disk, and other programs)."""
    spans, work = [], []
    for number in range(runs):
        start, busy = time.perf_counter(), time.process_time()
        what(number)
        spans.append(time.perf_counter() - start)
        work.append(time.process_time() - busy)
    return statistics.median(spans), statistics.median(work)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _opening(folder)
        _editing(folder)
        for title, frame, kind in (("30,000 lights", sites(30_000), "security_lights"), ("100,000 buildings", footprints(100_000), "buildings")):
            _bulk(folder, title, frame, kind)


def _opening(folder: Path) -> None:
    path = Path(shutil.copy(SAMPLE, folder / "sample.gpkg"))
    _say("open the sample, all layers read", measured(lambda _: ProjectFile.open(path, layers.KINDS)[0].close()), "0.4 s")


def _editing(folder: Path) -> None:
    session = Session.open(folder / "sample.gpkg", layers.KINDS)
    session.edit("place", edits.place, "cctv", (0.0, 0.0))
    item = session.project.shown.items[-1].id
    _say("one step of a drag, on the disk", measured(lambda n: session.edit("move", edits.move, item, (n, n), merge="m"), 200), "0.016 s (a frame)")
    session.edit("remove", edits.remove_layer, "buildings")
    _say("undo the removal of the buildings", measured(lambda n: session.redo() if n % 2 else session.undo(), 21), "0.1 s")
    session.close()


def _bulk(folder: Path, title: str, frame: geopandas.GeoDataFrame, kind: str) -> None:
    session = Session.create(folder / f"{kind}.gpkg", "p", layers.KINDS)
    new = Layer(kind, KINDS[kind], kind, Source("x.csv"), frame=frame)
    _say(f"save {title}", measured(lambda _: session.write_layers([replace(new, frame=frame.copy(deep=False))]), 3), "0.5 s" if kind != "buildings" else "2 s")
    session.edit("import", edits.add_layers, session.write_layers([new]))
    _say(f"read {title}", measured(lambda _: session._file.read(), 3), "")
    peer = folder / "peer.gpkg"
    _say(f"  GDAL saves {title}", measured(lambda n: pyogrio.write_dataframe(frame, peer, layer=f"{kind} {n}"), 3), "")
    _say(f"  GDAL reads {title}", measured(lambda _: pyogrio.read_dataframe(peer, layer=f"{kind} 0"), 3), "")
    session.close()


def _say(what: str, medians: tuple[float, float], promise: str) -> None:
    print(f"{what:40} {medians[0]:8.4f} s  ({medians[1]:.4f} s of work)   {promise}", flush=True)


if __name__ == "__main__":
    main()
