"""What the planner writes beside a thing: status, year, note and pictures, as edits; pictures are read and made small in the background."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QVBoxLayout

from app import catalogue, edits
from app.bill import book
from app.edits.sketch import MOST_PHOTOS
from app.errors import AppError, BadInput
from app.feedback import Feedback
from app.things import Thing
from app.words import tr
from widgets.results.facts_page import Deed
from widgets.sketch.item_beside import Beside
from widgets.sketch.photo_making import SUFFIXES, made_small, thumbnail
from widgets.sketch.photo_strip import SIDE_PX

if TYPE_CHECKING:
    from app.session import Session
    from widgets.main_window import MainWindow

FAVOURITES = "palette_favourites"


class BesideRoom:
    """Stands between the page of a thing, its pictures and the project; and keeps what stands first in the palette."""

    def __init__(self, w: MainWindow):
        self._w = w
        beside = w.items.page.beside
        beside.written.connect(self.write)
        beside.photos.add_wanted.connect(self._choose_files)
        beside.photos.dropped.connect(self.add_photos)
        beside.photos.remove_wanted.connect(self.remove_photo)
        beside.photos.open_wanted.connect(self.open_photo)
        beside.costs.book_wanted.connect(w.actions_table["cost_book"].trigger)
        w.items.page.shown.connect(self._fill)
        w.palette_box.show_favourites(str(w.preferences[FAVOURITES]).split(","))
        w.palette_box.favourites_chosen.connect(self._keep_favourites)

    def write(self, id: str, values: dict[str, object]) -> None:
        """Write something down beside a thing; texts typed right after each other are steps of their own."""
        w = self._w
        what = "note" if "note" in values else "status" if "status" in values else "year" if "year" in values else "photos"
        known = w.sketch.thing(id)
        if known is None:
            return
        if not w.desk.edit(tr(f"catalogue.edit.{what}", name=name_of(known)), edits.annotate, id, **values):
            w.items.show()

    def add_photos(self, paths: list[Path]) -> None:
        """Put pictures on the thing whose page is shown; each is made small first."""
        w, id = self._w, self._w.items.page.beside.shown.of
        session = w.desk.session
        if not id or session is None or not w.desk.editable:
            return
        room = MOST_PHOTOS - len(w.items.page.beside.shown.photos)
        if len(paths) > room:
            w.notice.say(tr("catalogue.bad.photos", most=MOST_PHOTOS), trouble=True)
            paths = paths[: max(room, 0)]
        if paths:
            w.jobs.ask(f"photos {id}", lambda feedback: _kept(session, paths, feedback), lambda found: self._added(session, id, found),
                       title=tr("catalogue.photos.work"))  # fmt: skip

    def remove_photo(self, photo: str) -> None:
        """Take a picture off the thing; undo brings it back."""
        shown = self._w.items.page.beside.shown
        if shown.of and self._w.desk.editable:
            self.write(shown.of, {"photos": tuple(id for id in shown.photos if id != photo)})

    def open_photo(self, photo: str) -> None:
        """Look at a picture in a window of its own."""
        session = self._w.desk.session
        if session is not None:
            self._w.jobs.ask("photo", lambda _: QImage.fromData(session.photo(photo)), self._show_photo, lane="read")

    def _choose_files(self) -> None:
        offered = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
        files, _ = QFileDialog.getOpenFileNames(self._w, tr("catalogue.photos.add"), str(self._w.home), f"{tr('catalogue.photos')} ({offered})")
        self.add_photos([Path(file) for file in files])

    def _added(self, session: Session, id: str, found: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        names, troubles = found
        known = self._w.sketch.thing(id) if self._w.desk.session is session else None
        if names and known is not None and known.item is not None:
            self.write(id, {"photos": (*known.item.photos, *names)})
        if troubles:
            self._w.notice.say("\n".join(troubles), trouble=True)

    def _fill(self) -> None:
        """Bring the pictures whose squares are still empty."""
        strip, session = self._w.items.page.beside.photos, self._w.desk.session
        wanted, ratio = strip.missing, self._w.devicePixelRatioF()
        if wanted and session is not None:
            self._w.jobs.ask("thumbnails", lambda feedback: _thumbnails(session, wanted, ratio, feedback), self._filled, lane="read")

    def _filled(self, found: dict[str, QImage]) -> None:
        for id, image in found.items():
            self._w.items.page.beside.photos.show_picture(id, image)

    def _show_photo(self, image: QImage) -> None:
        if image.isNull():
            self._w.notice.say(tr("catalogue.photo.lost"), trouble=True)
            return
        room = self._w.screen().availableSize() * 0.8
        window = QDialog(self._w)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.setWindowTitle(tr("catalogue.photos"))
        label = QLabel()
        pixmap = QPixmap.fromImage(image)
        within = pixmap.size().boundedTo(room)
        label.setPixmap(pixmap.scaled(within, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        label.setAccessibleName(tr("catalogue.photos"))
        column = QVBoxLayout(window)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(label)
        window.show()

    def _keep_favourites(self, keys: tuple[str, ...]) -> None:
        self._w.preferences[FAVOURITES] = ",".join(keys)
        self._w.palette_box.show_favourites(keys)


def beside_of(w: MainWindow, known: Thing) -> Beside:
    """What stands beside a thing: of one that the scenario does not touch only what is known of such things."""
    project = w.desk.project
    item = known.item
    entry = catalogue.entry_of(known.kind, item.entry if item is not None else "")
    if item is None or item.gone or project is None:
        return Beside(entry=entry, editable=w.desk.editable)
    costs = next((row for row in book(project) if row.entry is entry), None)
    return Beside(item.id, entry, costs, item.status, item.year, item.note, item.photos, w.desk.editable)


def done_deeds(w: MainWindow, kind: str, layer: str, row: int) -> tuple[Deed, ...]:
    """What of the catalogue can be done to something that exists: a button each."""
    if not w.desk.editable:
        return ()

    def do(entry: catalogue.Entry) -> None:
        title = tr("catalogue.edit.apply", name=tr(f"catalogue.{entry.key}"))
        if w.desk.edit(title, edits.apply, layer, row, entry.key):
            w.sketch.select(f"{layer}/{row}")
            w.items.show()

    return tuple(Deed(tr("catalogue.apply", name=tr(f"catalogue.{one.key}")), lambda one=one: do(one)) for one in catalogue.done_to(kind))


def kind_of(known: Thing) -> str:
    """What sort of thing it is: its kind, or its entry where that says more."""
    entry = catalogue.entry_of(known.kind, known.item.entry if known.item is not None else "")
    return tr(f"kind.{known.kind}" if entry is None or (entry.plain and entry.kind) or known.exists else f"catalogue.{entry.key}")


def name_of(known: Thing) -> str:
    """What a thing is called: its own name, else that of its catalogue entry."""
    if known.name:
        return known.name
    entry = catalogue.entry_of(known.kind, known.item.entry if known.item is not None else "")
    return tr(f"catalogue.{entry.key}") if entry is not None else tr(f"kind.{known.kind}")


def _kept(session: Session, paths: list[Path], feedback: Feedback) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the pictures kept, and a sentence for each that could not be."""
    names: list[str] = []
    troubles: list[str] = []
    for number, path in enumerate(paths):
        feedback.step(number / len(paths))
        try:
            names.append(session.add_photo(made_small(path)))
        except BadInput as trouble:
            troubles.append(str(trouble))
    return tuple(names), tuple(troubles)


def _thumbnails(session: Session, wanted: tuple[str, ...], ratio: float, feedback: Feedback) -> dict[str, QImage]:
    found: dict[str, QImage] = {}
    for id in wanted:
        feedback.step(len(found) / len(wanted))
        try:
            image = thumbnail(session.photo(id), round((SIDE_PX - 4) * ratio))
        except AppError:
            image = QImage()
        image.setDevicePixelRatio(ratio)
        found[id] = image
    return found
