"""The site report: the PDF that Typst makes of its pages and maps.

The page design is ``resources/report/report.typ``; it holds no number and no sentence, only places for them.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ProjectTrouble
from app.output.paper_text import font_folders
from app.output.report_maps import maps_wanted
from app.output.report_pages import pages
from app.scene import MapWanted
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project, SetAside
    from app.output.ledger import Ledger
    from app.study import Answers

__all__ = ("maps_wanted", "write")

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "resources" / "report" / "report.typ"


def write(
    project: Project,
    answers: Answers,
    maps: Mapping[str, bytes],
    out: Path,
    language: str,
    set_aside: Sequence[SetAside] = (),
    *,
    system_fonts: bool = True,
) -> Ledger:
    """Write the PDF (PDF/UA-1, fonts inside) and return the ledger of the numbers on it.

    ``maps`` holds one SVG for each of `maps_wanted`; what is missing there is left out. The same project gives the same bytes on
    the same machine. Raises `ProjectTrouble` where the file cannot be written.
    """
    wanted = {one.id: one for one in maps_wanted(project, answers, language) if isinstance(one, MapWanted)}
    data, ledger = pages(project, answers, {id: f"{id}.svg" for id in maps}, wanted, set_aside, language)
    pdf = typeset(data, maps, system_fonts=system_fonts)
    try:
        Path(out).write_bytes(pdf)
    except OSError as trouble:
        raise ProjectTrouble(Words(language)("report.cannot_write"), file=str(out)) from trouble
    return ledger


def typeset(data: Mapping[str, object], maps: Mapping[str, bytes], *, system_fonts: bool = True) -> bytes:
    """The pages as a PDF; without ``system_fonts`` only the faces that come with the program are used."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        for id, picture in maps.items():
            (Path(folder) / f"{id}.svg").write_bytes(picture)
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        page = Path(folder) / TEMPLATE.name
        shutil.copy(TEMPLATE, page)
        return typst.compile(
            str(page), root=folder, font_paths=font_folders(), ignore_system_fonts=not system_fonts, pdf_standards=["ua-1"]
        )  # fmt: skip
