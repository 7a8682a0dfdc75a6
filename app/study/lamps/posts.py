"""The lamps of a question as columns: those of the files, as the scenario leaves them, and the sketched ones.

A district has 6,000 to 12,000 lamps, so files are read as frames; only what the scenario touches is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy
import shapely
from numpy import ndarray

from app.analysis.lamps import Lamps, lamps
from app.analysis.photometry import Luminaire
from app.geo import inside
from app.model import Intervention, Layer
from app.study.asked import Question
from app.study.ground import near, numbers, texts
from app.study.lamps.luminaires import luminaires
from app.study.standing import Standing, of_item

KINDS = ("security_lights", "street_lamps")
# Light of a mast higher than this is not looked for outside the district: a height above it is hardly a lamp's.
HIGHEST_M = 20.0


@dataclass(frozen=True, eq=False)
class Posts:
    """n posts with lamps, one row each.

    ``layer``, ``row``, ``kind``, ``name`` (n,) say where a post stands in the data (a sketched one has its id as layer and row -1).
    ``xy_m`` (n, 2) as the data have it; ``height_m`` and ``flux_lm`` (n,) nan where the data say nothing; ``count`` lamps at the
    post; ``working``; ``luminaire`` a place in ``luminaires``, -1 without; ``azimuth_deg``. ``here`` marks posts in the district;
    ``base`` is the number among the posts of the files, -1 for a new one.
    """

    layer: ndarray
    row: ndarray
    kind: ndarray
    name: ndarray
    xy_m: ndarray
    height_m: ndarray
    flux_lm: ndarray
    count: ndarray
    working: ndarray
    luminaire: ndarray
    azimuth_deg: ndarray
    here: ndarray
    base: ndarray
    luminaires: tuple[Luminaire, ...] = ()

    def __len__(self) -> int:
        return len(self.row)

    def take(self, rows: ndarray) -> Posts:
        """Some of the posts, by number or mask."""
        return replace(self, **{name: getattr(self, name)[rows] for name in FIELDS})

    @property
    def indicative(self) -> ndarray:
        """Posts without a maker's table: their light is only indicative (n,)."""
        return self.luminaire < 0

    @property
    def height_assumed(self) -> ndarray:
        """Posts whose height no file gives (n,)."""
        return ~(self.height_m > 0.0)

    @property
    def flux_assumed(self) -> ndarray:
        """Posts whose flux neither a file nor a maker's table gives (n,)."""
        return ~(self.flux_lm > 0.0) & self.indicative

    def lamps(self, height_m: float, flux_lm: float) -> Lamps:
        """The lamps for the kernel, with these where the data say nothing."""
        return lamps(
            self.xy_m, height_m=self.height_m, flux_lm=self.flux_lm, count=self.count, working=self.working, luminaire=self.luminaire,
            azimuth_deg=self.azimuth_deg, luminaires=self.luminaires, default_height_m=height_m, default_flux_lm=flux_lm,
        )  # fmt: skip


FIELDS = ("layer", "row", "kind", "name", "xy_m", "height_m", "flux_lm", "count", "working", "luminaire", "azimuth_deg", "here", "base")


@dataclass(frozen=True, eq=False)
class Filed:
    """The posts of the files, kept so that another scenario on the same data is laid over them: ``around_m`` from the district.

    ``first``: layer id -> from and to among the posts; ``names`` of the photometric files.
    """

    posts: Posts
    district: shapely.Geometry
    around_m: float
    first: Mapping[str, tuple[int, int]]
    names: tuple[str, ...] = ()

    def find(self, of: tuple[str, int] | None) -> int:
        """The number of the post at (layer, row), -1 where there is none."""
        begin, end = self.first.get(of[0], (0, 0)) if of else (0, 0)
        at = begin + int(numpy.searchsorted(self.posts.row[begin:end], of[1])) if of else 0
        return at if of and at < end and self.posts.row[at] == of[1] else -1


def filed(question: Question, district: shapely.Geometry) -> Filed:
    """The posts of all counted layers of lamps whose light may come into the district."""
    a, layers = question.assumptions, question.counted("light")
    highest = max([a["light.height"], *(float(numpy.nanmax(h)) for layer in layers if (h := numbers(layer.frame, "height_m")).size and not numpy.isnan(h).all())])
    around = a["light.reach"] * min(highest, HIGHEST_M)
    known = luminaires(question)
    parts, first, done = [_nothing(known.tables)], {}, 0
    for layer in layers:
        part = _rows(layer, district, around, known.of_layer.get(layer.id, -1), known.number, known.tables)
        first[layer.id] = (done, done + len(part))
        parts.append(part)
        done += len(part)
    return Filed(replace(_joined(parts), base=numpy.arange(done)), district, around, first, known.names)


def _rows(layer: Layer, district: shapely.Geometry, around_m: float, own: int, number: Callable[[str], int], tables: tuple[Luminaire, ...]) -> Posts:
    shapes = layer.frame.geometry.to_numpy()
    rows = numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    rows = rows[near(district, shapes[rows], around_m)]
    frame, xy = layer.frame.iloc[rows], shapely.get_coordinates(shapely.centroid(shapes[rows]))
    height, flux, count = (numbers(frame, name) for name in ("height_m", "flux_lm", "lamps"))
    working = numpy.ones(len(rows), bool)
    if "working" in frame:
        said = frame["working"].notna().to_numpy()
        working[said] = frame["working"].to_numpy(dtype=object)[said].astype(bool)
    written = texts(frame, "luminaire")
    table = numpy.array([number(text) if text else own for text in written.tolist()], dtype=numpy.int64)
    text = numpy.full(len(rows), None, dtype=object)
    return Posts(
        _same(text, layer.id), rows, _same(text, layer.kind.key), texts(frame, "name"), xy, height, flux, numpy.where(count >= 0, count, 1.0),
        working, table, numbers(frame, "heading_deg"), inside(district, xy[:, 0], xy[:, 1]),
        numpy.full(len(rows), -1), tables,
    )  # fmt: skip


def _same(like: ndarray, text: str) -> ndarray:
    out = like.copy()
    out[:] = text
    return out


def _nothing(tables: tuple[Luminaire, ...]) -> Posts:
    words, none, number = numpy.zeros(0, dtype=object), numpy.zeros(0), numpy.zeros(0, dtype=numpy.int64)
    truth = numpy.zeros(0, dtype=bool)
    return Posts(words, number, words, words, numpy.zeros((0, 2)), none, none, none, truth, number, none, truth, number, tables)


def _joined(parts: list[Posts]) -> Posts:
    return replace(parts[0], **{name: numpy.concatenate([getattr(part, name) for part in parts]) for name in FIELDS})


def asked_for(question: Question) -> list[Intervention]:
    """The sketched lamps of a question, changes and removals of existing ones among them."""
    serves = {layer.kind.key for layer in question.layers if "light" in layer.kind.serves}
    return [item for item in question.items if item.kind in KINDS or item.kind in serves]


def standing_posts(base: Filed, question: Question) -> Posts:
    """The posts as the scenario leaves them: changed ones in their place, those taken away left out, new ones last."""
    items = asked_for(question)
    if not items:
        return base.posts
    known = luminaires(question)
    layers = {layer.id: layer for layer in question.counted("light")}
    gone, put, new = [], [], []
    for item in items:
        at = base.find(item.of)
        away = item.gone or not shapely.dwithin(base.district, shapely.Point(item.at_m), base.around_m)
        if at >= 0:
            (gone if away else put).append((at, item))
        elif not away:
            new.append(item)
    made = [_of(of_item(item, layers), known.number, known.of_layer) for item in [*(item for _, item in put), *new]]
    extra = _joined([_nothing(known.tables), *(_single(one, base.district, known.tables) for one in made)])
    rows = numpy.array([at for at, _ in put], dtype=numpy.int64)
    arrays = {name: getattr(base.posts, name).copy() for name in FIELDS}
    stays = numpy.ones(len(base.posts), bool)
    stays[[at for at, _ in gone]] = False
    for name, values in arrays.items():
        if name != "base":
            values[rows] = getattr(extra, name)[: len(rows)]
        # Copies of whole columns take longer than all else here.
        if gone or new:
            arrays[name] = numpy.concatenate([values[stays], getattr(extra, name)[len(rows) :]])
    return replace(base.posts, **arrays, luminaires=known.tables)


def _of(thing: Standing, number: Callable[[str], int], of_layer: Mapping[str, int]) -> tuple[Standing, int]:
    written = thing.text("luminaire")
    return thing, number(written) if written else of_layer.get(thing.layer, -1)


def _single(made: tuple[Standing, int], district: shapely.Geometry, tables: tuple[Luminaire, ...]) -> Posts:
    thing, table = made
    words = [numpy.array([text], dtype=object) for text in (thing.layer, thing.kind, thing.text("name"))]
    count = thing.number("lamps", 1.0)
    values = [numpy.array([value]) for value in (thing.number("height_m"), thing.number("flux_lm"), max(count, 0.0))]
    return Posts(
        words[0], numpy.array([thing.row]), words[1], words[2], numpy.array([thing.at_m], dtype=float), *values,
        numpy.array([thing.truth("working", True)]), numpy.array([table]), numpy.array([thing.number("heading_deg")]),
        numpy.array([inside(district, *thing.at_m)]), numpy.array([-1]), tables,
    )  # fmt: skip


def came_from(before: Posts, after: Posts) -> ndarray:
    """The row each post had before, -1 for a new one (n,)."""
    place = numpy.full(max(int(before.base.max(initial=-1)), int(after.base.max(initial=-1))) + 2, -1)
    old = before.base >= 0
    place[before.base[old]] = numpy.flatnonzero(old)
    out = numpy.where(after.base >= 0, place[after.base], -1)
    # New posts stand by the id of what was sketched, or by the row of a post that came into the district.
    known = {(before.layer[row], before.row[row]): row for row in numpy.flatnonzero(~old).tolist()}
    for row in numpy.flatnonzero(after.base < 0).tolist():
        out[row] = known.get((after.layer[row], after.row[row]), -1)
    return out
