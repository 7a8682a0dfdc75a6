"""The answer to a question, piece by piece; between the pieces it can be stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy
import shapely

from app.analysis import visibility
from app.analysis.ahead import compile_ahead, wait_for
from app.analysis.catchment import Catchment
from app.feedback import SILENT, Feedback
from app.geo import prepared
from app.parameters import Assumptions
from app.study.answers import Answers, Behind, Measure
from app.study.asked import Question
from app.study.details import of_cameras, of_light, of_mailboxes, of_walks, served
from app.study.ground import Ground, ground
from app.study.keeping import Kept
from app.study.laid import Laid, Sheet, sheet
from app.study.lamps.light import Lit, light
from app.study.lamps.posts import asked_for
from app.study.laying import lay
from app.study.need.weights import Weight, weights
from app.study.notes import Material, notes
from app.study.overlays import overlays
from app.study.places.place_measures import of_places
from app.study.places.places import Places, find_places, places
from app.study.scoring import measures
from app.study.sight.cameras import Cameras, cameras
from app.study.sight.sight import Sight, sight
from app.study.sight.surroundings import Around, compile_relief_ahead, surroundings
from app.study.walking.lockers import lockers
from app.study.walking.walks import Walks, walks
from app.study.weak_places import Walked, find, tell
from app.words import tr

# The kernel that takes longest to compile the first time; needed only where lamps are known.
LUX = "app.analysis.lux_kernel"


@dataclass(frozen=True, eq=False)
class Measured:
    """What a question measures, with all the pieces it was measured from."""

    base: Ground
    around: Around
    looks: Cameras
    seen: Sight
    lit: Lit | None
    walked: Walks
    needs: Mapping[str, Weight]
    places: Places
    laid: Laid
    page: Sheet
    measures: tuple[Measure, ...]


def measured(question: Question, feedback: Feedback = SILENT, kept: Kept | None = None) -> Measured:
    """The measures of a question without gaps and map; pieces that ``kept`` holds from an earlier run are not made again."""
    a = question.assumptions
    keep = kept or Kept(a)
    feedback.step(0.0, tr("study.progress.prepare"))
    if asked_for(question) or any(len(layer.frame) for layer in question.counted("light")):
        compile_ahead(LUX)
    compile_relief_ahead(question)
    visibility.prepare(feedback.part(0.0, 0.05))
    feedback.step(0.06, tr("study.progress.streets"))
    base = keep("ground", lambda: ground(question))
    streets, outline = base.streets, base.district
    feedback.step(0.15, tr("study.progress.sight"))
    around = keep("around", lambda: surroundings(question, outline), base)
    looks = keep("cameras", lambda: cameras(question, outline), base)
    seen = keep("sight", lambda: sight(looks, around, streets, a, feedback.part(0.2, 0.5)), looks, around, base)
    feedback.step(0.5, tr("study.progress.light"))
    wait_for(LUX, feedback.part(0.5, 0.5))
    lit = keep("light", lambda: light(
        question, streets, outline, around.buildings, seen.pieces, feedback.part(0.5, 0.62), inside=base.inside, around=seen.around.walls
    ), base, around)  # fmt: skip
    feedback.step(0.62, tr("study.progress.walks"))
    walked = keep("walks", lambda: walks(question, base), base)
    feedback.step(0.7, tr("study.progress.need"))
    needs = keep("weights", lambda: weights(question, streets, outline), base)
    feedback.step(0.8, tr("study.progress.measures"))
    spots = keep("spots", lambda: find_places(question, base, walked), base, walked)
    made = (base, looks, seen, lit, walked, needs, spots)
    laid = keep("laid", lambda: lay(question, *made), *made)
    page = keep("sheet", lambda: sheet(laid), laid)
    place = keep("places", lambda: places(question, base, spots, laid, seen, looks, lit, walked), base, spots, laid, seen, looks, lit, walked)
    shared = keep("lockers", lambda: _lockers(walked, needs, laid, a), walked, needs, laid)
    details = {
        **of_cameras(page), **of_mailboxes(page, shared), **of_walks(walked, page), **of_light(lit, page),
        **of_places(place.zones, place.routes, page),
    }  # fmt: skip
    return Measured(base, around, looks, seen, lit, walked, needs, place, laid, page, measures(base.areas, page, details))


def _lockers(walked: Walks, needs: Mapping[str, Weight], laid: Laid, a: Assumptions) -> Catchment | None:
    key = served(needs)
    return lockers(walked, needs[key].demand, a["mailbox.lockers"]) if key and "near_mailbox" in laid.known else None


def answer(question: Question, feedback: Feedback = SILENT) -> Answers:
    """Measure, rank and explain; CannotAnswer with a sentence where the layers do not allow it."""
    a = question.assumptions
    done = measured(question, feedback.part(0.0, 0.88))
    base, looks, seen, lit, walked, page, found = done.base, done.looks, done.seen, done.lit, done.walked, done.page, done.measures
    streets, outline, laid = base.streets, base.district, done.laid
    feedback.step(0.88, tr("study.progress.gaps"))
    refuges, mailboxes = walked["near_refuge"], walked["near_mailbox"]
    weak = find(base, page, a)
    way = Walked(*refuges.distance_at(weak.centre_edge, weak.centre_at_m))
    gaps = tell(weak, way, refuges, looks, seen.reach, base, page, a, lit.lit if lit is not None else None)
    feedback.step(0.94, tr("study.progress.map"))
    drawn = overlays(streets, page, seen, looks, weak, a["cam.claimed_radius"], f"{hash(question.key):x}", outline)
    if "seen" not in laid.known:  # nobody knows which streets are seen: none may be called a gap
        gaps, drawn = (), tuple(overlay for overlay in drawn if overlay.role not in ("unseen", "maybe", "seen", "gap"))
    prints = looks.prints
    lens = numpy.column_stack([prints.near_m, prints.far_m, prints.half_near_m, prints.half_far_m, numpy.radians(prints.hfov_deg) / 2])
    behind = Behind(
        refuges.network, looks.cameras, seen.views, prints.reach_m, lens, seen.reach, refuges.devices, refuges.walk,
        mailboxes.devices, mailboxes.walk, base, looks, laid, page, seen.around, seen.pieces, laid.night, walked,
    )  # fmt: skip
    told = notes(Material(question, base, looks, seen, len(done.around.buildings), refuges, mailboxes, done.needs, lit, done.places, done.walked), page, found[0])
    feedback.step(1.0)
    return Answers(
        question.project, question.key, base.areas[0][:2], base.areas, found, gaps, _exists(question, base), told, a, streets, drawn,
        behind, question, done.places.zones, done.places.routes, lit,
    )  # fmt: skip


def _exists(question: Question, base: Ground) -> dict[str, int]:
    """Features inside the district, by kind; tables by area, areas themselves and unknown things are left out."""
    found: Counter[str] = Counter()
    outline = prepared(base.district)
    for layer in question.layers:
        kind = layer.kind
        if layer.frame is None or kind.by_area or kind.key == "other" or {"district", "dong"} & set(kind.serves):
            continue
        shapes = layer.frame.geometry.to_numpy()
        shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
        found[kind.key] += int(shapely.intersects(outline, shapes).sum())
    return dict(found)


