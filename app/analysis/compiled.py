"""The compiler of the kernels, without what it would load for nothing at every start.

Numba looks for SciPy's linear algebra as soon as it loads its first kernel, which costs a third of a second; no kernel here uses it.
"""

from __future__ import annotations

import sys

__all__ = ["njit"]

PROBED = "scipy.linalg.cython_blas"


def _meet_numba_alone() -> None:
    known = PROBED in sys.modules
    if not known:
        sys.modules[PROBED] = None  # type: ignore[assignment]  # "not installed", as long as Numba asks
    try:
        import numba.np.arraymath  # noqa: F401
    finally:
        if not known:
            del sys.modules[PROBED]


_meet_numba_alone()

from numba import njit  # noqa: E402
