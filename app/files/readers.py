"""The front door for files: bytes on disk become `Raw` tables and layers, or one clear sentence why not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.errors import BadInput
from app.feedback import SILENT, Feedback
from app.files import tables, vectors
from app.files.raw import LIMITS, Limits, Raw, refusal

__all__ = ["LIMITS", "BadInput", "Limits", "Raw", "read", "sha256", "sheets"]


def sha256(path: str | Path) -> str:
    """The fingerprint of a file, 64 hexadecimal digits."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sheets(path: str | Path) -> tuple[str, ...]:
    """The names of all tables and layers in a file; ("",) where there is but one without a name."""
    return tuple(raw.member for raw in read(path))


def read(
    path: str | Path, *, member: str = "", encoding: str | None = None, delimiter: str | None = None, header_row: int | None = None,
    header_rows: int | None = None, limits: Limits = LIMITS, feedback: Feedback = SILENT,
) -> tuple[Raw, ...]:  # fmt: skip
    """All tables and layers of a file, or the one called ``member``; BadInput with one sentence where it cannot be read."""
    path = Path(path)
    extension = path.suffix.lower().lstrip(".")
    if extension in tables.EXTENSIONS:
        return (
            tables.read(
                path.read_bytes(), file=path.name, format=extension, encoding=encoding, delimiter=delimiter,
                header_row=header_row, header_rows=header_rows, limits=limits,
            ),
        )  # fmt: skip
    if extension in vectors.EXTENSIONS:
        return vectors.read(path, file=path.name, layer=member, encoding=encoding, limits=limits, feedback=feedback)
    raise refusal("unknown", path.name)
