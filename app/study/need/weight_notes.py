"""How need was laid on the streets, in words: before homes or evenly, what stood for what, what was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import shapely

from app.quantity import Quantity, Tag
from app.study.answers import Said
from app.study.asked import Question
from app.study.ground import numbers
from app.study.need.weights import PEOPLE, Weight, finest

# A warning about less than this share is noise.
WORTH_SAYING = 0.005
# Two lists of residents that differ by more than this share do not speak of the same people.
DIFFER = 0.2


def weight_notes(question: Question, needs: Mapping[str, Weight], district: shapely.Geometry) -> Iterator[Said]:
    """What a planner must know of every weight but crime, which speaks for itself."""
    people = [needs[key] for key in PEOPLE if key in needs]
    if people:
        yield ("note.homes" if any(one.homes for one in people) else "note.no_homes"), {}
    if "residents" in needs and needs["residents"].basis == "households":
        yield "note.households", {}
    twice = _told_twice(question)
    if twice > 1:
        yield "note.people_twice", {"layers": Quantity(float(twice), "count", Tag.COMPUTED, "counted in the project")}
    told = sorted(_residents_told(question, district)) if "residents" in needs else []
    if len(told) > 1 and told[0] < told[-1] * (1.0 - DIFFER):
        yield "note.people_differ", {"least": _people(told[0]), "most": _people(told[-1])}
    if "complaints" in needs:
        yield "note.complaints", {"distance": question.assumptions.quantity("demand.spread")}
    if "walkers" in needs:
        yield f"note.walkers_{needs['walkers'].basis}", {}
    for key, weight in needs.items():
        lost = weight.demand.lost / weight.total_in if weight.total_in > 0 else 0.0
        if key != "crime" and lost > WORTH_SAYING:
            yield f"note.lost_{key}", {"share": Quantity(lost, "share", Tag.COMPUTED, "found no street near")}


def _told_twice(question: Question) -> int:
    """How many layers tell the same column of people, at most."""
    columns = [column for known in PEOPLE.values() for column in known]
    layers = question.counted("residents")
    return max((sum(bool((numbers(layer.frame, column) > 0).any()) for layer in layers) for column in columns), default=0)


def _residents_told(question: Question, district: shapely.Geometry) -> list[float]:
    """How many residents each list has in the district."""
    found = []
    for layer in question.counted("residents"):
        rows = finest(layer, "residents", district)
        total = float(numbers(layer.frame, "residents")[rows].sum()) if len(rows) else 0.0
        if total > 0:
            found.append(total)
    return found


def _people(number: float) -> Quantity:
    return Quantity(float(round(number)), "count", Tag.COMPUTED, "residents of a list in the district")
