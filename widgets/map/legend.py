"""What a map's legend says, worked out from the very scene that is drawn: one list for window, picture, paper and hall.

    legend_of(scene, frame) -> lines, top to bottom     draw_sign(painter, line, box, colours)     the sign of one line
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app import styles
from app.kinds import LayerKind, Style
from app.model import Layer
from app.scene import Frame, Overlay, Scene
from app.words import Words
from widgets.map import map_overlays, symbols
from widgets.map.map_classes import area_alpha, class_styles, none_shown, of_legend
from widgets.map.map_measured import sign_of
from widgets.map.map_overview import overview_of
from widgets.results.viewing import legend_words
from widgets.theme import Palette, palette

# What the study and the hand add, top to bottom; two signs of the same style are told apart by their words.
EXPLAINED = (
    "seen", "maybe", "unseen", "near", "far", "lit", "dim", "dark", "kept", "unkept", "area_seen", "area_unseen", "exposed", "exposed_maybe",
    "trespass", "zone", "zone_assumed", "weakest", "dark_gap", "light_view", "proposed", "sketched", "drawn_area", "drawn", "stroke", "written", "moved", "removed", "view",
    "assumed_view", "claimed", "gap", "walk",
)  # fmt: skip
MEASURE, LAYER, CLASS, HEAD, OVERVIEW, CREDIT = "measure", "layer", "class", "head", "overview", "credit"
# The signs of what a scenario adds: an overlay of the role of what it newly covers, told apart by its key.
SKETCHED = "sketched"
# Of a layer this large nobody waits for its classes on the way to the screen.
WAITED_FOR = 20_000


@dataclass(frozen=True)
class LegendItem:
    """One line of a legend: its words, and what draws its sign: a role, or a kind in a style (``inks``: those of its classes).

    ``part`` is one of MEASURE (what the study or the hand adds), LAYER, HEAD (a layer whose classes follow), CLASS, OVERVIEW (a crowd
    drawn as something else from afar), CREDIT (words without a sign). ``layer`` is the id of the layer it speaks of.
    """

    text: str
    kind: LayerKind | None = None
    role: str = ""
    part: str = MEASURE
    style: Style | None = None
    layer: str = ""
    inks: tuple[str, ...] = ()
    count: int = -1

    @property
    def depth(self) -> int:
        """1 for a line that stands under a heading."""
        return 1 if self.part == CLASS else 0


def legend_of(scene: Scene, frame: Frame, *, wait: bool = False, named: bool = True) -> tuple[LegendItem, ...]:
    """What the legend of a map must explain: what is added to it, then its layers from the top, then whose maps lie beneath.

    Houses, streets and borders explain themselves unless they are coloured; what is too fine for the scale or hidden is left out.
    ``wait``: a large layer's classes are worked out here (a picture, paper); else they come with a later call. ``named`` False leaves
    out the layers of one look, which a list beside the map explains already.
    """
    speak = Words(frame.language)
    found = [*_roles(scene.overlays, frame.language), *_layers(scene, frame, speak, wait=wait, named=named)]
    credits = dict.fromkeys(one.credit for one in getattr(scene, "basemaps", ()) if one.visible and one.credit)
    return (*found, *(LegendItem(speak("styling.legend.credit", credit=credit), part=CREDIT) for credit in credits))


def _roles(overlays: Iterable[Overlay], language: str) -> list[LegendItem]:
    signs: dict[str, str] = {}
    for overlay in overlays:
        role = SKETCHED if overlay.key == SKETCHED else sign_of(overlay)
        look, dot, what = overlay.key.rpartition(".")
        if role in EXPLAINED and len(overlay.geometries):
            signs.setdefault(legend_words(look, what if dot else role, role, language), role)
    order = {role: number for number, role in enumerate(EXPLAINED)}
    return [LegendItem(text, role=role) for text, role in sorted(signs.items(), key=lambda pair: order[pair[1]])]


def _layers(scene: Scene, frame: Frame, speak: Words, *, wait: bool, named: bool) -> Iterator[LegendItem]:
    seen: set[tuple[str, Style]] = set()
    there = [layer for layer in reversed(scene.layers) if layer.visible and layer.frame is not None]
    overviews = {layer.id: overview_of(layer, frame) for layer in there}
    shown = [layer for layer in there if overviews[layer.id] or _drawn(styles.style_of(layer), frame)]
    keys = [layer.kind.key for layer in shown]
    for layer in shown:
        style = styles.style_of(layer)
        if (layer.kind.key, style) in seen:
            continue
        seen.add((layer.kind.key, style))
        # A crowd of coloured areas keeps its colours; one of points is a tint of one colour.
        overview = "" if layer.kind.geometry == "Polygon" and styles.is_classed(layer.kind, style) else overviews[layer.id]
        name = layer_name(layer, speak, alone=keys.count(layer.kind.key) == 1)
        if overview:
            yield LegendItem(speak(f"styling.legend.{overview}", name=name), layer.kind, part=OVERVIEW, style=style, layer=layer.id)
        elif styles.is_classed(layer.kind, style):
            yield from class_items(layer, style, name, frame.theme, speak, wait=wait)
        elif layer.kind.group != "base" and named:
            yield LegendItem(name, layer.kind, part=LAYER, style=style, layer=layer.id)


def class_items(layer: Layer, style: Style, name: str, theme: str, speak: Words, *, wait: bool = False) -> list[LegendItem]:
    """The heading of a coloured layer and a line for each of its classes; the heading alone while they are not known yet."""
    found = of_legend(layer, style, wait=wait or len(layer.frame) <= WAITED_FOR)
    if found is None or not found.style.classes:
        return [LegendItem(name, layer.kind, part=LAYER, style=style, layer=layer.id)]
    made, counts = class_styles(found.style, palette(theme)), found.counts
    head = f"{name} · {value_name(found.style, speak)}"
    lines = [LegendItem(head, layer.kind, part=HEAD, style=found.style, layer=layer.id, inks=tuple(one.color for one in made[:-1]))]
    for number, one in enumerate(made[:-1]):
        words = styles.class_words(found.style, number, speak.language)
        lines.append(LegendItem(words, layer.kind, part=CLASS, style=one, layer=layer.id, count=counts[number]))
    if none_shown(layer.kind, style) and sum(counts[-2:]):
        words = speak("styling.class.other" if counts[-2] else "styling.class.unknown")
        lines.append(LegendItem(words, layer.kind, part=CLASS, style=made[-1], layer=layer.id, count=sum(counts[-2:])))
    return lines


def layer_name(layer: Layer, speak: Words, *, alone: bool = True) -> str:
    """What a legend calls a layer: its kind, or its own title where it has one or others are of its kind."""
    if layer.kind.key == "other":
        return layer.title
    kind = speak(f"kind.{layer.kind.key}")
    return kind if alone else f"{kind} · {layer.source.dated or layer.title}"


def value_name(style: Style, speak: Words) -> str:
    """What the values of a coloured layer are: the column or the measure."""
    key = f"measure.{style.column}" if style.by == styles.MEASURE else f"column.{style.column}"
    return speak(key) if speak.known(key) else style.column


def _drawn(style: Style, frame: Frame) -> bool:
    return not style.shown_from_m_per_px or frame.metres_per_px <= style.shown_from_m_per_px


def draw_sign(painter: QPainter, item: LegendItem, box: QRectF, colours: Palette, language: str = "ko") -> None:
    """The sign of a line inside a box (about 24 by 18 pixels), as the map draws it."""
    if item.role:
        map_overlays.draw_swatch(painter, item.role, box, colours)
    elif item.kind is not None and item.style is not None:
        square = QRectF(box.center().x() - box.height() / 2, box.top(), box.height(), box.height())
        alpha = area_alpha(item.kind, item.style) if item.part in (HEAD, CLASS) else 1.0
        symbols.draw_swatch(painter, item.kind, square, colours, language, item.style, inks=item.inks, alpha=alpha, classed=item.part == CLASS)
