"""The made-up sample district that comes with the program: where it lies, and a copy of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.errors import ProjectTrouble
from app.files.project_place import draft
from app.words import tr

_HOME = Path(__file__).resolve().parents[2] / "resources" / "sample" / "sample.gpkg"


def sample_path() -> Path:
    """The sample as it came with the program; it is copied, never opened in place. ProjectTrouble where it is missing."""
    if not _HOME.is_file():
        raise ProjectTrouble(tr("sample.missing"), hint=tr("sample.missing.hint"), file=_HOME.name)
    return _HOME


def open_sample(target: Path | str) -> Path:
    """Lay a copy of the sample down at ``target`` and return its path; folders are made as needed.

    A file already there is kept as it is: it may hold what somebody drew in the sample. ProjectTrouble where nothing can be
    written there.
    """
    target = Path(target)
    if target.exists():
        return target
    source = sample_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft(target) as new:
            shutil.copyfile(source, new)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectTrouble(tr("sample.cannot_copy", reason=reason), hint=tr("sample.cannot_copy.hint"), file=target.name) from error
    return target
