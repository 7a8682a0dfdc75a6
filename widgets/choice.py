"""What was chosen, and what the inspector says of it: a spot, a sign, a sketched thing, a gap, a place found by name."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

from app.editable import FIELDS
from app.model import Layer
from app.things import Thing
from app.words import tr
from widgets.figures import number, plain
from widgets.results.facts_page import Deed, Facts, Section
from widgets.results.summary import gap_facts

if TYPE_CHECKING:
    from app.search import Place
    from app.study import Answers
    from widgets.main_window import MainWindow

HIDDEN = ("geometry",)
MOST_LINES = 26


def spot(w: MainWindow, x_m: float, y_m: float) -> None:
    """Ground or a street was clicked: why is it as it is?"""
    answers = w.study.answers
    w.sketch.select("")
    if answers is None:
        return
    w.map.mark_spot(x_m, y_m)
    w.jobs.ask("why", lambda _: _why(answers, x_m, y_m), lambda found: w.whys.show(found, (x_m, y_m)), lane="study")


def feature(w: MainWindow, layer_id: str, row: int) -> None:
    """A sign was clicked: what is it, and what does the file say?"""
    project = w.desk.project
    if project is None:
        return
    layer = project.layer(layer_id)
    middle = layer.frame.geometry.iloc[row].centroid
    if layer.kind.key in FIELDS and layer.kind.geometry == "Point":
        w.sketch.select(f"{layer_id}/{row}")
        return
    w.sketch.select("")
    if layer.kind.sensitive:
        spot(w, middle.x, middle.y)
        return
    w.map.mark_spot(middle.x, middle.y)
    w.inspector.show_facts(_device_facts(w, layer, row, middle.x, middle.y))


def item(w: MainWindow) -> None:
    """A thing was chosen, or changed while it is chosen: its page shows what it does, its values and what can be done."""
    w.items.show()
    w.refresh()


def gap(w: MainWindow, rank: int) -> None:
    """A gap was chosen: go there and say why it is one."""
    answers = w.study.answers
    found = next((one for one in answers.gaps if one.rank == rank), None) if answers is not None else None
    if found is None:
        return
    w.sketch.select("")
    w.map.zoom_to_gap(found)
    deeds: tuple[Deed, ...] = ()
    if w.desk.editable:
        deeds = (Deed(tr("window.gap.sketch"), lambda: _try_camera(w, found.centre_m), first=True),)
    w.inspector.show()
    w.inspector.show_facts(gap_facts(found, deeds))


def place(w: MainWindow, found: Place, box_m: tuple[float, float, float, float]) -> None:
    """A place was found by name: go there; a sign shows what it is, a street why it is as it is."""
    project = w.desk.project
    if project is None:
        return
    kind = next((layer.kind for layer in project.layers if layer.id == found.layer), None)
    west, south, east, north = found.box_m
    w.map.zoom_to(box_m)
    if kind is None or {"district", "dong"} & set(kind.serves):
        if kind is not None and w.study.answers is not None:
            w.show_area(found.title)
    elif "streets" in kind.serves:
        spot(w, (west + east) / 2, (south + north) / 2)
    else:
        feature(w, found.layer, found.row)


def _try_camera(w: MainWindow, at_m: tuple[float, float]) -> None:
    if not w.sketch.active:
        w.sketch.toggle()
    w.sketch.place("cctv", *at_m)


def _why(answers: Answers, x_m: float, y_m: float) -> object:
    from app.why import why

    return why(answers, x_m, y_m)


def source_note(w: MainWindow, known: Thing) -> str:
    """The kind of an existing thing and the layer and file it stands in."""
    project = w.desk.project
    kind = tr(f"kind.{known.kind}")
    if project is None:
        return kind
    layer = project.layer(known.layer)
    return " · ".join(dict.fromkeys(part for part in (kind, layer.title, layer.source.file) if part))


def file_sections(w: MainWindow, known: Thing) -> tuple[Section, ...]:
    """What the file says of an existing thing beside the values of its form."""
    project = w.desk.project
    if project is None:
        return ()
    layer = project.layer(known.layer)
    ours, theirs = _columns(layer, known.row)
    set_here = {one.name for one in FIELDS.get(known.kind, ())}
    sections = [Section(pairs=tuple(pair for name, pair in ours if name not in set_here)[:MOST_LINES])]
    if theirs:
        sections.append(Section(tr("window.device.more"), pairs=tuple(theirs[:MOST_LINES])))
    return tuple(section for section in sections if section.pairs or section.lines)


def _columns(layer: Layer, row: int) -> tuple[list[tuple[str, tuple[str, str]]], list[tuple[str, str]]]:
    record = layer.frame.iloc[row]
    ours = [column.name for column in layer.kind.columns if column.name in layer.frame.columns]
    theirs = [name for name in layer.frame.columns if name not in ours and name not in HIDDEN]
    pairs = [(name, (tr(f"column.{name}"), text)) for name in ours if (text := _cell(record[name])) and name != "name"]
    return pairs, [(str(name), text) for name in theirs if (text := _cell(record[name]))]


def _device_facts(w: MainWindow, layer: Layer, row: int, x_m: float, y_m: float) -> Facts:
    named, more = _columns(layer, row)
    pairs = [pair for _, pair in named]
    title = _cell(layer.frame.iloc[row]["name"]) if "name" in layer.frame.columns else ""
    kind = tr(f"kind.{layer.kind.key}")
    sections = [Section(pairs=tuple(pairs[:MOST_LINES]))]
    if more:
        sections.append(Section(tr("window.device.more"), pairs=tuple(more[: max(MOST_LINES - len(pairs), 4)])))
    from widgets.sketch.beside_room import done_deeds

    deeds = (Deed(tr("window.device.why"), lambda: spot(w, x_m, y_m)), *done_deeds(w, layer.kind.key, layer.id, row))
    note = f"{layer.title} · {layer.source.file}" if layer.source.file else layer.title
    return Facts(title or f"{kind} {row + 1}", f"{kind} · {note}", tuple(sections), deeds)


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return tr("window.yes" if value else "window.no")
    if isinstance(value, Integral):
        return number(int(value)) if abs(int(value)) >= 10_000 else str(int(value))  # a year takes no comma
    if isinstance(value, float):
        return number(value, 0 if value == int(value) else 2)
    if hasattr(value, "unit"):
        return plain(value)  # type: ignore[arg-type]
    return str(value).strip()
