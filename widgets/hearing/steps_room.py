"""Stands between the page of the steps, the hearing and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import edits
from app.words import tr
from widgets.compare.sides import scenario_title
from widgets.hearing.hearing_room import HearingRoom
from widgets.hearing.steps_panel import Steps, StepsPanel
from widgets.results.viewing import Known, measure_words

if TYPE_CHECKING:
    from app.model import Project
    from widgets.main_window import MainWindow

PAGE = "hearing"


class StepsRoom:
    """``hearing`` is the hall; the page is made when it is first asked for."""

    def __init__(self, w: MainWindow):
        self._w = w
        self.hearing = HearingRoom(w)
        self.page: StepsPanel | None = None
        self.hearing.changed.connect(self.refresh)
        w.desk.changed.connect(lambda _: self.refresh())
        w.study.answered.connect(self.refresh)

    def show(self) -> None:
        """Show the page of the steps."""
        w = self._w
        if self.page is None:
            self.page = StepsPanel()
            w.inspector.add_page(PAGE, self.page)
            self.page.left.connect(w.inspector.left)
            self.page.wished.connect(self._wish)
            self.page.chosen.connect(self._choose)
            self.page.moved.connect(self._move)
            self.page.dropped.connect(lambda id: w.desk.edit(tr("hearing.edit.drop"), edits.forget_view, id))
            self.page.said.connect(self._say)
            self.page.taken.connect(lambda id: w.desk.edit(tr("hearing.edit.take"), edits.change_view, id, **self._here()))
            self.hearing.glanced.connect(self.page.show_glance)
        w.inspector.show()
        self.refresh(shown=True)
        w.inspector.show_page(PAGE)
        w.refresh()

    def present(self) -> None:
        """Begin the hearing with its page on the laptop, or end it."""
        if not self.hearing.presenting:
            self.show()
        self.hearing.toggle()

    def add(self) -> None:
        """Keep what the map shows now as the last step."""
        w, project = self._w, self._w.desk.project
        if project is None:
            return
        here = self._here()
        caption = measure_words(str(here["look"])) if here["look"] else project.name
        title = tr("hearing.edit.add", caption=caption)
        place = here.pop("centre_m"), here.pop("metres_per_px")
        if w.desk.edit(title, edits.remember_view, caption, *place, step=True, caption=caption, **here) and self.page is not None:
            self.page.list.setCurrentRow(self.page.list.count() - 1)

    def go_to(self, id: str) -> None:
        """Show a step on the page; the map goes there, and so does the hall while the hearing is on."""
        number = next((n for n, one in enumerate(self.hearing.slides) if one.view is not None and one.view.id == id), -1)
        if number >= 0:
            self.show()
            self._choose(number)
            if self.page is not None:
                self.page.list.setCurrentRow(number)

    def refresh(self, *, shown: bool = False) -> None:
        """Bring the page up to the project; a page nobody sees waits."""
        if self.page is None or not (shown or self._w.inspector.page == PAGE):
            return
        project, answers = self._w.desk.project, self._w.study.answers
        measures = tuple((id, measure_words(id)) for id in Known(answers, self._w.study.deeper).ids) if answers is not None else ()
        self.page.show_steps(Steps(
            self.hearing.slides, self.hearing.number, self.hearing.presenting, self.hearing.covered, self._w.desk.editable, measures,
            _scenarios(project),
        ))  # fmt: skip

    def _here(self) -> dict[str, object]:
        """What the map shows now, as a step says it."""
        from app.hearing import STEP_WIDTH_PX

        w, project, frame = self._w, self._w.desk.project, self._w.map.canvas.frame
        hidden = tuple(layer.id for layer in project.layers if not layer.visible) if project is not None else ()
        look = w.viewing.kind.id if w.study.answers is not None else ""
        return {
            "centre_m": frame.centre_m, "metres_per_px": frame.metres_per_px * frame.width_px / STEP_WIDTH_PX, "turned_deg": frame.turned_deg,
            "look": look, "scenario": project.scenario if project is not None else "", "hidden": hidden,
        }  # fmt: skip

    def _wish(self, what: str) -> None:
        deeds = {"toggle": self.present, "add": self.add, "first_steps": self.hearing.make_steps}
        deeds.get(what, lambda: self.hearing.wish(what))()

    def _choose(self, number: int) -> None:
        if self.hearing.presenting:
            self.hearing.show(number)
        else:
            self.hearing.number = number
            self._go(number)

    def _go(self, number: int) -> None:
        """The laptop's map goes to the place of a step, so that one sees what one edits."""
        from app.hearing import STEP_WIDTH_PX

        found = self.hearing.slides
        view = found[number].view if 0 <= number < len(found) else None
        if view is not None:
            canvas = self._w.map.canvas
            canvas.look_at(view.centre_m, view.metres_per_px * STEP_WIDTH_PX / max(canvas.width(), 1))

    def _move(self, id: str, by: int) -> None:
        project = self._w.desk.project
        ids = [view.id for view in project.views] if project is not None else []
        steps = [view.id for view in project.views if view.step] if project is not None else []
        if id in steps and 0 <= steps.index(id) + by < len(steps):
            self._w.desk.edit(tr("hearing.edit.order"), edits.order_view, id, ids.index(steps[steps.index(id) + by]))

    def _say(self, id: str, field: str, value: object) -> None:
        self._w.desk.edit(tr("hearing.edit.say"), edits.change_view, id, **{field: value})


def _scenarios(project: Project | None) -> tuple[tuple[str, str], ...]:
    if project is None:
        return ()
    return tuple((id, scenario_title(project, id)) for id in ("", *(one.id for one in project.scenarios)))
