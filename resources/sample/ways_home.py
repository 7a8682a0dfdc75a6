"""What makes the ways to school and home of the made-up district safe: crossings, Yellow Carpets, speed cameras, guards, signs."""

from __future__ import annotations

import numpy as np
from shapely import LineString, Point, Polygon

from resources.sample.ground import SCHOOL, bent_ground
from resources.sample.network import Street
from resources.sample.places import Row, Town
from resources.sample.shapes import beside

# A crossing lies this far from the middle of its junction; two on one road are at least so far apart.
BACK_M = 9.0
APART_M = 90.0


def ways_home(town: Town, zones: list[Row], routes: list[Row], rng: np.random.Generator) -> dict[str, list[Row]]:
    """The rows of five kinds, along what the other steps have built; they move nothing of it."""
    across = _crossings(town, rng)
    outlines = {str(zone["name"]): zone["geometry"] for zone in zones}
    school = outlines["하늘초등학교"]
    return {
        "crossings": [row for row, _, _ in across],
        "yellow_carpets": _carpets(across, school, outlines["별내유치원"]),
        "speed_cameras": _speed_cameras(town, school),
        "school_guards": _guards(town, across, school),
        "route_signs": [row for number, route in enumerate(routes) for row in _signs(route, number)],
    }


def _crossings(town: Town, rng: np.random.Generator) -> list[tuple[Row, Street, float]]:
    """Crossings of the wider streets at their junctions, on the main roads with a signal; with the street and the place along it."""
    found: list[tuple[Row, Street, float]] = []
    for node, meeting in town.junctions():
        for street, begins in sorted(meeting, key=lambda one: -one[0].width_m)[:1]:
            if street.road_class not in ("main", "street") or street.line.length < 3 * BACK_M:
                continue
            at_m = BACK_M if begins else street.line.length - BACK_M
            place = street.line.interpolate(at_m)
            if any(place.distance(row["geometry"]) < APART_M for row, _, _ in found):
                continue
            main = street.road_class == "main"
            by_school = node.distance(bent_ground(Point(SCHOOL[0]))) < 140
            found.append(({
                "name": f"횡단보도-{len(found) + 1:03d}", "type": "고원식" if by_school and not main else "일반", "signal": main or bool(rng.random() < 0.15),
                "floor_signal": main and by_school, "lanes": 4 if street.width_m > 15 else 2, "address": town.address(place), "geometry": _round(place),
            }, street, at_m))  # fmt: skip
    return found


def _carpets(across: list[tuple[Row, Street, float]], *zones: Polygon) -> list[Row]:
    """Yellow corners at the kerb of the crossings on zones' streets: two by the school, one by the kindergarten."""
    rows: list[Row] = []
    for zone, most in zip(zones, (2, 1), strict=True):
        near = sorted(across, key=lambda one: one[0]["geometry"].distance(zone.centroid))
        for row, street, at_m in [one for one in near if zone.buffer(6.0).contains(one[0]["geometry"])][:most]:
            place, _ = beside(street.line, at_m, street.width_m / 2 + 0.5)
            rows.append({"name": f"{row['name']} 앞", "installed": f"20{18 + len(rows)}", "address": row["address"], "geometry": _round(place)})
    return rows


def _speed_cameras(town: Town, school: Polygon) -> list[Row]:
    """One on the widest street of the school's zone, one that only catches red lights, one for parking."""
    wide = max((street for street in town.local() if school.intersection(street.line).length > 30), key=lambda street: (street.width_m, street.line.length))
    inside = school.intersection(wide.line)
    spots = [(wide, wide.line.project(inside.centroid), "1", 30, "어린이보호구역")]
    mains = sorted((street for street in town.local() if street.road_class == "main"), key=lambda street: -street.line.length)
    spots += [(mains[0], mains[0].line.length / 2, "2", 50, ""), (mains[1], mains[1].line.length / 2, "4", 50, "")]
    rows = []
    for number, (street, at_m, kind, limit, zone) in enumerate(spots, 1):
        place, _ = beside(street.line, at_m, street.width_m / 2 - 0.4)
        rows.append({
            "name": f"단속-{number:02d}", "type": kind, "limit_kmh": float(limit), "zone": zone or None, "installed": f"20{20 + number}",
            "address": town.address(place), "geometry": _round(place),
        })  # fmt: skip
    return rows


def _guards(town: Town, across: list[tuple[Row, Street, float]], school: Polygon) -> list[Row]:
    """The school's guard at its gate, and a crossing guard at the nearest crossing."""
    street = town.streets[int(town.tree.nearest(school.centroid))]
    gate, _ = beside(street.line, street.line.project(school.centroid), street.width_m / 2 - 0.4)
    crossing = min((row["geometry"] for row, _, _ in across), key=gate.distance)
    posts = [("하늘초등학교 정문", "학교보안관", 2, "08:00~18:00", gate), ("하늘초등학교 통학로", "교통안전지도사", 1, "08:00~09:00", crossing)]
    return [
        {"name": name, "type": kind, "guards": guards, "hours": hours, "address": town.address(place), "geometry": _round(place)}
        for name, kind, guards, hours, place in posts
    ]


def _signs(route: Row, number: int) -> list[Row]:
    """Signs along a route: six on the first, two on the second."""
    line: LineString = route["geometry"]
    kinds = ("안내표지판", "로고젝터", "112 위치 안내판", "노면 표시", "로고젝터", "안내표지판")[: 6 if number == 0 else 2]
    rows = []
    for nth, kind in enumerate(kinds):
        place, _ = beside(line, (nth + 0.5) * line.length / len(kinds), 2.0)
        rows.append({"name": str(route["name"]), "type": kind, "signs": 1, "installed": f"20{19 + nth}", "geometry": _round(place)})
    return rows


def _round(place: Point) -> Point:
    return Point(round(place.x, 2), round(place.y, 2))
