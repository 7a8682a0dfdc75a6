"""Commands: moving about the map, panels, pages of results, theme, language."""

from __future__ import annotations

from collections.abc import Callable

from widgets.commands.command import Command, needs_project


def _further(key: str) -> Callable:
    return lambda window: window.further.show(key)


FURTHER = ("night", "zones", "routes", "checks", "score", "robust")

COMMANDS: tuple[Command, ...] = (
    Command("gaps", lambda w: w.show_gaps(), ("F9",), "mdi6.format-list-numbered", needs_project),
    Command("zoom_in", lambda w: w.map.zoom_in(), ("Ctrl++", "Ctrl+="), "mdi6.magnify-plus-outline", needs_project),
    Command("zoom_out", lambda w: w.map.zoom_out(), ("Ctrl+-",), "mdi6.magnify-minus-outline", needs_project),
    Command("zoom_all", lambda w: w.map.zoom_all(), ("Ctrl+0",), "mdi6.arrow-expand-all", needs_project),
    Command("turn_left", lambda w: w.map.canvas.turn_by_steps(-1), ("Ctrl+Shift+Left",), "mdi6.rotate-left", needs_project),
    Command("turn_right", lambda w: w.map.canvas.turn_by_steps(1), ("Ctrl+Shift+Right",), "mdi6.rotate-right", needs_project),
    Command("north_up", lambda w: w.map.canvas.turn_to(0.0), ("Ctrl+Shift+0",), "mdi6.compass-outline", needs_project),
    Command("layers", lambda w: w.toggle("layers"), ("F6",), "mdi6.dock-left", needs_project, lambda s: s.layers),
    Command("inspector", lambda w: w.toggle("inspector"), ("F7",), "mdi6.dock-right", needs_project, lambda s: s.inspector),
    Command("charts", lambda w: w.toggle("charts"), ("F8",), "mdi6.chart-bar", lambda s: s.answered, lambda s: s.charts),
    Command("night", lambda w: w.look_bar.switch_time(), ("F3",), "mdi6.weather-night", lambda s: s.answered, lambda s: s.night),
    *(
        Command(key, _further(key), (), icon, lambda s: s.answered)
        for key, icon in (
            ("zones", "mdi6.school-outline"), ("routes", "mdi6.walk"), ("checks", "mdi6.clipboard-check-outline"),
            ("score", "mdi6.counter"), ("robust", "mdi6.tune-vertical"),
        )
    ),
    Command("theme", lambda w: w.switch_theme(), ("F10",), "mdi6.theme-light-dark"),
    Command("language", lambda w: w.switch_language(), ("F12",), "mdi6.translate"),
    Command("search", lambda w: w.search(), ("Ctrl+K", "Ctrl+F"), "mdi6.magnify"),
)
MENU = ("zoom_in", "zoom_out", "zoom_all", "", "turn_left", "turn_right", "north_up", "", "layers", "inspector", "charts", "gaps", "", *FURTHER, "", "theme", "language", "", "search")
BAR = ("gaps", ("gaps",))
