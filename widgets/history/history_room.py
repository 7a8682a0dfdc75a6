"""The history in the window: its page, going to a step, being rid of it, and the sentence after a sudden end."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.history import History
from app.words import tr
from widgets import showing
from widgets.history.history_panel import HistoryPanel
from widgets.history.step_list import StepLine

if TYPE_CHECKING:
    from app.session import Changes
    from widgets.main_window import MainWindow

PAGE = "history"


class HistoryRoom(QObject):
    """Made by the window after its wires; the page is built when it is first asked for."""

    def __init__(self, window: MainWindow):
        super().__init__(window)
        self._window = window
        self.panel: HistoryPanel | None = None
        window.desk.opened.connect(self._opened)
        window.desk.changed.connect(self._changed)

    def show(self) -> None:
        """Show the page and give the list the keyboard; shown already, go back to the district."""
        w = self._window
        if self._shown:
            showing.leave_choice(w)
            return
        self._build()
        w.inspector.show()
        w.inspector.show_page(PAGE)
        self._fill()
        self.panel.list.setFocus()  # type: ignore[union-attr]
        showing.show_state(w)

    def ask_to_clear(self) -> None:
        """Show the page with the question whether all steps are to go."""
        if not self._shown:
            self.show()
        self.panel.ask()  # type: ignore[union-attr]

    def go(self, number: int) -> None:
        """Go to a step; the page stays."""
        self._window.desk.go(number, self._stay)

    @property
    def _shown(self) -> bool:
        return self.panel is not None and self._window.inspector.page == PAGE and not self._window.inspector.isHidden()

    def _build(self) -> None:
        if self.panel is not None:
            return
        w, self.panel = self._window, HistoryPanel()
        w.inspector.add_page(PAGE, self.panel)
        self.panel.chosen.connect(self.go)
        self.panel.clear_wanted.connect(w.desk.forget_history)
        self.panel.left.connect(lambda: showing.leave_choice(w))

    def _stay(self) -> None:
        # A chosen thing that changed with the step has put its own page in front.
        if self.panel is not None:
            self._window.inspector.show_page(PAGE)

    def _fill(self) -> None:
        w = self._window
        session = w.desk.session
        if self.panel is None or session is None:
            return
        self.panel.show_steps(lines(session.history), editable=w.desk.editable)
        w.jobs.ask("history.size", lambda _: session.history_bytes(), self.panel.show_bytes)

    def _changed(self, changes: Changes) -> None:
        if changes.history and self._shown:
            self._fill()

    def _opened(self) -> None:
        w = self._window
        if self._shown:
            self._fill()
        recovered = w.desk.session.recovered if w.desk.session is not None else ""
        if recovered:
            w.notice.say(" ".join(part for part in (recovered, w.notice.text) if part), action=tr("history.title"), run=self.show)


def lines(history: History, today: date | None = None) -> tuple[StepLine, ...]:
    """The steps of a history as lines, the newest on top, at the end the state before all of them; none where there is no step."""
    if not history.steps:
        return ()
    done = {step.number for step in history.done}
    found = [StepLine(step.number, step.title, told(step.at, today), step.number in done, step.number == history.here)
             for step in reversed(history.steps)]
    return (*found, StepLine(0, tr("history.beginning"), here=history.here == 0))


def told(at: str, today: date | None = None) -> str:
    """When a step was done: the time today, the day before that."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return ""
    if when.date() == (today or date.today()):
        return f"{when:%H:%M}"
    return tr("history.day", month=when.month, day=when.day)


def preview(project: str | None) -> object:
    """The window with the page of the history beside some sketched things, for a look."""
    from PySide6.QtCore import QTimer

    from app import edits
    from widgets.window_preview import window_on

    window = window_on(project)

    def work() -> None:
        place = window.desk.project.layer("cctv").frame.geometry.iloc[0]
        for number, kind in enumerate(("cctv", "street_lamps", "emergency_bells", "mailboxes")):
            window.desk.edit(tr("window.edit.place", name=tr(f"kind.{kind}")), edits.place, kind, (place.x + 9 * number, place.y + 20))
        window.desk.undo()
        window.history.show()

    window.desk.opened.connect(lambda: QTimer.singleShot(1500, window, work))
    return window
