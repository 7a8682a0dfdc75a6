"""What the study's worker does: plain functions from frozen questions to answers; no widget, no signal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from app.feedback import Feedback

if TYPE_CHECKING:
    from app.scene import Overlay
    from app.study import Answers, Gap, Question
    from app.study.deeper import Deeper
    from app.study.rank.score import Score

    # The answers by key, what is sketched on the map, the dark gaps of the answers that are new.
    Found = tuple[dict[object, Answers], tuple[Overlay, ...], dict[object, tuple[Gap, ...]]]
    # A question, and that of what exists where it is of a scenario.
    Pair = tuple[Question, Question | None]

DEEPER_LATER_S, LOOK_S = 0.7, 0.05


def warm(feedback: Feedback) -> None:
    """Load the libraries and the compiled kernels."""
    from app.analysis.visibility import prepare

    feedback.step(0.5)
    import widgets.map.map_crowd_kernel
    import widgets.map.map_near_kernel  # noqa: F401 (they load their kernels)

    prepare(feedback)


def answer_of(
    wanted: Question, base: Question | None, ids: frozenset[str], known: dict[object, Answers], feedback: Feedback
) -> Found:
    """The answers of a question, of what exists beside it, and what its new cameras see; what is ``known`` is not asked again."""
    from app.study import answer
    from app.study.lamps.dark_places import dark_places

    found = dict(known)
    missing = [one for one in (base, wanted) if one is not None and one.key not in found]
    for number, one in enumerate(missing):
        found[one.key] = answer(one, feedback.part(number / len(missing), (number + 1) / len(missing)))
    dark = {one.key: dark_places(found[one.key]) for one in missing}
    if not ids:
        return found, (), dark
    from app.study.sketched import sketched

    return found, sketched(found[wanted.key], found[base.key] if base is not None else None, ids), dark


def every(wanted: list[tuple[Pair, frozenset[str]]], known: dict[object, Answers], feedback: Feedback) -> list[Found]:
    """The same for several questions, one after the other."""
    found = []
    for number, (pair, ids) in enumerate(wanted):
        found.append(answer_of(*pair, ids, known, feedback.part(number / len(wanted), (number + 1) / len(wanted))))
        known = found[-1][0]
    return found


def deeper_of(wanted: list[Answers], feedback: Feedback) -> dict[object, Deeper]:
    """What takes longer, once the map with the new measures is drawn."""
    from app.study.deeper import deeper

    # The map with the new measures is drawn first: drawing and measuring share one lock.
    for _ in range(int(DEEPER_LATER_S / LOOK_S)):
        feedback.step(0.0)
        time.sleep(LOOK_S)
    return {one.key: deeper(one, feedback.part(n / len(wanted), (n + 1) / len(wanted))) for n, one in enumerate(wanted)}


def score_of(answers: Answers, deeper: Deeper) -> Score:
    """The score of some answers."""
    from app.study.rank.score import score

    return score(answers, deeper)
