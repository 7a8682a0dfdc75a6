"""A place to drop files and folders on; where it has the word, a click chooses them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.words import tr


def dropped(mime: QMimeData) -> list[Path]:
    """The files and folders of a drag; what is not on this machine is left out."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class DropArea(QFrame):
    """A dashed field with two buttons. ``chosen(paths)`` is a list of `Path`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self._words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._note = QLabel(objectName="small", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._files, self._folder = QPushButton(), QPushButton()
        self._files.clicked.connect(self._ask_files)
        self._folder.clicked.connect(self._ask_folder)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._files)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._note)
        column.addLayout(buttons)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._words.setText(tr("window.drop.words"))
        self._note.setText(tr("window.drop.note"))
        self._files.setText(tr("window.drop.files"))
        self._folder.setText(tr("window.drop.folder"))
        self.setAccessibleName(tr("window.drop.words"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, nothing else."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Back to the quiet look."""
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self._mark(False)
        event.acceptProposedAction()
        self.chosen.emit(dropped(event.mimeData()))

    def _mark(self, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)

    def _ask_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, tr("window.drop.files"))
        if files:
            self.chosen.emit([Path(file) for file in files])

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("window.drop.folder"))
        if folder:
            self.chosen.emit([Path(folder)])


def preview(project: str | None) -> QWidget:
    """The field alone, for a look."""
    area = DropArea()
    area.resize(520, 200)
    return area
