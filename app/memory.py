"""Memory that is no longer needed, given back: what work took for a moment stays with the C library of Linux otherwise."""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache


def give_back() -> None:
    """Let the system have the memory that was freed; takes some milliseconds, so not for the GUI thread. Elsewhere nothing to do."""
    trim = _trim()
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> object:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL("libc.so.6").malloc_trim
    except (OSError, AttributeError):  # another C library
        return None
