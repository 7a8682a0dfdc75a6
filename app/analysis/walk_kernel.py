"""Shortest walks to the nearest of many devices, compiled: one search from all devices at once.

All compiled helpers of one kernel stand in this one file: the compiled code is kept by the date of the file.
"""

from __future__ import annotations

import numpy as np

from app.analysis.compiled import njit

# Divisions are never by zero here: without the check the compiler has half the work. Nobody calls a part from outside.
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)


@part
def _push(heap, who, size, metres, node):
    """Put a node into the binary heap; returns the new size."""
    i = size
    while i > 0 and heap[(i - 1) // 2] > metres:
        heap[i], who[i] = heap[(i - 1) // 2], who[(i - 1) // 2]
        i = (i - 1) // 2
    heap[i], who[i] = metres, node
    return size + 1


@part
def _pop(heap, who, size):
    """Drop the first of the heap by letting the last sink in its place; returns the new size."""
    size -= 1
    metres, node, i = heap[size], who[size], np.int64(0)
    while 2 * i + 1 < size:
        child = 2 * i + 1
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= metres:
            break
        heap[i], who[i] = heap[child], who[child]
        i = child
    heap[i], who[i] = metres, node
    return size


@njit(
    "Tuple((f8[::1], i8[::1], i8[::1]))(i8[::1], i8[::1], i8[::1], f8[::1], i8[::1], f8[::1], i8[::1])",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def nearest(first, edge, other, length, seed_node, seed_m, seed_device):
    """Metres to the nearest device from each node, which device it is, and the edge on which the walk begins.

    ``first`` (nodes + 1,), ``edge`` and ``other`` list the edges at each node and where they lead; ``length`` (edges,) metres.
    Seeds: a device ``seed_m`` metres from a node, along the edge it stands on. Unreachable: inf, -1, -1. The edge is -1 where
    the device stands on an edge at the node itself and is reached along that edge.
    """
    nodes = len(first) - 1
    metres, device, by = np.full(nodes, np.inf), np.full(nodes, -1), np.full(nodes, -1)
    heap, who = np.empty(len(edge) + len(seed_node) + 1), np.empty(len(edge) + len(seed_node) + 1, np.int64)
    size = np.int64(0)
    for i in range(len(seed_node)):
        node = seed_node[i]
        if seed_m[i] < metres[node]:
            metres[node], device[node] = seed_m[i], seed_device[i]
            size = _push(heap, who, size, seed_m[i], node)
    while size > 0:
        at, node = heap[0], who[0]
        size = _pop(heap, who, size)
        if at > metres[node]:
            continue
        for i in range(first[node], first[node + 1]):
            there, way = other[i], at + length[edge[i]]
            if way < metres[there]:
                metres[there], device[there], by[there] = way, device[node], edge[i]
                size = _push(heap, who, size, way, there)
    return metres, device, by
