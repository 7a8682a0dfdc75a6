"""The formulas behind the figures of an answer, with the assumptions that stand in them, as words with values.

Words: ``formula.<name>``. Sources: references 1.2 (pinhole), 2.1 (point by point lux), 3 (walking).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.parameters import Assumptions
from app.quantity import Quantity
from app.study.answers import Said
from app.words import tr

# What a line is about, by the beginning of its key after ``why.``: the first that fits says by which formula its figure was made.
BY_LINE: tuple[tuple[str, str], ...] = (
    ("no_", ""), ("take", ""), ("outside", ""), ("night_refuge", "walk"), ("night_", "night"), ("maybe", "maybe"),
    ("seen", "seen"), ("unseen", "seen"), ("too_", "seen"), ("looks_away", "seen"), ("blocked", "seen"),
    ("light_face", "face"), ("light_none", ""), ("light_out", ""), ("light", "light"), ("response", "drive"),
    ("refuge", "walk"), ("bell", "walk"), ("mailbox", "walk"), ("centre", "walk"), ("police", "walk"),
)  # fmt: skip
# The assumptions that stand in a formula: name in its sentence -> id.
STANDING: Mapping[str, Mapping[str, str]] = {
    "seen": {"level": "cam.level", "target": "cam.target_z"},
    "maybe": {},
    "night": {"fixed": "cam.night_range", "turning": "cam.night_range_ptz", "dark": "light.dark"},
    "light": {"llf": "light.llf", "flux": "light.flux"},
    "face": {"face": "light.face_z"},
    "walk": {"day": "walk.adult", "night": "walk.adult_night", "stairs": "walk.stairs"},
    "drive": {"speed": "response.speed"},
}
# How what a device would add is worked out.
ADDED: Said = ("formula.added", {})


def formulas(lines: Iterable[Said], assumptions: Assumptions) -> tuple[Said, ...]:
    """The formula of every figure among some lines, each once, in the order of the lines; lines without a figure have none."""
    names = (next((name for start, name in BY_LINE if key.removeprefix("why.").startswith(start)), "") for key, _ in lines)
    return tuple(formula(name, assumptions) for name in dict.fromkeys(names) if name)


def formula(name: str, assumptions: Assumptions) -> Said:
    """One formula with the assumptions as they are now."""
    return f"formula.{name}", {word: _exactly(assumptions.quantity(id)) for word, id in STANDING[name].items()}


def _exactly(value: Quantity) -> str:
    """An assumption as it stands in a formula: never rounded."""
    number = value.value or 0.0
    return f"{100 * number:g} %" if value.unit == "share" else f"{number:g} {tr(f'window.unit.{value.unit}')}"
