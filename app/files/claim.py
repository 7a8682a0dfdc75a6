"""Who may write to a project file: a lock beside it, held as long as the file is open and gone with the process."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from app.words import tr


class Claim:
    """The right to write to ``path``. ``held`` says whether it was given, ``reason`` in a sentence why not.

    The file itself is not touched. The lock is the system's own, so it ends with the process however that ends; the lock file
    alone means nothing.
    """

    def __init__(self, path: Path):
        self.held, self.reason = False, ""
        self._beside = path.with_name(f".{path.name}.lock")
        self._lock = None
        # The lock would make missing folders.
        if not path.parent.is_dir() or (path.exists() and not _can_be_written(path)):
            self.reason = tr("project.opened_read_only")
        else:
            self._ask()

    def _ask(self) -> None:
        import filelock

        # Not bound to a thread: a project may be opened on a worker and closed by the window.
        lock = filelock.FileLock(self._beside, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            self.reason = tr("project.opened_elsewhere")
        except (OSError, NotImplementedError):
            self.reason = tr("project.opened_read_only")
        else:
            self.held, self._lock = True, lock

    def release(self) -> None:
        """Give the right back; once is enough, more does no harm."""
        if self._lock is None:
            return
        lock, self._lock, self.held = self._lock, None, False
        # Removed while still locked: who waits for this very file finds it unlinked and asks anew. Windows removes no open file.
        if sys.platform != "win32":
            self._beside.unlink(missing_ok=True)
        lock.release()
        if sys.platform == "win32":
            with suppress(OSError):
                self._beside.unlink(missing_ok=True)


def _can_be_written(path: Path) -> bool:
    try:
        with open(path, "r+b"):
            return True
    except OSError:
        return False
