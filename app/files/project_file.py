"""The project file: one GeoPackage that holds everything a planner works on, safe at any moment.

Layers are ordinary tables that other programs open as they are; Golmok's own tables lie beside them (`app.files.schema`).
What ``commit`` returned from is on the disk. How and why: ``docs/decisions/0002-project-file.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.engine import Connection

from app import __version__
from app.errors import ProjectTrouble
from app.feedback import SILENT, Feedback
from app.files import bulk, migrations, photos, pouring, project_place, records, set_aside, steps
from app.files.claim import Claim
from app.files.database import Database
from app.files.schema import LAYERS, META, SOURCES, VERSION, lay_out
from app.history import History
from app.kinds import LayerKind
from app.model import Layer, Project, SetAside
from app.words import tr

_UNKNOWN = object()
# So many rows of layers that are in no project any more are kept in memory, for a quick undo.
ROWS_AT_HAND = 150_000


class ProjectFile:
    """An open project file; made by `create` and `open`.

    ``read_only``: another Golmok has the file, or nothing can be written there; ``read_only_reason`` is the sentence.
    ``notes`` are sentences about what opening found (a layer whose table another program removed). ``history`` are the steps that
    lie in the file; ``interrupted`` is the last of them where the program that did it never closed the file.
    Calls may come from any thread: each uses a connection of its own, and writers take turns.
    """

    def __init__(self, path: Path, claim: Claim, kinds: Iterable[LayerKind] = ()):
        self.path, self.notes = path, ()
        self.read_only, self.read_only_reason = not claim.held, claim.reason
        self._claim, self._kinds = claim, {kind.key: kind for kind in kinds}
        self._database = Database(path)
        self._kinds_in_file: dict[str, str] = {}
        # (layer id, revision) -> the very frame whose bulk lies in the file under this name.
        self._frames: dict[tuple[str, int], object] = {}
        self._edit, self._sure, self._open = 0, True, True
        self.history, self.interrupted = History(), None
        # What the last step changed so far, while it takes edits in; and which bulks have been in a project.
        self._running: tuple[records.Change, ...] = ()
        self._known: set[tuple[str, int]] = set()

    @classmethod
    def create(cls, path: Path | str, project: Project, *, replace: bool = False) -> ProjectFile:
        """Make the file with this project in it, complete or not at all, and open it.

        Raises ProjectTrouble where something is there already, unless ``replace``, or where it cannot be written.
        """
        path = Path(path).resolve()
        if path.exists() and not replace:
            raise ProjectTrouble(tr("project.exists"), hint=tr("project.exists.hint"), file=path.name)
        claim = Claim(path)
        try:
            if not claim.held:
                raise ProjectTrouble(tr("project.cannot_create"), hint=tr("project.cannot_create.hint"), file=path.name)
            with project_place.draft(path) as draft:
                made = cls(draft, claim)
                made._database = Database(draft, durable=False)
                made._found(project)
            made.path, made._database = path, Database(path)
        except BaseException:
            claim.release()
            raise
        return made

    @classmethod
    def open(cls, path: Path | str, kinds: Iterable[LayerKind]) -> tuple[ProjectFile, Project]:
        """Open a project: the file and what is in it. Layers of unknown kinds come as ``other``.

        Raises ProjectTrouble with a sentence where it is no project, or damaged; `NewerProject` where a later Golmok wrote it.
        What is refused stays as it is, byte for byte.
        """
        path = Path(path).resolve()
        project_place.check(path)
        claim = Claim(path)
        try:
            file = cls(path, claim, kinds)
            return file, file._entered()
        except BaseException:
            claim.release()
            raise

    def read(self) -> Project:
        """The project as it is on the disk, frames included."""
        with self._database.reading() as connection:
            return self._read(connection)[0]

    def commit(self, before: Project, after: Project, title: str = "", merge: str | None = None) -> None:
        """Take the file from one state to the other in one transaction; on the disk when this returns, else unchanged.

        With a ``title`` it is a step of the history (see `History.with_step`); without one it cannot be undone, and the history ends.
        The bulk of every layer in ``after`` has been written (`stamped` sees to it). Raises ProjectTrouble.
        """
        self._must_be_writable()
        sure, self._sure = self._sure, False
        for layer in after.layers:
            self._kinds.setdefault(layer.kind.key, layer.kind)
        with self._database.writing() as connection:
            was = before if sure else self._read(connection, frames_too=False)[0]
            edit, known = self._next_edit(connection, sure), self.history if sure else steps.heads(connection)
            changes = records.changes(self._rows(was), self._rows(after))
            records.write(connection, changes)
            if not sure or _bulks(was) != _bulks(after):
                bulk.settle(connection, _bulks(after))
            history, running = self._stepped(connection, known, changes, title, merge)
        self._edit, self._sure, self.history, self._running = edit, True, history, running
        self._tidy(before, after)

    def go(self, present: Project, number: int) -> Project:
        """Undo or redo until the step of this ``number`` is the last one done (0: none is), in one transaction; gives the project then.

        ``present``: the project as it is; what stays the same is taken from it. Bulks are read where they are not at hand (`fetch`).
        """
        self._must_be_writable()
        sure, self._sure = self._sure, False
        with self._database.writing() as connection:
            edit, known = self._next_edit(connection, sure), self.history if sure else steps.heads(connection)
            history = known.at(number)
            steps.walk(connection, known, history)
            bulk.settle(connection, steps.bulks(connection))
            project, gone = self._read(connection, present=present, at_hand=True)
            if gone:
                self._part_with(connection, project)
        self._edit, self._sure, self.history, self._running = edit, True, history, ()
        self._frames.update({(layer.id, layer.revision): layer.bulk for layer in project.layers})
        self._tidy(present, project)
        return project

    def missing(self, number: int) -> set[tuple[str, int]]:
        """The bulks that `go` would have to read from the disk first."""
        low, high = sorted((number, self.history.here))
        walked = [step.number for step in self.history.steps if low < step.number <= high]
        with self._database.reading() as connection:
            return {key for key in steps.needed(connection, steps.BULK, walked) if key not in self._frames}

    def fetch(self, number: int, feedback: Feedback = SILENT) -> None:
        """Have at hand what `go` to this step needs; may run on a worker thread."""
        missing = sorted(self.missing(number))
        with self._database.reading() as connection:
            known = bulk.listed(connection, parked=True)
            for at, key in enumerate(missing):
                feedback.step(at / len(missing))
                frame = bulk.read(connection, known, *key)
                if frame is not None:
                    self._frames[key] = frame

    def forget_steps(self) -> None:
        """Let go of the history; what only it kept leaves the file with `close`."""
        self._must_be_writable()
        with self._database.writing() as connection:
            steps.drop(connection, History())
        self.history, self._running = History(), ()

    def history_bytes(self) -> int:
        """How much of the file the history takes."""
        with self._database.reading() as connection:
            return steps.size(connection)

    def stamped(self, project: Project, feedback: Feedback = SILENT) -> Project:
        """The project with every layer's bulk in the file: what is new is written now and gets a revision of its own."""
        new = [layer for layer in project.layers if not self._has(layer)]
        # A layer whose rows were changed goes on with what its file could not give.
        rows = [row for layer in new for row in self.set_aside(layer.id, layer.source.file)]
        for layer in self.write_layers(new, feedback, rows) if new else ():
            project = project.with_layer(layer)
        return project

    def write_layers(self, layers: Sequence[Layer], feedback: Feedback = SILENT, set_aside: Iterable[SetAside] = ()) -> tuple[Layer, ...]:
        """Write the bulk of layers an edit will name next, and the rows set aside with them; may run on a worker thread.

        Returns the layers with revisions never used before: these are what the edit must take. Layers whose bulk is in the file
        come back as they are. Rows set aside belong to the first new layer from the same file and live and go with it; the
        others are kept at once. Stopped or failed, nothing stays.
        """
        self._must_be_writable()
        waiting, given, written = list(set_aside), [], []
        try:
            for number, layer in enumerate(layers):
                if self._has(layer):
                    given.append(layer)
                    continue
                own = [row for row in waiting if row.file == layer.source.file]
                waiting = [row for row in waiting if row.file != layer.source.file]
                written.append(self._write(layer, own, feedback.part(number / len(layers), (number + 1) / len(layers))))
                given.append(written[-1])
        except BaseException:
            self._forget(written)
            raise
        self.add_set_aside(waiting)
        return tuple(given)

    def write_layer(self, layer: Layer, feedback: Feedback = SILENT) -> Layer:
        """`write_layers` for one."""
        return self.write_layers([layer], feedback)[0]

    def add_set_aside(self, rows: Iterable[SetAside]) -> None:
        """Keep rows of files that gave no layer; they replace those of an earlier try with the same files."""
        self._must_be_writable()
        rows = list(rows)
        if rows:
            with self._database.writing() as connection:
                set_aside.add(connection, rows)

    def set_aside(self, layer_id: str | None = None, file: str | None = None) -> list[SetAside]:
        """The rows set aside: all, those of one layer, or those of one file."""
        with self._database.reading() as connection:
            return set_aside.rows(connection, layer_id, file)

    def add_photo(self, data: bytes) -> str:
        """Keep a picture; the same picture is kept once. Gives its name."""
        self._must_be_writable()
        with self._database.writing() as connection:
            return photos.keep(connection, data)

    def photo(self, id: str) -> bytes:
        """A picture by its name; BadInput where there is none."""
        with self._database.reading() as connection:
            return photos.read(connection, id)

    def close(self) -> None:
        """Drop what neither the project nor its history needs, give its room back, and let others write; a second call does nothing."""
        if not self._open:
            return
        self._open = False
        try:
            if not self.read_only:
                with self._database.writing() as connection:
                    dropped = self._swept(connection)
                    connection.execute(update(META).where(META.c.working).values(working=False))
                if dropped:
                    self._database.give_room_back()
        except ProjectTrouble:
            # The disk is gone: the next opening tidies up.
            pass
        finally:
            self._claim.release()

    def _found(self, project: Project) -> None:
        with self._database.writing() as connection:
            lay_out(connection)
            empty = Project(project.id, project.name)
            connection.execute(insert(META).values(
                id=1, schema_version=VERSION, written_by=__version__, edit=0, project_id=project.id,
                next_revision=1 + max((layer.revision for layer in project.layers), default=0), **self._rows(empty)[META][1,]))
        for layer in project.layers:
            self._write(layer, (), SILENT, new=False)
        self.commit(empty, project)

    def _entered(self) -> Project:
        if self.read_only:
            with self._database.reading() as connection:
                project_place.check_version(connection, self.path, may_migrate=False)
                project, gone = self._read(connection)
        else:
            self._database.prepare()
            with self._database.writing() as connection:
                project_place.check_version(connection, self.path, may_migrate=True)
                migrations.migrate(connection)
                self._edit, working = connection.execute(select(META.c.edit, META.c.working)).one()
                self.history = steps.heads(connection)
                self.interrupted = self.history.done[-1] if working and self.history.done else None
                self._swept(connection)
                project, gone = self._read(connection)
                self._part_with(connection, project)
        self._frames = {(layer.id, layer.revision): layer.bulk for layer in project.layers}
        self._known = set(self._frames)
        self.notes = tuple(tr("project.layer_gone", title=title) for title in gone)
        return project

    def _read(self, connection: Connection, *, frames_too: bool = True, present: Project | None = None,
              at_hand: bool = False) -> tuple[Project, tuple[str, ...]]:
        known = bulk.listed(connection) if frames_too else None

        def frame_of(id: str, revision: int) -> object:
            frame = self._frames.get((id, revision)) if at_hand else None
            return _UNKNOWN if known is None else frame if frame is not None else bulk.read(connection, known, id, revision)

        project, named, gone = records.read(connection, self._kinds, frame_of, () if present is None else present.layers)
        self._kinds_in_file.update(named)
        return project, gone

    def _stepped(self, connection: Connection, known: History, changes: tuple[records.Change, ...], title: str,
                 merge: str | None) -> tuple[History, tuple[records.Change, ...]]:
        if not title:
            if known.steps:
                steps.drop(connection, History())
            return History(), ()
        if not changes:
            return known, self._running
        running = steps.joined(self._running, changes) if known.takes_in(merge) else changes
        history = known.with_step(title, datetime.now().isoformat(timespec="seconds"), merge)
        if not running:
            history = history.without_last()
            steps.drop(connection, history)
        else:
            steps.add(connection, known, history, running)
        return steps.bounded(connection, history) if len(history.done) > steps.MOST else history, running

    def _swept(self, connection: Connection) -> int:
        self.history = steps.bounded(connection, self.history)
        photos.drop_all_but(connection, steps.photos(connection))
        return bulk.drop_parked(connection, but=steps.needed(connection, steps.BULK))

    def _tidy(self, before: Project, after: Project) -> None:
        # Frames of layers that are in no project any more: the newest stay at hand, the others are read when they are wanted.
        wanted = _bulks(after)
        self._known |= wanted | _bulks(before)
        gone = [key for key in self._frames if key in self._known and key not in wanted]
        rows = 0
        for key in reversed(gone):
            rows += len(self._frames[key]) if self._frames[key] is not None else 0  # type: ignore[arg-type]
            if rows > ROWS_AT_HAND:
                del self._frames[key]

    def _part_with(self, connection: Connection, project: Project) -> None:
        # Layers whose table another program removed leave Golmok's tables too, so that their ids are free again.
        kept = [layer.id for layer in project.layers]
        connection.execute(delete(LAYERS).where(LAYERS.c.id.not_in(kept)))
        connection.execute(delete(SOURCES).where(SOURCES.c.layer_id.not_in(kept)))
        bulk.settle(connection, _bulks(project))

    def _next_edit(self, connection: Connection, sure: bool) -> int:
        found = connection.execute(select(META.c.edit)).scalar_one()
        # After a failure nobody knows whether the disk took the commit; one more than known is then ours too.
        if found != self._edit and (sure or found != self._edit + 1):
            raise ProjectTrouble(tr("project.changed_elsewhere"), hint=tr("project.changed_elsewhere.hint"), file=self.path.name)
        connection.execute(update(META).values(edit=found + 1, written_by=__version__, working=True))
        return found + 1

    def _write(self, layer: Layer, rows: Iterable[SetAside], feedback: Feedback, *, new: bool = True) -> Layer:
        try:
            layer = pouring.pour(self._database, layer, rows, feedback, new=new)
        except pouring.Broken as broken:
            self._forget([broken.layer])
            raise broken.__cause__ from None  # type: ignore[misc]
        self._frames[layer.id, layer.revision] = layer.bulk
        return layer

    def _forget(self, layers: Iterable[Layer]) -> None:
        keys = {(layer.id, layer.revision) for layer in layers}
        for key in keys:
            self._frames.pop(key, None)
        try:
            with self._database.writing() as connection:
                bulk.drop_parked(connection, keys)
        except ProjectTrouble:
            # The disk that failed fails still; what is parked goes at the next opening.
            pass

    def _has(self, layer: Layer) -> bool:
        return self._frames.get((layer.id, layer.revision), _UNKNOWN) is layer.bulk

    def _rows(self, project: Project) -> dict[Table, records.Rows]:
        return records.rows(project, self._kinds_in_file)

    def _must_be_writable(self) -> None:
        if self.read_only or not self._open:
            raise ProjectTrouble(self.read_only_reason or tr("project.closed"), file=self.path.name)


def _bulks(project: Project) -> set[tuple[str, int]]:
    return {(layer.id, layer.revision) for layer in project.layers}
