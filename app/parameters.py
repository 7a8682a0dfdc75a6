"""Every assumption of the analysis, once: the only home of a number that no file gives.

``source`` names the entry in the references (``S60``) or says in words where the number comes from; ``tag`` says how well it is
known. The report prints this table; what the planner changed is marked there.
Texts: ``parameter.<id>`` in ``resources/i18n``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.quantity import Quantity, Tag

A, C, M, V = Tag.ASSUMED, Tag.COMPUTED, Tag.MEMORY, Tag.VERIFIED


@dataclass(frozen=True)
class Parameter:
    """One assumption with its default, unit, allowed range, tag and source."""

    id: str
    default: float
    unit: str
    low: float
    high: float
    tag: Tag
    source: str


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("cam.height", 5.0, "m", 3.0, 8.0, A, "no authority; usual mast 4 to 6 m"),
    Parameter("cam.tilt", 25.0, "deg", 0.0, 80.0, A, "no authority; usual 15 to 45 degrees"),
    Parameter("cam.focal", 4.0, "mm", 2.1, 50.0, A, "no authority; usual fixed lens 2.8 to 12 mm"),
    Parameter("cam.sensor_w", 5.568, "mm", 2.0, 15.0, A, "1/2.8 inch type, 2.9 um pixels"),
    Parameter("cam.sensor_h", 3.132, "mm", 1.0, 12.0, A, "1/2.8 inch type, 2.9 um pixels"),
    Parameter("cam.pixels_x", 1920.0, "px", 640.0, 8000.0, V, "S60: districts specify at least 2 MP"),
    Parameter("cam.level", 62.5, "px/m", 12.5, 1000.0, V, "S4: IEC 62676-4:2015, Observe"),
    Parameter("cam.edition", 2015.0, "year", 2015.0, 2025.0, A, "no authority; the edition whose levels were read"),
    Parameter("cam.target_z", 1.5, "m", 0.0, 2.0, A, "height of a face"),
    Parameter("cam.per_site", 4.0, "count", 1.0, 8.0, V, "S60: 1,400 sites with 5,600 cameras"),
    Parameter("cam.night_range", 30.0, "m", 10.0, 150.0, A, "no authority; infrared lamps of a fixed camera"),
    Parameter("cam.night_range_ptz", 100.0, "m", 10.0, 300.0, A, "no authority; infrared lamps of a rotating camera"),
    Parameter("cam.fisheye_field", 180.0, "deg", 90.0, 220.0, A, "no authority; usual ceiling fisheye"),
    Parameter("cam.lens_apart", 90.0, "deg", 15.0, 180.0, A, "no authority; four lenses all round"),
    Parameter("cam.exposure_level", 125.0, "px/m", 25.0, 1000.0, V, "S2: IEC 62676-4:2015, Recognise"),
    Parameter("exposure.keep", 0.95, "share", 0.5, 1.0, A, "no authority; the measure's definition"),
    Parameter("cam.claimed_radius", 50.0, "m", 10.0, 200.0, A, "the circle usually drawn around a camera; for comparison only"),
    Parameter("walls.known_within", 50.0, "m", 10.0, 200.0, A, "a camera without a known building this near is unbounded by data"),
    Parameter("barrier.height", 2.0, "m", 1.0, 4.0, A, "no authority; walls and fences usually 1.8 to 2.5 m"),
    Parameter("floor.height", 3.0, "m", 2.2, 6.0, A, "no authority; usual storey of a dwelling"),
    Parameter("tree.radius", 2.0, "m", 0.5, 8.0, A, "no authority; crown of a young street tree"),
    Parameter("light.height", 5.0, "m", 2.0, 15.0, A, "no authority; usual security light 4 to 6 m"),
    Parameter("light.flux", 6000.0, "lm", 200.0, 50000.0, A, "no authority; 50 W LED at 120 lm/W"),
    Parameter("light.llf", 0.8, "share", 0.5, 1.0, A, "no authority; maintenance factor of a street luminaire"),
    Parameter("light.reach", 5.0, "count", 1.0, 20.0, M, "EN 13201-3: luminaires up to 5 mounting heights away count"),
    Parameter("light.floor", 0.02, "lx", 0.0, 1.0, A, "no authority; a tenth of full moonlight and less"),
    Parameter("light.target_avg", 5.0, "lx", 2.0, 20.0, M, "class P4 of EN 13201-2; KS A 3701 residential, busy"),
    Parameter("light.target_min", 1.0, "lx", 0.2, 10.0, M, "class P4 of EN 13201-2"),
    Parameter("light.face_min", 0.0, "lx", 0.0, 5.0, M, "EN 13201-2, where faces matter: 1.5 in class P4; 0 asks for none"),
    Parameter("light.face_z", 1.5, "m", 0.0, 2.0, A, "height of a face"),
    Parameter("light.dark", 1.0, "lx", 0.05, 10.0, A, "no authority; the measure's definition"),
    Parameter("light.dark_length", 15.0, "m", 1.0, 200.0, A, "no authority; the measure's definition"),
    Parameter("light.window_max", 10.0, "lx", 1.0, 25.0, V, "S19: light pollution act, upright at dwelling windows, zones 1 to 3"),
    Parameter("light.window_z", 1.5, "m", 0.0, 10.0, A, "no authority; middle of a ground floor window"),
    Parameter("refuge.radius", 200.0, "m", 50.0, 500.0, A, "no authority; about 200 s at 1.0 m/s"),
    Parameter("bell.radius", 100.0, "m", 20.0, 500.0, A, "no authority; about 100 s at 1.0 m/s"),
    Parameter("mailbox.radius", 300.0, "m", 50.0, 1000.0, A, "no authority; the measure's definition"),
    Parameter("mailbox.lockers", 20.0, "count", 1.0, 200.0, A, "no authority; usual mailbox"),
    Parameter("centre.minutes", 10.0, "min", 1.0, 30.0, V, "S1: community centre within 10-minute reach"),
    Parameter("centre.speed", 1.0, "m/s", 0.4, 1.6, V, "S23-S25: signal design speed"),
    Parameter("response.minutes", 5.0, "min", 1.0, 30.0, A, "no authority; usual aim for police and fire engines"),
    Parameter("response.speed", 30.0, "km/h", 5.0, 80.0, A, "no authority; car in a neighbourhood street"),
    Parameter("time.day", 14.0, "h", 0.0, 24.0, A, "no authority; an hour of the afternoon"),
    Parameter("time.night", 23.0, "h", 0.0, 24.0, A, "no authority; the way home from a late train"),
    Parameter("walk.adult_night", 1.1, "m/s", 0.5, 1.6, A, "no authority"),
    Parameter("walk.adult", 1.2, "m/s", 0.5, 1.8, A, "no authority"),
    Parameter("walk.stairs", 0.5, "share", 0.1, 1.0, A, "no authority; stairs halve the pace"),
    Parameter("slope.steepest", 0.5, "share", 0.1, 1.0, A, "no authority; a street steeper than this is an error of the height model"),
    Parameter("walk.snap", 60.0, "m", 5.0, 200.0, A, "a device farther than this from any street is not on the network"),
    Parameter("street.node_snap", 0.5, "m", 0.01, 5.0, A, "centreline ends nearer than this are one junction"),
    Parameter("crime.spread", 150.0, "m", 50.0, 1000.0, A, "bandwidth of crime points along and beside streets"),
    Parameter("demand.spread", 50.0, "m", 10.0, 500.0, A, "no authority; complaints and counts of walkers speak of the streets around them"),
    Parameter("school.radius", 300.0, "m", 100.0, 500.0, V, "S26: road sections within 300 m of the main gate"),
    Parameter("school.beside", 15.0, "m", 3.0, 50.0, A, "no authority; both sides of a street"),
    Parameter("route.beside", 15.0, "m", 3.0, 50.0, A, "no authority; both sides of a street"),
    Parameter("route.weakest", 20.0, "m", 5.0, 100.0, A, "no authority; the measure's definition"),
    Parameter("route.lights", 13.0, "count", 1.0, 100.0, M, "Seoul's average of safe-return routes"),
    Parameter("route.cameras", 4.0, "count", 1.0, 50.0, M, "Seoul's average of safe-return routes"),
    Parameter("route.signs", 5.0, "count", 1.0, 50.0, M, "Seoul's average of safe-return routes"),
    Parameter("route.bells", 3.0, "count", 1.0, 50.0, M, "Seoul's average of safe-return routes"),
    Parameter("street.width", 6.0, "m", 1.0, 40.0, A, "no authority; a residential street"),
    Parameter("gap.min_length", 20.0, "m", 5.0, 200.0, A, "shorter unseen stretches are not listed"),
    Parameter("gap.max_length", 200.0, "m", 50.0, 2000.0, A, "longer unseen stretches are parted, so that each is a place to go and see"),
    Parameter("match.radius", 10.0, "m", 1.0, 50.0, A, "sites of two editions of a file nearer than this are the same site"),
    Parameter("score.draws", 1000.0, "count", 100.0, 10000.0, A, "no authority; enough for a steady rank interval"),
    Parameter("score.spread", 0.5, "share", 0.0, 1.0, A, "no authority; weights between half and one and a half times"),
    Parameter("weight.seen", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.seen_night", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.lit", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.near_refuge", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.near_mailbox", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.school", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.route", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.centre", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.exposure", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("weight.trespass", 1.0, "count", 0.0, 10.0, A, "no authority; equal weights"),
    Parameter("height.filler_share", 0.3, "share", 0.1, 1.0, A, "a height this share of all buildings has to the digit is a filler"),
    Parameter("privacy.min_count", 5.0, "count", 3.0, 10.0, A, "smaller counts of crime are not shown"),
    Parameter("privacy.k", 8.0, "count", 3.0, 50.0, V, "S68: police.uk, at least 8 addresses a point"),
)

BY_ID: Mapping[str, Parameter] = {parameter.id: parameter for parameter in PARAMETERS}

# Where the truth plausibly lies for what no file says: what a study is tried with to see which assumption moves it most. Narrower
# than the range a planner may enter. Definitions (levels, thresholds that a measure is named by) are not uncertain and not here.
PLAUSIBLE: Mapping[str, tuple[float, float]] = {
    "cam.height": (4.0, 6.0),  # usual masts, references 1.3
    "cam.tilt": (15.0, 35.0),  # usual 15 to 45 degrees; beyond 35 a street camera would see its own foot
    "cam.focal": (2.8, 6.0),  # usual fixed lenses of wide streets and alleys
    "cam.pixels_x": (1920.0, 2560.0),  # 2 MP as districts specify, 4 MP as newer ones have
    "cam.target_z": (1.4, 1.7),  # faces of short and tall adults
    "cam.per_site": (2.0, 5.0),  # 4 in the one plan that says so
    "cam.night_range": (20.0, 50.0),  # data sheets of fixed cameras
    "cam.night_range_ptz": (50.0, 150.0),  # data sheets of rotating cameras
    "cam.fisheye_field": (170.0, 190.0),
    "cam.lens_apart": (60.0, 120.0),
    "barrier.height": (1.8, 2.5),  # usual walls and fences
    "floor.height": (2.8, 3.3),  # usual dwellings
    "tree.radius": (1.5, 4.0),
    "light.height": (4.0, 6.0),  # usual security lights, references 2.3
    "light.flux": (3000.0, 9000.0),  # 25 W to 75 W at 120 lm/W
    "light.llf": (0.7, 0.9),
    "refuge.radius": (100.0, 300.0),  # references 3 use 100 m and 200 m
    "bell.radius": (50.0, 150.0),
    "mailbox.radius": (200.0, 400.0),
    "mailbox.lockers": (10.0, 30.0),
    "centre.speed": (0.8, 1.2),  # the old and the quick, references 3
    "response.speed": (20.0, 40.0),
    "walk.adult_night": (0.9, 1.2),
    "walk.adult": (1.0, 1.3),
    "walk.stairs": (0.3, 0.7),
    "walk.snap": (30.0, 100.0),
    "street.node_snap": (0.2, 1.5),
    "street.width": (4.0, 8.0),  # residential streets
    "crime.spread": (100.0, 300.0),  # practice, references 5.1
    "demand.spread": (30.0, 100.0),
    "school.radius": (300.0, 500.0),  # the rule, references 4
    "route.beside": (10.0, 20.0),
}


class Assumptions:
    """The table as one project uses it: ``assumptions["cam.height"]`` is the changed value, else the default.

    ``used`` gathers the ids that were asked for: these are the assumptions behind an answer, and what a report prints.
    """

    def __init__(self, changed: Mapping[str, float] | None = None):
        self.changed = {id: float(value) for id, value in (changed or {}).items() if id in BY_ID}
        self.used: set[str] = set()

    def __getitem__(self, id: str) -> float:
        self.used.add(id)
        return self.changed.get(id, BY_ID[id].default)

    def quantity(self, id: str) -> Quantity:
        """The value in use with unit, tag and source; a changed one is an assumption of the planner."""
        known = BY_ID[id]
        tag = A if id in self.changed else known.tag
        return Quantity(self.changed.get(id, known.default), known.unit, tag, known.source)
