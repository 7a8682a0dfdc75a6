"""Promise: going to a scenario already answered shows its figures and its map within 100 ms.

Run from the project's root: python -m benchmarks.bench_scenarios [sample|district] [TIMES]
``on clock`` is from the wish to a whole picture on the screen; ``busy`` what the processor spent on the GUI thread, which other work on
the machine changes less. Offscreen, or on the display there is. ``district``: 30,000 buildings, 3,200 cameras, 400 km of streets.
Peer: the same question answered from the beginning, as without a shelf. Beside it the swipe between two scenarios, frame by frame.
"""

from __future__ import annotations

import sys
import time

from benchmarks.bench_drag import _line, _middle, _until, _window

SWITCH_MS, FRAME_MS, TIMES = 100.0, 16.0, 24


def main(what: str = "sample", times: int = TIMES) -> int:
    """Print the table; 1 where a promise is broken."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(["bench"])
    w = _window(what)
    _until(lambda: w.study.answers is not None and w.jobs.idle, 600.0)
    print(f"{app.platformName()}, {what}")
    _sketch(w)
    for id in ("scenario-1", "", "scenario-2"):
        w.sketch.choose_scenario(id)
        _settle(w)
    clock, busy = zip(*(_switch(w, ("scenario-1", "scenario-2", "")[n % 3]) for n in range(times)), strict=True)
    broken = _line("switch", "on clock", list(clock), SWITCH_MS) + _line("switch", "busy", list(busy), SWITCH_MS)
    broken += _swipe(w)
    from app.study import answer, question

    begun = time.perf_counter()
    answer(question(w.desk.project))
    print(f"peer, the same scenario answered from the beginning: {(time.perf_counter() - begun) * 1000:.0f} ms")
    w.close()
    return 1 if broken else 0


def _sketch(w: object) -> None:
    """Two scenarios of three cameras each in the middle of the district."""
    from app import edits

    x, y = _middle(w)
    for number in range(2):
        w.desk.edit("scenario", edits.add_scenario)
        for step in range(3):
            w.desk.edit("place", edits.place, "cctv", (x + 60 * step, y + 80 * number), heading_deg=45.0 * step)
    w.map.canvas.look_at((x, y), 0.8)
    _settle(w)


def _settle(w: object) -> None:
    from PySide6.QtWidgets import QApplication

    _until(lambda: w.jobs.idle, 600.0)
    for _ in range(3):
        QApplication.processEvents()
        _until(lambda: not w.map.canvas.is_busy, 60.0)


def _switch(w: object, id: str) -> tuple[float, float]:
    """Milliseconds from the wish to the whole picture: on the clock, and of the processor on the GUI thread."""
    from PySide6.QtWidgets import QApplication

    begun, ticks = time.perf_counter(), time.thread_time()
    w.sketch.choose_scenario(id)
    while True:
        QApplication.processEvents()
        if w.map.canvas.tiles.whole and w.study.answers is not None:
            break
    took = (time.perf_counter() - begun) * 1000, (time.thread_time() - ticks) * 1000
    _settle(w)
    return took


def _swipe(w: object, steps: int = 120) -> int:
    """The line carried over a map of two scenarios."""
    from PySide6.QtWidgets import QApplication

    from widgets.compare.sides import side
    from widgets.compare.swipe_map import SwipeMap

    project, swipe = w.desk.project, SwipeMap()
    swipe.resize(1920, 1080)
    swipe.show()
    left, right = (w.study.known(project, id) for id in ("", "scenario-1"))
    swipe.show_sides(side(project, "", left.answers), side(project, "scenario-1", right.answers, sketched=right.sketched))
    swipe.look_as(w.map.canvas.frame)
    QApplication.processEvents()
    _until(lambda: not swipe.is_busy, 60.0)
    frames = []
    for step in range(steps):
        ticks = time.thread_time()
        swipe.swipe_to(0.1 + 0.8 * ((step * 7) % 61) / 60)
        QApplication.processEvents()
        frames.append((time.thread_time() - ticks) * 1000)
    swipe.stop()
    return _line("swipe at 1920 x 1080", "busy", frames, FRAME_MS)


if __name__ == "__main__":
    words = sys.argv[1:]
    raise SystemExit(main(words[0] if words else "sample", int(words[1]) if len(words) > 1 else TIMES))
