"""The table of commands as Qt actions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.words import tr
from widgets.commands import COMMANDS, Command, State


class Actions(QObject):
    """The table as Qt actions; ``actions["undo"]`` is one of them."""

    def __init__(self, window: object, parent: QObject | None = None):
        super().__init__(parent)
        self._state = State()
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(self)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(command.checked is not None)
            action.triggered.connect(lambda _=False, command=command: command.run(window))
            self._actions[command.id] = action
        self.retranslate()

    def __getitem__(self, id: str) -> QAction:
        if not isinstance(id, str):  # when the window goes, the toolkit takes whatever has brackets for a sequence and counts through it
            raise IndexError(id)
        return self._actions[id]

    @property
    def all(self) -> list[QAction]:
        """Every action, in the order of the table."""
        return list(self._actions.values())

    def show_state(self, state: State) -> None:
        """Offer what can be done now; undo and redo name what they would take back or do again."""
        self._state = state
        for command in COMMANDS:
            action = self._actions[command.id]
            action.setEnabled(bool(command.enabled(state)))
            if command.checked is not None:
                action.setChecked(bool(command.checked(state)))
        self._name_history()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        for command in COMMANDS:
            action, text = self._actions[command.id], tr(f"window.command.{command.id}")
            action.setText(text)
            action.setToolTip(f"{tr(f'window.command.{command.id}.help')}{_hint(command)}")
            action.setStatusTip(action.toolTip())
        self._name_history()

    def menu(self, ids: tuple[str, ...], title: str, parent: object) -> QMenu:
        """A menu of these commands; an empty id is a dividing line."""
        menu = QMenu(title, parent)
        for id in ids:
            menu.addAction(self._actions[id]) if id else menu.addSeparator()
        return menu

    def _name_history(self) -> None:
        for id, title in (("undo", self._state.undo), ("redo", self._state.redo)):
            text = tr(f"window.command.{id}")
            self._actions[id].setText(f"{text}: {title}" if title else text)


def _hint(command: Command) -> str:
    keys = QKeySequence(command.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.shortcuts else ""
    return f"  ({keys})" if keys else ""
