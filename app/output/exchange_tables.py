"""CSV and XLSX: a table a part and one of sources. No cell of theirs runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.output.exchange_about import About
from app.output.exchange_cells import free_names, harmless, is_formula, layer_names, plain
from app.output.exchange_maps import carried
from app.output.exchange_parts import COUNTS, MEASURES, Part, heads
from app.words import Words

if TYPE_CHECKING:
    import pandas
    from openpyxl.worksheet.worksheet import Worksheet

PIECE = 5_000
# What a sheet and a cell of a spreadsheet can hold.
MOST_ROWS, LONGEST_CELL, LONGEST_SHEET = 1_048_575, 32_000, 31


def csv_files(folder: Path, names: Sequence[str], parts: Sequence[Part], epsg: int, notes: About, spoken: str, feedback: Feedback = SILENT) -> None:
    """A file a part under its name, the sources last; with a byte order mark, so that spreadsheets read Korean."""
    tr = Words(spoken)
    for number, part in enumerate(parts):
        step = feedback.part(number / len(parts), (number + 1) / len(parts))
        with open(folder / names[number], "w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file)
            for row in _rows(part, epsg, tr, step):
                out.writerow([harmless(cell) for cell in row])
    with open(folder / names[-1], "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([tr("exports.sources.name"), tr("exports.sources.words")])
        out.writerows([harmless(name), harmless(words)] for name, words in notes)


def xlsx(file: Path, parts: Sequence[Part], epsg: int, notes: About, spoken: str, feedback: Feedback = SILENT) -> None:
    """One workbook: a sheet a part, the sources last. Written row by row, so that a large one needs little memory."""
    from openpyxl import Workbook

    tr = Words(spoken)
    book = Workbook(write_only=True)
    titles = layer_names([*(part.title for part in parts), tr("exports.sources")], most=LONGEST_SHEET - 3)
    try:
        for number, part in enumerate(parts):
            step = feedback.part(number / len(parts), (number + 1) / len(parts))
            sheet = book.create_sheet(titles[number])
            sheet.freeze_panes = "A2"
            _fill(sheet, _rows(part, epsg, tr, step))
        sheet = book.create_sheet(titles[-1])
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 90
        _fill(sheet, iter([[tr("exports.sources.name"), tr("exports.sources.words")], *map(list, notes)]))
    finally:
        # Rows wait in files of their own until the book is saved; a book that is given up leaves none behind.
        book.save(file)


def _fill(sheet: Worksheet, rows: Iterator[list[object]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    for number, row in enumerate(rows):
        cells = []
        for value in row:
            if not isinstance(value, str):
                cells.append(value)
                continue
            cell = WriteOnlyCell(sheet, value=value[:LONGEST_CELL])
            # A text is a text, whatever it begins with: neither a formula nor an error; and it stays one when it is edited.
            cell.data_type = "s"
            if is_formula(value):
                cell.quotePrefix = True
            if not number:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)


def _rows(part: Part, epsg: int, tr: Words, feedback: Feedback) -> Iterator[list[object]]:
    """The head, then the rows with a spot for each thing; of areas with measures there is nothing to point at."""
    cells = plain(part.frame, names=heads(part))
    spots = None if part.id in (MEASURES, COUNTS) else _spots(part, epsg)
    names = ["lon", "lat"] if epsg == 4326 else ["x", "y"]
    yield [*(free_names([*cells.columns, *names], most=80) if spots is not None else cells.columns)]
    for start in range(0, len(cells), PIECE):
        feedback.step(start / len(cells), tr("exports.progress.write"))
        piece = cells.iloc[start : start + PIECE]
        values = [_values(piece.iloc[:, place]) for place in range(piece.shape[1])]
        for number in range(len(piece)):
            yield [*(column[number] for column in values), *(spots[start + number] if spots is not None else ())]
    feedback.step(1.0)


def _values(series: pandas.Series) -> list[object]:
    return [None if value is None or value != value else value for value in series.tolist()]


def _spots(part: Part, epsg: int) -> list[tuple[float | None, float | None]]:
    """A spot on each shape: a point itself, the middle of a line, a place inside an area; empty where there is none."""
    import numpy
    import shapely

    shapes = carried(part.frame.geometry.to_numpy(), epsg)
    dimension = shapely.get_dimensions(shapes)
    lines, areas = dimension == 1, dimension == 2
    several = shapely.get_type_id(shapes) == 4
    at = numpy.array(shapes, dtype=object)
    at[several] = shapely.centroid(shapes[several])
    at[lines] = shapely.line_interpolate_point(shapely.force_2d([_longest(one) for one in shapes[lines]]), 0.5, normalized=True) if lines.any() else None
    at[areas] = shapely.point_on_surface(shapes[areas])
    at[shapely.is_empty(at) | (shapely.get_type_id(at) > 0)] = None
    x, y = shapely.get_x(at), shapely.get_y(at)
    digits = 7 if epsg == 4326 else 3
    return [(round(float(a), digits), round(float(b), digits)) if a == a and b == b else (None, None) for a, b in zip(x, y, strict=True)]


def _longest(line: object) -> object:
    return max(line.geoms, key=lambda one: one.length) if hasattr(line, "geoms") else line
