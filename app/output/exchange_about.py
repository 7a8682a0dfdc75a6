"""What travels with everything given away: whose work it is, when, in which system, on what data, under which terms; made up or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath

from app import __version__
from app.model import Project
from app.output.exchange_parts import Part
from app.output.paper_text import without_controls
from app.words import Words

About = tuple[tuple[str, str], ...]
LONGEST = 500


def about(project: Project, parts: Sequence[Part], epsg: int, spoken: str) -> About:
    """Lines of name and text, the made-up mark first where it belongs."""
    tr = Words(spoken)
    lines = [(tr("exports.about.made_up"), tr("exports.about.made_up.words"))] if project.made_up else []
    lines += [
        (tr("exports.about.project"), project.name),
        (tr("exports.about.written"), datetime.now().astimezone().isoformat(timespec="seconds")),
        (tr("exports.about.by"), f"Golmok {__version__}"),
        (tr("exports.about.system"), system_name(epsg, tr)),
    ]
    for part in parts:
        lines.append((tr("exports.about.part"), tr("exports.about.rows", title=part.title, count=f"{len(part.frame):,}")))
        if part.source is not None:
            lines += [(f"{part.title}: {tr(f'exports.about.{name}')}", words) for name, words in _source(part)]
        lines += [(part.title, note) for note in part.notes]
    if any(part.source is not None and not part.source.licence for part in parts):
        lines.append((tr("exports.about.note"), tr("exports.about.no_licence")))
    lines.append((tr("exports.about.note"), tr("exports.about.privacy")))
    return tuple((without_controls(name)[:LONGEST], without_controls(words)[:LONGEST]) for name, words in lines)


def system_name(epsg: int, tr: Words) -> str:
    """A coordinate system in words with its number."""
    words = tr(f"exports.system.{epsg}") if tr.known(f"exports.system.{epsg}") else ""
    return f"{words} (EPSG:{epsg})" if words else f"EPSG:{epsg}"


def _source(part: Part) -> list[tuple[str, str]]:
    source = part.source
    if source is None:
        return []
    # Only the file's own name: where it lay is nobody's business.
    file = PureWindowsPath(PurePosixPath(source.file).name).name
    known = [("file", file), ("dated", source.dated), ("licence", source.licence), ("sha256", source.sha256)]
    return [(name, words) for name, words in known if words]
