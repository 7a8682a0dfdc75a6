"""The hearing: holds the hall's window, knows which step is shown, and finds the screen; the laptop keeps the controls.

The hall shows the same session and changes nothing. When its screen goes, it comes back as a window on the laptop with the step kept;
when a second screen comes, it goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmap, QScreen

from app.hearing import Slide, first_steps, slides
from app.words import tr

if TYPE_CHECKING:
    from app.scene import Overlay
    from widgets.hearing.hall import Hall
    from widgets.hearing.shown import Looks
    from widgets.main_window import MainWindow
    from widgets.results.answers_shelf import Shelved

LOOKS_KEPT, GLANCE_MS = 24, 250
WINDOW_PX = (960, 600)


class HearingRoom(QObject):
    """``changed``: another step, begun or ended. ``glanced(picture)``: what the hall sees, small, for the laptop."""

    changed = Signal()
    glanced = Signal(QPixmap)

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.hall: Hall | None = None
        self.number, self.covered, self.alone = 0, True, False
        self._looks: Looks = {}
        self._shown: tuple[object, ...] = ()
        self._glance = QTimer(self, singleShot=True, interval=GLANCE_MS)
        self._glance.timeout.connect(self._look)
        w.desk.changed.connect(lambda _: self.refresh())
        w.desk.closed.connect(self.end)
        w.study.answered.connect(self.refresh)
        w.study.shelved.connect(self.refresh)
        w.study.deepened.connect(self.refresh)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.screen_came)
            app.screenRemoved.connect(self.screen_gone)

    @property
    def slides(self) -> tuple[Slide, ...]:
        """The opening and the steps; empty without a project."""
        project = self._w.desk.project
        return slides(project) if project is not None else ()

    @property
    def presenting(self) -> bool:
        """True while the hall's window is open."""
        return self.hall is not None

    # ---- beginning and ending

    def toggle(self) -> None:
        """Begin the hearing, or end it."""
        self.end() if self.presenting else self.begin()

    def begin(self, number: int | None = None) -> None:
        """Open the hall's window over the second screen, else over this one; at the step asked for, else at the one shown last."""
        if self._w.desk.project is None:
            return
        if number is not None:
            self.number = number
        if self.hall is None:
            from widgets.hearing.hall import Hall

            self.covered = True
            self.hall = Hall(theme=str(self._w.preferences["hall_theme"]))
            self.hall.wished.connect(self.wish)
            self.hall.closed.connect(self._ended)
            self.hall.painted.connect(self._glance.start)
            self._shown = ()
            self._stand(other_screen(self._w.screen()) or self._w.screen())
        self.refresh()
        self.changed.emit()
        self._w.refresh()

    def end(self) -> None:
        """Close the hall's window; the step is remembered."""
        if self.hall is not None:
            self.hall.close()

    def _ended(self) -> None:
        hall, self.hall = self.hall, None
        if hall is not None:
            hall.stop()
            hall.deleteLater()
        self.changed.emit()
        self._w.refresh()

    # ---- step by step

    def wish(self, what: str) -> None:
        """What a key on either screen asked for: next, back, first, cover, swipe, end."""
        match what:
            case "next":
                self.show(self.number + 1)
            case "back":
                self.show(self.number - 1)
            case "first":
                self.show(0)
            case "cover":
                self.covered = not self.covered
                self.refresh()
                self.changed.emit()
            case "swipe":
                self.alone = not self.alone
                self.refresh()
            case "end":
                self.end()

    def show(self, number: int) -> None:
        """Show the step with this number (0: the opening); beyond the ends nothing happens."""
        if 0 <= number < len(self.slides) and number != self.number:
            self.number, self.alone = number, False
            self.refresh()
            self.changed.emit()

    def make_steps(self) -> None:
        """Make steps to begin with out of what is known."""
        from app import edits

        w = self._w
        found = first_steps(w.desk.project, w.study.base or w.study.answers) if w.desk.project is not None else ()
        if not found:
            w.notice.say(tr("hearing.no_answers"))
        elif w.desk.edit(tr("hearing.edit.first"), edits.add_views, found):
            self.changed.emit()

    def refresh(self) -> None:
        """Bring the hall up to the project and to what is known of it."""
        project, hall = self._w.desk.project, self.hall
        if project is None or hall is None:
            return
        from widgets.hearing.shown import shown, wanted_looks

        every = self.slides
        self.number = min(self.number, len(every) - 1)
        slide = every[self.number]
        view = slide.view
        ids = () if view is None else tuple(dict.fromkeys((view.scenario, view.against if view.against is not None else view.scenario)))
        known: dict[str, Shelved] = {id: one for id in ids if (one := self._w.study.known(project, id)) is not None}
        if len(known) < len(ids):
            self._w.study.learn(project, ids)
        if missing := wanted_looks(view, known, self._looks):
            answers = {one.answers.key: one for one in known.values()}
            self._w.jobs.ask("hall", lambda _: _drawn(missing, answers), self._drawn, lane="study")
        ready = shown(self._w.map.prepared(project), view, known, self._looks, covered=self.covered)
        fresh = self._shown[:1] != ((self.number, view),)
        self._shown = ((self.number, view),)
        hall.show_slide(slide, ready, source=_source(self._w), covered=self.covered, fresh=fresh, alone=self.alone)
        self._glance.start()

    def _drawn(self, found: Looks) -> None:
        self._looks.update(found)
        while len(self._looks) > LOOKS_KEPT:
            self._looks.pop(next(iter(self._looks)))
        self.refresh()

    def _look(self) -> None:
        if self.hall is not None:
            self.glanced.emit(self.hall.grab())
            if self.hall.is_busy:
                self._glance.start()

    # ---- screens

    def screen_gone(self, screen: QScreen) -> None:
        """The projector was unplugged: the hall comes back as a window on the laptop, its step kept."""
        if self.hall is None or self.hall.screen() not in (screen, self._w.screen()) or other_screen(self._w.screen(), without=screen) is not None:
            return
        self._stand(None)
        self._w.notice.say(tr("hearing.screen_gone"))

    def screen_came(self, screen: QScreen) -> None:
        """A projector was plugged in: the hall goes there."""
        if self.hall is not None:
            self._stand(screen)
            self._w.notice.say(tr("hearing.screen_came"))

    def _stand(self, screen: QScreen | None) -> None:
        """Over the whole of a screen; None: in a window on the laptop, which F11 makes as large as the screen."""
        hall = self.hall
        if hall is None:
            return
        if screen is not None:
            hall.showNormal()
            hall.setGeometry(screen.geometry())
            hall.showFullScreen()
        else:
            here = self._w.screen().availableGeometry()
            hall.showNormal()
            hall.resize(min(WINDOW_PX[0], here.width()), min(WINDOW_PX[1], here.height()))
            hall.move(here.center() - hall.rect().center())
            hall.show()
        hall.activateWindow()


def other_screen(screen: QScreen, *, without: QScreen | None = None) -> QScreen | None:
    """Another screen than the laptop's, None where there is none."""
    return next((one for one in QGuiApplication.screens() if one is not screen and one is not without), None)


def _drawn(missing: list[tuple[object, str]], known: dict[object, Shelved]) -> dict[tuple[object, str], tuple[Overlay, ...]]:
    from app.study.looks import look

    return {(key, name): look(known[key].answers, known[key].deeper, name) for key, name in missing}


def _source(w: MainWindow) -> str:
    """Whose data it is, and the mark of what is made up, which never goes away."""
    from widgets.showing import sources

    project = w.desk.project
    if project is None:
        return ""
    made_up = tr("window.made_up") if project.made_up else ""
    return " · ".join(part for part in (made_up, sources(project)) if part)
