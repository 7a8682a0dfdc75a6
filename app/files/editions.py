"""The same things twice: two vintages of one list, two street networks, two sets of boundaries. Only one of them is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.model import Layer

if TYPE_CHECKING:
    import geopandas
    import numpy

# From this share of the smaller list on, two lists speak of the same sites.
SAME_SHARE = 0.5
# An older list that covers this many times the ground of the newer one stays: the newer is only a part of the city.
MORE_GROUND = 2.0
LARGER = 1.15


@dataclass(frozen=True)
class Verdict:
    """Why a layer is not counted: the layer that is counted instead, and how many of its sites are the same (0: not compared)."""

    instead: str
    title: str
    same: int = 0
    of: int = 0
    reason: str = "older"


def settle(layers: Sequence[Layer], *, radius_m: float) -> dict[str, Verdict]:
    """Which layers are not to be counted beside the others, by id. Layers earlier in the list win where nothing else decides.

    Point layers of one kind are compared by distance, tables by the areas they speak of and the numbers they tell, exclusive kinds
    by the ground they cover; single events (crimes, complaints) are never editions of each other. Layers no longer counted take
    no part.
    """
    verdicts: dict[str, Verdict] = {}
    groups: dict[str, list[Layer]] = {}
    for layer in layers:
        if layer.counted and layer.kind.key != "other" and layer.frame is not None and len(layer.frame):
            groups.setdefault(layer.kind.key, []).append(layer)
    for group in groups.values():
        if len(group) > 1:
            verdicts |= _exclusive(group) if group[0].kind.exclusive else _editions(group, radius_m)
    return verdicts


def sites(frame: geopandas.GeoDataFrame) -> numpy.ndarray:
    """One place a row, (n, 2) metres: the point itself, or a point inside the shape; NaN for what has no shape."""
    import numpy as np
    import shapely

    shapes = frame.geometry.values
    spots = np.where(shapely.get_type_id(shapes) == 0, shapes, shapely.centroid(shapes))
    return np.column_stack((shapely.get_x(spots), shapely.get_y(spots)))


def same_sites(one: numpy.ndarray, other: numpy.ndarray, radius_m: float) -> int:
    """How many rows of ``one`` lie within ``radius_m`` of a row of ``other``; 0 where either is empty."""
    import numpy as np
    from scipy.spatial import cKDTree

    one, other = one[np.isfinite(one).all(axis=1)], other[np.isfinite(other).all(axis=1)]
    if not len(one) or not len(other):
        return 0
    distance, _ = cKDTree(other).query(one, distance_upper_bound=radius_m)
    return int(np.isfinite(distance).sum())


def _editions(group: Sequence[Layer], radius_m: float) -> dict[str, Verdict]:
    if group[0].kind.sensitive and not group[0].kind.by_area:
        return {}
    spots = {layer.id: sites(layer.frame) for layer in group}
    verdicts: dict[str, Verdict] = {}
    for first, one in enumerate(group):
        for other in group[first + 1 :]:
            small, large = sorted((one, other), key=lambda layer: len(layer.frame))
            same = same_sites(spots[small.id], spots[large.id], radius_m)
            if same < SAME_SHARE * len(small.frame):
                continue
            kept, dropped, reason = _newer(one, other, spots)
            if one.kind.by_area and not _tells(dropped) <= _tells(kept):
                # The older of two tables stays where it tells something the newer does not, unless that one tells nothing else.
                kept, dropped = dropped, kept
                if not _tells(dropped) <= _tells(kept):
                    continue
            if kept.id not in verdicts:
                verdicts[dropped.id] = Verdict(kept.id, kept.title, same, len(small.frame), reason)
    return verdicts


def _tells(layer: Layer) -> set[str]:
    """The numbers a layer knows: its number columns that are not wholly empty."""
    names = {column.name for column in layer.kind.columns if column.type in ("number", "integer")}
    return {name for name in names if name in layer.frame and layer.frame[name].notna().any()}


def _newer(one: Layer, other: Layer, spots: dict[str, numpy.ndarray]) -> tuple[Layer, Layer, str]:
    """Kept, dropped, why: the one with clearly more ground, else the newer, else the longer, else the first."""
    ground_one, ground_other = _ground(spots[one.id]), _ground(spots[other.id])
    if ground_one > MORE_GROUND * ground_other:
        return one, other, "smaller"
    if ground_other > MORE_GROUND * ground_one:
        return other, one, "smaller"
    if one.source.dated != other.source.dated:
        return (one, other, "older") if one.source.dated > other.source.dated else (other, one, "older")
    return (other, one, "shorter") if len(other.frame) > len(one.frame) else (one, other, "shorter")


def _ground(spots: numpy.ndarray, cell_m: float = 500.0) -> int:
    """Ground covered, in cells of 500 m that have a site."""
    import numpy as np

    return len(np.unique((spots[np.isfinite(spots).all(axis=1)] // cell_m).astype(np.int64), axis=0))


def _exclusive(group: Sequence[Layer]) -> dict[str, Verdict]:
    best = group[0]
    for layer in group[1:]:
        if _better(layer, best):
            best = layer
    return {layer.id: Verdict(best.id, best.title, reason="second") for layer in group if layer.id != best.id}


def _better(layer: Layer, best: Layer) -> bool:
    """Registered codes before others, measured columns before none, then more ground, then the newer."""
    rank, rank_best = _standing(layer), _standing(best)
    if rank != rank_best:
        return rank > rank_best
    size, size_best = _extent(layer.frame), _extent(best.frame)
    if size > LARGER * size_best:
        return True
    return size > size_best / LARGER and bool(best.source.dated) and layer.source.dated > best.source.dated


def _standing(layer: Layer) -> int:
    from app.files.areas import canonical, office_of

    if {"district", "dong"} & set(layer.kind.serves):
        codes = [code for code in layer.frame.get("code", []) if isinstance(code, str) and canonical(code)]
        return 2 if codes and office_of(codes) == "juso" else 1 if codes else 0
    if "residents" in layer.frame:
        return int(layer.frame["residents"].notna().any())
    return 0


def _extent(frame: geopandas.GeoDataFrame) -> float:
    """How much ground a layer covers: square metres of its areas, else metres of its lines."""
    area = float(frame.geometry.area.sum())
    return area or float(frame.geometry.length.sum())
