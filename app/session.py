"""The open project: the one place that changes, and the one voice that says so."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from app.errors import ProjectTrouble
from app.feedback import SILENT, Feedback
from app.history import History
from app.kinds import LayerKind
from app.model import Layer, Project, SetAside
from app.words import tr

if TYPE_CHECKING:
    from app.files.project_file import ProjectFile


@dataclass(frozen=True)
class Changes:
    """What differs between two states.

    ``layers`` and ``scenarios``: ids added, removed, changed or moved in their order; a scenario that comes to be shown or
    ceases to be is among them. ``basemaps``: the maps beneath. ``book``: unit costs. ``styles``: kept styles. ``other``: name,
    district, the made-up mark, which scenario is shown, photometric files.
    ``history``: there are other steps to go back and forward to.
    """

    layers: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    parameters: bool = False
    views: bool = False
    basemaps: bool = False
    book: bool = False
    styles: bool = False
    other: bool = False
    history: bool = False

    def __bool__(self) -> bool:
        return any(bool(part) for part in vars(self).values())


def difference(before: Project, after: Project) -> Changes:
    """What differs between two projects; a layer with another frame differs even where its other values do not."""
    shown = {before.scenario, after.scenario} - {""} if before.scenario != after.scenario else set()
    plain = [(p.id, p.name, p.made_up, p.district, p.scenario, p.luminaires) for p in (before, after)]
    reloaded = {a.id for a in after.layers for b in before.layers if a.id == b.id and a.frame is not b.frame}
    return Changes(
        layers=frozenset(_different(before.layers, after.layers) | reloaded),
        scenarios=frozenset(_different(before.scenarios, after.scenarios) | shown),
        parameters=before.parameters != after.parameters, views=before.views != after.views,
        basemaps=before.basemaps != after.basemaps, book=before.costs != after.costs, styles=before.styles != after.styles,
        other=plain[0] != plain[1])


class Session:
    """An open project; made by `create` and `open`, used from one thread except for `write_layers`.

    ``project`` is the present state; ``kinds`` are the kinds known, in drawing order; ``notes`` are sentences about what
    opening found.
    """

    def __init__(self, file: ProjectFile, project: Project, kinds: Iterable[LayerKind]):
        self.project, self.kinds = project, tuple(kinds)
        self._file = file
        self._listeners: dict[int, Callable[[Changes], None]] = {}
        self._waiting: deque[Changes] = deque()
        self._speaking = False

    @classmethod
    def create(cls, path: Path | str, name: str, kinds: Iterable[LayerKind], made_up: bool = False, *, replace: bool = False) -> Session:
        """A new, empty project in a new file. ``replace``: a project already there goes. Raises ProjectTrouble."""
        from app.files.project_file import ProjectFile

        project = Project(uuid4().hex, name, made_up)
        return cls(ProjectFile.create(path, project, replace=replace), project, kinds)

    @classmethod
    def open(cls, path: Path | str, kinds: Iterable[LayerKind]) -> Session:
        """The project in a file; raises ProjectTrouble with a sentence where there is none."""
        from app.files.project_file import ProjectFile

        kinds = tuple(kinds)
        return cls(*ProjectFile.open(path, kinds), kinds)

    @property
    def path(self) -> Path:
        """Where the project lies."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """True where another Golmok has the file, or nothing can be written there."""
        return self._file.read_only

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed, in a sentence; "" where everything can."""
        return self._file.read_only_reason

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about what opening found, for the planner."""
        return self._file.notes

    @property
    def history(self) -> History:
        """What was done and what was undone; it outlives the session."""
        return self._file.history

    @property
    def recovered(self) -> str:
        """What was done last where the program ended before the project was closed, in a sentence; "" where it was closed."""
        step = self._file.interrupted
        return tr("history.recovered", step=step.title, at=step.at[11:16]) if step is not None else ""

    @property
    def undo_title(self) -> str:
        """What undo would take back, "" where there is nothing."""
        return self.history.undo_title

    @property
    def redo_title(self) -> str:
        """What redo would bring back, "" where there is nothing."""
        return self.history.redo_title

    def edit(self, title: str, fn: Callable[..., Project], *args: object, merge: str | None = None, **kw: object) -> Changes:
        """Run ``fn(project, *args, **kw)``; where the result differs, put it on the disk, remember both states and say so.

        Returns what changed (nothing: no step is made). Steps with the same ``merge`` key join until `seal`. When ``fn`` or
        the disk fails, the session stays as it was and the error goes on; a read-only session raises ProjectTrouble.
        """
        if self.read_only:
            raise ProjectTrouble(self.read_only_reason, file=self.path.name)
        before = self.project
        after = fn(before, *args, **kw)
        if not isinstance(after, Project):
            raise TypeError(f"an edit gives a Project, {getattr(fn, '__name__', fn)} gave {type(after).__name__}")
        after = self._file.stamped(after)
        if not difference(before, after):
            return Changes()
        return self._changed(lambda: self._file.commit(before, after, title, merge) or after)

    def undo(self) -> Changes:
        """Take the last step back, on the disk too; nothing to take back changes nothing."""
        return self.go(self.history.back)

    def redo(self) -> Changes:
        """Bring back what was undone last, on the disk too; nothing undone changes nothing."""
        return self.go(self.history.forward)

    def go(self, number: int) -> Changes:
        """Undo or redo until the step of this number is the last one done (0: none is), on the disk too."""
        if self.read_only:
            raise ProjectTrouble(self.read_only_reason, file=self.path.name)
        if number == self.history.here:
            return Changes()
        return self._changed(lambda: self._file.go(self.project, number))

    def needs_fetching(self, number: int) -> bool:
        """True where going to this step reads layers from the disk, which `fetch` can do before, on another thread."""
        return bool(self._file.missing(number))

    def fetch(self, number: int, feedback: Feedback = SILENT) -> None:
        """Have the layers at hand that going to this step brings back; may run on any thread."""
        self._file.fetch(number, feedback)

    def forget_history(self) -> Changes:
        """Let go of all steps. Layers that only they kept leave the file when it is closed."""
        return self._changed(lambda: self._file.forget_steps() or self.project)

    def history_bytes(self) -> int:
        """How much of the project file the history takes."""
        return self._file.history_bytes()

    def seal(self) -> None:
        """End the running merge: the hand let go, the next step stands for itself."""
        self._file.history = self.history.sealed()

    def write_layers(self, layers: Sequence[Layer], feedback: Feedback = SILENT, set_aside: Iterable[SetAside] = ()) -> tuple[Layer, ...]:
        """Write the bulk of layers before the edit that takes them, on any thread; take what this returns to `edits.add_layers`.

        Rows set aside come along: those of a layer's file live and go with that layer, the others are kept at once.
        Stopped (Cancelled) or failed (ProjectTrouble), nothing stays.
        """
        return self._file.write_layers(layers, feedback, set_aside)

    def add_set_aside(self, rows: Iterable[SetAside]) -> None:
        """Keep rows of files that gave no layer; on the disk when this returns."""
        self._file.add_set_aside(rows)

    def set_aside(self, layer_id: str | None = None, file: str | None = None) -> list[SetAside]:
        """The rows set aside: all, those of one layer, or those of one file."""
        return self._file.set_aside(layer_id, file)

    def export_set_aside(self, path: Path | str, layer_id: str | None = None, file: str | None = None) -> None:
        """Write those rows as CSV for a spreadsheet."""
        from app.files.set_aside import export

        export(self.set_aside(layer_id, file), Path(path))

    def add_photo(self, data: bytes) -> str:
        """Keep a picture (JPEG, already small) in the project file; gives the name an item's ``photos`` calls it by."""
        return self._file.add_photo(data)

    def photo(self, id: str) -> bytes:
        """A picture kept in the project file; BadInput where there is none."""
        return self._file.photo(id)

    def listen(self, fn: Callable[[Changes], None]) -> Callable[[], None]:
        """Have ``fn`` told of every change; returns what stops it."""
        key = max(self._listeners, default=0) + 1
        self._listeners[key] = fn
        return lambda: self._listeners.pop(key, None) and None

    def close(self) -> None:
        """Let the file go. Everything is on the disk already."""
        self._listeners.clear()
        self._file.close()

    def _changed(self, act: Callable[[], Project]) -> Changes:
        history = self.history
        after = act()
        changes = difference(self.project, after)
        self.project = after
        told = Changes(**{**vars(changes), "history": _told(history) != _told(self.history)})
        if told:
            self._say(told)
        return told

    def _say(self, changes: Changes) -> None:
        # A listener that edits is heard after all have been told of the first change. Each is told even where one fails.
        self._waiting.append(changes)
        if self._speaking:
            return
        self._speaking = True
        try:
            while self._waiting:
                said = self._waiting.popleft()
                with ExitStack() as all_of_them:
                    for fn in reversed(tuple(self._listeners.values())):
                        all_of_them.callback(fn, said)
        finally:
            self._speaking = False


def _told(history: History) -> tuple:
    return history.here, tuple(step.number for step in history.steps)


def _different(before: Sequence, after: Sequence) -> set[str]:
    old, new = {value.id: value for value in before}, {value.id: value for value in after}
    changed = {id for id in old.keys() | new.keys() if old.get(id) != new.get(id)}
    # Moved: at another place among those that are in both.
    stay = [[value.id for value in values if value.id in old and value.id in new] for values in (before, after)]
    return changed | {a for a, b in zip(*stay, strict=True) if a != b} | {b for a, b in zip(*stay, strict=True) if a != b}
