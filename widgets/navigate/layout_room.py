"""How the window is laid out: remembered between starts, put back as at first, and the map alone on the whole screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.words import tr

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

# At most so much of what was written is read; a spoilt entry counts as not there.
LONGEST = 2_000
# What stands under the map is never lower than this.
LEAST_BENEATH_PX = 120


class LayoutRoom(QObject):
    """``alone``: only the map is shown. ``changed``: it came or went."""

    changed = Signal()

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.alone = False
        self._before: tuple[tuple[QWidget, ...], bool] = ((), False)
        self._first: tuple[QSize, list[int]] = (w.size(), [])
        self._first_beneath_px = w.beneath_px
        w.installEventFilter(self)
        w._middle.splitterMoved.connect(lambda *_: self._beneath())
        w.desk.closed.connect(self.leave)

    # ---- between starts

    def restore(self) -> None:
        """Lay the window out as it was when it was closed last; the screen may be another one by now."""
        w = self._w
        self._first = (w.size(), w._panels.sizes())
        kept = _read(str(w.preferences["layout"])) if w.preferences["keep_layout"] else None
        if kept is None:
            return
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size().expandedTo(self._first[0]) if screen is not None else self._first[0]
        w.resize(QSize(*kept["size"]).boundedTo(room).expandedTo(w.minimumSize()))
        at = QPoint(*kept["at"])
        if any(one.availableGeometry().contains(at + QPoint(80, 20)) for one in QGuiApplication.screens()):
            w.move(at)
        if kept["large"]:
            w.setWindowState(w.windowState() | w.windowState().WindowMaximized)
        w._panels.setSizes(kept["panels"])
        w.beneath_px = min(max(kept.get("beneath", w.beneath_px), LEAST_BENEATH_PX), w.height() // 2)
        for panel, shown in ((w.layer_panel, kept["layers"]), (w.inspector, kept["inspector"])):
            panel.setVisible(shown)

    def keep(self) -> None:
        """Remember how the window is laid out now."""
        w = self._w
        if not w.preferences["keep_layout"]:
            return
        self.leave()
        box = w.normalGeometry() if w.isMaximized() else w.geometry()
        w.preferences["layout"] = json.dumps({
            "size": [box.width(), box.height()], "at": [w.pos().x(), w.pos().y()], "large": w.isMaximized(), "panels": self._wide(),
            "beneath": w.beneath_px,
            "layers": not w.layer_panel.isHidden(), "inspector": not w.inspector.isHidden(),
        })  # fmt: skip

    def reset(self) -> None:
        """Lay the window out as at the very first start."""
        w = self._w
        self.leave()
        w.preferences["layout"] = ""
        w.showNormal() if w.isMaximized() and w.isVisible() else None
        w.resize(self._first[0])
        for panel in (w.layer_panel, w.inspector):
            panel.show()
        w._panels.setSizes(self._first[1] or [236, 800, 330])
        w.beneath_px = self._first_beneath_px
        w.show_beneath(next((panel for panel in self._under() if not panel.isHidden()), None))
        w.notice.say(tr("navigate.layout.reset"))
        w.refresh()

    def _wide(self) -> list[int]:
        """The widths of the panels; one that is hidden keeps its first width."""
        return [now or first for now, first in zip(self._w._panels.sizes(), self._first[1] or self._w._panels.sizes(), strict=True)]

    def _under(self) -> list[QWidget]:
        """What can stand under the map: chart, strip, table."""
        return [self._w._middle.widget(number) for number in range(1, self._w._middle.count())]

    def _beneath(self) -> None:
        """The planner pulled at what stands under the map: it keeps that height."""
        shown = next((panel for panel in self._under() if not panel.isHidden()), None)
        if shown is not None:
            self._w.beneath_px = max(shown.height(), LEAST_BENEATH_PX)

    # ---- the map alone

    def toggle(self) -> None:
        """Show only the map, or everything again."""
        if self.alone:
            self.leave()
        else:
            self._alone()

    def leave(self) -> bool:
        """Show everything again; False where everything is shown."""
        if not self.alone:
            return False
        w, (panels, large) = self._w, self._before
        self.alone = False
        for panel in panels:
            panel.show()
        w.showMaximized() if large else w.showNormal()
        w.refresh()
        self.changed.emit()
        return True

    def _alone(self) -> None:
        w = self._w
        shown = tuple(panel for panel in (w.top, w.layer_panel, w.inspector, *self._under()) if not panel.isHidden())
        self._before, self.alone = (shown, w.isMaximized()), True
        for panel in shown:
            panel.hide()
        w.showFullScreen()
        w.map.canvas.setFocus()
        w.notice.say(tr("navigate.full.notice"), action=tr("navigate.full.leave"), run=self.leave)
        w.refresh()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the layout when the window is closed."""
        if event.type() == QEvent.Type.Close:
            self.keep()
        return False


def _read(text: str) -> dict | None:
    """What was kept, if it is whole: sizes that make sense, three widths of panels, three answers."""
    try:
        found = json.loads(text[:LONGEST]) if text else None
        if not isinstance(found, dict):
            return None
        numbers = [*found["size"], *found["at"], *found["panels"], found.get("beneath", 0)]
        flags = [found[name] for name in ("large", "layers", "inspector")]
        whole = (len(found["size"]), len(found["at"]), len(found["panels"])) == (2, 2, 3)
        fits = all(isinstance(one, int) and abs(one) < 100_000 for one in numbers) and all(isinstance(one, bool) for one in flags)
        return found if whole and fits and min(*found["size"], *found["panels"]) >= 0 else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
