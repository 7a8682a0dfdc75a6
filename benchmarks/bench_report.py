"""Promise: the report of the sample district is made within 5 s from its answers and is below 5 MB; the web map within 2 s, 2 MB.

Run: ``python benchmarks/bench_report.py [PROJECT.gpkg]``. Peer: a print layout of a desktop GIS, which takes hours of a person and
often weighs more than 100 MB. Answering the study is not timed: in the window it is done before anybody asks for a report.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

REPORT_S, REPORT_MB, WEBMAP_S, WEBMAP_MB = 5.0, 5.0, 2.0, 2.0


def main(project: Path | None) -> int:
    """Time each step once and compare with the promise; 1 where one is broken."""
    from app import commands
    from app.output import report, webmap
    from layers import KINDS
    from widgets.headless import painter

    with TemporaryDirectory() as folder:
        file = project or commands.sample(Path(folder) / "sample.gpkg", KINDS)
        session = commands.open_project(file, KINDS)
        answers, paint = commands.answers_of(session), painter()
        began = time.perf_counter()
        maps = {wanted.id: paint(wanted) for wanted in report.maps_wanted(session.project, answers, "ko")}
        drawn = time.perf_counter()
        pdf, html = Path(folder) / "r.pdf", Path(folder) / "m.html"
        report.write(session.project, answers, maps, pdf, "ko", session.set_aside())
        written = time.perf_counter()
        webmap.write(session.project, answers, html, "ko")
        mapped = time.perf_counter()
        session.close()
        sizes = [path.stat().st_size / 1e6 for path in (pdf, html)]
    print(f"maps {drawn - began:.2f} s, pages {written - drawn:.2f} s, report {sizes[0]:.2f} MB; web map {mapped - written:.2f} s, {sizes[1]:.2f} MB")
    if project is not None:
        return 0
    kept = written - began <= REPORT_S and sizes[0] <= REPORT_MB and mapped - written <= WEBMAP_S and sizes[1] <= WEBMAP_MB
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
