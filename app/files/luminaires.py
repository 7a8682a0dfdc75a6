"""Makers' photometric files (IES LM-63, EULUMDAT) on their way into a project: recognised by name, checked, kept word for word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from app.analysis.photometry import MOST_BYTES, Luminaire, decoded, photometry
from app.errors import AppError, BadInput
from app.files.folders import find_files
from app.files.proposals import Outcome
from app.model import LuminaireFile
from app.words import tr

EXTENSIONS = (".ies", ".ldt", ".eul")


def is_photometric(path: Path) -> bool:
    """True for a file that says by its name that it is a luminaire's."""
    return path.suffix.lower() in EXTENSIONS


def read(path: Path) -> tuple[LuminaireFile, Luminaire]:
    """The file as it is kept, named as on the disk, and its table; BadInput with one sentence where it cannot be used."""
    name = unicodedata.normalize("NFC", path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(tr("photometry.too_large"), file=name)
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(tr("photometry.unreadable"), file=name) from error
    # A zero would end the text in other programs that open the project file.
    text = decoded(data).replace("\0", "")
    return LuminaireFile(name, text), photometry(text, name)


def said(table: Luminaire) -> str:
    """What there is to say of a luminaire taken in, in the planner's language."""
    return tr("luminaire.taken", title=table.name or tr("luminaire.nameless"), flux=f"{table.flux_lm:,.0f}")


def read_all(paths: Iterable[str | Path]) -> tuple[tuple[LuminaireFile, ...], list[Outcome]]:
    """All photometric files among these files and folders, and one outcome each; one that cannot be read says why."""
    files, outcomes = [], []
    for path in find_files(paths):
        if not is_photometric(path):
            continue
        try:
            file, table = read(path)
        except AppError as trouble:
            outcomes.append(Outcome(path.name, "", "", "", 0.0, 0, 0, 0, trouble.message))
            continue
        files.append(file)
        outcomes.append(Outcome(path.name, "luminaire", "", "", 0.0, 0, 0, 0, said(table)))
    return tuple(files), outcomes
