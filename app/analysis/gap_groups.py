"""Which unseen stretches belong together as one gap."""

from __future__ import annotations

import numpy
from numpy import ndarray

from app.analysis.intervals import Intervals
from app.analysis.streets import Streets


def joined(streets: Streets, stretches: Intervals, max_length_m: float) -> ndarray:
    """The gap (0, 1, ...) each stretch belongs to: same name and meeting, no gap much longer than ``max_length_m``."""
    stretch, place = _meetings(streets, stretches)
    group = _together(stretch, place, len(stretches))
    length = stretches.end_m - stretches.start_m
    whole = numpy.bincount(group, weights=length) if len(group) else numpy.zeros(0)
    if not (whole > max_length_m).any():
        return group
    chunk = _chunks(stretch, place, group, length, whole, max_length_m)
    # A chunk of a street that branches may fall apart: only stretches of one chunk that meet stay together.
    _, place = numpy.unique(numpy.column_stack([place, chunk[stretch]]), axis=0, return_inverse=True)
    return _together(stretch, place.ravel(), len(stretches))


def _meetings(streets: Streets, stretches: Intervals) -> tuple[ndarray, ndarray]:
    """(stretch, place) where stretches may join: at junctions for one name each, and where one stretch ends as the next begins."""
    edge = stretches.edge
    degree = numpy.bincount(numpy.concatenate([streets.node_u, streets.node_v]), minlength=len(streets.node_xy))
    _, name = numpy.unique(numpy.array(streets.name, dtype=str), return_inverse=True) if len(streets) else (0, edge)
    named = numpy.array([bool(word) for word in streets.name], dtype=bool)
    at_u, at_v = stretches.start_m <= 0, stretches.end_m >= streets.length_m[edge]
    which = numpy.concatenate([numpy.flatnonzero(at_u), numpy.flatnonzero(at_v)])
    node = numpy.concatenate([streets.node_u[edge[at_u]], streets.node_v[edge[at_v]]])
    meets = named[edge[which]] | (degree[node] == 2)
    which, node = which[meets], node[meets]
    follows = numpy.flatnonzero((edge[1:] == edge[:-1]) & (stretches.start_m[1:] == stretches.end_m[:-1]))
    kinds = numpy.column_stack([node, name[edge[which]]]) if len(which) else numpy.zeros((0, 2), dtype=numpy.int64)
    inner = numpy.column_stack([numpy.full(len(follows), -1), follows])
    _, place = numpy.unique(numpy.concatenate([kinds, inner, inner]), axis=0, return_inverse=True)
    return numpy.concatenate([which, follows, follows + 1]), place.ravel()


def _together(stretch: ndarray, place: ndarray, count: int) -> ndarray:
    from app.analysis.joined_kernel import joined

    things = count + (int(place.max()) + 1 if len(place) else 0)
    _, found = numpy.unique(joined(things, stretch.astype(numpy.int64), (place + count).astype(numpy.int64))[:count], return_inverse=True)
    return found


def _chunks(stretch: ndarray, place: ndarray, group: ndarray, length: ndarray, whole: ndarray, max_length_m: float) -> ndarray:
    """Walk each gap that is too long from one of its ends and part it on the way into about equal chunks."""
    at: dict[int, list[int]] = {}
    of: dict[int, list[int]] = {}
    for one, spot in zip(stretch.tolist(), place.tolist(), strict=True):
        at.setdefault(spot, []).append(one)
        of.setdefault(one, []).append(spot)
    chunk = numpy.zeros(len(group), dtype=numpy.int64)
    # Ends first: a stretch that meets others at one side only.
    ends = [sum(len(at[spot]) > 1 for spot in of.get(one, ())) for one in range(len(group))]
    order = numpy.lexsort((numpy.arange(len(group)), ends))
    done = numpy.zeros(len(group), dtype=bool)
    for first in order.tolist():
        if done[first] or whole[group[first]] <= max_length_m:
            continue
        goal = whole[group[first]] / numpy.ceil(whole[group[first]] / max_length_m)
        number, filled, waiting = 0, 0.0, [first]
        while waiting:
            one = waiting.pop()
            if done[one]:
                continue
            done[one] = True
            if filled > 0 and filled + length[one] / 2 > goal:
                number, filled = number + 1, 0.0
            chunk[one] = number
            filled += length[one]
            waiting += [other for spot in of.get(one, ()) for other in at[spot] if not done[other]]
    return chunk
