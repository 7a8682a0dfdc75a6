"""Edits of the unit-cost book: what the office pays itself, in place of what the catalogue knows."""

from __future__ import annotations

from dataclasses import replace

from app import catalogue
from app.edits.scenarios import YEARS, won
from app.errors import BadInput
from app.model import Project, UnitCost
from app.words import tr

LONGEST_SOURCE = 200


def set_cost(project: Project, entry: str, build_krw: float | None, yearly_krw: float | None, year: int = 0, source: str = "") -> Project:
    """What one of a catalogue entry costs this office: to build, and a year; None: ask. ``year`` 0: not said."""
    if not catalogue.known(entry):
        raise BadInput(tr("catalogue.bad.entry", name=entry))
    if not isinstance(year, int) or (year and not YEARS[0] <= year <= YEARS[1]):
        raise BadInput(tr("catalogue.bad.year", low=YEARS[0], high=YEARS[1]))
    build, yearly = (None if krw is None else won(krw) for krw in (build_krw, yearly_krw))
    cost = UnitCost(entry, build, yearly, year, " ".join(source.split())[:LONGEST_SOURCE])
    rest = tuple(known for known in project.costs if known.entry != entry)
    return replace(project, costs=tuple(sorted((*rest, cost), key=lambda one: one.entry)))


def reset_costs(project: Project, *entries: str) -> Project:
    """Go back to what the catalogue says of these entries; of all where none is named."""
    return replace(project, costs=tuple(known for known in project.costs if entries and known.entry not in entries))
