"""Saved places in the window: kept under a name, gone to, put in order; every change can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app import edits
from app.feedback import Feedback
from app.model import View
from app.scene import Frame
from app.wayfinding import aims, scales
from app.wayfinding.overview import shown_small
from app.words import tr
from widgets import showing
from widgets.navigate.place_list import PICTURE_PX, PlaceLine
from widgets.navigate.places_panel import PlacesPanel

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

PAGE, JOB = "places", "navigate.places"


class PlacesRoom(QObject):
    """The page is made when it is first asked for."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.page: PlacesPanel | None = None
        self._pictures: dict[str, tuple[object, QImage]] = {}
        w.desk.changed.connect(lambda _: self.refresh())
        w.desk.opened.connect(self._opened)

    @property
    def views(self) -> tuple[View, ...]:
        """The saved places; steps of a hearing are not among them."""
        project = self._w.desk.project
        return tuple(view for view in project.views if not view.step) if project is not None else ()

    def show(self) -> None:
        """Show the page and give the list the keyboard; shown already, go back to the district."""
        w = self._w
        if self._shown:
            showing.leave_choice(w)
            return
        self._build()
        w.inspector.show()
        w.inspector.show_page(PAGE)
        self.refresh()
        if self.views and not self.page.list.current:  # type: ignore[union-attr]
            self.page.list.go_to(self.views[0].id)  # type: ignore[union-attr]
        (self.page.list if self.views else self.page.add).setFocus()  # type: ignore[union-attr]
        w.refresh()

    def add(self) -> None:
        """Keep what the map shows now, called by the dong it is in; on the page its name can be written at once."""
        w, project = self._w, self._w.desk.project
        if project is None:
            return
        frame = w.map.canvas.frame
        title = aims.free_title(project, aims.name_at(project, frame.centre_m))
        before = {view.id for view in self.views}
        if not w.desk.edit(tr("navigate.edit.add", name=title), edits.remember_view, title, **_here(frame)):
            return
        if self._shown and self.page is not None:
            self.page.list.go_to(next((view.id for view in self.views if view.id not in before), ""))
            self.page.list.setFocus()
            self.page.list.rename()
        else:
            w.notice.say(tr("navigate.places.saved", name=title), action=tr("navigate.places.list"), run=self.show)

    def go(self, id: str) -> None:
        """Go to a saved place."""
        view = self._view(id)
        if view is not None:
            self._w.map.canvas.look_at(view.centre_m, view.metres_per_px, view.turned_deg)

    def refresh(self) -> None:
        """Bring the page up to the project; a page nobody sees waits."""
        if self.page is None or not self._shown:
            return
        turned = tr("navigate.places.turned")
        self.page.show_places(tuple(
            PlaceLine(view.id, view.title, scales.text(scales.of(view.metres_per_px)) + (f" · {turned}" if view.turned_deg else "")) for view in self.views
        ), editable=self._w.desk.editable)  # fmt: skip
        self._draw()

    @property
    def _shown(self) -> bool:
        return self.page is not None and self._w.inspector.page == PAGE and not self._w.inspector.isHidden()

    def _build(self) -> None:
        if self.page is not None:
            return
        w, self.page = self._w, PlacesPanel()
        w.inspector.add_page(PAGE, self.page)
        self.page.left.connect(lambda: showing.leave_choice(w))
        self.page.chosen.connect(self.go)
        self.page.add_wanted.connect(self.add)
        self.page.renamed.connect(lambda id, name: self._edit("rename", id, edits.rename_view, name))
        self.page.retaken.connect(lambda id: self._edit("retake", id, edits.change_view, **_here(w.map.canvas.frame)))
        self.page.forgotten.connect(lambda id: self._edit("forget", id, edits.forget_view))
        self.page.moved.connect(self._move)

    def _move(self, id: str, by: int) -> None:
        project, ids = self._w.desk.project, [view.id for view in self.views]
        if project is not None and id in ids and 0 <= ids.index(id) + by < len(ids):
            all_ids = [view.id for view in project.views]
            self._edit("order", id, edits.order_view, all_ids.index(ids[ids.index(id) + by]))

    def _edit(self, word: str, id: str, change: Callable, *values: object, **said: object) -> None:
        view = self._view(id)
        if view is not None:
            self._w.desk.edit(tr(f"navigate.edit.{word}", name=view.title), change, id, *values, **said)

    def _view(self, id: str) -> View | None:
        return next((view for view in self.views if view.id == id), None)

    def _opened(self) -> None:
        self._pictures.clear()
        self.refresh()

    def _draw(self) -> None:
        """Draw the small pictures that are not there yet, in the background."""
        w, project = self._w, self._w.desk.project
        if project is None or self.page is None:
            return
        frame, layers = w.map.canvas.frame, project.layers
        ratio = w.map.canvas.devicePixelRatioF()
        wanted = {view.id: _small(view, frame) for view in self.views}
        known = {id: image for id, (of, image) in self._pictures.items() if wanted.get(id) == of}
        self.page.show_pictures(known)
        missing = {id: small for id, small in wanted.items() if id not in known}
        if not missing:
            return

        def work(feedback: Feedback) -> dict[str, tuple[object, QImage]]:
            from widgets.map.map_painter import picture

            scene = shown_small(layers)
            return {id: (small, picture(scene, small, ratio, feedback=feedback)) for id, small in missing.items()}

        def done(made: dict[str, tuple[object, QImage]]) -> None:
            self._pictures |= made
            if self.page is not None:
                self.page.show_pictures({id: image for id, (_, image) in self._pictures.items()})

        w.jobs.ask(JOB, work, done, lambda _: None, lane="read", gives_way=True)


def _here(frame: Frame) -> dict[str, object]:
    return {"centre_m": frame.centre_m, "metres_per_px": frame.metres_per_px, "turned_deg": frame.turned_deg}


def _small(view: View, frame: Frame) -> Frame:
    """What a map of this width shows at a saved place, small."""
    wide, tall = PICTURE_PX.width(), PICTURE_PX.height()
    return Frame(view.centre_m, view.metres_per_px * 600 / wide, wide, tall, frame.theme, frame.language, view.turned_deg)
