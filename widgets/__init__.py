"""What is seen and touched: the only rooms that know Qt. They stand on `app` and never meet `layers`."""

from __future__ import annotations

import sys


def _keep_constants_alive() -> None:
    """Python 3.11 with PySide6 6.12.0: calls that return None, True or False take one reference to them too many.

    After some ten thousand calls the interpreter would abort with "deallocating None". From Python 3.12 on these cannot die;
    before, a stock of references that no session uses up has the same effect. Harmless with sound versions of PySide6.
    """
    if sys.version_info < (3, 12):
        import ctypes

        for constant in (None, True, False, NotImplemented):
            ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40


_keep_constants_alive()
