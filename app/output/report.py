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
from app.output import report_maps
from app.output.paper_text import font_folders
from app.output.report_measures import maps_of_measures
from app.output.report_pages import pages
from app.scene import MapWanted, SymbolWanted
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project, SetAside
    from app.output.ledger import Ledger
    from app.study import Answers
    from app.study.deeper import Deeper
    from app.study.rank.score import Score

__all__ = ("maps_wanted", "write")

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "resources" / "report" / "report.typ"


def maps_wanted(project: Project, answers: Answers, language: str, deeper: Deeper | None = None) -> tuple[MapWanted | SymbolWanted, ...]:
    """Every picture the report wants drawn: its maps and the signs of its legends."""
    known = report_maps.maps_wanted(project, answers, language)
    more = maps_of_measures(project, answers, deeper, language)
    there = {one.id for one in known}
    signs = report_maps.role_signs({overlay.role for one in more for overlay in one.scene.overlays}, language)
    return (*known, *more, *(sign for sign in signs if sign.id not in there))


def write(
    project: Project,
    answers: Answers,
    maps: Mapping[str, bytes],
    out: Path,
    language: str,
    set_aside: Sequence[SetAside] = (),
    *,
    deeper: Deeper | None = None,
    score: Score | None = None,
    system_fonts: bool = True,
) -> Ledger:
    """Write the PDF (PDF/UA-1, fonts inside) and return the ledger of the numbers on it.

    ``deeper`` and ``score`` bring their own measures and pages; without them these are left out. ``maps`` holds one SVG for each of `maps_wanted`; what is missing there is left out. The same project gives the same bytes on
    the same machine. Raises `ProjectTrouble` where the file cannot be written.
    """
    wanted = {one.id: one for one in maps_wanted(project, answers, language, deeper) if isinstance(one, MapWanted)}
    files = {id: f"{id}.svg" for id in maps}
    data, ledger = pages(project, answers, files, wanted, set_aside, language, deeper, score)
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
