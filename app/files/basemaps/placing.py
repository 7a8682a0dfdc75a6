"""Where a picture lies: its own coordinates, a world file beside it, points; and the coordinate system, said or found by trying."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import geo
from app.files import declared, shapefiles
from app.files.basemaps.pictures import Net, net_of, opened
from app.files.basemaps.scans import Pair, fit
from app.files.basemaps.source import Box, refusal

if TYPE_CHECKING:
    from numpy import ndarray

# Tried, the usual ones first, where a picture does not say in which system its coordinates are.
TRIED = (5186, 5187, 5185, 5188, 5179, 5181, 5174, 2097, 4326, 3857)
# Degrees around Korea in which a picture may lie.
AROUND_DEG = 1.5


def net_in(path: Path, name: str, points: Sequence[Pair] = (), near: Box | None = None) -> tuple[Net, tuple[Pair, ...]]:
    """Where a picture lies, and the corners as points where the system had to be found by trying (else none).

    ``points`` place a scan. Must run in a thread that lasts: it asks the library of coordinate systems.
    BadInput with a sentence where a picture has no place, or one far from Korea.
    """
    with opened(path, name) as one:
        width, height = one.width, one.height
        if points:
            net = net_of(fit(points).to_ground, width, height)
            return _somewhere(net, name), ()
        to = one.transform
        if to.is_identity:
            raise refusal("nowhere", name)
        if to.is_degenerate or not all(abs(part) < 1e12 for part in tuple(to)[:6]):
            raise refusal("broken", name)
        system, text = _said(one, path)
    if system is not None:
        return _somewhere(net_of(_through(to, system), width, height), name), ()
    if text:
        raise refusal("odd_system", name)
    return _found(to, width, height, near, name)


def has_place(path: Path, name: str) -> bool:
    """True for a picture that knows where it lies; False for a scan that is still to be placed."""
    with opened(path, name) as one:
        return not one.transform.is_identity


def _said(one: Any, path: Path) -> tuple[Any, str]:
    """The coordinate system as the picture or a file beside it says, and the text that could not be understood."""
    import pyproj

    texts = [one.crs.to_wkt()] if one.crs else []
    beside, is_above = shapefiles.projection(path)
    texts += [beside] if beside and not is_above else []
    texts += _in_aux(path)
    for text in texts:
        epsg, _ = declared.epsg_of(text)
        try:
            return (epsg or pyproj.CRS.from_user_input(text)), ""
        except pyproj.exceptions.CRSError:
            continue
    return None, texts[0] if texts else ""


def _in_aux(path: Path) -> list[str]:
    """The system in the small file other programs write beside a picture."""
    for other in (Path(f"{path}.aux.xml"), path.with_suffix(".aux.xml")):
        try:
            if other.stat().st_size > 1 << 20:
                continue
            found = re.search(r"<SRS[^>]*>([^<]{5,8000})</SRS>", other.read_text("utf-8", errors="replace"))
        except OSError:
            continue
        if found:
            return [found[1].replace("&quot;", '"').replace("&amp;", "&")]
    return []


def _through(to: Any, system: object) -> Callable[[ndarray], ndarray]:
    import numpy as np
    import pyproj

    if isinstance(system, int):
        carry = lambda x, y: geo.project(x, y, system)  # noqa: E731
    else:
        carry = pyproj.Transformer.from_crs(system, geo.WORKING_EPSG, always_xy=True).transform
    return lambda px: np.column_stack(carry(to.a * px[:, 0] + to.b * px[:, 1] + to.c, to.d * px[:, 0] + to.e * px[:, 1] + to.f))


def _somewhere(net: Net | None, name: str) -> Net:
    if net is None or not near_korea(net.box_m):
        raise refusal("far_away", name)
    return net


def near_korea(box_m: Box) -> bool:
    """True where the middle of a box of the working ground lies in or around Korea."""
    west, south, east, north = geo.KOREA_DEG
    lon, lat = geo.lonlat((box_m[0] + box_m[2]) / 2, (box_m[1] + box_m[3]) / 2)
    return west - AROUND_DEG <= lon <= east + AROUND_DEG and south - AROUND_DEG <= lat <= north + AROUND_DEG


def _found(to: Any, width: int, height: int, near: Box | None, name: str) -> tuple[Net, tuple[Pair, ...]]:
    """Try the usual systems: the first in which the picture touches what is near."""
    import numpy as np

    if near is None:
        raise refusal("no_system", name)
    for epsg in TRIED:
        net = net_of(_through(to, epsg), width, height)
        if net is None or not near_korea(net.box_m):
            continue
        west, south, east, north = net.box_m
        if west <= near[2] and east >= near[0] and south <= near[3] and north >= near[1]:
            px, m = (np.array([part[0, 0], part[0, -1], part[-1, -1], part[-1, 0]]) for part in (net.px, net.m))
            return net, tuple((float(a), float(b), float(x), float(y)) for (a, b), (x, y) in zip(px, m, strict=True))
    raise refusal("no_system", name)
