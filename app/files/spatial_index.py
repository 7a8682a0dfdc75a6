"""A packed R-tree in the form SQLite keeps one, written at once rather than box by box (a fifth of the work).

The form is that of SQLite's own rtree module: node 1 is the root; a node is its depth (root only), its count, and cells of an id
and four 32-bit numbers, big-endian; two side tables say in which node a row lies and which node a node hangs from.
SQLite's ``rtreecheck`` approves of it (tests), and other programs go on inserting and deleting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

# 51 cells is SQLite's own limit for a page of 4096 bytes; some room is left for rows that come later.
MOST, FILLED = 51, 42


@dataclass(frozen=True)
class Tree:
    """Rows for the three tables behind an R-tree: (node, blob), (row, node), (node, parent node)."""

    nodes: list[tuple[int, bytes]]
    rows: list[tuple[int, int]]
    parents: list[tuple[int, int]]


def pack(ids: numpy.ndarray, boxes: numpy.ndarray) -> Tree:
    """The tree of ``boxes`` (n, 4: west, south, east, north) with their row ids (n,); at least one, all finite."""
    import numpy

    order = _by_tiles(boxes)
    ids, cells = ids[order], _rounded_outwards(boxes[order][:, [0, 2, 1, 3]])
    rows: list[tuple[int, int]] = []
    parents: list[tuple[int, int]] = []
    blobs: list[tuple[int, bytes]] = []
    first, depth = 2, 0
    while True:
        groups = -(-len(ids) // FILLED) if len(ids) > MOST else 1
        # The root is node 1 whatever the depth; the other nodes are numbered from the leaves up.
        nodes = numpy.arange(first, first + groups) if groups > 1 else numpy.array([1])
        of = numpy.minimum(numpy.arange(len(ids)) // FILLED, groups - 1)
        (parents if depth else rows).extend(zip(ids.tolist(), nodes[of].tolist(), strict=True))
        blobs += zip(nodes.tolist(), _blobs(ids, cells, of, groups, depth if groups == 1 else 0), strict=True)
        if groups == 1:
            return Tree(blobs, rows, parents)
        starts = numpy.arange(groups) * FILLED
        west, south = (numpy.minimum.reduceat(cells[:, side], starts) for side in (0, 2))
        east, north = (numpy.maximum.reduceat(cells[:, side], starts) for side in (1, 3))
        ids, cells = nodes, numpy.column_stack([west, east, south, north])
        first, depth = first + groups, depth + 1


def _by_tiles(boxes: numpy.ndarray) -> numpy.ndarray:
    # Sort-tile-recursive: strips from west to east, each from south to north.
    import numpy

    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    strips = max(1, round((len(boxes) / FILLED) ** 0.5))
    strip = numpy.empty(len(boxes), dtype=numpy.int64)
    strip[numpy.argsort(x, kind="stable")] = numpy.arange(len(boxes)) * strips // len(boxes)
    return numpy.lexsort((y, strip))


def _rounded_outwards(cells: numpy.ndarray) -> numpy.ndarray:
    import numpy

    near = cells.astype(numpy.float32)
    low, high = numpy.nextafter(near, numpy.float32(-numpy.inf)), numpy.nextafter(near, numpy.float32(numpy.inf))
    outwards = numpy.array([True, False, True, False])
    return numpy.where(outwards, numpy.where(near > cells, low, near), numpy.where(near < cells, high, near))


def _blobs(ids: numpy.ndarray, cells: numpy.ndarray, of: numpy.ndarray, groups: int, depth: int) -> list[bytes]:
    import numpy

    cell = numpy.dtype([("id", ">i8"), ("box", ">f4", 4)])
    nodes = numpy.zeros(groups, dtype=[("depth", ">u2"), ("count", ">u2"), ("cells", cell, MOST)])
    nodes["depth"], nodes["count"] = depth, numpy.bincount(of, minlength=groups)
    at = numpy.arange(len(ids)) - of * FILLED
    nodes["cells"]["id"][of, at], nodes["cells"]["box"][of, at] = ids, cells
    text, size = nodes.tobytes(), nodes.dtype.itemsize
    return [text[start : start + size] for start in range(0, len(text), size)]
