"""The site report: the PDF that Typst makes of its pages and maps.

The page design is ``resources/report/report.typ``; it holds no number and no sentence, only places for them.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ProjectTrouble
from app.feedback import SILENT, Feedback
from app.output import report_maps
from app.output.paper_text import font_folders
from app.output.report_measures import maps_of_measures
from app.output.report_pages import pages
from app.output.report_proposal import maps_of_proposal, photo_id
from app.scene import MapWanted, SymbolWanted
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project, SetAside
    from app.output.ledger import Ledger
    from app.output.proposal import Proposal
    from app.study import Answers
    from app.study.deeper import Deeper
    from app.study.rank.score import Score

__all__ = ("make", "maps_wanted", "write")

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "resources" / "report" / "report.typ"


def maps_wanted(project: Project, answers: Answers, language: str, deeper: Deeper | None = None,
                proposal: Proposal | None = None) -> tuple[MapWanted | SymbolWanted, ...]:  # fmt: skip
    """Every picture the report wants drawn: its maps and the signs of its legends."""
    known = report_maps.maps_wanted(project, answers, language)
    more = maps_of_measures(project, answers, deeper, language)
    more += maps_of_proposal(proposal, language) if proposal is not None else []
    there = {one.id for one in known}
    roles = {overlay.role for one in more for overlay in one.scene.overlays} | ({"sketched"} if proposal is not None else set())
    signs = report_maps.role_signs(roles, language)
    return (*known, *more, *(sign for sign in signs if sign.id not in there))


def make(project: Project, answers: Answers, paint: Callable[[MapWanted | SymbolWanted], bytes], out: Path, language: str, set_aside: Sequence[SetAside] = (),
         *, deeper: Deeper | None = None, photos: Mapping[str, bytes] | None = None, feedback: Feedback = SILENT) -> Ledger:  # fmt: skip
    """The whole report of the state shown: what takes a moment longer is worked out unless it is given, maps are drawn by ``paint``.

    Where a scenario is shown it is set against what exists; ``photos`` are the kept pictures of its things by name.
    """
    from app.output.proposal import proposal
    from app.study.deeper import deeper as deepen
    from app.study.rank.score import score

    words = Words(language)
    more = deeper or deepen(answers, feedback.part(0, 0.2))
    plan = proposal(project, answers, language, deeper=more, photos=photos, feedback=feedback.part(0.2, 0.35))
    feedback, maps = feedback.part(0.35, 1), {}
    wanted = maps_wanted(project, answers, language, more, plan)
    for number, one in enumerate(wanted):
        feedback.step(0.7 * number / len(wanted), words("report.progress.maps"))
        maps[one.id] = paint(one)
    feedback.step(0.75, words("report.progress.pages"))
    return write(project, answers, maps, out, language, set_aside, deeper=more, score=score(answers, more), proposal=plan, wanted=wanted)


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
    proposal: Proposal | None = None,
    wanted: Sequence[MapWanted | SymbolWanted] = (),
    system_fonts: bool = True,
) -> Ledger:
    """Write the PDF (PDF/UA-1, fonts inside) and return the ledger of the numbers on it.

    ``deeper``, ``score`` and ``proposal`` bring their own measures and pages; without them these are left out. ``maps`` holds one SVG
    for each of `maps_wanted` (``wanted``, where they are at hand); what is missing there is left out. The same project gives the same
    bytes on the same machine. Raises `ProjectTrouble` where the file cannot be written.
    """
    asked = wanted or maps_wanted(project, answers, language, deeper, proposal)
    there = {one.id: one for one in asked if isinstance(one, MapWanted)}
    maps = {**maps, **{photo_id(name): data for name, data in (proposal.photos if proposal is not None else {}).items()}}
    files = {id: f"{id}.{ending(picture)}" for id, picture in maps.items()}
    data, ledger = pages(project, answers, files, there, set_aside, language, deeper, score, proposal)
    pdf = typeset(data, maps, system_fonts=system_fonts)
    try:
        Path(out).write_bytes(pdf)
    except OSError as trouble:
        raise ProjectTrouble(Words(language)("report.cannot_write"), file=str(out)) from trouble
    return ledger


def ending(picture: bytes) -> str:
    """What the file of a picture ends with."""
    return "jpg" if picture.startswith(b"\xff\xd8") else "svg"


def typeset(data: Mapping[str, object], maps: Mapping[str, bytes], *, system_fonts: bool = True) -> bytes:
    """The pages as a PDF; without ``system_fonts`` only the faces that come with the program are used."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        for id, picture in maps.items():
            (Path(folder) / f"{id}.{ending(picture)}").write_bytes(picture)
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for template in TEMPLATE.parent.glob("*.typ"):
            shutil.copy(template, folder)
        page = Path(folder) / TEMPLATE.name
        return typst.compile(
            str(page), root=folder, font_paths=font_folders(), ignore_system_fonts=not system_fonts, pdf_standards=["ua-1"]
        )  # fmt: skip
