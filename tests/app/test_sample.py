"""The made-up district: it is the one the script makes, it opens, and it is built as a real place is."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import geopandas
import numpy as np
import pandas
import pytest
import shapely

from app.errors import ProjectTrouble
from app.files import sample
from app.files.project_file import ProjectFile
from app.model import Project
from layers import KINDS

MOST_BYTES = 6_000_000
# Kinds a newcomer need not see at once.
NOT_IN_THE_SAMPLE = {"crime_counts", "other", "barriers", "trees", "complaints", "walkers", "fire_stations", "elevation"}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project that comes with the program, from a copy."""
    file, project = ProjectFile.open(sample.open_sample(tmp_path_factory.mktemp("sample") / "deep" / "mine.gpkg"), KINDS)
    file.close()
    return project


@pytest.fixture(scope="module")
def rows(shipped: Project) -> dict[str, geopandas.GeoDataFrame]:
    """Kind -> its rows."""
    return {layer.kind.key: layer.frame for layer in shipped.layers}


@pytest.fixture(scope="module")
def district(rows: dict[str, geopandas.GeoDataFrame]) -> shapely.Polygon:
    return rows["districts"].geometry[0]


def test_the_sample_is_a_made_up_project_with_a_place_to_look_at(shipped: Project) -> None:
    assert (shipped.name, shipped.made_up, shipped.scenarios, len(shipped.views)) == ("하늘동 안심마을", True, (), 1)
    assert all(layer.source.rows_in == layer.source.rows_kept == len(layer.frame) for layer in shipped.layers)
    order, keys = [kind.key for kind in KINDS], [layer.kind.key for layer in shipped.layers]
    assert keys == sorted(keys, key=order.index)
    assert set(order) - set(keys) <= NOT_IN_THE_SAMPLE
    assert sample.sample_path().stat().st_size <= MOST_BYTES


def test_the_script_makes_the_very_sample_that_is_shipped(shipped: Project) -> None:
    from resources.sample.make_sample import project

    made_with = dict(shipped.layers[0].source.settings)["geos"]
    if made_with != shapely.geos_version_string:
        pytest.skip(f"the sample was made with GEOS {made_with}, this is {shapely.geos_version_string}")
    for made, found in zip(project(KINDS).layers, shipped.layers, strict=True):
        assert made.id == found.id
        assert (shapely.to_wkb(made.frame.geometry.to_numpy()) == shapely.to_wkb(found.frame.geometry.to_numpy())).all()
        plain = [pandas.DataFrame(layer.frame.drop(columns="geometry")).astype(object) for layer in (made, found)]
        pandas.testing.assert_frame_equal(*(frame.where(frame.notna(), None) for frame in plain))


def test_the_shipped_file_needs_no_migration() -> None:
    from app.files.schema import VERSION

    with closing(sqlite3.connect(f"file:{sample.sample_path()}?mode=ro&immutable=1", uri=True)) as file:
        assert file.execute("SELECT schema_version FROM golmok_meta").fetchone() == (VERSION,)


def test_a_copy_already_there_is_kept_and_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    mine = tmp_path / "mine.gpkg"
    mine.write_text("drawn on")
    assert sample.open_sample(mine).read_text() == "drawn on"
    with pytest.raises(ProjectTrouble):
        sample.open_sample(mine / "below" / "sample.gpkg")


def test_the_district_has_the_size_of_a_quarter_and_three_dongs(rows: dict[str, geopandas.GeoDataFrame], district: shapely.Polygon) -> None:
    dongs = rows["neighborhoods"]
    assert 1.4e6 < district.area < 1.6e6
    assert list(dongs.name) == ["하늘1동", "하늘2동", "하늘3동"]
    assert dongs.area.sum() == pytest.approx(district.area, rel=1e-4)
    assert all(3 * frame.geometry.within(district.buffer(150)).sum() > 2 * len(frame) for frame in rows.values())
    west, south, east, north = district.bounds
    assert 190_000 < west < east < 210_000
    assert 540_000 < south < north < 560_000


def test_everything_is_there_in_plausible_number(rows: dict[str, geopandas.GeoDataFrame], district: shapely.Polygon) -> None:
    counts = {key: len(frame) for key, frame in rows.items()}
    inside = rows["buildings"].geometry.representative_point().within(district).sum()
    assert inside >= 3000
    assert counts["cctv"] >= 120
    assert counts["security_lights"] > 500
    few = {"phone_booths": 4, "mailboxes": 5, "shelters": 11, "emergency_bells": 16, "police": 2, "schools": 1, "school_zones": 3, "safe_routes": 2}
    assert {key: counts[key] for key in few} == few
    assert rows["streets"].geometry.intersection(district).length.sum() / 1000 == pytest.approx(54, abs=4)


def test_streets_meet_only_at_shared_ends_and_hang_together(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    lines = rows["streets"].geometry.to_numpy()
    one, other = shapely.STRtree(lines).query(lines, predicate="intersects")
    pairs = one < other
    meets = shapely.intersection(lines[one[pairs]], lines[other[pairs]])
    ends = {end for line in lines for end in (line.coords[0], line.coords[-1])}
    assert {tuple(xy) for xy in shapely.get_coordinates(meets)} <= ends
    assert _largest_part(lines) > 0.97


def _largest_part(lines: np.ndarray) -> float:
    """The share of the street length that can be walked to from the largest part of the network."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes: dict[tuple[float, float], int] = {}
    ends = np.array([[nodes.setdefault(end, len(nodes)) for end in (line.coords[0], line.coords[-1])] for line in lines])
    graph = coo_array((np.ones(len(lines)), (ends[:, 0], ends[:, 1])), shape=(len(nodes), len(nodes)))
    part = connected_components(graph, directed=False)[1][ends[:, 0]]
    lengths = np.bincount(part, weights=shapely.length(lines))
    return float(lengths.max() / lengths.sum())


def test_streets_are_as_wide_as_their_class_and_have_names_of_their_kind(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    streets = rows["streets"]
    widths = streets.groupby("road_class").width_m.agg(["min", "max"])
    assert set(widths.index) == {"main", "street", "alley", "stairs"}
    assert widths.loc["main", "min"] >= 12
    assert widths.loc["main", "max"] <= 20
    assert widths.loc[["alley", "stairs"], "min"].min() >= 3
    assert widths.loc[["alley", "stairs"], "max"].max() <= 6
    assert streets.name.str.fullmatch(r"[가-힣]+(로|길)|[가-힣]+ \d+[가-하]?길").all()


def test_no_building_stands_on_a_street_in_the_stream_or_in_another(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    outlines = rows["buildings"].geometry.to_numpy()
    assert shapely.is_valid(outlines).all()
    assert shapely.get_type_id(outlines).max() == 3
    surface = [line.buffer(width / 2 - 0.05, cap_style="flat") for line, width in zip(rows["streets"].geometry, rows["streets"].width_m, strict=True)]
    tree = shapely.STRtree(outlines)
    one, other = tree.query(outlines, predicate="intersects")
    assert (one == other).all()
    for occupied in (surface, list(rows["water"].geometry)):
        place, building = tree.query(occupied, predicate="intersects")
        overlap = shapely.area(shapely.intersection(np.array(occupied)[place], outlines[building]))
        assert overlap.max(initial=0.0) < 0.5


def test_buildings_are_as_high_as_their_floors(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    buildings = rows["buildings"]
    assert (buildings.height_m / buildings.floors).between(2.5, 6.0).all()
    assert buildings.height_m.value_counts(normalize=True).max() < 0.1
    assert buildings.geometry.area.between(15, 2500).all()


def test_a_third_of_the_cameras_each_have_degrees_words_or_nothing(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    cctv = rows["cctv"]
    how = Counter(np.where(cctv.heading_deg.notna(), "degrees", np.where(cctv.heading_text.notna(), "words", "nothing")).tolist())
    assert {word: count / len(cctv) for word, count in how.items()} == pytest.approx({"degrees": 1 / 3, "words": 1 / 3, "nothing": 1 / 3}, abs=0.04)
    assert cctv.cameras.between(1, 5).all()
    assert shapely.STRtree(rows["buildings"].geometry.to_numpy()).query(cctv.geometry.to_numpy(), predicate="within").size == 0


def test_lights_stand_about_25_to_30_m_apart_at_the_edge_of_their_street(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    lights, streets = rows["security_lights"].geometry.to_numpy(), rows["streets"]
    tree = shapely.STRtree(lights)
    apart = tree.query_nearest(lights, exclusive=True, return_distance=True, all_matches=False)[1]
    assert 14 < np.median(apart) < 32
    index, away = shapely.STRtree(streets.geometry.to_numpy()).query_nearest(lights, return_distance=True, all_matches=False)
    assert (away <= streets.width_m.to_numpy()[index[1]] / 2 + 0.1).mean() > 0.97


def test_three_years_of_crime_crowd_together_and_come_at_night(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    crimes = rows["crime_points"]
    at = pandas.to_datetime(crimes["at"])
    assert 1000 < (at.max() - at.min()).days <= 1096
    violent = at[crimes["type"] == "폭력"].dt.hour
    assert ((violent >= 20) | (violent < 4)).mean() > 0.6
    assert (pandas.to_datetime(crimes.until) >= at)[crimes.until.notna()].all()
    assert sorted(rows["crime_grades"].grade.unique()) == [1, 2, 3, 4, 5]
    assert (rows["crime_grades"].grade.value_counts().sort_index().diff().dropna() < 0).all()


def test_people_live_in_blocks_and_counts_agree(rows: dict[str, geopandas.GeoDataFrame], district: shapely.Polygon) -> None:
    people = rows["population"]
    assert 10_000 < people.residents.sum() / (district.area / 1e6) < 30_000
    assert (people.women <= people.residents).all()
    assert (people.women_alone <= people.households).all()
    assert people.area_code.is_unique


def test_the_way_home_follows_the_streets(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    streets = shapely.union_all(rows["streets"].geometry.to_numpy()).buffer(0.05)
    assert all(route.within(streets) and route.length > 300 for route in rows["safe_routes"].geometry)


def test_the_ways_to_school_and_home_have_examples_of_everything(rows: dict[str, geopandas.GeoDataFrame]) -> None:
    zones, routes = rows["school_zones"].geometry, rows["safe_routes"].geometry
    roads = rows["streets"][rows["streets"].road_class.isin(["main", "street"])].geometry
    crossings = rows["crossings"]
    assert 30 < len(crossings) < 150
    assert 0.2 < crossings.signal.astype(bool).mean() < 0.8
    assert crossings.floor_signal.astype(bool).any()
    assert crossings.distance(shapely.union_all(roads.to_numpy())).max() < 0.05
    assert rows["yellow_carpets"].within(shapely.union_all(zones.to_numpy()).buffer(10.0)).all()
    assert sorted(rows["speed_cameras"]["type"]) == ["1", "2", "4"]
    assert rows["school_guards"].distance(zones[0]).min() < 1.0
    assert rows["route_signs"].distance(shapely.union_all(routes.to_numpy())).max() < 3.0
