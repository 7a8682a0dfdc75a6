"""Joins moving about and reading the map to the window: what the bottom bar asks, and the rooms of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from app.wayfinding import coordinates
from app.words import tr
from widgets.navigate.layout_room import LayoutRoom
from widgets.navigate.measure_room import MeasureRoom
from widgets.navigate.offered_menu import Line, OfferedMenu
from widgets.navigate.overview_room import OverviewRoom
from widgets.navigate.places_room import PlacesRoom
from widgets.navigate.trail_room import TrailRoom

if TYPE_CHECKING:
    from app.scene import Frame
    from widgets.main_window import MainWindow

JOB = "navigate.system"
# Somewhere in Korea, to have a system made ready.
SOMEWHERE_M = (200_000.0, 550_000.0)


class NavigateRoom(QObject):
    """One line of the window. ``trail``, ``places``, ``overview``, ``measure`` and ``layout`` do the work."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.trail, self.overview, self.measure = TrailRoom(w), OverviewRoom(w), MeasureRoom(w)
        self.places, self.layout = PlacesRoom(w), LayoutRoom(w)
        self.trail.rested.connect(self.overview.draw)
        for room in (self.trail, self.overview, self.measure):
            room.changed.connect(w.refresh)
        place, scale = w.bottom.place, w.bottom.scale
        place.system_chosen.connect(self.use_system)
        place.copy_wanted.connect(self.copy_place)
        scale.scale_wanted.connect(self.use_scale)
        scale.misread.connect(lambda text: w.notice.say(tr("navigate.scale.bad", text=text), trouble=True))
        scale.left.connect(w.map.canvas.setFocus)
        w.map.canvas.frame_changed.connect(self._show_scale)
        w.desk.opened.connect(lambda: self._show_scale(w.map.canvas.frame))
        w.desk.closed.connect(lambda: scale.show_scale(None))
        w.desk.changed.connect(lambda changes: self.overview.draw() if changes.layers else None)
        self._offer_menus()
        w.installEventFilter(self)
        place.show_system("5186")
        if w.preferences["coordinates"] != "5186":
            w.desk.opened.connect(self._ready_once)

    # ---- what the commands ask for

    def state(self) -> dict[str, object]:
        """What the commands need to know of this room."""
        return {
            "back": self.trail.can_back, "forward": self.trail.can_forward, "overview": self.overview.wanted, "measuring": self.measure.way,
            "map_alone": self.layout.alone,
        }  # fmt: skip

    def take_setting(self, id: str) -> None:
        """A preference was changed: let it take effect."""
        if id == "coordinates":
            self.use_system(str(self._w.preferences[id]))
        elif id == "overview":
            self.overview.want(bool(self._w.preferences[id]))

    def use_system(self, id: str) -> None:
        """Tell places in this system from now on; the first time it takes a moment to be ready."""
        w = self._w
        w.preferences["coordinates"] = id
        w.bottom.place.show_system(id, ready=False)

        def ready(_: object) -> None:
            if w.preferences["coordinates"] == id:
                w.bottom.place.show_system(id)

        def work(_: object) -> object:
            found = coordinates.carried(SOMEWHERE_M, id)
            return found and coordinates.spot_in(*found, id)

        w.searches.system = id
        w.jobs.ask(JOB, work, ready, lane="hand")

    def offer_systems(self) -> None:
        """Open the list of systems by key."""
        self._w.bottom.place.setFocus()
        self._w.bottom.place.showMenu()

    def ask_scale(self) -> None:
        """Give the keyboard to the scale."""
        self._w.bottom.scale.start()

    def use_scale(self, metres_per_px: float) -> None:
        """Show the map at this scale; its middle stays."""
        canvas = self._w.map.canvas
        canvas.look_at(canvas.frame.centre_m, metres_per_px)

    def copy_place(self) -> None:
        """Copy the coordinates of the place under the pointer, else of the middle of the map, in the system in use."""
        w = self._w
        canvas, system = w.map.canvas, w.bottom.place.system
        at = canvas.mapFromGlobal(QCursor.pos())
        spot = canvas.to_m(QPointF(at if canvas.rect().contains(at) else canvas.rect().center()))

        def done(text: str) -> None:
            if text:
                QApplication.clipboard().setText(text)
                w.notice.say(tr("navigate.copied", text=text, system=tr(f"navigate.system.{system}")))

        w.jobs.ask("navigate.copy", lambda _: coordinates.copied(spot, system), done, lane="hand")

    # ---- wires

    def _offer_menus(self) -> None:
        """Saved places in the menu of going about, recent projects in that of the project."""
        w = self._w

        def places() -> tuple[Line, ...]:
            return tuple((view.title, "", lambda id=view.id: self.places.go(id)) for view in self.places.views)

        def recent() -> tuple[Line, ...]:
            return tuple((path.stem, str(path), lambda path=path: w.desk.open(path)) for path in w.preferences.recent())

        for menu, id in w.top._menus:
            if id == "navigate":
                menu.insertMenu(w.actions_table["place_add"], OfferedMenu("navigate.menu.places", "navigate.menu.no_places", places, menu))
            elif id == "project":
                menu.insertMenu(w.actions_table["sample"], OfferedMenu("navigate.menu.recent", "window.start.no_recent", recent, menu))

    def _ready_once(self) -> None:
        self._w.desk.opened.disconnect(self._ready_once)
        self.use_system(str(self._w.preferences["coordinates"]))

    def _show_scale(self, frame: Frame) -> None:
        if self._w.desk.project is not None:
            self._w.bottom.scale.show_scale(frame.metres_per_px)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another theme: what is kept as a picture is drawn anew."""
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, lambda: (self.overview.draw(), self.places.refresh()))
        return False


def preview(project: str | None) -> object:
    """The window somewhere in the district with saved places, the overview and a measured piece of ground, for a look."""
    from app import edits
    from widgets.window_preview import window_on

    window = window_on(project)

    def look() -> None:
        canvas, (x, y) = window.map.canvas, window.map.canvas.frame.centre_m
        for number, name in enumerate(("dong", "facility", "gaps")):
            at = (x + 180 * number - 150, y + 90 * number - 120)
            window.desk.edit(name, edits.remember_view, tr(f"navigate.preview.{name}"), at, 0.6 + 0.5 * number, turned_deg=30.0 * (number == 2))
        canvas.look_at((x + 40, y + 60), 0.5)
        window.navigate.places.show()
        window.navigate.measure.toggle("area")
        for corner in ((x, y), (x + 70, y + 10), (x + 60, y + 80), (x - 5, y + 66)):
            canvas._send("press", canvas.to_px(corner))
        canvas._send("double", canvas.to_px(corner))
        window.bottom.show_place(x, y)

    window.desk.opened.connect(lambda: QTimer.singleShot(1500, window, look))
    return window
