"""What a scenario draws on the map beside its signs: lines, areas, strokes and texts, as overlays."""

from __future__ import annotations

from collections.abc import Iterable

from app import catalogue
from app.model import Intervention
from app.scene import Overlay
from app.words import Words

# The role of each geometry; what is here has no sign of its own.
ROLES = {"line": "drawn", "area": "drawn_area", "freehand": "stroke", "text": "written"}
# A text on the map is no letter.
LONGEST = 200


def role_of(item: Intervention) -> str:
    """How a thing is drawn: one of ROLES' values, "" for a sign."""
    entry = catalogue.entry_of(item.kind, item.entry)
    geometry = entry.geometry if entry is not None else ("line" if item.path_m else "point")
    if geometry == "text":
        return ROLES["text"] if item.note.strip() else ""
    return ROLES.get(geometry, "") if len(item.path_m) > 1 else ""


def drawn(items: Iterable[Intervention], language: str = "ko") -> tuple[Overlay, ...]:
    """Overlays of what is drawn, areas first; lines and areas named by what they are. What is taken away is left out."""
    import numpy

    found: dict[str, list[tuple[object, str, Intervention]]] = {}
    words = Words(language)
    for item in items:
        role = role_of(item) if not item.gone and item.of is None else ""
        if role:
            found.setdefault(role, []).append((_shape(item, role), _label(item, role, words), item))
    made = []
    for role in ("drawn_area", "drawn", "stroke", "written"):
        if role in found:
            shapes = numpy.array([shape for shape, _, _ in found[role]], dtype=object)
            labels = tuple(label for _, label, _ in found[role])
            revision = str(hash(tuple((item.id, item.at_m, item.path_m, label) for _, label, item in found[role])))
            made.append(Overlay(f"sketched_{role}", role, shapes, labels, revision))
    return tuple(made)


def _shape(item: Intervention, role: str) -> object:
    import shapely

    if role == "written":
        return shapely.Point(item.at_m)
    if role == "drawn_area" and len(item.path_m) > 2:
        return shapely.Polygon(item.path_m)
    return shapely.LineString(item.path_m)


def _label(item: Intervention, role: str, words: Words) -> str:
    """A text is itself, a stroke has its note; a line or an area is told by what it is, as its note is the office's own."""
    if role in ("written", "stroke"):
        return " ".join(item.note.split())[:LONGEST]
    key = f"catalogue.{item.entry or item.kind}"
    return words(key) if words.known(key) else ""
