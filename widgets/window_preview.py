"""Widgets made ready for a look: dressed for the theme in use, filled from a project, settled."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from widgets.window_style import dress

if TYPE_CHECKING:
    from app.model import Project

W = TypeVar("W", bound=QWidget)


def dressed(widget: W) -> W:
    """The widget with the window's part of the stylesheet, in the theme the application is in already."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        dress(app, "dark" if app.palette().window().color().lightness() < 128 else "light")
    return widget


def known(project: str | None) -> Project | None:
    """The project at a path, else the sample."""
    from widgets.preview import open_project

    return open_project(project)


def window_on(project: str | None) -> QWidget:
    """The window on a copy of a project (else of the sample), opening it in the background as always."""
    import shutil

    from widgets import preview
    from widgets.main_window import MainWindow
    from widgets.preferences import Preferences

    app = QApplication.instance()
    theme = "dark" if isinstance(app, QApplication) and app.palette().window().color().lightness() < 128 else "light"
    folder = Path(tempfile.mkdtemp(prefix="golmok-look-"))
    copy = folder / "project.gpkg"
    shutil.copyfile(project or preview.SAMPLE, copy)
    preferences = Preferences(folder)
    preferences["theme"] = theme
    dressed(QWidget())
    window = MainWindow(preview.kinds(), lambda: copy, preferences, folder)
    window.begin(copy)
    return window
