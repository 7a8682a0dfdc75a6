"""What the web map holds, as folium layers: base and facilities of the project, and what the analysis adds.

Kept small: only what lies in or near the district, shapes simplified below a screen's grain, degrees to a tenth of a metre,
and everything without a name of its own joined into one feature.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from app import geo
from app.output.paper_text import without_controls
from app.output.privacy import public_layers
from app.output.report_maps import UNDRAWN
from app.output.web_signs import POINT_SYMBOLS, kind_sign, line_sign, number_sign
from app.words import Words

if TYPE_CHECKING:
    import folium
    import numpy
    import shapely

    from app.model import Layer, Project
    from app.study import Answers, Gap

# Looks of what the analysis adds, bottom to top: colour, width, dash; as on screen.
ROLES = {"unseen": ("#e58e5c", 3, ""), "maybe": ("#1f6f8b", 3, "4 6"), "seen": ("#1f6f8b", 4, "")}
GAP_COLOR, ACCENT, BORDER = "#c2410c", "#5b21d6", "#7d7a86"
GAPS_SHOWN = 10
DIGITS = 6
GRAIN_M = 0.4
NEAR_M = 120.0
LONGEST_NAME = 120
# More signs than this would make the page slow; they become dots on the canvas.
MOST_SIGNS = 500
# Kinds that hide from afar on screen begin hidden here when there are more than so many of them.
DENSE = 100
# Order of the list of layers; the map itself is drawn base first.
ORDER = ("role", "facilities", "life", "base")
NUMBERED = (
    "function (feature, at) { return L.marker(at, {keyboard: false, zIndexOffset: 1000, "
    "icon: L.divIcon({html: feature.properties.n, iconSize: [24, 24], iconAnchor: [12, 12], className: 'sign'})}); }"
)


def project_layers(project: Project, answers: Answers, tr: Words) -> list[folium.GeoJson]:
    """The layers of the project that may leave the house, in drawing order; empty ones are left out."""
    found = []
    drawn = [layer for layer in public_layers(project) if layer.counted and layer.frame is not None and layer.kind.key not in UNDRAWN]
    drawn = [layer for layer in drawn if not layer.kind.by_area and "residents" not in layer.kind.serves]
    kinds = Counter(layer.kind.key for layer in drawn)
    for number, layer in enumerate(drawn):
        rows = _near(layer, answers)
        if len(rows):
            label = tr(f"kind.{layer.kind.key}") + (f" ({without_controls(layer.title)[:40]})" if kinds[layer.kind.key] > 1 else "")
            found.append(_layer(layer, rows, label, len(drawn) - number, tr))
    return found


def role_layers(answers: Answers, tr: Words) -> list[folium.GeoJson]:
    """Streets by what cameras see of them."""
    import folium

    found = []
    for number, (role, (color, weight, dash)) in enumerate(ROLES.items()):
        overlay = answers.overlay(role)
        if overlay is None or not len(overlay.geometries):
            continue
        text = tr(f"webmap.{role}")
        look = {"color": color, "weight": weight, "opacity": 0.95, "lineCap": "butt"} | ({"dashArray": dash} if dash else {})
        found.append(
            folium.GeoJson(
                _collection(list(overlay.geometries), [""] * len(overlay.geometries)),
                name=control_name("role", len(ROLES) - number, line_sign(color, dash="3 2" if dash else ""), text),
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
        name = control_name("role", 90, number_sign(1, GAP_COLOR, size=18), tr("webmap.gaps"))
        found.append(folium.GeoJson(data, name=name, on_each_feature=_tooltip(""), point_to_layer=folium.JsCode(NUMBERED)))
    if project.shown is not None and project.shown.items:
        places = [shapely.Point(item.at_m) for item in project.shown.items]
        named = [f"{tr('webmap.proposed')}: {tr(f'kind.{item.kind}')}" for item in project.shown.items]
        look = {"radius": 7, "color": "#ffffff", "weight": 2, "fill": True, "fill_color": ACCENT, "fill_opacity": 1.0}
        found.append(
            folium.GeoJson(
                _collection(places, named),
                name=control_name("role", 91, line_sign(ACCENT), tr("webmap.proposed")),
                marker=folium.CircleMarker(**look),
                on_each_feature=_tooltip(tr("webmap.proposed")),
            )
        )
    return found


def control_name(group: str, number: int, sign: str, text: str, count: str = "") -> str:
    """A line of the layer list: sign, escaped text, count; it begins with its place in the order, three digits."""
    return f'<i data-o="{ORDER.index(group)}{number % 100:02d}"></i>{sign}<span>{escape(text)}</span><b>{escape(count)}</b>'


def centre_degrees(gap: Gap) -> tuple[float, float]:
    """Latitude and longitude of a gap's middle."""
    lon, lat = geo.lonlat(*gap.centre_m)
    return round(float(lat), DIGITS), round(float(lon), DIGITS)


def _layer(layer: Layer, rows: numpy.ndarray, label: str, number: int, tr: Words) -> folium.GeoJson:
    import folium

    kind, frame = layer.kind, layer.frame.iloc[rows]
    silent = kind.group == "base"
    names = frame["name"].tolist() if "name" in frame and not silent else [None] * len(frame)
    texts = [f"{label}: {without_controls(name)[:LONGEST_NAME]}" if isinstance(name, str) and name.strip() else "" for name in names]
    look = _look(layer)
    return folium.GeoJson(
        _collection(_simple(frame.geometry.to_numpy()), texts),
        name=control_name(kind.group, number, _list_sign(layer, tr), label, f"{len(frame):,}"),
        show=silent or bool(layer.visible and (len(rows) <= DENSE or not kind.style.shown_from_m_per_px)),
        style_function=None if kind.style.symbol in POINT_SYMBOLS else lambda _feature: look,
        marker=_sign(layer, len(rows), tr),
        on_each_feature=None if silent else _tooltip(label),
        smooth_factor=0.8,
    )


def _list_sign(layer: Layer, tr: Words) -> str:
    serves = layer.kind.serves
    if "streets" in serves:
        return line_sign("#c9c5bc")
    return line_sign(BORDER, dash="3 2") if "district" in serves or "dong" in serves else kind_sign(layer.kind.style, tr.language)


def _look(layer: Layer) -> dict[str, object]:
    style, serves = layer.kind.style, layer.kind.serves
    if "streets" in serves:
        return {"color": "#ffffff", "weight": 4, "opacity": 1, "interactive": False}
    if "district" in serves or "dong" in serves:
        return {"color": BORDER, "weight": 2 if "district" in serves else 1.2, "dashArray": "8 4" if "district" in serves else "4 4",
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
        return folium.CircleMarker(radius=2.2 if small else 3, color="#ffffff", weight=0.6, fill=True, fill_color=style.color, fill_opacity=1.0)
    icon = folium.DivIcon(html=kind_sign(style, tr.language, size=20), icon_size=(20, 20), icon_anchor=(10, 10), class_name="sign")
    return folium.Marker(icon=icon, keyboard=False)


def _near(layer: Layer, answers: Answers) -> numpy.ndarray:
    """The rows to show: base in and about the district, all else inside it."""
    import numpy
    import shapely

    district = answers.areas[0].polygon
    area = district.buffer(NEAR_M) if layer.kind.group == "base" else district
    shapes = layer.frame.geometry.to_numpy()
    if {"district", "dong"} & set(layer.kind.serves):
        # Boundaries of other years and makers overlap a little: an area is of the district where its middle is.
        area, shapes = district, shapely.point_on_surface(shapes)
    return numpy.flatnonzero(shapely.intersects(geo.prepared(area), shapes))


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
