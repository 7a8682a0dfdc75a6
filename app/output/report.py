"""The site report: which maps it needs, what stands on its pages, and the PDF that Typst makes of both.

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
from app.output.privacy import public_layers, public_scene
from app.output.report_pages import pages
from app.scene import MapWanted, Scene
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project, SetAside
    from app.output.ledger import Ledger
    from app.scene import Box
    from app.study import Answers, Gap

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "resources" / "report" / "report.typ"
GAPS_SHOWN = 6
# Facilities and base, in this order of kinds; what is not here is not drawn in the first map.
CLOSE_UP_MARGIN_M = 45.0


def maps_wanted(project: Project, answers: Answers, language: str) -> tuple[MapWanted, ...]:
    """The maps of the report: the district with what is seen, what exists, and one close-up for each gap shown."""
    tr = Words(language)
    whole = _around(answers.district_box_m, 0.02)
    seen = _scene(project, answers, ("unseen", "seen", "maybe"))
    plain = _scene(project, answers, ())
    close = _scene(project, answers, ("assumed_view", "view", "unseen", "seen", "maybe"))
    maps = [
        MapWanted("summary", seen, whole, 174, 112, language, tr("report.map.summary.alt")),
        MapWanted("exists", plain, whole, 174, 112, language, tr("report.map.exists.alt")),
    ]
    for gap in answers.gaps[:GAPS_SHOWN]:
        alt = tr("report.map.gap.alt", rank=gap.rank, street=gap.street or tr("report.gap.unnamed"))
        maps.append(MapWanted(f"gap-{gap.rank}", close, _gap_box(gap), 84, 58, language, alt))
    return tuple(maps)


def write(
    project: Project, answers: Answers, maps: Mapping[str, bytes], out: Path, language: str, set_aside: Sequence[SetAside] = ()
) -> Ledger:
    """Write the PDF (PDF/UA-1, fonts inside) and return the ledger of the numbers on it.

    ``maps`` holds one SVG for each of `maps_wanted`. Raises `ProjectTrouble` where the file cannot be written.
    """
    import typst

    wanted = {one.id: one for one in maps_wanted(project, answers, language)}
    data, ledger = pages(project, answers, {id: f"{id}.svg" for id in maps}, wanted, set_aside, language)
    with tempfile.TemporaryDirectory() as folder:
        for id, picture in maps.items():
            (Path(folder) / f"{id}.svg").write_bytes(picture)
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        page = Path(folder) / TEMPLATE.name
        shutil.copy(TEMPLATE, page)
        pdf = typst.compile(str(page), root=folder, font_paths=font_folders(), pdf_standards=["ua-1"])
    try:
        Path(out).write_bytes(pdf)
    except OSError as trouble:
        raise ProjectTrouble(Words(language)("report.cannot_write"), file=str(out)) from trouble
    return ledger


def font_folders() -> list[str]:
    """Where a Korean face is found when the system has none: the fonts of an installed package, which is never imported."""
    from importlib.util import find_spec

    package = find_spec("koreanize_matplotlib")
    return [str(Path(package.origin).parent / "fonts")] if package and package.origin else []


def _scene(project: Project, answers: Answers, roles: tuple[str, ...]) -> Scene:
    overlays = tuple(overlay for role in roles for overlay in answers.overlays if overlay.role == role)
    layers = tuple(layer for layer in public_layers(project) if layer.visible and layer.counted)
    return public_scene(Scene(layers, overlays, project.made_up, ""))


def _around(box: Box, share: float) -> Box:
    west, south, east, north = box
    margin = share * max(east - west, north - south)
    return (west - margin, south - margin, east + margin, north + margin)


def _gap_box(gap: Gap) -> Box:
    west, south, east, north = gap.line.bounds
    return (west - CLOSE_UP_MARGIN_M, south - CLOSE_UP_MARGIN_M, east + CLOSE_UP_MARGIN_M, north + CLOSE_UP_MARGIN_M)
