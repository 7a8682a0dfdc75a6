"""Write docs/import.md: how import works, and what became of every file of the real data beside the project.

Run: ``python docs/make_import_table.py``. Without the real data the page keeps its words and says so.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

DATA = HOUSE.parent / "shared" / "data" / "real"
PAGE = HOUSE / "docs" / "import.md"
# Parts of a shapefile are one file with it.
PARTS = {".dbf", ".shx", ".prj", ".cpg", ".qpj"}

INTRO = """# Import: how files become layers

<!-- Made by docs/make_import_table.py; do not edit by hand. -->

Drop files or folders on the window, or run `main.py import PROJECT.gpkg PATH...`. Each table and each map layer goes the same way:

1. **Read.** Encoding, delimiter, header rows, notes and totals are found; the file's words stay as they are. What cannot be read
   is refused with one sentence.
2. **Find the place of each row.** Coordinate columns by their names, else by what stands in them: decimal degrees, degrees with
   minutes and seconds, metres with thousands separators, both numbers in one cell, shapes written as text. A table without
   coordinates may name areas (districts, dongs; by name or by the code of either office) and is joined to the boundaries. Rows
   with only an address wait for an address lookup.
3. **Find the coordinate system.** What the file declares is taken. Otherwise each of the Korean systems, in both orders of the
   axes, is asked where it would put the rows, and the one wins that puts them into the district their own address names, onto
   the ground the project knows, into their province, into Korea. The figure beside the system says how sure that is. Systems
   that the rows cannot tell apart are named. Below 0.4 nothing is taken in until a person has chosen.
4. **Find the kind.** By the columns each kind declares, the words in the file's name, the shape, and the words in the cells.
   What fits no kind is drawn as *other*.
5. **Keep or set aside.** Every row is kept, or set aside word for word with its line and the reason; rows in are always rows kept
   plus rows set aside. Columns of the kind come first, typed; the file's own columns follow, unchanged.
6. **Editions.** Two lists of a kind that have half of the shorter one's sites within 10 m of each other are editions: the newer
   one is counted, unless the older covers much more ground. Of boundaries, streets, buildings and population one layer is
   counted; the others are drawn.

Rules worth knowing:

* In the old licence lists (좌표정보(X), 좌표정보(Y)) the system is EPSG:5174. EPSG:2097 is 255 m off; only addresses and district
  boundaries together can tell the two apart, so import the boundaries first or with them.
* In a file that speaks of one district, a row more than 50 km from the others is set aside.
* Tables by police station are joined only where the station has a whole district; of two stations in one district neither is.
* Of several periods the newest is taken; sums (합계, 소계) are set aside; a table with one column an area is turned.
* A table about part of the people (65 and older, one-person households) is never taken for the residents.
* Dates later than the file itself, or before 1950, are spoilt: the kind's column stays empty, the file's own keeps the text.
"""

HEAD = """
## Every real file

All of the test data at once into an empty project. *Sure* is how sure the coordinate system is; sheets and layers of one file
stand below each other.

| file | kind | encoding | system | sure | rows in | kept | aside | what the planner reads |
| --- | --- | --- | --- | --- | ---: | ---: | ---: | --- |
"""


def rows_of(folder: Path) -> list[str]:
    """The lines of the table, by folder and file."""
    from app import words
    from app.files import importing, readers
    from app.model import Project
    from layers import KINDS

    words.speak("en")
    place = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() not in PARTS:
            place[path.name].append(path.parent.relative_to(folder).as_posix())
    # What a folder import passes over (pictures, tiles) is tried one by one, to show the sentence.
    found = {path.resolve() for path in readers.find_files([folder])}
    alone = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix.lower() not in PARTS and path.resolve() not in found]
    _, _, outcomes = importing.import_all([folder, *alone], KINDS, Project("table", "table"))
    lines = []
    for one in outcomes:
        name = one.file.split(" [")[0]
        where = place[name][0] if len(place[name]) <= 1 else place[name].pop(0)
        sure = f"{one.crs_confidence:.2f}" if one.crs else ""
        cells = (f"{where}/{one.file}", one.kind or "refused", one.encoding, one.crs, sure, *(f"{n:,}" for n in (one.rows_in, one.rows_kept, one.rows_set_aside)))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in (*cells, one.message)) + " |")
    return sorted(lines)


def main() -> None:
    """Write the page."""
    table = HEAD + "\n".join(rows_of(DATA)) + "\n" if DATA.is_dir() else "\nThe real data are not here, so there is no table.\n"
    PAGE.write_text(INTRO + table, encoding="utf-8")


if __name__ == "__main__":
    main()
