"""The frame of the web map: its look, the panel beside the map, and the few lines of script that join them."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from app.output.ledger import Ledger
from app.output.paper_text import without_controls
from app.output.privacy import public_layers
from app.output.report_maps import UNDRAWN
from app.output.report_summary import TELLING
from app.output.web_layers import centre_degrees
from app.quantity import Quantity, Tag
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project
    from app.study import Answers, Gap

MEASURES = ("seen", "near_refuge", "near_mailbox", "seen_crime_weighted")
GAPS_LISTED = 10
LONGEST = 200


def plain(text: object) -> str:
    """A stranger's text as HTML text: nothing in it is markup, none of its signs turns the line around."""
    return escape(without_controls(text)[:LONGEST])


def panel(project: Project, answers: Answers, tr: Words) -> str:
    """Title, warning, measures, worst gaps, what the map is made from."""
    ledger = Ledger()
    parts = [
        f"<h1>{plain(project.name)}</h1>",
        f'<p class="place">{plain(answers.district[1])}{_scenario(project, tr)}</p>',
        f'<p class="made-up">{plain(tr("report.made_up"))}</p>' if project.made_up else "",
        _measures(answers, tr, ledger),
        _caveat(answers, tr, ledger),
        _gaps(answers, tr, ledger),
        _about(project, tr),
    ]
    return f'<main class="golmok" aria-label="{plain(project.name)}">{"".join(parts)}</main>'


def gap_text(gap: Gap, tr: Words, ledger: Ledger) -> str:
    """One gap in a line: rank, street, length, reasons."""
    length = ledger.say(Quantity(gap.length_m, "m", Tag.COMPUTED, "length along the street"))
    reasons = " · ".join(ledger.words(tr, key, values) for key, values in gap.reasons)
    return f"{gap.rank}. {without_controls(gap.street) or tr('report.gap.unnamed')}, {length}: {reasons}"


def script(map_name: str, control_name: str, box: list[list[float]], tr: Words) -> str:
    """Zoom buttons in the reader's language, the district in view beside the panel, gaps one can go to."""
    words = json.dumps({key: tr(f"webmap.{key}") for key in ("zoom_in", "zoom_out", "layers")}, ensure_ascii=True).replace("<", "\\u003c")
    return SCRIPT.replace("MAP", map_name).replace("CONTROL", control_name).replace("BOX", json.dumps(box)).replace("WORDS", words)


def _scenario(project: Project, tr: Words) -> str:
    return f" · {plain(project.shown.title)}" if project.shown is not None and project.shown.items else ""


def _measures(answers: Answers, tr: Words, ledger: Ledger) -> str:
    rows = []
    for id in MEASURES:
        measure = answers.measure(id)
        if measure is None or measure.quantity.value is None:
            continue
        quantity = measure.quantity
        low, high = (quantity.low, quantity.high) if quantity.has_band else (quantity.value, quantity.value)
        band = f" <small>({escape(ledger.band(quantity))})</small>" if quantity.has_band else ""
        rows.append(
            f'<div class="measure"><span>{plain(tr(f"measure.{id}"))}</span><b>{escape(ledger.say(quantity))}{band}</b>'
            f'<div class="bar" aria-hidden="true"><i style="width:{100 * quantity.value:.1f}%"></i>'
            f'<u style="left:{100 * low:.1f}%;width:{100 * (high - low):.1f}%"></u></div></div>'
        )
    return f"<section>{''.join(rows)}</section>" if rows else ""


def _caveat(answers: Answers, tr: Words, ledger: Ledger) -> str:
    warnings = [note for note in answers.notes if note[0] not in TELLING]
    return f'<p class="caveat">{plain(ledger.words(tr, *warnings[0]))}</p>' if warnings else ""


def _gaps(answers: Answers, tr: Words, ledger: Ledger) -> str:
    rows = []
    for gap in answers.gaps[:GAPS_LISTED]:
        lat, lon = centre_degrees(gap)
        length = ledger.say(Quantity(gap.length_m, "m", Tag.COMPUTED, "length along the street"))
        street = plain(gap.street) or plain(tr("report.gap.unnamed"))
        rows.append(f'<li><button type="button" data-lat="{lat}" data-lon="{lon}"><em>{gap.rank}</em>{street}<b>{escape(length)}</b></button></li>')
    return f"<section><h2>{plain(tr('webmap.gaps'))}</h2><ol>{''.join(rows)}</ol></section>" if rows else ""


def _about(project: Project, tr: Words) -> str:
    layers = [layer for layer in public_layers(project) if layer.counted and layer.kind.key not in UNDRAWN]
    rows = dict.fromkeys((layer.source.file, layer.source.dated, layer.source.licence) for layer in layers)
    files = "".join(f"<li>{plain(' · '.join(part for part in row if part))}</li>" for row in rows)
    return (
        f"<details><summary>{plain(tr('webmap.about'))}</summary><p>{plain(tr('webmap.privacy'))}</p><p>{plain(tr('webmap.method'))}</p>"
        f"<h2>{plain(tr('webmap.sources'))}</h2><ul>{files}</ul></details>"
    )


STYLE = """
html,body{height:100%;margin:0;color:#1f2a32;
font:14px/1.5 Pretendard,'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo','Malgun Gothic',NanumGothic,sans-serif}
.leaflet-container{background:#f3f1ec;font:inherit}
.golmok{position:absolute;z-index:1000;left:12px;top:12px;bottom:12px;width:300px;box-sizing:border-box;overflow-y:auto;background:#fff;
word-break:keep-all;border-radius:10px;padding:16px 18px;box-shadow:0 1px 8px rgba(31,42,50,.18)}
.golmok h1{font-size:19px;line-height:1.3;margin:0;overflow-wrap:anywhere}.golmok h2{font-size:13px;margin:14px 0 4px;color:#5b6a75;font-weight:600}
.golmok p{margin:4px 0}.golmok .place{color:#5b6a75;overflow-wrap:anywhere}
.golmok .made-up{display:inline-block;background:#fdf1d0;color:#7a4d00;border-radius:4px;padding:1px 8px;font-weight:600;font-size:12px}
.golmok .caveat{background:#fdf3da;color:#5c3b00;border-radius:6px;padding:7px 10px;font-size:12.5px;margin:12px 0 4px}
.measure{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;column-gap:8px;margin-top:10px;word-break:keep-all}
.measure span{flex:1 1 0;font-size:13px}.measure b{font-size:16px;font-variant-numeric:tabular-nums;white-space:nowrap}
.measure small{font-weight:400;font-size:12px;color:#5b6a75}
.bar{position:relative;flex:0 0 100%;height:5px;margin-top:4px;border-radius:3px;background:#e9ebed;overflow:hidden}
.bar i,.bar u{position:absolute;top:0;height:5px;display:block}.bar i{left:0;background:#1f6f8b}.bar u{background:#8fc1d3;opacity:.75}
.golmok ol,.golmok ul{list-style:none;margin:0;padding:0}.golmok ul li{overflow-wrap:anywhere;margin:2px 0}
.golmok button{display:flex;width:100%;gap:8px;align-items:center;border:0;background:none;font:inherit;color:inherit;text-align:left;
padding:4px 2px;border-radius:6px;cursor:pointer}.golmok button:hover,.golmok button:focus-visible{background:#f0eafe}
.golmok button em{flex:none;width:20px;height:20px;border-radius:50%;background:#c2410c;color:#fff;font:700 11px/20px sans-serif;text-align:center}
.golmok button b{margin-left:auto;font-weight:400;color:#5b6a75;white-space:nowrap;font-variant-numeric:tabular-nums}
.golmok details{margin-top:14px;color:#5b6a75;font-size:12px}.golmok summary{cursor:pointer}
.sign{background:none;border:0}.sign svg{display:block;filter:drop-shadow(0 0 1px rgba(31,42,50,.35))}
.sign text,.leaflet-control-layers text{font-family:Pretendard,'Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic',NanumGothic,sans-serif}
.leaflet-control-layers{border:0!important;border-radius:10px!important;box-shadow:0 1px 8px rgba(31,42,50,.18)!important}
.leaflet-control-layers-expanded{padding:10px 14px!important;max-height:calc(100vh - 60px);overflow-y:auto}
.leaflet-control-layers label{margin:1px 0;font-size:13px}
.leaflet-control-layers label>span{display:flex;align-items:center;gap:7px;max-width:240px;line-height:1.25}.leaflet-control-layers label>span>span{display:contents}.leaflet-control-layers label>span>span>span{min-width:0;overflow-wrap:anywhere}
.leaflet-control-layers label b{margin-left:auto;white-space:nowrap;padding-left:10px;font-weight:400;color:#5b6a75;font-variant-numeric:tabular-nums}
.leaflet-control-layers label svg{flex:none}.leaflet-control-layers input{accent-color:#5b21d6;margin:0}
.leaflet-tooltip{font:13px/1.4 inherit;white-space:normal;width:max-content;max-width:260px;overflow-wrap:anywhere;border:0;border-radius:6px;
box-shadow:0 1px 6px rgba(31,42,50,.25);color:#1f2a32}
.leaflet-bar{border:0!important;border-radius:8px!important;box-shadow:0 1px 8px rgba(31,42,50,.18)!important;overflow:hidden}
@media(max-width:720px){.golmok{top:auto;left:0;right:0;bottom:0;width:auto;max-height:38%;border-radius:12px 12px 0 0}
.leaflet-bottom{bottom:38%}}
@media print{.leaflet-control,.golmok details{display:none}.golmok{box-shadow:none}}
"""

SCRIPT = """
(function () {
  var map = MAP, words = WORDS, wide = window.innerWidth > 720;
  L.control.zoom({position: 'bottomright', zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out}).addTo(map);
  L.control.scale({position: 'bottomright', imperial: false}).addTo(map);
  if (!wide) { CONTROL.options.collapsed = true; CONTROL.remove(); CONTROL.addTo(map); }
  var toggle = document.querySelector('.leaflet-control-layers-toggle');
  if (toggle) { toggle.title = words.layers; toggle.setAttribute('aria-label', words.layers); }
  map.fitBounds(BOX, wide ? {paddingTopLeft: [330, 16], paddingBottomRight: [210, 16]} : {paddingBottomRight: [0, window.innerHeight * 0.38]});
  function grow(one) {
    if (!(one instanceof L.CircleMarker)) { return; }
    one.golmok = one.golmok || one.options.radius;
    one.setRadius(one.golmok * (map.getZoom() >= 18 ? 2.2 : map.getZoom() >= 17 ? 1.6 : 1));
  }
  map.on('zoomend', function () { map.eachLayer(grow); });
  map.on('layeradd', function (event) { grow(event.layer); });
  document.querySelectorAll('.golmok button').forEach(function (one) {
    one.addEventListener('click', function () {
      var at = map.project([+one.dataset.lat, +one.dataset.lon], 18).subtract([wide ? 60 : 0, wide ? 0 : -window.innerHeight * 0.19]);
      map.setView(map.unproject(at, 18), 18);
    });
  });
})();
"""
