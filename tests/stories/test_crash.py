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
from crash_child import digest, place_in
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
    known = (None, "0/0")
    for number in range(KILLS):
        said = tmp_path / f"said {number}"
        kill = begin(path, said, number)
        # Some are killed while they open the project, the others at work.
        _wait_until((lambda said=said: said.exists() and said.stat().st_size > 0) if number % 2 else said.exists)
        time.sleep(random.uniform(0, 0.5))
        kill()
        lines = [line.split() for line in said.read_text().splitlines()]
        done = [(sign, place) for word, sign, place in lines if word == "done"]
        known = done[-1] if done else known
        # Killed inside a commit or a walk: both the state before and the state after are right.
        attempt = lines[-1][:2] if lines and lines[-1][0] != "done" else None
        inside += attempt is not None
        known, steps = _found(path, known, attempt), steps + len(done)
    print(f"{KILLS} kills, {inside} of them inside a commit, {steps} commits, {known[1]} steps at last")
    assert steps > KILLS


def _found(path: Path, known: tuple[str | None, str], attempt: list[str] | None) -> tuple[str | None, str]:
    """The state the file opens in and the place in its history: those known, or those attempted; and whole, all the way back."""
    if not path.exists():
        assert known[0] is None
        return known
    session = Session.open(path, KINDS)
    sign, place = digest(session.project), place_in(session.history)
    assert not session.read_only and session.notes == ()
    if (sign, place) != known and known[0] is not None:
        assert attempt is not None
        word, reached = attempt
        if word == "try":
            assert sign == reached
        else:
            assert session.history.here == int(reached) and _steps(place) == _steps(known[1])
            session.go(int(known[1].split("/")[0]))
            assert digest(session.project) == known[0]
            session.go(int(reached))
    _whole(session)
    here = session.history.here
    for number in (0, session.history.steps[len(session.history.steps) // 2].number if session.history.steps else 0, here):
        session.go(number)
        _whole(session)
    assert (digest(session.project), place_in(session.history)) == (sign, place)
    session.close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        needed = "SELECT name, revision FROM golmok_step_needs WHERE what = 'bulk'"
        parked = raw.execute("SELECT layer_id, revision FROM golmok_bulks WHERE NOT live").fetchall()
        assert set(parked) <= set(raw.execute(needed).fetchall())
        stray = """SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'golmok_parked%'
                   AND name NOT IN (SELECT table_name FROM golmok_bulks)"""
        assert raw.execute(stray).fetchall() == []
    raw.close()
    return sign, place


def _whole(session: Session) -> None:
    for layer in session.project.layers:
        count, seed = map(int, layer.title.split())
        assert same(layer.frame, points(count, seed))
        assert [row.row for row in session.set_aside(layer.id)] == [layer.title]
    assert len(session.set_aside()) == len(session.project.layers)


def _steps(place: str) -> int:
    return int(place.split("/")[1])


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
