"""What the web map holds, as folium layers: base and facilities of the project, and what the analysis adds.

Kept small: only what lies in or near the district, shapes simplified below a screen's grain, degrees to a tenth of a metre,
and everything without a name of its own joined into one feature.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import geo
from app.output.paper_text import without_controls
from app.output.privacy import public_layers
from app.output.report_maps import UNDRAWN
from app.output.web_signs import kind_sign, line_sign, number_sign
from app.words import Words

if TYPE_CHECKING:
    import folium
    import numpy
    import shapely

    from app.model import Layer, Project
    from app.study import Answers, Gap

# Looks of what the analysis adds, bottom to top: colour, width, dash; as on screen.
ROLES = {"unseen": ("#e58e5c", 3, ""), "maybe": ("#1f6f8b", 3, "4 6"), "seen": ("#1f6f8b", 4, "")}
GAP_COLOR, ACCENT = "#c2410c", "#5b21d6"
GAPS_SHOWN = 30
DIGITS = 6
GRAIN_M = 0.4
NEAR_M = 120.0
LONGEST_NAME = 120
# More signs than this would make the page slow; they become dots on the canvas.
MOST_SIGNS = 500
# Order of the list of layers; the map itself is drawn base first.
ORDER = ("role", "facilities", "life", "base")
NUMBERED = (
    "function (feature, at) { return L.marker(at, {keyboard: false, zIndexOffset: 1000, "
    "icon: L.divIcon({html: feature.properties.n, iconSize: [24, 24], iconAnchor: [12, 12], className: 'sign'})}); }"
)
# Drawn without a text of their own when pointed at.
SILENT_PURPOSES = ("district", "dong", "walls")


def project_layers(project: Project, answers: Answers, tr: Words) -> list[folium.GeoJson]:
    """The layers of the project that may leave the house, in drawing order; empty ones are left out."""
    found = []
    for layer in public_layers(project):
        if not layer.counted or layer.kind.by_area or "residents" in layer.kind.serves or layer.kind.key in UNDRAWN or layer.frame is None:
            continue
        rows = _near(layer, answers)
        if len(rows):
            found.append(_layer(layer, rows, tr))
    return found


def role_layers(answers: Answers, tr: Words) -> list[folium.GeoJson]:
    """Streets by what cameras see of them."""
    import folium

    found = []
    for role, (color, weight, dash) in ROLES.items():
        overlay = answers.overlay(role)
        if overlay is None or not len(overlay.geometries):
            continue
        text = tr(f"webmap.{role}")
        look = {"color": color, "weight": weight, "opacity": 0.95, "lineCap": "butt"} | ({"dashArray": dash} if dash else {})
        found.append(
            folium.GeoJson(
                _collection(list(overlay.geometries), [""] * len(overlay.geometries)),
                name=control_name("role", line_sign(color, dash="3 2" if dash else ""), text),
                style_function=lambda _feature, look=look: look,
                on_each_feature=_tooltip(text),
                smooth_factor=0.6,
            )
        )
    return found


def mark_layers(project: Project, answers: Answers, tr: Words, texts: Sequence[str]) -> list[folium.GeoJson]:
    """The worst gaps with their numbers (``texts`` says what each is), and the sketched things of the scenario shown."""
    import folium
    import shapely

    gaps, found = answers.gaps[:GAPS_SHOWN], []
    if gaps:
        data = _collection([shapely.Point(gap.centre_m) for gap in gaps], [text or str(gap.rank) for gap, text in zip(gaps, texts, strict=False)])
        for feature, gap in zip(data["features"], gaps, strict=True):
            feature["properties"]["n"] = number_sign(gap.rank, GAP_COLOR)
        name = control_name("role", number_sign(1, GAP_COLOR, size=18), tr("webmap.gaps"))
        found.append(folium.GeoJson(data, name=name, on_each_feature=_tooltip(""), point_to_layer=folium.JsCode(NUMBERED)))
    if project.shown is not None and project.shown.items:
        places = [shapely.Point(item.at_m) for item in project.shown.items]
        named = [f"{tr('webmap.proposed')}: {tr(f'kind.{item.kind}')}" for item in project.shown.items]
        look = {"radius": 7, "color": "#ffffff", "weight": 2, "fill": True, "fill_color": ACCENT, "fill_opacity": 1.0}
        found.append(
            folium.GeoJson(
                _collection(places, named),
                name=control_name("role", line_sign(ACCENT), tr("webmap.proposed")),
                marker=folium.CircleMarker(**look),
                on_each_feature=_tooltip(tr("webmap.proposed")),
            )
        )
    return found


def control_name(group: str, sign: str, text: str, count: str = "") -> str:
    """A line of the layer list: sign, escaped text, count; it begins with its place in the order."""
    from html import escape

    return f'<i data-o="{ORDER.index(group)}"></i>{sign}<span>{escape(text)}</span><b>{escape(count)}</b>'


def centre_degrees(gap: Gap) -> tuple[float, float]:
    """Latitude and longitude of a gap's middle."""
    lon, lat = geo.lonlat(*gap.centre_m)
    return round(float(lat), DIGITS), round(float(lon), DIGITS)


def _layer(layer: Layer, rows: numpy.ndarray, tr: Words) -> folium.GeoJson:
    import folium

    kind, label, frame = layer.kind, tr(f"kind.{layer.kind.key}"), layer.frame.iloc[rows]
    silent = bool(set(SILENT_PURPOSES) & set(kind.serves)) or kind.group == "base"
    names = frame["name"].tolist() if "name" in frame and not silent else [None] * len(frame)
    texts = [f"{label}: {without_controls(name)[:LONGEST_NAME]}" if isinstance(name, str) and name.strip() else "" for name in names]
    shapes = _simple(frame.geometry.to_numpy())
    look = _look(layer)
    return folium.GeoJson(
        _collection(shapes, texts),
        name=control_name("base" if kind.group == "base" else kind.group, kind_sign(kind.style, tr.language), label, f"{len(frame):,}"),
        show=bool(layer.visible or kind.group == "base"),
        style_function=lambda _feature: look,
        marker=_sign(layer, len(rows), tr),
        on_each_feature=None if silent else _tooltip(label),
        smooth_factor=0.8,
    )


def _look(layer: Layer) -> dict[str, object]:
    style, serves = layer.kind.style, layer.kind.serves
    if "streets" in serves:
        return {"color": "#ffffff", "weight": 4, "opacity": 1, "interactive": False}
    if "district" in serves or "dong" in serves:
        return {"color": "#7d7a86", "weight": 2 if "district" in serves else 1.2, "dashArray": "8 4" if "district" in serves else "4 4",
                "fill": False, "interactive": False}  # fmt: skip
    look: dict[str, object] = {"color": style.color, "weight": 1, "fillColor": style.fill or style.color, "fillOpacity": 0.55}
    if style.symbol in ("line", "dashed_line"):
        look |= {"weight": 3, "fill": False}
    if style.symbol in ("dashed_line", "outline"):
        look["dashArray"] = "6 4"
    if layer.kind.group == "base":
        look |= {"interactive": False, "fillOpacity": 0.9, "weight": 0.6}
    return look


def _sign(layer: Layer, count: int, tr: Words) -> folium.Marker | folium.CircleMarker:
    import folium

    style = layer.kind.style
    if style.symbol == "dot" or style.size_px < 9 or count > MOST_SIGNS:
        small = style.symbol == "dot" or style.size_px < 9
        return folium.CircleMarker(
            radius=2.5 if small else 4, color="#ffffff", weight=0.6 if small else 1, fill=True, fill_color=style.color, fill_opacity=1.0
        )
    icon = folium.DivIcon(html=kind_sign(style, tr.language, size=20), icon_size=(20, 20), icon_anchor=(10, 10), class_name="sign")
    return folium.Marker(icon=icon, keyboard=False)


def _near(layer: Layer, answers: Answers) -> numpy.ndarray:
    """The rows to show: base in and about the district, all else inside it."""
    import numpy
    import shapely

    district = answers.areas[0].polygon
    area = district.buffer(NEAR_M) if layer.kind.group == "base" and "district" not in layer.kind.serves else district
    if {"district", "dong"} & set(layer.kind.serves):
        area = district.buffer(-5.0)
    shapely.prepare(area)
    return numpy.flatnonzero(shapely.intersects(area, layer.frame.geometry.to_numpy()))


def _simple(shapes: numpy.ndarray) -> list[shapely.Geometry]:
    import shapely

    return list(shapely.simplify(shapes, GRAIN_M, preserve_topology=True))


def _tooltip(label: str) -> folium.JsCode:
    """Show a feature's own text, else the label, as plain text."""
    import folium

    own = json.dumps(label, ensure_ascii=True).replace("<", "\\u003c")
    return folium.JsCode(
        "function (feature, layer) { var t = feature.properties.t || " + own + "; if (t) { var d = document.createElement('div'); "
        "d.textContent = t; layer.bindTooltip(d, {sticky: true}); } }"
    )


def _collection(shapes: Sequence[shapely.Geometry], texts: Sequence[str]) -> dict[str, object]:
    """Geometries of the working system as GeoJSON in degrees: named ones each a feature, the others joined by type."""
    import numpy
    import shapely

    here = [(shape, text) for shape, text in zip(shapes, texts, strict=True) if shape is not None and not shape.is_empty]
    named = [(shape, text) for shape, text in here if text]
    nameless = shapely.get_parts(numpy.array([shape for shape, text in here if not text], dtype=object))
    dimension = shapely.get_dimensions(nameless) if len(nameless) else numpy.zeros(0)
    for number, join in enumerate((shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)):
        alike = nameless[dimension == number]
        if number == 1 and len(alike):
            alike = shapely.get_parts(shapely.line_merge(shapely.simplify(shapely.multilinestrings(alike), GRAIN_M)))
        if len(alike):
            named.append((join(alike), ""))
    turned = shapely.transform(numpy.array([shape for shape, _ in named], dtype=object), _degrees) if named else []
    features = [
        {"type": "Feature", "properties": {"t": text} if text else {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, (_, text) in zip(turned, named, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _degrees(xy: numpy.ndarray) -> numpy.ndarray:
    import numpy

    return numpy.column_stack(geo.project(xy[:, 0], xy[:, 1], geo.WORKING_EPSG, 4326)).round(DIGITS)
