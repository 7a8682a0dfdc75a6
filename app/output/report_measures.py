"""A block for every measure: its map, its figure with the band, what counts, and the measure dong by dong.

A measure by day and the same by night stand one after the other; weighted figures stand with the plain one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.output.manuscript import Manuscript
from app.output.report_maps import drawn_layers, sign_id
from app.output.report_summary import bar
from app.scene import MapWanted, Scene
from app.study.looks import look
from app.study.measure_kinds import MEASURES, WEIGHTS, MeasureKind, weighted
from app.words import Words

if TYPE_CHECKING:
    from app.model import Layer, Project
    from app.scene import Overlay
    from app.study import Answers, Measure
    from app.study.deeper import Deeper

MAP_MM = (84.0, 60.0)
# Beneath a measure only the ground and what the measure is about.
GROUND = ("districts", "neighborhoods", "parks", "water", "streets")
FACILITIES = {"light": ("light",), "walking": ("refuge", "mailbox", "centre"), "places": ("school", "route")}
MOST_FACILITIES = 400
# The assumptions a reader must know to read a measure: name in its sentence -> id.
ASSUMED = {
    "seen": {"level": "cam.level"},
    "seen_night": {"fixed": "cam.night_range", "turning": "cam.night_range_ptz", "dark": "light.dark"},
    "seen_area": {"width": "street.width"},
    "lit": {"dark": "light.dark"},
    "lit_class": {"average": "light.target_avg", "least": "light.target_min"},
    "near_refuge": {"radius": "refuge.radius", "hour": "time.day"},
    "near_refuge_night": {"radius": "refuge.radius", "hour": "time.night"},
    "near_bell": {"radius": "bell.radius"},
    "near_mailbox": {"radius": "mailbox.radius"},
    "near_centre": {"minutes": "centre.minutes", "speed": "centre.speed"},
    "response": {"minutes": "response.minutes", "speed": "response.speed"},
    "school": {"radius": "school.radius"},
    "route": {"beside": "route.beside"},
    "exposure": {"level": "cam.exposure_level"},
    "trespass": {"limit": "light.window_max"},
}
DETAILS_LISTED = 8
NUMBERED, NUMBERS_SHOWN = ("gap", "dark_gap"), 6
BARS_LISTED = 60


def told(answers: Answers, deeper: Deeper | None) -> list[tuple[MeasureKind, Measure]]:
    """The measures of the district that have a value, in the order of the table."""
    every = (*answers.measures, *(deeper.measures if deeper is not None else ()))
    here = {one.id: one for one in every if one.area_code == answers.district[0]}
    return [(kind, here[kind.id]) for kind in MEASURES if kind.id in here and here[kind.id].quantity.value is not None]


def maps_of_measures(project: Project, answers: Answers, deeper: Deeper | None, language: str) -> list[MapWanted]:
    """One map for each measure told; measures that share a look share nothing but the painter."""
    tr, whole, found = Words(language), _around(answers), []
    layers = drawn_layers(project, answers)
    for kind, _ in told(answers, deeper):
        overlays = tuple(_few(one) for one in look(answers, deeper, kind.look))
        if not overlays:
            continue
        scene = Scene(_beneath(layers, kind), overlays, project.made_up, "")
        alt = tr("report.measure.alt", measure=tr(f"measure.{kind.id}"))
        found.append(MapWanted(map_id(kind.id), scene, whole, *MAP_MM, language, alt))
    return found


def _few(overlay: Overlay) -> Overlay:
    """Of numbered marks only the first: on paper the others would hide the map."""
    if overlay.role not in NUMBERED or len(overlay.geometries) <= NUMBERS_SHOWN:
        return overlay
    return replace(overlay, geometries=overlay.geometries[:NUMBERS_SHOWN], labels=overlay.labels[:NUMBERS_SHOWN], revision=f"{overlay.revision} few")


def map_id(measure: str) -> str:
    """The id of a measure's map among the pictures of a report."""
    return f"measure-{measure}"


def measures(sheet: Manuscript) -> dict[str, object]:
    """All blocks, two on a page."""
    tr = sheet.tr
    every = (*sheet.answers.measures, *(sheet.deeper.measures if sheet.deeper is not None else ()))
    by_id: dict[str, list[Measure]] = {}
    for one in every:
        by_id.setdefault(one.id, []).append(one)
    return {
        "kicker": tr("report.measures.kicker"),
        "title": tr("report.measures.title"),
        "lead": tr("report.measures.lead"),
        "blocks": [_block(sheet, kind, one, by_id) for kind, one in told(sheet.answers, sheet.deeper)],
    }


def _block(sheet: Manuscript, kind: MeasureKind, measure: Measure, by_id: dict[str, list[Measure]]) -> dict[str, object]:
    tr, say = sheet.tr, sheet.say
    assumptions = sheet.answers.assumptions
    values = {name: assumptions.quantity(id) for name, id in ASSUMED.get(kind.id, {}).items()}
    picture = sheet.picture(map_id(kind.id))
    return {
        "name": tr(f"measure.{kind.id}"),
        "value": say(measure.quantity),
        "band": tr("report.band", band=sheet.ledger.band(measure.quantity)) if sheet.ledger.band(measure.quantity) else "",
        "less": tr("report.measure.less") if kind.less else "",
        "bar": bar(measure.quantity),
        "text": sheet.ledger.words(tr, f"report.measure.{kind.id}", values),
        "details": [(_detail(sheet, key), say(quantity, band=True)) for key, quantity in measure.details[:DETAILS_LISTED] if quantity.value is not None],
        "weighted": _weighted(sheet, kind, by_id),
        "map": picture,
        "legend": _legend(sheet, kind) if picture else [],
        "bars": _bars(sheet, by_id[kind.id]),
        "bars_title": tr("report.measure.by_dong"),
    }


def _detail(sheet: Manuscript, key: str) -> str:
    return sheet.ledger.words(sheet.tr, f"detail.{key}")


def _weighted(sheet: Manuscript, kind: MeasureKind, by_id: dict[str, list[Measure]]) -> list[tuple[str, str]]:
    """The same share weighted by each demand that is known."""
    if not kind.weighted:
        return []
    found = []
    for weight in WEIGHTS:
        here = [one for one in by_id.get(weighted(kind.id, weight), ()) if one.area_code == sheet.answers.district[0]]
        if here and here[0].quantity.value is not None:
            found.append((sheet.tr("report.measure.weighted", weight=sheet.tr(f"weight.{weight}")), sheet.say(here[0].quantity, band=True)))
    return found


def _legend(sheet: Manuscript, kind: MeasureKind) -> list[dict[str, str]]:
    wanted = sheet.wanted[map_id(kind.id)]
    lines = {overlay.key: overlay.role for overlay in wanted.scene.overlays if overlay.role not in ("outside", "view", "assumed_view")}
    return [
        {"sign": sheet.files[sign_id(role)], "text": sheet.ledger.words(sheet.tr, _legend_word(sheet, key, role))}
        for key, role in lines.items()
        if sign_id(role) in sheet.files
    ]


def _legend_word(sheet: Manuscript, key: str, role: str) -> str:
    return f"legend.{key}" if sheet.tr.known(f"legend.{key}") else f"legend.{role}"


def _bars(sheet: Manuscript, measures: list[Measure]) -> list[dict[str, object]]:
    """The dongs, the best first."""
    dongs = [one for one in measures if one.area_code != sheet.answers.district[0] and one.quantity.value is not None]
    dongs.sort(key=lambda one: -(one.quantity.value or 0.0))
    return [
        {
            "name": sheet.ledger.quote(one.area, "area name", most=24),
            "value": sheet.say(one.quantity),
            "bar": bar(one.quantity),
        }
        for one in dongs[:BARS_LISTED]
    ]


def _beneath(layers: tuple[Layer, ...], kind: MeasureKind) -> tuple[Layer, ...]:
    """The ground, and the facilities a measure is about unless they are so many that they would hide it."""
    serves = set(FACILITIES.get(kind.group, ()))
    shown = [layer for layer in layers if layer.kind.key in GROUND]
    shown += [layer for layer in layers if serves & set(layer.kind.serves) and len(layer.frame) <= MOST_FACILITIES and layer.kind.key not in GROUND]
    return tuple(_small(layer) if layer.kind.key not in GROUND else layer for layer in shown)


def _small(layer: Layer) -> Layer:
    return replace(layer, style=(*layer.style, ("size_px", 7.0), ("label", "")))


def _around(answers: Answers) -> tuple[float, float, float, float]:
    west, south, east, north = answers.district_box_m
    margin = 0.02 * max(east - west, north - south)
    return (west - margin, south - margin, east + margin, north + margin)

