"""Recognising base maps, and the open files of those in use: each opened once, whoever draws it."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.errors import AppError, BadInput
from app.feedback import SILENT, Feedback
from app.files.basemaps import mbtiles, pictures, pmtiles
from app.files.basemaps.mbtiles import MBTiles
from app.files.basemaps.pictures import Picture
from app.files.basemaps.pmtiles import PMTiles
from app.files.basemaps.source import Box, refusal
from app.model import Basemap

if TYPE_CHECKING:
    from app.files.basemaps.source import Tiled

Opened = MBTiles | PMTiles | Picture
EXTENSIONS = (*mbtiles.EXTENSIONS, *pmtiles.EXTENSIONS, *pictures.EXTENSIONS)
MOST_OPEN = 24


class Unusable(BadInput):
    """A base map whose file is gone or spoilt."""


_open: OrderedDict[tuple[object, ...], Opened | AppError] = OrderedDict()
_lock = Lock()
# The library of coordinate systems wants a thread that lasts; those that draw come and go.
_lasting = ThreadPoolExecutor(1, thread_name_prefix="golmok-basemaps")


def is_basemap(path: Path) -> bool:
    """True for a file whose name says it may be a base map; a grid of heights is none, whatever its name."""
    extension = path.suffix.lower().lstrip(".")
    if extension not in EXTENSIONS:
        return False
    if extension not in ("tif", "tiff") or pictures.driver_of(path) != "GTiff":
        return True
    try:
        with pictures.opened(path, path.name) as one:
            return not pictures.is_heights(one)
    except BadInput:
        return _is_picture_by_name(path)


def _is_picture_by_name(path: Path) -> bool:
    # A spoilt one is told of as a grid of heights, as before, unless a world file says it was a picture.
    return any(path.with_suffix(ending).is_file() for ending in (".tfw", ".TFW"))


def examine(path: Path, near: Box | None = None) -> Basemap:
    """What a file gives, with no id yet; BadInput with a sentence where it gives nothing.

    ``near``: the box of the project, by which the coordinate system of a picture that does not say it is found.
    """
    from app.files.basemaps.placing import net_in

    name = _name(path)
    _check_there(path, name)
    extension = path.suffix.lower().lstrip(".")
    if extension in ("mbtiles", "pmtiles"):
        form = extension
        tiles = _tiles(path, form)
        facts: Tiled = tiles.facts
        tiles.close()
        _check_korea(facts.box, name)
        return Basemap("", facts.title, str(path.absolute()), form, credit=facts.credit)
    if pictures.driver_of(path) == "":
        raise refusal("not_picture", name)
    _, corners = net_in(path, name, (), near)
    return Basemap("", Path(name).stem, str(path.absolute()), "image", points=corners)


def scan_of(path: Path) -> Basemap:
    """A picture without a place as a scan that is still to be placed (no points yet); BadInput where it is no picture."""
    name = _name(path)
    _check_there(path, name)
    with pictures.opened(path, name) as one:
        if pictures.is_heights(one):
            raise refusal("not_picture", name)
    return Basemap("", Path(name).stem, str(path.absolute()), "scan")


def opened(base: Basemap, feedback: Feedback = SILENT) -> Opened:
    """The open file of a base map; raises `Unusable` with a sentence where it is gone, moved or spoilt.

    May take some seconds for a large picture the first time; any thread may ask.
    """
    key = _key(base)
    with _lock:
        known = _open.get(key)
        if known is not None:
            _open.move_to_end(key)
    if known is None:
        known = _lasting.submit(_opening, key, base, feedback).result()
    if isinstance(known, AppError):
        raise Unusable(known.message, hint=known.hint, file=known.file) from known
    return known


def kept(base: Basemap) -> Opened | None:
    """The open file of a base map if it is open already; None otherwise, and nothing is opened."""
    with _lock:
        known = _open.get(_key(base))
    return None if isinstance(known, AppError) else known


def is_known(base: Basemap) -> bool:
    """True once a base map was opened, with or without success."""
    with _lock:
        return _key(base) in _open


def close_all() -> None:
    """Let all files go."""
    with _lock:
        known = list(_open.values())
        _open.clear()
    for one in known:
        if not isinstance(one, AppError):
            one.close()


def reach_m(one: Opened) -> Box:
    """Where a map lies on the working ground: west, south, east, north; a map of the world is cut to Korea."""
    import numpy as np

    from app import geo
    from app.files.basemaps.ground import degrees_to_mercator, to_ground

    if isinstance(one, Picture):
        return one.box_m
    west, south, east, north = geo.KOREA_DEG
    (a, b), (c, d) = degrees_to_mercator(np.array([[west, south], [east, north]])).tolist()
    w, s, e, n = one.facts.box
    w, s, e, n = max(w, a), max(s, b), min(e, c), min(n, d)
    edge = to_ground(np.array([(w, s), (e, s), (e, n), (w, n), ((w + e) / 2, s), ((w + e) / 2, n)]))
    (left, bottom), (right, top) = edge.min(axis=0).tolist(), edge.max(axis=0).tolist()
    return left, bottom, right, top


def _opening(key: tuple[object, ...], base: Basemap, feedback: Feedback) -> Opened | AppError:
    with _lock:
        if key in _open:
            return _open[key]
    made: Opened | AppError
    try:
        made = _made(base, feedback)
    except AppError as trouble:
        made = trouble
    except (OSError, MemoryError) as error:
        made = refusal("unreadable", _name(Path(base.path)))
        made.__cause__ = error
    with _lock:
        _open[key] = made
        dropped = [_open.popitem(last=False)[1] for _ in range(max(0, len(_open) - MOST_OPEN))]
    for one in dropped:
        if not isinstance(one, AppError):
            one.close()
    return made


def _made(base: Basemap, feedback: Feedback) -> Opened:
    from app.files.basemaps.placing import net_in
    from app.files.basemaps.prepared import ready

    path = Path(base.path)
    name = _name(path)
    _check_there(path, name)
    if base.form in ("mbtiles", "pmtiles"):
        return _tiles(path, base.form)
    net, _ = net_in(path, name, base.points)
    return Picture(ready(path, name, feedback), name, net)


def _tiles(path: Path, form: str) -> MBTiles | PMTiles:
    return MBTiles(path) if form == "mbtiles" else PMTiles(path)


def _key(base: Basemap) -> tuple[object, ...]:
    return base.path, base.form, base.points, _stamp(base.path)


def _stamp(path: str) -> tuple[int, int]:
    """What tells a file from one written later in its place; a missing one is its own."""
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return (-1, -1)
    return state.st_size, state.st_mtime_ns


def _check_there(path: Path, name: str) -> None:
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        raise refusal("missing", name)
    if path.stat().st_size == 0:
        raise refusal("empty", name)


def _check_korea(box: Box, name: str) -> None:
    """A tiled map must touch the country."""
    import numpy as np

    from app import geo
    from app.files.basemaps.ground import degrees_to_mercator

    west, south, east, north = geo.KOREA_DEG
    (a, b), (c, d) = degrees_to_mercator(np.array([[west, south], [east, north]])).tolist()
    if box[0] > c or box[2] < a or box[1] > d or box[3] < b:
        raise refusal("far_away", name)


def _name(path: Path) -> str:
    return unicodedata.normalize("NFC", path.name)
