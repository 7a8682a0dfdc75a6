"""Looking at files before they are taken in: what each would give, and what it gives once the planner corrects a part.

Nothing here touches a project; the findings are values that the window shows and changes until all are accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.feedback import SILENT, Feedback
from app.kinds import LayerKind
from app.model import Basemap, Layer, LuminaireFile, Project, SetAside
from app.words import tr

if TYPE_CHECKING:
    import numpy

    from app.files.proposals import Ground, Imported, Proposal

MOST_RINGS = 60


@dataclass(frozen=True)
class Finding:
    """One table or layer of a file. ``imported`` is what the proposal gives, worked out but not yet in the project.

    A maker's photometric file has no table: it is kept as ``luminaire``, and ``said`` tells what it holds; so does a ``basemap``. ``trouble`` is the sentence why nothing can be had; ``wanted``: the planner's tick; ``busy``: being looked at.
    """

    key: str
    path: Path
    proposal: Proposal | None = field(default=None, compare=False)
    imported: Imported | None = field(default=None, compare=False, repr=False)
    luminaire: LuminaireFile | None = field(default=None, compare=False, repr=False)
    basemap: Basemap | None = field(default=None, compare=False, repr=False)
    said: str = ""
    trouble: str = ""
    wanted: bool = True
    busy: bool = False

    @property
    def title(self) -> str:
        """What a list calls it: the file, and the sheet or layer inside."""
        if self.proposal is None:
            return self.path.name
        raw = self.proposal.raw
        return f"{raw.file} · {raw.member}" if raw.member else raw.file

    @property
    def usable(self) -> bool:
        """True where a layer, a luminaire or a base map would come of it."""
        return self.luminaire is not None or self.basemap is not None or (self.imported is not None and self.imported.layer is not None)

    @property
    def rows_kept(self) -> int:
        """How many rows would be in the layer."""
        return self.imported.outcome.rows_kept if self.imported is not None else 0

    @property
    def rows_set_aside(self) -> int:
        """How many rows would be set aside."""
        return self.imported.outcome.rows_set_aside if self.imported is not None else 0

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The rows that would be set aside."""
        return self.imported.set_aside if self.imported is not None else ()


def look(paths: Sequence[Path], kinds: Sequence[LayerKind], project: Project, known: Sequence[Finding] = (),
         feedback: Feedback = SILENT) -> tuple[Finding, ...]:  # fmt: skip
    """Everything in these files and folders: map layers first, boundaries before the rest, tables against these boundaries.

    ``known`` are the findings of the same import so far: their layers are ground too. One bad file never stops the others.
    """
    from app.files import readers
    from app.files.basemaps import is_basemap
    from app.files.importing import _TABLES

    files = [file for file in readers.find_files(paths) if file not in {finding.path for finding in known}]
    # Base maps last: by the layers one knows where a picture without a coordinate system lies.
    files.sort(key=lambda file: 2 if is_basemap(file) else int(file.name.lower().endswith(_TABLES)))
    found: list[Finding] = []
    waiting: list[Finding] = []
    for number, file in enumerate(files):
        part = feedback.part(number / len(files), (number + 1) / len(files))
        part.step(0.0, file.name)
        looked = _examined(file, kinds, _ground(project, (*known, *found)), part.part(0.0, 0.6))
        if file.name.lower().endswith(_TABLES):
            found += _brought(waiting, kinds, project, (*known, *found))
            waiting = []
            found += _brought(looked, kinds, project, (*known, *found))
        else:
            waiting += looked
            found += _brought([one for one in waiting if _bounds(one, kinds)], kinds, project, (*known, *found))
            waiting = [one for one in waiting if not _bounds(one, kinds)]
    return (*found, *_brought(waiting, kinds, project, (*known, *found)))


def corrected(finding: Finding, what: str, value: object, kinds: Sequence[LayerKind], project: Project, others: Sequence[Finding],
              feedback: Feedback = SILENT) -> Finding:  # fmt: skip
    """The finding after the planner changed a part of the guess, worked out anew.

    ``what``: ``kind``, ``encoding``, ``delimiter``, ``header`` (the line, 0: none), ``crs`` (an EPSG number), ``x``, ``y`` (headers) or ``column:<name>`` (a header).
    """
    ground = _ground(project, others)
    try:
        proposal = _changed(finding.proposal, finding.path, what, value, kinds, ground)
        feedback.step(0.5)
        return _bring(replace(finding, proposal=proposal, trouble=""), kinds, ground, project, others)
    except AppError as trouble:
        return replace(finding, trouble=str(trouble))


def accepted(findings: Sequence[Finding], project: Project) -> tuple[tuple[Layer, ...], tuple[SetAside, ...]]:
    """The layers of the ticked findings as they go into the project, and the rows set aside with them.

    A file that gives no layer still gives its rows: they are kept with their reasons.

    Ids are free and different; older editions and second networks are kept but not counted (layers of the project that a newer
    edition replaces come first).
    """
    from app.edits import free_id
    from app.files.importing import settle

    layers: list[Layer] = []
    rows: list[SetAside] = []
    for finding in findings:
        if finding.wanted and finding.usable and finding.imported is not None and finding.imported.layer is not None:
            taken = project
            for layer in layers:
                taken = taken.with_layer(layer)
            wanted = finding.imported.layer
            layers.append(replace(wanted, id=free_id(taken, wanted.kind.key)))
        if finding.wanted:
            rows += finding.set_aside
    settled, _ = settle(layers, project)
    return settled, tuple(rows)


def accepted_luminaires(findings: Sequence[Finding]) -> tuple[LuminaireFile, ...]:
    """The photometric files among the ticked findings."""
    return tuple(finding.luminaire for finding in findings if finding.wanted and finding.luminaire is not None)


def accepted_basemaps(findings: Sequence[Finding]) -> tuple[Basemap, ...]:
    """The base maps among the ticked findings."""
    return tuple(finding.basemap for finding in findings if finding.wanted and finding.basemap is not None)


def rings_lonlat(project: Project | None, findings: Sequence[Finding]) -> list[numpy.ndarray]:
    """The outlines of the known areas for a small map, each (k, 2) in degrees; empty where no boundary is known."""
    import numpy
    import shapely

    from app import geo

    layers = [*(project.layers if project is not None else ()), *_layers(findings)]
    shapes = [layer.frame.geometry.to_numpy() for layer in layers if {"district", "dong"} & set(layer.kind.serves)]
    if not shapes:
        return []
    rings = shapely.get_exterior_ring(shapely.get_parts(numpy.concatenate(shapes)))
    rings = rings[~shapely.is_missing(rings)]
    found = []
    for ring in rings[numpy.argsort(-shapely.length(rings))][:MOST_RINGS]:
        corners = shapely.get_coordinates(shapely.simplify(ring, 5.0))
        found.append(numpy.column_stack(geo.project(corners[:, 0], corners[:, 1], geo.WORKING_EPSG, 4326)))
    return found


def _examined(file: Path, kinds: Sequence[LayerKind], ground: Ground, feedback: Feedback) -> list[Finding]:
    from app.files import basemaps, luminaires
    from app.files.importing import examine

    try:
        if basemaps.is_basemap(file):
            base = basemaps.examine(file, basemaps.near_of(ground.layers))
            said = tr("basemaps.taken_tried" if base.points else "basemaps.taken")
            return [Finding(str(file), file, basemap=base, said=said)]
        if luminaires.is_photometric(file):
            kept, table = luminaires.read(file)
            return [Finding(str(file), file, luminaire=kept, said=luminaires.said(table))]
        proposals = examine(file, kinds, ground, feedback)
    except AppError as trouble:
        return [Finding(str(file), file, trouble=f"{trouble.message} {trouble.hint}".strip())]
    return [Finding(f"{file}|{number}", file, proposal) for number, proposal in enumerate(proposals)]


def _brought(findings: Sequence[Finding], kinds: Sequence[LayerKind], project: Project, known: Sequence[Finding]) -> list[Finding]:
    found: list[Finding] = []
    for finding in findings:
        others = (*known, *found)
        found.append(finding if finding.proposal is None else _bring(finding, kinds, _ground(project, others), project, others))
    return found


def _bring(finding: Finding, kinds: Sequence[LayerKind], ground: Ground, project: Project, others: Sequence[Finding]) -> Finding:
    from app.files.importing import bring_in

    try:
        imported = bring_in(finding.proposal, kinds, ground)
    except AppError as trouble:
        return replace(finding, trouble=str(trouble), imported=None)
    return replace(finding, imported=imported, wanted=imported.layer is not None)


def _changed(proposal: Proposal, path: Path, what: str, value: object, kinds: Sequence[LayerKind], ground: Ground) -> Proposal:
    from app.files import readers
    from app.files.examining import points_lonlat, propose, with_kind

    if what == "kind":
        return with_kind(proposal, str(value), kinds)
    if what in ("encoding", "delimiter", "header"):
        raws = readers.read(path, member=proposal.raw.member, **_reading(proposal, what, value))
        read = propose(raws[0], kinds, ground, sha256=proposal.sha256)
        return read if not proposal.kind or read.kind == proposal.kind else with_kind(read, proposal.kind, kinds)
    if what.startswith("column:"):
        mapping = {name: header for name, header in proposal.mapping if name != what.removeprefix("column:")}
        if value:
            mapping[what.removeprefix("column:")] = str(value)
        return replace(proposal, mapping=tuple(mapping.items()))
    if what == "crs":
        changed = replace(proposal, epsg=int(str(value)), crs_confidence=1.0, message=())
    else:
        changed = replace(proposal, **{what: str(value)}, swapped=False)
        complete = bool(changed.x and changed.y)
        changed = replace(changed, place="xy" if complete else proposal.place if proposal.place != "xy" else "none")
    return replace(changed, points_lonlat=points_lonlat(changed))


def _reading(proposal: Proposal, what: str, value: object) -> dict[str, object]:
    """How to read the file again: what the planner chose, and of the earlier reading what stands before it."""
    if what == "encoding":
        return {"encoding": str(value)}
    before = {"encoding": proposal.raw.encoding or None}
    if what == "delimiter":
        return before | {"delimiter": str(value)}
    return before | {"delimiter": proposal.raw.delimiter or None, "header_row": int(str(value))}


def _bounds(finding: Finding, kinds: Sequence[LayerKind]) -> bool:
    proposal = finding.proposal
    kind = next((kind for kind in kinds if proposal is not None and kind.key == proposal.kind), None)
    return kind is not None and proposal is not None and proposal.place == "geometry" and bool({"district", "dong"} & set(kind.serves))


def _ground(project: Project, findings: Sequence[Finding]) -> Ground:
    from app.files.proposals import Ground

    return Ground.of([*project.layers, *_layers(findings)])


def _layers(findings: Sequence[Finding]) -> list[Layer]:
    return [one.imported.layer for one in findings if one.wanted and one.imported is not None and one.imported.layer is not None]
