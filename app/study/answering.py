"""The answer to a question, piece by piece; between the pieces it can be stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy
import shapely

from app.analysis import access, visibility
from app.analysis.intervals import Intervals
from app.feedback import SILENT, Feedback
from app.study.answers import Answers, Behind
from app.study.asked import Question
from app.study.cameras import cameras
from app.study.devices import devices
from app.study.ground import Ground, ground, walls_near
from app.study.notes import Material, notes
from app.study.overlays import overlays
from app.study.scoring import Known, Laid, measures, sheet
from app.study.sight import sight
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
    near = Intervals(*access.within(network, refuge_walk, a["refuge.radius"]))
    near_mailbox = Intervals(*access.within(network, mailbox_walk, a["mailbox.radius"]))
    laid = Laid(seen.bounded, seen.claimed, near, near_mailbox, crime_weight, people)
    page = sheet(base, seen.reach, laid)
    known = Known(
        bool(question.counted("seen")) or looks.sites > 0, refuges.asked, mailboxes.asked, looks.sites,
        people.basis if people else "", crime_weight.basis if crime_weight else "",
    )  # fmt: skip
    found = measures(base.areas, page, known, _median(network, refuge_walk))
    feedback.step(0.88, tr("study.progress.gaps"))
    weak = find(base, page, a)
    walked = Walked(*access.distance_at(network, refuge_walk, weak.centre_edge, weak.centre_at_m))
    gaps = tell(weak, walked, refuges, looks, seen.reach, base, page, a)
    feedback.step(0.94, tr("study.progress.map"))
    material = Material(question, base, looks, seen, len(buildings), refuges, mailboxes, crime_weight, crime_known, people, people_known)
    drawn = overlays(streets, page, seen, looks, weak, a["cam.claimed_radius"], f"{hash(question.key):x}", outline)
    if not known.cameras:  # nobody knows which streets are seen: none may be called a gap
        gaps, drawn = (), tuple(overlay for overlay in drawn if overlay.role not in ("unseen", "maybe", "seen", "gap"))
    prints = looks.prints
    lens = numpy.column_stack([prints.near_m, prints.far_m, prints.half_near_m, prints.half_far_m, numpy.radians(prints.hfov_deg) / 2])
    behind = Behind(
        network, looks.cameras, seen.views, prints.reach_m, lens, seen.reach, refuges.devices, refuge_walk, mailboxes.devices, mailbox_walk,
        base, looks, page, seen.around, seen.pieces, seen.reach,
    )  # fmt: skip
    feedback.step(1.0)
    return Answers(
        question.project, question.key, base.areas[0][:2], base.areas, found, gaps, _exists(question, base),
        notes(material, page, found[0]), a, streets, drawn, behind, question,
    )  # fmt: skip


def _median(network: access.Network, walk: access.Walk) -> Callable[[Intervals], float]:
    return lambda stretches: access.quantile(network, walk, 0.5, where=(stretches.edge, stretches.start_m, stretches.end_m))


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


