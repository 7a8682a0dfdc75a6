"""Commands: placing things, scenarios."""

from __future__ import annotations

from collections.abc import Callable

from app.catalogue import entries
from widgets.commands import hand
from widgets.commands.command import Command, needs_editing


def _placing(kind: str) -> Callable:
    return lambda window: window.sketch.take(kind)


# What can be sketched, all of the catalogue; the first nine have keys of their own.
_FIRST = (
    "cctv", "phone_booths", "mailboxes", "shelters", "emergency_bells", "security_lights", "street_lamps", "police", "community_centres",
    "crossings", "yellow_carpets", "speed_cameras", "school_guards", "route_signs",
)  # fmt: skip
SKETCHED = (*_FIRST, *(one.key for one in entries() if one.key not in _FIRST))

COMMANDS: tuple[Command, ...] = (
    Command("sketch", lambda w: w.sketch.toggle(), ("F4",), "mdi6.pencil-ruler", needs_editing, lambda s: s.sketching),
    *(
        Command(f"place.{kind}", _placing(kind), (f"Ctrl+{number}",) if number < 10 else (), "mdi6.plus", needs_editing)
        for number, kind in enumerate(SKETCHED, start=1)
    ),
    *hand.COMMANDS,
    Command("scenario", lambda w: w.sketch.add_scenario(), ("Ctrl+Shift+N",), "mdi6.plus-box-outline", needs_editing),
    Command("rename_scenario", lambda w: w.asking.scenario_name(w), (), "mdi6.rename-outline", lambda s: s.editable and s.scenario),
    Command("remove_scenario", lambda w: w.sketch.remove_scenario(), (), "mdi6.delete-outline", lambda s: s.editable and s.scenario),
)
MENU = ("sketch", "", *hand.MENU, "", "scenario", "rename_scenario", "remove_scenario")
BAR = ("sketch", ("sketch",))
