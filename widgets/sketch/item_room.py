"""The chosen thing: what its page says, and how its page, the map and the district's figures follow the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app import catalogue, things
from app.editable import FIELDS, shown
from app.model import Intervention, Project
from app.parameters import Assumptions
from app.quantity import Quantity, Tag
from app.scene import Overlay
from app.things import Thing
from app.why_not import METRES, MOVES
from app.words import tr
from widgets import choice
from widgets.figures import number, with_unit
from widgets.results.facts_page import Deed
from widgets.results.place_words import equipment_effects
from widgets.results.viewing import measure_words
from widgets.sketch.beside_room import beside_of, done_deeds, kind_of
from widgets.sketch.camera_card import CameraCard
from widgets.sketch.item_page import Effect, ItemFacts, ItemPage
from widgets.sketch.live_room import LAMPS, Followed, LiveRoom
from widgets.sketch.sketch_room import heading_of, kind_word

if TYPE_CHECKING:
    from app.study import Answers
    from app.study.deeper import Deeper
    from app.study.live import Figures
    from app.study.sight.card import Card
    from app.study.sight.checks import SiteCheck
    from widgets.main_window import MainWindow

PAGE, PAGE_EVERY_MS = "item", 80
# Less than this is no change that anybody would speak of.
LEAST_M = 0.5


class ItemRoom:
    """Stands between the page of the chosen thing, the hand and the window."""

    def __init__(self, w: MainWindow):
        self._w = w
        self.live = LiveRoom(w.jobs, w)
        self.card = CameraCard()
        self.page = ItemPage(self.card)
        self.camera = 1
        self._of = ""
        self._carrying: Project | None = None
        # A page is laid out anew whenever a figure changes: a few times a second are enough beside the bubble at the hand.
        self._clock = QTimer(w, singleShot=True, interval=PAGE_EVERY_MS)
        self._clock.timeout.connect(self._show_effect)
        w.inspector.add_page(PAGE, self.page)
        self.page.left.connect(w.inspector.left)
        self.page.set_wanted.connect(w.sketch.set_value)
        self.page.camera_chosen.connect(self._choose_camera)
        self.page.turn_wanted.connect(w.sketch.turn)
        self.card.turn_wanted.connect(
            lambda heading: w.sketch.set_value(things.property_name("heading_deg", self.camera), heading)
        )
        w.study.deepened.connect(self._ask_card)
        w.sketch.carried.connect(self._carried)
        self.live.followed.connect(self._followed)
        self.live.lost.connect(lambda: w.study.follow(self._carrying) if self._carrying is not None else None)
        w.desk.closed.connect(self.live.forget)

    def show(self) -> None:
        """Another thing is chosen, or the chosen one changed; nothing chosen goes back to the district."""
        w, known = self._w, self._w.sketch.thing()
        item, self._carrying = w.sketch.item(), None
        w.map.show_selected(item.id if item is not None else "", item if known is not None and known.item is None else None)
        if known is None:
            if w.inspector.page == PAGE:
                w.inspector.show_facts(None)
            self.live.forget()
            return
        if w.sketch.selected != self._of:
            self._of, self.camera = w.sketch.selected, 1
            self._mark(known, None)
            self.card.show_card(None)
        w.inspector.show()
        w.inspector.show_page(PAGE)
        self.page.show_item(self._facts(known, w.desk.project))
        if w.desk.project is not None:
            self.live.follow(w.study.answers, w.desk.project, w.sketch.selected)
        self._ask_card()

    @property
    def follows(self) -> bool:
        """True while figures and views come by the quick way; else the whole study is asked again and again."""
        return self.live.latest is not None and self.live.latest.with_it is not None

    def hand_lines(self, item: Intervention) -> tuple[str, ...]:
        """The bubble at the hand: what it is, where it looks, and what it does."""
        title = kind_word(item.kind)
        if item.kind == "cctv" and item.heading_deg is not None:
            title = f"{title} · {tr('window.sketch.angle', angle=with_unit(item.heading_deg, 'deg'))}"
        found = self.live.latest
        told = (
            [f"{one.name} {one.change}" for one in self._effects(item.kind, found) if one.change][:2] if found is not None else []
        )
        caught = self._w.map.canvas.hold.note
        return (title, *((caught,) if caught else ()), *told)

    def retranslate(self) -> None:
        """Say everything anew in the language in use."""
        if self._w.inspector.page == PAGE:
            self.show()

    def _ask_card(self) -> None:
        """The card of the chosen camera, once the answers speak of the state it is in."""
        from app.study import question

        w, known, answers = self._w, self._w.sketch.thing(), self._w.study.answers
        project = w.desk.project
        if known is None or known.kind != "cctv" or known.gone or answers is None or project is None:
            self.card.show_card(None)
            return
        fresh = answers.key == question(project).key
        self.card.dim(not fresh)
        which = _camera_row(answers, known, self.camera)
        if fresh and which >= 0:
            deeper, id = w.study.deeper, w.sketch.selected
            w.jobs.ask(
                "card",
                lambda _: _card(answers, deeper, which),
                lambda found: self._card_came(id, found),
                lambda _: None,
                lane="study",
            )

    def _card_came(self, id: str, found: tuple[Card, tuple[int, SiteCheck] | None]) -> None:
        known = self._w.sketch.thing()
        if known is not None and id == self._w.sketch.selected:
            self.card.show_card(*found, editable=self._w.desk.editable)
            self._mark(known, found[0])

    def _mark(self, known: Thing, card: Card | None, ground: Overlay | None = None) -> None:
        """Ring an existing thing; draw the ground a lamp lights, and the circle usually claimed for a camera as a grey ghost."""
        import numpy
        import shapely

        spot = shapely.Point(known.at_m)
        found = (
            []
            if known.item is not None
            else [Overlay("chosen", "selected", numpy.array([spot], object), revision=str(known.at_m))]
        )
        if ground is not None:
            found.insert(0, ground)
        if card is not None:
            radius = float(card.claim.radius_m.value or 0.0)
            circle = numpy.array([shapely.Point(card.at_m).buffer(radius, quad_segs=24)], object)
            found.insert(0, Overlay("live_claimed", "claimed", circle, revision=f"{card.at_m} {radius}"))
        self._w.map.show_chosen(tuple(found))

    def _choose_camera(self, camera: int) -> None:
        self.camera = camera
        self.show()

    def _carried(self, item: Intervention, project: Project) -> None:
        """The hand moves: the map shows the thing there at once, figures and view come as fast as they can."""
        w = self._w
        if self._carrying is None:  # what was drawn for the place it leaves steps aside
            w.map.show_chosen(())
            w.map.show_sketched(())
            self.live.latest = None
        self._carrying = project
        w.map.show_carried(item, project if w.sketch.also else None)
        latest = self.live.latest
        w.map.canvas.show_hand(_drawn(latest), self.hand_lines(item))
        self.live.follow(w.study.answers, project, item.id)

    def _followed(self, found: Followed) -> None:
        w, held = self._w, self._w.sketch.held
        known = w.sketch.thing()
        if known is None or (held is None and found.id != w.sketch.selected):
            return
        if held is not None and found.with_it is None and self._carrying is not None:
            w.study.follow(self._carrying)  # the first of its kind: only a full answer tells
        elif held is not None:
            w.map.canvas.show_hand(_drawn(found), self.hand_lines(held))
        if held is None:
            self._show_effect()
            if known.kind in LAMPS:
                self._mark(known, None, found.ground)
        elif not self._clock.isActive():
            self._clock.start()

    def _show_effect(self) -> None:
        known, held = self._w.sketch.thing(), self._w.sketch.held
        if known is not None and self.live.latest is not None:
            self.page.show_effect(self._lines(known, held), self._effect_title(), self._effects(known.kind, self.live.latest))
            if held is not None and held.heading_deg is not None and self.camera == 1:
                self.page.fields.follow("heading_deg", held.heading_deg)

    def _facts(self, known: Thing, project: Project | None) -> ItemFacts:
        w = self._w
        assumptions = Assumptions(project.changed_parameters if project is not None else {})
        luminaires = tuple(file.name for file in getattr(project, "luminaires", ()))
        count = things.cameras(known, assumptions) if known.kind == "cctv" else 1
        self.camera = min(self.camera, count)
        kind, scenario = (
            kind_of(known),
            project.shown.title if project is not None and project.shown is not None else "",
        )
        latest = self.live.latest if self.live.latest is not None and self.live.latest.id == w.sketch.selected else None
        note = choice.source_note(w, known) if known.exists else tr("window.device.sketched", scenario=scenario)
        title = known.name or (kind if not known.exists else f"{kind} {known.row + 1}")
        return ItemFacts(
            title, note if known.exists or not known.name else f"{kind} · {note}", _state(known, scenario),
            self._lines(known, None), self._effect_title(), self._effects(known.kind, latest),
            () if known.gone else shown(known, assumptions, self.camera, luminaires), count, self.camera, w.desk.editable,
            known.kind == "cctv" and not known.gone and heading_of(known) is not None,
            choice.file_sections(w, known) if known.exists else (), self._deeds(known), beside_of(w, known),
        )  # fmt: skip

    def _deeds(self, known: Thing) -> tuple[Deed, ...]:
        w = self._w
        found = [Deed(tr("editing.why"), lambda: choice.spot(w, *known.at_m))]
        if w.desk.editable and known.exists and known.item is not None:
            found.insert(0, Deed(tr("editing.put_back"), w.sketch.put_back))
        if known.exists and not known.gone:
            found.extend(done_deeds(w, known.kind, known.layer, known.row))
        if w.desk.editable and not known.gone:
            found.append(Deed(tr("editing.take_away" if known.exists else "editing.remove"), w.sketch.remove))
        return tuple(found)

    def _lines(self, known: Thing, held: Intervention | None) -> tuple[str, ...]:
        """What the chosen thing is doing: its heading while it has one."""
        heading = held.heading_deg if held is not None else heading_of(known)
        if known.kind == "cctv" and heading is not None and not known.gone:
            return (tr("window.sketch.angle", angle=with_unit(heading, "deg")),)
        return ()

    def _effect_title(self) -> str:
        known = self._w.sketch.thing()
        if known is None:
            return ""
        return tr("editing.effect.gone" if known.gone else "editing.effect")

    def _effects(self, kind: str, found: Followed | None) -> tuple[Effect, ...]:
        """The measures this thing can move: the district without it and with it."""
        if found is not None and found.equipped:
            return equipment_effects(found.equipped)
        if found is None or found.with_it is None or found.without is None:
            return ()
        before, after = found.without, found.with_it
        area = self._w.area or None
        if area is not None and area not in after.area_codes:
            area = None
        entry = catalogue.entry_of(kind)
        moves = MOVES.get(kind) or (tuple(id for id in METRES if id in entry.serves) if entry is not None and entry.kind else ())
        return tuple(_effect(id, before, after, area) for id in moves if after.share(id, area) is not None)


def _drawn(found: Followed | None) -> tuple[Overlay, ...]:
    """What is drawn while the hand moves."""
    if found is None:
        return ()
    return found.overlays if found.ground is None else (found.ground, *found.overlays)


def _camera_row(answers: Answers, known: Thing, camera: int) -> int:
    """The number of a mast's camera among those of the study; of a mast whose cameras are not told apart its first; -1: none."""
    place = (known.layer, known.row) if known.exists else (known.item.id if known.item is not None else known.id, -1)
    rows = [row for row, one in enumerate(answers.behind.cameras) if (one.layer, one.row) == place]
    return next((row for row in rows if getattr(answers.behind.cameras[row], "number", 1) == camera), rows[0] if rows else -1)


def _card(answers: Answers, deeper: Deeper | None, camera: int) -> tuple[Card, tuple[int, SiteCheck] | None]:
    from app.study.sight.card import card

    known = deeper.checks if deeper is not None else ()
    check = next(((rank, one) for rank, one in enumerate(known, start=1) if one.camera == camera), None)
    return card(answers, deeper, camera), check


def _effect(id: str, before: Figures, after: Figures, area: str | None) -> Effect:
    then = after.share(id, area)
    now = before.share(id, area)
    change = ""
    if id in METRES:
        metres = (after.amount(id, area) or (0.0,))[0] - (before.amount(id, area) or (0.0,))[0]
        change = (
            tr("editing.unchanged") if abs(metres) < LEAST_M else f"{'+' if metres > 0 else '−'}{with_unit(abs(metres), 'm')}"
        )
    return Effect(measure_words(id), _percent(now), _percent(then), change)


def _percent(share: tuple[float, float, float] | None) -> str:
    if share is None:
        return tr("window.figure.unknown")
    return f"{number(100.0 * share[0], 1)}\u00a0%"


def _state(known: Thing, scenario: str) -> str:
    if known.gone:
        return tr("editing.state.gone", scenario=scenario)
    if known.moved and known.was_m is not None:
        import math

        metres = Quantity(math.dist(known.was_m, known.at_m), "m", Tag.COMPUTED, "straight distance")
        return tr("editing.state.moved", scenario=scenario, distance=with_unit(metres.value, "m"))
    return tr("editing.state.changed", scenario=scenario) if known.exists and known.item is not None else ""


def has_page(kind: str) -> bool:
    """True for kinds whose things have a page with values to set."""
    return kind in FIELDS
