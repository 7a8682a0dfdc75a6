"""Make the sample project. From the root of the house: ``python -m resources.sample.make_sample [OUT.gpkg]``.

Seeded: two runs give the same values. The made file lies beside this script because the first start opens a copy of it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.kinds import LayerKind
from app.model import Layer, Project, Source, View
from app.words import Words

if TYPE_CHECKING:
    import geopandas

HOME = Path(__file__).resolve().parent / "sample.gpkg"
ID = "5a3f1e6c0b7d4c2a9e8f202611010001"
NAME = "하늘동 안심마을"
DATED = "2026-11-01"
FILE = "하늘동 표본 자료 (가상)"
LICENCE = "가상 자료, 자유 이용"


def project(kinds: Sequence[LayerKind]) -> Project:
    """The sample as a project: what exists in the made-up district, a remembered view, no scenario."""
    from shapely import Point

    from resources.sample.district import layers
    from resources.sample.ground import SCHOOL, bent_ground

    frames, say = layers(), Words("ko")
    made = tuple(_layer(kind, frames[kind.key], say(f"kind.{kind.key}")) for kind in kinds if kind.key in frames)
    school = bent_ground(Point(SCHOOL[0]))
    view = View("view-1", "하늘초등학교 앞", (round(school.x, 1), round(school.y - 60.0, 1)), 0.5)
    return Project(ID, NAME, made_up=True, layers=made, views=(view,))


def _layer(kind: LayerKind, frame: geopandas.GeoDataFrame, title: str) -> Layer:
    import shapely

    from resources.sample.district import SEED

    # The same seed gives the same values with the same version of GEOS, which does the cutting.
    settings = (("seed", str(SEED)), ("geos", shapely.geos_version_string))
    source = Source(FILE, rows_in=len(frame), rows_kept=len(frame), dated=DATED, licence=LICENCE, imported_at=DATED, settings=settings)
    return Layer(kind.key, kind, title, source, visible=kind.visible, frame=_whole(kind, frame))


def _whole(kind: LayerKind, frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The frame with all of the kind's columns, in its order; what the sample does not know is empty."""
    import geopandas

    empty = {"text": None, "date": None, "truth": None, "number": float("nan"), "integer": float("nan")}
    columns = {column.name: frame.get(column.name, empty[column.type]) for column in kind.columns}
    return geopandas.GeoDataFrame(columns, geometry=frame.geometry, crs=frame.crs)


def make(path: Path | str, kinds: Sequence[LayerKind]) -> Path:
    """Write the sample as a project file, in place of whatever is there; returns its path."""
    from app.files.project_file import ProjectFile

    ProjectFile.create(path, project(kinds), replace=True).close()
    return Path(path)


if __name__ == "__main__":
    from layers import KINDS

    print(make(sys.argv[1] if len(sys.argv) > 1 else HOME, KINDS))
