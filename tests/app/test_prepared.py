"""Shapes of layers and answers are asked by several threads at once, so nobody prepares them."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import numpy as np
import shapely

from app import edits, geo
from app.study import answer, question
from app.study.live import Live
from tests.app.study.test_live import ANSWERS, FULL, X, Y

ROOT = Path(__file__).parents[2]
# Where copies are made ready: the home, and a hull that every thread makes for itself.
HOMES = {"app/geo.py", "app/study/ground.py"}


def test_shapes_are_prepared_in_one_place() -> None:
    # contains_xy and intersects_xy prepare the single shape they are given without a word.
    asked = re.compile(r"shapely\.(prepare|contains_xy|intersects_xy)\(")
    found = {
        path.relative_to(ROOT).as_posix(): line.strip() for folder in ("app", "widgets", "layers") for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines() if asked.search(line)
    }  # fmt: skip
    found.pop("app/analysis/streets.py", None)  # asks an array of its own copies
    assert set(found) <= HOMES, found


def test_a_prepared_copy_leaves_the_shape_itself_alone() -> None:
    area = shapely.box(0, 0, 10, 10)
    copies = geo.prepared(np.array([area, None], dtype=object))
    assert shapely.is_prepared(copies[0]) and copies[1] is None and not shapely.is_prepared(area)
    assert geo.inside(area, 5.0, 5.0) and not geo.inside(area, 10.0, 5.0)
    x = np.linspace(-5.0, 15.0, 40)
    assert geo.inside(area, x, np.full(40, 5.0)).tolist() == ((x > 0) & (x < 10)).tolist()
    assert not shapely.is_prepared(area)


def test_no_area_of_an_answer_is_left_prepared() -> None:
    assert not any(shapely.is_prepared(area.polygon) for area in ANSWERS.areas)


def test_two_threads_ask_the_same_answer_for_a_while() -> None:
    """What the lanes of the window do at once: the hand, and the whole answer of the same layers."""
    end, trouble = time.perf_counter() + 5.0, []

    def hand() -> None:
        live, rng = Live(ANSWERS), np.random.default_rng(1)
        while time.perf_counter() < end:
            where = X + float(rng.uniform(0, 400)), Y + float(rng.uniform(-20, 20))
            live.figures(edits.place(FULL, ("cctv", "security_lights", "phone_booths")[int(rng.integers(3))], where))

    def whole() -> None:
        while time.perf_counter() < end:
            answer(question(FULL))

    def run(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as caught:
            trouble.append(caught)

    threads = [threading.Thread(target=run, args=(work,)) for work in (hand, whole)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert not trouble
