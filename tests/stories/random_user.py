"""A planner who does anything in any order: the hands of test_random_user.py, on a real window.

Every deed is a real click, drag, key or command where the window has one. After each the window is looked over (`look_over`): no
exception, no blocked frame, and the file holds what the session holds, layers, sketches and steps.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from project_pieces import same
from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog
from random_rooms import Rooms
from window_pieces import X, Y, quarter_file

from app import edits
from app.files import steps

LEFT = Qt.MouseButton.LeftButton
BLOCKED_S = 0.1
# Tables of layers hardly ever change: every so many steps they are read from the file again, and whenever another one came.
READ_EVERY = 25
# What leaves the project or the program: reopening and killing are deeds of their own.
LEFT_OUT = ("quit", "new", "open", "sample", "start", "stop")
KINDS = ("cctv", "phone_booths", "mailboxes", "emergency_bells", "security_lights", "street_lamps", "crossings")


def _picture(year: int) -> bytes:
    """A small picture of one colour, another for each year."""
    image, store = QImage(8, 8, QImage.Format.Format_RGB32), QBuffer()
    image.fill(year)
    image.save(store, "JPG")
    return bytes(store.data().data())


class Trouble(AssertionError):
    """What the window did wrong."""


class _Overheard(logging.Handler):
    """What failed where nobody foresaw it, in the background too: a planner reads a sentence, the log holds the error."""

    def __init__(self, caught: list):
        super().__init__(logging.ERROR)
        self._caught = caught

    def emit(self, record: logging.LogRecord) -> None:
        self._caught.append(record.exc_info[1] if record.exc_info else Trouble(record.getMessage()))


class RandomUser(Rooms):
    """Hands on one window; ``says`` collects what was done, for who reads a failure."""

    def __init__(self, w: object, folder: Path):
        self.w, self.folder, self.says, self.caught, self.frames, self.count = w, folder, [], [], [], 0
        self._read, self._since, self._pumped_s = frozenset(), 0, 0.0
        self._hook, self._log = sys.excepthook, _Overheard(self.caught)
        sys.excepthook = lambda kind, error, trace: self.caught.append(error)
        logging.getLogger().addHandler(self._log)
        # Who is asked for a file gives none; who is asked for a name gives one.
        answers = {
            (QFileDialog, "getOpenFileName"): ("", ""), (QFileDialog, "getSaveFileName"): ("", ""), (QFileDialog, "getOpenFileNames"): ([], ""),
            (QFileDialog, "getExistingDirectory"): "", (QInputDialog, "getText"): ("이름 <b>&", True),
            (QInputDialog, "getMultiLineText"): ("적어 둔 말\n<b>&", True), (QDesktopServices, "openUrl"): True,
        }  # fmt: skip
        self._asked = {place: getattr(*place) for place in answers}
        for place, answer in answers.items():
            setattr(*place, staticmethod(lambda *_, answer=answer, **__: answer))

    def leave(self) -> None:
        """Give everything back."""
        sys.excepthook = self._hook
        logging.getLogger().removeHandler(self._log)
        for place, asked in self._asked.items():
            setattr(*place, asked)

    # Beginning, ending, waiting.

    def begin(self) -> None:
        """A new project, in Korean, by daylight."""
        self.count += 1
        self.says.clear()
        self.frames.clear()
        for setting, value in (("language", "ko"), ("theme", "light")):
            if self.w.preferences[setting] != value:
                self.w.choose(setting, value)
        self._open(quarter_file(self.folder / f"quarter {self.count}.gpkg"))

    def end(self) -> None:
        """Put the project away."""
        self.settle()
        self.w.desk.close()
        self.settle()

    def reopen(self) -> None:
        """Close the project as one should and open it again."""
        self._open(self.w.desk.session.path)

    def kill(self) -> None:
        """Pull the plug: the session never closes its file."""
        session = self.w.desk.session
        session.close = lambda: (session._listeners.clear(), session._file._claim.release())
        self._open(session.path)

    def settle(self, seconds: float = 60.0) -> None:
        """Wait until nothing runs."""
        until = time.monotonic() + seconds
        while not self.w.jobs.idle:
            self._pump()
            time.sleep(0.002)
            if time.monotonic() > until:
                raise Trouble(f"still at work after {seconds} s: {list(self.w.jobs._running)}")

    def do(self, name: str, deed: Callable[[], object]) -> None:
        """Do one thing, let the window paint, and look it over."""
        self.says.append(name)
        begun, self._pumped_s = time.thread_time(), 0.0
        deed()
        self.frames.append((time.thread_time() - begun - self._pumped_s, self.says[-1]))
        for _ in range(3):
            self._pump()
        self._close_dialogs()
        self.look_over()

    def look_over(self) -> None:
        """Raise `Trouble` where something is wrong."""
        if self.caught:
            raise Trouble(f"an exception after {self.says[-5:]}") from self.caught.pop()
        session = self.w.desk.session
        if session is None:
            return
        tables = frozenset((session.path, layer.id, layer.revision, layer.corrections) for layer in session.project.layers)
        self._since += 1
        with session._file._database.reading() as connection:
            on_disk = session._file._read(connection, present=session.project, at_hand=True)[0]
            kept = steps.heads(connection)
        if on_disk != session.project:
            raise Trouble(f"the file differs from the session after {self.says[-5:]}")
        if tables - self._read or self._since >= READ_EVERY:
            self._read, self._since = tables, 0
            for here, there in zip(session.project.layers, session._file.read().layers, strict=True):
                same(here.frame, there.frame)
        if [(step.number, step.title) for step in kept.steps] != [(s.number, s.title) for s in session.history.steps] or kept.here != session.history.here:
            raise Trouble(f"the file has other steps than the session after {self.says[-5:]}")

    # Deeds.

    def place(self, kind: str, x: float, y: float) -> None:
        """Take a kind and click the map."""
        self.w.sketch.take(kind)
        QTest.mouseClick(self.w.map.canvas, LEFT, pos=self._spot(x, y))

    def drag(self, which: int, dx: int, dy: int) -> None:
        """Carry something sketched over the map in a few moves."""
        item = self._item(which)
        if item is None:
            return
        canvas = self.w.map.canvas
        canvas.look_at(item.at_m, 0.25)
        self._pump()
        start = canvas.to_px(item.at_m).toPoint()
        QTest.mousePress(canvas, LEFT, pos=start)
        for part in (0.3, 0.6, 1.0):
            QTest.mouseMove(canvas, start + QPoint(round(dx * part), round(dy * part)))
            self._pump()
        QTest.mouseRelease(canvas, LEFT, pos=start + QPoint(dx, dy))

    def aim(self, which: int, dx: int, dy: int) -> None:
        """Choose a camera and pull its handle."""
        from widgets.map.map_tools import Item, handle_m

        item = self._item(which)
        if item is None or item.heading_deg is None:
            return
        canvas = self.w.map.canvas
        canvas.look_at(item.at_m, 0.25)
        self.w.sketch.select(item.id)
        self._pump()
        handle = canvas.to_px(handle_m(Item(item.id, item.kind, item.at_m, item.heading_deg), 0.25)).toPoint()
        QTest.mousePress(canvas, LEFT, pos=handle)
        QTest.mouseMove(canvas, handle + QPoint(dx // 2, dy // 2))
        QTest.mouseMove(canvas, handle + QPoint(dx, dy))
        QTest.mouseRelease(canvas, LEFT, pos=handle + QPoint(dx, dy))

    def delete(self, which: int) -> None:
        """Choose something sketched and press Delete."""
        item = self._item(which)
        if item is not None:
            self.w.sketch.select(item.id)
            self.w.map.canvas.setFocus()
            QTest.keyClick(self.w.map.canvas, Qt.Key.Key_Delete)

    def write_down(self, which: int, status: str, year: int) -> None:
        """Say how far something sketched is, and hang a picture on it."""
        item, session = self._item(which), self.w.desk.session
        if item is not None:
            photo = session.add_photo(_picture(year))
            self.w.desk.edit("적기", edits.annotate, item.id, status=status, year=year, photos=(photo,))

    def style(self, which: int, colour: str) -> None:
        """Give a layer another colour."""
        layer = self._layer(which)
        if layer is not None:
            self.w.desk.edit("모양", edits.style_layer, layer.id, color=colour)

    def eye(self, which: int) -> None:
        """Hide or show a layer."""
        layer = self._layer(which)
        if layer is not None:
            self.w.layer_panel.eye_clicked.emit(layer.id, not layer.visible)

    def order(self, which: int, by: int) -> None:
        """Move a layer up or down."""
        layer = self._layer(which)
        if layer is not None:
            self.w.layer_panel.moved.emit(layer.id, by)

    def take_out(self, which: int) -> None:
        """Remove a layer."""
        layer = self._layer(which)
        if layer is not None:
            self.w.layer_panel.removal_wanted.emit(layer.id)

    def bring_in(self, count: int) -> None:
        """Import a list of cameras."""
        lon, lat = 126.9887, 37.5581
        rows = ["관리기관명,설치목적구분,카메라대수,촬영방면정보,위도,경도", *(f"구청,생활방범,1,동,{lat + n / 9000},{lon + n / 9000}" for n in range(count))]
        path = self.folder / f"CCTV_{self.count}_{count}.csv"
        path.write_bytes("\r\n".join([*rows, "구청,생활방범,1,서,,"]).encode("cp949"))
        self.w.imports.open([path])
        self.settle()
        dialog = self.w.imports.dialog
        if dialog is not None and dialog.accept_all.isEnabled():
            QTest.mouseClick(dialog.accept_all, LEFT)
        self.settle()

    def scenario(self, what: str, which: int) -> None:
        """Add, choose, rename or remove a scenario."""
        scenarios = self.w.desk.project.scenarios
        if what == "add":
            QTest.mouseClick(self.w.top.scenarios._plus, LEFT)
        elif what == "choose":
            self.w.sketch.choose_scenario(scenarios[which % len(scenarios)].id if scenarios and which else "")
        else:
            action = self.w.actions_table[f"{what}_scenario"]
            action.trigger() if action.isEnabled() else None

    def history(self, to: int) -> None:
        """Go to any step."""
        found = self.w.desk.session.history.steps
        self.w.desk.go(found[to % len(found)].number if found and to else 0)
        if self.w.jobs.runs("history"):
            self.settle()

    def command(self, number: int) -> str:
        """Run any command that is offered now; gives its id."""
        offered = [action for action in self.w.actions_table.all if action.isEnabled() and action.objectName() not in LEFT_OUT]
        action = offered[number % len(offered)]
        self.says[-1] = f"command {action.objectName()}"
        action.trigger()
        return action.objectName()

    def key(self, key: Qt.Key, ctrl: bool = False) -> None:
        """Press a key on the map."""
        self.w.map.canvas.setFocus()
        QTest.keyClick(self.w.map.canvas, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)

    def click(self, x: float, y: float) -> None:
        """Click anywhere on the map."""
        QTest.mouseClick(self.w.map.canvas, LEFT, pos=self._spot(x, y))

    # Parts.

    def _open(self, path: Path) -> None:
        self.w.desk.open(path)
        until = time.monotonic() + 60
        while self.w.desk.session is None or self.w.desk.session.path != path:
            self._pump()
            time.sleep(0.002)
            if self.caught:
                raise Trouble("it could not be opened") from self.caught.pop()
            if time.monotonic() > until:
                raise Trouble(f"not open after a minute; the notice says {self.w.notice.text!r}")
        self.w.map.canvas.look_at((X, Y), 1.0)

    def _pump(self) -> None:
        begun = time.thread_time()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # done by a running loop alone
        taken = time.thread_time() - begun
        self._pumped_s += taken
        self.frames.append((taken, self.says[-1] if self.says else "begin"))

    def _close_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.close()
        for dialog in self.w.findChildren(QDialog):
            if dialog.isVisible():
                dialog.close()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _spot(self, x: float, y: float) -> QPoint:
        canvas = self.w.map.canvas
        return QPointF(canvas.width() * x, canvas.height() * y).toPoint()

    def _item(self, which: int) -> object:
        shown = self.w.desk.project.shown
        return shown.items[which % len(shown.items)] if shown is not None and shown.items else None

    def _layer(self, which: int) -> object:
        layers = self.w.desk.project.layers
        return layers[which % len(layers)] if layers else None
