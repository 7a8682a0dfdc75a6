"""DXF R2010 for the drawing offices: a layer a kind in its colour, points as blocks with their values, and a text that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.feedback import SILENT, Feedback
from app.output.exchange_about import About
from app.output.exchange_cells import as_texts, free_names, layer_names, plain
from app.output.exchange_maps import carried
from app.output.exchange_parts import COUNTS, MEASURES, THINGS, Part, heads
from app.output.paper_text import without_controls
from app.words import Words

if TYPE_CHECKING:
    import shapely
    from ezdxf.document import Drawing
    from ezdxf.layouts import BlockLayout, Modelspace

PIECE, STOP_EVERY = 500, 20_000
APP, STYLE, FONT = "GOLMOK", "GOLMOK", "malgun.ttf"
# Values of one thing are kept short: a drawing may hold 16 kB with each.
LONGEST_VALUE, LONGEST_LABEL, MOST_VALUES = 120, 60, 60
SIGN_M, TEXT_M = 1.5, 1.2
COLORS = {THINGS: 0x5B21D6, MEASURES: 0x7D7A86, COUNTS: 0x7D7A86}


def dxf(file: Path, parts: Sequence[Part], epsg: int, notes: About, colors: dict[str, int], spoken: str, feedback: Feedback = SILENT) -> None:
    """The drawing in metres of the system wanted; ``colors`` are those of the kinds by part."""
    import ezdxf
    from ezdxf import units

    tr = Words(spoken)
    drawing = ezdxf.new("R2010", units=units.M)
    drawing.header["$LUNITS"] = 2
    drawing.appids.add(APP)
    drawing.styles.add(STYLE, font=FONT)
    titles = layer_names([*(part.title for part in parts), tr("exports.sources")])
    box: list[tuple[float, float, float, float]] = []
    for number, part in enumerate(parts):
        step = feedback.part(0.9 * number / len(parts), 0.9 * (number + 1) / len(parts))
        drawing.layers.add(titles[number], true_color=colors.get(part.id, COLORS.get(part.id, 0x333333)))
        box += _draw(drawing, part, titles[number], f"GOLMOK_{number + 1}", epsg, tr, step)
    drawing.layers.add(titles[-1])
    _say(drawing.modelspace(), notes, titles[-1], box)
    with open(file, "w", encoding=drawing.output_encoding, errors="dxfreplace", newline="\r\n") as out:
        drawing.write(_Stoppable(out, feedback, tr("exports.progress.write")))  # type: ignore[arg-type]


class _Stoppable:
    """A file that asks now and then whether its writing was stopped."""

    def __init__(self, out: TextIO, feedback: Feedback, words: str):
        self._out, self._feedback, self._words, self._pieces = out, feedback, words, 0

    def write(self, text: str) -> int:
        """Write on, or raise `Cancelled`."""
        self._pieces += 1
        if not self._pieces % STOP_EVERY:
            self._feedback.step(0.92, self._words)
        return self._out.write(text)


def line_text(value: object, most: int = LONGEST_VALUE) -> str:
    """A text on one line without the codes that a drawing program would obey."""
    plain_text = without_controls(value)[:most]
    return plain_text.replace("%%", "% %").replace("^", "ˆ").replace("\\U+", "\\ U+").replace("\\M+", "\\ M+")


def many_lines(value: object) -> str:
    """A text of several lines: back-slashes and braces are signs, not codes."""
    return line_text(value, 2000).replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")


def _draw(drawing: Drawing, part: Part, layer: str, block: str, epsg: int, tr: Words, feedback: Feedback) -> list[tuple[float, float, float, float]]:
    import shapely

    room = drawing.modelspace()
    shapes = carried(part.frame.geometry.to_numpy(), epsg)
    cells = as_texts(plain(part.frame, names=heads(part)))
    label = _label(part)
    names, tags = list(cells.columns)[:MOST_VALUES], _tags(cells.columns)
    sign: BlockLayout | None = None
    values = [cells[name].tolist() for name in names]
    for number, shape in enumerate(shapes):
        if not number % PIECE:
            feedback.step(number / len(shapes), tr("exports.progress.write"))
        if shape is None or shape.is_empty:
            continue
        told = [(tag, name, line_text(column[number])) for tag, name, column in zip(tags, names, values, strict=False) if _said(column[number])]
        text = line_text(label[number], LONGEST_LABEL) if _said(label[number]) else ""
        for one in _simple(shape):
            if one.geom_type == "Point":
                sign = sign if sign is not None else _block(drawing, block, tags, names)
                _insert(room, block, one, layer, text, told)
            else:
                _outline(room, one, layer, told, text if one is next(_simple(shape)) else "")
    known = shapely.bounds(shapes)
    known = known[~(known != known).any(axis=1)]
    return [(*known[:, :2].min(axis=0).tolist(), *known[:, 2:].max(axis=0).tolist())] if len(known) else []


def _label(part: Part) -> list[object]:
    return as_texts(plain(part.frame[[part.label]])).iloc[:, 0].tolist() if part.label else [None] * len(part.frame)


def _said(value: object) -> bool:
    return value is not None and value == value and str(value).strip() != ""


def _tags(names: Sequence[str]) -> list[str]:
    """Names of attributes: letters without blanks, each once."""
    return free_names([line_text(name).replace(" ", "_").replace("!", "_").upper() for name in names][:MOST_VALUES], reserved=("LABEL",))


def _block(drawing: Drawing, name: str, tags: Sequence[str], prompts: Sequence[str]) -> BlockLayout:
    """The sign of a part: a circle with a cross, its label beside it, its values unseen."""
    block = drawing.blocks.new(name)
    block.add_circle((0, 0), SIGN_M / 2)
    block.add_line((-SIGN_M / 2, 0), (SIGN_M / 2, 0))
    block.add_line((0, -SIGN_M / 2), (0, SIGN_M / 2))
    block.add_attdef("LABEL", (SIGN_M, -TEXT_M / 2), dxfattribs={"height": TEXT_M, "style": STYLE})
    for tag, prompt in zip(tags, prompts, strict=False):
        made = block.add_attdef(tag, (SIGN_M, -TEXT_M / 2), dxfattribs={"height": TEXT_M, "style": STYLE, "prompt": line_text(prompt)})
        made.is_invisible = True
    return block


def _insert(room: Modelspace, block: str, at: shapely.Point, layer: str, text: str, told: Sequence[tuple[str, str, str]]) -> None:
    there = room.add_blockref(block, (at.x, at.y), dxfattribs={"layer": layer})
    look = {"height": TEXT_M, "style": STYLE, "layer": layer}
    if text:
        there.add_attrib("LABEL", text, (at.x + SIGN_M, at.y - TEXT_M / 2), dxfattribs=look)
    for tag, _, value in told:
        there.add_attrib(tag, value, (at.x + SIGN_M, at.y - TEXT_M / 2), dxfattribs=look).is_invisible = True


def _outline(room: Modelspace, shape: shapely.Geometry, layer: str, told: Sequence[tuple[str, str, str]], text: str) -> None:
    closed = shape.geom_type == "Polygon"
    rings = [shape.exterior, *shape.interiors] if closed else [shape]
    for ring in rings:
        corners = list(ring.coords)[: -1 if closed else None]
        made = room.add_lwpolyline([(x, y) for x, y, *_ in corners], close=closed, dxfattribs={"layer": layer})
        made.set_xdata(APP, [(1000, f"{name}={value}"[:200]) for _, name, value in told])
    if text:
        at = shape.representative_point() if closed else shape.interpolate(0.5, normalized=True)
        room.add_mtext(many_lines(text), dxfattribs={"layer": layer, "style": STYLE, "char_height": TEXT_M, "insert": (at.x, at.y), "attachment_point": 5})


def _simple(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    for one in getattr(shape, "geoms", (shape,)):
        if hasattr(one, "geoms"):
            yield from _simple(one)
        elif not one.is_empty:
            yield one


def _say(room: Modelspace, notes: About, layer: str, boxes: Sequence[tuple[float, float, float, float]]) -> None:
    """The sources beneath the drawing, in letters that fit its width."""
    west, south = min((box[0] for box in boxes), default=0.0), min((box[1] for box in boxes), default=0.0)
    east = max((box[2] for box in boxes), default=100.0)
    height = max(TEXT_M, (east - west) / 120)
    text = "\\P".join(f"{many_lines(name)}: {many_lines(words)}" for name, words in notes)
    look = {"layer": layer, "style": STYLE, "char_height": height, "insert": (west, south - 3 * height), "attachment_point": 1, "width": 100 * height}
    room.add_mtext(text, dxfattribs=look)


__all__ = ("dxf", "line_text", "many_lines")
