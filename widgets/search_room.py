"""What the search field offers: places of the project, spots by coordinates, layers, scenarios and saved views, and commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model import Project
from app.words import tr
from widgets.actions import Actions
from widgets.command_palette import Entry, command_entries, named_entries
from widgets.figures import number
from widgets.jobs import Jobs

if TYPE_CHECKING:
    from app.search import Names, Place

SPOT_M = 60.0
MOST_CALLED, MOST_COMMANDS = 6, 9


class SearchRoom(QObject):
    """Keeps the names of the project. ``place_chosen(place)`` and ``spot_chosen(x, y)``: the planner wants to go there.

    ``called(project)`` gives what has a name of its own beside the things on the map: layers, scenarios, views (`search_named`).
    """

    place_chosen = Signal(object)
    spot_chosen = Signal(float, float)

    def __init__(self, jobs: Jobs, actions: Actions, parent: QObject | None = None):
        super().__init__(parent)
        self._jobs, self._actions = jobs, actions
        self.names: Names | None = None
        self.system = "5186"  # the one in which the window tells coordinates
        self.called: Callable[[], tuple[Entry, ...]] = lambda: ()

    def learn(self, project: Project | None) -> None:
        """Collect the names of a project in the background; None forgets them."""
        self.names = None
        if project is None or not project.layers:
            self._jobs.cancel("search")
            return
        layers = project.layers

        def work(feedback: object) -> Names:
            from app.search import names

            return names(layers, feedback)

        self._jobs.ask("search", work, self._learnt, lane="read")

    def entries(self, text: str) -> list[Entry]:
        """What to offer for a text: the spot it names, places, then what is called so, then commands; without a text all but the places."""
        called = named_entries(self.called(), text)
        if not text:
            return [*command_entries(self._actions.all, ""), *called]
        return [*self._spots(text), *self._places(text), *called[:MOST_CALLED], *command_entries(self._actions.all, text)[:MOST_COMMANDS]]

    def _learnt(self, names: Names) -> None:
        self.names = names

    def _places(self, text: str) -> list[Entry]:
        if self.names is None:
            return []
        from app.search import find

        return [
            Entry(place.title, place.note, tr(f"kind.{place.kind}"), lambda place=place: self.place_chosen.emit(place))
            for place in find(self.names, text)
        ]

    def _spots(self, text: str) -> list[Entry]:
        if not any(sign.isdigit() for sign in text) or self.names is None:
            return []
        from app.search import spot
        from app.wayfinding import coordinates

        found = coordinates.read(text, self.system) or spot(text)
        if found is None:
            return []
        title = tr("window.search.place", x=number(found[0]), y=number(found[1]))
        return [Entry(title, tr("window.search.place.note"), "", lambda: self.spot_chosen.emit(*found))]


def place_box(place: Place) -> tuple[float, float, float, float]:
    """The box to zoom to: that of the place, widened so that its surroundings are seen."""
    west, south, east, north = place.box_m
    by = max(SPOT_M, 0.15 * max(east - west, north - south))
    return west - by, south - by, east + by, north + by
