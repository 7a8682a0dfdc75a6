"""The walking network as values: segments between junctions, cut at devices into sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Network:
    """Street segments between junctions: nodes at both ends (e,), length (e,), and how many ``nodes`` there are.

    Parallel segments and loops are fine; a node may belong to no segment. ``open`` (e,) is False where nobody may go (None: open
    everywhere): such a segment leads nowhere, and no device on it is reached. Lengths may be any cost that does not change along
    a segment (seconds at one pace): then every ``_m`` of the walks is in that unit.
    """

    node_u: np.ndarray
    node_v: np.ndarray
    length_m: np.ndarray
    nodes: int
    open: np.ndarray | None = None

    @cached_property
    def adjacency(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The segments at each node: first (nodes + 1,), edge and the node it leads to, both (2 e,) where all are open."""
        edges = np.arange(len(self.length_m), dtype=np.int64) if self.open is None else np.flatnonzero(self.open)
        here = np.concatenate([self.node_u[edges], self.node_v[edges]]).astype(np.int64)
        there = np.concatenate([self.node_v[edges], self.node_u[edges]]).astype(np.int64)
        order = np.argsort(here, kind="stable")
        first = np.searchsorted(here[order], np.arange(self.nodes + 1)).astype(np.int64)
        return first, np.concatenate([edges, edges])[order], there[order]


@dataclass(frozen=True, eq=False)
class Sections:
    """Parts of segments between devices, ordered by edge and place; section k of edge e stands at ``first[e] + k``.

    ``start_m`` < ``end_m`` are metres along the edge, ``from_start_m`` and ``from_end_m`` the walk to the nearest device from its
    two ends, ``start_device`` and ``end_device`` which one that is (-1: none).
    """

    first: np.ndarray
    edge: np.ndarray
    start_m: np.ndarray
    end_m: np.ndarray
    from_start_m: np.ndarray
    from_end_m: np.ndarray
    start_device: np.ndarray
    end_device: np.ndarray

    @property
    def length_m(self) -> np.ndarray:
        """The length of each section."""
        return self.end_m - self.start_m

    @property
    def turn_m(self) -> np.ndarray:
        """Metres from the start of each section to where the walk is longest; inf - inf (no device) gives half the section."""
        with np.errstate(invalid="ignore"):
            turn = (self.length_m + self.from_end_m - self.from_start_m) / 2.0
        return np.clip(np.where(np.isnan(turn), self.length_m / 2.0, turn), 0.0, self.length_m)


@dataclass(frozen=True, eq=False)
class Walk:
    """The nearest device from everywhere.

    By node (n,): ``node_m`` metres, ``node_device``, ``node_edge`` the segment the walk begins with (-1: the device's own).
    ``at_edge`` and ``at_m`` (d,) say where the devices stand (edge -1: not on the network). ``sections`` has every metre.
    """

    node_m: np.ndarray
    node_device: np.ndarray
    node_edge: np.ndarray
    at_edge: np.ndarray
    at_m: np.ndarray
    sections: Sections


def section_of(walk: Walk, edge: np.ndarray, at_m: np.ndarray) -> np.ndarray:
    """The section each place lies in."""
    s = walk.sections
    count = np.diff(np.r_[s.first, len(s.edge)])
    row = s.first[edge]
    # Few segments hold more than a few devices: step on while any place lies beyond its section.
    for _ in range(int(count.max()) if len(count) else 0):
        beyond = (at_m > s.end_m[row]) & (row + 1 < s.first[edge] + count[edge])
        if not beyond.any():
            break
        row = row + beyond
    return row
