"""Where the pointer is, in the coordinate system of the planner's choice; a click offers the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.wayfinding.coordinates import BY_ID, SYSTEMS, told
from app.words import tr

# The widest a spot can be, to keep the line from trembling while the pointer moves.
WIDEST_M, WIDEST_DEG, WIDEST_DMS = ("-14,000,000", "10,000,000"), ("38.00000°", "128.00000°"), ("38°00′00.0″", "128°00′00.0″")


class PlaceReader(QPushButton):
    """Shows what it is told. ``system_chosen(id)`` of `app.wayfinding.coordinates`; ``copy_wanted``: the spot as text."""

    system_chosen = Signal(str)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, objectName="place", cursor=Qt.CursorShape.PointingHandCursor, autoDefault=False)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        self._system, self._ready = "5186", True
        self._at_m: tuple[float, float] | None = None
        self.retranslate()

    @property
    def system(self) -> str:
        """The system the spot is told in."""
        return self._system

    def show_place(self, at_m: tuple[float, float] | None) -> None:
        """Show a working point; None: the pointer is nowhere."""
        self._at_m = at_m
        self.setText(self._words())

    def show_system(self, id: str, *, ready: bool = True) -> None:
        """Tell spots in this system from now on; not ``ready``: its figures come in a moment."""
        self._system, self._ready = id, ready
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words from the language in use."""
        name = tr(f"navigate.system.{self._system}")
        self.setAccessibleName(f"{tr('navigate.systems')}: {name}")
        self.setToolTip(f"{tr(f'navigate.system.{self._system}.help')}\n{tr('window.command.set_system.help')}")
        self.setText(self._words())
        self._keep_wide()

    def _words(self) -> str:
        name = tr(f"navigate.system.{self._system}")
        if self._at_m is None:
            return f"{name} ▾"
        return f"{name} ▾  {told(self._at_m, self._system) if self._ready else tr('navigate.at.pending')}"

    def _keep_wide(self) -> None:
        self.ensurePolished()
        form = BY_ID[self._system].degrees
        lat, lon = WIDEST_DMS if form == "dms" else WIDEST_DEG
        east, north = WIDEST_M if self._system == "3857" else ("1,000,000", "2,000,000")
        spot = tr("navigate.at.degrees", lat=lat, lon=lon) if form else tr("navigate.at.metres", east=east, north=north)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(f"{tr(f'navigate.system.{self._system}')} ▾  {spot}") + 6)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addAction(tr("navigate.systems")).setEnabled(False)
        for system in SYSTEMS:
            action = menu.addAction(tr(f"navigate.system.{system.id}.help"), lambda id=system.id: self.system_chosen.emit(id))
            action.setObjectName(system.id)
            action.setCheckable(True)
            action.setChecked(system.id == self._system)
        menu.addSeparator()
        menu.addAction(tr("window.command.copy_place"), self.copy_wanted.emit).setObjectName("copy")


def preview(project: str | None) -> QWidget:
    """A spot in three systems, one under the other, for a look."""
    from PySide6.QtWidgets import QFrame, QVBoxLayout

    from widgets.window_preview import dressed

    room = dressed(QFrame(objectName="bottom"))
    column = QVBoxLayout(room)
    for id in ("5186", "4326dms", "3857", "5174"):
        one = PlaceReader(room)
        one.show_system(id)
        one.show_place((199842.0, 551310.0))
        column.addWidget(one)
    return room
