"""The answer to a question, piece by piece; between the pieces it can be stopped."""

from __future__ import annotations

from collections import Counter

import numpy
import shapely

from app.analysis import access, visibility
from app.analysis.coverage import Reach
from app.analysis.demand import short_stretches
from app.analysis.intervals import Intervals
from app.feedback import SILENT, Feedback
from app.study.answers import Answers, Behind
from app.study.asked import Question
from app.study.cameras import Cameras, cameras
from app.study.details import of_cameras, of_people, of_walk
from app.study.devices import Devices, devices
from app.study.ground import Ground, ground, walls_near
from app.study.laid import Laid, sheet
from app.study.night import by_night
from app.study.notes import Material, notes
from app.study.overlays import overlays
from app.study.scoring import measures
from app.study.sight import Sight, sight
from app.study.weak_places import Walked, find, tell
from app.study.weights import crime, residents
from app.words import tr


def answer(question: Question, feedback: Feedback = SILENT) -> Answers:
    """Measure, rank and explain; CannotAnswer with a sentence where the layers do not allow it."""
    a = question.assumptions
    feedback.step(0.0, tr("study.progress.prepare"))
    visibility.prepare(feedback.part(0.0, 0.05))
    access.prepare(feedback.part(0.05, 0.06))
    feedback.step(0.06, tr("study.progress.streets"))
    base = ground(question)
    streets, outline = base.streets, base.district
    feedback.step(0.15, tr("study.progress.sight"))
    buildings = walls_near(question, outline)
    looks = cameras(question, outline)
    seen = sight(looks, buildings, streets, a, feedback.part(0.2, 0.6))
    feedback.step(0.6, tr("study.progress.walks"))
    network = access.Network(streets.node_u, streets.node_v, streets.length_m, len(streets.node_xy))
    refuges, mailboxes = (devices(question, serves, streets, outline) for serves in ("refuge", "mailbox"))
    refuge_walk, mailbox_walk = (access.walk(network, one.edge, one.at_m) for one in (refuges, mailboxes))
    feedback.step(0.7, tr("study.progress.need"))
    crime_weight, crime_known = crime(question, streets, outline)
    feedback.step(0.75)
    people, people_known = residents(question, streets, outline)
    feedback.step(0.8, tr("study.progress.measures"))
    known = _known(question, looks, refuges, mailboxes)
    demands = {} if crime_weight is None else {"crime": crime_weight.demand}
    demands |= {} if people is None else {people.basis: people.demand}
    near = Intervals(*access.within(network, refuge_walk, a["refuge.radius"]))
    near_mailbox = Intervals(*access.within(network, mailbox_walk, a["mailbox.radius"]))
    sets = {"bounded": seen.bounded, "claimed": seen.claimed, "near_refuge": near, "near_mailbox": near_mailbox}
    night, own = _night(seen, None, len(streets))
    laid = Laid(
        base.inside, base.dong, base.in_dong, seen.reach, night, own, sets, demands, short_stretches(streets), known
    )  # fmt: skip
    page = sheet(laid)
    details = {**of_cameras(page), **of_people(page), "near_refuge": of_walk(network, refuge_walk, page)}
    found = measures(base.areas, page, details)
    feedback.step(0.88, tr("study.progress.gaps"))
    weak = find(base, page, a)
    walked = Walked(*access.distance_at(network, refuge_walk, weak.centre_edge, weak.centre_at_m))
    gaps = tell(weak, walked, refuges, looks, seen.reach, base, page, a)
    feedback.step(0.94, tr("study.progress.map"))
    material = Material(question, base, looks, seen, len(buildings), refuges, mailboxes, crime_weight, crime_known, people, people_known)
    drawn = overlays(streets, page, seen, looks, weak, a["cam.claimed_radius"], f"{hash(question.key):x}", outline)
    if "seen" not in known:  # nobody knows which streets are seen: none may be called a gap
        gaps, drawn = (), tuple(overlay for overlay in drawn if overlay.role not in ("unseen", "maybe", "seen", "gap"))
    prints = looks.prints
    lens = numpy.column_stack([prints.near_m, prints.far_m, prints.half_near_m, prints.half_far_m, numpy.radians(prints.hfov_deg) / 2])
    behind = Behind(
        network, looks.cameras, seen.views, prints.reach_m, lens, seen.reach, refuges.devices, refuge_walk, mailboxes.devices, mailbox_walk,
        base, looks, laid, page, seen.around, seen.pieces, night,
    )  # fmt: skip
    feedback.step(1.0)
    return Answers(
        question.project, question.key, base.areas[0][:2], base.areas, found, gaps, _exists(question, base),
        notes(material, page, found[0]), a, streets, drawn, behind, question,
    )  # fmt: skip


def _known(question: Question, looks: Cameras, refuges: Devices, mailboxes: Devices) -> frozenset[str]:
    """The measures something is known for; a measure without its facilities has no value rather than nought."""
    found = {"seen", "seen_twice", "seen_night"} if question.counted("seen") or looks.sites else set()
    return frozenset(found | ({"near_refuge"} if refuges.asked else set()) | ({"near_mailbox"} if mailboxes.asked else set()))


def _night(seen: Sight, lit: Intervals | None, edges: int) -> tuple[Reach, Reach | None]:
    """The reach by night, and without any lamp (None where no lamps are known: the same)."""
    dark = by_night(seen.reach, seen.own, None, edges)
    return (dark, None) if lit is None else (by_night(seen.reach, seen.own, lit, edges), dark)


def _exists(question: Question, base: Ground) -> dict[str, int]:
    """Features inside the district, by kind; tables by area, areas themselves and unknown things are left out."""
    found: Counter[str] = Counter()
    outline = base.district
    shapely.prepare(outline)
    for layer in question.layers:
        kind = layer.kind
        if layer.frame is None or kind.by_area or kind.key == "other" or {"district", "dong"} & set(kind.serves):
            continue
        shapes = layer.frame.geometry.to_numpy()
        shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
        found[kind.key] += int(shapely.intersects(outline, shapes).sum())
    return dict(found)


