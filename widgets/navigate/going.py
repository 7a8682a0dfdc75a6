"""Going to what one means: a layer, what is chosen, a dong, what a scenario plans; every function is given the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.scene import Box
from app.wayfinding import aims
from app.words import tr

if TYPE_CHECKING:
    from app.model import Layer, Point
    from widgets.main_window import MainWindow

# One thing is seen with so much around it.
AROUND_M = 40.0


def to_layer(w: MainWindow, id: str = "") -> None:
    """Show all of a layer, by default of the one the list is on; its extent is looked up in the background."""
    project, id = w.desk.project, id or w.layer_panel.chosen
    layer = next((one for one in project.layers if one.id == id), None) if project is not None else None
    if layer is None:
        w.notice.say(tr("navigate.nothing.layer"))
        return
    w.jobs.ask("navigate.layer", lambda _: aims.layer_box(layer), lambda box: _show(w, layer, box), lane="hand")


def to_chosen(w: MainWindow) -> None:
    """Show what is chosen: the sketched things and all rows that are selected."""
    ids = w.hand.several() or ((w.sketch.selected,) if w.sketch.selected else ())
    spots: list[Point] = []
    for id in ids:
        thing = w.sketch.thing(id)
        if thing is not None:
            spots += getattr(thing, "path_m", ()) or (thing.at_m,)
    boxes = [(x, y, x, y) for x, y in spots]
    picked = w.tables.picks.box_m() if w.tables.picks.selection else None
    boxes += [picked] if picked is not None else []
    if not boxes:
        w.notice.say(tr("navigate.nothing.chosen"))
        return
    west, south, east, north = zip(*boxes, strict=True)
    by = max(AROUND_M, 0.1 * max(max(east) - min(west), max(north) - min(south)))
    w.map.zoom_to((min(west) - by, min(south) - by, max(east) + by, max(north) + by))


def to_planned(w: MainWindow) -> None:
    """Show all that the scenario in use plans."""
    box = aims.planned_box(w.desk.project) if w.desk.project is not None else None
    if box is None:
        w.notice.say(tr("navigate.nothing.planned"))
    else:
        w.map.zoom_to(box)


def ask_area(w: MainWindow) -> None:
    """Choose a district or a dong in a dialog, and go there."""
    from widgets.navigate.area_dialog import AreaDialog

    if w.desk.project is None:
        return
    dialog = AreaDialog(aims.areas(w.desk.project), w)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.chosen.connect(lambda area: w.map.zoom_to(area.box_m))
    dialog.open()
    dialog.field.setFocus()


def _show(w: MainWindow, layer: Layer, box: Box | None) -> None:
    if box is None:
        w.notice.say(tr("navigate.nothing.rows", name=layer.title))
    else:
        w.map.zoom_to(box)
