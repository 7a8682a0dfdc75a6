"""What can be given away, and the tables of it: sketched things, layers, what is chosen, measures by area, counts by dong.

A part is named ``things``, ``measures``, ``counts``, ``layer:<id>`` or ``picked:<id>``. Everything here has passed the gate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import BadInput, CannotAnswer
from app.feedback import SILENT, Feedback
from app.model import Layer, Project, Scenario, Source
from app.output.exchange_cells import free_names
from app.output.privacy import may_leave, public_items
from app.selection import NOTHING, Selection
from app.words import Words, language

if TYPE_CHECKING:
    import geopandas

    from app.study import Answers
    from app.study.deeper import Deeper

THINGS, MEASURES, COUNTS, LAYER, PICKED, LAYERS = "things", "measures", "counts", "layer:", "picked:", "layers"
THING_COLUMNS = (
    "id", "scenario", "what", "name", "deed", "status", "year", "cost_krw", "cost_low_krw", "cost_high_krw", "cost_year", "cost_source", "yearly_krw",
    "evidence", "evidence_source", "heading_deg", "details", "note",
)  # fmt: skip
# What an office writes for itself goes out only where it is asked for.
UNASKED = ("note",)
AREA_COLUMNS = ("area_code", "area")


@dataclass(frozen=True)
class Offered:
    """One part that can be given away: its title, its columns (name, words) and how many rows it has (-1: known later)."""

    id: str
    title: str
    columns: tuple[tuple[str, str], ...] = ()
    rows: int = -1


@dataclass(frozen=True)
class Part:
    """One table ready to be written, in the working system. ``heads`` are the words of its columns; ``kind`` names its layer in a drawing."""

    id: str
    title: str
    frame: geopandas.GeoDataFrame
    heads: tuple[str, ...]
    label: str = ""
    source: Source | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()


def scenarios(project: Project) -> tuple[Scenario, ...]:
    """Whose things are given away: the scenario shown, else all."""
    return (project.shown,) if project.shown is not None else project.scenarios


def offered(
    project: Project, answers: Answers | None = None, selection: Selection = NOTHING, spoken: str = "", deeper: Deeper | None = None
) -> tuple[Offered, ...]:  # fmt: skip
    """Everything that can be given away now, in the order of the list; sensitive layers only as counts by dong. Quick."""
    tr = Words(spoken or language())
    found = []
    things = sum(len(public_items(project, one)) for one in scenarios(project))
    if things:
        title = project.shown.title if project.shown is not None else tr("exports.part.all_scenarios")
        found.append(Offered(THINGS, tr("exports.part.things", title=title), tuple((name, tr(f"exports.column.{name}")) for name in THING_COLUMNS), things))
    topmost_first = tuple(reversed(project.layers))
    for layer in topmost_first:
        rows = selection.of(layer.id)
        if len(rows) and _given(layer):
            found.append(Offered(PICKED + layer.id, tr("exports.part.picked", title=title_of(layer, project, tr)), columns_of(layer, tr), len(rows)))
    if answers is not None:
        from app.output.exchange_measures import measure_columns

        found.append(Offered(MEASURES, tr("exports.part.measures"), measure_columns(answers, deeper, tr), len(answers.areas)))
    for layer in topmost_first:
        if _given(layer):
            found.append(Offered(LAYER + layer.id, title_of(layer, project, tr), columns_of(layer, tr), len(layer.frame)))
    counted = countable(project)
    if counted and project.counted("dong"):
        found.append(Offered(COUNTS, tr("exports.part.counts"), tuple((layer.id, title_of(layer, project, tr)) for layer in counted)))
    return tuple(found)


@dataclass(frozen=True)
class Chosen:
    """Ids of the parts that words on a command line ask for, and whether measures are among them."""

    parts: tuple[str, ...]

    @property
    def measured(self) -> bool:
        """True where the measures have to be worked out first."""
        return MEASURES in self.parts


def chosen(project: Project, what: Sequence[str] = (), layers: Sequence[str] = ()) -> Chosen:
    """The parts that words ask for (things, layers, measures, counts); nothing said: all there is. BadInput for unknown words."""
    tr = Words(language())
    words = tuple(what) or ((LAYERS,) if layers else (THINGS, LAYERS, MEASURES, COUNTS))
    for word in words:
        if word not in (THINGS, LAYERS, MEASURES, COUNTS):
            raise BadInput(tr("exports.no_part", name=word))
    there = {one.id for one in offered(project)} | {MEASURES}
    ids = [word for word in words if word != LAYERS and (word in there or what)]
    if LAYERS in words:
        ids += [LAYER + layer.id for layer in project.layers if layer.frame is not None and (layer.id in layers if layers else may_leave(layer))]
    by_kind = {layer.kind.key: LAYER + layer.id for layer in project.layers}
    for name in layers:
        if LAYER + name in ids:
            continue
        if name not in by_kind:
            known = ", ".join(layer.id for layer in project.layers if _given(layer))
            raise BadInput(tr("exports.no_layer", name=name), hint=tr("exports.no_layer.hint", names=known))
        ids += [LAYER + layer.id for layer in project.layers if layer.kind.key == name]
    return Chosen(tuple(dict.fromkeys(ids)))


def countable(project: Project) -> tuple[Layer, ...]:
    """The sensitive layers whose things may be counted by dong: single events; the police's own grades and tables stay."""
    return tuple(one for one in project.layers if not may_leave(one) and one.kind.geometry == "Point" and not one.kind.by_area and one.frame is not None)


def title_of(layer: Layer, project: Project, tr: Words) -> str:
    """The words of a layer's kind, with its own title where the kind alone does not tell it."""
    kind = tr(f"kind.{layer.kind.key}")
    alone = sum(1 for one in project.layers if one.kind.key == layer.kind.key) == 1
    return kind if alone or not layer.title else f"{kind} ({layer.title})"


def columns_of(layer: Layer, tr: Words) -> tuple[tuple[str, str], ...]:
    """The columns of a layer beside its geometry, the kind's own in words."""
    geometry, own = layer.frame.geometry.name, {column.name for column in layer.kind.columns}
    names = [str(name) for name in layer.frame.columns if name != geometry]
    return tuple((name, tr(f"column.{name}") if name in own and tr.known(f"column.{name}") else name) for name in names)


def parts(
    project: Project, ids: Sequence[str], *, answers: Answers | None = None, deeper: Deeper | None = None, selection: Selection = NOTHING,
    columns: Mapping[str, Sequence[str]] | None = None, spoken: str = "", wide: bool = True, feedback: Feedback = SILENT,
) -> tuple[Part, ...]:  # fmt: skip
    """The tables of these parts with the columns asked for (all but the office's notes where nothing is said).

    ``wide``: measures as columns of the areas, for maps; else a row a measure and area. BadInput where a part may not leave or is not
    there, CannotAnswer where measures are wanted and there are none.
    """
    tr, made = Words(spoken or language()), []
    for number, id in enumerate(dict.fromkeys(ids)):
        feedback.step(number / max(len(ids), 1), tr("exports.progress.gather"))
        chosen = (columns or {}).get(id)
        if id == THINGS:
            if not any(public_items(project, one) for one in scenarios(project)):
                raise BadInput(tr("exports.no_things"), hint=tr("exports.no_things.hint"))
            part = _things(project, tr)
        elif id == MEASURES:
            part = _measures(project, answers, deeper, chosen, wide, tr)
            chosen = None
        elif id == COUNTS:
            from app.output.exchange_measures import counts

            part = counts(project, countable(project), chosen, tr)
            chosen = None
        else:
            part = _rows(project, id, selection, tr)
        made.append(_only(part, chosen, unasked=id != THINGS))
    return tuple(made)


def _given(layer: Layer) -> bool:
    return may_leave(layer) and layer.frame is not None


def _things(project: Project, tr: Words) -> Part:
    from app.output.exchange_things import things

    frame = things(project, scenarios(project), tr)
    titles = ", ".join(one.title for one in scenarios(project))
    heads = tuple(tr(f"exports.column.{name}") for name in THING_COLUMNS)
    return Part(THINGS, tr("exports.part.things", title=titles if project.shown is not None else tr("exports.part.all_scenarios")), frame, heads, "what")


def _measures(project: Project, answers: Answers | None, deeper: Deeper | None, chosen: Sequence[str] | None, wide: bool, tr: Words) -> Part:
    from app.output import exchange_measures

    if answers is None:
        raise CannotAnswer(tr("exports.no_measures"), hint=tr("exports.no_measures.hint"))
    return exchange_measures.measures(project, answers, deeper, chosen, wide, tr)


def _rows(project: Project, id: str, selection: Selection, tr: Words) -> Part:
    prefix, _, layer_id = id.partition(":")
    layer = next((one for one in project.layers if one.id == layer_id), None)
    if layer is None or layer.frame is None or prefix not in ("layer", "picked"):
        raise BadInput(tr("exports.no_part", name=layer_id or id))
    if not may_leave(layer):
        raise BadInput(tr("exports.sensitive", name=tr(f"kind.{layer.kind.key}")), hint=tr("exports.sensitive.hint"))
    frame, title = layer.frame, title_of(layer, project, tr)
    if prefix == "picked":
        rows = selection.of(layer_id)
        frame, title = frame.iloc[rows[rows < len(frame)]], tr("exports.part.picked", title=title)
    label = layer.kind.style.label if layer.kind.style.label in frame.columns else "name" if "name" in frame.columns else ""
    return Part(id, title, frame, tuple(words for _, words in columns_of(layer, tr)), label, layer.source)


def _only(part: Part, chosen: Sequence[str] | None, *, unasked: bool) -> Part:
    """The part with the chosen columns only, in their own order."""
    geometry = part.frame.geometry.name
    names = [str(name) for name in part.frame.columns if name != geometry]
    if chosen is None and unasked:
        return part
    wanted = set(chosen) if chosen is not None else set(names) - set(UNASKED)
    all_names = [str(name) for name in part.frame.columns]
    keep = [place for place, name in enumerate(all_names) if name == geometry or name in wanted]
    frame = part.frame.iloc[:, keep]
    heads = tuple(head for name, head in zip(names, part.heads, strict=True) if name in wanted)
    return Part(part.id, part.title, frame, heads, part.label if part.label in frame.columns else "", part.source, part.notes)


def heads(part: Part) -> list[str]:
    """The words over the columns, each once."""
    return free_names(part.heads, most=80)
