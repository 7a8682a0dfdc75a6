"""What is caught, in words: "가로등 12-3 지주", "가로길 가장자리"."""

from __future__ import annotations

from app.snapping import Snap
from app.words import Words, language, tr

# Kinds that stand on a mast of their own.
MASTS = ("cctv", "security_lights", "street_lamps", "emergency_bells", "route_signs", "speed_cameras")


def snap_words(snap: Snap) -> str:
    """The name of what is caught, and which part of it."""
    if snap.what == "street" or snap.what == "edge":
        return tr(f"gestures.snap.{snap.what}", name=snap.name or tr("gestures.snap.street_unnamed"))
    if snap.what == "pole":
        return tr("gestures.snap.mast" if snap.kind in MASTS else "gestures.snap.thing", name=_thing(snap))
    if snap.what == "sketched":
        return tr("gestures.snap.sketched", name=snap.name or _word(snap.kind))
    if snap.what == "vertex":
        street = snap.kind == "streets"
        return tr("gestures.snap.bend" if street else "gestures.snap.corner", name=_line(snap))
    return tr("gestures.snap.wall" if snap.kind == "buildings" else "gestures.snap.barrier", name=_line(snap))


def _thing(snap: Snap) -> str:
    """The kind and the name of a device; the kind is not said twice."""
    kind = _word(snap.kind)
    if not snap.name:
        return tr("gestures.snap.numbered", kind=kind, row=snap.row + 1)
    return snap.name if kind in snap.name else f"{kind} {snap.name}"


def _line(snap: Snap) -> str:
    if snap.name:
        return snap.name
    if snap.kind == "streets":
        return tr("gestures.snap.street_unnamed")
    return tr("gestures.snap.building_unnamed") if snap.kind == "buildings" else _word(snap.kind)


def _word(kind: str) -> str:
    known = Words(language())
    return next((tr(key) for key in (f"window.sketch.{kind}", f"catalogue.{kind}", f"kind.{kind}") if known.known(key)), kind)
