"""What each street of a file is: road, footpath, steps, underpass, footbridge, bridge, tunnel or motorway; and its level.

Read from what the file says: OpenStreetMap's highway, bridge, tunnel and layer, the standard node-link's ROAD_TYPE, Korean words,
and names that end in 육교, 지하보도 and the like. What says nothing is a road on level 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy
from numpy import ndarray

from app.study.columns import texts

if TYPE_CHECKING:
    import pandas

_STEPS = re.compile(r"steps|stairs?|계단", re.IGNORECASE)
_FOOTPATH = re.compile(
    r"footway|footpath|pedestrian|sidewalk|cycleway|bridleway|corridor|^path$|(?:^|;)path(?:;|$)|보도(?!육교)|보행|인도|산책로|자전거",
    re.IGNORECASE,
)
_FOOTBRIDGE, _UNDERPASS = re.compile(r"육교|footbridge"), re.compile(r"지하\s*보도|underpass")
_MOTORWAY = re.compile(r"motorway|고속|자동차\s*전용|(?:^|;)10[12](?:;|$)", re.IGNORECASE)
_BRIDGE, _TUNNEL = re.compile(r"교량|고가|(?:^|;)00[13](?:;|$)"), re.compile(r"터널|지하\s*차도|(?:^|;)00[24](?:;|$)")
_NO = frozenset(("", "no", "n", "f", "false", "0", "무", "없음", "아니오", "nan", "none"))
# What a street's own name ends in.
_NAMED = (("육교", "footbridge"), ("지하보도", "underpass"), ("지하차도", "tunnel"), ("터널", "tunnel"), ("고가차도", "bridge"), ("고가도로", "bridge"), ("대교", "bridge"))
_TAG = '"{}"=>"([^"]*)"'


def ways_of(frame: pandas.DataFrame) -> tuple[ndarray, ndarray]:
    """(way, level) of each row of a layer of streets; an empty frame gives empty arrays."""
    said = numpy.array([f"{way};{road}" for way, road in zip(texts(frame, "way"), texts(frame, "road_class"), strict=True)], dtype=object)
    bridge, tunnel, layer = (_flag(frame, name) for name in ("bridge", "tunnel", "level"))
    named = _read(texts(frame, "name"), _by_name, object)
    keys = list(zip(said, bridge, tunnel, named, strict=True))
    known = {key: _way(*key) for key in set(keys)}
    way = numpy.array([known[key] for key in keys], dtype=object)
    over = ~_read(bridge, _no, bool) | numpy.isin(way, ("footbridge", "bridge"))
    under = ~_read(tunnel, _no, bool) | numpy.isin(way, ("underpass", "tunnel"))
    level = numpy.where(under, -1.0, numpy.where(over, 1.0, 0.0))
    told = _read(layer, _number, float)
    return way, numpy.where(numpy.isfinite(told), told, level)


def _read(words: ndarray, meaning: Callable[[str], object], kind: type) -> ndarray:
    """What each text means; every different text is read once."""
    known = {word: meaning(word) for word in set(words.tolist())}
    return numpy.array([known[word] for word in words.tolist()], dtype=kind)


def _flag(frame: pandas.DataFrame, name: str) -> ndarray:
    """A column's texts; where it is not there, the same tag among OpenStreetMap's others."""
    if name in frame or "other_tags" not in frame:
        return texts(frame, name)
    tag = re.compile(_TAG.format("layer" if name == "level" else name))
    return numpy.array([found[1] if (found := tag.search(text)) else "" for text in texts(frame, "other_tags")], dtype=object)


def _way(said: str, bridge: str, tunnel: str, named: str) -> str:
    over, under = not _no(bridge), not _no(tunnel)
    if _STEPS.search(said):
        return "steps"
    if _FOOTBRIDGE.search(said) or named == "footbridge":
        return "footbridge"
    if _UNDERPASS.search(said) or named == "underpass":
        return "underpass"
    if _FOOTPATH.search(said):
        return "footbridge" if over else "underpass" if under else "footpath"
    if _MOTORWAY.search(said):
        return "motorway"
    if _TUNNEL.search(said) or under:
        return "tunnel"
    if _BRIDGE.search(said) or over:
        return "bridge"
    return named or "road"


def _by_name(name: str) -> str:
    return next((way for end, way in _NAMED if name.endswith(end)), "")


def _no(text: str) -> bool:
    return text.lower() in _NO


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return numpy.nan
