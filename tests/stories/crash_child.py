"""The child that test_crash.py kills: it imports and edits without end and says what is on the disk.

``python crash_child.py`` reads lines of ``path<TAB>said<TAB>seed`` and for each begins a child of its own that works on the
project ``path`` and appends to the file ``said``; it answers with the child's number. Where processes cannot be forked it is
given the three as arguments and works itself.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from project_pieces import BUILDINGS, CCTV, KINDS, layer  # noqa: E402

from app import edits  # noqa: E402
from app.files import bulk  # noqa: E402
from app.files.project_file import ProjectFile  # noqa: E402
from app.history import History  # noqa: E402
from app.model import Project, SetAside  # noqa: E402
from app.session import Session  # noqa: E402

commit_to_disk, go_on_disk = ProjectFile.commit, ProjectFile.go


def digest(project: Project) -> str:
    """A short sign of a project without its frames."""
    return hashlib.sha256(repr(project).encode()).hexdigest()[:16]


def place_in(history: History) -> str:
    """Where in its history a project stands: the step done last and how many there are."""
    return f"{history.here}/{len(history.steps)}"


def work(path: Path, said: Path, seed: int) -> None:
    """Import, edit, undo and redo until killed.

    Says ``try`` and what it is about to reach before each commit, ``go`` and the step it goes to before each walk along the
    history, and ``done``, what was reached and the place in the history after either returned.
    """
    out = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def commit(file: ProjectFile, before: Project, after: Project, *step: object) -> None:
        os.write(out, f"try {digest(after)} -\n".encode())
        commit_to_disk(file, before, after, *step)
        os.write(out, f"done {digest(after)} {place_in(file.history)}\n".encode())

    def go(file: ProjectFile, present: Project, number: int) -> Project:
        os.write(out, f"go {number} -\n".encode())
        project = go_on_disk(file, present, number)
        os.write(out, f"done {digest(project)} {place_in(file.history)}\n".encode())
        return project

    ProjectFile.commit, ProjectFile.go = commit, go
    bulk.PIECE = 40
    session = Session.open(path, KINDS) if path.exists() else Session.create(path, "p", KINDS)
    random = Random(seed)
    while True:
        random.choice((bring_in, bring_in, sketch, sketch, drag, take_out, jump, lambda session, _: session.undo(), lambda session, _: session.redo()))(
            session, random)


def bring_in(session: Session, random: Random) -> None:
    """Import a layer or two; what is in them can be told from their titles."""
    new = []
    for kind in random.sample((CCTV, BUILDINGS), random.randint(1, 2)):
        seed, count = random.randint(1, 999), random.randint(0, 200)
        new.append(edits.rename_layer(Project("", "", layers=(layer(kind.key, kind, count, seed),)), kind.key, f"{count} {seed}").layers[0])
    rows = [SetAside(f"{made.id}.csv", 1, "r", made.title) for made in new]
    session.edit("import", edits.add_layers, session.write_layers(new, set_aside=rows), KINDS)


def sketch(session: Session, random: Random) -> None:
    """Place something."""
    session.edit("place", edits.place, "cctv", (random.uniform(0, 1000), random.uniform(0, 1000)), note="x" * random.randint(0, 5000))


def drag(session: Session, random: Random) -> None:
    """Carry what was sketched last in a few steps, then let go; remove it now and then."""
    for item in session.project.shown.items[-1:] if session.project.shown else ():
        for step in range(random.randint(1, 6)):
            session.edit("move", edits.move, item.id, (step, step), merge=item.id)
        session.seal()
        if random.random() < 0.6:
            session.edit("remove", edits.remove, item.id)


def take_out(session: Session, random: Random) -> None:
    """Remove a layer."""
    for known in session.project.layers[:1]:
        session.edit("remove", edits.remove_layer, known.id)


def jump(session: Session, random: Random) -> None:
    """Go to any step."""
    session.go(random.choice([0, *(step.number for step in session.history.steps[-12:])]))


def nursery() -> None:
    """Begin a child for each line read, each with everything loaded and tried once, so that it is at work at once."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session.create(Path(folder) / "p.gpkg", "p", KINDS)
        for step in (bring_in, sketch, drag, take_out, jump):
            step(session, Random(1))
        session.close()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        path, said, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            work(Path(path), Path(said), int(seed))
        print(child, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        nursery()
