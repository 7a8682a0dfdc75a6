"""The maps of the report: what is on each, through which window, and which signs its legend explains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.drawn import drawn, role_of
from app.geo import prepared
from app.output.paper_text import printable
from app.output.privacy import public_layers, public_scene
from app.scene import MapWanted, Overlay, Scene, SymbolWanted
from app.styles import style_of
from app.words import Words

if TYPE_CHECKING:
    from app.model import Layer, Project
    from app.scene import Box
    from app.study import Answers, Gap

GAPS_SHOWN = 6
GAPS_IN_SUMMARY = 5
# Ground around a gap, so that one sees where it is.
CLOSE_UP_MARGIN_M = 40.0
CLOSE_UP_LEAST_M = 150.0
# Cameras on the first map are dots, so that the streets they see stay in sight.
DOT = ("size_px", 5.0)
# Files of no known kind and height models are in the list of sources, not on the maps.
UNDRAWN = ("other", "elevation")
STREETS_SEEN = ("unseen", "maybe", "seen")
SUMMARY_ROLES = ("seen", "maybe", "unseen", "gap")
CLOSE_ROLES = ("gap", "seen", "maybe", "view", "assumed_view")


def maps_wanted(project: Project, answers: Answers, language: str) -> tuple[MapWanted | SymbolWanted, ...]:
    """What the report wants drawn: the district with what is seen, what exists, a close-up of each gap shown, legend signs."""
    tr = Words(language)
    whole = _around(answers.district_box_m, 0.015)
    layers = drawn_layers(project, answers)
    first = tuple(replace(layer, style=(*layer.style, DOT)) if _sees(layer) else layer for layer in layers if _base_or_camera(layer))
    numbered = [Overlay("gap", "gap", _points(answers, GAPS_IN_SUMMARY), _ranks(answers, GAPS_IN_SUMMARY), "report")]
    maps = [
        MapWanted("summary", _scene(project, answers, first, STREETS_SEEN, numbered, language), whole, 174, 106, language, tr("report.map.summary.alt")),
        MapWanted("exists", on_basemaps(project, _scene(project, answers, layers, (), [], language)), whole, 174, 106, language, tr("report.map.exists.alt")),
        *(_close_up(project, answers, layers, gap, language) for gap in answers.gaps[:GAPS_SHOWN]),
    ]
    return (*maps, *_signs(project, language))


def sign_id(kind_or_role: str) -> str:
    """The id of a legend sign among the pictures of a report."""
    return f"sign-{kind_or_role}"


def drawn_roles(answers: Answers, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the roles that have something to show."""
    present = {overlay.role for overlay in answers.overlays if len(overlay.geometries)}
    return tuple(role for role in roles if role in present)


def kinds_drawn(wanted: MapWanted) -> tuple[str, ...]:
    """The keys of the kinds of facility that stand in a map's window, in drawing order, each once."""
    import shapely

    sheet = shapely.box(*wanted.box_m)
    found = dict.fromkeys(
        layer.kind.key
        for layer in wanted.scene.layers
        if layer.kind.group != "base" and shapely.intersects(layer.frame.geometry.to_numpy(), sheet).any()
    )
    return tuple(found)


def _close_up(project: Project, answers: Answers, layers: tuple[Layer, ...], gap: Gap, language: str) -> MapWanted:
    tr = Words(language)
    alt = tr("report.map.gap.alt", rank=gap.rank, street=printable(gap.street, 60) or tr("report.gap.unnamed"))
    import numpy

    mark = Overlay("gap", "gap", numpy.array([gap.line], dtype=object), (str(gap.rank),), f"report {gap.rank}")
    scene = _scene(project, answers, layers, ("assumed_view", "view", "maybe", "seen"), [mark], language)
    return MapWanted(f"gap-{gap.rank}", on_basemaps(project, scene), _gap_box(gap), 84, 47, language, alt)


def _signs(project: Project, language: str) -> list[SymbolWanted]:
    kinds = {layer.kind.key: layer for layer in project.layers if layer.counted}
    signs = [SymbolWanted(sign_id(key), kind=layer.kind, language=language, style=style_of(layer)) for key, layer in kinds.items()]
    return signs + [SymbolWanted(sign_id(role), role=role, language=language) for role in dict.fromkeys((*SUMMARY_ROLES, *CLOSE_ROLES, "proposed"))]


def role_signs(roles: set[str], language: str) -> list[SymbolWanted]:
    """The signs of what the analysis adds, for the legends of further maps."""
    return [SymbolWanted(sign_id(role), role=role, language=language) for role in sorted(roles)]


def drawn_layers(project: Project, answers: Answers) -> tuple[Layer, ...]:
    """What outputs draw: counted and visible layers of a known kind that may leave the house, facilities only in the district."""
    drawn = (layer for layer in public_layers(project) if layer.visible and layer.counted and layer.kind.key not in UNDRAWN)
    here = (layer if layer.kind.group == "base" else _inside(layer, answers) for layer in drawn if layer.frame is not None)
    return tuple(layer for layer in here if len(layer.frame))


def _inside(layer: Layer, answers: Answers) -> Layer:
    import shapely

    district = prepared(answers.areas[0].polygon)
    frame = layer.frame[shapely.intersects(district, layer.frame.geometry.to_numpy())]
    return layer if len(frame) == len(layer.frame) else replace(layer, frame=frame.reset_index(drop=True))


def _sees(layer: Layer) -> bool:
    return "seen" in layer.kind.serves


def _base_or_camera(layer: Layer) -> bool:
    return layer.kind.group == "base" or _sees(layer)


def _scene(project: Project, answers: Answers, layers: tuple[Layer, ...], roles: tuple[str, ...], marks: list[Overlay], language: str) -> Scene:
    overlays = [overlay for role in roles for overlay in answers.overlays if overlay.role == role]
    return public_scene(Scene(layers, (*overlays, *_proposed(project, language), *(mark for mark in marks if len(mark.geometries))), project.made_up, ""))


def on_basemaps(project: Project, scene: Scene) -> Scene:
    """The scene with the base maps shown beneath it: on maps of places, not on those of measures, which stay calm."""
    return replace(scene, basemaps=tuple(base for base in project.basemaps if base.visible))


def _proposed(project: Project, language: str) -> list[Overlay]:
    """The sketched things of the scenario shown: what is drawn, and marks for the others."""
    if project.shown is None or not project.shown.items:
        return []
    import shapely

    signs = [item for item in project.shown.items if not role_of(item)]
    found = list(drawn(project.shown.items, language))
    if signs:
        labels = tuple("camera" if item.kind == "cctv" else "" for item in signs)
        found.append(Overlay("proposed", "proposed", shapely.points([item.at_m for item in signs]), labels, "report"))
    return found


def _points(answers: Answers, most: int) -> object:
    import numpy
    import shapely

    return shapely.points(numpy.reshape([gap.centre_m for gap in answers.gaps[:most]], (-1, 2)))


def _ranks(answers: Answers, most: int) -> tuple[str, ...]:
    return tuple(str(gap.rank) for gap in answers.gaps[:most])


def _around(box: Box, share: float) -> Box:
    west, south, east, north = box
    margin = share * max(east - west, north - south)
    return (west - margin, south - margin, east + margin, north + margin)


def _gap_box(gap: Gap) -> Box:
    west, south, east, north = gap.line.bounds
    x, y = (west + east) / 2, (south + north) / 2
    half = max((east - west) / 2 + CLOSE_UP_MARGIN_M, (north - south) / 2 + CLOSE_UP_MARGIN_M * 0.7, CLOSE_UP_LEAST_M / 2)
    return (x - half, min(y - half * 0.6, south - CLOSE_UP_MARGIN_M * 0.7), x + half, max(y + half * 0.6, north + CLOSE_UP_MARGIN_M * 0.7))
