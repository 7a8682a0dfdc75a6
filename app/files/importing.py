"""Files into layers: looked at first, then brought in; boundaries before what is measured against them.

`examine` proposes, the planner may change every part of a `Proposal`, `bring_in` obeys, `import_all` does both for whole
folders. One bad file never stops the others, and rows in are always rows kept plus rows set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.errors import AppError
from app.feedback import SILENT, Feedback
from app.files import bringing, editions, examining, readers
from app.files.luminaires import is_photometric
from app.files.proposals import Ground, Imported, Outcome, Proposal
from app.kinds import LayerKind
from app.model import Layer, Project, SetAside
from app.parameters import Assumptions
from app.words import tr

__all__ = ["Ground", "Imported", "Outcome", "Proposal", "bring_in", "choose_kind", "examine", "import_all", "settle"]

# Read after all others: they look for places among the boundaries that came before.
_TABLES = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".xls", ".csv.gz", ".tsv.gz", ".txt.gz")


def examine(
    path: str | Path, kinds: Sequence[LayerKind], ground: Ground | None = None, feedback: Feedback = SILENT, **reading: object
) -> tuple[Proposal, ...]:  # fmt: skip
    """One proposal for each table or layer of a file; BadInput with one sentence where it cannot be read.

    ``reading``: member, encoding, delimiter, header_row, header_rows as `readers.read` takes them, where a planner chose them.
    """
    raws = readers.read(path, feedback=feedback.part(0, 0.7), **reading)  # type: ignore[arg-type]
    sha256 = readers.sha256(path)
    known = ground or Ground()
    proposals = []
    for number, raw in enumerate(raws):
        feedback.step(0.7 + 0.3 * number / len(raws), raw.file)
        shown = f"{raw.file} [{raw.member}]" if len(raws) > 1 and raw.member else raw.file
        proposals.append(replace(examining.propose(raw, kinds, known, sha256=sha256), shown=shown))
    return tuple(proposals)


def bring_in(
    proposal: Proposal, kinds: Sequence[LayerKind], ground: Ground | None = None, feedback: Feedback = SILENT, *, id: str = ""
) -> Imported:  # fmt: skip
    """The layer of a proposal with its rows set aside and its outcome. ``id`` "" takes the kind's key, made unique in the ground."""
    known = ground or Ground()
    wanted = id or _free_id(proposal.kind or "other", [layer.id for layer in known.layers])
    return bringing.bring_in(proposal, kinds, known, feedback, id=wanted)


def choose_kind(proposal: Proposal, kind: str, kinds: Sequence[LayerKind]) -> Proposal:
    """The proposal with another kind, its columns found anew; what is known of the place stays."""
    return examining.with_kind(proposal, kind, kinds)


def import_all(
    paths: Iterable[str | Path], kinds: Sequence[LayerKind], project: Project, feedback: Feedback = SILENT
) -> tuple[tuple[Layer, ...], tuple[SetAside, ...], list[Outcome]]:  # fmt: skip
    """Everything in these files and folders that can be used: layers, rows set aside, and one outcome a table or layer.

    Layers of the project that a newer edition replaces come back first, no longer counted. A file that cannot be read gives an
    outcome with the sentence why. Photometric files are not for layers: `app.files.luminaires` reads them. Raises only Cancelled.
    """
    files = [file for file in readers.find_files(paths) if not is_photometric(file)]
    tables = [file for file in files if file.name.lower().endswith(_TABLES)]
    others = [file for file in files if file not in set(tables)]
    batch = _Batch(tuple(kinds), project)
    waiting: list[Proposal] = []
    for number, file in enumerate(others):
        waiting += batch.examine(file, feedback.part(0.3 * number / len(others), 0.3 * (number + 1) / len(others)))
    boundaries = [proposal for proposal in waiting if batch.is_boundary(proposal)]
    for proposal in boundaries + [proposal for proposal in waiting if not batch.is_boundary(proposal)]:
        batch.take(proposal, feedback.part(0.3, 0.4))
    for number, file in enumerate(tables):
        part = feedback.part(0.4 + 0.6 * number / len(tables), 0.4 + 0.6 * (number + 1) / len(tables))
        for proposal in batch.examine(file, part.part(0, 0.7)):
            batch.take(proposal, part.part(0.7, 1))
    return batch.finished()


def settle(layers: Sequence[Layer], project: Project) -> tuple[tuple[Layer, ...], dict[str, str]]:
    """New layers beside those of the project, with ``counted`` set; and what there is to say about it, by id of the layer.

    Layers of the project that no longer count come first. What does not count is not shown either until somebody asks for it.
    """
    known = [layer for layer in project.layers if layer.id not in {new.id for new in layers}]
    radius_m = Assumptions(project.changed_parameters)["match.radius"]
    verdicts = editions.settle([*known, *layers], radius_m=radius_m)
    changed = [replace(layer, counted=False, visible=False) for layer in known if layer.id in verdicts]
    new = [replace(layer, counted=False, visible=False) if layer.id in verdicts else layer for layer in layers]
    words: dict[str, str] = {}
    for id, verdict in verdicts.items():
        said = tr(f"import.edition.{verdict.reason}", title=verdict.title, same=f"{verdict.same:,}", of=f"{verdict.of:,}")
        words[id] = f"{words.get(id, '')} {said}".strip()
    for layer in changed:
        instead = verdicts[layer.id].instead
        words[instead] = f"{words.get(instead, '')} {tr('import.edition.takes_over', title=layer.title)}".strip()
    return (*changed, *new), words


def _free_id(wanted: str, taken: Iterable[str]) -> str:
    names, number, id = set(taken), 1, wanted
    while id in names:
        number += 1
        id = f"{wanted}_{number}"
    return id


class _Batch:
    """One import under way: what came in so far, and the ground it makes for what follows."""

    def __init__(self, kinds: tuple[LayerKind, ...], project: Project):
        self.kinds, self.project = kinds, project
        self.layers: list[Layer] = []
        self.set_aside: list[SetAside] = []
        self.outcomes: list[tuple[str, Outcome]] = []
        self._ground = Ground.of(project.layers)

    def examine(self, file: Path, feedback: Feedback) -> tuple[Proposal, ...]:
        try:
            return examine(file, self.kinds, self._ground, feedback)
        except AppError as error:
            sentence = f"{error.message} {error.hint}".strip()
            self.outcomes.append(("", Outcome(file.name, "", "", "", 0.0, 0, 0, 0, sentence)))
            return ()

    def is_boundary(self, proposal: Proposal) -> bool:
        kind = next((kind for kind in self.kinds if kind.key == proposal.kind), None)
        return kind is not None and proposal.place == "geometry" and bool({"district", "dong"} & set(kind.serves))

    def take(self, proposal: Proposal, feedback: Feedback) -> None:
        id = _free_id(proposal.kind or "other", [layer.id for layer in (*self.project.layers, *self.layers)])
        feedback.step(0.0, proposal.raw.file)
        imported = bring_in(proposal, self.kinds, self._ground, feedback, id=id)
        self.set_aside += imported.set_aside
        self.outcomes.append((id if imported.layer else "", imported.outcome))
        if imported.layer is not None:
            self.layers.append(imported.layer)
            if self.is_boundary(proposal):
                self._ground = Ground.of([*self.project.layers, *self.layers])

    def finished(self) -> tuple[tuple[Layer, ...], tuple[SetAside, ...], list[Outcome]]:
        layers, words = settle(self.layers, self.project)
        outcomes = [
            replace(outcome, message=f"{outcome.message} {words[id]}") if id in words else outcome for id, outcome in self.outcomes
        ]
        return layers, tuple(self.set_aside), outcomes
