"""Figures that follow the hand: what the measures become when one device moves, without answering the whole question again.

    live = Live(answers)              once an answer is there, on the worker that made it (a moment, nothing is measured again)
    figures = live.figures(project)   on every step of a drag; None: something else changed too, ask the whole question

Every device's stretches are kept, so a change touches only the streets it reached before or reaches now. On these streets the same
sums are made as for a whole answer (`laid`, `scoring`); what these streets gave before is kept, and the difference goes onto the sums. Equal to a
full answer to rounding. `Live` is not shared between threads: one drag, one thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy
import shapely
from numpy import ndarray

from app.analysis.coverage import Reach, without
from app.analysis.intervals import Intervals, apart, intervals, join
from app.analysis.streets import substrings
from app.model import Intervention, Project
from app.scene import Overlay
from app.study.answers import Answers, Camera
from app.study.asked import Question, question
from app.study.by_edge import Shelf, beside
from app.study.laid import Laid, Own, sheet
from app.study.lamps import light as lights
from app.study.lamps.posts import KINDS as LAMPS
from app.study.laying import light_sets
from app.study.measure_kinds import base
from app.study.places.equipment import KINDS as UNCOUNTED
from app.study.scoring import Sums, edge_sums, shares, sums
from app.study.sight.cameras import Cameras, sketched_cameras
from app.study.sight.night import by_night
from app.study.sight.sight import looking
from app.study.sight.surroundings import Around, barriers, changed_barriers
from app.study.walking import walks as ways
from app.study.walking.devices import KINDS as WALKED

if TYPE_CHECKING:
    from app.analysis.streets import Streets
    from app.analysis.visibility import Views
    from app.study.lamps.light import Lit

CAMERAS, SCREENS = frozenset({"cctv"}), frozenset({"barriers"})
# Cameras inside a building are carried out of it by this at most, and see from there.
CARRIED_OUT_M = 30.0
# What a camera and what a lamp may change.
BY_CAMERA = frozenset({"seen", "seen_twice", "seen_night", "school", "route"})
BY_LIGHT = frozenset({"lit", "lit_class", "seen_night", "route"})
# As many sketched cameras are kept as will hardly be in one scenario.
KEPT = 512
Share = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Figures:
    """The measures after a change. ``sums`` (ids, areas, 4) value, low, high, all of the weight, the district first.

    ``gone``: rows of the answered cameras that are no more; ``cameras`` and ``views``: those that came, and what they see.
    ``gained`` and ``lost``: stretches of street certainly seen now and not before, and the other way round; where no camera changed,
    those lit, else those near. ``touched`` the segments that were asked again; ``light`` as it is now, None where no lamps are known.
    """

    area_codes: tuple[str, ...]
    ids: tuple[str, ...]
    sums: ndarray = field(repr=False)
    gone: tuple[int, ...] = ()
    cameras: tuple[tuple[Camera, ...], ...] = field(default=(), repr=False)
    views: tuple[Views, ...] = field(default=(), repr=False)
    gained: Intervals = field(default_factory=intervals, repr=False)
    lost: Intervals = field(default_factory=intervals, repr=False)
    touched: ndarray = field(default_factory=lambda: numpy.zeros(0, dtype=numpy.int64), repr=False)
    streets: Streets | None = field(default=None, repr=False)
    light: Lit | None = field(default=None, repr=False)

    def share(self, id: str, area_code: str | None = None) -> Share | None:
        """(value, low, high) of a measure in an area (None: the district); None where it has no value. Without a band all are alike."""
        if id not in self.ids:
            return None
        value, low, high = self._shares[self.ids.index(id), self._area(area_code)].tolist()
        return None if value != value else (value, low, high)

    @cached_property
    def _shares(self) -> ndarray:
        return shares(self.sums)

    def amount(self, id: str, area_code: str | None = None) -> Share | None:
        """As `share`, not divided: metres for plain measures, people or weighted metres for the others."""
        if id not in self.ids:
            return None
        value, low, high, _ = self.sums[self.ids.index(id), self._area(area_code)].tolist()
        return value, min(low, value), max(high, value)

    def _area(self, code: str | None) -> int:
        return 0 if code is None else self.area_codes.index(code)

    def overlays(self) -> tuple[Overlay, ...]:
        """What to draw while the hand moves: the changed views, the stretches newly seen and those no longer seen."""
        shapes = numpy.concatenate([view.polygons() for view in self.views]) if self.views else numpy.zeros(0, dtype=object)
        shapes = shapes[~shapely.is_empty(shapes)]
        found = [("live_views", "proposed", shapes)]
        found += [(key, role, substrings(self.streets, one)) for key, role, one in (("live_gained", "proposed", self.gained), ("live_lost", "unseen", self.lost)) if len(one)]
        return tuple(Overlay(key, role, drawn) for key, role, drawn in found if len(drawn))


class _Looked(NamedTuple):
    """What some cameras reach, numbered from 0."""

    reach: Reach
    night: Reach
    own: Own
    views: Views
    cameras: tuple[Camera, ...]


class _Change(NamedTuple):
    """What differs from the answered question: items there and here, by kind of work."""

    gone: list[Intervention]
    new: list[Intervention]


class Live:
    """The figures of an answered question and of whatever little differs from it. ``base``: the figures as answered."""

    def __init__(self, answers: Answers):
        behind = answers.behind
        self._answers, self._asked, self._behind = answers, answers.question, behind
        self._laid: Laid = behind.laid
        self._edges = len(answers.streets)
        self._shelf = Shelf(self._laid, self._edges, self._laid.known | {"lit"})
        self._sums: Sums = sums(behind.sheet, len(answers.areas))
        self._by_edge = edge_sums(behind.sheet, self._edges, len(answers.areas))
        self._codes = tuple(area.code for area in answers.areas)
        self._of: dict[tuple[str, int], list[int]] = {}
        for row, camera in enumerate(behind.cameras):
            self._of.setdefault((camera.layer, camera.row), []).append(row)
        self._looked: dict[object, _Looked] = {}
        self._light, self._walks = answers.light, behind.walks
        self.base = Figures(self._codes, self._sums.ids, self._sums.table, streets=answers.streets, light=answers.light)

    def figures(self, project: Project) -> Figures | None:
        """The figures of a project that differs from the answered one in some devices; None where anything else differs.

        None also where a change makes a measure known or unknown: the first camera, the last lamp.
        """
        asked = question(project)
        change = self._changed(asked)
        if change is None:
            return None
        gone, looked = self._cameras(asked, change)
        if (gone or looked) and "seen" not in self._laid.known:
            return None
        lit = self._lamps(asked, change)
        sets = self._walked(asked, change)
        if lit is None or sets is None:
            return None
        return self._figures(gone, looked, {**lit[0], **sets[0]}, [lit[1], *sets[1]], lit[2])

    def _changed(self, asked: Question) -> _Change | None:
        if asked.ground_key != self._asked.ground_key:
            return None
        before, after = ({_print(item): item for item in one.items} for one in (self._asked, asked))
        change = _Change([item for key, item in before.items() if key not in after], [item for key, item in after.items() if key not in before])
        kinds = {item.kind for item in (*change.gone, *change.new)}
        return change if kinds <= CAMERAS | SCREENS | WALKED | frozenset(LAMPS) | UNCOUNTED else None

    def _cameras(self, asked: Question, change: _Change) -> tuple[list[int], list[_Looked]]:
        """The rows of the answered cameras that are no more or see otherwise, and what those see that came or see otherwise."""
        gone = [item for item in change.gone if item.kind in CAMERAS]
        new = [item for item in change.new if item.kind in CAMERAS]
        sites = {item.of or (item.id, -1) for item in (*gone, *new)}
        rows = [row for site in sites for row in self._of.get(site, [])]
        standing = {item.of for item in asked.items if item.of is not None}
        back = [self._as_filed(item) for item in gone if item.of is not None and item.of not in standing]
        around, behind = self._around(asked, change)
        screened = [row for row in behind if row not in rows]
        looked = [self._look(asked, item, around) for item in (*new, *back) if not item.gone]
        if screened:
            looked.append(self._looking(self._behind.cameras_all.take(numpy.array(screened)), around))
        return [*rows, *screened], looked

    def _around(self, asked: Question, change: _Change) -> tuple[Around, list[int]]:
        """What stops sight now, and the rows of the answered cameras within whose reach walls or fences changed."""
        around: Around = self._behind.walls  # type: ignore[assignment]
        shapes = changed_barriers(asked, [item for item in (*change.gone, *change.new) if item.kind in SCREENS])
        if not len(shapes):
            return around, []
        cameras = self._behind.cameras_all
        far = cameras.prints.reach_m * 1.001 + CARRIED_OUT_M
        near = shapely.STRtree(shapely.points(cameras.eyes_m)).query(shapes, predicate="dwithin", distance=float(far.max(initial=0.0)))[1]
        near = numpy.unique(near)
        met = shapely.distance(shapely.points(cameras.eyes_m[near]), shapely.union_all(shapes)) <= far[near]
        return around.with_barriers(*barriers(asked, self._behind.ground.district)), near[met].tolist()

    def _as_filed(self, item: Intervention) -> Intervention:
        """An existing camera as its file has it: a change that changes nothing."""
        layer, row = item.of  # type: ignore[misc]
        shape = next(one for one in self._asked.layers if one.id == layer).frame.geometry.iloc[row]
        return Intervention(item.id, item.kind, shapely.get_coordinates(shape.centroid)[0].tolist(), None, (("of", f"{layer}/{row}"),))

    def _look(self, asked: Question, item: Intervention, around: Around) -> _Looked:
        if around is not self._behind.walls:  # a wall that is being moved is in no key
            return self._looking(sketched_cameras(asked, [item]), around)
        key = (item.kind, tuple(item.at_m), item.heading_deg, item.properties)
        if key not in self._looked:
            if len(self._looked) >= KEPT:
                self._looked.clear()
            self._looked[key] = self._looking(sketched_cameras(asked, [item]), around)
        return self._looked[key]

    def _looking(self, cameras: Cameras, around: Around) -> _Looked:
        seen = looking(cameras, around, self._behind.pieces, self._answers.streets, self._asked.assumptions)
        night = by_night(seen.reach, seen.own, self._lit_on(seen.reach), self._edges)
        return _Looked(seen.reach, night, seen.own, seen.views, cameras.cameras)

    def _lit_on(self, reach: Reach) -> Intervals | None:
        """The lit stretches of the streets that are reached: the district's need not be put in order for a few."""
        if "lit" not in self._laid.sets:
            return None
        return self._shelf.column("lit", numpy.unique(numpy.concatenate([one.edge for one in reach.sets])))

    def _lamps(self, asked: Question, change: _Change) -> tuple[dict[str, Intervals], ndarray, Lit | None] | None:
        """The columns of light that changed, and where; nothing where no lamp did."""
        if not any(item.kind in LAMPS for item in (*change.gone, *change.new)):
            return {}, numpy.zeros(0, dtype=numpy.int64), self._light
        if self._light is None or "lit" not in self._laid.known:
            return None
        now = lights.relit(self._light, asked)
        if not len(now):
            return None
        return light_sets(now, self._answers.streets.length_m), now.touched, now

    def _walked(self, asked: Question, change: _Change) -> tuple[dict[str, Intervals], list[ndarray]] | None:
        if not any(item.kind in WALKED for item in (*change.gone, *change.new)):
            return {}, []
        now, touched = ways.moved(self._walks, asked)
        if any(now[id].asked != (id in self._laid.known) for id in now.by):
            return None
        return {id: now[id].near for id in touched}, list(touched.values())

    def _figures(self, gone: list[int], looked: list[_Looked], sets: dict[str, Intervals], touched: list[ndarray], lit: Lit | None) -> Figures:
        edges = self._touched(gone, looked, touched)
        sight = bool(gone or looked)
        shone = "lit" in sets
        ids = frozenset(sets) | (BY_CAMERA if sight else frozenset()) | (BY_LIGHT if shone else frozenset())
        before = self._shelf.on(edges, ids, sight=sight or shone)
        after = self._shelf.changed(before, sets, edges)
        if sight:
            after = self._with(after, gone, looked)
        if shone:
            after = replace(after, night=by_night(after.reach, after.infrared, after.sets.get("lit"), self._edges))
        rows = [row for row, id in enumerate(self._sums.ids) if base(id)[0] in ids]
        table = self._sums.table.copy()
        table[rows] += sums(sheet(after), len(self._codes)).table - self._by_edge.on(edges, len(self._codes))[rows]
        drawn = next((name for name in sets if name in before.sets), "")
        then, now = (one.reach.sure if sight or not drawn else one.sets[drawn] for one in (before, after))
        return Figures(
            self._codes, self._sums.ids, table, tuple(gone), tuple(new.cameras for new in looked), tuple(new.views for new in looked),
            *apart(now, then), edges, self._answers.streets, lit,
        )  # fmt: skip

    def _touched(self, gone: list[int], looked: list[_Looked], touched: list[ndarray]) -> ndarray:
        """The segments to ask again, rising."""
        reach = self._laid.reach
        out = numpy.zeros(len(self._behind.cameras), dtype=bool)
        out[gone] = True
        for stretches, by in ((reach.sure, reach.sure_by), (reach.maybe, reach.maybe_by)) if gone else ():
            touched.append(stretches.edge[out[by]])
        touched += [one.edge for new in looked for one in (new.reach.sure, new.reach.maybe)]
        return numpy.unique(numpy.concatenate([numpy.zeros(0, dtype=numpy.int64), *touched]))

    def _with(self, laid: Laid, gone: list[int], looked: list[_Looked]) -> Laid:
        """What some segments hold without the cameras that are gone and with those that came."""
        reach, night, (shone, by) = laid.reach, laid.night, laid.infrared
        if gone:
            reach, night = without(reach, gone), without(night, gone)
        first = len(self._behind.cameras)
        for new in looked:
            reach, night = beside(reach, new.reach, first), beside(night, new.night, first)
            shone, by = join([shone, new.own[0]]), numpy.concatenate([by, new.own[1] + first])
            first += len(new.cameras)
        return replace(laid, reach=reach, night=night, infrared=(shone, by))


def _print(item: Intervention) -> tuple[object, ...]:
    return item.id, item.kind, tuple(item.at_m), item.heading_deg, item.properties, item.path_m
