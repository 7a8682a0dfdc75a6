"""The things of scenarios as a table: what is done, how far it is, what it costs, what is known of its effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import catalogue
from app.geo import WORKING_EPSG
from app.model import Intervention, Layer, Project, Scenario
from app.output.privacy import public_items
from app.words import Words

if TYPE_CHECKING:
    import geopandas
    import shapely


def things(project: Project, scenarios: Sequence[Scenario], tr: Words) -> geopandas.GeoDataFrame:
    """A row a thing, in the columns of `exchange_parts.THING_COLUMNS`; a cost that nobody knows is empty, never nought."""
    import geopandas

    from app.output.exchange_parts import THING_COLUMNS

    layers = {layer.id: layer for layer in project.layers}
    rows, shapes = [], []
    for scenario in scenarios:
        for item in public_items(project, scenario):
            rows.append({"scenario": scenario.title, **_row(project, item, layers, tr)})
            shapes.append(shape_of(item, layers))
    data = {name: [row[name] for row in rows] for name in THING_COLUMNS}
    return geopandas.GeoDataFrame(data, geometry=geopandas.array.from_shapely(shapes, crs=WORKING_EPSG), crs=WORKING_EPSG)


def shape_of(item: Intervention, layers: dict[str, Layer]) -> shapely.Geometry:
    """Where a thing lies: its corners, the shape of the existing thing it changes in place, else its spot."""
    import shapely

    entry = catalogue.entry_of(item.kind, item.entry)
    if len(item.path_m) > 2 and entry is not None and entry.closed:
        return shapely.Polygon(item.path_m)
    if len(item.path_m) > 1:
        return shapely.LineString(item.path_m)
    layer = layers.get(item.of[0]) if item.of is not None else None
    if layer is not None and layer.frame is not None and item.of is not None and item.of[1] < len(layer.frame):
        there = layer.frame.geometry.iloc[item.of[1]]
        if there is not None and there.geom_type != "Point":
            return there
    return shapely.Point(item.at_m)


def _row(project: Project, item: Intervention, layers: dict[str, Layer], tr: Words) -> dict[str, object]:
    from app.bill import bill

    lines = bill(project, Scenario("one", "", items=(item,))).lines
    line = lines[0] if lines else None
    deed = line.deed if line is not None else ("new" if item.of is None else "remove" if item.gone else "change")
    build, yearly = (None, None) if line is None else (line.build, line.yearly)
    price = None if line is None else line.unit_build or line.unit_yearly
    own = dict(item.properties)
    return {
        "id": item.id,
        "what": _what(item, tr),
        "name": str(own.get("name") or _known_name(item, layers)),
        "deed": tr(f"exports.deed.{deed}"),
        "status": tr(f"catalogue.status.{item.status}"),
        "year": item.year or None,
        "cost_krw": None if build is None else build.value,
        "cost_low_krw": None if build is None else build.low,
        "cost_high_krw": None if build is None else build.high,
        "cost_year": price.year or None if price is not None else None,
        "cost_source": "" if price is None else price.source if price.own else catalogue.source_text(price.source),
        "yearly_krw": None if yearly is None else yearly.value,
        **_evidence(item, tr),
        "heading_deg": item.heading_deg,
        "details": "; ".join(f"{name}={value}" for name, value in item.properties if name not in ("name", "of", "gone")),
        "note": item.note,
    }


def _what(item: Intervention, tr: Words) -> str:
    entry = catalogue.entry_of(item.kind, item.entry)
    if entry is not None:
        return tr(f"catalogue.{entry.key}")
    return tr(f"kind.{item.kind}") if tr.known(f"kind.{item.kind}") else item.kind


def _known_name(item: Intervention, layers: dict[str, Layer]) -> str:
    layer = layers.get(item.of[0]) if item.of is not None else None
    if layer is None or layer.frame is None or item.of is None or "name" not in layer.frame.columns or item.of[1] >= len(layer.frame):
        return ""
    name = layer.frame["name"].iloc[item.of[1]]
    return name if isinstance(name, str) else ""


def _evidence(item: Intervention, tr: Words) -> dict[str, str]:
    """The keys of what is known of the effect and where it was read."""
    entry = catalogue.entry_of(item.kind, item.entry)
    known = entry.evidence if entry is not None else None
    if known is None or not known.claims:
        word = "exports.evidence.none_found" if known is not None and known.none_found else "exports.evidence.unknown"
        return {"evidence": tr(word), "evidence_source": ""}
    sources = dict.fromkeys(catalogue.source_text(id) for claim in known.claims for id in claim.sources)
    return {"evidence": "; ".join(claim.key for claim in known.claims), "evidence_source": "; ".join(sources)}
