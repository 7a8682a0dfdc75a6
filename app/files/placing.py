"""Where the rows of a proposal lie: shapes in the working system, or the reason why a row has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import geo
from app.files import coordinates, examining, places, values
from app.files.proposals import Proposal

if TYPE_CHECKING:
    import numpy

# A row this far from the middle of a file whose rows otherwise lie together in one district is a slip of the pen.
FAR_M, TOGETHER_M = 50_000.0, 20_000.0


@dataclass(frozen=True)
class Placed:
    """Shapes in the working system (None where a row has no place) and the reasons (keys of words, "" for kept rows)."""

    shapes: numpy.ndarray
    reasons: numpy.ndarray


def all_rows(count: int, reason: str) -> numpy.ndarray:
    """The same reason for every row."""
    import numpy as np

    return np.full(count, reason, dtype=object)


def place(proposal: Proposal) -> Placed:
    """The place of each row of a table with coordinates or of a layer with shapes, as the proposal says it is to be read."""
    return _points(proposal) if proposal.place == "xy" else _shapes(proposal)


def _points(proposal: Proposal) -> Placed:
    import numpy as np
    import shapely

    raw = proposal.raw
    columns = coordinates.Columns(proposal.x, proposal.y, ends=_are_ends(proposal))
    read = coordinates.read(raw.rows, columns)
    reasons = all_rows(len(raw.rows), "")
    x, y = (read.y, read.x) if proposal.swapped else (read.x, read.y)
    zero = (x == 0) & (y == 0) | ((x == 0) ^ (y == 0)) & ~(np.isnan(x) | np.isnan(y))
    lost = ~(np.isfinite(x) & np.isfinite(y))
    reasons[lost & read.written] = "import.aside.unreadable"
    half = lost & (np.isfinite(x) ^ np.isfinite(y)) & ~zero
    reasons[half] = "import.aside.half"
    bare = np.flatnonzero((lost & ~read.written) | zero)
    without = np.where(zero[bare], "import.aside.zero", "import.aside.no_coordinates")
    reasons[bare] = np.where(_has_address(proposal, bare), "import.aside.address", without)
    if proposal.epsg is None:
        reasons[reasons == ""] = _no_system(proposal)
        return Placed(np.full(len(x), None, dtype=object), reasons)
    if proposal.epsg == 4326:
        # A few rows of a good file have their two numbers the wrong way round.
        turned = (reasons == "") & ~places.in_korea(x, y) & places.in_korea(y, x)
        x, y = np.where(turned, y, x), np.where(turned, x, y)
    at_x, at_y = _carry(x, y, proposal)
    _set_outside_aside(at_x, at_y, reasons)
    _set_far_aside(proposal, at_x, at_y, reasons)
    kept = reasons == ""
    shapes = np.full(len(x), None, dtype=object)
    if read.lines is not None:
        first, last = ((1, 0), (3, 2)) if proposal.swapped else ((0, 1), (2, 3))
        a = np.column_stack(_carry(read.lines[:, first[0]], read.lines[:, first[1]], proposal))
        b = np.column_stack(_carry(read.lines[:, last[0]], read.lines[:, last[1]], proposal))
        short = kept & (np.hypot(*(a - b).T) <= 0.01)
        reasons[short] = "import.aside.no_length"
        kept &= ~short
        shapes[kept] = shapely.linestrings(np.stack((a[kept], b[kept]), axis=1))
    elif read.shapes is not None:
        return _settled(_carried_shapes(read.shapes, proposal), reasons)
    else:
        shapes[kept] = shapely.points(at_x[kept], at_y[kept])
    return Placed(shapes, reasons)


def _no_system(proposal: Proposal) -> str:
    """Why rows without a system have no place: no Korean system fits at all, or several might."""
    outside = any(key == "import.system.outside" for key, _ in proposal.message)
    return "import.aside.outside" if outside else "import.aside.unknown_system"


def _are_ends(proposal: Proposal) -> bool:
    pair = (coordinates.bare(proposal.x), coordinates.bare(proposal.y))
    return pair in coordinates.LINE_ENDS


def _carry(x: numpy.ndarray, y: numpy.ndarray, proposal: Proposal) -> tuple[numpy.ndarray, numpy.ndarray]:
    return geo.project(x, y, proposal.epsg or geo.WORKING_EPSG)


def _has_address(proposal: Proposal, rows: numpy.ndarray) -> numpy.ndarray:
    """True for those of the rows that have an address by which their place could be looked up."""
    import numpy as np

    found = np.zeros(len(rows), bool)
    for header in proposal.raw.headers:
        if examining.ADDRESS.search(header):
            found |= ~values.empty(values.text(proposal.raw.rows[header].iloc[rows]))
    return found


def _set_outside_aside(x: numpy.ndarray, y: numpy.ndarray, reasons: numpy.ndarray) -> None:
    lon, lat = geo.project(x, y, geo.WORKING_EPSG, 4326)
    reasons[(reasons == "") & ~places.in_korea(lon, lat)] = "import.aside.outside"


def _set_far_aside(proposal: Proposal, x: numpy.ndarray, y: numpy.ndarray, reasons: numpy.ndarray) -> None:
    """In a file of one district, whose rows lie together, the row in another province is no row of that district."""
    import numpy as np

    kept = np.flatnonzero(reasons == "")
    if len(kept) < 20 or not _of_one_district(proposal):
        return
    distance = np.hypot(x[kept] - np.median(x[kept]), y[kept] - np.median(y[kept]))
    if np.quantile(distance, 0.95) <= TOGETHER_M:
        reasons[kept[distance > FAR_M]] = "import.aside.far"


def _of_one_district(proposal: Proposal) -> bool:
    if places.district_in_name(proposal.title):
        return True
    texts = examining.addresses(proposal.raw)
    if texts is None:
        return False
    named = [places.of_address(text)[1] for text in texts[:: max(1, len(texts) // 300)] if text]
    return bool(named) and max(named.count(name) for name in set(named)) >= 0.95 * len(named) and any(named)


def _shapes(proposal: Proposal) -> Placed:
    reasons = all_rows(len(proposal.raw.rows), "")
    if proposal.epsg is None and not examining.is_system(proposal.raw.declared_crs):
        import numpy as np
        import shapely

        nothing = shapely.is_missing(proposal.raw.geometry) | shapely.is_empty(proposal.raw.geometry)
        reasons[:] = np.where(nothing, "import.aside.no_geometry", _no_system(proposal))
        return Placed(np.full(len(reasons), None, dtype=object), reasons)
    return _settled(_carried_shapes(proposal.raw.geometry, proposal), reasons)


def _carried_shapes(shapes: numpy.ndarray, proposal: Proposal) -> numpy.ndarray:
    import numpy as np
    import pyproj
    import shapely

    if proposal.epsg is None:
        carry = pyproj.Transformer.from_crs(proposal.raw.declared_crs, geo.WORKING_EPSG, always_xy=True).transform
    else:
        def carry(x: numpy.ndarray, y: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
            return geo.project(x, y, proposal.epsg or geo.WORKING_EPSG)

    def turned(spots: numpy.ndarray) -> numpy.ndarray:
        east, north = (spots[:, 1], spots[:, 0]) if proposal.swapped else (spots[:, 0], spots[:, 1])
        return np.column_stack(carry(east, north))

    return shapely.transform(shapely.force_2d(shapes), turned)


def _settled(shapes: numpy.ndarray, reasons: numpy.ndarray) -> Placed:
    """Valid shapes inside Korea; the others are set aside. A broken outline is mended, not thrown away."""
    import numpy as np
    import shapely

    shapes = shapes.copy()
    nothing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    west, south, east, north = shapely.bounds(shapes).T
    far = ~nothing & ~np.isfinite(west + south + east + north)
    reasons[nothing & (reasons == "")] = "import.aside.no_geometry"
    reasons[far & (reasons == "")] = "import.aside.outside"
    _set_outside_aside((west + east) / 2, (south + north) / 2, reasons)
    kept = np.flatnonzero(reasons == "")
    broken = kept[~shapely.is_valid(shapes[kept])]
    for row in broken:
        shapes[row] = _mended(shapes[row])
        if shapes[row] is None:
            reasons[row] = "import.aside.broken_shape"
    alone = kept[(shapely.get_type_id(shapes[kept]) > 3) & (shapely.get_num_geometries(shapes[kept]) == 1)]
    shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    shapes[reasons != ""] = None
    return Placed(shapes, reasons)


def _mended(shape: object) -> object:
    import shapely

    wanted = shapely.get_dimensions(shape)
    whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(whole) if shapely.get_dimensions(part) == wanted and not part.is_empty]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)
