"""The walk from one place on the network to its nearest device, leg by leg, for drawing and for telling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.analysis.network import Network, Walk, section_of


@dataclass(frozen=True)
class Path:
    """A walk: ``legs`` of (edge, from metre, to metre) in walking order, the junctions passed, the device, the metres.

    From a place without a device in reach: no legs, device -1, inf metres.
    """

    legs: tuple[tuple[int, float, float], ...]
    nodes: tuple[int, ...]
    device: int
    metres: float


def path(network: Network, walk: Walk, edge: int, at_m: float) -> Path:
    """The walk from a place on a segment to its nearest device, leg by leg."""
    s, length = walk.sections, np.asarray(network.length_m, float)
    at = float(np.clip(at_m, 0.0, length[edge]))
    row = int(section_of(walk, np.array([edge]), np.array([at]))[0])
    back, ahead = s.from_start_m[row] + at - s.start_m[row], s.from_end_m[row] + s.end_m[row] - at
    metres = float(min(back, ahead))
    if not np.isfinite(metres):
        return Path((), (), -1, metres)
    device = int(s.start_device[row] if back <= ahead else s.end_device[row])
    end = s.start_m[row] if back <= ahead else s.end_m[row]
    legs = [(int(edge), at, float(end))]
    is_last = end == walk.at_m[device] and edge == walk.at_edge[device] and metres <= abs(end - at) + 1e-9
    nodes: list[int] = []
    node = int(network.node_u[edge] if back <= ahead else network.node_v[edge])
    while not is_last:
        nodes.append(node)
        by = int(walk.node_edge[node])
        is_last = by < 0
        by = int(walk.at_edge[device]) if is_last else by
        out = bool(network.node_u[by] == node) if not is_last else _leaves_by_start(network, walk, by, node, device)
        goal = float(walk.at_m[device]) if is_last else (length[by] if out else 0.0)
        legs.append((by, 0.0 if out else float(length[by]), float(goal)))
        node = int(network.node_v[by] if out else network.node_u[by])
    return Path(tuple(leg for leg in legs if leg[1] != leg[2]), tuple(nodes), device, metres)


def _leaves_by_start(network: Network, walk: Walk, edge: int, node: int, device: int) -> bool:
    """True where the shorter way from a node to a device on one of its segments begins at the segment's start."""
    if network.node_u[edge] != network.node_v[edge]:
        return bool(network.node_u[edge] == node)
    return bool(walk.at_m[device] <= network.length_m[edge] - walk.at_m[device])
