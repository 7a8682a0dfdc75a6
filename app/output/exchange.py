"""Giving the work away as files that other programs read: GeoPackage, KML, DXF, CSV, XLSX.

Everything has passed the gate, carries its sources, is written beside and renamed when it is whole. An existing file is only
replaced where the planner said so, and never the project itself.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, BadInput, ProjectTrouble
from app.feedback import SILENT, Feedback
from app.files.systems import ORDER
from app.geo import WORKING_EPSG
from app.model import Project
from app.output.exchange_about import About, about
from app.output.exchange_cells import layer_names
from app.output.exchange_parts import LAYER, PICKED, Part, offered, parts
from app.selection import NOTHING, Selection
from app.words import Words, language

if TYPE_CHECKING:
    from app.study import Answers
    from app.study.deeper import Deeper

FORMATS = ("gpkg", "xlsx", "csv", "kml", "dxf")
ENDINGS: Mapping[str, str] = {form: f".{form}" for form in FORMATS}
# The systems one can choose from, the working one first.
SYSTEMS = (WORKING_EPSG, *(epsg for epsg in ORDER if epsg != WORKING_EPSG))
DEGREES = (4326,)
# Formats that others open whole into memory hold no more.
MOST_FEATURES: Mapping[str, int] = {"kml": 100_000, "dxf": 50_000, "xlsx": 1_048_575}


@dataclass(frozen=True)
class Wish:
    """What is to be given away: ids of parts, the format, the system (KML has its own), and columns by part where not all."""

    parts: tuple[str, ...]
    form: str = "gpkg"
    epsg: int = WORKING_EPSG
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = ""

    @property
    def system(self) -> int:
        """The system it will be in."""
        return 4326 if self.form == "kml" else self.epsg


@dataclass(frozen=True)
class Written:
    """The files that are there now and how many rows they hold."""

    files: tuple[Path, ...]
    rows: int


def form_of(path: Path) -> str:
    """The format that a file's ending names; BadInput for any other."""
    ending = Path(path).suffix.lower().lstrip(".")
    if ending not in FORMATS:
        tr = Words(language())
        raise BadInput(tr("exports.no_format", ending=ending or "-"), file=str(path), hint=tr("exports.no_format.hint", formats=", ".join(FORMATS)))
    return ending


def systems_for(form: str) -> tuple[int, ...]:
    """The systems a format can be in: KML has degrees only, a drawing metres only."""
    if form == "kml":
        return DEGREES
    return tuple(epsg for epsg in SYSTEMS if form != "dxf" or epsg not in DEGREES)


def files_of(out: Path, wish: Wish, project: Project, answers: Answers | None = None, selection: Selection = NOTHING) -> tuple[Path, ...]:
    """The files that will be written: one, or for CSV one a part and one of sources."""
    out = Path(out)
    if wish.form != "csv":
        return (out,)
    titles = {one.id: one.title for one in offered(project, answers, selection, wish.language)}
    wanted = list(dict.fromkeys(wish.parts))
    names = layer_names([*(titles.get(id, id) for id in wanted), Words(wish.language or language())("exports.sources")], most=40)
    tables = [out] if len(wanted) == 1 else [out.with_name(f"{out.stem} {name}{out.suffix}") for name in names[:-1]]
    return (*tables, out.with_name(f"{out.stem} {names[-1]}{out.suffix}"))


def write(
    out: Path, project: Project, wish: Wish, *, answers: Answers | None = None, deeper: Deeper | None = None, selection: Selection = NOTHING,
    replace: bool = False, never: Sequence[Path] = (), feedback: Feedback = SILENT,
) -> Written:  # fmt: skip
    """Write what is wished for. Nothing is changed where it fails or is stopped; for a worker.

    ``never`` are files that may not be overwritten, as the project's own. Raises AppError with a sentence, Cancelled when stopped.
    """
    tr = Words(wish.language or language())
    if wish.form not in FORMATS or not wish.parts:
        raise BadInput(tr("exports.nothing_chosen"))
    if wish.system not in systems_for(wish.form):
        raise BadInput(tr("exports.no_system", epsg=wish.epsg, form=wish.form.upper()))
    files = files_of(Path(out), wish, project, answers, selection)
    for file in files:
        may_write(file, replace=replace, never=never, spoken=tr.language)
    made = parts(project, wish.parts, answers=answers, deeper=deeper, selection=selection, columns=wish.columns, spoken=tr.language,
                 wide=wish.form not in ("csv", "xlsx"), feedback=feedback.part(0, 0.15))  # fmt: skip
    _not_too_many(made, wish.form, tr)
    notes = about(project, made, wish.system, tr.language)
    _beside(files, lambda folder: _fill(folder, files, project, wish, made, notes, tr, feedback.part(0.15, 0.98)), replace, never, tr)
    feedback.step(1.0)
    return Written(files, sum(len(part.frame) for part in made))


def _fill(
    folder: Path, files: Sequence[Path], project: Project, wish: Wish, made: Sequence[Part], notes: About, tr: Words, feedback: Feedback
) -> None:  # fmt: skip
    from app.output import exchange_drawing, exchange_maps, exchange_tables

    one = folder / files[0].name
    match wish.form:
        case "gpkg":
            exchange_maps.gpkg(one, made, wish.system, notes, tr.language, feedback)
        case "kml":
            exchange_maps.kml(one, made, notes, tr.language, feedback)
        case "dxf":
            exchange_drawing.dxf(one, made, wish.system, notes, _colors(project), tr.language, feedback)
        case "xlsx":
            exchange_tables.xlsx(one, made, wish.system, notes, tr.language, feedback)
        case "csv":
            exchange_tables.csv_files(folder, [file.name for file in files], made, wish.system, notes, tr.language, feedback)


def _beside(files: Sequence[Path], fill: object, replace: bool, never: Sequence[Path], tr: Words) -> None:
    """Let everything be written into a folder beside, then put each whole file into its place."""
    target = files[0].parent
    folder: Path | None = None
    try:
        target.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".golmok-", dir=target))
        fill(folder)  # type: ignore[operator]
        for file in files:
            _to_disk(folder / file.name)
        for file in files:
            may_write(file, replace=replace, never=never, spoken=tr.language)
            os.replace(folder / file.name, file)
    except PermissionError as trouble:
        raise ProjectTrouble(tr("exports.held"), file=str(files[0]), hint=tr("exports.held.hint")) from trouble
    except OSError as trouble:
        raise ProjectTrouble(tr("exports.cannot_write"), file=str(files[0]), hint=tr("exports.cannot_write.hint")) from trouble
    except RuntimeError as trouble:
        # What GDAL says of a disk that is full or a path it cannot open.
        if isinstance(trouble, AppError) or not type(trouble).__module__.startswith("pyogrio"):
            raise
        raise ProjectTrouble(tr("exports.cannot_write"), file=str(files[0]), hint=tr("exports.cannot_write.hint")) from trouble
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _to_disk(file: Path) -> None:
    with open(file, "rb+") as whole:
        os.fsync(whole.fileno())


def may_write(file: Path, *, replace: bool = False, never: Sequence[Path] = (), spoken: str = "") -> None:
    """ProjectTrouble with a sentence where a file may not be written: one's own, a folder, there already, or held by another program."""
    tr = Words(spoken or language())
    if any(_same(file, one) for one in never):
        raise ProjectTrouble(tr("exports.own_file"), file=str(file), hint=tr("exports.own_file.hint"))
    if file.is_dir():
        raise ProjectTrouble(tr("exports.is_folder"), file=str(file))
    if file.exists() and not replace:
        raise ProjectTrouble(tr("exports.exists"), file=str(file), hint=tr("exports.exists.hint"))
    # A database whose journal lies beside it is open in another program: a new file under the old journal would be spoilt.
    if any(Path(f"{file}{end}").exists() for end in ("-wal", "-journal")):
        raise ProjectTrouble(tr("exports.held"), file=str(file), hint=tr("exports.held.hint"))


def _same(file: Path, other: Path) -> bool:
    try:
        both = file.exists() and Path(other).exists()
        return (both and os.path.samefile(file, other)) or file.resolve() == Path(other).resolve()
    except OSError:
        return False


def _not_too_many(made: Sequence[Part], form: str, tr: Words) -> None:
    most = MOST_FEATURES.get(form)
    rows = max((len(part.frame) for part in made), default=0) if form == "xlsx" else sum(len(part.frame) for part in made)
    if most is not None and rows > most:
        raise BadInput(tr("exports.too_many", count=f"{rows:,}", most=f"{most:,}", form=form.upper()), hint=tr("exports.too_many.hint"))


def _colors(project: Project) -> dict[str, int]:
    colors = {}
    for layer in project.layers:
        text = str(dict(layer.style).get("color") or layer.kind.style.color).lstrip("#")
        try:
            colors[LAYER + layer.id] = colors[PICKED + layer.id] = int(text[:6], 16)
        except ValueError:
            continue
    return colors
