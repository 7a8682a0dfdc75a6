"""What a scenario adds to the map: the views of its cameras and the streets that are seen because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.scene import Overlay

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.study.answers import Answers

# Two lines nearer than this are one: the cut of a street is rounded differently in each answer.
SAME_M = 0.05


def sketched(answers: Answers, base: Answers | None, ids: Collection[str]) -> tuple[Overlay, ...]:
    """Overlays of the role ``proposed``: the views of the sketched cameras, and what they see that ``base`` did not.

    ``ids`` are the sketched things. Empty where no camera is among them. For a worker, not the GUI thread.
    """
    import numpy
    import shapely

    rows = [row for row, camera in enumerate(answers.behind.cameras) if camera.layer in ids]
    if not rows:
        return ()
    shapes = answers.behind.views.only(numpy.array(rows)).polygons()
    shapes = shapes[~shapely.is_empty(shapes)]
    if not len(shapes):
        return ()
    found = [Overlay("sketched_views", "proposed", shapes, revision=f"{hash(answers.key):x}")]
    lines = _new_lines(answers, base, shapes) if base is not None else None
    if lines is not None and len(lines):
        found.append(Overlay("sketched_streets", "proposed", lines, revision=f"{hash((answers.key, base.key)):x}"))  # type: ignore[union-attr]
    return tuple(found)


def _new_lines(answers: Answers, base: Answers, views: object) -> object:
    import numpy
    import shapely

    now, then = answers.overlay("seen"), base.overlay("seen")
    if now is None:
        return None
    around = shapely.box(*shapely.total_bounds(views))
    near = now.geometries[shapely.intersects(now.geometries, around)]
    if then is not None:
        before = then.geometries[shapely.intersects(then.geometries, around)]
        near = shapely.difference(near, shapely.buffer(shapely.union_all(before), SAME_M)) if len(before) else near
    parts = shapely.get_parts(near)
    return parts[shapely.length(parts) > 4 * SAME_M] if len(parts) else numpy.zeros(0, dtype=object)
