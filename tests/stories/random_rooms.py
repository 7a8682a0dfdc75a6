"""The random user's hands in the rooms beside the map: whatever can be seen there is clicked, turned, typed into or chosen from."""

from __future__ import annotations

from pathlib import Path

import basemap_pieces
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

# What is typed into any field: plain, empty, far too large, no number, another script, what looks like markup.
TYPED = ("12", "0", "-7.5", "", "1e400", "nan", "99999999999999", "골목 1", "<b>&amp;'", "a" * 300, "37.5581, 126.9887", "height_m > 3")
PAGES = ("style", "history", "steps", "zones", "routes", "checks", "score", "robust", "night", "gaps", "table", "sketch", "charts", "compare", "places", "place_add", "measure_length", "measure_area", "back")
DIALOGS = ("settings", "assumptions", "cost_book", "pick_distance", "report", "pick_condition", "find_entry", "type_place", "zoom_area")
KEYS = ("Tab", "Backtab", "Return", "Space", "Escape", "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "Delete", "I", "X", "5", "F2")
PARTS = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QAbstractItemView, QPlainTextEdit, QTextEdit)


def fiddle(part: QWidget, value: int) -> str:
    """Do with a widget what it is there for; says what was chosen."""
    if isinstance(part, QAbstractButton):
        menu = part.menu() if isinstance(part, QPushButton | QToolButton) else None
        if menu is not None:
            return choose(menu, value)
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    elif isinstance(part, QComboBox):
        if part.count():
            part.setCurrentIndex(value % part.count())
            part.activated.emit(part.currentIndex())
    elif isinstance(part, QAbstractSlider):
        part.setValue(part.minimum() + value % max(part.maximum() - part.minimum() + 1, 1))
    elif isinstance(part, QSpinBox | QLineEdit | QAbstractSpinBox | QPlainTextEdit | QTextEdit):
        typed(part, TYPED[value % len(TYPED)])
    elif isinstance(part, QAbstractItemView):
        rows = part.model().rowCount() if part.model() is not None else 0
        if rows:
            columns = part.model().columnCount() if isinstance(part, QTableView) else 1
            index = part.model().index(value % rows, value % max(columns, 1))
            part.scrollTo(index)
            part.setCurrentIndex(index)
            QTest.mouseClick(part.viewport(), Qt.MouseButton.LeftButton, pos=part.visualRect(index).center())
    return ""


def typed(part: QWidget, text: str) -> None:
    """Type over what a field says, and Enter."""
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().setText(text)
    QTest.keyClick(part, Qt.Key.Key_V if text else Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier if text else Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(part, Qt.Key.Key_Return)


def choose(menu: QMenu, value: int) -> str:
    """Choose from a menu without hanging in it; gives the words chosen."""
    menu.aboutToShow.emit()
    offered = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    if offered:
        action = offered[value % len(offered)]
        if action.menu() is not None:
            return choose(action.menu(), value // len(offered))
        if action.objectName() not in ("quit", "new", "open", "sample", "start", "stop"):
            words = action.text()
            action.trigger()
            return words
    return ""


def parts_of(room: QWidget) -> list[QWidget]:
    """Whatever can be touched in a room now."""
    return [part for part in room.findChildren(QWidget)
            if isinstance(part, PARTS) and not isinstance(part, QScrollBar | QHeaderView) and part.isVisible() and part.isEnabled() and part.window() is room.window()
            and not isinstance(part.parent(), QComboBox | QAbstractSpinBox)]


class Rooms:
    """Deeds in the rooms; a part of `RandomUser`."""

    def page(self, which: int, number: int, value: int) -> None:
        """Open a page and touch something of it."""
        self._run(PAGES[which % len(PAGES)])
        self._pump()
        self.touch(number, value)

    def touch(self, number: int, value: int) -> None:
        """Touch anything in the window."""
        parts = parts_of(self.w)
        if parts:
            self._touch(parts[number % len(parts)], value)

    def dialog(self, which: int, number: int, value: int) -> None:
        """Open a dialog, touch something in it, and press Escape: it goes."""
        id = DIALOGS[which % len(DIALOGS)]
        self._run(id)
        self._pump()
        for step in range(3):
            parts = [part for one in self._dialogs() for part in parts_of(one)]
            if parts:
                self._touch(parts[(number + 7 * step) % len(parts)], value + step)
                self._pump()
        for one in self._dialogs():
            QTest.keyClick(one, Qt.Key.Key_Escape)
            self._pump()
        if self._dialogs():  # one may have lain over the other
            QTest.keyClick(self._dialogs()[-1], Qt.Key.Key_Escape)
        for one in self._dialogs():
            raise AssertionError(f"{type(one).__name__} stays open after Escape: {self.says[-1]}")

    def _dialogs(self) -> list[QDialog]:
        return [one for one in self.w.findChildren(QDialog) if one.isVisible()]

    def any_key(self, number: int, shift: bool) -> None:
        """Press a key wherever the keyboard is."""
        at = self.w.focusWidget() or self.w.map.canvas
        key = KEYS[number % len(KEYS)]
        self.says[-1] = f"key {key} at {type(at).__name__} {at.objectName()}"
        QTest.keyClick(at, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)

    def search(self, number: int, row: int) -> None:
        """Search for something and go there."""
        words = ("가로", "동동", "방범-001", "높이", "안", "단계", "37.5581 126.9887", "", "없는것", "모양")
        self.w.search()
        self.w.search_box.setText(words[number % len(words)])
        self._pump()
        entries = self.w.searches.entries(words[number % len(words)])
        entry = entries[row % len(entries)] if entries else None
        if entry is not None and not any(entry.title == self.w.actions_table[id].text() for id in ("quit", "new", "open", "sample", "start", "stop")):
            self.says[-1] = f"search {entry.title}"
            self.w.search_box.palette_list.hide()
            entry.run()
        self.w.search_box._leave()

    def lay_beneath(self, which: int, value: int) -> None:
        """Put a base map beneath, or do something with one that is there."""
        base = self.w.desk.project.basemaps
        if len(base) < 3 and which % 2 == 0:
            path = self.folder / f"aerial {which}.tif"
            self.w.basemaps.add([path if path.exists() else _photo(path)])
            return
        if base:
            one, shown = base[which % len(base)], self.w.basemaps.list
            deeds = (lambda: shown.eye_clicked.emit(one.id, not one.visible), lambda: shown.moved.emit(one.id, 1), lambda: shown.moved.emit(one.id, -1),
                     lambda: [shown.faded.emit(one.id, share / 10, share == 3) for share in range(4)], lambda: shown.rename_wanted.emit(one.id),
                     lambda: shown.removal_wanted.emit(one.id), lambda: shown.zoom_wanted.emit(one.id))  # fmt: skip
            deeds[value % len(deeds)]()

    def menu(self, which: int, value: int) -> None:
        """Choose from the menu of a layer."""
        layer = self._layer(which)
        if layer is not None:
            self.says[-1] += choose(self.w.layer_panel.menu(layer), value)

    def correct(self, which: int, row: int, value: int) -> None:
        """Set a cell of the table right."""
        reading, layer = self.w.tables.reading, self._layer(which)
        if not reading.shown:
            self._run("table")
        panel = reading.panel
        if panel is None or layer is None:
            return
        model = panel.model
        if model.rowCount() and model.columnCount():
            model.setData(model.index(row % model.rowCount(), value % model.columnCount()), TYPED[value % len(TYPED)])

    def restate(self, value: int) -> None:
        """Another language or theme, or another size of the window."""
        deeds = (self.w.switch_theme, self.w.switch_language, lambda: self.w.resize(1120 + value * 7 % 800, 600 + value * 3 % 480))
        deeds[(0, 1, 1, 2, 2, 2, 2, 2)[value % 8]]()

    def wheel(self, x: float, y: float, by: int) -> None:
        """Zoom to a spot, turn the map a little."""
        from PySide6.QtCore import QPointF
        from PySide6.QtGui import QWheelEvent

        canvas, spot = self.w.map.canvas, QPointF(self._spot(x, y))
        event = QWheelEvent(spot, canvas.mapToGlobal(spot), QPoint(), QPoint(0, 120 * by), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                            Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(canvas, event)

    def _run(self, id: str) -> None:
        action = self.w.actions_table[id]
        if action.isEnabled():
            action.trigger()

    def _touch(self, part: QWidget, value: int) -> None:
        self.says[-1] += f" -> {type(part).__name__} {part.objectName() or part.accessibleName()} in {type(part.parent()).__name__} ({value})"
        self.says[-1] += fiddle(part, value)


def _photo(path: Path) -> Path:
    made = basemap_pieces.photo(path)
    return made if isinstance(made, Path) else path
