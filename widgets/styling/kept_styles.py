"""Looks kept under a name for layers of one kind: apply, rename, drop, keep, to a file and from a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.words import tr


class KeptStyles(QWidget):
    """``applied``, ``renamed``, ``forgotten(title)``; ``keep_wanted``, ``export_wanted``, ``import_wanted``."""

    applied = Signal(str)
    renamed = Signal(str)
    forgotten = Signal(str)
    keep_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.list = QComboBox()
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.none = QLabel(objectName="small", wordWrap=True)
        self.buttons = {word: QPushButton() for word in ("apply", "rename", "forget", "keep", "export", "import")}
        for word, signal in (("apply", self.applied), ("rename", self.renamed), ("forget", self.forgotten)):
            self.buttons[word].clicked.connect(lambda _=False, signal=signal: signal.emit(self.list.currentText()))
        for word, signal in (("keep", self.keep_wanted), ("export", self.export_wanted), ("import", self.import_wanted)):
            self.buttons[word].clicked.connect(lambda _=False, signal=signal: signal.emit())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.none, 0, 0, 1, 6)
        grid.addWidget(self.list, 1, 0, 1, 6)
        for number, word in enumerate(("apply", "rename", "forget")):
            grid.addWidget(self.buttons[word], 2, 2 * number, 1, 2)
        grid.addWidget(self.buttons["keep"], 3, 0, 1, 6)
        grid.addWidget(self.buttons["export"], 4, 0, 1, 3)
        grid.addWidget(self.buttons["import"], 4, 3, 1, 3)
        self.retranslate()

    def show_kept(self, titles: tuple[str, ...], *, any_kept: bool, editable: bool) -> None:
        """Show the looks kept for this kind; ``any_kept``: there is one for any kind."""
        chosen = self.list.currentText()
        self.list.clear()
        self.list.addItems(titles)
        self.list.setCurrentIndex(max(self.list.findText(chosen), 0) if titles else -1)
        self.none.setVisible(not titles)
        self.list.setVisible(bool(titles))
        for word in ("apply", "rename", "forget"):
            self.buttons[word].setVisible(bool(titles))
            self.buttons[word].setEnabled(editable)
        self.buttons["keep"].setEnabled(editable)
        self.buttons["import"].setEnabled(editable)
        self.buttons["export"].setEnabled(any_kept)

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.none.setText(tr("styling.none_kept"))
        self.list.setAccessibleName(tr("styling.section.kept"))
        for word, button in self.buttons.items():
            button.setText(tr(f"styling.{word}"))


def preview(project: str | None) -> QWidget:
    """The list with two looks, for a look."""
    from widgets.window_preview import dressed

    kept = dressed(KeptStyles())
    kept.show_kept(("야간 발표용", "흑백 인쇄용"), any_kept=True, editable=True)
    return kept
