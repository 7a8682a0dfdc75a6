"""The web map: one HTML file by folium, with every script and style inside, that opens anywhere without the internet.

Names and attributes come from strangers' files: they reach the page as JSON and are shown as plain text, never as HTML. The page
forbids itself to load anything (content security policy), so a slip would be a blank, not a leak.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app import geo
from app.errors import ProjectTrouble
from app.output.ledger import Ledger
from app.output.web_layers import GAPS_SHOWN, mark_layers, project_layers, role_layers
from app.output.web_page import STYLE, gap_text, panel, plain, script
from app.words import Words

if TYPE_CHECKING:
    import branca
    import folium

    from app.model import Project
    from app.study import Answers

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
# The list of layers: signs first by meaning, then by what they stand for.
BY_ORDER = "function (a, b, m, n) { return m.slice(11, 14) < n.slice(11, 14) ? -1 : m.slice(11, 14) > n.slice(11, 14) ? 1 : 0; }"


def write(project: Project, answers: Answers, out: Path, language: str) -> None:
    """Write the web map of the district in one file; raises `ProjectTrouble` where it cannot be written."""
    html = page(project, answers, language)
    try:
        Path(out).write_text(html, encoding="utf-8")
    except OSError as trouble:
        raise ProjectTrouble(Words(language)("report.cannot_write"), file=str(out)) from trouble


def page(project: Project, answers: Answers, language: str) -> str:
    """The whole page as text; the same project gives the same text."""
    import folium

    tr, ledger = Words(language), Ledger()
    map = folium.Map(tiles=None, prefer_canvas=True, attributionControl=False, zoom_control=False, min_zoom=9, max_zoom=20, zoom_snap=0.25)
    map.default_js, map.default_css = [], []
    texts = [gap_text(gap, tr, ledger) for gap in answers.gaps[:GAPS_SHOWN]]
    found = project_layers(project, answers, tr)
    ground, points = ([layer for layer in found if _is_point(layer) == wanted] for wanted in (False, True))
    for layer in (*ground, *role_layers(answers, tr), *points, *mark_layers(project, answers, tr, texts)):
        layer.add_to(map)
    control = folium.LayerControl(collapsed=False, sort_layers=True, sort_function=folium.JsCode(BY_ORDER))
    control.add_to(map)
    _dress(map, project, panel(project, answers, tr))
    _name(map.get_root(), [0])
    html = map.get_root().render()
    head, end, tail = html.rpartition("</html>")
    own = script(map.get_name(), control.get_name(), _box(answers), tr)
    return f"{head.replace('<html>', f'<html lang={tr.language!r}>', 1)}<script>{own}</script>{end}{tail}"


def _is_point(layer: folium.GeoJson) -> bool:
    return any(feature["geometry"]["type"].endswith("Point") for feature in layer.data["features"])


def _box(answers: Answers) -> list[list[float]]:
    west, south, east, north = answers.district_box_m
    (west, south), (east, north) = geo.lonlat(west, south), geo.lonlat(east, north)
    return [[round(float(south), 6), round(float(west), 6)], [round(float(north), 6), round(float(east), 6)]]


def _name(element: branca.element.Element, count: list[int]) -> None:
    """Give every part of the page a name that does not change from run to run."""
    element._id = f"g{count[0]}"
    count[0] += 1
    for child in element._children.values():
        _name(child, count)


def _dress(map: folium.Map, project: Project, beside: str) -> None:
    """Put scripts, styles, title and the panel into the page."""
    import branca

    figure = map.get_root()
    figure.title = plain(project.name)
    library = _leaflet()
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{library['leaflet.css']}{STYLE}</style>"
    )
    figure.header.add_child(branca.element.Element(_verbatim(head)), name="style")
    figure.header.add_child(branca.element.Element(_verbatim(f"<script>{library['leaflet.js']}</script>")), name="leaflet")
    figure.html.add_child(branca.element.Element(_verbatim(beside)), name="panel")


def _verbatim(text: str) -> str:
    """Text that goes into a page template as it is: the template's own signs are made harmless."""
    return "{% raw %}" + re.sub(r"{%(-?\s*endraw)", r"{ %\1", text) + "{% endraw %}"


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
    # The link to the library's own site is a door to the internet too; its licence note stays.
    script = re.sub(r"//# sourceMappingURL.*", "", script).replace('href="https://leafletjs.com"', "")
    return {"leaflet.css": css, "leaflet.js": script.replace("</script", "<\\/script")}
