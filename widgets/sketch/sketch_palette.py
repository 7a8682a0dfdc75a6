"""The palette laid over the map while sketching: all that the catalogue holds, to be found by group or by word."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import catalogue
from app.catalogue import Entry
from app.kinds import LayerKind
from app.words import LANGUAGES, Words, language, tr
from widgets.map.symbols import swatch
from widgets.window_style import theme_name

SIGN_PX, ROW_SIGN_PX = 20.0, 18.0
INNER_PX, ROW_PX, TILE_PX, GAP_PX = 232, 28, 50, 2
# The palette leaves this much of the map's height free, above and below it.
FREE_PX, LEAST_PX = 32, 220
MOST_FAVOURITES = 9


class SketchPalette(QFrame):
    """All entries in groups, those used most first. ``taken(key)``: the next gesture on the map makes one ("" = none taken).

    ``favourites_chosen(keys)``: the planner wants others to stand first.
    """

    taken = Signal(str)
    favourites_chosen = Signal(tuple)

    def __init__(self, kinds: tuple[LayerKind, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self._kinds = {kind.key: kind for kind in kinds}
        self._entries = [one for one in catalogue.entries() if not one.kind or one.kind in self._kinds]
        self.favourites = tuple(one.key for one in self._entries if one.favourite)
        self._buttons: dict[str, QToolButton] = {}
        self._first: dict[str, QToolButton] = {}
        self._titles: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._taken = ""
        self.find = QLineEdit(clearButtonEnabled=True)
        self.find.textChanged.connect(lambda _: self._sift())
        self.find.returnPressed.connect(self._take_first)
        self.find.installEventFilter(self)
        self.fold = QToolButton(objectName="unfold", checkable=True, cursor=Qt.CursorShape.PointingHandCursor)
        self.fold.toggled.connect(lambda _: self._fold())
        self._none = QLabel(objectName="small", wordWrap=True)
        self._hint = QLabel(objectName="small", wordWrap=True)
        self._body = QWidget()
        self._groups = QVBoxLayout(self._body)
        self._groups.setContentsMargins(0, 0, 6, 0)
        self._groups.setSpacing(1)
        self._scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.find, 1)
        head.addWidget(self.fold)
        column.addLayout(head)
        for widget in (self._none, self._scroll, self._hint):
            column.addWidget(widget, 1 if widget is self._scroll else 0)
        self._fill()
        self.retranslate()
        if parent is not None:
            parent.installEventFilter(self)

    def show_taken(self, key: str) -> None:
        """Mark what the next gesture makes ("" = nothing) and say how."""
        self._taken = key
        for buttons in (self._buttons, self._first):
            for known, button in buttons.items():
                button.setChecked(known == key)
        how = catalogue.entry(key).geometry if catalogue.known(key) else ""
        self._hint.setText(tr(f"catalogue.how.{how}" if how else "catalogue.how"))
        self._fit()

    def show_favourites(self, keys: Iterable[str]) -> None:
        """Let these stand first; unknown ones are left out, none at all gives those of the catalogue."""
        there = {one.key for one in self._entries}
        wanted = tuple(dict.fromkeys(key for key in keys if key in there))[:MOST_FAVOURITES]
        wanted = wanted or tuple(one.key for one in self._entries if one.favourite)
        if wanted != self.favourites:
            self.favourites = wanted
            self._fill_first()
            self.retranslate()

    def start_finding(self) -> None:
        """Give the keyboard to the field that finds an entry."""
        self.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find.selectAll()

    def retranslate(self) -> None:
        """Take texts and signs from the language and the theme in use."""
        self.find.setPlaceholderText(tr("catalogue.find"))
        self.find.setAccessibleName(tr("catalogue.find"))
        self._none.setText(tr("catalogue.find.none"))
        for group, title in self._titles.items():
            title.setText(tr(f"catalogue.group.{group}"))
        for one in self._entries:
            for button in (self._buttons[one.key], self._first.get(one.key)):
                if button is not None:
                    self._dress(button, one)
        self._fold()
        self.show_taken(self._taken)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The palette keeps within the map; Down leaves the field for the first entry, Escape empties it."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._fit()
        if watched is self.find and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            found = self._found()
            if event.key() == Qt.Key.Key_Down and found:
                self._buttons[found[0].key].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.find.text():
                self.find.clear()
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self._rows["favourites"] = QWidget()
        self._add_group("favourites", QGridLayout(self._rows["favourites"]))
        self._fill_first()
        for group in catalogue.groups():
            members = [one for one in self._entries if one.group == group]
            if members:
                self._rows[group] = QWidget()
                grid = QGridLayout(self._rows[group])
                self._add_group(group, grid)
                for one in members:
                    self._buttons[one.key] = self._button(one, QSize((INNER_PX - GAP_PX) // 2, ROW_PX), tile=False)
        self._groups.addStretch(1)

    def _add_group(self, group: str, grid: QGridLayout) -> None:
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setSpacing(GAP_PX)
        self._titles[group] = QLabel(objectName="small")
        self._groups.addWidget(self._titles[group])
        self._groups.addWidget(self._rows[group])

    def _fill_first(self) -> None:
        grid = self._rows["favourites"].layout()
        for button in self._first.values():
            grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        wide = (INNER_PX - 2 * GAP_PX) // 3
        self._first = {key: self._button(catalogue.entry(key), QSize(wide, TILE_PX), tile=True) for key in self.favourites}
        for number, button in enumerate(self._first.values()):
            grid.addWidget(button, number // 3, number % 3)  # type: ignore[union-attr]

    def _button(self, one: Entry, size: QSize, *, tile: bool) -> QToolButton:
        button = QToolButton(objectName="sketchKind" if tile else "sketchRow", checkable=True)
        beside = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if tile else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        button.setToolButtonStyle(beside)
        sign = int(SIGN_PX if tile else ROW_SIGN_PX)
        button.setIconSize(QSize(sign, sign))
        button.setFixedSize(size)
        button.clicked.connect(lambda checked, key=one.key: self.taken.emit(key if checked else ""))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda at, key=one.key, of=button: self._menu(key).popup(of.mapToGlobal(at)))
        return button

    def _dress(self, button: QToolButton, one: Entry) -> None:
        sign = SIGN_PX if button.objectName() == "sketchKind" else ROW_SIGN_PX
        button.setIcon(QIcon(swatch(sign_kind(one, self._kinds), theme_name(), language(), sign, self.devicePixelRatioF())))
        button.setText(tr(f"window.sketch.{one.key}" if button.objectName() == "sketchKind" else f"catalogue.{one.key}"))
        button.setToolTip(tr(f"catalogue.{one.key}.help"))
        button.setAccessibleName(tr(f"window.command.place.{one.key}"))

    def _menu(self, key: str) -> QMenu:
        """What the right button and the menu key offer: to stand first, or no longer."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = key in self.favourites
        full = not first and len(self.favourites) >= MOST_FAVOURITES
        action = menu.addAction(tr("catalogue.first.off" if first else "catalogue.first.full" if full else "catalogue.first.on"))
        action.setEnabled(not full and not (first and len(self.favourites) == 1))
        others = tuple(known for known in self.favourites if known != key)
        action.triggered.connect(lambda: self.favourites_chosen.emit(others if first else (*others, key)))
        return menu

    def _found(self) -> list[Entry]:
        wanted = _bare(self.find.text())
        return [one for one in self._entries if wanted in _spoken(one)] if wanted else list(self._entries)

    def _sift(self) -> None:
        """Show what the field finds, without holes where others stood."""
        found = {one.key for one in self._found()}
        searching = bool(_bare(self.find.text()))
        self.fold.setChecked(self.fold.isChecked() and not searching)
        for group, row in self._rows.items():
            shown = [one.key for one in self._entries if one.group == group and one.key in found]
            visible = bool(shown) and not self.fold.isChecked() if group != "favourites" else not searching
            self._titles[group].setVisible(visible)
            row.setVisible(visible)
            if group != "favourites":
                grid = row.layout()
                for key in (one.key for one in self._entries if one.group == group):
                    grid.removeWidget(self._buttons[key])
                    self._buttons[key].setParent(row)
                    self._buttons[key].setVisible(key in shown)
                for number, key in enumerate(shown):
                    grid.addWidget(self._buttons[key], number // 2, number % 2)  # type: ignore[union-attr]
                grid.setColumnStretch(2, 1)  # type: ignore[union-attr]
        self._none.setVisible(searching and not found)
        self._fit()

    def _fold(self) -> None:
        """Fold all but those used most away, so that the map has the room; finding something unfolds it."""
        folded = self.fold.isChecked()
        word = tr("catalogue.unfold" if folded else "catalogue.fold")
        self.fold.setText("▸" if folded else "▾")
        self.fold.setToolTip(word)
        self.fold.setAccessibleName(word)
        self._sift()

    def _take_first(self) -> None:
        found = self._found()
        if found and _bare(self.find.text()):
            self.taken.emit(found[0].key)

    def _fit(self) -> None:
        """As high as what it holds, and never higher than the map."""
        above = self.parentWidget()
        self._body.layout().activate()
        fixed = [one for one in (self.find, self._none, self._hint) if not one.isHidden()]
        beside = sum(one.heightForWidth(INNER_PX) if one.hasHeightForWidth() else one.sizeHint().height() for one in fixed)
        wanted = beside + self._body.sizeHint().height() + 6 * len(fixed) + 18
        most = above.height() - 2 * FREE_PX if above is not None else wanted
        self.setFixedSize(INNER_PX + 30, max(min(wanted, most), LEAST_PX if above is not None else 0))


def sign_kind(one: Entry, kinds: dict[str, LayerKind]) -> LayerKind:
    """A kind that looks as an entry does: the layer's own, else one made of the entry's look."""
    if one.style is None:
        return kinds[one.kind]
    geometry = "LineString" if one.geometry in catalogue.LINES else "Polygon" if one.closed else "Point"
    return LayerKind(one.key, geometry, one.group, (), one.style)


def _bare(text: str) -> str:
    return "".join(text.casefold().split())


def _spoken(one: Entry) -> str:
    """All words an entry goes by, in both languages."""
    keys = [f"catalogue.{one.key}", f"window.command.place.{one.key}", f"kind.{one.item_kind}", f"catalogue.{one.key}.help"]
    keys += [f"catalogue.principle.{one.principle}"] if one.principle else []
    return "\n".join(_bare(Words(language)(key)) for language in LANGUAGES for key in keys)


def preview(project: str | None) -> QWidget:
    """The palette with all kinds, as high as the map of the laptop leaves it."""
    from widgets.preview import kinds
    from widgets.window_preview import dressed

    ground = QWidget()
    ground.resize(820, 620)
    palette = SketchPalette(kinds(), dressed(ground))
    palette.move(16, 16)
    palette.show_taken("security_lights")
    return ground
