"""The page of the saved places: the list, what can be done with the one that is chosen, and keeping the one that is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.words import tr
from widgets.navigate.place_list import PlaceLine, PlaceList

DEEDS = ("rename", "retake", "up", "down", "forget")


class PlacesPanel(QFrame):
    """Shows what it is given. ``chosen(id)``: go there; ``add_wanted``; ``renamed(id, name)``; ``moved(id, by)``; ``retaken(id)``; ``forgotten(id)``; ``left``."""

    chosen = Signal(str)
    add_wanted = Signal()
    renamed = Signal(str, str)
    moved = Signal(str, int)
    retaken = Signal(str)
    forgotten = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._editable = True
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._title = QLabel(objectName="pageTitle")
        self._how = QLabel(objectName="small", wordWrap=True)
        self.add = QPushButton()
        self.list = PlaceList()
        self.deeds = {deed: QToolButton(objectName="filter") for deed in DEEDS}
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.add.clicked.connect(self.add_wanted)
        for signal in ("chosen", "renamed", "moved", "forgotten"):
            getattr(self.list, signal).connect(getattr(self, signal))
        self.list.menu_wanted.connect(lambda id, at: self.menu(id).popup(at))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.list.model().modelReset.connect(self._offer)
        for deed, button in self.deeds.items():
            button.clicked.connect(lambda _=False, deed=deed: self._do(deed, self.list.current))
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self, spacing=6)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addWidget(self._how)
        column.addWidget(self.add)
        column.addWidget(self.list, 1)
        grid = QGridLayout(spacing=4)
        for number, deed in enumerate(DEEDS):
            button = self.deeds[deed]
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            row, place, wide = ((0, 0, 2), (0, 2, 4), (1, 0, 2), (1, 2, 2), (1, 4, 2))[number]
            grid.addWidget(button, row, place, 1, wide)
        column.addLayout(grid)

    def show_places(self, lines: tuple[PlaceLine, ...], *, editable: bool = True) -> None:
        """Show the saved places; none says how they come about."""
        self._editable = editable
        self.list.show_lines(lines, editable=editable)
        self.list.setVisible(bool(lines))
        self._say()

    def show_pictures(self, pictures: dict[str, QImage]) -> None:
        """Show these small pictures, by the id of the place."""
        self.list.show_pictures(pictures)

    def menu(self, id: str) -> QMenu:
        """What can be done with a place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("navigate.places.go"), lambda: self.chosen.emit(id)).setObjectName("go")
        for deed in DEEDS:
            action = menu.addAction(tr(f"navigate.places.{deed}"), lambda deed=deed: self._do(deed, id))
            action.setObjectName(deed)
            action.setEnabled(self._editable)
        return menu

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))
        self._title.setText(tr("window.command.places"))
        self.setAccessibleName(tr("window.command.places"))
        self.list.setAccessibleName(tr("window.command.places"))
        self.add.setText(tr("window.command.place_add"))
        self.add.setToolTip(tr("window.command.place_add.help"))
        for deed, button in self.deeds.items():
            button.setText(tr(f"navigate.places.{deed}"))
        self._say()

    def _do(self, deed: str, id: str) -> None:
        if not id:
            return
        match deed:
            case "rename":
                self.list.go_to(id)
                self.list.rename()
            case "retake":
                self.retaken.emit(id)
            case "up" | "down":
                self.moved.emit(id, -1 if deed == "up" else 1)
            case "forget":
                self.forgotten.emit(id)

    def _say(self) -> None:
        some = bool(self.list.lines)
        self._how.setText(tr("navigate.places.empty" if not some else "navigate.places.how" if self._editable else "navigate.places.read_only"))
        self.add.setEnabled(self._editable)
        for button in self.deeds.values():
            button.setVisible(some)
        self._offer()

    def _offer(self) -> None:
        ids = [line.id for line in self.list.lines]
        row = ids.index(self.list.current) if self.list.current in ids else -1
        for deed, button in self.deeds.items():
            there = {"up": row > 0, "down": 0 <= row < len(ids) - 1}.get(deed, row >= 0)
            button.setEnabled(self._editable and there)


def preview(project: str | None) -> QWidget:
    """Three saved places, for a look."""
    from widgets.window_preview import dressed

    page = dressed(PlacesPanel())
    names = ("window.command.sketch", "navigate.overview", "window.command.gaps")
    page.show_places(tuple(PlaceLine(str(at), tr(name), f"1:{2500 * (at + 1):,}") for at, name in enumerate(names)))
    page.list.go_to("1")
    page.resize(330, 640)
    return page
