"""The front door for files: bytes on disk become `Raw` tables and layers, or one clear sentence why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.feedback import SILENT, Feedback
from app.files import archives, folders, rasters, signatures, tables, vectors, workbooks
from app.files.folders import find_files
from app.files.raw import LIMITS, Limits, Raw, refusal

__all__ = ["EXTENSIONS", "LIMITS", "BadInput", "Limits", "Raw", "find_files", "read", "sha256", "sheets"]

EXTENSIONS = (*tables.EXTENSIONS, *workbooks.EXTENSIONS, *vectors.EXTENSIONS, *rasters.EXTENSIONS, *archives.EXTENSIONS)


def sha256(path: str | Path) -> str:
    """The fingerprint of a file, 64 hexadecimal digits."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sheets(path: str | Path, limits: Limits = LIMITS) -> tuple[str, ...]:
    """The names of all tables and layers in a file; ("",) where there is but one without a name. BadInput as `read`."""
    return tuple(raw.member for raw in read(path, limits=limits))


def read(
    path: str | Path, *, member: str = "", encoding: str | None = None, delimiter: str | None = None, header_row: int | None = None,
    header_rows: int | None = None, limits: Limits = LIMITS, feedback: Feedback = SILENT,
) -> tuple[Raw, ...]:  # fmt: skip
    """All tables and layers of a file, or the one called ``member``.

    ``encoding``, ``delimiter``, ``header_row`` (line of the file, 0: none) and ``header_rows`` override what is found.
    Data rows of the file = rows + unusable of its Raw. A part of a shapefile reads the whole of it. Raises BadInput with one
    sentence for whatever cannot be read, and nothing else but Cancelled.
    """
    path = Path(path)
    name = path.name
    how = partial(_one, encoding=encoding, delimiter=delimiter, header_row=header_row, header_rows=header_rows, limits=limits)
    try:
        _check_place(path, name, limits)
        path = folders.main_part(path)
        if _extension(path) in archives.EXTENSIONS:
            raws = _archive(path, name, member, how, limits, feedback)
        else:
            raws = how(path, file=name, member="", wanted=member, feedback=feedback)
    except (OSError, MemoryError) as error:
        raise refusal("no_memory" if isinstance(error, MemoryError) else "unreadable", name) from error
    if member and not raws:
        raise refusal("no_member", name, member=member)
    feedback.step(1.0)
    return raws


def _check_place(path: Path, name: str, limits: Limits) -> None:
    try:
        there = path.is_file()
    except ValueError:
        there = False
    if not there:
        raise refusal("folder" if "\0" not in str(path) and path.is_dir() else "missing", name)
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise refusal("too_large", name, size=f"{size / 1e9:.1f} GB", limit=f"{limits.file_bytes / 1e9:.1f} GB")
    if size == 0:
        raise refusal("empty", name)


def _extension(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _one(
    path: Path, *, file: str, member: str, wanted: str = "", encoding: str | None, delimiter: str | None, header_row: int | None,
    header_rows: int | None, limits: Limits, feedback: Feedback,
) -> tuple[Raw, ...]:  # fmt: skip
    """The tables and layers of a file that is no archive."""
    extension = _extension(path)
    if extension in vectors.EXTENSIONS:
        return vectors.read(path, file=file, member=member, wanted=wanted, encoding=encoding, limits=limits, feedback=feedback)
    if extension in rasters.EXTENSIONS:
        return rasters.read(path, file=file, member=member, feedback=feedback)
    if extension not in tables.EXTENSIONS + workbooks.EXTENSIONS:
        raise refusal("shape_part", file) if extension in folders.SHAPE_PARTS else signatures.refuse_kind(extension, file)
    with open(path, "rb") as stream:
        kind = signatures.true_kind(stream.read(signatures.HEAD))
    kind = archives.kind_inside(path) if kind == "zip" else kind
    rows: dict[str, Any] = {"header_row": header_row, "header_rows": header_rows, "limits": limits}
    if extension in workbooks.EXTENSIONS:
        if kind not in ("xlsx", "ole", ""):
            raise signatures.mislabelled(kind, extension, file)
        data = path.read_bytes()
        return workbooks.read(data, file=file, member=member, wanted=wanted, format=extension, feedback=feedback, **rows)
    if kind:
        raise signatures.mislabelled(kind, extension, file)
    if path.stat().st_size > limits.text_bytes:
        raise refusal("too_large", file, size=f"{path.stat().st_size / 1e9:.1f} GB", limit=f"{limits.text_bytes / 1e9:.1f} GB")
    return (tables.read(path.read_bytes(), file=file, member=member, format=extension, encoding=encoding, delimiter=delimiter, **rows),)


def _archive(path: Path, file: str, member: str, how: Callable[..., tuple[Raw, ...]], limits: Limits, feedback: Feedback) -> tuple[Raw, ...]:
    """What is in an archive. A member that cannot be read is left out with a note where others can."""
    raws: list[Raw] = []
    trouble: list[BadInput] = []
    alone = _extension(path) in ("gz", "kmz")
    with archives.unpacked(path, file, limits) as folder:
        found = find_files([folder])
        for index, inner in enumerate(found):
            place = inner.relative_to(folder).as_posix()
            if member and not alone and member != place and not member.startswith(f"{place}/"):
                continue
            wanted = member if alone else member[len(place) + 1 :]
            try:
                step = feedback.part(index / len(found), (index + 1) / len(found))
                raws += how(inner, file=file, member="" if alone else place, wanted=wanted, feedback=step)
            except BadInput as error:
                trouble.append(BadInput(error.message, hint=error.hint, file=file if alone else f"{file}/{place}"))
    if not raws and trouble:
        raise trouble[0]
    if not found:
        raise refusal("nothing_inside", file)
    return tuple(replace(raw, notes=(*raw.notes, "readers.note.members_left_out")) for raw in raws) if trouble else tuple(raws)
