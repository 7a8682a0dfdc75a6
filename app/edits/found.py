"""What the edits share: what a name stands for, and what a title, a place and a heading must be. BadInput where it is not so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite

from app.errors import BadInput
from app.model import Intervention, Layer, LuminaireFile, Point, Project, Scenario
from app.words import tr


def item(project: Project, id: str) -> Intervention:
    """The sketched thing called ``id`` in the scenario shown; BadInput where there is none."""
    found = [known for known in (project.shown.items if project.shown else ()) if known.id == id]
    if not found:
        raise BadInput(tr("project.no_item"))
    return found[0]


def free_id(project: Project, wanted: str) -> str:
    """A layer id near ``wanted`` that no layer of the project has: ``cctv``, ``cctv_2``, ..."""
    taken, id, number = {layer.id for layer in project.layers}, wanted, 2
    while id in taken:
        id, number = f"{wanted}_{number}", number + 1
    return id


def with_item(project: Project, item: Intervention) -> Project:
    """The project with this item in place of the one of its id, in the scenario shown."""
    shown = scenario_shown(project)
    return project.with_scenario(replace(shown, items=tuple(item if known.id == item.id else known for known in shown.items)))


def layer_of(project: Project, id: str) -> Layer:
    """The layer called ``id``."""
    try:
        return project.layer(id)
    except KeyError as error:
        raise BadInput(tr("project.no_layer")) from error


def luminaire_of(project: Project, name: str) -> LuminaireFile:
    """The photometric file called ``name``."""
    found = [one for one in project.luminaires if one.name == name]
    if not found:
        raise BadInput(tr("luminaire.missing", name=name))
    return found[0]


def scenario_of(project: Project, id: str) -> Scenario:
    """The scenario called ``id``."""
    found = [scenario for scenario in project.scenarios if scenario.id == id]
    if not found:
        raise BadInput(tr("project.no_scenario"))
    return found[0]


def scenario_shown(project: Project) -> Scenario:
    """The scenario that is shown; BadInput where what exists is shown."""
    return scenario_of(project, project.scenario)


def changed(pairs: Iterable[tuple[str, object]], changes: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """Pairs of name and value with changes made; a value of None takes its name out."""
    values = {**dict(pairs), **changes}
    return tuple((name, value) for name, value in values.items() if value is not None)


def next_id(word: str, taken: Iterable[str]) -> str:
    """The next free id that begins with a word: ``item-4`` after ``item-3``."""
    numbers = [int(id.removeprefix(f"{word}-")) for id in taken if id.removeprefix(f"{word}-").isdecimal()]
    return f"{word}-{max(numbers, default=0) + 1}"


def titled(text: str) -> str:
    """A title without blanks around it; an empty one is refused."""
    if not text.strip():
        raise BadInput(tr("project.no_title"))
    return text.strip()


def point(at_m: Point) -> Point:
    """A place in metres; one that is not finite is refused."""
    x, y = float(at_m[0]), float(at_m[1])
    if not (isfinite(x) and isfinite(y)):
        raise BadInput(tr("project.no_place"))
    return x, y


def path(path_m: Iterable[Point], *, closed: bool = False) -> tuple[Point, ...]:
    """The corners of a line or a ring in metres, without two alike in a row; none stays none, too few or not finite is refused."""
    corners = [point(corner) for corner in path_m]
    kept = [corner for number, corner in enumerate(corners) if not number or corner != corners[number - 1]]
    if closed and len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if corners and len(set(kept)) < (3 if closed else 2):
        raise BadInput(tr("catalogue.bad.area" if closed else "catalogue.bad.line"))
    return tuple(kept)


def middle(path_m: tuple[Point, ...], *, closed: bool = False) -> Point:
    """The place that carries a line (half-way along) or an area (its centre, else a point inside it)."""
    import shapely

    if closed:
        ring = shapely.Polygon(path_m)
        if ring.is_valid and ring.area > 0:
            centre = ring.centroid if ring.contains(ring.centroid) else ring.representative_point()
            return centre.x, centre.y
    line = shapely.LineString(path_m)
    half = line.interpolate(0.5, normalized=True)
    return half.x, half.y


def heading(heading_deg: float | None) -> float | None:
    """A bearing from 0 to below 360 degrees; one that is not finite is refused."""
    if heading_deg is None:
        return None
    if not isinstance(heading_deg, (int, float)) or not isfinite(heading_deg):
        raise BadInput(tr("project.no_heading"))
    # A hair below zero would round up to 360 itself.
    return float(heading_deg) % 360.0 % 360.0
