"""The web map: one HTML file by folium, with every script and style inside, that opens anywhere without the internet.

Names and attributes come from strangers' files: they reach the page as JSON and are shown as plain text, never as HTML. The page
forbids itself to load anything (content security policy), so a slip would be a blank, not a leak.
"""

from __future__ import annotations

import base64
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from app import geo
from app.errors import ProjectTrouble
from app.output.ledger import Ledger
from app.output.privacy import public_layers
from app.words import Words

if TYPE_CHECKING:
    import folium
    import numpy

    from app.model import Layer, Project
    from app.study import Answers

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
# Looks of what the analysis adds; the same teal and orange as on screen.
OVERLAYS = {"unseen": ("#e07b3c", 3, ""), "maybe": ("#1f6f8b", 3, "4 6"), "seen": ("#1f6f8b", 4, "")}
SHAPES = {"line": 2, "dashed_line": 2}
DIGITS = 6
SHOW_TEXT = "function (feature, layer) { if (feature.properties.t) { var d = document.createElement('div'); \
d.textContent = feature.properties.t; layer.bindTooltip(d); } }"


def write(project: Project, answers: Answers, out: Path, language: str) -> None:
    """Write the web map of the district in one file; raises `ProjectTrouble` where it cannot be written."""
    html = page(project, answers, language)
    try:
        Path(out).write_text(html, encoding="utf-8")
    except OSError as trouble:
        raise ProjectTrouble(Words(language)("report.cannot_write"), file=str(out)) from trouble


def page(project: Project, answers: Answers, language: str) -> str:
    """The whole page as text."""
    import folium

    tr = Words(language)
    west, south, east, north = answers.district_box_m
    (west, south), (east, north) = geo.lonlat(west, south), geo.lonlat(east, north)
    map = folium.Map(tiles=None, prefer_canvas=True, attributionControl=False, control_scale=True, min_zoom=9, max_zoom=20)
    map.default_js, map.default_css = [], []
    map.fit_bounds([[south, west], [north, east]])
    for layer in public_layers(project):
        if layer.counted and len(layer.frame):
            _add_layer(map, layer, tr)
    _add_overlays(map, answers, tr)
    folium.LayerControl(collapsed=True).add_to(map)
    _dress(map, project, answers, tr)
    return map.get_root().render()


def _add_layer(map: folium.Map, layer: Layer, tr: Words) -> None:
    import folium

    style = layer.kind.style
    shown = (layer.visible and layer.kind.group != "base") or layer.kind.key in ("buildings", "streets", "parks", "districts")
    label = tr(f"kind.{layer.kind.key}")
    names = layer.frame["name"] if "name" in layer.frame else [None] * len(layer.frame)
    texts = [f"{label}: {name}" if isinstance(name, str) and name.strip() else label for name in names]
    if layer.kind.key in ("buildings", "districts"):
        texts = [""] * len(texts)
    filled = {"color": style.color, "weight": SHAPES.get(style.symbol, 1), "fillColor": style.fill or style.color, "fillOpacity": 0.5}
    if layer.kind.key in ("districts", "neighborhoods"):
        filled |= {"fillOpacity": 0.0, "dashArray": "6 4", "interactive": False}
    folium.GeoJson(
        _features(layer.frame.geometry.to_numpy(), texts),
        name=escape(f"{label} ({len(layer.frame):,})"),
        show=bool(shown),
        style_function=lambda _feature: filled,
        on_each_feature=folium.JsCode(SHOW_TEXT),
        marker=folium.CircleMarker(radius=4, color="#ffffff", weight=1, fill=True, fill_color=style.color, fill_opacity=1.0),
    ).add_to(map)


def _add_overlays(map: folium.Map, answers: Answers, tr: Words) -> None:
    import folium

    for role, (color, weight, dash) in OVERLAYS.items():
        for overlay in answers.overlays:
            if overlay.role != role or not len(overlay.geometries):
                continue
            look = {"color": color, "weight": weight, "dashArray": dash, "opacity": 0.9}
            folium.GeoJson(
                _features(overlay.geometries, [tr(f"webmap.{role}")] * len(overlay.geometries)),
                name=escape(tr(f"webmap.{role}")),
                style_function=lambda _feature, look=look: look,
                on_each_feature=folium.JsCode(SHOW_TEXT),
            ).add_to(map)


def _features(geometries: numpy.ndarray, texts: list[str]) -> dict[str, object]:
    """Geometries of the working system as GeoJSON in degrees, rounded to about 0.1 m; ``t`` is the text shown for each."""
    import numpy
    import shapely

    def degrees(xy: numpy.ndarray) -> numpy.ndarray:
        return numpy.column_stack(geo.project(xy[:, 0], xy[:, 1], geo.WORKING_EPSG, 4326)).round(DIGITS)

    import json

    here = [(shape, text) for shape, text in zip(geometries, texts, strict=True) if shape is not None and not shape.is_empty]
    turned = shapely.transform(numpy.array([shape for shape, _ in here], dtype=object), degrees) if here else []
    features = [
        {"type": "Feature", "properties": {"t": text}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, (_, text) in zip(turned, here, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _dress(map: folium.Map, project: Project, answers: Answers, tr: Words) -> None:
    """Put scripts, styles, title and measures into the page."""
    import branca
    import folium

    figure = map.get_root()
    figure.title = project.name
    library = _leaflet()
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{library["leaflet.css"]}{STYLE}</style>'
    figure.header.add_child(branca.element.Element(_verbatim(head)), name="style")
    figure.header.add_child(branca.element.Element(_verbatim(f"<script>{library['leaflet.js']}</script>")), name="leaflet")
    figure.html.add_child(branca.element.Element(_verbatim(_panel(project, answers, tr))), name="panel")
    assert isinstance(figure, folium.Figure)


def _verbatim(text: str) -> str:
    """Text that goes into a page template as it is: the template's own signs are made harmless."""
    return "{% raw %}" + text.replace("{% endraw", "{ % endraw") + "{% endraw %}"


def _panel(project: Project, answers: Answers, tr: Words) -> str:
    ledger = Ledger()
    district = answers.district[1] or project.name
    rows = "".join(
        f"<tr><td>{escape(tr(f'measure.{measure.id}'))}</td><td>{escape(ledger.say(measure.quantity, band=True))}</td></tr>"
        for measure in answers.measures
        if measure.area_code == answers.district[0]
    )
    made_up = f'<p class="made-up">{escape(tr("report.made_up"))}</p>' if project.made_up else ""
    legend = "".join(
        f'<p><span style="border-top:4px {"dashed" if dash else "solid"} {color}"></span>{escape(tr(f"webmap.{role}"))}</p>'
        for role, (color, _, dash) in OVERLAYS.items()
    )
    sources = escape(tr("webmap.sources", files=", ".join(sorted({layer.source.file for layer in public_layers(project) if layer.counted}))))
    return (
        f'<div class="golmok"><h1>{escape(project.name)}</h1>{made_up}<p>{escape(district)}</p><table>{rows}</table>{legend}'
        f"<details><summary>{escape(tr('webmap.about'))}</summary><p>{escape(tr('webmap.privacy'))}</p><p>{sources}</p></details></div>"
    )


def _leaflet() -> dict[str, str]:
    """Leaflet from its installed package, its pictures inlined."""
    from xstatic.pkg import leaflet

    folder = Path(leaflet.BASE_DIR)
    css = (folder / "leaflet.css").read_text(encoding="utf-8")

    def inline(match: re.Match[str]) -> str:
        data = base64.b64encode((folder / match.group(1)).read_bytes()).decode("ascii")
        return f"url(data:image/png;base64,{data})"

    css = re.sub(r"url\((images/[\w.-]+)\)", inline, css)
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    return {"leaflet.css": css, "leaflet.js": re.sub(r"//# sourceMappingURL.*", "", script).replace("</script", "<\\/script")}


STYLE = """
html,body{height:100%;margin:0;font:14px/1.5 'Malgun Gothic','Apple SD Gothic Neo','Noto Sans KR','Noto Sans CJK KR',NanumGothic,sans-serif}
.leaflet-container{background:#f4f2ee;font:inherit}
.golmok{position:absolute;z-index:1000;left:12px;bottom:28px;max-width:320px;background:#fff;color:#1d2a33;border-radius:8px;
padding:12px 16px;box-shadow:0 1px 6px rgba(0,0,0,.2)}
.golmok h1{font-size:17px;margin:0 0 4px}.golmok p{margin:4px 0}.golmok td{padding:2px 8px 2px 0;font-variant-numeric:tabular-nums}
.golmok span{display:inline-block;width:28px;margin-right:8px;vertical-align:middle}
.golmok .made-up{display:inline-block;background:#fff1c7;color:#6b4e00;border-radius:4px;padding:1px 8px;font-weight:600}
.golmok details{color:#5f6b76;font-size:12px}
@media print{.leaflet-control{display:none}}
"""
