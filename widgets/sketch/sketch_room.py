"""Sketching: what the planner's hand places, carries, aims and removes, as edits of the scenario shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import catalogue, edits, things
from app.errors import BadInput
from app.model import Intervention, Project
from app.things import Thing
from app.words import Words, language, tr
from widgets.desk import Desk

if TYPE_CHECKING:
    from app.study import Answers


class SketchRoom(QObject):
    """Knows what is taken in hand and what is chosen: one thing, and others ``also`` that are carried and removed with it.

    ``tool_changed``: another kind is taken, or none; ``selection_changed``: another sketched thing is chosen, or none;
    ``carried(item, project)``: the hand is still moving, the thing and the project as they would be;
    ``text_wanted(key, x, y)``: the words of a text are still to be said.
    """

    tool_changed = Signal()
    selection_changed = Signal()
    carried = Signal(object, object)
    text_wanted = Signal(str, float, float)

    def __init__(self, desk: Desk, parent: QObject | None = None):
        super().__init__(parent)
        self._desk = desk
        self.active, self.taken, self.selected = False, "", ""
        self.answers: Answers | None = None
        self.also: tuple[str, ...] = ()
        self._held: tuple[str, str, Callable, tuple] | None = None
        self.held: Intervention | None = None

    def toggle(self) -> None:
        """Begin or end sketching."""
        self.active = not self.active
        self.taken = ""
        self.tool_changed.emit()

    def take(self, kind: str) -> None:
        """Take a kind in hand ("" = none); begins sketching."""
        self.active, self.taken = True, kind
        self.tool_changed.emit()

    def end(self) -> None:
        """Sketching is over, nothing is chosen: another project comes."""
        self.active, self.taken, self.selected, self.also = False, "", "", ()
        self.tool_changed.emit()

    def select(self, id: str) -> None:
        """Choose a sketched thing ("" = none), and nothing beside it."""
        if id != self.selected or self.also:
            self.selected, self.also = id, ()
            self.selection_changed.emit()

    @property
    def chosen(self) -> tuple[str, ...]:
        """All that is chosen, the one whose page is shown first."""
        return (self.selected, *self.also) if self.selected else ()

    def choose_too(self, id: str) -> None:
        """A thing joins those that are chosen, or leaves them."""
        left = tuple(one for one in self.chosen if one != id)
        now = left if len(left) < len(self.chosen) else (*self.chosen, id)
        self.choose_all(now)

    def choose_all(self, ids: tuple[str, ...]) -> None:
        """Choose several things."""
        self.selected, self.also = (ids[0], ids[1:]) if ids else ("", ())
        self.selection_changed.emit()

    def thing(self, id: str = "") -> Thing | None:
        """The thing called ``id``, sketched or existing (``cctv/12``), or the chosen one; None where it is no more."""
        project, wanted = self._desk.project, id or self.selected
        if project is None or not wanted:
            return None
        try:
            return things.thing(project, wanted)
        except BadInput:
            return None

    def item(self, id: str = "") -> Intervention | None:
        """The same as the map holds it; an existing thing that the scenario does not touch goes by its layer and row."""
        known = self.thing(id)
        if known is None or known.item is not None:
            return known.item if known is not None else None
        return Intervention(known.id, known.kind, known.at_m, heading_of(known), (("of", known.id),))

    def place(self, kind: str, x_m: float, y_m: float, heading_deg: float | None = None, note: str = "") -> None:
        """Put down one of a kind or of a catalogue entry and choose it; a camera looks along the nearest street unless the hand aimed it."""
        entry = catalogue.entry_of(kind)
        if entry is not None and entry.geometry == "text" and not note:
            self.text_wanted.emit(kind, x_m, y_m)
            return
        if entry is not None and entry.geometry == "aimed" and heading_deg is None:
            heading_deg = along_street(self.answers, x_m, y_m)
        more = {"entry": kind} if entry is not None and not entry.plain else {}
        self.put_down(tr("window.edit.place", name=kind_word(kind)), edits.place, "" if more else kind, (x_m, y_m),
                      heading_deg=heading_deg, note=note, **more)  # fmt: skip

    def draw(self, key: str, path_m: tuple[tuple[float, float], ...]) -> None:
        """Put down a line, an area or a stroke of a catalogue entry and choose it."""
        self.put_down(tr("gestures.edit.draw", name=kind_word(key)), edits.place, "", None, entry=key, path_m=path_m)

    def put_down(self, title: str, change: Callable, *values: object, **more: object) -> bool:
        """An edit that adds sketched things: they are chosen then, and nothing is in hand any more."""
        project = self._desk.project
        if project is None:
            return False
        known = {item.id for scenario in project.scenarios for item in scenario.items}
        if not self._desk.edit(title, change, *values, **more):
            return False
        new = tuple(item.id for scenario in self._desk.project.scenarios for item in scenario.items if item.id not in known)
        if self.taken:
            self.take("")
        self.choose_all(new[-1:] if len(new) == 1 else new)
        return True

    def carry(self, id: str, x_m: float, y_m: float) -> None:
        """The hand carries a thing, and with it all that is chosen: what would be is announced, nothing is edited yet."""
        known = self.thing(id)
        if self.also and id in self.chosen and known is not None:
            self._hold(id, "move", things.carry_all, self.chosen, (x_m - known.at_m[0], y_m - known.at_m[1]))
        else:
            self._hold(id, "move", things.carry, id, (x_m, y_m))

    def turn_to(self, id: str, heading_deg: float) -> None:
        """The hand aims a thing: what would be is announced, nothing is edited yet."""
        self._hold(id, "aim", things.turn, id, heading_deg)

    def reshape(self, id: str, path_m: tuple[tuple[float, float], ...]) -> None:
        """The hand pulls at the corners of a drawn thing: what would be is announced, nothing is edited yet."""
        self._hold(id, "reshape", edits.reshape, id, path_m)

    def let_go(self) -> bool:
        """The hand lets go: one edit for the whole way; False where everything is where it was."""
        held, self._held = self._held, None
        now, self.held = self.held, None
        known = self.thing(held[0]) if held is not None else None
        if held is None or known is None or now is None:
            return False
        before = (known.at_m, heading_of(known), known.item.path_m if known.item is not None else ())
        if before == (now.at_m, now.heading_deg, now.path_m):
            return False
        name = kind_word(known.kind) if not self.also else tr("gestures.several", count=len(self.chosen))
        title = tr("gestures.edit.reshape" if held[1] == "reshape" else f"window.edit.{held[1]}", name=name)
        return self._desk.edit(title, held[2], *held[3])

    def turn(self, by_deg: float) -> None:
        """Turn the chosen camera by some degrees; turns right after each other are one step."""
        known = self.thing()
        if known is not None and known.kind == "cctv" and not known.gone and self._desk.editable:
            heading = ((heading_of(known) or 0.0) + by_deg) % 360
            self._desk.edit(
                tr("window.edit.aim", name=kind_word(known.kind)), things.turn, known.id, heading, merge=f"aim {self.selected}"
            )

    def set_value(self, key: str, value: object) -> None:
        """Set a value of the chosen thing; None goes back to the file or the assumption."""
        known = self.thing()
        if known is not None:
            field = tr(f"editing.field.{key.rpartition('.')[2]}")
            title = tr("editing.edit.value", name=known.name or kind_word(known.kind), field=field)
            self._desk.edit(title, things.set_value, known.id, key, value)

    def remove(self) -> None:
        """Take what is chosen away: a sketched thing for good, an existing one in the scenario, where it stays crossed out."""
        known = self.thing()
        if known is None or (known.gone and not self.also):
            return
        if self.also:
            ids, title = self.chosen, tr("gestures.edit.remove_several", count=len(self.chosen))
            self.select("")
            self._desk.edit(title, things.take_all_away, ids)
        elif not known.exists:
            self.select("")
            self._desk.edit(tr("window.edit.remove", name=kind_word(known.kind)), things.take_away, known.id)
        else:
            self._desk.edit(tr("editing.edit.take_away", name=known.name or kind_word(known.kind)), things.take_away, known.id)

    def put_back(self) -> None:
        """Leave the chosen existing thing as its file says."""
        known = self.thing()
        if known is not None and known.exists and known.item is not None:
            self.selected = f"{known.layer}/{known.row}"
            self._desk.edit(tr("editing.edit.put_back", name=known.name or kind_word(known.kind)), things.put_back, known.id)

    def choose_scenario(self, id: str) -> None:
        """Show a scenario, or what exists."""
        project = self._desk.project
        if project is not None and project.scenario != id:
            self.select("")
            self._desk.edit(tr("window.edit.choose", name=scenario_title(project, id)), edits.choose_scenario, id)

    def add_scenario(self) -> None:
        """Start another scenario."""
        project = self._desk.project
        if project is not None:
            self.select("")
            self._desk.edit(tr("window.command.scenario"), edits.add_scenario)

    def rename_scenario(self, title: str) -> None:
        """Give the scenario shown another name."""
        project = self._desk.project
        if project is not None and project.shown is not None:
            self._desk.edit(tr("window.edit.rename_scenario"), edits.rename_scenario, project.scenario, title)

    def remove_scenario(self) -> None:
        """Take the scenario shown away."""
        project = self._desk.project
        if project is not None and project.shown is not None:
            self.select("")
            title = tr("window.edit.remove_scenario", name=project.shown.title)
            self._desk.edit(title, edits.remove_scenario, project.scenario)

    def _hold(self, id: str, word: str, change: Callable, *values: object) -> None:
        project, known = self._desk.project, self.thing(id)
        if project is None or known is None or known.gone or not self._desk.editable:
            return
        self._held = (id, word, change, values)
        if id not in self.chosen:
            self.select(id)
        try:
            after = change(project, *values)
        except BadInput:  # a corner upon another, on the way to somewhere else
            return
        now = things.thing(after, id)
        plain = now.item or Intervention(id, now.kind, now.at_m)
        self.held = replace(plain, id=id, at_m=now.at_m, heading_deg=heading_of(now))
        self.carried.emit(self.held, after)


def scenario_title(project: Project, id: str) -> str:
    """What a scenario is called; the word for what exists for ""."""
    return next((known.title for known in project.scenarios if known.id == id), tr("window.scenario.existing"))


def along_street(answers: Answers | None, x_m: float, y_m: float) -> float:
    """The bearing along the nearest straight piece of street, towards its farther end; north where no street is known."""
    if answers is None or len(answers.streets.piece_xy) == 0:
        return 0.0
    import numpy

    pieces = numpy.asarray(answers.streets.piece_xy)
    start, along = pieces[:, :2], pieces[:, 2:] - pieces[:, :2]
    here = numpy.array((x_m, y_m))
    share = numpy.clip(((here - start) * along).sum(1) / numpy.maximum((along**2).sum(1), 1e-12), 0, 1)
    nearest = int(numpy.argmin(((start + along * share[:, None] - here) ** 2).sum(1)))
    east, north = along[nearest] if share[nearest] < 0.5 else -along[nearest]
    return float(numpy.degrees(numpy.arctan2(east, north)) % 360)


def heading_of(known: Thing) -> float | None:
    """Where the first camera of a thing looks, as far as anybody says."""
    found = things.headings(known) if known.kind == "cctv" else ()
    return found[0] if found else known.heading_deg


def kind_word(kind: str) -> str:
    """The short word of a kind or a catalogue entry: the one of the palette, else its name."""
    known = Words(language())
    return next((tr(key) for key in (f"window.sketch.{kind}", f"catalogue.{kind}", f"kind.{kind}") if known.known(key)), kind)
