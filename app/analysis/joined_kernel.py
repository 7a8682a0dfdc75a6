"""Which of many things hang together: a union-find, compiled."""

from __future__ import annotations

import numpy as np

from app.analysis.compiled import njit


@njit("i8[::1](i8, i8[::1], i8[::1])", cache=True, nogil=True, error_model="numpy")
def joined(count, one, other):
    """The group of each of ``count`` things, numbered by their first member; ``one`` and ``other`` (links,) hang together.

    No links: each thing is a group of its own. No things: an empty array.
    """
    root = np.arange(count)
    for i in range(len(one)):
        a, b = one[i], other[i]
        while root[a] != a:
            root[a] = root[root[a]]
            a = root[a]
        while root[b] != b:
            root[b] = root[root[b]]
            b = root[b]
        # The smaller number is the root, so a group's root is its first member.
        if a < b:
            root[b] = a
        else:
            root[a] = b
    group = np.empty(count, np.int64)
    groups = np.int64(0)
    for i in range(count):
        if root[i] == i:
            group[i] = groups
            groups += 1
        else:
            a = root[i]
            while root[a] != a:
                a = root[a]
            group[i] = group[a]
    return group
