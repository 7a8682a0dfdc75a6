"""Promises: of 1,000,000 points 5,000 are chosen by a line drawn around them, and marked on the map, within 100 ms; a table of
1,000,000 rows turns to another order or to other rows without holding up the window for more than 50 ms; a name is found among
1,000,000 within 50 ms.

Run from the project's root: python -m benchmarks.bench_table
Peer: the same choice by geopandas (`GeoSeries.within`), the same order and condition by pandas.
Times are the processor's of the thread that works (the clock's in brackets), best of five.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROWS = 1_000_000


def main() -> None:
    """Print the table."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["bench"])
    assert application is not None
    import numpy as np
    import shapely

    from app import edits, search, selection, tables
    from app.model import Project
    from widgets.table import picked_marks

    layer = big_layer()
    project = Project("p", "p", layers=(layer,))
    frame, columns = layer.frame, tables.columns_of(layer)
    turn = np.linspace(0, 2 * np.pi, 300, endpoint=False)
    ring = [(10_000 + 800 * np.cos(a) * (1 + 0.1 * np.sin(7 * a)), 10_000 + 800 * np.sin(a)) for a in turn]
    once("where a million points lie, first time", lambda: selection.where(layer))
    found = best("choose by a line around", lambda: selection.within([layer], ring), "100 ms")
    print(f"  {found.count:,} chosen")
    best("  their marks", lambda: picked_marks.marks(project, found))
    area = shapely.Polygon(ring)
    best("  geopandas: within", lambda: np.flatnonzero(frame.geometry.within(area)), runs=2)
    picture(project, found)
    best("within 30 m of them", lambda: selection.near([layer], selection.shapes_of([layer], found), 30.0))
    best("everything at a spot", lambda: selection.at([layer], (10_000.0, 10_000.0), 9.0), "100 ms")
    once("sort by number", lambda: tables.order(frame, "height_m"))
    once("sort by name", lambda: tables.order(frame, "name"))
    once("  pandas: sort_values", lambda: frame["name"].sort_values(kind="stable"))
    wanted = tables.condition("height_m >= 10 and (use = school or cameras = 3)", columns)
    once("a condition", lambda: tables.matching(frame, wanted))
    once("  pandas: the same", lambda: frame[(frame["height_m"] >= 10) & ((frame["use"] == "school") | (frame["cameras"] == 3))])
    once("words in any cell", lambda: tables.containing(frame, columns, "lamp 977"))
    best("sums of the chosen", lambda: tables.sums(frame, columns[2], found.of(layer.id)))
    best("set a cell right (window waits)", lambda: edits.correct(project, layer.id, [(5, "name", "x")]), "50 ms")
    view(layer, columns)
    names = once("gather a million names", lambda: search.names([layer]))
    for text in ("lamp 977", "nowhere", "lamp 5-5"):
        best(f"find “{text}” (window waits)", lambda text=text: search.find(names, text), "50 ms")


def big_layer() -> object:
    """A million points with a name, a use, a height and a count."""
    import geopandas
    import numpy as np
    import shapely

    from app.model import Layer, Source
    from layers import BY_KEY

    rng = np.random.default_rng(1)
    frame = geopandas.GeoDataFrame(
        {
            "name": [f"lamp {number % 977}-{number}" for number in rng.permutation(ROWS)], "use": rng.choice(["home", "shop", "school", ""], ROWS),
            "height_m": rng.normal(10, 3, ROWS), "cameras": rng.integers(0, 9, ROWS),
        },
        geometry=shapely.points(rng.uniform(0, 20_000, (ROWS, 2))), crs=5186,
    )  # fmt: skip
    return Layer("other", BY_KEY["other"], "points", Source("points.csv"), frame=frame)


def picture(project: object, found: object) -> None:
    """How long the live map takes with the choice marked: the first frame at a scale, and frames while it is carried along."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    from app.scene import Frame, Scene
    from widgets.map import map_live
    from widgets.map.map_tools import Hold, Sketch
    from widgets.table import picked_marks

    overlays = picked_marks.marks(project, found)
    image = QImage(1920, 1080, QImage.Format.Format_ARGB32_Premultiplied)

    def draw(x: float, scale: float) -> None:
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        map_live.paint(painter, Frame((x, 10_000.0), scale, 1920, 1080), Scene(project.layers), overlays, Hold(), Sketch())
        painter.end()

    steps = iter(range(1, 1000))
    best("  a frame at another scale (1920 x 1080)", lambda: draw(10_000.0, 1.5 + next(steps) / 1000), "16 ms")
    best("  a frame while the map is carried along", lambda: draw(10_000.0 + next(steps), 1.5), "16 ms")


def view(layer: object, columns: object) -> None:
    """How long the window waits for the table view."""
    import numpy as np

    from widgets.table.table_model import TableModel
    from widgets.table.table_view import TableView

    model = TableModel()
    table = TableView(model)
    table.resize(900, 300)
    table.show()
    rows = np.arange(ROWS)
    mask = np.zeros(ROWS, bool)
    mask[::3] = True
    best("show a million rows (window waits)", lambda: (model.show_rows(layer, columns, rows, editable=True), table.grab()), "50 ms")
    best("mark 333,334 of them (window waits)", lambda: (model.show_chosen(mask), table.grab()), "50 ms")
    steps = iter(range(1, 100))
    best("scroll to anywhere (window waits)", lambda: (table.verticalScrollBar().setValue(next(steps) * 9_999), table.grab()), "16 ms")


def once(name: str, work: Callable[[], object]) -> object:
    """Time one run."""
    return best(name, work, runs=1)


def best(name: str, work: Callable[[], object], bar: str = "", runs: int = 5) -> object:
    """Time the best of some runs and print it."""
    times, found = [], None
    for _ in range(runs):
        clock, begun = time.perf_counter(), time.thread_time()
        found = work()
        times.append(((time.thread_time() - begun) * 1000, (time.perf_counter() - clock) * 1000))
    own, clock = min(times)
    print(f"{name:<46} {own:9.1f} ms  ({clock:.1f}){'   bar ' + bar if bar else ''}", flush=True)
    return found


if __name__ == "__main__":
    main()
