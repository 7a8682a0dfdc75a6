"""The makers' photometric files kept in a project: which there are, and which lamps they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.analysis.photometry import Luminaire, maker, photometry
from app.model import LuminaireFile, Project
from app.quantity import Quantity, Tag
from app.study.asked import Question


@dataclass(frozen=True)
class Luminaires:
    """The tables of a question, and which layers' lamps they stand for: ``of_layer`` layer id -> place in ``tables``."""

    tables: tuple[Luminaire, ...]
    names: tuple[str, ...]
    of_layer: Mapping[str, int]

    def number(self, name: str) -> int:
        """The place of the file of that name; -1 where the project keeps none (then the marked default stands)."""
        return self.names.index(name) if name in self.names else -1


def luminaires(question: Question) -> Luminaires:
    """The tables of all files kept in the project; none give none."""
    files = question.luminaires
    of_layer = {layer: number for number, file in enumerate(files) for layer in file.layers}
    return Luminaires(tuple(read(file) for file in files), tuple(file.name for file in files), of_layer)


def read(file: LuminaireFile) -> Luminaire:
    """The table of a kept file, read once; raises BadInput for one that cannot be used (none such is kept)."""
    return _read(file.text, file.name)


@lru_cache(maxsize=128)
def _read(text: str, name: str) -> Luminaire:
    return photometry(text, name)


@dataclass(frozen=True)
class Listed:
    """A kept file in a list: ``name`` as lamps name it, the luminaire's own ``title``, its ``maker``, its flux, its layers' ids."""

    name: str
    title: str
    maker: str
    flux: Quantity
    layers: tuple[str, ...]
    indicative: bool = False


def listed(project: Project) -> tuple[Listed, ...]:
    """The photometric files of a project, in the order they came."""
    found = []
    for file in project.luminaires:
        table = read(file)
        flux = Quantity(table.flux_lm, "lm", Tag.VERIFIED, file.name)
        found.append(Listed(file.name, table.name, maker(file.text), flux, file.layers))
    return tuple(found)
