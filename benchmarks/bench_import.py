"""Promise: a table of 30,000 rows is examined and brought in within 2 s. Peer: pandas.read_csv and geopandas alone.

Run: ``python benchmarks/bench_import.py``. The file has the 13 columns of the national CCTV list in CP949; imports of the
libraries are not timed, since they are loaded while the window is already open.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROWS, PROMISE_S, RUNS = 30_000, 2.0, 5
HEADERS = "관리기관명,소재지도로명주소,소재지지번주소,설치목적구분,카메라대수,카메라화소수,촬영방면정보,보관일수,설치년월,관리기관전화번호,위도,경도,데이터기준일자"


def write(path: Path, rows: int = ROWS) -> Path:
    """A made-up list of cameras, ``rows`` long, all different, one row in 500 without coordinates."""
    import numpy as np

    random = np.random.default_rng(7)
    lat, lon = random.uniform(37.45, 37.65, rows), random.uniform(126.85, 127.15, rows)
    lines = [HEADERS]
    for row in range(rows):
        spot = "," if row % 500 == 0 else f"{lat[row]:.8f},{lon[row]:.8f}"
        lines.append(
            f"서울특별시 강남구청,서울특별시 강남구 학동로 {row} (논현동),서울특별시 강남구 논현동 {row}-5,생활방범,{row % 6 + 1},200,"
            f"360도전방면,30,{2010 + row % 10}-{row % 12 + 1:02d},02-3423-6772,{spot},2020-02-27"
        )
    path.write_text("\n".join(lines) + "\n", encoding="cp949")
    return path


def ours(path: Path) -> int:
    """Examine and bring in; rows kept."""
    from app.files import importing
    from layers import KINDS

    proposal = importing.examine(path, KINDS)[0]
    return importing.bring_in(proposal, KINDS).outcome.rows_kept


def peer(path: Path) -> int:
    """What a planner who programs would write, knowing encoding, columns and system beforehand."""
    import geopandas as gpd
    import pandas as pd

    table = pd.read_csv(path, encoding="cp949").dropna(subset=["위도", "경도"])
    frame = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["경도"], table["위도"]), crs=4326).to_crs(5186)
    return len(frame)


def best(work: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """The shortest of a few runs in seconds, after one that is not counted, and what it gave."""
    rows, times = work(path), []
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = work(path)
        times.append(time.perf_counter() - start)
    return min(times), rows


def main() -> int:
    """Print both times; 1 where the promise is broken."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "서울특별시_강남구_CCTV_20200227.csv")
        mine, kept = best(ours, path)
        theirs, _ = best(peer, path)
    print(f"import {ROWS:,} rows: {mine:.2f} s (promise {PROMISE_S:.0f} s), {kept:,} kept; pandas and geopandas alone {theirs:.2f} s")
    return int(mine > PROMISE_S)


if __name__ == "__main__":
    raise SystemExit(main())
