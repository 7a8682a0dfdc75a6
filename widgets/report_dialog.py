"""What the report needs to know: its scenario, its language, its file, and whether to open the folder afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.words import LANGUAGES, language, tr


class ReportDialog(QDialog):
    """Asks once; ``scenario``, ``language``, ``file`` and ``opens_folder`` hold the answer after it was accepted. Also for the web map.

    ``scenarios`` are (id, title) of those a report can be about, ``shown`` the one on the map ("" = what exists); none: not asked.
    """

    def __init__(self, file: Path, what: str = "report", parent: QWidget | None = None, *, scenarios: Sequence[tuple[str, str]] = (), shown: str = ""):
        super().__init__(parent)
        self.setMinimumWidth(560)
        self._what = what
        self._note = QLabel(objectName="quiet", wordWrap=True)
        self.scenarios = QComboBox()
        for id, title in (("", ""), *scenarios):
            self.scenarios.addItem(title, id)
        self.scenarios.setCurrentIndex(max(0, self.scenarios.findData(shown)))
        self._asks = bool(scenarios)
        self._language = QComboBox()
        for code in LANGUAGES:
            self._language.addItem(tr(f"window.settings.language.{code}"), code)
        self._language.setCurrentIndex(LANGUAGES.index(language()))
        self._file = QLineEdit(str(file))
        self._choose = QPushButton()
        self._choose.clicked.connect(self._ask_file)
        self._opens = QCheckBox(checked=True)
        self._cancel, self.make = QPushButton(), QPushButton(default=True)
        self._cancel.clicked.connect(self.reject)
        self.make.clicked.connect(self.accept)
        self._file.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))
        self._labels = QLabel(), QLabel(), QLabel()
        self._place()
        self.retranslate()

    @property
    def scenario(self) -> str:
        """The id of the scenario the report is about, "" for what exists."""
        return str(self.scenarios.currentData())

    @property
    def language(self) -> str:
        """``ko`` or ``en``."""
        return str(self._language.currentData())

    @property
    def file(self) -> Path:
        """Where to write, with the right ending."""
        path = Path(self._file.text().strip())
        ending = ".pdf" if self._what == "report" else ".html"
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    @property
    def opens_folder(self) -> bool:
        """True where the folder is to be opened when the file is there."""
        return self._opens.isChecked()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        self.setWindowTitle(tr(f"window.command.{self._what}").rstrip("…"))
        self._note.setText(tr(f"window.{self._what}.words"))
        self._labels[0].setText(tr("window.report.language"))
        self._labels[1].setText(tr("window.report.file"))
        self._labels[2].setText(tr("window.report.scenario"))
        self.scenarios.setItemText(0, tr("window.report.scenario.none"))
        self.scenarios.setAccessibleName(tr("window.report.scenario"))
        self._language.setAccessibleName(tr("window.report.language"))
        self._file.setAccessibleName(tr("window.report.file"))
        self._choose.setText(tr("window.report.choose"))
        self._opens.setText(tr("window.report.open_folder"))
        self._cancel.setText(tr("window.cancel"))
        self.make.setText(tr("window.report.make"))

    def _place(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._file, 1)
        line.addWidget(self._choose)
        form = QFormLayout()
        form.setSpacing(14)
        if self._asks:
            form.addRow(self._labels[2], self.scenarios)
        else:
            self.scenarios.setParent(self)
            self.scenarios.hide()
        form.addRow(self._labels[0], self._language)
        form.addRow(self._labels[1], line)
        form.addRow("", self._opens)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(18)
        column.addWidget(self._note)
        column.addLayout(form)
        column.addLayout(buttons)

    def _ask_file(self) -> None:
        wanted = "PDF (*.pdf)" if self._what == "report" else "HTML (*.html)"
        file, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self._file.text(), wanted)
        if file:
            self._file.setText(file)


def preview(project: str | None) -> QWidget:
    """The dialog, for a look."""
    return ReportDialog(Path("report.pdf"), scenarios=(("a", "A"), ("b", "B")), shown="b")
