"""Every edit of a planner as a function from project to project; undo, saving and announcing are `app.session`'s.

Sketched things belong to the scenario that is shown. What is no longer there (undone meanwhile) raises BadInput.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from string import ascii_uppercase

from app.errors import BadInput
from app.kinds import LayerKind
from app.model import Intervention, Layer, LuminaireFile, Point, Project, Scenario, View
from app.parameters import BY_ID
from app.words import tr

_GROUND = {"Polygon": 0, "LineString": 1}


def add_layers(project: Project, layers: Iterable[Layer], kinds: Sequence[LayerKind] = ()) -> Project:
    """Take layers in, each below those of kinds that are drawn later (``kinds``: all, in drawing order).

    A layer whose id is taken takes that one's place. Of an exclusive kind only one counts: the one that counted before.
    """
    for layer in layers:
        others = [known for known in project.layers if known.id != layer.id]
        if layer.counted and layer.kind.exclusive and any(_rivals(known, layer) and known.counted for known in others):
            layer = replace(layer, counted=False, visible=False)
        if len(others) < len(project.layers):
            project = project.with_layer(layer)
            continue
        order = [kind.key for kind in kinds]
        at = next((n for n, known in enumerate(others) if _rank(known, order) > _rank(layer, order)), len(others))
        project = replace(project, layers=(*others[:at], layer, *others[at:]))
    return project


def take_in(project: Project, layers: Iterable[Layer], superseded: Iterable[str] = (), kinds: Sequence[LayerKind] = (),
            luminaires: Iterable[LuminaireFile] = ()) -> Project:  # fmt: skip
    """Take imported layers in; those of ``superseded`` (ids) that are still there are kept, but neither count nor show.

    ``luminaires`` are photometric files imported with them.
    """
    project = keep_luminaires(project, luminaires)
    there = {layer.id for layer in project.layers}
    for id in superseded:
        if id in there:
            project = show_layer(count_layer(project, id, False), id, False)
    return add_layers(project, layers, kinds)


def remove_layer(project: Project, id: str) -> Project:
    """Take a layer out."""
    _layer(project, id)
    return _lit_by(project.without_layer(id), id, "")


def keep_luminaires(project: Project, files: Iterable[LuminaireFile]) -> Project:
    """Keep photometric files in the project; one of a name already there takes its place and its layers."""
    for file in files:
        known = next((one for one in project.luminaires if one.name == file.name), None)
        if known is None:
            project = replace(project, luminaires=(*project.luminaires, file))
        else:
            new = replace(file, layers=known.layers)
            project = replace(project, luminaires=tuple(new if one is known else one for one in project.luminaires))
    return project


def drop_luminaire(project: Project, name: str) -> Project:
    """Take a photometric file out; its lamps go back to the default."""
    _luminaire(project, name)
    return replace(project, luminaires=tuple(one for one in project.luminaires if one.name != name))


def light_layer(project: Project, id: str, luminaire: str) -> Project:
    """Let a photometric file stand for all lamps of a layer that name no other; "" goes back to the default.

    A single lamp, sketched or existing, is given one by `change` or `change_existing` with ``luminaire=name``.
    """
    _layer(project, id)
    if luminaire:
        _luminaire(project, luminaire)
    return _lit_by(project, id, luminaire)


def show_layer(project: Project, id: str, visible: bool = True) -> Project:
    """Show a layer on the map, or hide it."""
    return project.with_layer(replace(_layer(project, id), visible=visible))


def count_layer(project: Project, id: str, counted: bool = True) -> Project:
    """Let the measures use a layer or not; of an exclusive kind the others then no longer count."""
    layer = _layer(project, id)
    for rival in project.layers if counted and layer.kind.exclusive else ():
        if rival.counted and _rivals(rival, layer):
            project = project.with_layer(replace(rival, counted=False))
    return project.with_layer(replace(layer, counted=counted))


def order_layer(project: Project, id: str, position: int) -> Project:
    """Move a layer to a place in the drawing order (0: bottom); beyond the ends it goes to the end."""
    layer = _layer(project, id)
    others = [known for known in project.layers if known.id != id]
    at = min(max(position, 0), len(others))
    return replace(project, layers=(*others[:at], layer, *others[at:]))


def style_layer(project: Project, id: str, **style: object) -> Project:
    """Change a layer's look (names of `app.kinds.Style`); None goes back to the kind's own."""
    layer = _layer(project, id)
    return project.with_layer(replace(layer, style=_changed(layer.style, style)))


def rename_layer(project: Project, id: str, title: str) -> Project:
    """Give a layer another title."""
    return project.with_layer(replace(_layer(project, id), title=_title(title)))


def choose_district(project: Project, code: str) -> Project:
    """Choose the district by its code; "" finds it from the data again."""
    return replace(project, district=code)


def rename(project: Project, name: str) -> Project:
    """Give the project another name."""
    return replace(project, name=_title(name))


def add_scenario(project: Project, title: str = "", *, copy_of: str = "", id: str = "") -> Project:
    """A new scenario, empty or with the items of another (which keep their ids), and shown from now on."""
    items = _scenario(project, copy_of).items if copy_of else ()
    scenario = Scenario(id or _next("scenario", (known.id for known in project.scenarios)), title.strip() or _free_title(project), items=items)
    return replace(project.with_scenario(scenario), scenario=scenario.id)


def choose_scenario(project: Project, id: str) -> Project:
    """Show a scenario; "" shows what exists."""
    return replace(project, scenario=_scenario(project, id).id if id else "")


def rename_scenario(project: Project, id: str, title: str) -> Project:
    """Give a scenario another title."""
    return project.with_scenario(replace(_scenario(project, id), title=_title(title)))


def note_scenario(project: Project, id: str, note: str) -> Project:
    """Write down what a scenario is about."""
    return project.with_scenario(replace(_scenario(project, id), note=note))


def remove_scenario(project: Project, id: str) -> Project:
    """Take a scenario out; if it was shown, what exists is shown."""
    _scenario(project, id)
    rest = tuple(scenario for scenario in project.scenarios if scenario.id != id)
    return replace(project, scenarios=rest, scenario="" if project.scenario == id else project.scenario)


def place(project: Project, kind: str, at_m: Point, *, heading_deg: float | None = None,
          properties: Iterable[tuple[str, object]] = (), note: str = "", id: str = "") -> Project:
    """Sketch something of a kind at a point, on top; without a scenario shown it begins one. Ids count up: ``item-1``, ..."""
    if project.shown is None:
        project = add_scenario(project)
    taken = (item.id for scenario in project.scenarios for item in scenario.items)
    item = Intervention(id or _next("item", taken), kind, _point(at_m), _heading(heading_deg), tuple(properties), note)
    shown = _shown(project)
    return project.with_scenario(replace(shown, items=(*(known for known in shown.items if known.id != item.id), item)))


def move(project: Project, id: str, to_m: Point) -> Project:
    """Carry a sketched thing to another place."""
    return _with_item(project, replace(item(project, id), at_m=_point(to_m)))


def aim(project: Project, id: str, heading_deg: float | None) -> Project:
    """Turn a sketched thing to a bearing in degrees clockwise from north; None: it has none."""
    return _with_item(project, replace(item(project, id), heading_deg=_heading(heading_deg)))


def change(project: Project, id: str, *, note: str | None = None, **properties: object) -> Project:
    """Change properties or the note of a sketched thing; a property given as None goes."""
    known = item(project, id)
    return _with_item(project, replace(known, note=known.note if note is None else note, properties=_changed(known.properties, properties)))


def change_existing(project: Project, layer_id: str, row: int, *, at_m: Point | None = None, heading_deg: float | None = None,
                    gone: bool = False, **properties: object) -> Project:
    """Change, move or take away something that exists, in the scenario shown (one is begun where none is); its layer stays as it is.

    A second change of the same thing joins the first; a property given as None goes back to what the file says.
    """
    layer = _layer(project, layer_id)
    if layer.frame is None or not 0 <= row < len(layer.frame):
        raise BadInput(tr("project.no_item"))
    of = f"{layer_id}/{row}"
    known = next((one for one in (project.shown.items if project.shown else ()) if one.of == (layer_id, row)), None)
    if known is None:
        centre = layer.frame.geometry.iloc[row].centroid
        own = layer.frame["heading_deg"].iloc[row] if "heading_deg" in layer.frame else None
        heading = float(own) if own is not None and own == own else None
        project = place(project, layer.kind.key, (centre.x, centre.y), heading_deg=heading, properties=(("of", of),))
        known = _shown(project).items[-1]
    changed = replace(
        known, at_m=known.at_m if at_m is None else _point(at_m), heading_deg=known.heading_deg if heading_deg is None else _heading(heading_deg),
        properties=_changed(known.properties, {**properties, "gone": True if gone else None}),
    )  # fmt: skip
    return _with_item(project, changed)


def remove(project: Project, *ids: str) -> Project:
    """Take sketched things away."""
    for id in ids:
        item(project, id)
    shown = _shown(project)
    return project.with_scenario(replace(shown, items=tuple(known for known in shown.items if known.id not in ids)))


def set_parameter(project: Project, id: str, value: float | None) -> Project:
    """Change an assumption within its range; its default, or None, makes it unchanged again."""
    if id not in BY_ID:
        raise BadInput(tr("project.no_parameter", id=id))
    known, values = BY_ID[id], dict(project.parameters)
    values.pop(id, None)
    if value is not None and value != known.default:
        if not known.low <= value <= known.high:
            raise BadInput(tr("project.parameter_range", low=f"{known.low:g}", high=f"{known.high:g}", unit=known.unit))
        values[id] = float(value)
    return replace(project, parameters=tuple(sorted(values.items())))


def set_parameters(project: Project, values: Mapping[str, float]) -> Project:
    """Change several assumptions at once, such as those of a lighting class (`app.study.lamps.light_classes`)."""
    for id, value in values.items():
        project = set_parameter(project, id, value)
    return project


def reset_parameters(project: Project) -> Project:
    """Put every assumption back to its default."""
    return replace(project, parameters=())


def remember_view(project: Project, title: str, centre_m: Point, metres_per_px: float, *, id: str = "") -> Project:
    """Keep a place on the map under a title; one with the same id is replaced."""
    if not (isfinite(metres_per_px) and metres_per_px > 0):
        raise BadInput(tr("project.no_place"))
    view = View(id or _next("view", (known.id for known in project.views)), _title(title), _point(centre_m), float(metres_per_px))
    known = any(other.id == view.id for other in project.views)
    views = tuple(view if other.id == view.id else other for other in project.views)
    return replace(project, views=views if known else (*views, view))


def forget_view(project: Project, id: str) -> Project:
    """Drop a remembered place."""
    if all(view.id != id for view in project.views):
        raise BadInput(tr("project.no_view"))
    return replace(project, views=tuple(view for view in project.views if view.id != id))


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


def _with_item(project: Project, item: Intervention) -> Project:
    shown = _shown(project)
    return project.with_scenario(replace(shown, items=tuple(item if known.id == item.id else known for known in shown.items)))


def _layer(project: Project, id: str) -> Layer:
    try:
        return project.layer(id)
    except KeyError as error:
        raise BadInput(tr("project.no_layer")) from error


def _luminaire(project: Project, name: str) -> LuminaireFile:
    found = [one for one in project.luminaires if one.name == name]
    if not found:
        raise BadInput(tr("luminaire.missing", name=name))
    return found[0]


def _lit_by(project: Project, layer: str, luminaire: str) -> Project:
    """A layer's lamps shine by one photometric file at most."""
    files = []
    for file in project.luminaires:
        others = tuple(one for one in file.layers if one != layer)
        wanted = (*others, layer) if file.name == luminaire else others
        files.append(file if wanted == file.layers else replace(file, layers=wanted))
    return replace(project, luminaires=tuple(files))


def _scenario(project: Project, id: str) -> Scenario:
    found = [scenario for scenario in project.scenarios if scenario.id == id]
    if not found:
        raise BadInput(tr("project.no_scenario"))
    return found[0]


def _shown(project: Project) -> Scenario:
    return _scenario(project, project.scenario)


def _rivals(one: Layer, other: Layer) -> bool:
    return one.id != other.id and one.kind.key == other.kind.key


def _rank(layer: Layer, order: Sequence[str]) -> tuple[int, int]:
    if layer.kind.key in order:
        return order.index(layer.kind.key), 0
    return len(order), _GROUND.get(layer.kind.geometry, 2)


def _changed(pairs: Iterable[tuple[str, object]], changes: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    values = {**dict(pairs), **changes}
    return tuple((name, value) for name, value in values.items() if value is not None)


def _next(word: str, taken: Iterable[str]) -> str:
    numbers = [int(id.removeprefix(f"{word}-")) for id in taken if id.removeprefix(f"{word}-").isdecimal()]
    return f"{word}-{max(numbers, default=0) + 1}"


def _free_title(project: Project) -> str:
    taken = {scenario.title for scenario in project.scenarios}
    titles = [tr("project.first_scenario"), *(tr("project.scenario", letter=letter) for letter in ascii_uppercase[1:])]
    titles += [tr("project.scenario", letter=number) for number in range(27, 28 + len(taken))]
    return next(title for title in titles if title not in taken)


def _title(text: str) -> str:
    if not text.strip():
        raise BadInput(tr("project.no_title"))
    return text.strip()


def _point(at_m: Point) -> Point:
    x, y = float(at_m[0]), float(at_m[1])
    if not (isfinite(x) and isfinite(y)):
        raise BadInput(tr("project.no_place"))
    return x, y


def _heading(heading_deg: float | None) -> float | None:
    if heading_deg is None:
        return None
    if not isinstance(heading_deg, (int, float)) or not isfinite(heading_deg):
        raise BadInput(tr("project.no_heading"))
    # A hair below zero would round up to 360 itself.
    return float(heading_deg) % 360.0 % 360.0
