"""The bar at the top: the project, its scenarios, the large words, the search field, language and theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.words import tr
from widgets.actions import Actions
from widgets.commands import BAR, FOLDED, MENUS
from widgets.icons import icon
from widgets.search_box import SearchBox
from widgets.sketch.scenario_bar import ScenarioBar
from widgets.window_style import in_use

NAME_PX, LEAST_NAME_PX = 190, 56
# The search field between its least and its usual width; the scenarios keep so much before the name is shortened further.
SEARCH_PX, LEAST_SCENARIOS_PX, GAPS_PX = (90, 220), 260, 44


class TopBar(QFrame):
    """Places what the table of commands offers; the window fills scenarios and search."""

    def __init__(self, actions: Actions, search: SearchBox, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("top")
        self.setFixedHeight(54)
        self._actions, self._search, self._title = actions, search, ""
        self._menus: list[tuple[QMenu, str]] = []
        self._menu = QToolButton(objectName="menuButton", text="☰", popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setMenu(self._all_menus())
        self._menu.setShortcut("Alt+M")
        self._name = QLabel(objectName="projectName")
        self.scenarios = ScenarioBar()
        self.words = {id: self._word(id, commands) for id, commands in BAR}
        self._language = self._plain("language")
        self._theme = self._plain("theme")
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 12, 0)
        line.setSpacing(2)
        line.addWidget(self._menu)
        line.addSpacing(4)
        line.addWidget(self._name)
        line.addSpacing(12)
        line.addWidget(self.scenarios)
        line.addSpacing(14)
        for button in self.words.values():
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(search)
        line.addSpacing(6)
        line.addWidget(self._language)
        line.addWidget(self._theme)
        # However many scenarios there are: the bar never makes the window wider than the screen.
        line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(0)
        self.scenarios.changed.connect(self.fit)
        self.retranslate()

    def show_name(self, name: str) -> None:
        """Show the project's name, shortened where it is long."""
        self._title = name
        self._name.setToolTip(name)
        self.fit()

    def fit(self) -> None:
        """Share the width: the words always stand whole; the search field gives way first, then scenarios, then the name."""
        self._name.ensurePolished()
        metrics, name = QFontMetrics(self._name.font()), self._title or tr("window.title")
        for one in self.findChildren(QToolButton):
            one.ensurePolished()
        there = (self._menu, *self.words.values(), self._language, self._theme)
        margins = self.layout().contentsMargins()
        taken = sum(one.sizeHint().width() + self.layout().spacing() for one in there) + margins.left() + margins.right() + GAPS_PX
        room, name_px = self.width() - taken, min(metrics.horizontalAdvance(name) + 4, NAME_PX)
        whole = 0 if self.scenarios.isHidden() else self.scenarios.whole_px
        search_px = min(max(room - name_px - whole, SEARCH_PX[0]), SEARCH_PX[1])
        if whole and room - search_px - name_px < min(whole, LEAST_SCENARIOS_PX):
            name_px = max(room - search_px - min(whole, LEAST_SCENARIOS_PX), LEAST_NAME_PX)
        self._search.setFixedWidth(search_px)
        self.scenarios.fit(max(room - search_px - name_px, 0))
        self._name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, name_px))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    def show_icons(self) -> None:
        """Give the commands their icons; late, because the font of icons takes its time."""
        from widgets.commands import COMMANDS

        ink = in_use().text
        for command in COMMANDS:
            self._actions[command.id].setIcon(icon(command.icon, ink))
            self._actions[command.id].setIconVisibleInMenu(True)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        for menu, id in self._menus:
            menu.setTitle(tr(f"window.menu.{id}"))
        for id, button in self.words.items():
            button.setText(tr(f"window.bar.{id}"))
            button.setAccessibleName(tr(f"window.bar.{id}"))
        self._menu.setAccessibleName(tr("window.menu"))
        self._menu.setToolTip(tr("window.menu"))
        self._language.setText(tr("window.language.other"))
        self.show_name(self._title)

    def _all_menus(self) -> QMenu:
        whole = QMenu(self)
        for id, commands in MENUS:
            parts = _parts(commands) if id in FOLDED else [commands]
            menu = self._actions.menu(parts[0], tr(f"window.menu.{id}"), whole)
            self._menus.append((menu, id))
            for name, part in zip(FOLDED.get(id, ()), parts[1:], strict=True):
                inner = self._actions.menu(part, tr(f"window.menu.{id}.{name}"), menu)
                self._menus.append((inner, f"{id}.{name}"))
                menu.addMenu(inner)
            whole.addMenu(menu)
        return whole

    def _word(self, id: str, commands: tuple[str, ...]) -> QToolButton:
        button = QToolButton(objectName="word")
        button.setProperty("word", id)
        if len(commands) > 1:
            button.setMenu(self._actions.menu(commands, "", button))
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            members = [self._actions[id] for id in commands]

            def offer() -> None:
                button.setEnabled(any(action.isEnabled() for action in members))

            for action in members:
                action.changed.connect(offer)
            offer()
            return button
        action = self._actions[commands[0]]

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            button.setToolTip(action.toolTip())

        button.clicked.connect(action.trigger)
        action.changed.connect(follow)
        follow()
        return button

    def _plain(self, id: str) -> QToolButton:
        action = self._actions[id]
        button = QToolButton(objectName=id, text="◐")
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())

        action.changed.connect(follow)
        follow()
        return button


def _parts(ids: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The commands between dividing lines."""
    found: list[tuple[str, ...]] = [()]
    for id in ids:
        found = [*found[:-1], (*found[-1], id)] if id else [*found, ()]
    return found
