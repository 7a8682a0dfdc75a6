"""The further pages: school zones, safe-return routes with their strip, sites to check, dark gaps, the score and what moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import edits
from app.scene import Overlay
from app.words import tr
from widgets import looking, showing
from widgets.results import place_words, score_words
from widgets.results.facts_page import Deed, Facts
from widgets.results.list_page import ListPage
from widgets.results.pairs_dialog import PairsDialog
from widgets.results.robust_page import RobustPage
from widgets.results.score_page import ScorePage

if TYPE_CHECKING:
    from app.model import Project
    from app.study.places.routes import Route
    from app.study.rank.robust import Robustness
    from widgets.main_window import MainWindow

AROUND_M, BESIDE_M = 60.0, 9.0
ROBUST = "robust"


class PagesRoom:
    """Stands between the pages and the window; a page that is shown follows the answers."""

    def __init__(self, w: MainWindow):
        self._w = w
        self.lists = {key: ListPage() for key in ("zones", "routes", "checks")}
        self.score, self.robust = ScorePage(), RobustPage()
        for key, page in {**self.lists, "score": self.score, ROBUST: self.robust}.items():
            w.inspector.add_page(key, page)
            page.left.connect(w.inspector.left if key != ROBUST else lambda: self.show("score"))
        self.lists["zones"].chosen.connect(lambda key: self.zone(int(key)))
        self.lists["routes"].chosen.connect(lambda key: self.route(int(key)))
        self.lists["checks"].chosen.connect(lambda key: self.check(int(key)))
        self.score.area_chosen.connect(lambda code: showing.choose_area(w, code))
        self.score.weights_wanted.connect(w.actions_table["assumptions"].trigger)
        self.score.robust_wanted.connect(lambda: self.show(ROBUST))
        self.score.pairs_wanted.connect(self.compare)
        self.robust.run_wanted.connect(self.run_robust)
        self.robust.stop_wanted.connect(self._stop)
        self.robust.target_chosen.connect(self._show_robust)
        self._route: Route | None = None
        self._found: tuple[object, Robustness] | None = None
        self._asked: object = None
        self._wires()

    def _wires(self) -> None:
        w = self._w
        w.inspector.district.page_wanted.connect(self.show)
        w.inspector.gaps.dark_chosen.connect(self.dark)
        w.strip.hovered.connect(self._mark)
        w.strip.chosen.connect(self._go)
        w.strip.left.connect(self._leave_strip)
        w.inspector.left.connect(self._leave_strip)
        for signal in (w.study.answered, w.study.deepened, w.study.scored):
            signal.connect(self.refresh)
        w.jobs.changed.connect(self._progress)
        w.desk.closed.connect(self._forget)

    def show(self, key: str) -> None:
        """Go to a page; those of places bring their map."""
        w = self._w
        w.sketch.select("")
        self._leave_strip()
        w.inspector.show()
        w.inspector.show_page(key)
        self.refresh()
        look = {"zones": "school", "routes": "route", "checks": "seen"}.get(key)
        if look is not None and w.viewing.look != look:
            looking.look_at(w, w.viewing.on(look))

    def refresh(self) -> None:
        """Fill the page that is shown from what is known now."""
        w, page = self._w, self._w.inspector.page
        answers = w.study.answers
        if answers is None:
            return
        if w.jobs.runs(ROBUST) and self._asked != answers.key:
            w.jobs.cancel(ROBUST)  # it was about another state of the project
        if page == "zones":
            self.lists[page].show_listing(place_words.zone_list(answers))
        elif page == "routes":
            self.lists[page].show_listing(place_words.route_list(answers))
        elif page == "checks":
            self.lists[page].show_listing(place_words.check_list(w.study.deeper))
        elif page == "score":
            found = w.study.score
            self.score.show_score(score_words.score_shown(found, w.area) if found is not None else None)
        elif page == ROBUST:
            self._show_robust("")

    def zone(self, number: int) -> None:
        """Go to a school zone."""
        answers = self._w.study.answers
        if answers is None or number >= len(answers.zones):
            return
        import numpy
        import shapely

        zone = answers.zones[number]
        around = zone.site.outline if zone.site.outline is not None else shapely.buffer(shapely.union_all([*zone.lines, shapely.Point(zone.site.at_m)]), BESIDE_M)
        self._facts(place_words.zone_facts(zone, answers, ()), numpy.array([around], object))

    def route(self, number: int) -> None:
        """Go to a safe-return route; its strip opens under the map."""
        w, answers = self._w, self._w.study.answers
        if answers is None or number >= len(answers.routes):
            return
        import numpy
        import shapely

        self._route = answers.routes[number]
        deed = Deed(tr("measures.routes.strip"), lambda: w.show_beneath(w.strip))
        # Around the route, not upon it: what is kept of it is what one wants to see.
        around = shapely.buffer(self._route.course.way.line, BESIDE_M)
        self._facts(place_words.route_facts(self._route, answers, (deed,)), numpy.array([around], object))
        w.strip.show_strip(place_words.route_strip(self._route, answers))
        w.show_beneath(w.strip)

    def check(self, number: int) -> None:
        """Go to a camera worth a visit: what is known of it."""
        deeper = self._w.study.deeper
        if deeper is not None and number < len(deeper.checks):
            one = deeper.checks[number]
            self._w.map.zoom_to_spot(*one.at_m)
            if one.row >= 0:
                self._w.map.feature_chosen.emit(one.layer, one.row)

    def dark(self, rank: int) -> None:
        """Go to a dark gap: why it is one, and a lamp to try there."""
        w = self._w
        gap = next((one for one in w.study.dark if one.rank == rank), None)
        if gap is None:
            return
        w.sketch.select("")
        if w.viewing.kind.group != "light":
            looking.look_at(w, w.viewing.on("lit"))
        w.map.zoom_to_gap(gap)
        deeds: tuple[Deed, ...] = ()
        if w.desk.editable:
            deeds = (Deed(tr("measures.dark.lamp"), lambda: self._try_lamp(gap.centre_m), first=True),)
        w.inspector.show()
        w.inspector.show_facts(place_words.dark_facts(gap, deeds))

    def compare(self) -> None:
        """Weigh the measures of the score two by two; taken over, the weights change together and can be undone together."""
        found = self._w.study.score
        ids = [id for id, _ in found.weights if id not in found.missing] if found is not None else []
        if len(ids) < 2:
            return
        self.pairs = PairsDialog(ids, self._w)
        self.pairs.weights_chosen.connect(lambda weights: self._w.desk.edit(tr("score.pairs.title"), _weigh, weights))
        self.pairs.open()

    def run_robust(self) -> None:
        """Try every assumption; in a lane of its own, so that the window stays free."""
        w, answers, deeper = self._w, self._w.study.answers, self._w.study.deeper
        if answers is None:
            return

        def work(feedback: object) -> Robustness:
            from app.study.rank.robust import robust

            return robust(answers.question, answers, feedback, deeper=deeper)  # type: ignore[arg-type]

        self.robust.show_progress(0.0)
        self._asked = answers.key
        w.jobs.ask(ROBUST, work, lambda found: self._arrived(answers.key, found), self._failed, title=tr("measures.robust.run"), lane="long")

    def retranslate(self) -> None:
        """Say everything anew in the language in use."""
        answers = self._w.study.answers
        self.refresh()
        if self._route is not None and answers is not None and self._w.strip.plot.shown is not None:
            self._w.strip.show_strip(place_words.route_strip(self._route, answers))

    def _facts(self, facts: Facts, shapes: object) -> None:
        import shapely

        w = self._w
        w.sketch.select("")
        w.map.show_chosen((Overlay("chosen", "selected", shapes, revision=facts.title),))  # type: ignore[arg-type]
        west, south, east, north = (float(value) for value in shapely.total_bounds(shapes))
        w.map.zoom_to((west - AROUND_M, south - AROUND_M, east + AROUND_M, north + AROUND_M))
        w.inspector.show_facts(facts)

    def _leave_strip(self) -> None:
        if not self._w.strip.isHidden():
            self._mark(-1.0)
            self._w.show_beneath(None)

    def _mark(self, at_m: float) -> None:
        """A mark on the map where the hand is on the strip."""
        import numpy

        spot = self._spot(at_m) if at_m >= 0 else None
        marks = () if spot is None else (Overlay("strip", "selected", numpy.array([spot], object)),)
        self._w.map.canvas.show_hand(marks)

    def _go(self, at_m: float) -> None:
        spot = self._spot(at_m)
        if spot is not None:
            self._w.map.zoom_to_spot(spot.x, spot.y)

    def _spot(self, at_m: float) -> object | None:
        from app.study.places.routes import part_of

        if self._route is None:
            return None
        line = part_of(self._route.course.way, max(at_m - 0.05, 0.0), at_m + 0.05)
        return line.centroid if not line.is_empty else None

    def _try_lamp(self, at_m: tuple[float, float]) -> None:
        if not self._w.sketch.active:
            self._w.sketch.toggle()
        self._w.sketch.place("security_lights", *at_m)

    def _arrived(self, key: object, found: Robustness) -> None:
        self._found = (key, found)
        self._show_robust("")

    def _failed(self, sentence: str) -> None:
        self.robust.show_progress(None)
        showing.say_trouble(self._w, sentence)

    def _show_robust(self, target: str) -> None:
        answers = self._w.study.answers
        if self._w.jobs.runs(ROBUST):
            return
        if self._found is None or answers is None or self._found[0] != answers.key:
            self.robust.show_result(None)
        else:
            self.robust.show_result(score_words.robust_shown(self._found[1], target or self._found[1].target))

    def _progress(self) -> None:
        job = self._w.jobs.running(ROBUST)
        if job is not None:
            self.robust.show_progress(job.share, job.words)

    def _stop(self) -> None:
        self._w.jobs.cancel(ROBUST)
        self._show_robust("")

    def _forget(self) -> None:
        self._w.jobs.cancel(ROBUST)
        self._route = self._found = None
        self._w.strip.show_strip(None)
        self._w.show_beneath(None)


def _weigh(project: Project, weights: dict[str, float]) -> Project:
    for id, value in weights.items():
        project = edits.set_parameter(project, id, value)
    return project
