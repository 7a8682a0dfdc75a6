"""What a file holds before anyone knows what it means, and how much of it Golmok is willing to take in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.model import SetAside
from app.words import tr

if TYPE_CHECKING:
    import numpy
    import pandas


@dataclass(frozen=True, eq=False)
class Raw:
    """One table or layer of a file, with no meaning yet.

    ``file`` is the name shown; ``member`` the sheet, sub-layer or file inside an archive ("" where there is only one).
    ``format`` is csv, tsv, txt, xlsx, xls, shp, geojson, topojson, gpkg, kml, gml, dxf, fgb, osm, tif, asc. ``header_row`` is the first
    line of the header counted from 1 (0: the file has none), ``header_rows`` how many lines it has; lines above it are kept
    word for word in ``above``. ``rows`` are all text for tables ("" where blank) and typed for vector files, numbered 0..n-1;
    ``lines`` gives the line (for layers: the number) of each row in the file, counted from 1.
    ``geometry`` is two-dimensional and may hold None; ``epsg`` is what the file declares itself, ``epsg_hint`` what only lies
    near it or can only be guessed from an old projection text; ``declared_crs`` is that text.
    ``unusable`` are data rows set aside here; ``notes`` are keys of words about the whole file.
    """

    file: str
    member: str = ""
    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    header_rows: int = 0
    headers: tuple[str, ...] = ()
    rows: pandas.DataFrame = field(default=None, repr=False)  # type: ignore[assignment]
    lines: numpy.ndarray = field(default=None, repr=False)  # type: ignore[arg-type]
    geometry: numpy.ndarray | None = field(default=None, repr=False)
    epsg: int | None = None
    declared_crs: str = ""
    unusable: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    epsg_hint: int | None = None
    above: tuple[str, ...] = ()

    @property
    def rows_in(self) -> int:
        """How many data rows the file has: those in ``rows`` and those set aside."""
        return len(self.rows) + len(self.unusable)


@dataclass(frozen=True)
class Limits:
    """How much of a file is taken in; beyond it the file is refused with a sentence, not half read.

    ``ratio`` is how many times larger than packed an archive's content may be; small contents (below ``ratio_from_bytes``) may
    be packed tighter. ``cells`` bounds rows x columns of one sheet or text table.
    """

    file_bytes: int = 2 << 30
    text_bytes: int = 512 << 20
    unpacked_bytes: int = 2 << 30
    ratio: float = 300.0
    ratio_from_bytes: int = 32 << 20
    members: int = 5_000
    columns: int = 2_000
    cells: int = 60_000_000


LIMITS = Limits()


def refusal(reason: str, file: str, **values: object) -> BadInput:
    """The error for a file that cannot be read: what it is, and what to do (``readers.<reason>`` and ``.do``)."""
    return BadInput(tr(f"readers.{reason}", **values), hint=tr(f"readers.{reason}.do", **values), file=file)
