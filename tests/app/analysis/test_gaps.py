"""Gaps: unseen stretches joined along named streets and ranked."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely

from app.analysis.demand import short_stretches
from app.analysis.gaps import Gaps, gaps
from app.analysis.intervals import Intervals, atoms, intervals, whole
from app.analysis.streets import Streets, streets

X, Y = 200_000.0, 550_000.0


def made(*lines: tuple[str, list[tuple[float, float]]]) -> Streets:
    shapes = [shapely.LineString([(X + x, Y + y) for x, y in line]) for _, line in lines]
    return streets(geopandas.GeoDataFrame({"name": [name for name, _ in lines]}, geometry=shapes, crs=5186), node_snap_m=0.5)


def found(one: Streets, seen: Intervals, maybe: Intervals | None = None, heavy: Intervals | None = None, least: float = 20.0, longest: float = 500.0) -> Gaps:
    cut = atoms(whole(one.length_m), seen, maybe or intervals(), heavy or intervals(), short_stretches(one))
    perhaps = cut.depth(2) > 0
    return gaps(
        one, cut, unseen=cut.depth(1) == 0, chance=0.5 * perhaps, demand=1.0 + 9.0 * (cut.depth(3) > 0), maybe=perhaps,
        claimed=numpy.zeros(len(cut.edge), dtype=bool), min_length_m=least, max_length_m=longest, most=100,
    )  # fmt: skip


CROSS = made(("가람길", [(0, 0), (100, 0)]), ("나루길", [(40, -50), (40, 50)]))


def test_a_street_unseen_on_both_sides_of_a_junction_is_one_gap() -> None:
    result = found(CROSS, intervals())
    assert sorted(zip(result.street, result.length_m.tolist(), strict=True)) == [("가람길", 100.0), ("나루길", 100.0)]


def test_a_seen_junction_parts_two_gaps() -> None:
    west = CROSS.name.index("가람길")
    east = CROSS.name.index("가람길", west + 1)
    seen = intervals([west, east], [CROSS.length_m[west] - 5, 0], [CROSS.length_m[west], 5])
    result = found(CROSS, seen)
    assert sorted(length for name, length in zip(result.street, result.length_m, strict=True) if name == "가람길") == [35.0, 55.0]


def test_nameless_streets_join_only_where_nothing_else_meets_them() -> None:
    result = found(made(("", [(0, 0), (50, 0)]), ("", [(50, 0), (100, 0)]), ("", [(100, 0), (130, 0)]), ("", [(100, 0), (100, 40)])), intervals())
    assert sorted(result.length_m.tolist()) == [30.0, 40.0, 100.0]


def test_short_stretches_are_not_listed() -> None:
    assert len(found(made(("가", [(0, 0), (19, 0)]), ("나", [(0, 50), (21, 50)])), intervals())) == 1


def test_demand_ranks_a_short_stretch_before_a_long_one() -> None:
    two = made(("긴길", [(0, 0), (90, 0)]), ("짧은길", [(0, 50), (30, 50)]))
    short = two.name.index("짧은길")
    result = found(two, intervals(), heavy=intervals([short], [0], [30]))
    assert result.street == ("짧은길", "긴길")
    assert result.worth.tolist() == pytest.approx([300.0, 90.0])
    assert result.demand.tolist() == pytest.approx([10.0, 1.0])


def test_a_perhaps_seen_stretch_counts_half_and_is_told_apart() -> None:
    one = made(("가", [(0, 0), (100, 0)]))
    result = found(one, intervals(), maybe=intervals([0], [60], [100]))
    assert (result.length_m[0], result.maybe_m[0], result.worth[0]) == (100.0, 40.0, pytest.approx(80.0))


def test_the_centre_lies_on_the_street_and_the_line_has_the_length() -> None:
    result = found(CROSS, intervals())
    assert shapely.length(result.line).tolist() == pytest.approx(result.length_m.tolist())
    assert (shapely.distance(result.line, shapely.points(result.centre_m)) < 1e-6).all()


def test_everything_seen_leaves_no_gap() -> None:
    result = found(CROSS, whole(CROSS.length_m))
    assert len(result) == 0
    assert len(result.line) == len(result.centre_m) == 0


def test_a_long_gap_is_parted_into_places_of_about_equal_length() -> None:
    long = made(("긴길", [(0, 0), (1000, 0)]), ("가", [(330, -9), (330, 9)]), ("나", [(340, -9), (340, 9)]))
    result = found(long, intervals(), longest=200.0)
    assert result.length_m.sum() == pytest.approx(1000)
    assert (result.length_m <= 300).all()
    assert set(shapely.get_type_id(result.line)) == {1}


def test_a_loop_and_its_branches_are_parted_without_losing_a_metre() -> None:
    loop = made(("길", [(0, 0), (300, 0), (300, 300), (0, 300), (0, 0)]), ("길", [(0, 150), (300, 150)]), ("길", [(300, 0), (500, 0)]))
    result = found(loop, intervals(), least=0.0, longest=250.0)
    assert result.length_m.sum() == pytest.approx(1700)
    assert (result.length_m <= 400).all()
