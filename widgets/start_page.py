"""The page without a project: open the sample, open a recent one, or drop files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.words import tr
from widgets.importing.drop_area import DropArea


class StartPage(QFrame):
    """What one can begin with. ``paths_dropped`` carries a list of `Path`, ``recent_chosen`` one."""

    sample_wanted = Signal()
    open_wanted = Signal()
    new_wanted = Signal()
    recent_chosen = Signal(object)
    paths_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._title = QLabel(objectName="startTitle")
        self._title.setStyleSheet("font-size: 34px; font-weight: 700;")
        self._words = QLabel(objectName="quiet", wordWrap=True)
        self._sample, self._open, self._new = QPushButton(objectName="big"), QPushButton(objectName="big"), QPushButton(objectName="big")
        self._sample.setProperty("kind", "primary")
        self._sample.clicked.connect(self.sample_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._new.clicked.connect(self.new_wanted)
        self._recent_title = QLabel(objectName="sectionTitle")
        self._no_recent = QLabel(objectName="quiet", wordWrap=True)
        self.recent = QListWidget(objectName="recent")
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.itemActivated.connect(self._choose)
        self.recent.itemClicked.connect(self._choose)
        self.drop = DropArea()
        self.drop.chosen.connect(self.paths_dropped)
        self._place()
        self.retranslate()
        self.show_recent([])

    def show_recent(self, paths: list[Path]) -> None:
        """List projects opened lately, newest first."""
        self.recent.clear()
        for path in paths:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{path.stem}, {path.parent}")
            item.setSizeHint(QSize(100, 56))
            item.setToolTip(str(path))
            self.recent.addItem(item)
            self.recent.setItemWidget(item, _line(path))
        self.recent.setVisible(bool(paths))
        self._no_recent.setVisible(not paths)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._title.setText(tr("window.title"))
        self._words.setText(tr("window.start.words"))
        self._sample.setText(tr("window.start.sample"))
        self._open.setText(tr("window.start.open"))
        self._new.setText(tr("window.start.new"))
        self._recent_title.setText(tr("window.start.recent"))
        self._no_recent.setText(tr("window.start.no_recent"))
        self.recent.setAccessibleName(tr("window.start.recent"))
        self.drop.retranslate()

    def _place(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self._sample, self._open, self._new):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self._title)
        left.addWidget(self._words)
        left.addSpacing(10)
        left.addLayout(buttons)
        left.addSpacing(14)
        left.addWidget(self.drop, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addSpacing(18)
        right.addWidget(self._recent_title)
        right.addWidget(self._no_recent)
        right.addWidget(self.recent, 1)
        right.addStretch(0)
        self._no_recent.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout(self)
        line.setContentsMargins(90, 70, 90, 60)
        line.setSpacing(70)
        line.addLayout(left, 3)
        line.addLayout(right, 2)

    def _choose(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _line(path: Path) -> QWidget:
    """A project's name over the folder it lies in."""
    line = QWidget()
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    column = QVBoxLayout(line)
    column.setContentsMargins(10, 6, 10, 6)
    column.setSpacing(1)
    folder = QLabel(objectName="small")
    folder.setText(folder.fontMetrics().elidedText(str(path.parent), Qt.TextElideMode.ElideMiddle, 380))
    column.addWidget(QLabel(path.stem, objectName="measureName"))
    column.addWidget(folder)
    return line


def preview(project: str | None) -> QWidget:
    """The page alone, for a look."""
    page = StartPage()
    page.resize(1366, 768)
    return page
