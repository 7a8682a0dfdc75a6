"""What the study adds to the map."""

from __future__ import annotations

import numpy
import shapely
from numpy import ndarray

from app.analysis.gaps import Gaps
from app.analysis.streets import Streets, substrings
from app.analysis.visibility import to_polygons
from app.scene import Overlay
from app.study.laid import Sheet
from app.study.sight.cameras import Cameras
from app.study.sight.sight import Sight


def overlays(streets: Streets, sheet: Sheet, sight: Sight, cameras: Cameras, gaps: Gaps, radius_m: float, revision: str,
             district: shapely.Geometry) -> tuple[Overlay, ...]:  # fmt: skip
    """Streets by state, walks, views and numbered gaps, bottom to top; roles with nothing to show are left out.

    Lines are cut at the district's border. Views that see nothing are left out.
    """
    inside, sure, maybe = sheet.inside, sheet.sure, sheet.maybe
    shown = {
        "unseen": inside & ~sure & ~maybe,
        "maybe": inside & ~sure & maybe,
        "seen": inside & sure,
        "far": inside & ~sheet.columns["near_refuge"],
        "near": inside & sheet.columns["near_refuge"],
    }
    found = [(role, lines(streets, sheet, chosen), ()) for role, chosen in shown.items()]
    shapes = to_polygons(sight.views)
    known, empty = cameras.known, shapely.is_empty(shapes)
    found.append(("assumed_view", shapes[~known & ~empty], ()))
    found.append(("view", shapes[known & ~empty], ()))
    sites = numpy.unique(cameras.eyes_m, axis=0)
    found.append(("claimed", shapely.buffer(shapely.points(sites), radius_m), ()))
    found.append(("gap", shapely.points(gaps.centre_m), tuple(str(number + 1) for number in range(len(gaps)))))
    found.append(("outside", numpy.array([district], dtype=object), ()))
    return tuple(Overlay(role, role, shapes, labels, revision) for role, shapes, labels in found if len(shapes))


def lines(streets: Streets, sheet: Sheet, chosen: ndarray) -> ndarray:
    """The chosen atoms as lines, joined where they meet; none give an empty array."""
    stretches = sheet.cut.joined(chosen)
    if not len(stretches):
        return numpy.zeros(0, dtype=object)
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(substrings(streets, stretches))))
