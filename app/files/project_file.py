"""The project file: one GeoPackage that holds everything a planner works on, safe at any moment.

Layers are ordinary tables that other programs open as they are; Golmok's own tables lie beside them (`app.files.schema`).
What ``commit`` returned from is on the disk. How and why: ``docs/decisions/0002-project-file.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.engine import Connection

from app import __version__
from app.errors import ProjectTrouble
from app.feedback import SILENT, Feedback
from app.files import bulk, frames, migrations, photos, project_place, records, set_aside
from app.files.claim import Claim
from app.files.database import Database
from app.files.schema import LAYERS, META, SOURCES, VERSION, lay_out
from app.kinds import LayerKind
from app.model import Layer, Project, SetAside
from app.words import tr

_UNKNOWN = object()


class ProjectFile:
    """An open project file; made by `create` and `open`.

    ``read_only``: another Golmok has the file, or nothing can be written there; ``read_only_reason`` is the sentence.
    ``notes`` are sentences about what opening found (a layer whose table another program removed).
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

    def commit(self, before: Project, after: Project) -> None:
        """Take the file from one state to the other in one transaction; on the disk when this returns, else unchanged.

        The bulk of every layer in ``after`` has been written (`stamped` sees to it). Raises ProjectTrouble.
        """
        self._must_be_writable()
        sure, self._sure = self._sure, False
        for layer in after.layers:
            self._kinds.setdefault(layer.kind.key, layer.kind)
        with self._database.writing() as connection:
            was = before if sure else self._read(connection, frames_too=False)[0]
            edit = self._next_edit(connection, sure)
            records.write(connection, self._rows(was), self._rows(after))
            if not sure or _bulks(was) != _bulks(after):
                bulk.settle(connection, _bulks(after))
        self._edit, self._sure = edit, True

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
        """Drop what only undo could have brought back, give its room back, and let others write; a second call does nothing."""
        if not self._open:
            return
        self._open = False
        try:
            if not self.read_only:
                with self._database.writing() as connection:
                    dropped = bulk.drop_parked(connection)
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
                bulk.drop_parked(connection)
                self._edit = connection.execute(select(META.c.edit)).scalar_one()
                project, gone = self._read(connection)
                self._part_with(connection, project)
        self._frames = {(layer.id, layer.revision): layer.bulk for layer in project.layers}
        self.notes = tuple(tr("project.layer_gone", title=title) for title in gone)
        return project

    def _read(self, connection: Connection, *, frames_too: bool = True) -> tuple[Project, tuple[str, ...]]:
        known = bulk.listed(connection) if frames_too else None

        def frame_of(id: str, revision: int) -> object:
            return _UNKNOWN if known is None else bulk.read(connection, known, id, revision)

        project, named, gone = records.read(connection, self._kinds, frame_of)
        self._kinds_in_file.update(named)
        return project, gone

    def _part_with(self, connection: Connection, project: Project) -> None:
        # Layers whose table another program removed leave Golmok's tables too, so that their ids are free again.
        kept = [layer.id for layer in project.layers]
        connection.execute(delete(LAYERS).where(LAYERS.c.id.not_in(kept)))
        connection.execute(delete(SOURCES).where(SOURCES.c.layer_id.not_in(kept)))
        bulk.settle(connection, _bulks(project))
        bulk.drop_parked(connection)

    def _next_edit(self, connection: Connection, sure: bool) -> int:
        found = connection.execute(select(META.c.edit)).scalar_one()
        # After a failure nobody knows whether the disk took the commit; one more than known is then ours too.
        if found != self._edit and (sure or found != self._edit + 1):
            raise ProjectTrouble(tr("project.changed_elsewhere"), hint=tr("project.changed_elsewhere.hint"), file=self.path.name)
        connection.execute(update(META).values(edit=found + 1, written_by=__version__))
        return found + 1

    def _write(self, layer: Layer, rows: Iterable[SetAside], feedback: Feedback, *, new: bool = True) -> Layer:
        # One transaction for most layers; what does not fit into one piece is written in several, between which others may write.
        frame = layer.bulk
        count, cells = (0, ()) if frame is None else (len(frame), frames.columns(frame))
        feedback.step(0.0, tr("project.writing", title=layer.title))
        with self._database.writing() as connection:
            layer = replace(layer, revision=_next_revision(connection)) if new else layer
            number = bulk.found(connection, layer, cells)
            set_aside.add(connection, rows, layer.id, layer.revision)
            if count:
                bulk.fill(connection, number, frame, cells, 0)
            if 0 < count <= bulk.PIECE:
                bulk.index(connection, number, frame)
        try:
            for start in range(bulk.PIECE, count, bulk.PIECE):
                feedback.step(start / count, tr("project.writing", title=layer.title))
                with self._database.writing() as connection:
                    bulk.fill(connection, number, frame, cells, start)
                    if start + bulk.PIECE >= count:
                        bulk.index(connection, number, frame)
            feedback.step(1.0, tr("project.writing", title=layer.title))
        except BaseException:
            self._forget([layer])
            raise
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


def _next_revision(connection: Connection) -> int:
    revision = connection.execute(select(META.c.next_revision)).scalar_one()
    connection.execute(update(META).values(next_revision=revision + 1))
    return revision


def _bulks(project: Project) -> set[tuple[str, int]]:
    return {(layer.id, layer.revision) for layer in project.layers}
