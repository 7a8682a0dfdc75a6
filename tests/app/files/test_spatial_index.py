"""The spatial index as SQLite keeps one."""

from __future__ import annotations

import sqlite3

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files.spatial_index import pack


def _tree(ids: numpy.ndarray, boxes: numpy.ndarray) -> sqlite3.Connection:
    file = sqlite3.connect(":memory:")
    file.execute("CREATE VIRTUAL TABLE t USING rtree(id, minx, maxx, miny, maxy)")
    tree = pack(ids, boxes)
    for part, rows in (("node", tree.nodes), ("rowid", tree.rows), ("parent", tree.parents)):
        file.executemany(f"INSERT OR REPLACE INTO t_{part} VALUES (?, ?)", rows)
    return file


def _boxes(count: int) -> numpy.ndarray:
    random = numpy.random.default_rng(count)
    corner = random.uniform(150_000, 600_000, (count, 2))
    return numpy.hstack([corner, corner + random.uniform(0, 80, (count, 2))])


@pytest.mark.parametrize("count", [1, 2, 42, 43, 51, 52, 84, 85, 1764, 1765, 2142, 2143, 30_000])
def test_sqlite_approves_and_finds_what_a_plain_search_finds(count: int) -> None:
    boxes = _boxes(count)
    file = _tree(numpy.arange(1, count + 1), boxes)
    assert file.execute("SELECT rtreecheck('t')").fetchone() == ("ok",)
    west, south, east, north = 300_000, 250_000, 400_000, 380_000
    plain = (boxes[:, 2] >= west) & (boxes[:, 0] <= east) & (boxes[:, 3] >= south) & (boxes[:, 1] <= north)
    found = {id for (id,) in file.execute("SELECT id FROM t WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?", (west, east, south, north))}
    # Boxes are kept in 32 bits, rounded outwards: never one too few.
    assert found >= set((numpy.flatnonzero(plain) + 1).tolist()) and len(found) <= plain.sum() + 2
    assert file.execute("SELECT count(*) FROM t").fetchone() == (count,)
    file.close()


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 3000), st.integers(0, 200), st.randoms(use_true_random=False))
def test_others_go_on_inserting_and_deleting(count: int, more: int, random) -> None:
    file = _tree(numpy.arange(1, count + 1), _boxes(count))
    for id in random.sample(range(1, count + 1), min(count, more)):
        file.execute("DELETE FROM t WHERE id = ?", (id,))
    file.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [(count + n, n, n + 1, n, n + 1) for n in range(1, more + 1)])
    assert file.execute("SELECT rtreecheck('t')").fetchone() == ("ok",)
    assert file.execute("SELECT count(*) FROM t").fetchone() == (count + more - min(count, more),)
    file.close()


def test_many_boxes_in_one_place_are_all_found() -> None:
    file = _tree(numpy.arange(1, 501), numpy.tile([5.0, 5.0, 5.0, 5.0], (500, 1)))
    assert file.execute("SELECT count(*) FROM t WHERE minx <= 5 AND maxx >= 5 AND miny <= 5 AND maxy >= 5").fetchone() == (500,)
    file.close()
