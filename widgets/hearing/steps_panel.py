"""The hearing's page on the laptop: what the hall sees now, the list of steps, and what the chosen step says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.hearing import Slide
from app.words import tr
from widgets.hearing.step_fields import StepFields

GLANCE_PX = 300


@dataclass(frozen=True)
class Steps:
    """All the page shows. ``measures`` and ``scenarios`` are (id, words) to choose from; ``number`` is the step in the hall."""

    slides: tuple[Slide, ...] = ()
    number: int = 0
    presenting: bool = False
    covered: bool = True
    editable: bool = True
    measures: tuple[tuple[str, str], ...] = ()
    scenarios: tuple[tuple[str, str], ...] = ()


class StepsPanel(QWidget):
    """``wished(what)``: toggle, next, back, cover, swipe, add, first_steps. ``chosen(number)``, ``moved(id, by)``, ``dropped(id)``,
    ``said(id, field, value)``, ``taken(id)``: the step shall show what the map shows now; ``left``: back to the district."""

    wished = Signal(str)
    chosen = Signal(int)
    moved = Signal(str, int)
    dropped = Signal(str)
    said = Signal(str, str, object)
    taken = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._steps, self._filling = Steps(), False
        self._back = QPushButton(objectName="link")
        self._back.clicked.connect(self.left)
        self._title = QLabel(objectName="pageTitle")
        self.glance = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._note = QLabel(objectName="small", wordWrap=True)
        self.list = QListWidget()
        self.list.currentRowChanged.connect(self._choose)
        self.list.setMinimumHeight(150)
        self.fields = StepFields()
        self.fields.said.connect(lambda field, value: self.said.emit(self._id(), field, value) if self._id() else None)
        self.fields.taken.connect(lambda: self.taken.emit(self._id()) if self._id() else None)
        self._buttons = {
            what: QPushButton(clicked=lambda _=False, what=what: self.wished.emit(what))
            for what in ("toggle", "back", "next", "cover", "swipe", "add", "first_steps")
        }
        self._up, self._down, self._drop = QToolButton(text="↑"), QToolButton(text="↓"), QToolButton(text="✕")
        self._up.clicked.connect(lambda: self.moved.emit(self._id(), -1) if self._id() else None)
        self._down.clicked.connect(lambda: self.moved.emit(self._id(), 1) if self._id() else None)
        self._drop.clicked.connect(lambda: self.dropped.emit(self._id()) if self._id() else None)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        for widget in (self._back, self._title, self._buttons["toggle"], self.glance):
            column.addWidget(widget)
        for names in (("back", "next"), ("swipe", "cover")):
            line = QHBoxLayout()
            for name in names:
                line.addWidget(self._buttons[name])
            column.addLayout(line)
        column.addWidget(self._note)
        line = QHBoxLayout()
        line.addWidget(self._buttons["add"], 1)
        for small in (self._up, self._down, self._drop):
            line.addWidget(small)
        for widget in (self._buttons["first_steps"], self.list):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.fields)
        column.addStretch(1)

    # ---- what is shown

    def show_steps(self, steps: Steps) -> None:
        """Show the steps; the chosen one stays chosen where it is still there."""
        kept, self._steps, self._filling = self._id(), steps, True
        self.list.clear()
        for slide in steps.slides:
            number = f"{slide.number}  " if slide.number else ""
            item = QListWidgetItem(f"{number}{slide.caption}" if slide.number else tr("hearing.opening", name=slide.caption))
            item.setToolTip(slide.caption)
            self.list.addItem(item)
        at = next((n for n, one in enumerate(steps.slides) if one.view is not None and one.view.id == kept), -1)
        row = steps.number if steps.presenting or at < 0 else at
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._filling = False
        self._show_buttons()
        self._show_chosen()

    def show_glance(self, picture: QPixmap) -> None:
        """What the hall sees, small; an empty picture takes it away."""
        if picture.isNull():
            self.glance.clear()
        else:
            ratio = self.devicePixelRatioF()
            small = picture.scaled(QSize(round(GLANCE_PX * ratio), 4000), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            small.setDevicePixelRatio(ratio)
            self.glance.setPixmap(small)
        self.glance.setVisible(not picture.isNull())

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._back.setText(tr("hearing.leave"))
        self._title.setText(tr("hearing.page"))
        self.list.setAccessibleName(tr("hearing.steps"))
        self.glance.setAccessibleName(tr("hearing.glance"))
        for name, button in (("up", self._up), ("down", self._down), ("drop", self._drop)):
            button.setToolTip(tr(f"hearing.{name}"))
            button.setAccessibleName(tr(f"hearing.{name}"))
        self.fields.retranslate()
        self.show_steps(self._steps)

    def _show_buttons(self) -> None:
        steps = self._steps
        for what, button in self._buttons.items():
            button.setText(tr(f"hearing.{what}"))
            button.setToolTip(tr(f"hearing.{what}.help"))
        self._buttons["toggle"].setText(tr("hearing.end" if steps.presenting else "hearing.begin"))
        self._buttons["cover"].setText(tr("hearing.uncover" if steps.covered else "hearing.cover"))
        for what in ("back", "next", "cover", "swipe"):
            self._buttons[what].setVisible(steps.presenting)
        self._buttons["back"].setEnabled(steps.number > 0)
        self._buttons["next"].setEnabled(steps.number < len(steps.slides) - 1)
        empty = len(steps.slides) <= 1
        self._buttons["first_steps"].setVisible(empty and steps.editable)
        self._buttons["add"].setVisible(steps.editable)
        self._note.setText(tr("hearing.empty") if empty else tr("hearing.keys") if steps.presenting else "")
        self._note.setVisible(bool(self._note.text()))
        if not steps.presenting:
            self.show_glance(QPixmap())

    def _show_chosen(self) -> None:
        slide = self._slide()
        view = slide.view if slide is not None else None
        for small in (self._up, self._down, self._drop):
            small.setVisible(self._steps.editable)
            small.setEnabled(view is not None)
        self.fields.show_view(view, self._steps.measures, self._steps.scenarios, editable=self._steps.editable)

    def _slide(self) -> Slide | None:
        row = self.list.currentRow()
        return self._steps.slides[row] if 0 <= row < len(self._steps.slides) else None

    def _id(self) -> str:
        slide = self._slide()
        return slide.view.id if slide is not None and slide.view is not None else ""

    def _choose(self, row: int) -> None:
        if not self._filling and row >= 0:
            self._show_chosen()
            self.chosen.emit(row)


def preview(project: str | None) -> QWidget:
    """Three steps while the hall sees the second, for a look."""
    from app.model import View
    from widgets.window_preview import dressed

    views = [View(f"view-{n}", words, (0.0, 0.0), 1.0, step=True, look="seen") for n, words in enumerate(("밤길 지도", "여기가 가장 약합니다", "A안이면"), 1)]
    found = (Slide(None, "하늘동", 0, 3), *(Slide(view, view.title, n, 3) for n, view in enumerate(views, 1)))
    panel = dressed(StepsPanel())
    panel.show_steps(Steps(found, 2, True, True, True, (("seen", tr("measure.seen")),), (("", tr("window.scenario.existing")),)))
    return panel
