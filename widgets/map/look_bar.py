"""The small bar on the map: day or night, and which measure the map shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.study.measure_kinds import BY_ID
from app.words import tr
from widgets.results.viewing import Viewing, measure_words
from widgets.segments import DAY_NIGHT, Segments

INSET_PX = 14


class LookBar(QFrame):
    """Sits in the upper right corner of its parent. ``time_chosen(night)``, ``measure_chosen(id)``."""

    time_chosen = Signal(bool)
    measure_chosen = Signal(str)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._viewing, self._ids, self._drawing = Viewing(), (), False
        self.time = Segments(DAY_NIGHT, "measures.time")
        self.time.chosen.connect(lambda key: self.time_chosen.emit(key == "night"))
        self.measure = QToolButton(objectName="look", popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 5, 6, 5)
        line.setSpacing(4)
        line.addWidget(self.time)
        line.addWidget(self.measure)
        parent.installEventFilter(self)
        self.hide()

    def show_viewing(self, viewing: Viewing, ids: tuple[str, ...], *, drawing: bool = False) -> None:
        """Show what is on the map and what could be (``ids`` of measures as they are shown now); nothing to show hides the bar."""
        self._viewing, self._ids, self._drawing = viewing, ids, drawing
        self.setVisible(bool(ids))
        self.time.show_chosen("night" if viewing.night else "day")
        words = measure_words(viewing.kind.id)
        self.measure.setText(f"{words} ({tr('measures.look.drawing')})" if drawing else f"{words} ▾")
        self.measure.setAccessibleName(f"{tr('measures.look')}: {words}")
        self.measure.setToolTip(tr(f"measure.{viewing.kind.id}.help"))
        former = self.measure.menu()
        self.measure.setMenu(self._menu())
        if former is not None:
            former.deleteLater()
        self._place()

    def switch_time(self) -> None:
        """From day to night and back."""
        self.time_chosen.emit(not self._viewing.night)

    def retranslate(self) -> None:
        """Take the words from the language in use."""
        self.show_viewing(self._viewing, self._ids, drawing=self._drawing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner when the map changes size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _menu(self) -> QMenu:
        menu, group = QMenu(self), ""
        for id in self._ids:
            if BY_ID[id].group != group:
                group = BY_ID[id].group
                if menu.actions():
                    menu.addSeparator()
                menu.addAction(tr(f"measures.group.{group}")).setEnabled(False)
            action = menu.addAction(measure_words(id), lambda id=id: self.measure_chosen.emit(id))
            action.setObjectName(id)
            action.setCheckable(True)
            action.setChecked(id == self._viewing.kind.id)
        return menu

    def _place(self) -> None:
        self.adjustSize()
        self.move(self.parentWidget().width() - self.width() - INSET_PX, INSET_PX)


def preview(project: str | None) -> QWidget:
    """The bar in a corner, for a look."""
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    room.resize(500, 120)
    LookBar(room).show_viewing(Viewing(night=True), ("seen_night", "seen_twice", "lit", "near_refuge_night"))
    return room
