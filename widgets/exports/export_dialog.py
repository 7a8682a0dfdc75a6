"""Asks what is given away, as which kind of file, in which coordinate system, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.output.exchange import ENDINGS, FORMATS, Wish, systems_for
from app.output.exchange_about import system_name
from app.output.exchange_parts import MEASURES, PICKED, THINGS, Offered
from app.words import Words, language, tr
from widgets.exports.part_tree import PartTree

KEPT = 5186


class ExportDialog(QDialog):
    """``wanted``: the planner asks for what `wish` and `file` say; whoever listens closes the dialog."""

    wanted = Signal()

    def __init__(self, offered: Sequence[Offered], file: Path, least: int = 5, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(tr("exports.title"))
        self.resize(680, 620)
        self.tree = PartTree()
        self.form, self.system = QComboBox(), QComboBox()
        for form in FORMATS:
            self.form.addItem(tr(f"exports.format.{form}"), form)
        self._file = QLineEdit(str(file))
        self._choose = QPushButton(tr("exports.choose"))
        self._opens = QCheckBox(tr("exports.open_folder"))
        self._note = QLabel(objectName="quiet", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._hidden = QLabel(tr("exports.hidden", least=least), objectName="quiet", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._cancel, self.make = QPushButton(tr("exports.cancel")), QPushButton(tr("exports.make"), default=True)
        for widget, key in ((self.form, "exports.format"), (self.system, "exports.system"), (self._file, "exports.file")):
            widget.setAccessibleName(tr(key))
        self._place()
        self.tree.show_parts(offered, _first(offered))
        self.tree.changed.connect(self._offer)
        self.form.currentIndexChanged.connect(self._form_chosen)
        self._file.textChanged.connect(self._offer)
        self._choose.clicked.connect(self._ask_file)
        self._cancel.clicked.connect(self.reject)
        self.make.clicked.connect(self.wanted)
        self._form_chosen()
        self.tree.setFocus()

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        return Wish(self.tree.chosen, str(self.form.currentData()), int(self.system.currentData()), self.tree.columns, language())

    @property
    def file(self) -> Path:
        """Where to, with the ending of the format."""
        path, ending = Path(self._file.text().strip()), ENDINGS[str(self.form.currentData())]
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    @property
    def opens_folder(self) -> bool:
        """True where the folder is to be opened when the files are there."""
        return self._opens.isChecked()

    def ask_replace(self, there: Sequence[Path]) -> bool:
        """Ask whether files that are there already may be replaced; the safe answer is the first."""
        key = "exports.replace" if len(there) == 1 else "exports.replace.many"
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), tr(key, file=there[0].name, count=len(there)), parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        yes = box.addButton(tr("exports.replace.yes"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(tr("exports.replace.no"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    def show_trouble(self, sentence: str) -> None:
        """Say why it could not be done; nothing that was chosen is lost."""
        self._note.setText(sentence)
        self._note.show()

    def _place(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._file, 1)
        line.addWidget(self._choose)
        form = QFormLayout(horizontalSpacing=14, verticalSpacing=10)
        form.addRow(tr("exports.format"), self.form)
        form.addRow(tr("exports.system"), self.system)
        form.addRow(tr("exports.file"), line)
        form.addRow("", self._opens)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.make)
        column = QVBoxLayout(self, spacing=12)
        column.setContentsMargins(24, 20, 24, 18)
        column.addWidget(QLabel(tr("exports.what"), objectName="heading"))
        column.addWidget(self.tree, 1)
        column.addWidget(self._hidden)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addLayout(buttons)

    def _form_chosen(self) -> None:
        """Offer the systems that the format can be in; the one chosen stays where it can."""
        form, before = str(self.form.currentData()), self.system.currentData()
        self.system.clear()
        words = Words(language())
        for epsg in systems_for(form):
            self.system.addItem(system_name(epsg, words), epsg)
        kept = self.system.findData(before if before is not None and self.system.findData(before) >= 0 else KEPT)
        self.system.setCurrentIndex(max(kept, 0))
        self.system.setEnabled(self.system.count() > 1)
        self.system.setToolTip("" if self.system.count() > 1 else tr("exports.kml_degrees"))
        path = Path(self._file.text().strip())
        if path.suffix.lower() in ENDINGS.values():
            self._file.setText(str(path.with_suffix(ENDINGS[form])))
        self._offer()

    def _offer(self) -> None:
        chosen = bool(self.tree.chosen)
        self.make.setEnabled(chosen and bool(Path(self._file.text().strip()).name))
        words = tr("exports.nothing_chosen") if not chosen else tr("exports.csv_files") if self.form.currentData() == "csv" else ""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _ask_file(self) -> None:
        wanted = f"{self.form.currentText()} (*{ENDINGS[str(self.form.currentData())]})"
        # Whether a file may be replaced is asked once, when all files are known.
        file, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), self._file.text(), wanted, options=QFileDialog.Option.DontConfirmOverwrite)
        if file:
            self._file.setText(file)


def _first(offered: Sequence[Offered]) -> list[str]:
    """What is ticked at the beginning: the selection where there is one, else the scenario, else the measures."""
    ids = [one.id for one in offered]
    picked = [id for id in ids if id.startswith(PICKED)]
    return picked or [id for id in ids if id == THINGS] or [id for id in ids if id == MEASURES]


def preview(project: str | None) -> QWidget:
    """The dialog on the sample, for a look."""
    from app import edits
    from app.output.exchange_parts import offered as known_parts
    from widgets.window_preview import dressed, known

    shown = known(project)
    if shown is not None:
        shown = edits.place(shown, "cctv", (199_850.0, 551_300.0))
    return dressed(ExportDialog(known_parts(shown) if shown is not None else (), Path("golmok.gpkg")))
