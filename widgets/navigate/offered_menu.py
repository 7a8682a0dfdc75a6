"""A menu of what there is just now: saved places, recent projects. It is filled each time it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from app.words import tr

# Each line: what it says, what is shown beside it ("" = nothing), and what choosing it does.
Line = tuple[str, str, Callable[[], object]]
LONGEST = 48


class OfferedMenu(QMenu):
    """``title`` and ``empty`` are keys of words; ``lines()`` gives what there is."""

    def __init__(self, title: str, empty: str, lines: Callable[[], tuple[Line, ...]], parent: QWidget):
        super().__init__(parent)
        self._title, self._empty, self._lines = title, empty, lines
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.retranslate()

    def fill(self) -> None:
        """Offer what there is now; nothing says so in words."""
        self.clear()
        for words, note, run in self._lines():
            short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
            action = self.addAction(short.replace("&", "&&"), lambda run=run: run())
            action.setToolTip(note.replace("<", "‹") or short.replace("<", "‹"))
        if self.isEmpty():
            self.addAction(tr(self._empty)).setEnabled(False)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setTitle(tr(self._title))


def preview(project: str | None) -> QWidget:
    """Two lines, for a look."""
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    menu = OfferedMenu("navigate.menu.places", "navigate.menu.no_places", lambda: (("A", "", lambda: None), ("B", "", lambda: None)), room)
    menu.fill()
    return menu
