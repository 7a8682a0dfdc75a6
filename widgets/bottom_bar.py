"""The line under the map: made-up mark, place, scale, source, running work with its end, and what was done last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from app.words import tr
from widgets.navigate.place_reader import PlaceReader
from widgets.navigate.scale_entry import ScaleEntry

LONGEST = 60


class BottomBar(QFrame):
    """Shows what it is told. ``stop_wanted(key)``: the planner gives up on the work shown; ``undo_wanted``. ``place`` and ``scale`` speak for themselves."""

    stop_wanted = Signal(str)
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("bottom")
        self.setFixedHeight(30)
        self._mark = QLabel(objectName="mark")
        self.place, self.scale = PlaceReader(self), ScaleEntry(self)
        self._source = QLabel()
        self._source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = QLabel()
        self._progress = QProgressBar(maximumWidth=120, textVisible=False, maximum=1000)
        self._stop = QToolButton(objectName="stop", cursor=Qt.CursorShape.PointingHandCursor)
        self._history = QToolButton(objectName="history", cursor=Qt.CursorShape.PointingHandCursor)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(18)
        for widget, stretch in (
            (self._mark, 0), (self.place, 0), (self.scale, 0), (self._source, 1), (self._words, 0), (self._progress, 0), (self._stop, 0), (self._history, 0)
        ):  # fmt: skip
            line.addWidget(widget, stretch)
        self._key, self._work = "", ("", "", -1.0)
        self._state: tuple[str, str, bool] = ("", "", False)
        for widget in (self._words, self._history):  # a narrow window cuts these rather than growing
            widget.setMinimumWidth(40)
        self._stop.clicked.connect(lambda: self.stop_wanted.emit(self._key))
        self._history.clicked.connect(self.undo_wanted)
        self.show_work("", "", 0.0)
        self.show_made_up(False)
        self.retranslate()

    def show_made_up(self, made_up: bool) -> None:
        """Say whether the district is made up."""
        self._mark.setVisible(made_up)

    def show_place(self, x_m: float | None, y_m: float | None = None) -> None:
        """Show where the pointer is, given in the working coordinate system."""
        self.place.show_place(None if x_m is None or y_m is None else (x_m, y_m))

    def show_source(self, line: str) -> None:
        """Show where the data come from."""
        self._source.setText(line)
        self._source.setToolTip(line)

    def show_work(self, key: str, words: str, share: float) -> None:
        """Show running work ("" = none): what it does, how far it is, and the button that ends it."""
        if (key, words, share) == self._work:
            return
        self._key, self._work = key, (key, words, share)
        for widget in (self._words, self._progress, self._stop):
            widget.setVisible(bool(key))
        self._words.setText(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
        self._progress.setAccessibleName(words)
        self._progress.setRange(0, 1000 if share > 0 else 0)
        self._progress.setValue(round(1000 * share))

    def show_history(self, saved: str, undo: str, *, read_only: bool = False) -> None:
        """Show what is saved and what undo would take back ("" = nothing)."""
        self._state = (saved, undo, read_only)
        text = tr("window.bottom.read_only") if read_only else saved
        if undo and not read_only:
            text = f"{text} · {tr('window.command.undo')}: {undo}" if text else f"{tr('window.command.undo')}: {undo}"
        self._history.setText(text)
        self._history.setVisible(bool(text))
        self._history.setEnabled(bool(undo) and not read_only)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._mark.setText(tr("window.made_up"))
        self._mark.setToolTip(tr("window.made_up.help"))
        self._stop.setText(tr("window.command.stop"))
        self.setAccessibleName(tr("window.bottom"))


def preview(project: str | None) -> QWidget:
    """The line alone, for a look."""
    from widgets.window_preview import dressed

    bar = dressed(BottomBar())
    bar.resize(1366, 30)
    bar.show_made_up(True)
    bar.show_place(199842.0, 551310.0)
    bar.scale.show_scale(0.66)
    bar.show_work("measure", tr("window.work.measures"), 0.4)
    bar.show_history(tr("window.bottom.saved"), tr("window.command.sketch"))
    return bar
