"""Sorting the rows of a table. Numbers by size, texts as one reads them (lamp 2 before lamp 10); what is empty comes last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.tables.columns import pieces

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

# So many signs of a text decide its place; numbers in it count as if written with so many digits.
SIGNS, DIGITS = 40, 8
_NUMBER = re.compile(r"\d+")


def order(frame: geopandas.GeoDataFrame, column: str, descending: bool = False, feedback: Feedback = SILENT) -> numpy.ndarray:
    """The row numbers in the order of a column; rows that are alike stay in the file's order."""
    import numpy
    import pandas

    series = frame[column]
    if not len(series):
        return numpy.empty(0, numpy.int64)
    if pandas.api.types.is_numeric_dtype(series.dtype):
        missing = series.isna().to_numpy()
        whole = pandas.api.types.is_integer_dtype(series.dtype) and not missing.any()
        keys = series.to_numpy(numpy.int64 if whole and series.dtype.kind != "u" else float, na_value=0 if whole else numpy.nan)
    else:
        keys, missing = _keys(series, feedback)
    feedback.step(0.7)
    there = numpy.flatnonzero(~missing)
    keys = keys[there] if len(there) < len(keys) else keys
    if descending:
        sorted_rows = there[len(there) - 1 - numpy.argsort(keys[::-1], kind="stable")[::-1]]
    else:
        sorted_rows = there[numpy.argsort(keys, kind="stable")]
    return numpy.concatenate((sorted_rows, numpy.flatnonzero(missing)))


def _keys(series: pandas.Series, feedback: Feedback) -> tuple[numpy.ndarray, numpy.ndarray]:
    """A key of plain bytes for each text: numpy sorts them without holding up the window. And which cells are empty."""
    import numpy

    keys, missing = numpy.empty(len(series), f"S{2 * SIGNS}"), series.isna().to_numpy().copy()
    for piece in pieces(len(series), feedback, 0.7):
        cells = numpy.asarray(series.array[piece], object).tolist()
        texts = [value if type(value) is str else "" if empty else str(value) for value, empty in zip(cells, missing[piece], strict=True)]
        several = set(texts)
        if len(several) < len(texts) // 4:  # a few words again and again
            known = dict(zip(several, _bytes(list(several)), strict=True))
            keys[piece] = [known[text] for text in texts]
        else:
            keys[piece] = _bytes(texts)
        missing[piece] |= keys[piece] == b""
    return keys, missing


def _bytes(texts: list[str]) -> numpy.ndarray:
    import numpy

    whole = "\n".join(text[:SIGNS].replace("\n", " ").replace("\0", " ").strip() for text in texts).casefold()
    cut = _NUMBER.sub(lambda found: found[0].zfill(DIGITS), whole).split("\n")
    signs = numpy.array(cut, f"U{SIGNS}").view(numpy.uint32).reshape(-1, SIGNS)
    return numpy.minimum(signs, 0xFFFF).astype(">u2").view(f"S{2 * SIGNS}").reshape(-1)
