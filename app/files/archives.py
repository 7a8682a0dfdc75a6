"""Archives (ZIP, KMZ, GZ): looked through before anything is unpacked, unpacked only into a folder of our own."""

from __future__ import annotations

import gzip
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from app.files.raw import LIMITS, Limits, refusal

EXTENSIONS = ("zip", "kmz", "gz")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError, OSError, RuntimeError, OverflowError)
_PACKED = (".zip", ".kmz", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz", ".alz", ".egg", ".cab", ".iso")
_CHUNK = 1 << 20


def check(package: zipfile.ZipFile, file: str, limits: Limits = LIMITS, *, packed: int, nested: bool = False) -> None:
    """Refuse an archive that is too large inside, locked, has names that lead out of it, or archives in it."""
    infos = package.infolist()
    if len(infos) > limits.members:
        raise refusal("too_many_members", file, count=f"{len(infos):,}", limit=f"{limits.members:,}")
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes or (total > limits.ratio_from_bytes and total > limits.ratio * max(packed, 1)):
        raise refusal("bomb", file, size=f"{total / 1e6:,.0f} MB", packed=f"{packed / 1e6:,.1f} MB")
    for info in infos:
        name = member_name(info)
        if _leads_out(name) or stat.S_ISLNK(info.external_attr >> 16):
            raise refusal("unsafe_name", file, name=name[:80])
        if info.flag_bits & 0x1:
            raise refusal("locked_archive", file)
        if not nested and name.lower().endswith(_PACKED) and not _is_junk(name):
            raise refusal("nested", file, name=name[:80])


def kind_inside(path: Path) -> str:
    """What a ZIP really is by the names in it: xlsx, ods, docx, hwpx or plain zip ("" where it is broken)."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except BROKEN:
        return ""
    for start, kind in (("xl/", "xlsx"), ("word/", "docx"), ("ppt/", "docx"), ("Contents/content.hpf", "hwp")):
        if any(name.startswith(start) for name in names):
            return kind
    return "ods" if "mimetype" in names and "content.xml" in names else "zip"


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the mark for UTF-8 it is CP949, as Korean Windows writes it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _leads_out(name: str) -> bool:
    name = name.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\0" in name


def _is_junk(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith((".", "__MACOSX", "~$")) or part.lower() in ("thumbs.db", "desktop.ini") for part in parts)


@contextmanager
def unpacked(path: Path, file: str, limits: Limits = LIMITS) -> Iterator[Path]:
    """A folder with the content of an archive, gone when the block ends. BadInput where it is broken, locked or unsafe."""
    with TemporaryDirectory(prefix="golmok-") as folder:
        place = Path(folder)
        try:
            if path.suffix.lower() == ".gz":
                _gunzip(path, place, file, limits)
            else:
                with zipfile.ZipFile(path) as package:
                    check(package, file, limits, packed=path.stat().st_size)
                    _extract(package, place, file)
        except BROKEN as error:
            raise refusal("broken_archive", file) from error
        yield place


def _extract(package: zipfile.ZipFile, place: Path, file: str) -> None:
    for info in package.infolist():
        name = member_name(info).replace("\\", "/")
        if info.is_dir() or name.endswith("/") or _is_junk(name):
            continue
        target = place.joinpath(*(_safe(part) for part in PurePosixPath(name).parts))
        if target.exists():
            raise refusal("unsafe_name", file, name=name[:80])
        target.parent.mkdir(parents=True, exist_ok=True)
        # Reading stops at the size the archive declares, so what was checked is what is written.
        with package.open(info) as source, open(target, "xb") as sink:
            shutil.copyfileobj(source, sink, _CHUNK)


def _safe(part: str) -> str:
    """A part of a name that every system can write."""
    kept = "".join("_" if letter in '<>:"|?*!' or ord(letter) < 32 else letter for letter in part).rstrip(". ") or "_"
    stem, dot, extension = kept.rpartition(".")
    return stem[:60] + dot + extension[:20] if dot else kept[:80]


def _gunzip(path: Path, place: Path, file: str, limits: Limits) -> None:
    packed, written = path.stat().st_size, 0
    name = _safe(path.name[:-3]) or "file"
    if name.lower().endswith(_PACKED):
        raise refusal("nested", file, name=name)
    with gzip.open(path) as source, open(place / name, "xb") as sink:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > limits.unpacked_bytes or (written > limits.ratio_from_bytes and written > limits.ratio * packed):
                raise refusal("bomb", file, size=f"{written / 1e6:,.0f} MB", packed=f"{packed / 1e6:,.1f} MB")
            sink.write(chunk)
