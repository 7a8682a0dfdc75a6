"""Rows go and come in long columns as with plain deleting and inserting."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.splice import splice


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 12), st.data())
def test_a_spliced_column_is_the_one_with_rows_deleted_and_inserted(length: int, data: st.DataObject) -> None:
    gone = np.array(sorted(data.draw(st.sets(st.integers(0, max(length - 1, 0)), max_size=length))), dtype=np.int64)
    gone = gone[gone < length]
    at = np.array(sorted(data.draw(st.lists(st.integers(0, length), max_size=5))), dtype=np.int64)
    column, fresh = np.arange(length), -1 - np.arange(len(at))
    found = splice(length, gone, at)(column, fresh)
    expected = np.insert(column, at, fresh)
    assert found.tolist() == expected[~np.isin(expected, gone)].tolist()


def test_nothing_gone_and_nothing_new_leaves_a_table_as_it_is() -> None:
    table = np.arange(6.0).reshape(3, 2)
    none = np.zeros(0, dtype=np.int64)
    assert splice(3, none, none)(table, table[:0]).tolist() == table.tolist()
