"""Sketching: what the planner's hand places, carries, aims and removes, as edits of the scenario shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import edits, things
from app.errors import BadInput
from app.model import Intervention, Project
from app.things import Thing
from app.words import Words, language, tr
from widgets.desk import Desk

if TYPE_CHECKING:
    from app.study import Answers


class SketchRoom(QObject):
    """Knows what is taken in hand and what is chosen.

    ``tool_changed``: another kind is taken, or none; ``selection_changed``: another sketched thing is chosen, or none;
    ``carried(item, project)``: the hand is still moving, the thing and the project as they would be.
    """

    tool_changed = Signal()
    selection_changed = Signal()
    carried = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None):
        super().__init__(parent)
        self._desk = desk
        self.active, self.taken, self.selected = False, "", ""
        self.answers: Answers | None = None
        self._held: tuple[str, Callable, object] | None = None
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
        self.active, self.taken, self.selected = False, "", ""
        self.tool_changed.emit()

    def select(self, id: str) -> None:
        """Choose a sketched thing ("" = none)."""
        if id != self.selected:
            self.selected = id
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

    def place(self, kind: str, x_m: float, y_m: float, heading_deg: float | None = None) -> None:
        """Put down one of a kind and choose it; a camera looks along the nearest street unless the hand aimed it."""
        project = self._desk.project
        if project is None:
            return
        known = {item.id for scenario in project.scenarios for item in scenario.items}
        if kind == "cctv" and heading_deg is None:
            heading_deg = along_street(self.answers, x_m, y_m)
        if self._desk.edit(tr("window.edit.place", name=kind_word(kind)), edits.place, kind, (x_m, y_m), heading_deg=heading_deg):
            new = [item.id for scenario in self._desk.project.scenarios for item in scenario.items if item.id not in known]
            self.take("")
            self.select(new[-1] if new else "")

    def carry(self, id: str, x_m: float, y_m: float) -> None:
        """The hand carries a thing: what would be is announced, nothing is edited yet."""
        self._hold(id, things.carry, (x_m, y_m))

    def turn_to(self, id: str, heading_deg: float) -> None:
        """The hand aims a thing: what would be is announced, nothing is edited yet."""
        self._hold(id, things.turn, heading_deg)

    def let_go(self) -> None:
        """The hand lets go: one edit for the whole way."""
        held, self._held, self.held = self._held, None, None
        known = self.thing(held[0]) if held is not None else None
        if held is not None and known is not None:
            word = "move" if held[1] is things.carry else "aim"
            self._desk.edit(tr(f"window.edit.{word}", name=kind_word(known.kind)), held[1], held[0], held[2])

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
        """Take the chosen thing away: a sketched one for good, an existing one in the scenario, where it stays crossed out."""
        known = self.thing()
        if known is None or known.gone:
            return
        if not known.exists:
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

    def _hold(self, id: str, change: Callable, value: object) -> None:
        project, known = self._desk.project, self.thing(id)
        if project is None or known is None or known.gone or not self._desk.editable:
            return
        self._held = (id, change, value)
        self.select(id)
        after = change(project, id, value)
        now = things.thing(after, id)
        self.held = Intervention(id, now.kind, now.at_m, heading_of(now), now.item.properties if now.item is not None else ())
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
    """The short word of a kind: the one of the palette, else its name."""
    short = f"window.sketch.{kind}"
    return tr(short if Words(language()).known(short) else f"kind.{kind}")
