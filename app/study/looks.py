"""What the map shows for each measure: one look at a time, drawn when it is chosen.

    look(answers, deeper, "seen_night") -> overlays, bottom to top      for a worker, not the GUI thread

A look's overlays are called ``<look>.<what>``; ``what`` is also the word of its legend, the role is its style. Streets are cut at the
district's border.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from app.scene import Overlay
from app.study.answers import Answers

if TYPE_CHECKING:
    from numpy import ndarray

    from app.study.deeper import Deeper

# (what, role, geometries, labels) bottom to top.
Drawn = tuple[str, str, "ndarray", tuple[str, ...]]
Draw = Callable[[Answers, "Deeper"], Iterator[Drawn]]


def look(answers: Answers, deeper: Deeper | None, name: str) -> tuple[Overlay, ...]:
    """The overlays of a look; empty where nothing is known for it, or where it waits for ``deeper``."""
    draw = LOOKS.get(name)
    waits, known = name in DEEPER and deeper is None, name in answers.behind.sheet.known or name in (*DEEPER, *PLACES)
    if draw is None or waits or not known:
        return ()
    revision = f"{hash(answers.key):x}"
    return tuple(Overlay(f"{name}.{what}", role, shapes, labels, revision) for what, role, shapes, labels in draw(answers, deeper) if len(shapes))  # type: ignore[arg-type]


def _streets(answers: Answers, shown: Mapping[str, ndarray], names: Mapping[str, str] | None = None) -> Iterator[Drawn]:
    """The chosen atoms of the district by role, as lines."""
    from app.study.overlays import lines

    page = answers.behind.sheet
    for role, chosen in shown.items():
        yield (names or {}).get(role, role), role, lines(answers.streets, page, page.inside & chosen), ()


def _first(answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    """Seen by day is in the first picture already."""
    for role in ("unseen", "maybe", "seen"):
        overlay = answers.overlay(role)
        if overlay is not None:
            yield role, role, overlay.geometries, overlay.labels


def _seen(sure: str, perhaps: str, answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    page = answers.behind.sheet
    certain = page.columns[sure]
    maybe = (page.twice.value > 0.0 if perhaps == "twice" else page.columns[perhaps]) & ~certain
    yield from _streets(answers, {"unseen": ~certain & ~maybe, "maybe": maybe, "seen": certain})


def _near(column: str, answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    covered = answers.behind.sheet.columns[column]
    yield from _streets(answers, {"far": ~covered, "near": covered})


def _kept(column: str, answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    covered = answers.behind.sheet.columns[column]
    yield from _streets(answers, {"unkept": ~covered, "kept": covered})


def _lit(answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    """Dark, dim and bright enough streets, and the dark gaps by number, the longest walk in the dark first."""
    import shapely

    from app.analysis.intervals import atoms
    from app.analysis.streets import points_at, substrings

    found, inside = answers.light, answers.behind.ground.inside
    cut = atoms(inside, found.lit, found.good)
    here, lit, good = (cut.depth(which) > 0 for which in range(3))
    for role, chosen in (("dark", here & ~lit), ("dim", here & lit & ~good), ("lit", here & good)):
        lines = shapely.multilinestrings(substrings(answers.streets, cut.joined(chosen)))
        yield role, role, shapely.get_parts(shapely.line_merge(lines)), ()
    gaps = found.gaps.at
    middle = points_at(answers.streets, gaps.edge, (gaps.start_m + gaps.end_m) / 2)[:MOST]
    yield "dark_gap", "dark_gap", shapely.points(middle), tuple(str(number + 1) for number in range(len(middle)))


def _area(answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    if deeper.area is not None:
        seen, rest = deeper.area.shapes()
        yield "area_unseen", "area_unseen", rest, ()
        yield "area_seen", "area_seen", seen, ()


def _exposure(answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    if deeper.exposure is not None:
        yield "exposed_maybe", "exposed", deeper.exposure.maybe_lines, ()
        yield "exposed", "exposed", deeper.exposure.sure_lines, ()


def _trespass(answers: Answers, deeper: Deeper) -> Iterator[Drawn]:
    if deeper.spill is not None:
        yield "trespass", "trespass", deeper.spill.lines, ()


def _place(answers: Answers, deeper: Deeper, name: str) -> Iterator[Drawn]:
    from app.study.places import place_looks

    yield from (place_looks.school if name == "school" else place_looks.route)(answers, deeper)


# As many numbered dark gaps as anyone will look at.
MOST = 100
NEAR = ("near_refuge", "near_refuge_night", "near_bell", "near_mailbox", "near_centre", "response")
# These show where they are even where nothing is measured.
PLACES = ("school", "route")
# These wait for what comes a moment later.
DEEPER = ("seen_area", "exposure", "trespass")
LOOKS: Mapping[str, Draw] = {
    "seen": _first,
    "seen_night": partial(_seen, "night_sure", "night_maybe"),
    "seen_twice": partial(_seen, "sure_twice", "twice"),
    "lit": _lit,
    "lit_class": partial(_kept, "lit_class"),
    **{name: partial(_near, name) for name in NEAR},
    **{name: partial(_place, name=name) for name in PLACES},
    "seen_area": _area,
    "exposure": _exposure,
    "trespass": _trespass,
}
