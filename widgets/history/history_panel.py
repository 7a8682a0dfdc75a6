"""The page of the history: the steps, what of them stays where, and the way to be rid of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.words import tr
from widgets.figures import number
from widgets.history.step_list import StepLine, StepList


class HistoryPanel(QFrame):
    """Shows what it is given. ``chosen(number)``: go to that step; ``clear_wanted``: let go of all steps; ``left``: back to the district."""

    chosen = Signal(int)
    clear_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._title = QLabel(objectName="pageTitle")
        self._how = QLabel(objectName="small", wordWrap=True)
        self.list = StepList()
        self._keeps = QLabel(objectName="small", wordWrap=True)
        self.clear = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._sure = QFrame(objectName="card")
        self._warning = QLabel(wordWrap=True)
        self.yes, self.no = QPushButton(), QPushButton()
        self._bytes, self._editable = 0, True
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.list.chosen.connect(self.chosen)
        self.clear.clicked.connect(self.ask)
        self.no.clicked.connect(lambda: self._ask(False))
        self.yes.clicked.connect(lambda: (self._ask(False), self.clear_wanted.emit()))
        self._ask(False)
        self.retranslate()

    def _lay_out(self) -> None:
        sure = QVBoxLayout(self._sure)
        sure.addWidget(self._warning)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        sure.addLayout(buttons)
        column = QVBoxLayout(self, spacing=6)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addWidget(self._how)
        column.addWidget(self.list, 1)
        column.addWidget(self._keeps)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._sure)

    def show_steps(self, lines: tuple[StepLine, ...], *, editable: bool = True) -> None:
        """Show the steps; none says how they come about."""
        self._editable = editable
        self.list.setVisible(bool(lines))
        self.list.setEnabled(editable)
        self.list.show_lines(lines)
        self.clear.setEnabled(bool(lines) and editable)
        self._say()

    def show_bytes(self, bytes: int) -> None:
        """Say how much room the steps take in the project file."""
        self._bytes = bytes
        self._say()

    def ask(self) -> None:
        """Ask whether all steps are to go."""
        self._ask(True)
        self.no.setFocus()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))
        self._title.setText(tr("history.title"))
        self.setAccessibleName(tr("history.title"))
        self.list.setAccessibleName(tr("history.title"))
        self.clear.setText(tr("window.command.clear_history"))
        self._warning.setText(tr("history.sure"))
        self.yes.setText(tr("history.clear"))
        self.no.setText(tr("history.keep"))
        self._say()

    def _ask(self, asked: bool) -> None:
        self._sure.setVisible(asked)
        self.clear.setVisible(not asked)

    def _say(self) -> None:
        empty = self.list.isHidden()
        self._how.setText(tr("history.empty" if empty else "history.how" if self._editable else "history.read_only"))
        self._keeps.setVisible(not empty)
        self._keeps.setText(tr("history.keeps", size=number(max(self._bytes, 100_000) / 1e6, 1)))


def preview(project: str | None) -> QWidget:
    """Some steps, two of them undone, for a look."""
    from widgets.window_preview import dressed

    page = dressed(HistoryPanel())
    words = ("undo", "sketch", "scenario", "rename", "assumptions", "import")
    lines = [StepLine(9 - at, tr(f"window.command.{id}"), f"14:{30 - 3 * at}", at > 1, at == 2) for at, id in enumerate(words)]
    page.show_steps((*lines, StepLine(0, tr("history.beginning"))))
    page.show_bytes(2_400_000)
    page.resize(330, 600)
    return page
