"""What a kind of layer is, as data: its columns, the names they go by in real files, and how it looks.

The kinds themselves stand in ``layers/``, one file each; whoever imports, draws, measures, exports or prints reads this
description and knows no kind by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """One column of a kind.

    ``name`` is English, with its unit (``height_m``). ``known_as`` are headers met in real files, compared without blanks,
    case and brackets. ``type`` is text, number, integer, truth or date. ``default`` fills an empty cell (None: stays empty).
    ``scale`` turns the file's unit into ours (200 *man* pixels: 10000). ``required``: a row without it cannot be used.
    """

    name: str
    known_as: tuple[str, ...] = ()
    type: str = "text"
    default: object = None
    scale: float = 1.0
    required: bool = False


@dataclass(frozen=True)
class Style:
    """How a kind is drawn. ``symbol`` is a shape of the painter; ``letter`` stands inside it, so colour is never alone.

    Symbols: circle, square, diamond, triangle, house, shield, hexagon, dot, line, dashed_line, area, outline, cells.
    Sizes are in logical pixels on screen; colours are ``#rrggbb``. ``label`` names the column that labels a feature, shown
    from ``label_from_m_per_px`` down and written ``label_px`` high (0: as the kind of geometry wants). ``shown_from_m_per_px``:
    hidden when the map is coarser (0: always shown). ``opacity`` 0 to 1 is that of the whole layer.

    ``by``: ``""`` as the kind is drawn, ``single`` one look, ``categories``, ``graduated`` or ``measure``. Then ``column`` (of a
    measure: its id) gives the value, and ``classes`` are (value, colour, words, symbol) each: a category's value as text, or the
    upper bound of a step; what is "" is the ramp's, made from the value, or the style's. ``ramp`` names one of `app.ramps`
    (``flipped``: from its other end), ``method`` how the steps were found, ``other_color`` what is in none of them.
    ``values`` is what a measure gives for each row; the map puts it there, no file keeps it.
    """

    symbol: str
    color: str
    letter_ko: str = ""
    letter_en: str = ""
    dark_color: str = ""
    fill: str = ""
    dark_fill: str = ""
    size_px: float = 12.0
    width_px: float = 1.0
    label: str = ""
    label_from_m_per_px: float = 0.6
    shown_from_m_per_px: float = 0.0
    opacity: float = 1.0
    label_px: float = 0.0
    by: str = ""
    column: str = ""
    method: str = ""
    ramp: str = ""
    flipped: bool = False
    classes: tuple[tuple[str | float, str, str, str], ...] = ()
    other_color: str = ""
    values: object = None


@dataclass(frozen=True)
class LayerKind:
    """A kind of layer.

    ``geometry``: Point, LineString or Polygon (Multi forms are taken apart or kept by the importer), or Any.
    ``group``: facilities, life, crime, base: the heading in the layer list.
    ``serves``: what the analysis uses it for: seen, refuge, mailbox, walls, streets, district, dong, crime, residents, ...
    ``file_hints``: words in a file's name that speak for this kind; ``value_hints``: column name -> words in its cells.
    ``by_area``: a table keyed by an area's name or code, joined to boundaries. ``exclusive``: only one layer of this kind is
    counted at a time (two street networks must not be added up). ``sensitive``: never leaves the house as single features.
    ``needs``: columns of which at least one must be found before a file is taken for this kind on its columns alone.
    Texts: ``kind.<key>`` and ``column.<name>`` in ``resources/i18n``.
    """

    key: str
    geometry: str
    group: str
    columns: tuple[Column, ...]
    style: Style
    serves: tuple[str, ...] = ()
    file_hints: tuple[str, ...] = ()
    value_hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    by_area: bool = False
    exclusive: bool = False
    sensitive: bool = False
    visible: bool = True
    needs: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column called ``name``; KeyError where the kind has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
