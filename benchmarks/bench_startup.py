"""Start-up: how long until the window is there, and until the sample is complete (map and measures).

Run it where there is a display, real or virtual:  python -m benchmarks.bench_startup [runs]
Each run is a fresh process; the figures are seconds from the start of that process, told by the window itself.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
MARK = re.compile(r"golmok-startup (shown|complete) ([\d.]+)")


def main() -> None:
    """Print median, least and most of both moments."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    moments: dict[str, list[float]] = {"shown": [], "complete": []}
    for _ in range(runs + 1):
        env = dict(os.environ, GOLMOK_STARTUP_MARKS="1")
        run = subprocess.run([sys.executable, "main.py"], cwd=HOUSE, env=env, capture_output=True, text=True, timeout=120)
        for moment, seconds in MARK.findall(run.stderr):
            moments[moment].append(float(seconds))
    for moment, seconds in moments.items():
        counted = seconds[1:] or seconds
        print(f"{moment:9} median {statistics.median(counted):.2f} s  ({min(counted):.2f}-{max(counted):.2f}, {len(counted)} runs after one)")


if __name__ == "__main__":
    main()
