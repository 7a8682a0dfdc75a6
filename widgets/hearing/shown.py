"""What a step puts before the hall, worked out from the project and what is known of it: one side, or two to swipe."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.hearing import for_the_hall
from app.model import Layer, Project, View
from app.quantity import Quantity
from app.scene import Overlay
from app.study.measure_kinds import BY_ID
from app.styles import style_of
from app.words import tr
from widgets.compare.sides import side
from widgets.compare.swipe_map import Side
from widgets.figures import band, share, with_unit
from widgets.results.viewing import Known, measure_words

if TYPE_CHECKING:
    from widgets.results.answers_shelf import Shelved

# Signs are made so much larger for eyes at the back of a hall.
LARGER = 1.7
# A band narrower than this is not spoken in a hall.
TOLD_FROM = 0.01

Looks = dict[tuple[object, str], tuple[Overlay, ...]]


@dataclass(frozen=True)
class Shown:
    """A step made ready: ``right`` alone, or ``left`` and ``right`` to swipe; ``figure`` is the line at its foot."""

    right: Side
    left: Side | None = None
    figure: str = ""


def shown(project: Project, view: View | None, known: dict[str, Shelved], looks: Looks, *, covered: bool) -> Shown:
    """A step of the hall. ``known`` holds what was answered, by scenario; what is not there yet is shown without its measure."""
    if view is None:
        return Shown(_side(project, "", None, "", {}, (), covered))
    right = _side(project, view.scenario, known.get(view.scenario), view.look, looks, view.hidden, covered)
    if view.against is None:
        return Shown(right, None, _figure(view, known.get(view.scenario), None))
    left = _side(project, view.against, known.get(view.against), view.look, looks, view.hidden, covered)
    return Shown(right, left, _figure(view, known.get(view.scenario), known.get(view.against)))


def wanted_looks(view: View | None, known: dict[str, Shelved], looks: Looks) -> list[tuple[object, str]]:
    """The (key of answers, map of a measure) a step still needs drawn."""
    if view is None or view.look not in BY_ID:
        return []
    ids = [view.scenario] if view.against is None else [view.scenario, view.against]
    pairs = [(known[id].answers.key, BY_ID[view.look].look) for id in dict.fromkeys(ids) if id in known]
    return [pair for pair in pairs if pair not in looks]


def _side(project: Project, id: str, known: Shelved | None, measure: str, looks: Looks, hidden: tuple[str, ...], covered: bool) -> Side:
    seen = {layer.id for layer in for_the_hall(project.layers, covered=covered)}
    public = replace(project, layers=tuple(_larger(layer) for layer in project.layers if layer.id in seen))
    look = BY_ID[measure].look if measure in BY_ID else ""
    answers = known.answers if known is not None and look else None
    looked = looks.get((answers.key, look), ()) if answers is not None else ()
    made = side(public, id, answers, look or "seen", looked, known.sketched if known is not None else (), hidden=hidden)
    return Side(made.title if id else tr("hearing.now"), replace(made.scene, labelled=False, larger=LARGER), made.items)


def _larger(layer: Layer) -> Layer:
    if layer.kind.geometry not in ("Point", "Any"):
        return layer
    style = {**dict(layer.style), "size_px": style_of(layer).size_px * LARGER}
    return replace(layer, style=tuple(style.items()))


def _figure(view: View, now: Shelved | None, before: Shelved | None) -> str:
    """The measure of the district, before and after where two are swiped; "" where nobody knows it yet."""
    if view.look not in BY_ID or now is None:
        return ""
    after = _share(now, view.look)
    if after is None:
        return ""
    words = measure_words(view.look)
    then = _share(before, view.look) if before is not None else None
    if then is not None and _told(then) == _told(after) and (more := _metres(now, view.look, after.value - then.value)):
        return f"{more} {words} · {_told(after)}"
    return f"{_told(then)} → {_told(after)} {words}" if then is not None else f"{_told(after)} {words}"


def _share(known: Shelved | None, measure: str) -> Quantity | None:
    if known is None:
        return None
    found = Known(known.answers, known.deeper).measure(measure, known.answers.district[0])
    return found.quantity if found is not None and found.quantity.value is not None else None


def _metres(known: Shelved, measure: str, change: float) -> str:
    """A change too small for a share of the district, in metres of street; "" where there is none to speak of."""
    found = Known(known.answers, known.deeper).measure(measure, known.answers.district[0])
    length = dict(found.details).get("length_m") if found is not None else None
    metres = change * length.value if length is not None and length.value else 0.0
    return f"{'+' if metres > 0 else '−'}{with_unit(abs(metres), 'm')}" if abs(metres) >= 1 else ""


def _told(quantity: Quantity) -> str:
    wide = quantity.has_band and quantity.high - quantity.low >= TOLD_FROM  # type: ignore[operator]
    between = band(quantity) if wide else ""
    return f"{share(quantity)} ({between})" if between else share(quantity)


def example(path: str | None) -> Shown:
    """A scenario of a project (else the sample) swiped against what exists, for a look."""
    from widgets.compare.example import sides_example

    left, right = (replace(one, scene=replace(one.scene, layers=tuple(map(_larger, one.scene.layers)), labelled=False)) for one in sides_example(path))
    return Shown(right, replace(left, title=tr("hearing.now")), f"10 % → 12 % {tr('measure.seen')}")
