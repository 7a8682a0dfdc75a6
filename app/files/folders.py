"""Which files of a folder can be imported: the parts of a shapefile count as one, hidden files as none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

# What a dropped folder is searched for; a file dropped by itself is always taken, so that a refusal can be explained.
IMPORTABLE = frozenset(
    "csv tsv txt tab xlsx xlsm xls shp geojson json topojson gpkg kml kmz gml dxf fgb osm pbf tif tiff asc zip gz ies ldt eul mbtiles pmtiles".split()  # noqa: SIM905
)
SHAPE_PARTS = frozenset("shp dbf shx prj cpg qpj sbn sbx fix qix atx ain aih cst lyr qml sld".split())  # noqa: SIM905
# A picture in a folder counts only where a world file beside it says that it is a map.
WORLD_FILES = {"jpg": ("jgw", "wld", "jpgw"), "jpeg": ("jgw", "wld", "jpegw"), "png": ("pgw", "wld", "pngw"), "webp": ("wld",)}
MOST_FILES = 20_000


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """The files to import, sorted within each folder, each once.

    Folders are walked (without following links), parts of a shapefile lead to their .shp, hidden and system files and what
    is no table or layer are left out. Nothing is opened. What does not exist is left out; no paths give an empty list.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        candidates = _walk(path) if path.is_dir() else [path] if path.is_file() else []
        for candidate in candidates:
            main = main_part(candidate)
            if path.is_dir() and main.suffix.lower().lstrip(".") not in IMPORTABLE and not is_placed_picture(main):
                continue
            found.setdefault(main.resolve(), main)
            if len(found) >= MOST_FILES:
                return list(found.values())
    return list(found.values())


def main_part(path: Path) -> Path:
    """The .shp a .dbf, .shx, .prj ... belongs to; any other file itself."""
    if path.suffix.lower() == ".xml" and path.stem.lower().endswith(".shp"):
        return sibling(path.with_suffix(""), "shp") or path
    if path.suffix.lower().lstrip(".") in SHAPE_PARTS:
        return sibling(path, "shp") or path
    return path


def sibling(path: Path, extension: str) -> Path | None:
    """The file of the same name with another extension in small or capital letters, or None."""
    for written in (extension, extension.upper(), extension.capitalize()):
        other = path.with_suffix(f".{written}")
        if other.is_file():
            return other
    return None


def is_placed_picture(path: Path) -> bool:
    """True for a picture with a world file beside it."""
    return any(sibling(path, ending) for ending in WORLD_FILES.get(path.suffix.lower().lstrip("."), ()))


def is_hidden(name: str) -> bool:
    """Files the system or an office program leaves behind."""
    return name.startswith((".", "~$", "__MACOSX", "$")) or name.lower() in ("thumbs.db", "desktop.ini")


def _walk(folder: Path) -> Iterable[Path]:
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not is_hidden(name) and not name.lower().endswith(".gdb"))
        for name in sorted(files):
            if not is_hidden(name):
                yield Path(place) / name
