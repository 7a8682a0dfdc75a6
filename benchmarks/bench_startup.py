"""Start-up: seconds from the start of the process until the window is painted, and until the sample is complete on it.

    python -m benchmarks.bench_startup [runs]

Run it where there is a display, real or virtual. Each run is a fresh process with a new home folder, so each is a first start:
copying the sample is in it. Complete means: the whole map in view is drawn with its names
and the measures, which stand in the inspector too. The first run after
installing also compiles the kernels; it is shown apart.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PROMISE_S = {"shown": 1.5, "complete": 3.0}


def main() -> None:
    """Print median, least and most of both moments."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    moments = [_start() for _ in range(runs + 1)]
    print("first run  " + "  ".join(f"{name} {seconds:.2f} s" for name, seconds in moments[0].items()))
    for name, promise in PROMISE_S.items():
        seconds = [one[name] for one in moments[1:]]
        print(f"{name:9}  median {statistics.median(seconds):.2f} s  ({min(seconds):.2f}-{max(seconds):.2f})  promise {promise} s")


def _start() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        # As on a planner's machine, compiled modules are kept from the first start on.
        known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env = dict(known, HOME=home, XDG_CONFIG_HOME=home, APPDATA=home, USERPROFILE=home, GOLMOK_STARTED=repr(time.time()))
        run = subprocess.run([sys.executable, "-m", "benchmarks.bench_startup", "--child"], cwd=HOUSE, env=env, capture_output=True, text=True, timeout=180)
    if run.returncode:
        raise SystemExit(run.stderr)
    return {name: float(seconds) for name, seconds in (line.split() for line in run.stdout.splitlines() if line)}


def _child() -> None:
    """One start of the program, watched from outside its rooms."""
    import main as door  # the program's own door, as a planner starts it

    started = float(os.environ["GOLMOK_STARTED"])
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        painted = False
        quiet = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if not self.painted and event.type() == QEvent.Type.Paint and type(watched).__name__ == "MainWindow":
                self.painted = True
                print("shown", time.time() - started, flush=True)
            return False

    app = QApplication(["golmok"])
    watch = Watch()
    app.installEventFilter(watch)

    def look() -> None:
        window = next((one for one in app.topLevelWidgets() if type(one).__name__ == "MainWindow"), None)
        # A millisecond-long look between two pictures must not count: the measures are in, then painted whole, and stay so.
        there = window is not None and window.study.answers is not None and window.map.canvas.tiles.whole
        watch.quiet = watch.quiet + 1 if there else 0
        if watch.quiet > 2:
            print("complete", time.time() - started, flush=True)
            app.closeAllWindows()
            app.exit(0)

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    raise SystemExit(door.main([]))


if __name__ == "__main__":
    _child() if "--child" in sys.argv else main()
