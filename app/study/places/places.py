"""School zones and safe-return routes of a question: found first, measured once what lies on the streets is known."""

from __future__ import annotations

from dataclasses import dataclass

from app.study.asked import Question
from app.study.ground import Ground
from app.study.laid import Laid
from app.study.lamps.light import Lit
from app.study.places.held import Over
from app.study.places.routes import Courses, Route, find_routes, routes
from app.study.places.strip import Sighted
from app.study.places.zones import Found, Zone, find_zones, zones
from app.study.sight.cameras import Cameras
from app.study.sight.sight import Sight
from app.study.walking.walks import Walks


@dataclass(frozen=True)
class Spots:
    """Where zones and routes run, before anything is measured."""

    found: Found
    courses: Courses


@dataclass(frozen=True)
class Places:
    """Zones and routes one by one."""

    spots: Spots
    zones: tuple[Zone, ...]
    routes: tuple[Route, ...]


def find_places(question: Question, base: Ground, walked: Walks) -> Spots:
    """The zones and routes of the district; layers that are not there give none."""
    foot = walked.ways.foot
    return Spots(find_zones(question, base, foot), find_routes(question, base, foot))


def places(
    question: Question, base: Ground, spots: Spots, laid: Laid, seen: Sight, cameras: Cameras, lit: Lit | None, walked: Walks
) -> Places:
    """Each zone and each route as measured."""
    known = "seen" in laid.known
    over = Over(laid.reach if known else None, laid.night if known else None, lit.lit if lit is not None else None)
    sighted = Sighted(seen.views, cameras.known, cameras.chance) if known else None
    return Places(
        spots, zones(question, base, walked.ways.foot, spots.found, over), routes(question, base, spots.courses, over, lit, walked, sighted)
    )
