"""The chosen thing: what its page says, and how its page, the map and the district's figures follow the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import things
from app.editable import FIELDS, shown
from app.model import Intervention, Project
from app.parameters import Assumptions
from app.quantity import Quantity, Tag
from app.things import Thing
from app.words import tr
from widgets import choice
from widgets.facts_page import Deed
from widgets.figures import number, with_unit
from widgets.item_page import Effect, ItemFacts, ItemPage
from widgets.live_room import Followed, LiveRoom
from widgets.sketch_room import heading_of, kind_word
from widgets.viewing import measure_words

if TYPE_CHECKING:
    from app.study.live import Figures
    from widgets.main_window import MainWindow

PAGE = "item"
# Which measures a thing can move, the most telling first; the first ones that are known are shown.
_LAMP = ("lit", "seen_night", "lit_class")
_REFUGE = ("near_refuge", "near_refuge_night")
MOVES = {
    "cctv": ("seen", "seen_night", "seen_twice"),
    "security_lights": _LAMP,
    "street_lamps": _LAMP,
    "phone_booths": _REFUGE,
    "shelters": _REFUGE,
    "emergency_bells": ("near_bell", *_REFUGE),
    "police": (*_REFUGE, "response"),
    "mailboxes": ("near_mailbox",),
    "community_centres": ("near_centre",),
}
METRES = ("seen", "seen_night", "seen_twice", "lit", "lit_class", "near_refuge", "near_refuge_night", "near_bell", "response")
# Less than this is no change that anybody would speak of.
LEAST_M = 0.5


class ItemRoom:
    """Stands between the page of the chosen thing, the hand and the window."""

    def __init__(self, w: MainWindow):
        self._w = w
        self.live = LiveRoom(w.jobs, w)
        self.page = ItemPage()
        self.camera = 1
        self._of = ""
        self._carrying: Project | None = None
        w.inspector.add_page(PAGE, self.page)
        self.page.left.connect(w.inspector.left)
        self.page.set_wanted.connect(w.sketch.set_value)
        self.page.camera_chosen.connect(self._choose_camera)
        self.page.turn_wanted.connect(w.sketch.turn)
        w.sketch.carried.connect(self._carried)
        self.live.followed.connect(self._followed)
        w.desk.closed.connect(self.live.forget)

    def show(self) -> None:
        """Another thing is chosen, or the chosen one changed; nothing chosen goes back to the district."""
        w, known = self._w, self._w.sketch.thing()
        item = w.sketch.item()
        w.map.show_selected(item.id if item is not None else "", item if known is not None and known.item is None else None)
        if known is None:
            if w.inspector.page == PAGE:
                w.inspector.show_facts(None)
            self.live.forget()
            return
        if w.sketch.selected != self._of:
            self._of, self.camera = w.sketch.selected, 1
            w.map.show_chosen(())
        w.inspector.show()
        w.inspector.show_page(PAGE)
        self.page.show_item(self._facts(known, w.desk.project))
        if w.desk.project is not None:
            self.live.follow(w.study.answers, w.desk.project, w.sketch.selected)

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
        return (title, *told)

    def retranslate(self) -> None:
        """Say everything anew in the language in use."""
        if self._w.inspector.page == PAGE:
            self.show()

    def _choose_camera(self, camera: int) -> None:
        self.camera = camera
        self.show()

    def _carried(self, item: Intervention, project: Project) -> None:
        """The hand moves: the map shows the thing there at once, figures and view come as fast as they can."""
        w, self._carrying = self._w, project
        w.map.show_carried(item)
        w.map.canvas.show_hand((), self.hand_lines(item))
        self.live.follow(w.study.answers, project, item.id)

    def _followed(self, found: Followed) -> None:
        w, held = self._w, self._w.sketch.held
        known = w.sketch.thing()
        if known is None or (held is None and found.id != w.sketch.selected):
            return
        if held is not None and found.with_it is None and self._carrying is not None:
            w.study.follow(self._carrying)  # the first of its kind: only a full answer tells
        elif held is not None:
            w.map.show_sketched(found.overlays)
            w.map.canvas.show_hand((), self.hand_lines(held))
        self.page.show_effect(self._lines(known, held), self._effect_title(), self._effects(known.kind, found))

    def _facts(self, known: Thing, project: Project | None) -> ItemFacts:
        w = self._w
        assumptions = Assumptions(project.changed_parameters if project is not None else {})
        luminaires = tuple(file.name for file in getattr(project, "luminaires", ()))
        count = things.cameras(known, assumptions) if known.kind == "cctv" else 1
        self.camera = min(self.camera, count)
        kind, scenario = (
            tr(f"kind.{known.kind}"),
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
            choice.file_sections(w, known) if known.exists else (), self._deeds(known),
        )  # fmt: skip

    def _deeds(self, known: Thing) -> tuple[Deed, ...]:
        w = self._w
        found = [Deed(tr("editing.why"), lambda: choice.spot(w, *known.at_m))]
        if w.desk.editable and known.exists and known.item is not None:
            found.insert(0, Deed(tr("editing.put_back"), w.sketch.put_back))
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
        if found is None or found.with_it is None or found.without is None:
            return ()
        before, after = found.without, found.with_it
        area = self._w.area or None
        if area is not None and area not in after.area_codes:
            area = None
        return tuple(_effect(id, before, after, area) for id in MOVES.get(kind, ()) if after.share(id, area) is not None)


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
