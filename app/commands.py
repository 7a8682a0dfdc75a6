"""What can be done without a window: each command is one function from paths to a value that `main.py` prints.

Commands are given the kinds of layer (and, for the report, the painter of maps) because `app` knows neither wing of the house.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, BadInput, ProjectTrouble
from app.feedback import SILENT, Feedback
from app.kinds import LayerKind
from app.words import tr

if TYPE_CHECKING:
    from app.files.importing import Outcome
    from app.quantity import Quantity
    from app.scene import MapWanted
    from app.session import Session
    from app.study import Answers
    from app.study.deeper import Deeper

Kinds = Sequence[LayerKind]
Painter = Callable[["MapWanted"], bytes]


def open_project(path: Path, kinds: Kinds) -> Session:
    """The session on an existing project; `ProjectTrouble` where there is none."""
    from app.session import Session

    if not Path(path).exists():
        raise ProjectTrouble(tr("command.no_project"), file=str(path), hint=tr("command.no_project.hint"))
    return Session.open(Path(path), tuple(kinds))


def sample(out: Path, kinds: Kinds) -> Path:
    """Lay the made-up sample district down as a project file of the planner's own; an existing file is not touched."""
    from app.files.sample import open_sample

    if Path(out).exists():
        raise ProjectTrouble(tr("command.exists"), file=str(out), hint=tr("command.exists.hint"))
    return open_sample(Path(out))


def import_files(project: Path, paths: Sequence[Path], kinds: Kinds, feedback: Feedback = SILENT) -> list[Outcome]:
    """Bring files and folders into a project, which is made if it is not there; one outcome for each file read."""
    from app import edits
    from app.files import luminaires
    from app.files.importing import import_all
    from app.session import Session

    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise BadInput(tr("command.no_file"), file=str(missing[0]))
    path = Path(project)
    session = Session.open(path, tuple(kinds)) if path.exists() else Session.create(path, path.stem, tuple(kinds))
    try:
        if session.read_only:
            raise ProjectTrouble(tr("command.read_only"), file=str(path))
        layers, set_aside, outcomes = import_all([Path(p) for p in paths], tuple(kinds), session.project, feedback.part(0, 0.8))
        files, of_files = luminaires.read_all(paths)
        known = {layer.id for layer in session.project.layers}
        written = session.write_layers([one for one in layers if one.id not in known], feedback.part(0.8, 1), set_aside)
        superseded = [one.id for one in layers if one.id in known]
        if written or files:
            session.edit(tr("edit.import"), edits.take_in, written, superseded, tuple(kinds), files)
        return [*outcomes, *of_files]
    finally:
        session.close()


def layers(project: Path, kinds: Kinds) -> list[dict[str, object]]:
    """What the project holds: one row a layer, in drawing order, with its source."""
    session = open_project(project, kinds)
    try:
        return [
            {
                "id": layer.id,
                "kind": layer.kind.key,
                "title": layer.title,
                "rows": len(layer.frame),
                "counted": layer.counted,
                "visible": layer.visible,
                "source": {**asdict(layer.source), "settings": dict(layer.source.settings)},
            }
            for layer in session.project.layers
        ]
    finally:
        session.close()


def answers_of(session: Session, feedback: Feedback = SILENT) -> Answers:
    """The measures of an open project."""
    from app.study import answer, question

    return answer(question(session.project), feedback)


def deeper_of(answers: Answers, feedback: Feedback = SILENT) -> Deeper:
    """What comes a moment after the measures: area, windows, sites worth a check."""
    from app.study.deeper import deeper

    return deeper(answers, feedback)


def score(project: Path, kinds: Kinds, feedback: Feedback = SILENT) -> dict[str, object]:
    """Every measure for the district and its dongs, as plain values for JSON."""
    session = open_project(project, kinds)
    try:
        answers = answers_of(session, feedback.part(0, 0.7))
        return score_of(session.project.name, answers, deeper_of(answers, feedback.part(0.7, 1)))
    finally:
        session.close()


def score_of(name: str, answers: Answers, deeper: Deeper | None = None) -> dict[str, object]:
    """The measures as plain values: shares from 0 to 1 with their band, tag and details; then the score of each area."""
    from app.study.rank.score import score as score_areas

    measures = (*answers.measures, *(deeper.measures if deeper is not None else ()))
    return {
        "project": name,
        "measures": [
            {"id": one.id, "area": one.area, **_plain(one.quantity), "details": {key: _plain(value) for key, value in one.details}} for one in measures
        ],
        "score": [
            {
                "area": one.name,
                "arithmetic": _plain(one.arithmetic),
                "geometric": _plain(one.geometric),
                "rank": one.rank,
                "rank_best": one.rank_best,
                "rank_worst": one.rank_worst,
                "missing": list(one.missing),
            }
            for one in score_areas(answers, deeper).areas
        ],
    }


def _plain(quantity: Quantity) -> dict[str, object]:
    low, high = (quantity.value if side is None else side for side in (quantity.low, quantity.high))
    return {"value": quantity.value, "low": low, "high": high, "unit": quantity.unit, "tag": str(quantity.tag)}


def report(project: Path, out: Path, language: str, kinds: Kinds, paint: Painter, feedback: Feedback = SILENT) -> Path:
    """The PDF report of a project; its maps are drawn by ``paint``, the painter of the screen."""
    session = open_project(project, kinds)
    try:
        return report_of(session, answers_of(session, feedback.part(0, 0.6)), out, language, paint, feedback.part(0.6, 1))
    finally:
        session.close()


def report_of(session: Session, answers: Answers, out: Path, language: str, paint: Painter, feedback: Feedback = SILENT,
              deeper: Deeper | None = None) -> Path:
    """The PDF report of measures already at hand; what takes a moment longer is worked out unless it is given."""
    from app.output import report as paper
    from app.output.proposal import kept_photos

    photos = kept_photos(session.project.shown, session.photo)
    paper.make(session.project, answers, paint, Path(out), language, session.set_aside(), deeper=deeper, photos=photos, feedback=feedback)
    return Path(out)


def webmap(project: Path, out: Path, language: str, kinds: Kinds, feedback: Feedback = SILENT) -> Path:
    """The web map of a project: one file that opens without the internet."""
    session = open_project(project, kinds)
    try:
        return webmap_of(session, answers_of(session, feedback.part(0, 0.8)), out, language)
    finally:
        session.close()


def webmap_of(session: Session, answers: Answers, out: Path, language: str) -> Path:
    """The web map of measures already at hand."""
    from app.output import webmap as web

    web.write(session.project, answers, Path(out), language)
    return Path(out)


def export(
    project: Path, out: Path, kinds: Kinds, *, what: Sequence[str] = (), layers: Sequence[str] = (), epsg: int = 0, replace: bool = False,
    language: str = "ko", feedback: Feedback = SILENT,
) -> list[Path]:  # fmt: skip
    """Give a project's things, layers, measures or counts away; the ending of ``out`` names the format. The files written.

    ``what`` are ``things``, ``layers``, ``measures``, ``counts`` (default: all there is); ``layers`` ids or kinds of some layers only.
    """
    from app.geo import WORKING_EPSG
    from app.output import exchange
    from app.output.exchange_parts import chosen

    form = exchange.form_of(Path(out))
    session = open_project(project, kinds)
    try:
        if form != "csv":
            exchange.may_write(Path(out), replace=replace, never=(Path(project),))
        wanted, answers, more = chosen(session.project, what, layers), None, None
        if wanted.measured:
            try:
                answers = answers_of(session, feedback.part(0, 0.5))
                more = deeper_of(answers, feedback.part(0.5, 0.7))
            except AppError:
                if "measures" in what:
                    raise
        parts = wanted.parts if answers is not None else tuple(id for id in wanted.parts if id != "measures")
        wish = exchange.Wish(parts, form, epsg or WORKING_EPSG, language=language)
        return list(exchange.write(Path(out), session.project, wish, answers=answers, deeper=more, replace=replace, never=(Path(project),),
                                   feedback=feedback.part(0.7, 1)).files)  # fmt: skip
    finally:
        session.close()


def why(project: Path, spot: str, kinds: Kinds, device: str = "", feedback: Feedback = SILENT) -> dict[str, object]:
    """Why a spot is as it is, and with ``device`` what one of that kind would add there; ``spot`` as `why_text.place` reads it."""
    from app.why import why as ask
    from app.why_not import why_not_here
    from app.why_text import as_values, place

    x_m, y_m = place(spot)
    session = open_project(project, kinds)
    try:
        answers = answers_of(session, feedback)
        return as_values(ask(answers, x_m, y_m), why_not_here(answers, x_m, y_m, device) if device else None)
    finally:
        session.close()

