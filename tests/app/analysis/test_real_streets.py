"""Stretches of real streets in views among real buildings, against an independent construction (benchmarks/visibility_peers)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from app.analysis import visibility as sight
from benchmarks.visibility_peers import Shadows, visilibity_views

REACH_M = 50.0


def test_metres_of_real_streets_are_those_inside_the_shadow_construction(shared_data: Path) -> None:
    import geopandas

    folder = shared_data / "streets_buildings" / "gangnam_juso" / "11680"
    buildings = geopandas.read_file(folder / "TL_SPBD_EQB.shp").geometry.to_numpy()
    lines = geopandas.read_file(folder / "TL_SPRD_MANAGE.shp").geometry.to_numpy()
    xy, part = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    pieces = np.hstack([xy[:-1], xy[1:]])[part[:-1] == part[1:]]
    rng = np.random.default_rng(4)
    at = rng.integers(0, len(pieces), 60)
    eyes, _ = sight.moved_outside(pieces[at, :2] + rng.normal(0, 2, (60, 2)), buildings)
    seen = sight.street_intervals(sight.isovists(eyes, REACH_M, sight.walls(buildings)), pieces, np.arange(len(pieces)), np.zeros(len(pieces)))
    metres = np.bincount(seen.camera, seen.end_m - seen.start_m, minlength=60)
    plain, drawn = Shadows(buildings), shapely.linestrings(pieces.reshape(-1, 2, 2))
    tree = shapely.STRtree(drawn)
    for eye, found in zip(eyes, metres, strict=True):
        shape = plain.view(eye, REACH_M)
        assert found == pytest.approx(shapely.length(shapely.intersection(drawn[tree.query(shape)], shape)).sum(), rel=1e-3, abs=0.01)


def test_the_published_room_is_the_same_to_another_library() -> None:
    found = visilibity_views(np.array([shapely.box(40, 40, 60, 60)]), np.array([[10.0, 50.0]]), 60.0)
    if found is None:
        pytest.skip("VisiLibity1 is not installed")
    ours = sight.isovists([[10.0, 50.0]], 60.0, sight.walls(np.array([shapely.box(40, 40, 60, 60)]))).area_m2[0]
    assert found[0][0] == pytest.approx(ours, rel=1e-3)
