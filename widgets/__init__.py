"""What is seen and touched: the only rooms that know Qt. They stand on `app` and never meet `layers`."""

from __future__ import annotations

import sys


def _keep_none_alive() -> None:
    """Python 3.11 with PySide6 6.12.0: every Qt call that returns nothing takes one reference to None too many.

    After some ten thousand calls the interpreter would abort with "deallocating None". From Python 3.12 on None cannot die;
    before, a stock of references that no session uses up has the same effect. Harmless with sound versions of PySide6.
    """
    if sys.version_info < (3, 12):
        import ctypes

        ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40


_keep_none_alive()
