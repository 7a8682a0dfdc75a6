"""Which lighting classes a street can be held to, and which one the assumptions stand at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.lighting_classes import LightingClass, lighting_class
from app.catalog import table
from app.parameters import BY_ID


@dataclass(frozen=True)
class Aim:
    """A class to aim for. ``faces``: upright lux at a face is asked too. Text: ``lighting.class.<key>``.

    ``values`` are the assumptions that say the same: id -> value.
    """

    wanted: LightingClass
    faces: bool
    values: Mapping[str, float]


def aims() -> tuple[Aim, ...]:
    """The classes for streets and paths, each without and with faces where the standard asks for them only where faces matter.

    A class that asks for no minimum on the ground stands at the lowest that can be set. Those beyond what an assumption may be
    (parking) are left out.
    """
    found = []
    for row in table("lighting_classes")["classes"]:
        one = lighting_class(table("lighting_classes"), row["key"])
        if one.average_lx > BY_ID["light.target_avg"].high:
            continue
        least = BY_ID["light.target_min"].low if one.least_lx is None else one.least_lx
        # Where no minimum on the ground is asked for, the upright one is the standard's own.
        for faces in (False, True) if one.least_lx is not None else (True,):
            upright = one.upright_lx if faces and one.upright_lx is not None else 0.0
            values = {"light.target_avg": one.average_lx, "light.target_min": least, "light.face_min": upright}
            if one.least_lx is not None or upright:
                found.append(Aim(one, faces, values))
    return tuple(one for one in found if all(BY_ID[id].low <= value <= BY_ID[id].high for id, value in one.values.items()))


def aim_of(changed: Mapping[str, float]) -> Aim | None:
    """The class the assumptions stand at (``changed``: those the planner changed), None where they are the planner's own."""
    now = {id: changed.get(id, BY_ID[id].default) for id in ("light.target_avg", "light.target_min", "light.face_min")}
    return next((one for one in aims() if one.values == now), None)
