"""A project as rows of Golmok's tables, and back; and the difference between two projects as statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from app.corrections import with_corrections
from app.files.schema import (
    BASEMAPS,
    CORRECTIONS,
    COSTS,
    INTERVENTIONS,
    LAYERS,
    LUMINAIRE_LAYERS,
    LUMINAIRES,
    META,
    PARAMETERS,
    SCENARIOS,
    SOURCES,
    STYLES,
    VIEWS,
)
from app.kinds import LayerKind, Style
from app.model import Basemap, Intervention, Layer, LuminaireFile, Project, SavedStyle, Scenario, Source, UnitCost, View

if TYPE_CHECKING:
    import geopandas

Rows = dict[tuple, dict[str, object]]
OTHER = "other"
_LISTED = (
    LAYERS, SOURCES, SCENARIOS, INTERVENTIONS, VIEWS, PARAMETERS, LUMINAIRES, LUMINAIRE_LAYERS, BASEMAPS, COSTS, STYLES, CORRECTIONS,
)  # fmt: skip
_BY_NAME = {table.name: table for table in (META, *_LISTED)}
_MISSING = object()
# Where nothing is known of a kind, not even ``other``.
ANY = LayerKind(key=OTHER, geometry="Any", group="base", columns=(), style=Style(symbol="circle", color="#757575"))


def rows(project: Project, kinds_in_file: Mapping[str, str]) -> dict[Table, Rows]:
    """All rows of a project, table by table, by their primary key. ``kinds_in_file`` keeps the names of unknown kinds."""
    meta = {"name": project.name, "made_up": project.made_up, "district": project.district, "scenario": project.scenario}
    found: dict[Table, Rows] = {META: {(1,): meta}, **{table: {} for table in _LISTED}}
    for position, layer in enumerate(project.layers):
        kind = kinds_in_file.get(layer.id, OTHER) if layer.kind.key == OTHER else layer.kind.key
        found[LAYERS][layer.id,] = {
            "position": position, "kind": kind, "title": layer.title, "revision": layer.revision, "visible": layer.visible,
            "counted": layer.counted, "style": [list(pair) for pair in layer.style]}
        found[SOURCES][layer.id,] = {**vars(layer.source), "settings": [list(pair) for pair in layer.source.settings]}
        for at, (row, column, value) in enumerate(layer.corrections):
            found[CORRECTIONS][layer.id, row, column] = {"position": at, "value": value}
    for position, scenario in enumerate(project.scenarios):
        found[SCENARIOS][scenario.id,] = {
            "position": position, "title": scenario.title, "note": scenario.note, "budgets": _lists(scenario.budgets)}
        for at, item in enumerate(scenario.items):
            found[INTERVENTIONS][scenario.id, item.id] = {
                "position": at, "kind": item.kind, "x_m": item.at_m[0], "y_m": item.at_m[1], "heading_deg": item.heading_deg,
                "note": item.note, "properties": [list(pair) for pair in item.properties], "entry": item.entry,
                "path": _lists(item.path_m), "status": item.status, "year": item.year, "photos": list(item.photos)}
    for position, view in enumerate(project.views):
        found[VIEWS][view.id,] = {
            "position": position, "title": view.title, "x_m": view.centre_m[0], "y_m": view.centre_m[1],
            "metres_per_px": view.metres_per_px, "turned_deg": view.turned_deg, "step": view.step, "caption": view.caption,
            "look": view.look, "scenario": view.scenario, "against": view.against, "hidden": list(view.hidden)}
    _list_kept(project, found)
    for position, (id, value) in enumerate(project.parameters):
        found[PARAMETERS][id,] = {"position": position, "value": value}
    for position, luminaire in enumerate(project.luminaires):
        found[LUMINAIRES][luminaire.name,] = {"position": position, "text": luminaire.text}
        for at, layer_id in enumerate(luminaire.layers):
            found[LUMINAIRE_LAYERS][layer_id,] = {"position": at, "luminaire": luminaire.name}
    return found


def _list_kept(project: Project, found: dict[Table, Rows]) -> None:
    for position, base in enumerate(project.basemaps):
        found[BASEMAPS][base.id,] = {**{k: v for k, v in vars(base).items() if k != "id"}, "position": position, "points": _lists(base.points)}
    for position, cost in enumerate(project.costs):
        found[COSTS][cost.entry,] = {**{k: v for k, v in vars(cost).items() if k != "entry"}, "position": position}
    for position, saved in enumerate(project.styles):
        found[STYLES][saved.title, saved.kind] = {"position": position, "style": [list(pair) for pair in saved.style]}


@dataclass(frozen=True)
class Change:
    """What became of one row: made (``was`` None), taken away (``now`` None), or changed, told by the columns that differ."""

    table: str
    key: tuple
    was: dict[str, object] | None
    now: dict[str, object] | None


def changes(before: Mapping[Table, Rows], after: Mapping[Table, Rows]) -> tuple[Change, ...]:
    """The difference between two projects, row by row."""
    found = []
    for table, wanted in after.items():
        known = before.get(table, {})
        found += [Change(table.name, key, _storable(known[key]), None) for key in known.keys() - wanted.keys()]
        for key, row in wanted.items():
            if key not in known:
                found.append(Change(table.name, key, None, _storable(row)))
            elif row != known[key]:
                change = told(table.name, key, _storable(known[key]), _storable(row))
                found += [change] if change is not None else []
    return tuple(found)


def told(table: str, key: tuple, was: Mapping[str, object], now: Mapping[str, object]) -> Change | None:
    """A row's change by the columns that differ; None where none does."""
    different = [name for name in now if was.get(name, _MISSING) != now[name]]
    return Change(table, key, {name: was.get(name) for name in different}, {name: now[name] for name in different}) if different else None


def backwards(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What takes these changes back."""
    return tuple(Change(change.table, change.key, change.now, change.was) for change in changes)


def write(connection: Connection, changes: Iterable[Change]) -> None:
    """Change the rows; a row that is not as told any more is left out or replaced, never in the way."""
    made: dict[Table, list[dict]] = {}
    differ: dict[tuple[Table, tuple[str, ...]], list[dict]] = {}
    for change in changes:
        table = _BY_NAME.get(change.table)
        if table is None:
            continue
        if change.now is None:
            connection.execute(delete(table).where(*_is(table, change.key)))
        elif change.was is None:
            made.setdefault(table, []).append({**_named(table, change.key), **change.now})
        else:
            names = tuple(sorted(name for name in change.now if name in table.c))
            keys = {f"key_{name}": value for name, value in _named(table, change.key).items()}
            differ.setdefault((table, names), []).append({**keys, **{name: change.now[name] for name in names}})
    for table, rows in made.items():
        connection.execute(insert(table).prefix_with("OR REPLACE"), rows)
    for (table, names), rows in differ.items():
        row = [column == bindparam(f"key_{column.name}") for column in table.primary_key.columns]
        connection.execute(update(table).where(*row).values({name: bindparam(name) for name in names}), rows)


def read(connection: Connection, kinds: Mapping[str, LayerKind],
         frame_of: Callable[[str, int], geopandas.GeoDataFrame | None],
         present: Iterable[Layer] = ()) -> tuple[Project, dict[str, str], tuple[str, ...]]:
    """The project, the kinds by layer id as the file calls them, and the titles of layers whose table is gone.

    Of the ``present`` layers those that are in the file as they are come back themselves.
    """
    meta = connection.execute(select(META)).one()
    sources = {row.layer_id: row for row in connection.execute(select(SOURCES))}
    corrected = _corrections(connection)
    named, gone, layers, same = {}, [], [], {layer.id: layer for layer in present}
    for row in connection.execute(select(LAYERS).order_by(LAYERS.c.position)).all():
        kind = kinds.get(row.kind) or kinds.get(OTHER) or ANY
        corrections = corrected.get(row.id, ())
        layer = Layer(row.id, kind, row.title, _source(sources.get(row.id)), row.revision, row.visible, row.counted, _pairs(row.style),
                      corrections=corrections)
        if layer == same.get(row.id):
            named[row.id] = row.kind
            layers.append(same[row.id])
            continue
        frame = frame_of(row.id, row.revision)
        if frame is None:
            gone.append(row.title)
            continue
        named[row.id] = row.kind
        # Asked without frames, there is nothing to set right.
        right = with_corrections(frame, corrections) if corrections and hasattr(frame, "columns") else frame
        layers.append(replace(layer, frame=right, base=frame if corrections else None))
    project = Project(
        meta.project_id, meta.name, meta.made_up, meta.district, tuple(layers), _scenarios(connection), meta.scenario,
        _views(connection),
        tuple((row.id, row.value) for row in connection.execute(select(PARAMETERS).order_by(PARAMETERS.c.position))),
        _luminaires(connection),
        tuple(Basemap(row.id, row.title, row.path, row.form, row.visible, row.opacity, row.credit, _pairs(row.points))
              for row in connection.execute(select(BASEMAPS).order_by(BASEMAPS.c.position))),
        tuple(UnitCost(row.entry, row.build_krw, row.yearly_krw, row.year, row.source)
              for row in connection.execute(select(COSTS).order_by(COSTS.c.position))),
        tuple(SavedStyle(row.title, row.kind, _pairs(row.style))
              for row in connection.execute(select(STYLES).order_by(STYLES.c.position))))
    return project, named, tuple(gone)


def _views(connection: Connection) -> tuple[View, ...]:
    return tuple(
        View(row.id, row.title, (row.x_m, row.y_m), row.metres_per_px, row.turned_deg, row.step, row.caption, row.look, row.scenario,
             row.against, tuple(row.hidden))
        for row in connection.execute(select(VIEWS).order_by(VIEWS.c.position)))  # fmt: skip


def _corrections(connection: Connection) -> dict[str, tuple[tuple[int, str, object], ...]]:
    found: dict[str, list[tuple[int, str, object]]] = {}
    for row in connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.position)):
        found.setdefault(row.layer_id, []).append((row.row, row.column, row.value))
    return {layer: tuple(cells) for layer, cells in found.items()}


def _luminaires(connection: Connection) -> tuple[LuminaireFile, ...]:
    layers: dict[str, list[str]] = {}
    for row in connection.execute(select(LUMINAIRE_LAYERS).order_by(LUMINAIRE_LAYERS.c.position)):
        layers.setdefault(row.luminaire, []).append(row.layer_id)
    return tuple(LuminaireFile(row.name, row.text, tuple(layers.get(row.name, ())))
                 for row in connection.execute(select(LUMINAIRES).order_by(LUMINAIRES.c.position)))


def _scenarios(connection: Connection) -> tuple[Scenario, ...]:
    items: dict[str, list[Intervention]] = {}
    for row in connection.execute(select(INTERVENTIONS).order_by(INTERVENTIONS.c.position)):
        item = Intervention(row.id, row.kind, (row.x_m, row.y_m), row.heading_deg, _pairs(row.properties), row.note,
                            row.entry, _pairs(row.path), row.status, row.year, tuple(row.photos))
        items.setdefault(row.scenario_id, []).append(item)
    return tuple(Scenario(row.id, row.title, row.note, tuple(items.get(row.id, ())), _pairs(row.budgets))
                 for row in connection.execute(select(SCENARIOS).order_by(SCENARIOS.c.position)))


def _source(row: object) -> Source:
    if row is None:
        return Source("")
    values = dict(row._mapping)  # type: ignore[attr-defined]
    del values["layer_id"]
    return Source(**{**values, "settings": _pairs(values["settings"])})


def _pairs(value: list) -> tuple:
    # JSON knows only lists; a value is frozen.
    return tuple(_frozen(pair) for pair in value)


def _lists(rows: tuple[tuple, ...]) -> list[list]:
    return [list(row) for row in rows]


def _frozen(value: object) -> object:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _storable(row: dict[str, object]) -> dict[str, object]:
    # A file's name can hold half characters, which no file of ours can.
    return {name: value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value for name, value in row.items()}


def _is(table: Table, key: tuple) -> list:
    return [column == value for column, value in zip(table.primary_key.columns, key, strict=True)]


def _named(table: Table, key: tuple) -> dict[str, object]:
    return {column.name: value for column, value in zip(table.primary_key.columns, key, strict=True)}
