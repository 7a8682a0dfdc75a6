"""Bringing data in: drop files, see what was found, correct it, take all with one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.files.looking import Finding
from app.kinds import LayerKind
from app.words import tr
from widgets.importing.drop_area import DropArea, dropped
from widgets.importing.import_details import ImportDetails
from widgets.importing.import_list import ImportList

if TYPE_CHECKING:
    import numpy


class ImportDialog(QDialog):
    """Shows findings; every signal is a wish.

    ``paths_added(paths)``, ``changed(key, field, value)``, ``wanted(key, bool)``, ``export_wanted(key)``, ``all_accepted``.
    """

    paths_added = Signal(object)
    changed = Signal(str, str, object)
    wanted = Signal(str, bool)
    export_wanted = Signal(str)
    all_accepted = Signal()

    def __init__(self, kinds: tuple[LayerKind, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self.resize(1120, 680)
        self.setAcceptDrops(True)
        self._findings: tuple[Finding, ...] = ()
        self._rings: list[numpy.ndarray] = []
        self._words = QLabel(objectName="quiet", wordWrap=True)
        self.drop = DropArea()
        self.drop.chosen.connect(self.paths_added)
        self.list, self.details = ImportList(), ImportDetails(kinds)
        self.list.picked.connect(self._show_details)
        self.list.wanted.connect(self.wanted)
        self.details.changed.connect(self.changed)
        self.details.export_wanted.connect(lambda: self.export_wanted.emit(self.list.current_key))
        self._busy = QProgressBar(textVisible=False, maximum=0)
        self._busy.setFixedHeight(3)
        self._more, self._cancel, self.accept_all = QPushButton(), QPushButton(), QPushButton()
        self.accept_all.setProperty("kind", "primary")
        self._more.clicked.connect(lambda: self.pages.setCurrentIndex(0))
        self._cancel.clicked.connect(self.reject)
        self.accept_all.clicked.connect(self.all_accepted)
        self._place()
        self.retranslate()
        self.show_findings((), [], busy=False)

    def show_findings(self, findings: Sequence[Finding], rings_lonlat: list[numpy.ndarray], *, busy: bool) -> None:
        """Show what was found so far; ``rings_lonlat`` are the outlines of the district for the small map."""
        self._findings, self._rings = tuple(findings), rings_lonlat
        self.pages.setCurrentIndex(1 if findings or busy else 0)
        self._busy.setVisible(busy)
        self.list.show_findings(self._findings)
        usable = sum(finding.usable and finding.wanted for finding in self._findings)
        self.accept_all.setText(tr("window.import.accept", count=usable))
        self.accept_all.setEnabled(usable > 0 and not busy)
        self._more.setVisible(self.pages.currentIndex() == 1)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setWindowTitle(tr("window.import.title"))
        self._words.setText(tr("window.import.words"))
        self._more.setText(tr("window.import.more"))
        self._cancel.setText(tr("window.cancel"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """More files may be dropped at any time."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.acceptProposedAction()
        self.paths_added.emit(dropped(event.mimeData()))

    def _place(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        both.addWidget(self.list)
        both.addWidget(self.details)
        both.setSizes([230, 340])
        found = QWidget()
        inner = QVBoxLayout(found)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._words)
        inner.addWidget(self._busy)
        inner.addWidget(both, 1)
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.drop)
        self.pages.addWidget(found)
        buttons = QHBoxLayout()
        buttons.addWidget(self._more)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.accept_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(self.pages, 1)
        column.addLayout(buttons)

    def _show_details(self, key: str) -> None:
        self.details.show_finding(next((finding for finding in self._findings if finding.key == key), None), self._rings)


def preview(project: str | None) -> QWidget:
    """The dialog with a few files as they would go into a project, for a look; empty where there is no project."""
    import tempfile
    from pathlib import Path

    from app.files.looking import look, rings_lonlat
    from widgets.importing.import_example import files
    from widgets.preview import kinds
    from widgets.window_preview import dressed, known

    dialog, found = dressed(ImportDialog(kinds())), known(project)
    if found is not None:
        with tempfile.TemporaryDirectory() as folder:
            findings = look([files(found, Path(folder) / "data")], kinds(), found)
        dialog.show_findings(findings, rings_lonlat(found, findings), busy=False)
    return dialog
