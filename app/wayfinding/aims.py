"""What one goes to on the map: a layer, a dong, what a scenario plans; and what a remembered place is called at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.model import Layer, Point, Project
from app.scene import Box

if TYPE_CHECKING:
    from app.model import Intervention

# Things planned at one spot are seen with this much around them.
AROUND_M = 60.0


@dataclass(frozen=True)
class Area:
    """An area one can go to: its name, the name of the district it lies in ("" = none), and its box."""

    name: str
    within: str
    box_m: Box


def layer_box(layer: Layer) -> Box | None:
    """The box around all rows of a layer; None where it has none with a place. Takes its time in a large layer."""
    if layer.frame is None or not len(layer.frame):
        return None
    west, south, east, north = (float(value) for value in layer.frame.total_bounds)
    return (west, south, east, north) if west == west else None


def areas(project: Project) -> tuple[Area, ...]:
    """The districts and dongs of a project that have a name, districts first, each by name."""
    found: list[Area] = []
    for serves in ("district", "dong"):
        layers = [layer for layer in project.layers if serves in layer.kind.serves and layer.frame is not None and "name" in layer.frame]
        layer = next((one for one in layers if one.counted), layers[0] if layers else None)
        if layer is None:
            continue
        codes = _district_names(project) if serves == "dong" else {}
        bounds = layer.frame.geometry.bounds.to_numpy()
        within = layer.frame["district"].astype(str) if "district" in layer.frame else [""] * len(layer.frame)
        rows = sorted(zip(layer.frame["name"], within, bounds, strict=True), key=lambda row: str(row[0]))
        found += [Area(str(name), codes.get(code, ""), tuple(map(float, box))) for name, code, box in rows  # type: ignore[arg-type]
                  if isinstance(name, str) and name.strip() and box[0] == box[0]]  # fmt: skip
    return tuple(found)


def planned_box(project: Project, scenario: str = "") -> Box | None:
    """The box around all that a scenario (by default the one shown) plans or changes; None where it plans nothing."""
    known = next((one for one in project.scenarios if one.id == scenario), None) if scenario else project.shown
    corners = [corner for item in (known.items if known is not None else ()) for corner in _corners(item)]
    if not corners:
        return None
    xs, ys = zip(*corners, strict=True)
    return min(xs) - AROUND_M, min(ys) - AROUND_M, max(xs) + AROUND_M, max(ys) + AROUND_M


def name_at(project: Project, at_m: Point) -> str:
    """What a place is called: the dong it lies in, else the district, else the project."""
    from app.geo import inside

    x, y = at_m
    for serves in ("dong", "district"):
        for layer in project.layers:
            if serves not in layer.kind.serves or layer.frame is None or "name" not in layer.frame:
                continue
            west, south, east, north = layer.frame.geometry.bounds.to_numpy().T
            for row in ((west <= x) & (x <= east) & (south <= y) & (y <= north)).nonzero()[0]:
                name = layer.frame["name"].iloc[row]
                if isinstance(name, str) and name.strip() and inside(layer.frame.geometry.iloc[row], *at_m):
                    return name.strip()
    return project.name


def free_title(project: Project, wanted: str) -> str:
    """A title no remembered place has yet: with a number where it is taken."""
    taken, number, title = {view.title for view in project.views if not view.step}, 2, wanted
    while title in taken:
        title, number = f"{wanted} {number}", number + 1
    return title


def _district_names(project: Project) -> dict[str, str]:
    layer = next((one for one in project.layers if "district" in one.kind.serves and one.frame is not None), None)
    if layer is None or not {"code", "name"} <= set(layer.frame.columns):
        return {}
    return {str(code): str(name) for code, name in zip(layer.frame["code"], layer.frame["name"], strict=True) if isinstance(name, str)}


def _corners(item: Intervention) -> tuple[Point, ...]:
    return item.path_m or (item.at_m,)
