"""What a planner must know about the data before trusting a number: warnings, as words with values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.streets import Streets
from app.quantity import Quantity, Tag
from app.study.answers import Measure, Said
from app.study.asked import Question
from app.study.ground import Ground, near, numbers
from app.study.laid import Sheet
from app.study.lamps.light import Lit
from app.study.lamps.lux_words import light_notes
from app.study.need.weight_notes import weight_notes
from app.study.need.weights import Weight
from app.study.places.place_measures import place_notes
from app.study.places.places import Places
from app.study.sight.cameras import Cameras
from app.study.sight.sight import Sight
from app.study.walking.walk_notes import walk_notes
from app.study.walking.walks import Access, Walks

# Fewer heights than this cannot show that one of them is a filler.
ENOUGH_HEIGHTS = 20
# A warning about less than this share is noise.
WORTH_SAYING = 0.005


@dataclass(frozen=True)
class Material:
    """Everything the notes look at."""

    question: Question
    ground: Ground
    cameras: Cameras
    sight: Sight
    buildings: int
    refuges: Access
    mailboxes: Access
    needs: Mapping[str, Weight]
    light: Lit | None
    places: Places
    walked: Walks | None = None


def count(number: float) -> Quantity:
    """A number of things."""
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")


def _share(value: float) -> Quantity:
    return Quantity(float(value), "share", Tag.COMPUTED, "counted in the project")


def _metres(value: float) -> Quantity:
    return Quantity(float(value), "m", Tag.COMPUTED, "measured in the project")


def notes(material: Material, sheet: Sheet, seen: Measure) -> tuple[Said, ...]:
    """All warnings that apply, the weightiest first."""
    return (*_of_cameras(material, seen), *_of_buildings(material), *_of_walks(material, sheet), *_of_light(material), *_of_streets(material, sheet), *_of_need(material), *_of_places(material))


def _of_cameras(material: Material, seen: Measure) -> Iterator[Said]:
    cameras, sight = material.cameras, material.sight
    if not material.question.counted("seen") and not cameras.sites:
        yield "note.no_cctv", {}
        return
    if cameras.unknown_sites:
        yield "note.headings_unknown", {"unknown": count(cameras.unknown_sites), "sites": count(cameras.sites)}
    if cameras.all_round_sites:
        yield "note.all_round", {"all_round": count(cameras.all_round_sites), "sites": count(cameras.sites)}
    unbounded = dict(seen.details).get("unbounded_share")
    if unbounded is not None and unbounded.value and unbounded.value > WORTH_SAYING:
        radius = material.question.assumptions.quantity("walls.known_within")
        views = {cameras.cameras[number].at_m for number in numpy.flatnonzero(sight.views.unbounded).tolist()}
        yield "note.unbounded", {"share": unbounded, "cameras": count(len(views)), "radius": radius}
    moved = {cameras.cameras[number].at_m for number in numpy.flatnonzero(sight.moved).tolist()}
    if moved:
        yield "note.cameras_moved", {"cameras": count(len(moved))}


def _of_buildings(material: Material) -> Iterator[Said]:
    if not material.buildings:
        yield "note.no_buildings", {}
        return
    found = [_heights(layer.frame, material.ground.district) for layer in material.question.counted("walls")]
    heights = numpy.concatenate(found) if found else numpy.zeros(0)
    if len(heights) < ENOUGH_HEIGHTS:
        return
    values, times = numpy.unique(heights, return_counts=True)
    usual = int(times.argmax())
    if times[usual] >= material.question.assumptions["height.filler_share"] * len(heights):
        yield "note.heights_filler", {"share": _share(times[usual] / len(heights)), "height": _metres(values[usual])}


def _heights(frame: object, district: shapely.Geometry) -> ndarray:
    here = near(district, frame.geometry.to_numpy(), 0.0)
    heights = numbers(frame, "height_m")[here]
    return heights[heights > 0]


def _of_walks(material: Material, sheet: Sheet) -> Iterator[Said]:
    snap = material.question.assumptions.quantity("walk.snap")
    for devices, none, off in (
        (material.refuges, "note.no_refuge", "note.refuges_off"),
        (material.mailboxes, "note.no_mailbox", "note.mailboxes_off"),
    ):
        if not devices.asked:
            yield none, {}
        elif devices.off:
            yield off, {"devices": count(devices.off), "distance": snap}
    number, metres = _islands(material.ground.streets, sheet)
    whole = float((sheet.length_m * sheet.inside).sum())
    if metres > WORTH_SAYING * whole:
        yield "note.islands", {"islands": count(number), "length": _metres(metres)}
    if material.walked is not None:
        yield from walk_notes(material.walked)


def _islands(streets: Streets, sheet: Sheet) -> tuple[int, float]:
    """Parts of the network in the district that are not joined to the largest: how many, and how long."""
    from app.analysis.joined_kernel import joined

    part = joined(len(streets.node_xy), streets.node_u, streets.node_v)[streets.node_u]
    metres = numpy.bincount(part[sheet.cut.edge], weights=sheet.length_m * sheet.inside)
    rest = numpy.delete(metres, metres.argmax())
    return int((rest > 0).sum()), float(rest.sum())


def _of_streets(material: Material, sheet: Sheet) -> Iterator[Said]:
    metres = sheet.length_m * sheet.inside
    beside = float(metres[sheet.dong < 0].sum())
    if len(material.ground.areas) > 1 and beside > WORTH_SAYING * float(metres.sum()):
        yield "note.outside_dongs", {"length": _metres(beside)}
    if not material.ground.has_districts:
        yield "note.no_district", {}
    if material.ground.streets.dropped_m > WORTH_SAYING * float(material.ground.streets.length_m.sum()):
        yield "note.streets_twice", {"length": _metres(material.ground.streets.dropped_m)}
    if len(material.question.counted("streets")) > 1:
        yield "note.two_networks", {"layers": count(len(material.question.counted("streets")))}


def _of_need(material: Material) -> Iterator[Said]:
    crime = material.needs.get("crime")
    if crime is not None:
        yield f"note.crime_{crime.basis}", {}
        lost = crime.demand.lost / max(crime.demand.total + crime.demand.lost, 1e-300)
        if lost > WORTH_SAYING:
            yield "note.crime_lost", {"share": _share(lost), "distance": material.question.assumptions.quantity("crime.spread")}
    else:
        yield "note.crime_whole" if _any_row(material, "crime") else "note.no_crime", {}
    yield from weight_notes(material.question, material.needs, material.ground.district)
    if not material.mailboxes.asked:
        return
    people = next((key for key in ("women_alone", "residents") if key in material.needs), "")
    if people:
        yield f"note.people_{people}", {}
    else:
        yield "note.people_whole" if _any_row(material, "residents") else "note.no_people", {}


def _any_row(material: Material, serves: str) -> bool:
    return any(len(layer.frame) for layer in material.question.counted(serves))


def _of_light(material: Material) -> Iterator[Said]:
    yield from light_notes(material.light, numpy.array([area.polygon for area in material.ground.areas[1:]], dtype=object))


def _of_places(material: Material) -> Iterator[Said]:
    place = material.places
    yield from place_notes(place.spots.found, place.spots.courses, place.zones, place.routes)
