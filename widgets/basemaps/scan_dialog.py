"""Placing a scanned plan: the plan beside the map, the same places named on both, and how well it fits in metres."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.errors import BadInput
from app.feedback import Feedback
from app.model import Basemap
from app.scene import Frame, Overlay, Scene
from app.words import tr
from widgets.basemaps.scan_points import Row, ScanPoints
from widgets.basemaps.scan_view import ScanView
from widgets.figures import number
from widgets.jobs import Jobs
from widgets.map.map_canvas import MapCanvas
from widgets.map.map_tools import place
from widgets.window_style import theme_name

if TYPE_CHECKING:
    from app.files.basemaps.adding import Plan
    from app.files.basemaps.scans import Fit

# A point that misses by more than this many plan pixels, and by more than so many metres, stands out.
FAR_PX, FAR_M = 8.0, 3.0
SEEN_THROUGH = 0.6


class ScanDialog(QDialog):
    """``placed(Basemap)``: the plan with its points; ``troubled(sentence)``: it cannot be read."""

    placed = Signal(object)
    troubled = Signal(str)

    def __init__(self, path: Path, jobs: Jobs, base: Basemap | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self._path, self._jobs, self._base = path, jobs, base
        self.points: list[Row] = list(base.points) if base is not None else []
        self._scene, self._fit, self._found = Scene(), None, ""
        self.view, self.map, self.table = ScanView(), MapCanvas(theme=theme_name()), ScanPoints()
        self._step, self._said = QLabel(objectName="sectionTitle", wordWrap=True), QLabel(objectName="small", wordWrap=True)
        self.name, self.credit = QLineEdit(base.title if base else path.stem), QLineEdit(base.credit if base else "")
        self._add, self._drop = QPushButton(autoDefault=False), QPushButton(autoDefault=False)
        self._cancel, self.done_button = QPushButton(autoDefault=False), QPushButton(autoDefault=False)
        self.done_button.setProperty("kind", "primary")
        self._lay_out()
        self.view.picked.connect(lambda column, row: self._point((column, row), None))
        self.map.placed.connect(lambda _, x, y: self._point(None, (x, y)))
        self.map.tool_done.connect(self._take_pen)
        self.table.typed.connect(self._type)
        self.table.spoilt.connect(self._spoilt)
        self.table.removal_wanted.connect(self.remove)
        self._add.clicked.connect(lambda: self._set([*self.points, (None, None, None, None)]))
        self._drop.clicked.connect(lambda: self.remove(self.table.currentRow()))
        self._cancel.clicked.connect(self.reject)
        self.done_button.clicked.connect(self._finish)
        self.retranslate()
        self.resize(1180, 690)
        self._show()
        jobs.ask("basemaps.plan", self._read, self._arrived, self._failed, title=tr("basemaps.scan.loading"))

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        both.addWidget(self.view)
        both.addWidget(self.map)
        both.setSizes([500, 500])
        self._labels, form = [QLabel(), QLabel()], QFormLayout()
        for label, field in zip(self._labels, (self.name, self.credit), strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
        keys, ends = QHBoxLayout(), QHBoxLayout()
        keys.addWidget(self._add)
        keys.addWidget(self._drop)
        keys.addStretch(1)
        ends.addStretch(1)
        ends.addWidget(self._cancel)
        ends.addWidget(self.done_button)
        left, right, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.table)
        left.addLayout(keys)
        right.addLayout(form)
        right.addWidget(self._said, 1)
        right.addLayout(ends)
        foot.addLayout(left, 3)
        foot.addLayout(right, 2)
        self.table.setFixedHeight(146)
        column = QVBoxLayout(self)
        column.addWidget(self._step)
        column.addWidget(both, 1)
        column.addLayout(foot)

    def show_scene(self, scene: Scene, frame: Frame) -> None:
        """The map beside the plan, over the place the window is over."""
        self._scene = scene
        self.map.show_scene(scene)
        self.map.look_at(frame.centre_m, frame.metres_per_px)
        self._take_pen()
        self._show()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setWindowTitle(tr("basemaps.scan.title", name=self._path.name))
        for label, word in zip(self._labels, ("name", "credit"), strict=True):
            label.setText(tr(f"basemaps.scan.{word}"))
        self._add.setText(tr("basemaps.scan.add"))
        self._drop.setText(tr("basemaps.scan.remove"))
        self._cancel.setText(tr("basemaps.scan.cancel"))
        self.done_button.setText(tr("basemaps.scan.place"))
        self.view.show_words(tr("basemaps.scan.loading"))
        self._show()

    def remove(self, row: int) -> None:
        """Take a point away."""
        if 0 <= row < len(self.points):
            self._set([point for number, point in enumerate(self.points) if number != row])

    @property
    def fit(self) -> Fit | None:
        """How the plan lies by the points so far; None where they place nothing yet."""
        return self._fit

    def _point(self, plan: tuple[float, float] | None, ground: tuple[float, float] | None) -> None:
        """One half of a point: it fills what the last one lacks, or begins a new one."""
        last = self.points[-1] if self.points else None
        half = slice(0, 2) if plan is not None else slice(2, 4)
        fills = last is not None and (last[half][0] is None or None in (last[2 - half.start : 4 - half.start]))
        row = list(last) if fills and last is not None else [None] * 4
        row[half] = plan or ground or (None, None)
        self._set([*(self.points[:-1] if fills else self.points), tuple(row)])
        if plan is not None and self._fit is not None:
            # Where it must be on the map is known by now: go there.
            import numpy as np

            x, y = self._fit.to_ground(np.array([plan]))[0].tolist()
            self.map.look_at((x, y), self.map.frame.metres_per_px)

    def _type(self, row: int, column: int, value: float) -> None:
        point = list(self.points[row])
        point[column] = value
        self._set([tuple(point) if number == row else known for number, known in enumerate(self.points)])

    def _spoilt(self) -> None:
        self._show()
        self._said.setText(tr("basemaps.scan.number"))

    def _set(self, points: list[Row]) -> None:
        self.points = points
        self._show()

    def _show(self) -> None:
        from app.files.basemaps.scans import LEAST, fit

        whole = [point for point in self.points if None not in point]
        try:
            self._fit, self._found = fit(whole), ""
        except BadInput as trouble:
            self._fit, self._found = None, trouble.message if len(whole) >= LEAST else ""
        self.done_button.setEnabled(self._fit is not None)
        misses = iter(self._fit.misses_m if self._fit is not None and len(whole) > LEAST else ())
        told = [next(misses, 0.0) if None not in point else 0.0 for point in self.points] if len(whole) > LEAST and self._fit else []
        self.table.show_points(self.points, told, worst_m=self._far())
        self.view.show_marks([(point[0], point[1]) for point in self.points if None not in point[:2]])
        self._show_on_map()
        self._say(len(whole), LEAST)

    def _far(self) -> float:
        return max(FAR_M, FAR_PX * self._fit.metres_per_px) if self._fit is not None else float("inf")

    def _say(self, whole: int, least: int) -> None:
        last = self.points[-1] if self.points else None
        self._step.setText(tr("basemaps.scan.then" if last is not None and last[0] is not None and last[2] is None else "basemaps.scan.first"))
        fit = self._fit
        if self._found:
            self._said.setText(self._found)
        elif fit is None:
            no_map = "" if self._scene.layers or self._scene.basemaps else tr("basemaps.scan.no_map")
            self._said.setText(" ".join(part for part in (tr("basemaps.scan.more", most=least - whole), no_map) if part))
        elif fit.mirrored:
            self._said.setText(tr("basemaps.scan.mirrored"))
        elif whole == least:
            self._said.setText(tr("basemaps.scan.exact"))
        else:
            rms, px = number(fit.rms_m, 2), number(fit.metres_per_px, 3)
            self._said.setText(tr("basemaps.scan.poor", rms=rms) if max(fit.misses_m) > self._far() else tr("basemaps.scan.fits", rms=rms, px=px))

    def _show_on_map(self) -> None:
        import numpy as np
        import shapely

        set_there = [(number, point) for number, point in enumerate(self.points, start=1) if None not in point[2:]]
        marks = np.asarray(shapely.points([point[2:] for _, point in set_there]), object) if set_there else np.empty(0, object)
        revision = str(hash(tuple(self.points)))
        self.map.show_hand((Overlay("live_scan", "gap", marks, tuple(str(number) for number, _ in set_there), revision),) if set_there else ())
        if self._scene != Scene() or self._fit is not None:
            known = tuple(one for one in self._scene.basemaps if self._base is None or one.id != self._base.id)
            laid = (replace(self._made(), opacity=SEEN_THROUGH),) if self._fit is not None else ()
            self.map.show_scene(replace(self._scene, basemaps=(*known, *laid)))

    def _made(self) -> Basemap:
        base = self._base or Basemap("", self._path.stem, str(self._path.absolute()), "scan")
        return replace(base, points=tuple(point for point in self.points if None not in point), visible=True)  # type: ignore[misc]

    def _finish(self) -> None:
        if self._fit is not None:
            made = replace(self._made(), title=self.name.text().strip() or self._path.stem, credit=self.credit.text().strip())
            self.accept()
            self.placed.emit(made)

    def _take_pen(self) -> None:
        self.map.use_tool(place("", once=False))

    def _read(self, feedback: Feedback) -> Plan:
        from app.files.basemaps.adding import plan_of

        return plan_of(self._path, feedback=feedback)

    def _arrived(self, plan: Plan) -> None:
        from widgets.basemaps.tile_store import image_of

        self.view.show_plan(image_of(plan.pixels), plan.width, plan.height)
        self.view.setFocus()

    def _failed(self, sentence: str) -> None:
        self.reject()
        self.troubled.emit(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never ends the dialog by itself: it may be meant for the plan or the table."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Give up what still runs."""
        self._jobs.cancel("basemaps.plan")
        self.map.stop()
        super().done(result)


def preview(project: str | None) -> QWidget:
    """The dialog with a drawn plan of the sample and three points, for a look."""
    import tempfile

    from PySide6.QtGui import QColor, QImage, QPainter

    from widgets.preview import scene_of
    from widgets.window_preview import dressed

    dressed(QWidget())
    scene, file = scene_of(project), Path(tempfile.mkdtemp(prefix="golmok-look-")) / "정비계획도.png"
    image = QImage(900, 700, QImage.Format.Format_RGB32)
    image.fill(QColor("#fffdf6"))
    painter = QPainter(image)
    for at in range(0, 900, 90):
        painter.drawLine(at, 0, at + 60, 700)
        painter.drawLine(0, at, 900, at - 40)
    painter.end()
    image.save(str(file))
    dialog = dressed(ScanDialog(file, Jobs()))
    dialog.show_scene(scene, dialog.map.frame)
    dialog.map.resize(580, 450)
    dialog.map.zoom_home()
    (x, y), mpp = dialog.map.frame.centre_m, dialog.map.frame.metres_per_px
    for column, row, east, north in ((100, 90, -180, 130), (800, 120, 170, 118), (760, 620, 150, -132), (120, 600, -174, -118)):
        dialog._point((column, row), None)
        dialog._point(None, (x + east * mpp, y + north * mpp))
    dialog.map.look_at((x, y), mpp)
    return dialog
