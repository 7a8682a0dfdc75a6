"""Reading a layer as a table: its columns, sorting, finding by words or by a condition, sums, texts and typed values.

Everything here may take its time with a million rows: it works in pieces, says how far it is and can be stopped.
"""

from app.tables.columns import TableColumn, columns_of
from app.tables.condition import condition, is_condition, matching
from app.tables.finding import containing
from app.tables.order import order
from app.tables.reading import Reader, Wanted, found
from app.tables.sums import Sums, sums
from app.tables.texts import as_tsv, cell_text
from app.tables.typed import typed

__all__ = [
    "Reader", "Sums", "TableColumn", "Wanted", "as_tsv", "cell_text", "columns_of", "condition", "containing", "found", "is_condition", "matching",
    "order", "sums", "typed",
]  # fmt: skip
