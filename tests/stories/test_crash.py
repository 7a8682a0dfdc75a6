"""Pull the plug at any moment: start again, everything is there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from crash_child import digest
from project_pieces import KINDS, points, same

from app.session import Session

CHILD = Path(__file__).with_name("crash_child.py")
KILLS = 50
Begin = Callable[[Path, Path, int], Callable[[], None]]


@pytest.fixture(scope="module")
def begin() -> Iterator[Begin]:
    """Begins a child at work and returns what kills it."""
    if sys.platform == "win32":
        yield _begun_alone
        return
    nursery = subprocess.Popen([sys.executable, CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})

    def begun(path: Path, said: Path, seed: int) -> Callable[[], None]:
        nursery.stdin.write(f"{path}\t{said}\t{seed}\n")
        nursery.stdin.flush()
        child = int(nursery.stdout.readline())
        return lambda: _kill(child)

    yield begun
    nursery.stdin.close()
    nursery.wait()
    nursery.stdout.close()


def test_killed_fifty_times_while_importing_and_editing_every_committed_edit_is_there(begin: Begin, tmp_path: Path) -> None:
    path, random, inside, steps = tmp_path / "p.gpkg", Random(20261122), 0, 0
    known = None
    for number in range(KILLS):
        said = tmp_path / f"said {number}"
        kill = begin(path, said, number)
        _wait_until(said.exists)
        time.sleep(random.uniform(0, 0.5))
        kill()
        lines = [line.split() for line in said.read_text().splitlines()]
        done = [sign for word, sign in lines if word == "done"]
        known = done[-1] if done else known
        allowed = {known}
        if lines and lines[-1][0] == "try":
            # Killed inside a commit: both the state before and the state after are right.
            allowed.add(lines[-1][1])
            inside += 1
        known, steps = _found(path, allowed), steps + len(done)
    print(f"{KILLS} kills, {inside} of them inside a commit, {steps} commits")
    assert steps > KILLS


def _found(path: Path, allowed: set[str | None]) -> str | None:
    """The state the file opens in, which must be one of those allowed and whole in itself."""
    if not path.exists():
        assert allowed <= {None} or len(allowed) == 2
        return None
    session = Session.open(path, KINDS)
    project = session.project
    sign = digest(project)
    assert not session.read_only and session.notes == ()
    assert sign in allowed or allowed == {None}
    for layer in project.layers:
        count, seed = map(int, layer.title.split())
        assert same(layer.frame, points(count, seed))
        assert [row.row for row in session.set_aside(layer.id)] == [layer.title]
    assert len(session.set_aside()) == len(project.layers)
    session.close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not raw.execute("SELECT name FROM sqlite_master WHERE name LIKE '%parked%'").fetchall()
    raw.close()
    return sign


def _begun_alone(path: Path, said: Path, seed: int) -> Callable[[], None]:
    child = subprocess.Popen([sys.executable, CHILD, path, said, str(seed)])

    def kill() -> None:
        child.kill()
        child.wait()

    return kill


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    # Reaped by the nursery: gone when its number no longer answers.
    _wait_until(lambda: not _answers(child))


def _answers(child: int) -> bool:
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "waited a minute"
        time.sleep(0.002)
