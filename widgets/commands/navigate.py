"""Commands: going about the map, saved places, coordinates and scale, measuring, the window's layout."""

from __future__ import annotations

from widgets.commands.command import Command, State, needs_editing, needs_project
from widgets.navigate import going


def _measuring(way: str) -> Command:
    keys = {"length": "Alt+L", "area": "Alt+A"}
    icons = {"length": "mdi6.ruler", "area": "mdi6.vector-polygon"}
    return Command(f"measure_{way}", lambda w: w.navigate.measure.toggle(way), (keys[way],), icons[way], needs_project, lambda s: s.measuring == way)


def _chosen(state: State) -> bool:
    return state.project and (state.selected or state.picked)


COMMANDS: tuple[Command, ...] = (
    Command("back", lambda w: w.navigate.trail.back(), ("Alt+Left",), "mdi6.arrow-left", lambda s: s.project and s.back),
    Command("forward", lambda w: w.navigate.trail.forward(), ("Alt+Right",), "mdi6.arrow-right", lambda s: s.project and s.forward),
    Command("zoom_layer", going.to_layer, ("Shift+F6",), "mdi6.layers-search-outline", needs_project),
    Command("zoom_chosen", going.to_chosen, ("Shift+F7",), "mdi6.image-filter-center-focus", _chosen),
    Command("zoom_area", going.ask_area, ("Shift+F8",), "mdi6.map-search-outline", needs_project),
    Command("zoom_planned", going.to_planned, ("Shift+F9",), "mdi6.fit-to-page-outline", lambda s: s.project and s.scenario),
    Command("places", lambda w: w.navigate.places.show(), ("Alt+B",), "mdi6.bookmark-multiple-outline", needs_project),
    Command("place_add", lambda w: w.navigate.places.add(), ("Alt+Shift+B",), "mdi6.bookmark-plus-outline", needs_editing),
    _measuring("length"),
    _measuring("area"),
    Command("set_scale", lambda w: w.navigate.ask_scale(), ("Alt+S",), "mdi6.magnify-scan", needs_project),
    Command("set_system", lambda w: w.navigate.offer_systems(), ("Alt+E",), "mdi6.crosshairs", needs_project),
    Command("copy_place", lambda w: w.navigate.copy_place(), ("Alt+C",), "mdi6.content-copy", needs_project),
    Command("overview", lambda w: w.navigate.overview.toggle(), ("Alt+O",), "mdi6.map-outline", needs_project, lambda s: s.overview),
    Command("full_map", lambda w: w.navigate.layout.toggle(), ("F11",), "mdi6.fullscreen", needs_project, lambda s: s.map_alone),
    Command("reset_layout", lambda w: w.navigate.layout.reset(), (), "mdi6.view-dashboard-outline"),
)
MENU = (
    "back", "forward", "", "zoom_layer", "zoom_chosen", "zoom_area", "zoom_planned", "", "places", "place_add", "", "measure_length", "measure_area",
    "", "set_scale", "set_system", "copy_place", "", "overview", "full_map", "reset_layout",
)  # fmt: skip
