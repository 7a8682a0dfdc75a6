"""A tiny made-up quarter and a window on it, for tests of what is seen and touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.model import Layer, Project, Source
from app.quantity import Quantity, Tag
from app.words import speak
from layers import KINDS

BY_KEY = {kind.key: kind for kind in KINDS}
X, Y = 199_000.0, 551_000.0


def share(value: float | None, low: float | None = None, high: float | None = None) -> Quantity:
    """A computed share."""
    return Quantity(value, "share", Tag.COMPUTED, "test", low, high)


def layer(key: str, shapes: list, **columns: list) -> Layer:
    """A layer of shapes and columns in the working system."""
    import geopandas

    frame = geopandas.GeoDataFrame(columns, geometry=shapes, crs=5186)
    return Layer(key, BY_KEY[key], key.title(), Source(f"{key}.csv", dated="2026-11-01"), frame=frame, visible=BY_KEY[key].visible)


def quarter() -> Project:
    """Two streets that cross, a dong, a house, two cameras (one looks east, one nowhere known), a booth and a mailbox."""
    from shapely import LineString, Point, box

    return Project(
        "quarter", "시험 동네", True,
        layers=(
            layer("districts", [box(X - 200, Y - 200, X + 200, Y + 200)], code=["11000"], name=["시험구"]),
            layer("neighborhoods", [box(X - 200, Y - 200, X, Y + 200), box(X, Y - 200, X + 200, Y + 200)],
                  code=["1", "2"], name=["서동", "동동"], district=["11000", "11000"]),
            layer("buildings", [box(X + 20, Y + 20, X + 60, Y + 60)], name=["시험빌딩"], height_m=[9.0], floors=[3], use=[""]),
            layer("streets", [LineString([(X - 190, Y), (X, Y)]), LineString([(X, Y), (X + 190, Y)]), LineString([(X, Y), (X, Y + 190)])],
                  name=["가로길", "가로길", "세로길"], width_m=[6.0, 6.0, 4.0], road_class=["", "", ""]),
            layer("phone_booths", [Point(X - 150, Y + 4)], name=["첫째 부스"], open_24h=[True]),
            layer("mailboxes", [Point(X + 150, Y + 4)], name=["안심함"], lockers=[8], address=["시험구 가로길 3"]),
            layer("cctv", [Point(X + 5, Y + 3), Point(X - 100, Y + 3)], name=["방범-001", "방범-002"], cameras=[1, 1],
                  heading_deg=[90.0, None], heading_text=["동", ""], address=["시험구 가로길 1", ""]),
        ),
    )  # fmt: skip


def quarter_file(path: Path) -> Path:
    """The quarter as a project file."""
    from app.files.project_file import ProjectFile

    project = quarter()
    file = ProjectFile.create(path, Project(project.id, project.name, project.made_up))
    file.commit(file.read(), file.stamped(project))
    file.close()
    return path


def window(qtbot: object, folder: Path, sample: Callable[[], Path] | None = None) -> object:
    """A shown window whose preferences and new files stay in a folder."""
    from PySide6.QtWidgets import QApplication

    from widgets.main_window import MainWindow
    from widgets.preferences import Preferences
    from widgets.window_style import dress

    speak("ko")
    dress(QApplication.instance(), "light")
    preferences = Preferences(folder)
    preferences["language"] = "ko"
    preferences["theme"] = "light"
    made = MainWindow(KINDS, sample or (lambda: quarter_file(folder / "sample.gpkg")), preferences, folder)
    qtbot.addWidget(made)
    made.show()
    return made


def settled(qtbot: object, w: object, seconds: float = 60.0) -> None:
    """Wait until nothing runs that somebody waits for."""
    qtbot.waitUntil(lambda: w.jobs.idle, timeout=int(1000 * seconds))


def opened(qtbot: object, folder: Path) -> object:
    """A window with the quarter open and measured."""
    w = window(qtbot, folder)
    w.desk.open(quarter_file(folder / "quarter.gpkg"))
    qtbot.waitUntil(lambda: w.study.answers is not None, timeout=90_000)
    settled(qtbot, w)
    return w
