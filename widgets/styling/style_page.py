"""The page that changes how a layer looks; every change shows on the map at once and is one step back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QSlider, QToolButton, QVBoxLayout, QWidget

from app.classing import Classed
from app.kinds import LayerKind, Style
from app.styles import CATEGORIES, GIVEN, GRADUATED, MEASURE, METHODS, MOST_CLASSES, SINGLE, way_of
from app.words import tr
from widgets.figures import count
from widgets.map.map_classes import class_colours
from widgets.styling.class_rows import ClassRows
from widgets.styling.kept_styles import KeptStyles
from widgets.styling.label_fields import LabelFields
from widgets.styling.look_fields import LookFields
from widgets.styling.ramp_choice import RampChoice
from widgets.styling.rows import Grid, filled
from widgets.styling.stepper import Stepper
from widgets.window_style import in_use

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """What the page shows of a layer: ``columns`` for categories, ``numbers`` for steps and ``measures``, each (key, words)."""

    name: str
    kind: LayerKind
    style: Style
    classed: Classed | None = None
    columns: Named = ()
    numbers: Named = ()
    measures: Named = ()
    kept: tuple[str, ...] = ()
    any_kept: bool = False
    different: int = 0
    own: bool = False
    waiting: bool = False
    editable: bool = True


class StylePage(QFrame):
    """``changed(values)``: these parts of the style. ``classes_wanted(by, column, method, steps)``: sort the values so.

    ``reset_wanted``; ``left``: back to the district. ``kept`` holds the saved looks with signals of its own.
    """

    changed = Signal(object)
    classes_wanted = Signal(str, str, str, int)
    reset_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: Shown | None = None
        self._back = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._back.clicked.connect(self.left)
        self.title = QLabel(objectName="pageTitle", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._note = QLabel(objectName="small", wordWrap=True)
        self.look, self.labels, self.classes, self.kept = LookFields(), LabelFields(), ClassRows(), KeptStyles()
        self.by, self.column, self.method, self.ramp, self.flipped = QComboBox(), QComboBox(), QComboBox(), RampChoice(), QToolButton(checkable=True, objectName="filter")
        self.steps = Stepper(2, MOST_CLASSES)
        self.reset = QPushButton()
        self._heads = {word: QLabel(objectName="sectionTitle") for word in ("look", "by", "label", "kept")}
        self._grid = Grid(("by", self.by), ("column", self.column), ("method", self.method), ("count", self.steps), ("ramp", self.ramp))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.title, self._heads["by"], self._grid, self._note, self.flipped, self.classes, self._heads["look"], self.look,
                     self._heads["label"], self.labels, self._heads["kept"], self.kept, self.reset):  # fmt: skip
            if part in self._heads.values():
                column.addSpacing(6)
            column.addWidget(part)
        column.addStretch(1)
        self._wire()
        self.retranslate()
        self.show_style(None)

    def _wire(self) -> None:
        for part in (self.look, self.labels):
            part.changed.connect(self.changed)
        self.by.activated.connect(lambda _: self._by_chosen())
        for box in (self.column, self.method):
            box.activated.connect(lambda _: self._want())
        self.steps.changed.connect(lambda _: self._want())
        self.ramp.chosen.connect(lambda name: self.changed.emit({"ramp": name}))
        self.flipped.clicked.connect(lambda on: self.changed.emit({"flipped": on}))
        self.classes.changed.connect(self._classes_changed)
        self.reset.clicked.connect(self.reset_wanted)
        for part in self.findChildren(QWidget):
            if isinstance(part, (QComboBox, QSlider)):
                part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                part.installEventFilter(self)

    def show_style(self, shown: Shown | None) -> None:
        """Show how a layer looks; None: no layer is chosen."""
        self._shown = shown
        for part in (*self._heads.values(), self._grid, self.flipped, self.classes, self.look, self.labels, self.kept, self.reset):
            part.setVisible(shown is not None)
        if shown is None:
            self.title.setText(tr("styling.title"))
            self._note.setText(tr("styling.empty"))
            self._note.show()
            return
        self.title.setText(tr("styling.of", name=shown.name))
        self.look.show_look(shown.kind, shown.style, editable=shown.editable)
        self.labels.show_labels(shown.style, shown.columns, editable=shown.editable)
        self.kept.show_kept(shown.kept, any_kept=shown.any_kept, editable=shown.editable)
        self.reset.setEnabled(shown.own and shown.editable)
        self._show_by(shown)

    def _show_by(self, shown: Shown) -> None:
        way = way_of(shown.kind, shown.style)
        ways = [one for one in ("", SINGLE, CATEGORIES, GRADUATED, MEASURE) if one or shown.kind.by_area or shown.kind.style.symbol == "cells"]
        ways = [one for one in ways if one != MEASURE or {"streets", "dong", "district"} & set(shown.kind.serves)]
        filled(self.by, [(one, tr(f"styling.by.{one}")) for one in ways], way)
        style = shown.classed.style if shown.classed is not None else shown.style
        offered = {CATEGORIES: shown.columns, GRADUATED: shown.numbers, MEASURE: shown.measures}.get(way, ())
        filled(self.column, offered, shown.style.column)
        filled(self.method, [(one, tr(f"styling.method.{one}")) for one in (*METHODS, *((GIVEN,) if style.method == GIVEN else ()))], style.method)
        self.steps.show_value(len(style.classes) or 5)
        classed = way != SINGLE and bool(style.classes)
        own = class_colours(_without_ramp(style), in_use())[:-1] if classed else ()
        self.ramp.show_ramps(style.ramp, categories=way == CATEGORIES, own=own, flipped=style.flipped)
        self.flipped.setChecked(shown.style.flipped)
        self._grid.show_rows({"column": way not in ("", SINGLE), "method": way == GRADUATED, "count": way == GRADUATED, "ramp": way != SINGLE})
        self._grid.rename("column", tr("styling.measure" if way == MEASURE else "styling.column"))
        self.flipped.setVisible(way != SINGLE)
        self.classes.setVisible(classed)
        counts = shown.classed.counts if shown.classed is not None else ()
        self.classes.show_classes(style if classed else None, class_colours(style, in_use()) if classed else (), counts,
                                  editable=shown.editable and way != "")  # fmt: skip
        for part in (self.by, self.column, self.method, self.steps, self.ramp, self.flipped):
            part.setEnabled(shown.editable)
        note = self._words(shown, way, classed)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _words(self, shown: Shown, way: str, classed: bool) -> str:
        if not shown.editable:
            return tr("styling.read_only")
        if shown.waiting:
            return tr("styling.waiting")
        if way == GRADUATED and not shown.numbers:
            return tr("styling.no_columns")
        if way == MEASURE and not shown.measures:
            return tr("styling.no_measure")
        if way not in ("", SINGLE) and not classed:
            return tr("styling.no_values")
        if way == CATEGORIES and shown.different > MOST_CLASSES:
            return tr("styling.many", count=count(shown.different), most=MOST_CLASSES)
        return ""

    def _by_chosen(self) -> None:
        shown, way = self._shown, self.by.currentData()
        if shown is None:
            return
        if way in ("", SINGLE):
            self.changed.emit({"by": way or None, "classes": None, "column": None, "method": None})
            return
        offered = {CATEGORIES: shown.columns, GRADUATED: shown.numbers, MEASURE: shown.measures}[way]
        known = [key for key, _ in offered]
        preferred = [column.name for column in shown.kind.columns if column.name in known and column.name not in ("name", "code", "address")]
        column = shown.style.column if shown.style.column in known else next(iter((*preferred, *known)), "")
        self.classes_wanted.emit(way, column, shown.style.method if shown.style.method in METHODS else METHODS[0], 5)

    def _want(self) -> None:
        if self._shown is not None:
            method = self.method.currentData() if self.sender() is not self.steps or self.method.currentData() != GIVEN else METHODS[0]
            self.classes_wanted.emit(self.by.currentData(), self.column.currentData() or "", method or METHODS[0], self.steps.value)

    def _classes_changed(self, classes: object, by_hand: bool) -> None:
        graduated = self._shown is not None and self._shown.style.by == GRADUATED
        self.changed.emit({"classes": classes, **({"method": GIVEN} if by_hand and graduated else {})})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel moves the page, not a value it happens to pass over."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self._back.setText(f"← {tr('window.inspector.back')}")
        self._back.setAccessibleName(tr("window.inspector.back"))
        for word, head in self._heads.items():
            head.setText(tr(f"styling.section.{word}"))
        self._grid.retranslate()
        self.flipped.setText(tr("styling.flipped"))
        self.reset.setText(tr("styling.reset"))
        for part in (self.look, self.labels, self.kept):
            part.retranslate()
        self.show_style(self._shown)


def _without_ramp(style: Style) -> Style:
    return replace(style, ramp="", flipped=False, classes=tuple((one[0], "", one[2], one[3]) for one in style.classes))


def preview(project: str | None) -> QWidget:
    """The page with the houses of a project by height, for a look."""
    from app.classing import classed, propose
    from app.styles import style_of
    from widgets.window_preview import dressed, known

    page = dressed(StylePage())
    page.resize(330, 1000)
    found = known(project)
    layer = next((one for one in found.layers if one.kind.key == "buildings"), None) if found is not None else None
    if layer is not None:
        style = replace(style_of(layer), by=GRADUATED, column="height_m", ramp="blues", method="natural")
        style = replace(style, classes=propose(layer, style))
        numbers = (("height_m", tr("column.height_m")), ("floors", tr("column.floors")))
        page.show_style(Shown(tr("kind.buildings"), layer.kind, style, classed(layer, style), numbers, numbers, kept=("야간 발표용",), any_kept=True, own=True))
    return page

