"""Colours that everybody can tell apart, and how others see them."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from app import ramps
from app.eyes import EYES, MATRICES, seen, seen_pixels

SEQUENTIAL = list(ramps.names(ramps.SEQUENTIAL))


def rgb(inks: tuple[str, ...]) -> np.ndarray:
    return np.array([[int(ink[at : at + 2], 16) for at in (1, 3, 5)] for ink in inks])


def lab(colours: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of 0 to 255 colours."""
    share = colours / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]).T / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.column_stack((116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eye", ["", *EYES])
@pytest.mark.parametrize("name", SEQUENTIAL)
def test_five_steps_of_a_ramp_stay_apart_for_every_eye_and_in_grey(name: str, eye: str, dark: bool) -> None:
    steps = lab(seen(rgb(ramps.colours(name, 5, dark=dark)), eye))
    assert min(np.linalg.norm(b - a) for a, b in pairwise(steps)) > 5.0


@pytest.mark.parametrize("name", SEQUENTIAL)
def test_much_is_darker_on_paper_and_brighter_in_the_hall(name: str) -> None:
    light, dark = (lab(rgb(ramps.colours(name, 5, dark=dark)))[:, 0] for dark in (False, True))
    assert (np.diff(light) < 0).all() and (np.diff(dark) > 0).all()


@pytest.mark.parametrize("eye", ["", "protan", "deutan"])
@pytest.mark.parametrize(("name", "count"), [("okabe", 6), ("muted", 6)])
def test_categories_stay_apart_for_the_commonest_eyes(name: str, count: int, eye: str) -> None:
    found = lab(seen(rgb(ramps.colours(name, count)), eye))
    assert min(np.linalg.norm(b - a) for a, b in combinations(found, 2)) > 8.0


def test_a_flipped_ramp_runs_the_other_way_and_an_unknown_one_is_the_first() -> None:
    assert ramps.colours("blues", 4, flipped=True) == ramps.colours("blues", 4)[::-1]
    assert ramps.colours("no such", 4) == ramps.colours("oranges", 4)
    assert ramps.colours("blues", 0) == () and len(ramps.colours("blues", 1)) == 1


def test_every_ramp_says_who_published_it() -> None:
    assert all(ramps.source_of(name) for name in ramps.names())


@pytest.mark.parametrize("eye", EYES)
def test_white_black_and_grey_look_the_same_to_every_eye(eye: str) -> None:
    assert np.allclose(np.array(MATRICES[eye]).sum(axis=1), 1.0, atol=1e-5)
    greys = np.repeat(np.arange(0, 256, 5)[:, None], 3, axis=1)
    assert np.abs(seen(greys, eye).astype(int) - greys).max() <= 1


def test_red_and_green_of_a_traffic_light_come_closer_without_red_or_green_cones() -> None:
    light = np.array([[200, 40, 30], [60, 140, 40]])
    apart = {eye: np.linalg.norm(np.subtract(*lab(seen(light, eye)))) for eye in ("", "protan", "deutan")}
    assert apart["protan"] < 0.6 * apart[""] and apart["deutan"] < 0.6 * apart[""]


@pytest.mark.parametrize("eye", EYES)
def test_a_picture_by_table_is_what_the_formula_gives(eye: str) -> None:
    colours = np.random.default_rng(4).integers(0, 256, (500, 3))
    words = (0xFF000000 | colours[:, 0] << 16 | colours[:, 1] << 8 | colours[:, 2]).astype(np.uint32)
    got = seen_pixels(words.reshape(20, 25), eye).ravel()
    parts = np.column_stack(((got >> 16) & 255, (got >> 8) & 255, got & 255)).astype(int)
    assert np.median(np.abs(parts - seen(colours, eye).astype(int))) <= 2 and (got >> 24 == 255).all()
