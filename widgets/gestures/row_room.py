"""A row of things along a street: the hand says from where to where, the panel what and how far apart, the map shows it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import along, catalogue, edits, things
from app.model import Point
from app.scene import Overlay
from app.words import tr
from widgets.gestures.row_panel import RowPanel
from widgets.gestures.spanning import span
from widgets.gestures.wishes import Spanned
from widgets.sketch.sketch_room import kind_word

if TYPE_CHECKING:
    from widgets.gestures.hand_room import HandRoom
    from widgets.main_window import MainWindow

JOB = "row"
# Streets so far round the two ends may be on the way.
AROUND_M, AWAY_M = 150.0, 40.0
MARGIN_PX = 16


class RowRoom(QObject):
    """Knows the way of the row, and what of it is shown."""

    def __init__(self, w: MainWindow, hand: HandRoom):
        super().__init__(hand)
        self._w, self._hand = w, hand
        self.panel: RowPanel | None = None
        self.active = False
        self.way: tuple[Point, ...] = ()
        self._copied = ""
        w.map.canvas.wished.connect(self._wished)
        w.map.canvas.tool_done.connect(self._put_down)
        w.map.escaped.connect(self.leave)

    def begin(self) -> None:
        """Take the row in hand: of the chosen thing, else of what was in hand, else of what usually stands in a row."""
        known, taken = self._w.sketch.thing(), self._w.sketch.taken
        if self._w.desk.project is None or not self._w.desk.editable:
            return
        chosen = taken or (known.item.entry or known.kind if known is not None and known.item is not None else known.kind if known else "")
        self._copied = known.id if known is not None and not taken else ""
        keys = _in_rows(chosen)
        if taken:
            self._w.sketch.take("")
        if self.panel is None:
            self.panel = RowPanel(self._w.map.canvas)
            self.panel.changed.connect(self._show)
            self.panel.accepted.connect(self.accept)
            self.panel.left.connect(self.leave)
        self.panel.show_choices(tuple((key, kind_word(key)) for key in keys), chosen if chosen in keys else keys[0])
        self.active, self.way = True, ()
        self._hand.learn()
        self._w.map.canvas.use_tool(span(self._w.map.canvas.hold))
        self._w.map.canvas.setFocus()
        self.panel.show_row(0, 0.0)
        palette = self._w.palette_box
        left, bar = palette.x() + palette.width() + MARGIN_PX // 2 if palette.isVisible() else MARGIN_PX, self._w.look_bar
        beneath = bar.isVisible() and left + self.panel.width() > bar.x()
        self.panel.move(left, bar.geometry().bottom() + MARGIN_PX // 2 if beneath else MARGIN_PX)
        self.panel.show()
        self.panel.raise_()

    def leave(self) -> None:
        """Put nothing down."""
        if not self.active:
            return
        self.active, self.way = False, ()
        self._w.jobs.cancel(JOB)
        if self.panel is not None:
            self.panel.hide()
        self._w.map.canvas.show_hand(())
        self._w.map.canvas.use_tool(None)

    def accept(self) -> None:
        """Put the row down: one step."""
        stands, wanted = self._stands(), self.panel.wanted if self.panel is not None else None
        if not stands or wanted is None:
            return
        entry = catalogue.entry_of(wanted.key)
        more = {"entry": wanted.key} if entry is not None and not entry.plain else {}
        places = [(one.at_m, self._heading(wanted.key, one)) for one in stands]
        values = self._values(wanted.key)
        self.leave()
        title = tr("gestures.edit.row", name=kind_word(wanted.key), count=len(places))
        self._w.sketch.put_down(title, edits.place_row, "" if more else wanted.key, places, properties=values, **more)

    def _values(self, key: str) -> tuple[tuple[str, object], ...]:
        """Those of the thing whose row it is."""
        known = self._w.sketch.thing(self._copied) if self._copied else None
        if known is None or key not in (known.kind, known.item.entry if known.item is not None else ""):
            return ()
        return tuple((name, value) for name, value in known.values.items() if name not in things.NOT_COPIED)

    def _heading(self, key: str, one: along.Stand) -> float | None:
        entry = catalogue.entry_of(key)
        return one.along_deg if entry is not None and entry.geometry == "aimed" else None

    def _wished(self, wish: object) -> None:
        if not isinstance(wish, Spanned) or not self.active:
            return
        start, end, known = wish.start_m, wish.end_m, self._hand.known
        box = (min(start[0], end[0]) - AROUND_M, min(start[1], end[1]) - AROUND_M, max(start[0], end[0]) + AROUND_M, max(start[1], end[1]) + AROUND_M)
        self._w.jobs.ask(JOB, lambda _: along.way(known.streets_within(box), start, end, AWAY_M), self._found, lambda _: None, lane="hand")

    def _found(self, way: tuple[Point, ...]) -> None:
        if not self.active or self.panel is None:
            return
        self.way = way
        self._show()

    def _stands(self) -> tuple[along.Stand, ...]:
        if self.panel is None:
            return ()
        wanted = self.panel.wanted
        return along.row(self.way, wanted.every_m, offset_m=wanted.offset_m, side=wanted.side, even=wanted.even)

    def _show(self) -> None:
        if not self.active or self.panel is None:
            return
        import numpy
        import shapely

        stands = self._stands()
        self.panel.show_row(len(stands), along.length_m(self.way), "" if self.way or not stands else tr("gestures.row.no_way"))
        if not stands:
            self._w.map.canvas.show_hand(())
            return
        way = numpy.array([shapely.LineString(self.way)], object)
        signs = shapely.points([one.at_m for one in stands])
        revision = str(hash((self.way, self.panel.wanted)))
        letters = (kind_word(self.panel.wanted.key)[:1],) * len(stands)
        self._w.map.canvas.show_hand(
            (Overlay("live_row_way", "walk", way, revision=revision), Overlay("live_row", "proposed", signs, letters, revision))
        )

    def _put_down(self) -> None:
        if self.active:
            # Escape ended the gesture, not a click: those leave it in hand.
            QTimer.singleShot(0, self, self.leave)


def _in_rows(first: str) -> tuple[str, ...]:
    """What may stand in a row: what is meant first, then what usually does."""
    usual = [one.key for one in catalogue.entries() if one.array]
    meant = catalogue.entry_of(first) if first else None
    return tuple(dict.fromkeys([*([first] if meant is not None and not meant.drawn and meant.geometry != "text" else []), *usual]))
