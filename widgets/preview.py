"""Draw any widget to a picture without a display.

    python -m widgets.preview main_window --project X --size 1366x768 --lang ko --theme light --out shot.png

The module's ``preview(project)`` gives the widget; the picture is taken once nothing is busy any more. Like ``main.py`` this is
a door: it alone looks up the layer kinds by name, since `widgets` never imports `layers`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.model import Project
    from app.scene import Scene

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "sample.gpkg"


def kinds() -> tuple:
    """All layer kinds, found by name as the door does."""
    import importlib

    return importlib.import_module("layers").KINDS


def open_project(path: str | None) -> Project | None:
    """The project at a path, else the sample; None where neither is there."""
    from app.files.project_file import ProjectFile

    chosen = Path(path) if path else SAMPLE
    if not chosen.is_file():
        return None
    # A copy is opened: a look must neither lock the file nor change a byte of it.
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(chosen, folder)
        file, project = ProjectFile.open(Path(copy), kinds())
        file.close()
    return project


def scene_of(path: str | None) -> Scene:
    """The scene of a project's layers in drawing order, without any analysis; empty where there is no project."""
    from app.scene import Scene

    project = open_project(path)
    if project is None:
        return Scene()
    order = {kind.key: number for number, kind in enumerate(kinds())}
    layers = sorted(project.layers, key=lambda layer: order.get(layer.kind.key, len(order)))
    return Scene(tuple(layers), made_up=project.made_up)


def settle(widget: QWidget, *, quiet_s: float = 0.3, at_most_s: float = 30.0) -> None:
    """Let the event loop run until no part of the widget has been busy (``is_busy``) for a moment."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication, QWidget

    begun = last = monotonic()
    while monotonic() - last < quiet_s and monotonic() - begun < at_most_s:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        for part in (widget, *widget.findChildren(QWidget)):
            busy = getattr(part, "is_busy", False)
            if busy() if callable(busy) else busy:
                last = monotonic()
                break


def _room_of(module: str) -> str:
    """The full name of a widget's module; its file is found in whichever room it stands."""
    house = Path(__file__).resolve().parent
    found = next(iter(sorted(house.rglob(f"{module}.py"))), house / f"{module}.py")
    return ".".join(("widgets", *found.relative_to(house).with_suffix("").parts))


def shoot(module: str, out: Path, *, project: str | None = None, size: tuple[int, int] = (1366, 768), lang: str = "ko",
          theme: str = "light") -> None:  # fmt: skip
    """Draw one widget module to a picture file."""
    import importlib

    from PySide6.QtWidgets import QApplication

    from app import words
    from widgets import theme as looks

    app = QApplication.instance() or QApplication(sys.argv[:1])
    words.speak(lang)
    looks.apply(app, theme)  # type: ignore[arg-type]
    widget = importlib.import_module(_room_of(module)).preview(project)
    if hasattr(widget, "use_theme"):
        widget.use_theme(theme)
    widget.resize(*size)
    widget.show()
    settle(widget)
    out.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(out)):
        raise SystemExit(f"could not write {out}")
    if hasattr(widget, "stop"):
        widget.stop()
    widget.close()


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m widgets.preview", description="Draw a widget to a picture.")
    parser.add_argument("module", help="a module of widgets with a function preview(project)")
    parser.add_argument("--project", default=None, help="a project file; the sample where left out")
    parser.add_argument("--size", default="1366x768", help="width x height in pixels")
    parser.add_argument("--lang", default="ko", choices=("ko", "en"))
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    parser.add_argument("--out", default="shots/preview.png", type=Path)
    given = parser.parse_args(arguments)
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    width, height = (int(part) for part in given.size.lower().split("x"))
    shoot(given.module, given.out, project=given.project, size=(width, height), lang=given.lang, theme=given.theme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
