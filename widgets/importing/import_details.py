"""One file in detail: what was guessed, to be corrected; its points on a small map; ten names; its columns; rows set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.files.looking import Finding
from app.geo import KOREAN_EPSG
from app.kinds import LayerKind
from app.words import tr
from widgets.figures import count
from widgets.importing.set_aside_table import SetAsideTable
from widgets.map.small_map import SmallMap
from widgets.results.summary import said

if TYPE_CHECKING:
    import numpy

ENCODINGS = ("utf-8", "utf-8-sig", "cp949", "utf-16")
FIELDS = ("kind", "encoding", "delimiter", "header", "crs", "x", "y")
DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
# Titles above a table rarely take more lines than this.
HEADER_LINES = 15


class ImportDetails(QTabWidget):
    """Three tabs. ``changed(key, field, value)``: the planner corrects a part of the guess; field is one of `FIELDS` or ``column:<name>``."""

    changed = Signal(str, str, object)
    export_wanted = Signal()

    def __init__(self, kinds: tuple[LayerKind, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self._kinds = kinds
        self._finding: Finding | None = None
        self._rings: list[numpy.ndarray] = []
        self.boxes = {field: self._box(field) for field in FIELDS}
        self._labels = {field: QLabel(objectName="small") for field in FIELDS}
        self._message = QLabel(wordWrap=True, objectName="small")
        self._examples = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._examples_title, self._map_title = QLabel(objectName="sectionTitle"), QLabel(objectName="sectionTitle")
        self.map = SmallMap()
        self.columns: dict[str, QComboBox] = {}
        self._columns_page = QScrollArea(widgetResizable=True)
        self.set_aside = SetAsideTable()
        self.set_aside.export_wanted.connect(self.export_wanted)
        self.addTab(self._overview(), "")
        self.addTab(self._columns_page, "")
        self.addTab(self.set_aside, "")
        self.retranslate()

    def show_finding(self, finding: Finding | None, rings_lonlat: list[numpy.ndarray]) -> None:
        """Show one file over the outline of the district."""
        self._finding, self._rings = finding, rings_lonlat
        proposal = finding.proposal if finding is not None else None
        self.setEnabled(finding is not None)
        for field, box in self.boxes.items():
            box.setEnabled(proposal is not None and _may_change(finding, field))
            self._fill(box, field, finding)
        self._message.setText(_messages(finding))
        names = proposal.examples if proposal is not None else ()
        self._examples.setText("\n".join(names) if names else tr("window.import.no_examples"))
        self.map.show_points(proposal.points_lonlat if proposal is not None else None, rings_lonlat)
        self._fill_columns(finding)
        self.set_aside.show_rows(finding.set_aside if finding is not None else ())
        self._name_tabs()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        for field, label in self._labels.items():
            label.setText(tr("window.import.layout" if field == "delimiter" else f"window.import.{field}"))
            self.boxes[field].setAccessibleName(tr(f"window.import.{field}"))
        self._examples_title.setText(tr("window.import.examples"))
        self._map_title.setText(tr("window.import.map"))
        self._name_tabs()

    def _overview(self) -> QWidget:
        form = QFormLayout()
        form.setSpacing(9)
        for field in FIELDS:
            if field == "delimiter":  # how the lines of a table are laid out: two small choices in one row
                pair = QHBoxLayout()
                pair.addWidget(self.boxes["delimiter"], 1)
                pair.addWidget(self.boxes["header"], 1)
                form.addRow(self._labels[field], pair)
            elif field != "header":
                form.addRow(self._labels[field], self.boxes[field])
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(form)
        left.addWidget(self._message)
        left.addStretch(1)
        middle = QVBoxLayout()
        middle.addWidget(self._map_title)
        middle.addWidget(self.map, 1)
        right = QVBoxLayout()
        right.addWidget(self._examples_title)
        right.addWidget(self._examples)
        right.addStretch(1)
        page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 12, 0, 0)
        line.setSpacing(26)
        line.addLayout(left, 4)
        line.addLayout(middle, 4)
        line.addLayout(right, 3)
        return page

    def _box(self, field: str) -> QComboBox:
        box = QComboBox(minimumContentsLength=6 if field in ("delimiter", "header") else 16, sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _: self._say(field, box.currentData()))
        return box

    def _say(self, field: str, value: object) -> None:
        if self._finding is not None:
            self.changed.emit(self._finding.key, field, value)

    def _fill(self, box: QComboBox, field: str, finding: Finding | None) -> None:
        box.clear()
        proposal = finding.proposal if finding is not None else None
        if proposal is None:
            return
        chosen: object
        if field == "kind":
            choices, chosen = [(kind.key, tr(f"kind.{kind.key}")) for kind in self._kinds], proposal.kind
        elif field == "encoding":
            known = dict.fromkeys((proposal.raw.encoding, *ENCODINGS))
            choices, chosen = [(name, name.upper()) for name in known if name], proposal.raw.encoding
        elif field == "delimiter":
            choices, chosen = [(sign, tr(f"window.import.delimiter.{name}")) for sign, name in DELIMITERS.items()], proposal.raw.delimiter
        elif field == "header":
            lines = range(1, max(HEADER_LINES, proposal.raw.header_row) + 1)
            choices = [(0, tr("window.import.header.none")), *((line, tr("window.import.header.line", line=line)) for line in lines)]
            chosen = proposal.raw.header_row
        elif field == "crs":
            choices, chosen = [(epsg, crs_name(epsg)) for epsg in dict.fromkeys((*KOREAN_EPSG, proposal.epsg)) if epsg], proposal.epsg
        else:
            choices = [("", tr("window.import.none")), *((header, header) for header in proposal.raw.headers)]
            chosen = getattr(proposal, field)
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(next((number for number, (value, _) in enumerate(choices) if value == chosen), -1))

    def _fill_columns(self, finding: Finding | None) -> None:
        self.columns = {}
        page = QWidget()
        form = QFormLayout(page)
        form.setSpacing(8)
        form.setContentsMargins(0, 12, 12, 12)
        proposal = finding.proposal if finding is not None else None
        kind = next((kind for kind in self._kinds if proposal is not None and kind.key == proposal.kind), None)
        if proposal is not None and kind is not None:
            form.addRow(QLabel(tr("window.import.ours"), objectName="small"), QLabel(tr("window.import.theirs"), objectName="small"))
            mapping = dict(proposal.mapping)
            for column in kind.columns:
                box = QComboBox()
                for header in ("", *proposal.raw.headers):
                    box.addItem(header or tr("window.import.none"), header)
                box.setCurrentIndex(max(box.findData(mapping.get(column.name, "")), 0))
                box.activated.connect(lambda _, name=column.name, box=box: self._say(f"column:{name}", box.currentData()))
                box.setAccessibleName(tr(f"column.{column.name}"))
                self.columns[column.name] = box
                form.addRow(tr(f"column.{column.name}"), box)
        self._columns_page.setWidget(page)

    def _name_tabs(self) -> None:
        aside = count(len(self._finding.set_aside) if self._finding is not None else 0)
        for number, text in enumerate((tr("window.import.tab.overview"), tr("window.import.tab.columns"), tr("window.import.tab.aside", count=aside))):
            self.setTabText(number, text)


def crs_name(epsg: int) -> str:
    """``EPSG:5174`` with its name where there is one."""
    known = tr(f"window.import.crs.{epsg}")
    return f"EPSG:{epsg}" if known == f"window.import.crs.{epsg}" else f"EPSG:{epsg} · {known}"


def _may_change(finding: Finding | None, field: str) -> bool:
    proposal = finding.proposal if finding is not None else None
    if proposal is None:
        return False
    if field == "encoding":
        return bool(proposal.raw.encoding)
    if field == "delimiter":
        return bool(proposal.raw.delimiter)
    if field == "header":
        return proposal.raw.geometry is None
    if field == "crs":
        return proposal.place in ("xy", "geometry")
    if field in ("x", "y"):
        return proposal.raw.geometry is None
    return True


def _messages(finding: Finding | None) -> str:
    if finding is None:
        return ""
    if finding.trouble or finding.luminaire is not None or finding.basemap is not None:
        return finding.trouble or finding.said
    lines = [said(*one) for one in finding.proposal.message] if finding.proposal is not None else []
    if finding.imported is not None and not finding.usable:
        lines.insert(0, finding.imported.outcome.message)
    return "\n".join(lines)
