"""The ground floor: feedback, words, quantities, index, the coordinate guard, assumptions, the model's values."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app import geo
from app.feedback import Cancelled, Feedback
from app.index import Live, bulk, nearest
from app.kinds import LayerKind, Style
from app.model import Layer, Project, Source
from app.parameters import BY_ID, Assumptions
from app.quantity import Quantity, Tag
from app.words import Words

KIND = LayerKind("cctv", "Point", "facilities", (), Style("circle", "#155b73"), serves=("seen",))


def test_a_stopped_feedback_ends_the_work_at_its_next_step_even_inside_a_part() -> None:
    feedback = Feedback()
    inner = feedback.part(0.2, 0.8)
    feedback.stop()
    with pytest.raises(Cancelled):
        inner.step(0.5)


def test_a_part_reports_within_its_stretch() -> None:
    heard = []
    Feedback(lambda share, words: heard.append((round(share, 3), words))).part(0.2, 0.8).step(0.5, "half")
    assert heard == [(0.5, "half")]


def test_a_number_without_a_tag_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="tag"):
        Quantity(1.0, "m", "certain")  # type: ignore[arg-type]


def test_a_text_is_found_in_its_language_and_an_unknown_key_stays_visible() -> None:
    assert Words("en")("command.no_project") == "There is no such project file."
    assert Words("ko")("command.no_project") != Words("en")("command.no_project")
    assert Words("ko")("no.such.key") == "no.such.key"


def test_the_guard_refuses_degrees() -> None:
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(127, 37.5)], crs=4326)
    with pytest.raises(ValueError, match="5186"):
        geo.check(frame)


@settings(deadline=None, max_examples=50)
@given(st.floats(126.5, 127.5), st.floats(37.2, 37.8), st.sampled_from([e for e in geo.KOREAN_EPSG if e not in (4326, 4004)]))
def test_a_point_comes_back_from_every_korean_system(lon: float, lat: float, epsg: int) -> None:
    x, y = geo.project(numpy.array([lon]), numpy.array([lat]), 4326, epsg)
    back_lon, back_lat = geo.project(x, y, epsg, 4326)
    assert abs(back_lon[0] - lon) < 1e-6
    assert abs(back_lat[0] - lat) < 1e-6


def test_nearest_finds_the_row_and_nothing_beyond_the_radius() -> None:
    tree = bulk(shapely.points([[0, 0], [10, 0]]))
    assert nearest(tree, 9, 0, 5) == 1
    assert nearest(tree, 100, 0, 5) is None


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 50), st.integers(0, 50), st.booleans()), max_size=30))
def test_the_live_index_answers_like_a_plain_list(steps: list[tuple[str, int, int, bool]]) -> None:
    live, plain = Live(), {}
    for id, x, y, gone in steps:
        if gone:
            live.remove(id)
            plain.pop(id, None)
        else:
            live.put(id, (x, y, x + 1, y + 1))
            plain[id] = (x, y)
    inside = {id for id, (x, y) in plain.items() if x <= 25 and x + 1 >= 10 and y <= 25 and y + 1 >= 10}
    assert set(live.within((10, 10, 25, 25))) == inside


def test_a_changed_assumption_is_the_planners_own() -> None:
    assumptions = Assumptions({"cam.pixels_x": 3840, "no.such": 1})
    assert assumptions["cam.pixels_x"] == 3840
    assert assumptions.quantity("cam.pixels_x").tag is Tag.ASSUMED
    assert Assumptions().quantity("cam.pixels_x").tag is BY_ID["cam.pixels_x"].tag
    assert "no.such" not in assumptions.changed


def test_a_project_answers_with_counted_layers_only() -> None:
    old = Layer("cctv", KIND, "2019", Source("a.csv"), counted=False)
    new = Layer("cctv_2", KIND, "2020", Source("b.csv"))
    project = Project("p", "test").with_layer(old).with_layer(new)
    assert [layer.id for layer in project.counted("seen")] == ["cctv_2"]
    assert project.without_layer("cctv_2").counted("seen") == ()


def test_two_layers_with_the_same_words_and_revision_are_equal_whatever_their_bulk() -> None:
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=5186)
    assert Layer("a", KIND, "t", Source("f"), frame=frame) == Layer("a", KIND, "t", Source("f"))
