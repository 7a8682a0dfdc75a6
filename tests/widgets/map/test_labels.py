"""Names on the map."""

from __future__ import annotations

from math import hypot

import map_pieces as pieces
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from app.scene import Scene
from widgets.map import labels
from widgets.map.labels import Face, Room, Wish, outline, placed, straight_places
from widgets.map.map_painter import LABELS, picture

pytestmark = pytest.mark.usefixtures("qapp")
FACE = Face(12.0, False, 100, QColor("#000000"))


def wish(text: str, x: float, y: float, weight: float = 1.0, *others: tuple[float, float, float]) -> Wish:
    return Wish(text, FACE, weight, ((x, y, 0.0), *others))


def test_the_weightier_name_gets_the_room() -> None:
    got = [one.text for one, _ in placed([wish("골목", 100, 50, 1), wish("하늘동", 104, 52, 5)], Room(200, 100))]
    assert got == ["하늘동"]


def test_a_name_moves_aside_when_its_first_place_is_taken() -> None:
    wishes = [wish("가", 100, 50, 5), wish("나", 100, 50, 1, (100, 80, 0.0))]
    got = {one.text: place for one, place in placed(wishes, Room(200, 100))}
    assert got["나"] == (100, 80, 0.0)


def test_the_same_name_is_not_written_twice_close_by() -> None:
    got = list(placed([wish("은행길", 100, 50), wish("은행길", 180, 90), wish("은행길", 700, 50)], Room(900, 100)))
    assert len(got) == 2


def test_no_name_crosses_the_edge() -> None:
    assert not list(placed([wish("하늘초등학교", 5, 50)], Room(200, 100)))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200), st.integers(-90, 90), st.integers(1, 9)), max_size=40))
def test_names_never_lie_upon_each_other(wanted: list) -> None:
    texts = ["하늘로 12길", "골목", "솔빛어린이공원", "7길"]
    wishes = [Wish(f"{texts[k % 4]}{k}", FACE, w, ((float(x), float(y), float(a)),)) for k, (x, y, a, w) in enumerate(wanted)]
    boxes = []
    for one, (x, y, angle) in placed(wishes, Room(400, 200)):
        box = outline(one.text, 12.0, False, 100).boundingRect()
        boxes.append(turned(x, y, box.width(), box.height(), angle))
    assert all(not a.intersects(b) for k, a in enumerate(boxes) for b in boxes[:k])


def turned(x: float, y: float, width: float, height: float, angle: float):
    import shapely
    from shapely import affinity

    return affinity.rotate(shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2), angle, origin=(x, y))


def test_a_street_is_named_along_itself_and_never_upside_down() -> None:
    for end in ((80, 60), (-80, -60), (-80, 60), (0.1, 90)):
        (_, _, angle, length), *_ = straight_places(np.array([(0.0, 0.0), end]), 30.0, 500.0)
        assert -90 <= angle <= 90
        assert length == pytest.approx(hypot(*end))


def test_a_street_shorter_than_its_name_stays_unnamed() -> None:
    assert straight_places(np.array([(0.0, 0.0), (20.0, 0.0)]), 30.0, 500.0) == []


def test_a_street_that_winds_too_much_stays_unnamed() -> None:
    zigzag = np.array([(k * 2.0, (k % 2) * 12.0) for k in range(20)])
    assert straight_places(zigzag, 60.0, 500.0) == []


def test_a_long_street_is_named_more_than_once() -> None:
    assert len(straight_places(np.array([(0.0, 0.0), (2000.0, 0.0)]), 60.0, 500.0)) == 4


def test_names_are_written_with_a_halo_in_both_themes() -> None:
    scene = Scene((pieces.street(),))
    for theme, light in (("light", 255), ("dark", 0)):
        image = picture(scene, pieces.frame(0.5, theme=theme), part=LABELS)
        strong = [image.pixelColor(x, y) for x in range(400) for y in range(240) if image.pixelColor(x, y).alpha() > 200]
        assert strong
        assert any(abs(one.lightness() - light) < 30 for one in strong)
        assert any(abs(one.lightness() - light) > 150 for one in strong)


def test_no_name_is_written_where_the_map_is_too_coarse_for_it() -> None:
    image = picture(Scene((pieces.street(),)), pieces.frame(2.0), part=LABELS)
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(0, 400, 2) for y in range(0, 240, 2))


def test_unknown_names_are_left_out_and_numbers_get_their_thousands() -> None:
    layer = pieces.layer("population", [pieces.square(0, 0, 10)] * 3, residents=[12345.0, float("nan"), 7.0])
    names = labels.Names(layer, "residents")
    assert [names[row] for row in range(3)] == ["12,345", "", "7"]


def test_street_names_stand_beside_a_street_that_carries_a_colour() -> None:
    plain = picture(Scene((pieces.street(),)), pieces.frame(0.25), part=LABELS)
    seen = pieces.overlay("seen", pieces.line((-90, 0), (90, 0)))
    coloured = picture(Scene((pieces.street(),), (seen,)), pieces.frame(0.25), part=LABELS)

    def on_the_line(image) -> int:
        return sum(image.pixelColor(x, 120).alpha() > 0 for x in range(400))

    assert on_the_line(plain) > 20
    assert on_the_line(coloured) == 0
