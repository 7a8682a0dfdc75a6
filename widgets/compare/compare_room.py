"""Comparing two states in the window: brings both up to the project, shows map and tables, and takes back what is edited there."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app import edits
from app.errors import ProjectTrouble
from app.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.compare import Compared, State
    from app.feedback import Feedback
    from app.model import Project
    from app.scene import Frame, Overlay
    from app.session import Changes
    from widgets.compare.compare_page import ComparePage
    from widgets.compare.cost_book import CostBook, Wish
    from widgets.main_window import MainWindow
    from widgets.results.answers_shelf import Shelved

AROUND_M = 60.0
LOOKS_KEPT = 12


class CompareRoom:
    """Stands between the page of comparison and the window; the page is built when it is first wanted."""

    def __init__(self, w: MainWindow):
        self._w = w
        self.page: ComparePage | None = None
        self.book: CostBook | None = None
        self.sides = ("", "")
        self.measure = "seen"
        self._place: Frame | None = None
        self.compared: Compared | None = None
        self._looks: OrderedDict[tuple[object, str], tuple[Overlay, ...]] = OrderedDict()
        w.desk.changed.connect(self._changed)
        w.desk.closed.connect(self._closed)
        w.desk.opened.connect(self._closed)
        for signal in (w.study.shelved, w.study.answered, w.study.deepened):
            signal.connect(self.refresh)

    @property
    def is_shown(self) -> bool:
        """True while the page is in view."""
        return self.page is not None and self._w.pages.currentWidget() is self.page

    def toggle(self) -> None:
        """Go to the page of comparison, or back to the map."""
        self.leave() if self.is_shown else self.show()

    def show(self, left: str = "", right: str | None = None) -> None:
        """Compare two states ("" = what exists); ``right`` left out: the scenario shown, else the first."""
        project = self._w.desk.project
        if project is None:
            return
        page = self._page()
        known = [one.id for one in project.scenarios]
        first = project.scenario if project.scenario in known else next(iter(known), "")
        if right is not None or self.sides == ("", "") or not set(self.sides) <= {"", *known}:
            self.sides = (left, first if right is None else right)
        self.measure = self._w.viewing.kind.id
        self._w.pages.setCurrentWidget(page)
        self.refresh()
        page.follow_theme()  # another one may have come while the page was not seen
        page.map.look_as(self._w.map.canvas.frame)
        self._place = self._w.map.canvas.frame
        page.map.handle.setFocus()
        self._w.refresh()

    def leave(self) -> None:
        """Back to the map of the window."""
        if self.page is not None:
            if self.is_shown:
                self._w.pages.setCurrentIndex(1)
                self._w.map.canvas.setFocus()
            self.page.map.clear()
        self._w.jobs.cancel("compare")
        self._w.refresh()

    def refresh(self) -> None:
        """Bring the page up to the project and to what the study knows; what is missing is asked for."""
        project, page = self._w.desk.project, self.page
        if project is None or page is None or not self.is_shown:
            return
        known = {one.id for one in project.scenarios}
        self.sides = tuple(id if id in known else "" for id in self.sides)  # type: ignore[assignment]
        page.show_choices((("", tr("window.scenario.existing")), *((one.id, one.title) for one in project.scenarios)), *self.sides)
        wanted = tuple(dict.fromkeys(("", *self.sides)))
        found = {id: self._w.study.known(project, id) for id in wanted}
        if project.layers:
            self._w.study.learn(project, wanted)
        self._ask(project, found)

    # ---- what is worked out

    def _ask(self, project: Project, found: dict[str, Shelved | None]) -> None:
        from app.study.measure_kinds import BY_ID

        left, right = self.sides
        look, drawn = BY_ID[self.measure].look, dict(self._looks)
        title = tr("window.scenario.existing")
        self._w.jobs.ask(
            "compare", lambda feedback: _work(project, left, right, found, look, drawn, title, feedback), lambda made: self._arrived(project, found, made),
            title=tr("compare.work"), lane="study",
        )  # fmt: skip

    def _arrived(self, project: Project, found: dict[str, Shelved | None], made: tuple[Compared, dict]) -> None:
        from app.study.measure_kinds import BY_ID
        from widgets.compare.sides import side
        from widgets.results.viewing import measure_words

        page = self.page
        if page is None or not self.is_shown:
            return
        self.compared, looks = made
        self._looks.update(looks)
        while len(self._looks) > LOOKS_KEPT:
            self._looks.popitem(last=False)
        look = BY_ID[self.measure].look
        shown, drawn = [], self._w.map.prepared(project)
        for id in self.sides:
            one = found.get(id)
            overlays = looks.get(_look_key(one, look)) if one is not None else None
            shown.append(side(drawn, id, one.answers if one is not None else None, look, overlays, one.sketched if one is not None else ()))
        page.map.show_sides(*shown)
        if self._place is not None:  # a map that was empty goes home with its first picture
            page.map.look_as(self._place)
            self._place = None
        ids = tuple(dict.fromkeys(row.measure for row in self.compared.rows if row.measure in BY_ID))
        page.show_looks(tuple((id, measure_words(id)) for id in ids or (self.measure,)), self.measure)
        page.show_compared(self.compared, editable=self._w.desk.editable)

    # ---- what the page wishes

    def choose(self, left: str, right: str) -> None:
        """Compare these two from now on."""
        self.sides = (left, right)
        self.refresh()

    def look_at(self, measure: str) -> None:
        """Show the map of this measure on both sides."""
        from app.study.measure_kinds import BY_ID

        if measure in BY_ID:
            self.measure = measure
            self.refresh()

    def go_to_area(self, code: str) -> None:
        """Show an area on both maps."""
        answers = self._w.study.answers
        area = next((one for one in answers.areas if one.code == code), None) if answers is not None else None
        if area is not None and self.page is not None:
            self.page.map.zoom_to(area.polygon.bounds)

    def go_to_items(self, ids: Iterable[str]) -> None:
        """Show sketched things on both maps."""
        project, wanted = self._w.desk.project, set(ids)
        if project is None or self.page is None:
            return
        corners = [
            at for one in project.scenarios if one.id in self.sides for item in one.items if item.id in wanted for at in (item.at_m, *item.path_m)
        ]
        if corners:
            (xs, ys) = zip(*corners, strict=True)
            self.page.map.zoom_to((min(xs) - AROUND_M, min(ys) - AROUND_M, max(xs) + AROUND_M, max(ys) + AROUND_M))

    def export(self) -> None:
        """Ask for a file and write the comparison as a table."""
        found, project = self.compared, self._w.desk.project
        if found is None or project is None:
            return
        offered = str(self._w.home / f"{tr('compare.title')}.csv")
        file, _ = QFileDialog.getSaveFileName(self._w, tr("compare.export"), offered, tr("compare.export.file"))
        if file:
            self.write(Path(file) if file.lower().endswith(".csv") else Path(f"{file}.csv"))

    def write(self, file: Path) -> None:
        """Write the comparison shown to a file, in the background."""
        found, project = self.compared, self._w.desk.project
        if found is not None and project is not None:
            self._w.jobs.ask("compare_csv", lambda _: _on_disk(file, found, project),
                             lambda _: self._w.notice.say(tr("compare.exported", file=file.name)), title=tr("compare.export"))  # fmt: skip

    def show_book(self) -> None:
        """Open the unit-cost book."""
        from widgets.compare.cost_book import CostBook

        if self._w.desk.project is None:
            return
        if self.book is None:
            self.book = CostBook(self._w)
            self.book.chosen.connect(self._set_cost)
            self.book.reset_wanted.connect(self._reset_cost)
            self.book.finished.connect(lambda _: self._close_book())
        self._fill_book()
        self.book.show()

    # ---- edits

    def _set_cost(self, wish: Wish) -> None:
        title = tr("compare.edit.cost", name=tr(f"catalogue.{wish.entry}"))
        if not self._w.desk.edit(title, edits.set_cost, wish.entry, wish.build_krw, wish.yearly_krw, wish.year, wish.source):
            self._fill_book()

    def _reset_cost(self, entry: str) -> None:
        self._w.desk.edit(tr("compare.edit.reset_costs"), edits.reset_costs, *([entry] if entry else []))

    def _edit_side(self, title: str, change: Callable, *values: object) -> None:
        side = self.page.side if self.page is not None else None
        if side is not None and not self._w.desk.edit(title, change, side.scenario.id, *values):
            self.page.show_compared(self.compared, editable=self._w.desk.editable)  # type: ignore[union-attr]

    def _fit(self) -> None:
        from app.bill import by_budget

        project, side = self._w.desk.project, self.page.side if self.page is not None else None
        if project is not None and side is not None:
            self._edit_side(tr("compare.edit.fit"), edits.plan_items, by_budget(project, side.scenario))

    # ---- wiring

    def _page(self) -> ComparePage:
        if self.page is None:
            from widgets.compare.compare_page import ComparePage

            page = self.page = ComparePage()
            self._w.pages.addWidget(page)
            page.sides_chosen.connect(self.choose)
            page.look_chosen.connect(self.look_at)
            page.table.measure_chosen.connect(self.look_at)
            page.table.area_chosen.connect(self.go_to_area)
            page.changes.went.connect(self.go_to_items)
            page.bill.went.connect(self.go_to_items)
            page.phase.went.connect(self.go_to_items)
            page.bill.book_wanted.connect(self.show_book)
            page.side_chosen.connect(lambda: page.show_compared(self.compared, editable=self._w.desk.editable))
            page.phase.budget_chosen.connect(lambda year, krw: self._edit_side(tr("compare.edit.budget", year=year), edits.set_budget, year, krw))
            page.phase.year_chosen.connect(lambda item, year: self._edit_side(tr("compare.edit.year"), edits.plan_items, {item: year}))
            page.phase.fit_wanted.connect(self._fit)
            page.export_wanted.connect(self.export)
            page.begin_wanted.connect(lambda: (self.leave(), self._w.sketch.add_scenario(), None if self._w.sketch.active else self._w.sketch.toggle()))
            page.left.connect(self.leave)
            page.retold.connect(self.refresh)
            page.map.failed.connect(lambda reason: self._w.notice.say(tr("map.trouble", reason=reason), trouble=True))
        return self.page

    def _changed(self, changes: Changes) -> None:
        if changes.book and self.book is not None:
            self._fill_book()
        if changes.layers or changes.scenarios or changes.book or changes.parameters or changes.other:
            self.refresh()

    def _closed(self) -> None:
        self.compared, self.sides = None, ("", "")
        self._looks.clear()
        self._close_book()
        self._w.jobs.cancel("compare")
        if self.page is not None:
            self.page.map.clear()

    def _fill_book(self) -> None:
        from app.bill import book

        if self.book is not None and self._w.desk.project is not None:
            self.book.show_book(book(self._w.desk.project), editable=self._w.desk.editable)

    def _close_book(self) -> None:
        if self.book is not None:
            gone, self.book = self.book, None
            gone.close()
            gone.deleteLater()


def _look_key(found: Shelved, look: str) -> tuple[object, str]:
    return (found.answers.key, f"{look}{'+' if found.deeper is not None else ''}")


def _work(
    project: Project, left: str, right: str, found: dict[str, Shelved | None], look: str, drawn: dict, title: str, feedback: Feedback
) -> tuple[Compared, dict]:
    """Everything the page says, and the maps of the measure; for a worker."""
    from app.compare import State, compared
    from app.study.looks import look as draw

    states: dict[str, State | None] = {id: State(one.answers, one.deeper) if one is not None else None for id, one in found.items()}
    made = compared(project, left, right, states, title)
    looks = {}
    for id in (left, right):
        feedback.step(0.5)
        one = found.get(id)
        if one is not None:
            key = _look_key(one, look)
            looks[key] = drawn[key] if key in drawn else draw(one.answers, one.deeper, look)
    return made, looks


def _on_disk(file: Path, found: Compared, project: Project) -> None:
    from app.output import compare_table

    try:
        compare_table.write(file, found, project)
    except OSError as error:
        raise ProjectTrouble(tr("window.trouble.write", file=str(file))) from error
