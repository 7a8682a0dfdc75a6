"""A layer read piece by piece is the layer read at once, whatever is in its cells."""

from __future__ import annotations

import pandas
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files import frames
from app.files.frames import Cells

CELLS = (
    Cells("name", "name", "str", "TEXT"), Cells("floors", "floors", "int64", "INTEGER"), Cells("height_m", "height_m", "float64", "REAL"),
    Cells("open", "open", "object BOOLEAN", "BOOLEAN"), Cells("own", "own", "object", ""), Cells("geometry", "geom", frames.GEOMETRY, "GEOMETRY"),
)  # fmt: skip
BLOB = frames.blobs(shapely.points([[200_000.0, 550_000.0]]))[0]
row = st.tuples(
    st.one_of(st.none(), st.text(max_size=4)), st.one_of(st.none(), st.integers(0, 9)), st.one_of(st.none(), st.floats(0, 9)),
    st.one_of(st.none(), st.booleans()), st.one_of(st.none(), st.integers(0, 9), st.text(max_size=2)), st.one_of(st.none(), st.just(BLOB)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(row, max_size=12), piece=st.integers(1, 5))
def test_pieces_give_the_same_frame_or_say_that_they_cannot(rows: list, piece: int) -> None:
    pieces = frames.of_pieces(CELLS, [rows[first : first + piece] for first in range(0, len(rows), piece)])
    whole = frames.frame(CELLS, rows)
    if pieces is not None:
        pandas.testing.assert_frame_equal(pandas.DataFrame(pieces), pandas.DataFrame(whole))
        assert pieces.crs == whole.crs


def test_numbers_of_which_some_are_missing_still_come_in_pieces() -> None:
    found = frames.of_pieces(CELLS, [[("a", 1, 2.0, True, "x", BLOB)], [("b", None, 3.0, None, "y", None)]])
    assert found is not None and str(found["floors"].dtype) == "Int64"
