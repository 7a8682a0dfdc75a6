"""Which coordinate system a file is in, when it does not say so, and how sure that is.

Each Korean system, in both orders of the axes, is asked where it would put a sample of the rows; the system wins that puts most
of them into the district their own address names, onto the ground the project knows, into their province, into Korea.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app import geo
from app.files import places

if TYPE_CHECKING:
    import geopandas
    import numpy
    import shapely

# Most usual first; where two fit equally the earlier is taken. 2097 after 5174: the licence files in "Bessel TM" are 5174.
ORDER = (4326, 5186, 5179, 5181, 5174, 3857, 32652, 5187, 5185, 5188, 2097, 2096, 2098, 5175, 5178)
# The old systems on Bessel; those nobody delivers any more are no doubt about a file that fits a system of today.
OLD, UNUSUAL = (5174, 2097, 2096, 2098, 5175, 5178), (2097, 2096, 2098, 5178)
SAMPLE = 1500
NEAR_M, LOCAL_M = 3_000.0, 150_000.0
# Shares nearer than this do not tell two systems apart; systems nearer than `SAME_M` put the rows into the same place.
CLOSE, SAME_M = 0.01, 60.0
# Of systems that fit equally well, one that leaves this share more of the rows outside the known ground is the worse.
WITHIN_TELLS = 0.1
# Below this a file is not taken in without a person having looked.
SURE_ENOUGH = 0.4


@dataclass(frozen=True)
class Evidence:
    """What a file and the project say about where its rows lie. ``addresses``: a text a row, beginning with province or district.

    ``areas``: known boundaries with ``name`` and geometry in the working system; ``outline``: the ground known; ``likely``:
    systems the file's words speak for; ``korean``: the file has Korean words in it.
    """

    addresses: numpy.ndarray | None = None
    areas: geopandas.GeoDataFrame | None = field(default=None, repr=False)
    outline: shapely.Geometry | None = None
    likely: tuple[int, ...] = ()
    korean: bool = False


@dataclass(frozen=True)
class System:
    """The system found: ``epsg`` (None: none fits), whether x and y change places, and how sure (0 to 1).

    ``why`` is a key of words: own (rows lie in the districts they name), ground, province, korea, word (only a word in the
    file), outside, unknown, nothing (no coordinates at all). ``rivals`` are systems that would do as well but put the rows elsewhere.
    """

    epsg: int | None
    swapped: bool = False
    confidence: float = 0.0
    why: str = "unknown"
    rivals: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Trial:
    epsg: int
    swapped: bool
    korea: float
    own: float | None
    near: float | None
    province: float | None
    middle: tuple[float, float]
    within: float = 0.0

    @property
    def score(self) -> float:
        return self.korea + 2 * (self.province or 0.0) + 2 * (self.near or 0.0) ** 2 + 4 * (self.own or 0.0)


def choose(x: numpy.ndarray, y: numpy.ndarray, evidence: Evidence) -> System:
    """The system of coordinates as written (NaN allowed); an empty or all-NaN input gives no system."""
    import numpy as np

    usable = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0)))
    if not len(usable):
        return System(None, why="nothing")
    rows = usable if len(usable) <= SAMPLE else usable[np.linspace(0, len(usable) - 1, SAMPLE).astype(int)]
    sample_x, sample_y = x[rows], y[rows]
    if are_degrees(sample_x, sample_y):
        return _degrees(sample_x, sample_y)
    says = _said(evidence, rows)
    trials = [
        trial for epsg in ORDER[1:] for swapped in (False, True)
        if (trial := _try(epsg, swapped, sample_x, sample_y, says, evidence)) is not None
    ]  # fmt: skip
    return _best(trials, evidence) if trials else System(None, why="outside")


def are_degrees(x: numpy.ndarray, y: numpy.ndarray) -> bool:
    """True where most coordinates are no larger than degrees can be (NaN left out; nothing at all counts as degrees)."""
    import numpy as np

    return all(not (np.abs(one[np.isfinite(one)]) > 180).mean() > 0.5 for one in (x, y) if np.isfinite(one).any())


def _degrees(x: numpy.ndarray, y: numpy.ndarray) -> System:
    as_named, swapped = places.in_korea(x, y).mean(), places.in_korea(y, x).mean()
    if max(as_named, swapped) < 0.02:
        # Not Korea. A longitude beyond 90 cannot be a latitude.
        import numpy as np

        return System(4326, bool(np.median(np.abs(y)) > 90), 0.9, "outside")
    share = float(max(as_named, swapped))
    return System(4326, bool(swapped > as_named), 0.99 if share > 0.9 else 0.9, "korea")


def _said(evidence: Evidence, rows: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Province and district that each of the rows names ("" where none)."""
    import numpy as np

    pairs = [("", "")] * len(rows) if evidence.addresses is None else [places.of_address(evidence.addresses[row]) for row in rows]
    provinces, districts = zip(*pairs, strict=True)
    return np.array(provinces, dtype=object), np.array(districts, dtype=object)


def _try(
    epsg: int, swapped: bool, x: numpy.ndarray, y: numpy.ndarray, says: tuple[numpy.ndarray, numpy.ndarray], evidence: Evidence
) -> _Trial | None:  # fmt: skip
    import numpy as np

    east, north = (y, x) if swapped else (x, y)
    lon, lat = geo.project(east, north, epsg, 4326)
    inside = places.in_korea(lon, lat)
    if inside.mean() < 0.5:
        return None
    at_x, at_y = geo.project(lon, lat, 4326)
    own = near = province = None
    within = 0.0
    if evidence.areas is not None:
        own = _own_share(at_x, at_y, says[1], evidence.areas)
    if evidence.outline is not None and _is_local(evidence.outline):
        near = _near_share(at_x, at_y, evidence.outline)
        within = _within_share(at_x, at_y, evidence.outline)
    province = _province_share(lon, lat, says[0])
    return _Trial(epsg, swapped, float(inside.mean()), own, near, province, (float(np.median(at_x[inside])), float(np.median(at_y[inside]))), within)


def _own_share(x: numpy.ndarray, y: numpy.ndarray, named: numpy.ndarray, areas: geopandas.GeoDataFrame) -> float | None:
    """Share of the rows that lie in the district they name, among those that name a known one; None where too few do."""
    import numpy as np

    within = known = 0
    spoken = set(named.tolist()) - {""}
    for name, shape in zip(areas["name"], areas.geometry, strict=True):
        if name not in spoken:
            continue
        spoken.discard(name)
        rows = np.flatnonzero(named == name)
        if len(rows):
            known += len(rows)
            within += int(geo.inside(shape, x[rows], y[rows]).sum())
    return within / known if known >= 10 else None


def _is_local(outline: shapely.Geometry) -> bool:
    """False for the outline of a whole country: lying in it tells nothing."""
    west, south, east, north = outline.bounds
    return max(east - west, north - south) < LOCAL_M


def _near_share(x: numpy.ndarray, y: numpy.ndarray, outline: shapely.Geometry) -> float:
    import shapely

    west, south, east, north = shapely.bounds(outline)
    return float(((x > west - NEAR_M) & (x < east + NEAR_M) & (y > south - NEAR_M) & (y < north + NEAR_M)).mean())


def _within_share(x: numpy.ndarray, y: numpy.ndarray, outline: shapely.Geometry) -> float:
    """Share inside the known ground itself: tells systems a few hundred metres apart, where the rows belong to that ground."""
    return float(geo.inside(outline, x, y).mean())


def _province_share(lon: numpy.ndarray, lat: numpy.ndarray, named: numpy.ndarray) -> float | None:
    import numpy as np

    inside = known = 0
    for name in set(named.tolist()) - {""}:
        west, south, east, north = places.PROVINCES[name]
        rows = np.flatnonzero(named == name)
        known += len(rows)
        inside += int(((lon[rows] > west) & (lon[rows] < east) & (lat[rows] > south) & (lat[rows] < north)).sum())
    return inside / known if known else None


def _best(trials: list[_Trial], evidence: Evidence) -> System:
    def rank(trial: _Trial) -> tuple[bool, bool, bool, int]:
        return (trial.epsg not in evidence.likely, trial.within < most - WITHIN_TELLS, trial.swapped, ORDER.index(trial.epsg))

    top = max(trial.score for trial in trials)
    equal = [trial for trial in trials if trial.score >= top - CLOSE * 4]
    most = max(trial.within for trial in equal)
    equal.sort(key=rank)
    best = equal[0]
    rivals = tuple(trial.epsg for trial in equal[1:] if _apart(trial, best) > SAME_M and not (trial.epsg in UNUSUAL and best.epsg not in OLD))
    confidence, why = _how_sure(best, evidence)
    if rivals:
        # The words of the file, or the habit, decided between systems that the rows cannot tell apart.
        near_rivals = all(_apart(trial, best) < 1_000 for trial in equal[1:])
        confidence *= 0.9 if best.epsg in evidence.likely else 0.75 if near_rivals else 0.6
    return System(best.epsg, best.swapped, round(confidence, 2), why, rivals)


def _apart(one: _Trial, other: _Trial) -> float:
    return ((one.middle[0] - other.middle[0]) ** 2 + (one.middle[1] - other.middle[1]) ** 2) ** 0.5


def _how_sure(best: _Trial, evidence: Evidence) -> tuple[float, str]:
    if best.own is not None and best.own > 0.8:
        return 0.99, "own"
    if best.near is not None and best.near > 0.5:
        return 0.95, "ground"
    if best.province is not None and best.province > 0.8:
        return 0.95, "province"
    if best.epsg in evidence.likely:
        return 0.9, "word"
    # A file with Korean words whose rows fall into Korea under a Korean system; without such words chance can do that.
    return (0.7, "korea") if evidence.korean else (0.3, "unknown")
