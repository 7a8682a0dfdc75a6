"""Make the pictures of the manual from the sample district, in both languages.

Run: ``python docs/make_pictures.py [NAME...]``; no display is needed. Without names all are made. The Korean ones stand in
docs/manual, the English ones in docs/manual/en. ``webmap.png`` needs a browser (Chromium); without one it stays as it is.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOUSE), str(HOUSE / "docs")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from picture_scenes import ACTS  # noqa: E402 (stands beside this file)

MANUAL = HOUSE / "docs" / "manual"
WINDOW, DIALOG, BROWSER = (1366, 768), (1120, 640), (1280, 720)
MOST_BYTES = 250_000
PAGE_PPI = 92
# Pages of the report by their number from 0: the summary, and (after what exists and the gaps) the first page of measures.
PAGES = {"report-page": 0, "report-measure": 3}
NAMES = (*ACTS, "import", *PAGES, "webmap")


def main(names: list[str]) -> int:
    """Make these pictures, each language in a run of its own."""
    wanted = [name for name in NAMES if not names or name in names]
    for language in ("ko", "en"):
        folder = MANUAL if language == "ko" else MANUAL / "en"
        folder.mkdir(exist_ok=True)
        _windows([name for name in wanted if name in ACTS], language, folder)
        for name, make in (("import", _import), ("webmap", _webmap)):
            if name in wanted:
                make(folder / f"{name}.png", language)
        if set(PAGES) & set(wanted):
            _pages({name: folder / f"{name}.png" for name in PAGES if name in wanted}, language)
    return 0


def _windows(names: list[str], language: str, folder: Path) -> None:
    """The window on a fresh copy of the sample for each picture."""
    from PySide6.QtWidgets import QApplication

    from app import words
    from widgets import preview, theme
    from widgets.main_window import preview as window_on
    from widgets.results.answers_shelf import AnswersShelf

    class Kept(AnswersShelf):
        """Every window shows the same sample: what one has worked out the next need not."""

        def clear(self) -> None:
            """Keep all of it."""

    app, shelf = QApplication.instance() or QApplication(sys.argv[:1]), Kept()
    for name in names:
        words.speak(language)
        theme.apply(app, "light")
        window = window_on(None)
        window.study._shelf = shelf
        window.resize(*WINDOW)
        window.show()
        preview.settle(window, at_most_s=120)
        seen = ACTS[name](window) or window
        for part in (window, seen):
            preview.settle(part, quiet_s=0.8, at_most_s=120)
        _save(seen.grab().toImage(), folder / f"{name}.png")
        window.close()


def _import(out: Path, language: str) -> None:
    """The import dialog with a few files; the one the program is least sure of is chosen."""
    from PySide6.QtWidgets import QApplication

    from app import words
    from widgets import preview, theme
    from widgets.importing.import_dialog import preview as dialog_on

    app = QApplication.instance() or QApplication(sys.argv[:1])
    words.speak(language)
    theme.apply(app, "light")
    dialog = dialog_on(None)
    dialog.resize(*DIALOG)
    dialog.show()
    sure = [one.proposal.crs_confidence if one.proposal else 1.0 for one in dialog._findings]
    dialog.list.setCurrentCell(sure.index(min(sure)), 0)
    preview.settle(dialog)
    _save(dialog.grab().toImage(), out)
    dialog.close()


def _pages(outs: dict[str, Path], language: str) -> None:
    """Pages of the report of the sample, as the report's own design draws them."""
    import typst
    from PIL import Image

    from app.output import report
    from app.study import answer, question
    from app.study.deeper import deeper
    from app.study.rank.score import score
    from widgets.headless import painter
    from widgets.preview import open_project

    project = open_project(None)
    answers, paint = answer(question(project)), painter()
    more = deeper(answers)
    wanted = {one.id: one for one in report.maps_wanted(project, answers, language, more)}
    maps = {id: paint(one) for id, one in wanted.items()}
    files = {id: f"{id}.svg" for id in maps}
    drawn = {id: one for id, one in wanted.items() if hasattr(one, "scene")}
    data, _ = report.pages(project, answers, files, drawn, (), language, more, score(answers, more))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / report.TEMPLATE.name
        for part in report.TEMPLATE.parent.glob("*.typ"):
            shutil.copy(part, folder)
        for id, svg in maps.items():
            (Path(folder) / files[id]).write_bytes(svg)
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        every = typst.compile(str(page), root=folder, font_paths=report.font_folders(), format="png", ppi=PAGE_PPI)
    for name, out in outs.items():
        _write(Image.open(io.BytesIO(every[PAGES[name]])), out)


def _webmap(out: Path, language: str) -> None:
    """The web map as a browser shows it."""
    from PIL import Image

    browser = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if browser is None:
        print(f"{out.name}: no browser, left as it is", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        page, shot = _made("webmap", Path(folder) / "map.html", language), Path(folder) / "shot.png"
        size = ",".join(str(side) for side in BROWSER)
        call = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}", f"--screenshot={shot}"]
        subprocess.run([browser, *call, "--virtual-time-budget=4000", page.as_uri()], check=True, capture_output=True, timeout=120)
        _write(Image.open(shot), out)


def _made(command: str, out: Path, language: str) -> Path:
    """What the program itself makes of the sample."""
    project = out.with_name("sample.gpkg")
    for call in (("sample", str(project)), (command, str(project), str(out), "--lang", language)):
        subprocess.run([sys.executable, "main.py", *call], cwd=HOUSE, check=True, capture_output=True)
    return out


def _save(image: Any, out: Path) -> None:
    """Write a picture of Qt."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    _write(Image.open(io.BytesIO(bytes(buffer.data()))), out)


def _write(picture: Any, out: Path) -> None:
    """Write a picture with a palette, its colours as near to each other as the size a page may load allows."""
    import numpy

    seen, where, counts = numpy.unique(numpy.asarray(picture.convert("RGB")).reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    for apart in range(8, 64, 4):
        written = _indexed(picture.size, seen, where.reshape(-1), counts, apart)
        if len(written) <= MOST_BYTES:
            break
    out.write_bytes(written)
    print(f"{out.relative_to(HOUSE)}: {len(written) / 1000:.0f} kB, colours {apart} apart")


def _indexed(size: tuple[int, int], seen: Any, where: Any, counts: Any, apart: int) -> bytes:
    """The PNG whose palette holds the commonest colours that are so far apart: the solid ones stay, edges take the nearest."""
    import numpy
    from PIL import Image

    colours = seen.astype(int)
    kept: list[int] = []
    for number in numpy.argsort(-counts, kind="stable"):
        if len(kept) < 256 and (not kept or ((colours[kept] - colours[number]) ** 2).sum(1).min() >= apart**2):
            kept.append(int(number))
    nearest = numpy.array([int(((colours[kept] - colour) ** 2).sum(1).argmin()) for colour in colours], numpy.uint8)
    image = Image.fromarray(nearest[where].reshape(size[1], size[0]), "P")
    image.putpalette(seen[kept].astype(numpy.uint8).tobytes())
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
