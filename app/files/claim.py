"""Who may write to a project file: a lock beside it, held as long as the file is open and gone with the process."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from app.words import tr


class Claim:
    """The right to write to ``path``. ``held`` says whether it was given, ``reason`` in a sentence why not.

    ``unchanging``: the file lies where nothing can be written and was left with a write-ahead log, so SQLite has to be told
    that it will not change. Nothing in the file itself is touched. The lock is the system's own, so it ends with the process
    however that ends; the lock file alone means nothing.
    """

    def __init__(self, path: Path):
        self.held, self.reason, self.unchanging = False, "", False
        self._beside = path.with_name(f".{path.name}.lock")
        self._lock = None
        if path.exists() and not _can_be_written(path):
            self._refused(path)
        else:
            self._ask(path)

    def _ask(self, path: Path) -> None:
        import filelock

        # Not bound to a thread: a project may be opened on a worker and closed by the window.
        lock = filelock.FileLock(self._beside, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            self.reason = tr("project.opened_elsewhere")
        except (OSError, NotImplementedError):
            self._refused(path)
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

    def _refused(self, path: Path) -> None:
        self.reason = tr("project.opened_read_only")
        with suppress(OSError), open(path, "rb") as file:
            # Bytes 18 and 19 of SQLite's header: 2 stands for a write-ahead log.
            logged = file.read(20)[18:20] == b"\x02\x02"
            self.unchanging = logged and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _can_be_written(path: Path) -> bool:
    try:
        with open(path, "r+b"):
            return True
    except OSError:
        return False
