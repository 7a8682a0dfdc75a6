"""Promise: the map always moves. While the sample is panned and zoomed, 95 of 100 frames take 16 ms or less on the GUI thread;
a view is complete, with its names and its surroundings, within a second and a half; a district on paper takes less than a
second and 1.5 MB.

Run from the project's root: python -m benchmarks.bench_map [project.gpkg]
Peer: the same view drawn by matplotlib through geopandas, as a planner's script would.
"""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(project: str | None = None) -> None:
    """Print the table."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["bench"])
    assert application is not None
    from widgets import preview
    from widgets.map import map_shapes
    from widgets.map.map_canvas import MapCanvas

    scene = preview.scene_of(project)
    canvas = MapCanvas()
    canvas.resize(1366, 768)
    begun = time.perf_counter()
    canvas.show_scene(scene)
    canvas.show()
    complete(canvas)
    report("first picture, everything cold", (time.perf_counter() - begun) * 1000)
    centre = canvas.frame.centre_m
    for scale in (canvas.frame.metres_per_px, 1.2, 0.6, 0.3, 0.15):
        canvas.look_at(centre, scale)
        begun = time.perf_counter()
        complete(canvas)
        report(f"view complete at {scale:.2f} m/px", (time.perf_counter() - begun) * 1000)
        frames(canvas, f"pan at {scale:.2f} m/px", lambda k: canvas.pan_by(-14 if k % 120 < 60 else 14, 6 if k % 80 < 40 else -6))
    canvas.look_at(centre, 0.6)
    frames(canvas, "zoom in and out", lambda k: canvas.zoom_by(1.06 if k % 60 < 30 else 1 / 1.06))
    canvas.stop()
    canvas.close()
    paper(scene)
    peer(scene)
    print(f"shapes kept for {len(map_shapes._cache)} layers and overlays")


def complete(canvas) -> None:
    """Wait until everything in view, and the ring around it, is drawn."""
    from PySide6.QtWidgets import QApplication

    for _ in range(3):
        canvas.update()
        QApplication.processEvents()
    while canvas.is_busy:
        QApplication.processEvents()
        time.sleep(0.0005)


def report(name: str, ms: float, more: str = "") -> None:
    """One line of the table."""
    print(f"{name:44} {ms:9.1f} ms  {more}")


def frames(canvas, name: str, move) -> None:
    """Move the map 240 times at 60 frames a second and report how long each frame held the GUI thread."""
    from PySide6.QtWidgets import QApplication

    canvas.frame_ms.clear()
    for number in range(240):
        begun = time.perf_counter()
        move(number)
        canvas.repaint()
        while time.perf_counter() - begun < 1 / 60:
            QApplication.processEvents()
            time.sleep(0.0005)
    taken = sorted(canvas.frame_ms)
    at = lambda share: taken[min(len(taken) - 1, int(len(taken) * share))]  # noqa: E731
    report(f"frame, {name}", at(0.5), f"p95 {at(0.95):.1f} ms, longest {taken[-1]:.1f} ms")


def paper(scene) -> None:
    """The whole district as a vector map for the report."""
    from app.scene import MapWanted
    from widgets.map import map_paper, map_scene

    box = map_scene.extent(scene)
    if box is None:
        return
    for _ in range(2):
        begun = time.perf_counter()
        data = map_paper.map_svg(MapWanted("district", scene, box, 170, 120))
        ms = (time.perf_counter() - begun) * 1000
    report("district on paper", ms, f"{len(data) / 1000:,.0f} kB")


def peer(scene) -> None:
    """The same layers plotted by geopandas with matplotlib."""
    try:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        print("matplotlib is not here: no peer")
        return
    begun = time.perf_counter()
    figure, axes = pyplot.subplots(figsize=(13.66, 7.68), dpi=100)
    for layer in scene.layers:
        if layer.visible:
            layer.frame.plot(ax=axes)
    figure.canvas.draw()
    report("peer: the same view by geopandas' plot", (time.perf_counter() - begun) * 1000)
    pyplot.close(figure)


if __name__ == "__main__":
    main(*sys.argv[1:2])
