"""Compiling ahead: the first time after installation a second process compiles one kernel while this one is busy with the others.

    compile_ahead("app.analysis.lux_kernel")     returns at once; nothing happens where it is compiled already
    wait_for("app.analysis.lux_kernel")          before the kernel is imported

Whatever goes wrong in the second process, this one compiles the kernel itself when it imports it.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from app.feedback import SILENT, Feedback

_busy: dict[str, subprocess.Popen[bytes]] = {}
# No kernel takes so long; a process that hangs is not waited for.
LONGEST_S, LOOK_S = 180.0, 0.2


def is_compiled(module: str) -> bool:
    """True where compiled code of a kernel is kept, or where nobody can tell."""
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        return True
    file, told = Path(found.origin), os.environ.get("NUMBA_CACHE_DIR")
    if told:
        return any(Path(told).rglob(f"{file.stem}.*.nbi"))
    kept = file.parent / "__pycache__"
    return any(kept.glob(f"{file.stem}.*.nbi")) or not os.access(kept if kept.is_dir() else file.parent, os.W_OK)


def compile_ahead(module: str) -> None:
    """Begin to compile a kernel in a second process, where that is of use."""
    # A frozen program has no Python of its own to run.
    if module in _busy or module in sys.modules or getattr(sys, "frozen", False) or not sys.executable or is_compiled(module):
        return
    root = str(Path(__file__).resolve().parents[2])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)}
    try:
        _busy[module] = subprocess.Popen(
            [sys.executable, "-c", f"import {module}"], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError:
        return


def wait_for(module: str, feedback: Feedback = SILENT) -> None:
    """Wait until the second process is done with a kernel; nothing to wait for returns at once. ``feedback`` may stop the waiting."""
    process = _busy.get(module)
    if process is None:
        return
    for _ in range(int(LONGEST_S / LOOK_S)):
        feedback.step(0.0)
        try:
            process.wait(LOOK_S)
            break
        except subprocess.TimeoutExpired:
            continue
    else:
        process.kill()
        process.wait()
    del _busy[module]
