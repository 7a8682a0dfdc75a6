"""The hand on the map: what it catches on, what it draws, several things at once, exact places, nudges, straight by the street."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QInputDialog

from app import along, catalogue, edits, things
from app.model import Point, Project
from app.search import spot
from app.snapping import Snaps, ground_key, snaps
from app.words import tr
from widgets.gestures.hold import Caught
from widgets.gestures.row_room import RowRoom
from widgets.gestures.snap_words import snap_words
from widgets.gestures.text_field import TextField
from widgets.gestures.wishes import Also, Chosen, Drawn, Reshaped
from widgets.map.map_keys import PAN_KEYS
from widgets.sketch.sketch_room import kind_word

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

JOB = "snapping"
# What one press of an arrow moves: plainly, with Shift, with Ctrl.
NUDGE_M, FINE_M, COARSE_M = 1.0, 0.1, 10.0
# A copy lies so far to the east and south of what was copied.
COPY_BY_M = (4.0, -4.0)
# Streets farther than this are not meant.
STREET_WITHIN_M = 60.0
# A stroke keeps what is told by so many pixels.
STROKE_PX = 1.2


class HandRoom(QObject):
    """Stands between the gestures and the project."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.known = Snaps()
        self._asked: tuple[object, ...] | None = None
        self.catches = True
        self.rows = RowRoom(w, self)
        self.text: TextField | None = None
        w.map.canvas.hold.catch = self._catch
        w.map.canvas.wished.connect(self._wished)
        w.map.canvas.installEventFilter(self)
        w.sketch.tool_changed.connect(self._prepare)
        w.sketch.selection_changed.connect(self._mark)
        w.sketch.text_wanted.connect(lambda key, x, y: self.write(key, (x, y)))
        w.desk.closed.connect(self._forget)

    # ---- what the hand catches on

    def _catch(self, at_m: Point, within_m: float, but: Collection[str]) -> Caught | None:
        project = self._w.desk.project
        if project is None or not self.catches:
            return None
        self.learn()
        shown = project.shown.items if project.shown is not None else ()
        hidden = tuple(layer.id for layer in project.layers if not layer.visible and layer.kind.group != "base")
        known = self.known if self.known.key == self._asked else Snaps()
        found = known.near(at_m, within_m, sketched=shown, but=self._with_of(but), hidden=hidden)
        return Caught(found.at_m, snap_words(found), found.bearing_deg) if found is not None else None

    def _with_of(self, but: Collection[str]) -> tuple[str, ...]:
        """What is carried, and with a change of an existing thing the sign it leaves; with one of several all of them."""
        ids = tuple(dict.fromkeys((*but, *(self._w.sketch.chosen if set(but) & set(self._w.sketch.chosen) else ()))))
        items = [self._w.sketch.item(id) for id in ids]
        return (*ids, *(f"{item.of[0]}/{item.of[1]}" for item in items if item is not None and item.of is not None))

    def learn(self) -> None:
        """Have the trees of the ground grown, where they are of another ground; off the GUI thread."""
        project = self._w.desk.project
        if project is None or (key := ground_key(project.layers)) == self._asked:
            return
        self._asked, layers = key, project.layers
        self._w.jobs.ask(JOB, lambda feedback: snaps(layers, feedback), self._learned, lambda _: None, lane="read")

    def _learned(self, known: Snaps) -> None:
        if known.key == self._asked:
            self.known = known

    def _prepare(self) -> None:
        if self._w.sketch.active:
            self.learn()
        if self.rows.active and self._w.sketch.taken:
            self.rows.leave()

    def _forget(self) -> None:
        self.known, self._asked = Snaps(), None
        self._w.jobs.cancel(JOB)
        self.rows.leave()

    # ---- what the hand wishes

    def _wished(self, wish: object) -> None:
        sketch, canvas = self._w.sketch, self._w.map.canvas
        match wish:
            case Chosen(id=id):
                sketch.select(id)
            case Also(id=id):
                sketch.choose_too(id)
            case Drawn(entry=entry, path_m=path):
                known = catalogue.entry_of(entry)
                if known is not None and known.geometry == "freehand":
                    path = along.simplified(path, STROKE_PX * canvas.frame.metres_per_px)
                sketch.draw(entry, path)
            case Reshaped(id=id, path_m=path, done=done):
                sketch.reshape(id, path)
                if done:
                    canvas.let_go.emit()

    def write(self, key: str, at_m: Point) -> None:
        """A text goes here: its words are typed on the map itself."""
        if self.text is None:
            self.text = TextField(self._w.map.canvas)
            self.text.written.connect(lambda words, key, x, y: self._w.sketch.place(key, x, y, note=words))
        self.text.begin(key, at_m, self._w.map.canvas.to_px(at_m))

    def _mark(self) -> None:
        hold = self._w.map.canvas.hold
        hold.also = self._w.sketch.also
        self._w.map.canvas.show_items(hold.items, hold.chosen)
        if self._w.sketch.selected:
            self.learn()

    # ---- commands

    def several(self) -> tuple[str, ...]:
        """What is chosen and still there."""
        return tuple(id for id in self._w.sketch.chosen if (known := self._w.sketch.thing(id)) is not None and not known.gone)

    def duplicate(self) -> None:
        """Copies of what is chosen, a little to the side; they are chosen then."""
        ids = self.several()
        if ids:
            self._w.sketch.put_down(tr("gestures.edit.duplicate", name=self._name(ids)), things.copies, ids, COPY_BY_M)

    def nudge(self, by_m: Point) -> None:
        """Move what is chosen by a little; nudges right after each other are one step."""
        ids = self.several()
        if ids:
            title = tr("window.edit.move", name=self._name(ids))
            self._w.desk.edit(title, things.carry_all, ids, by_m, merge=f"nudge {' '.join(ids)}")

    def choose_everything(self) -> None:
        """Choose all that the scenario shown adds."""
        project = self._w.desk.project
        items = project.shown.items if project is not None and project.shown is not None else ()
        self._w.sketch.choose_all(tuple(item.id for item in items if item.of is None))

    def align(self) -> None:
        """What looks somewhere looks along its street, what is drawn runs along it."""
        self._by_street("align", _aligned)

    def to_edge(self) -> None:
        """What stands somewhere comes to the edge of its street, on its own side."""
        self._by_street("to_edge", _at_edge)

    def _by_street(self, word: str, change: object) -> None:
        ids = self.several()
        self.learn()
        if self.known.key != self._asked:
            self._w.notice.say(tr("gestures.not_yet"))
            return
        near = [(id, self.known, self._w.sketch.thing(id)) for id in ids]
        if not any(self.known.street(known.at_m, STREET_WITHIN_M) for _, _, known in near if known is not None):
            self._w.notice.say(tr("gestures.no_street"))
            return
        self._w.desk.edit(tr(f"gestures.edit.{word}", name=self._name(ids)), change, ids, self.known)  # type: ignore[arg-type]

    def type_place(self) -> None:
        """Put what is in hand, or what is chosen, at typed coordinates."""
        taken, ids = self._w.sketch.taken, self.several()
        if not taken and not ids:
            return
        known = self._w.sketch.thing(ids[0]) if ids and not taken else None
        text, given = QInputDialog.getText(
            self._w, tr("window.command.type_place").rstrip("…"), tr("gestures.ask.place"),
            text=f"{known.at_m[0]:.2f}, {known.at_m[1]:.2f}" if known is not None else "",
        )  # fmt: skip
        at_m = spot(text) if given else None
        if given and at_m is None:
            self._w.notice.say(tr("gestures.bad.place", text=text.strip()), trouble=True)
        elif at_m is not None:
            self.put_at(at_m)

    def put_at(self, at_m: Point) -> None:
        """Put what is in hand, or what is chosen with all beside it, exactly here."""
        taken, ids = self._w.sketch.taken, self.several()
        known = self._w.sketch.thing(ids[0]) if ids and not taken else None
        if taken:
            self._w.sketch.place(taken, *at_m)
        elif known is not None:
            self.nudge((at_m[0] - known.at_m[0], at_m[1] - known.at_m[1]))
        self._w.map.canvas.look_at(at_m, min(self._w.map.canvas.frame.metres_per_px, 0.5))

    def _name(self, ids: tuple[str, ...]) -> str:
        known = self._w.sketch.thing(ids[0]) if ids else None
        return tr("gestures.several", count=len(ids)) if len(ids) != 1 or known is None else kind_word(known.kind)

    # ---- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move what is chosen of the scenario, else the map; letters and digits are the gesture's while one is in hand."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self._w.sketch.taken and event.key() in (Qt.Key.Key_X, Qt.Key.Key_Y):
            event.accept()
            return True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.type() != QEvent.Type.KeyPress or event.key() not in PAN_KEYS or not self._nudges(held):
            return False
        self.nudge(self._step(PAN_KEYS[event.key()], held))
        return True

    def _nudges(self, held: Qt.KeyboardModifier) -> bool:
        known = self._w.sketch.thing()
        alone = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
        # What stands there untouched is not moved by a slip of the finger.
        return alone and self._w.desk.editable and not self._w.sketch.taken and known is not None and known.item is not None and not known.gone

    def _step(self, direction: tuple[int, int], held: Qt.KeyboardModifier) -> Point:
        """On the ground, in the direction the arrow has on the screen whichever way the map is turned."""
        far = {Qt.KeyboardModifier.ShiftModifier: FINE_M, Qt.KeyboardModifier.ControlModifier: COARSE_M}.get(held, NUDGE_M)
        canvas = self._w.map.canvas
        a, b = canvas.to_m(QPointF(0, 0)), canvas.to_m(QPointF(-direction[0] * 100.0, -direction[1] * 100.0))
        long = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 or 1.0
        return round((b[0] - a[0]) / long * far, 6), round((b[1] - a[1]) / long * far, 6)


def _aligned(project: Project, ids: tuple[str, ...], known: Snaps) -> Project:
    for id in ids:
        one = things.thing(project, id)
        street = known.street(one.at_m, STREET_WITHIN_M)
        if street is None or street.bearing_deg is None:
            continue
        if one.item is not None and one.item.path_m:
            by = along.straight_by(one.item.path_m, street.bearing_deg)
            project = edits.reshape(project, id, along.turned(one.item.path_m, one.at_m, by))
        else:
            project = things.turn(project, id, along.nearer(street.bearing_deg, one.heading_deg))
    return project


def _at_edge(project: Project, ids: tuple[str, ...], known: Snaps) -> Project:
    for id in ids:
        one = things.thing(project, id)
        street = known.street(one.at_m, STREET_WITHIN_M)
        if street is not None and street.bearing_deg is not None and not (one.item is not None and one.item.path_m):
            half = known.half_m(one.at_m, STREET_WITHIN_M) or 3.0
            project = things.carry(project, id, along.beside(street.at_m, street.bearing_deg, one.at_m, half))
    return project
