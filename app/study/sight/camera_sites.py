"""Which cameras stand where: the rows of CCTV files and what the scenario changes or adds, as columns; fast for 80,000 rows.

A row is a mast. Its cameras come from the number of cameras, the heading, the headings named in one cell of free text (촬영방면정보),
the kind of camera, and from what was typed into the scenario: ``heading_deg``, ``tilt_deg``, ... of its first camera,
``2.heading_deg``, ``2.tilt_deg``, ... of its second and so on. What a camera is not told itself it takes from its mast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy
import shapely
from numpy import ndarray

from app.analysis.headings import Heading, parse
from app.model import Intervention, Layer
from app.study.asked import Question
from app.study.ground import numbers, texts
from app.study.standing import Standing, of_item

# What the words of a file or of a planner make of a camera; the first that fits.
TYPES: Mapping[str, tuple[str, ...]] = {
    "fisheye": ("어안", "fisheye", "fish-eye"),
    "multi": ("멀티", "다중렌즈", "다렌즈", "multi", "파노라마", "panoram"),
    "ptz": ("ptz", "회전", "스피드돔", "스피드 돔", "speed dome", "360", "round"),
    "wide": ("광각", "wide"),
    "fixed": ("고정", "fixed", "불릿", "bullet"),
}
# Words of a heading's text that say how a camera comes to look everywhere.
SAID = {"fisheye": TYPES["fisheye"], "ptz": ("회전", "ptz", "스피드돔", "스피드 돔", "speed dome", "speeddome", "rotat", "pan")}
NUMBERS = (
    "cameras", "heading_deg", "height_m", "tilt_deg", "focal_mm", "fov_deg", "sensor_w_mm", "pixels_px", "pixels_x", "lenses", "night_m",
)  # fmt: skip
_OWN = re.compile(r"^(\d+)\.(\w+)$")


@dataclass(frozen=True)
class Masts:
    """Masts, or single cameras of one, as columns of one length.

    ``layer`` and ``row`` say where each stands in the data (a new one: its id and -1), ``name``, ``xy_m`` (n, 2), ``first`` is the number
    of its first camera on the mast. ``heading`` is the text read, ``type`` one of fixed, ptz, multi, fisheye, wide, or "" where
    nothing says so. ``number``: the columns of `NUMBERS`, nan where nothing is known.
    """

    layer: ndarray
    row: ndarray
    name: ndarray
    xy_m: ndarray
    first: ndarray
    heading: ndarray
    type: ndarray
    number: Mapping[str, ndarray]

    def __len__(self) -> int:
        return len(self.row)

    def take(self, which: ndarray) -> Masts:
        """Some of them, by mask or by position."""
        plain = {one.name: getattr(self, one.name)[which] for one in fields(self) if one.name != "number"}
        return Masts(**plain, number={name: values[which] for name, values in self.number.items()})


def masts(question: Question) -> Masts:
    """Everything that stands after the scenario: existing masts first, changed and new ones after them."""
    items = [item for item in question.items if _wanted(item.kind, ())]
    gone = {item.of for item in items if item.of is not None}
    found = [_rows(layer, {row for id, row in gone if id == layer.id}) for layer in question.counted("seen")]
    return join([*found, of_items(question, items)])


def of_items(question: Question, items: Iterable[Intervention]) -> Masts:
    """The masts that some sketched items stand for: new ones, and existing ones as these items change them; removed ones are none."""
    layers = {layer.id: layer for layer in question.layers if layer.frame is not None}
    return _columns([camera for item in items if not item.gone for camera in cameras_of(of_item(item, layers))])


def join(parts: Sequence[Masts]) -> Masts:
    """Several tables after one another."""
    if not parts:
        return _columns([])
    plain = {one.name: numpy.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Masts) if one.name != "number"}
    return Masts(**plain, number={name: numpy.concatenate([part.number[name] for part in parts]) for name in NUMBERS})


def camera_type(words: str) -> str:
    """The kind of camera that words name: fixed, ptz, multi, fisheye, wide, or "" where they name none."""
    low = words.lower()
    return next((kind for kind, known in TYPES.items() if any(word in low for word in known)), "")


def cameras_of(thing: Standing) -> Iterator[dict[str, object]]:
    """The cameras of one mast as rows: one row for the whole mast where nothing is told of its second camera, else one a camera.

    A further row stands for those cameras of the mast of which nothing is told.
    """
    values = {name: value for name, value in thing.values.items() if not _OWN.match(name)}
    own: dict[int, dict[str, object]] = {}
    for name, value in thing.values.items():
        if (found := _OWN.match(name)) and value is not None:
            own.setdefault(int(found[1]), {})[found[2]] = value
    base = {"layer": thing.layer, "row": thing.row, "at": thing.at_m, "first": 1, **values}
    own = {number: told for number, told in own.items() if number > 1}
    read, turned = parse(thing.text("heading_text")), numpy.isfinite(thing.number("heading_deg"))
    if not own and not (turned and len(read.bearings_deg) > 1):
        yield base
        return
    # Whoever turns the first camera leaves the others, which the file names, where they are.
    named = (thing.number("heading_deg"), *read.bearings_deg[1:]) if turned else read.bearings_deg
    told = 0
    count = thing.number("cameras")
    own = {number: told for number, told in own.items() if not number > count}
    last = max([1, len(named), *own])
    for number in range(1, last + 1):
        if number > 1 and number not in own and number > len(named):
            continue
        told += 1
        yield _single(base, number, own.get(number, {}), named, read)
    rest = count - told
    if rest > 0 and not read.all_round:
        yield {**base, "first": last + 1, "cameras": rest, "heading_deg": None, "heading_text": ""}


def _single(base: dict[str, object], number: int, own: dict[str, object], named: tuple[float, ...], read: Heading) -> dict[str, object]:
    heading = own.get("heading_deg", named[number - 1] if number <= len(named) else None)
    one = {**base, "first": number, "cameras": 1, "heading_text": "", "heading_deg": heading, **own}
    if number == 1 and read.all_round and heading is None:
        one["heading_text"] = base.get("heading_text", "")
    # A second camera with a heading of its own does not turn because the first one does.
    if number > 1 and "type" not in own and heading is not None and camera_type(str(base.get("type", ""))) in ("ptz", "fisheye"):
        one["type"] = "fixed"
    return one


def _wanted(key: str, serves: tuple[str, ...]) -> bool:
    return key == "cctv" or "seen" in serves


def _rows(layer: Layer, gone: set[int]) -> Masts:
    frame = layer.frame
    shapes = frame.geometry.to_numpy()
    rows = numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    if gone:
        rows = rows[~numpy.isin(rows, list(gone))]
    words, types = texts(frame, "heading_text")[rows], texts(frame, "type")[rows]
    number = {name: numbers(frame, name)[rows] for name in NUMBERS}
    xy = shapely.get_coordinates(shapely.centroid(shapes[rows]))
    count = len(rows)
    heading, kind = _read(words, types)
    return Masts(
        numpy.full(count, layer.id, dtype=object), rows, texts(frame, "name")[rows], xy, numpy.ones(count, dtype=numpy.int64),
        heading, kind, number,
    )  # fmt: skip


def _read(words: ndarray, types: ndarray) -> tuple[ndarray, ndarray]:
    """Texts as headings and kinds of camera; each different text is read once."""
    heads, kinds = {text: parse(text) for text in set(words)}, {text: camera_type(text) for text in set(types)}
    said = {text: next((kind for kind, known in SAID.items() if any(word in text.lower() for word in known)), "") for text in heads}
    heading = numpy.empty(len(words), dtype=object)
    heading[:] = [heads[text] for text in words]
    kind = numpy.array([kinds[one] or said[text] for one, text in zip(types, words, strict=True)], dtype=object)
    return heading, kind


def _columns(rows: Sequence[Mapping[str, object]]) -> Masts:
    def text(row: Mapping[str, object], name: str) -> str:
        value = row.get(name)
        return "" if value is None or value != value else str(value).strip()

    def number(row: Mapping[str, object], name: str) -> float:
        try:
            return float(row.get(name))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return numpy.nan

    words, types, names, layers = (numpy.array([text(row, name) for row in rows], dtype=object) for name in
                                   ("heading_text", "type", "name", "layer"))  # fmt: skip
    xy = numpy.array([row["at"] for row in rows], dtype=float).reshape(-1, 2)
    where = numpy.array([(row["row"], row["first"]) for row in rows], dtype=numpy.int64).reshape(-1, 2)
    heading, kind = _read(words, types)
    given = {name: numpy.array([number(row, name) for row in rows], dtype=float) for name in NUMBERS}
    return Masts(layers, where[:, 0], names, xy, where[:, 1], heading, kind, given)
