"""The steps of a project in its file: what each changed, row by row, so that undo and redo outlive the program.

A step is the changes of its edit as compact text (`app.files.records.Change`), packed. Opening reads only how the steps are called;
what one changed is read when somebody goes over it. What a step needs to be walked, bulks and pictures, is listed beside it and
stays in the file as long as the step does. Why so: ``docs/decisions/0016-history.md``.

A migration that renames a table or a column of `app.files.schema` rewrites the steps or drops them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from app.errors import ProjectTrouble
from app.files import records
from app.files.records import Change
from app.files.schema import BULKS, INTERVENTIONS, LAYERS, STEP_NEEDS, STEPS
from app.history import History, Step
from app.words import tr

# The newest steps that always stay; up to MOST while they are small.
KEPT, MOST, ROOM_BYTES = 100, 240, 64_000_000
BULK, PHOTO = "bulk", "photo"


def heads(connection: Connection) -> History:
    """How the steps are called, done and undone; not what they changed."""
    fields = (STEPS.c.number, STEPS.c.title, STEPS.c.at, STEPS.c.done)
    found = connection.execute(select(*fields).order_by(STEPS.c.number)).all()
    done, undone = ([Step(row.number, row.title, row.at) for row in found if row.done is state] for state in (True, False))
    return History(tuple(done), tuple(undone))


def add(connection: Connection, before: History, after: History, changes: Sequence[Change]) -> None:
    """Write the last step of ``after``, new or grown; what was undone in ``before`` goes."""
    step = after.done[-1]
    _drop(connection, [gone.number for gone in before.undone])
    needs = _needs(changes)
    if before.here == step.number:
        connection.execute(update(STEPS).where(STEPS.c.number == step.number).values(at=step.at, changes=_packed(changes)))
        if needs:
            connection.execute(delete(STEP_NEEDS).where(STEP_NEEDS.c.step == step.number))
    else:
        connection.execute(insert(STEPS).values(number=step.number, title=_plain(step.title), at=step.at, done=True, changes=_packed(changes)))
    if needs:
        connection.execute(insert(STEP_NEEDS), [
            {"step": step.number, "what": what, "name": name, "revision": revision} for what, name, revision in sorted(needs)])


def drop(connection: Connection, history: History) -> None:
    """Let go of every step that is not in ``history``."""
    kept = [step.number for step in history.steps]
    _drop(connection, [number for (number,) in connection.execute(select(STEPS.c.number)) if number not in kept])


def walk(connection: Connection, before: History, after: History) -> None:
    """Take the rows of the project from one place of the history to another, and note what is done now."""
    done = {step.number for step in before.done}
    undo = [step for step in reversed(before.steps) if step.number in done and step.number > after.here]
    redo = [step for step in before.steps if step.number not in done and step.number <= after.here]
    for step in (*undo, *redo):
        changes = changed(connection, step)
        records.write(connection, records.backwards(changes) if step in undo else changes)
        connection.execute(update(STEPS).where(STEPS.c.number == step.number).values(done=step in redo))


def changed(connection: Connection, step: Step) -> tuple[Change, ...]:
    """What a step changed; ProjectTrouble where that cannot be read."""
    packed = connection.execute(select(STEPS.c.changes).where(STEPS.c.number == step.number)).scalar_one_or_none()
    try:
        told = json.loads(zlib.decompress(packed))
        return tuple(Change(table, tuple(key), was, now) for table, key, was, now in told)
    except (TypeError, ValueError, zlib.error) as error:
        raise ProjectTrouble(tr("history.damaged", step=step.title), hint=tr("history.damaged.hint")) from error


def joined(first: Iterable[Change], then: Iterable[Change]) -> tuple[Change, ...]:
    """Two runs of changes as one; what comes back to its beginning is not in it."""
    found = {(change.table, change.key): change for change in first}
    for change in then:
        place = (change.table, change.key)
        known = found.pop(place, None)
        change = change if known is None else _after(known, change)
        if change is not None:
            found[place] = change
    return tuple(found.values())


def needed(connection: Connection, what: str, numbers: Collection[int] | None = None) -> set[tuple[str, int]]:
    """The bulks (layer id, revision) or pictures (id, 0) that steps need: all steps, or those of these numbers."""
    found = select(STEP_NEEDS.c.name, STEP_NEEDS.c.revision).where(STEP_NEEDS.c.what == what)
    if numbers is not None:
        found = found.where(STEP_NEEDS.c.step.in_(list(numbers)))
    return {(row.name, row.revision) for row in connection.execute(found)}


def size(connection: Connection) -> int:
    """How many bytes of the file the history takes: the steps, and the bulks that only they need."""
    rows = connection.execute(select(func.coalesce(func.sum(func.length(STEPS.c.changes)), 0))).scalar_one()
    return int(rows + connection.execute(select(func.coalesce(func.sum(BULKS.c.bytes), 0)).where(~BULKS.c.live)).scalar_one())


def bounded(connection: Connection, history: History) -> History:
    """The history without what is too much: beyond MOST steps, or beyond the newest KEPT where they take much room."""
    shorter = history.newest(KEPT if len(history.done) > KEPT and size(connection) > ROOM_BYTES else MOST)
    if shorter is not history:
        drop(connection, shorter)
    return shorter


def bulks(connection: Connection) -> set[tuple[str, int]]:
    """The bulks (layer id, revision) that the rows of the project name and the file has."""
    known = {tuple(row) for row in connection.execute(select(BULKS.c.layer_id, BULKS.c.revision))}
    return known & {tuple(row) for row in connection.execute(select(LAYERS.c.id, LAYERS.c.revision))}


def photos(connection: Connection) -> set[str]:
    """The pictures that an item or a step names."""
    rows = connection.execute(select(INTERVENTIONS.c.photos).where(INTERVENTIONS.c.photos != [])).scalars()
    return {photo for row in rows for photo in row} | {name for name, _ in needed(connection, PHOTO)}


def _drop(connection: Connection, numbers: Sequence[int]) -> None:
    if numbers:
        connection.execute(delete(STEP_NEEDS).where(STEP_NEEDS.c.step.in_(numbers)))
        connection.execute(delete(STEPS).where(STEPS.c.number.in_(numbers)))


def _after(first: Change, then: Change) -> Change | None:
    if first.was is None:
        # Made by the first: what the second did to it is part of its making.
        now = None if then.now is None else {**(first.now or {}), **then.now}
        return None if now is None else Change(first.table, first.key, None, now)
    if then.now is None:
        # Taken away by the second, whole: as it was before the first.
        return Change(first.table, first.key, {**(then.was or {}), **first.was}, None)
    if first.now is None:
        # Taken away by the first and made anew by the second.
        return records.told(first.table, first.key, first.was, then.now)
    was = {**{name: value for name, value in (then.was or {}).items() if name not in first.now}, **first.was}
    return records.told(first.table, first.key, was, {**first.now, **then.now})


def _needs(changes: Iterable[Change]) -> set[tuple[str, str, int]]:
    found = set()
    for change in changes:
        for row in (change.was, change.now):
            if change.table == LAYERS.name and row is not None and "revision" in row:
                found.add((BULK, str(change.key[0]), int(row["revision"])))  # type: ignore[call-overload]
            elif change.table == INTERVENTIONS.name and row is not None:
                found.update((PHOTO, str(photo), 0) for photo in row.get("photos", ()))  # type: ignore[attr-defined]
    return found


def _packed(changes: Iterable[Change]) -> bytes:
    told = [[change.table, change.key, change.was, change.now] for change in changes]
    # Numbers of numpy are told as the plain numbers they are.
    return zlib.compress(json.dumps(told, separators=(",", ":"), default=lambda value: value.item()).encode(), 1)


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
