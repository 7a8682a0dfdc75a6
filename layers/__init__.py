"""What can be shown: one file a kind. `KINDS` is the only list a new kind joins."""

from __future__ import annotations

from app.kinds import LayerKind
from layers import (
    buildings,
    bus_stops,
    cctv,
    community_centres,
    crime_counts,
    crime_grades,
    crime_points,
    districts,
    emergency_bells,
    mailboxes,
    neighborhoods,
    other,
    parks,
    phone_booths,
    police,
    population,
    safe_routes,
    school_zones,
    schools,
    security_lights,
    shelters,
    street_lamps,
    streets,
    subway_exits,
    water,
)

# In drawing order, bottom to top.
KINDS: tuple[LayerKind, ...] = (
    districts.KIND,
    neighborhoods.KIND,
    parks.KIND,
    water.KIND,
    buildings.KIND,
    streets.KIND,
    school_zones.KIND,
    crime_grades.KIND,
    crime_counts.KIND,
    population.KIND,
    safe_routes.KIND,
    crime_points.KIND,
    bus_stops.KIND,
    subway_exits.KIND,
    community_centres.KIND,
    schools.KIND,
    street_lamps.KIND,
    security_lights.KIND,
    emergency_bells.KIND,
    police.KIND,
    shelters.KIND,
    mailboxes.KIND,
    phone_booths.KIND,
    cctv.KIND,
    other.KIND,
)

BY_KEY: dict[str, LayerKind] = {kind.key: kind for kind in KINDS}
