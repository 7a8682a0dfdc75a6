"""What happens in the window before each picture of the manual is taken: one function a picture, given the window on the sample."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

# An alley of the sample that a circle around a camera would count as covered, while a house stands in the way.
ALLEY = "하늘로 72길"


def _window(window: Any) -> None:
    """The window as it opens."""


def _why(window: Any) -> None:
    """A spot on an alley was clicked."""
    gap = next((gap for gap in window.study.answers.gaps if gap.street == ALLEY), window.study.answers.gaps[0])
    spot = gap.line.interpolate(0.5, normalized=True)
    window.map.zoom_to_spot(spot.x, spot.y)
    window.map.spot_chosen.emit(spot.x, spot.y)


def _gaps(window: Any) -> None:
    """The first gap of the list was chosen."""
    window.inspector.gap_chosen.emit(1)


def _sketch(window: Any) -> None:
    """A camera was placed at the first gap, aimed along it, and is still in hand."""
    from widgets.preview import settle

    gap = window.study.answers.gaps[0]
    window.map.zoom_to_gap(gap)
    window.sketch.toggle()
    window.sketch.place("cctv", *gap.centre_m)
    settle(window)


def _night(window: Any) -> None:
    """The same district by night."""
    window.look_bar.switch_time()


def _light(window: Any) -> None:
    """The first dark stretch, on the map of light."""
    window.further.dark(1)


def _route(window: Any) -> None:
    """The first safe-return route on the map of routes, with its chart beneath."""
    from widgets.preview import settle

    window.further.show("routes")
    settle(window)
    window.further.route(0)


def _card(window: Any) -> None:
    """A camera whose heading is on file was pressed, its card brought into view."""
    from widgets.preview import settle

    cameras = window.study.answers.behind.cameras
    known = next(one for one in cameras if one.row >= 0 and one.heading_deg is not None)
    window.map.zoom_to_spot(*known.at_m)
    window.map.feature_chosen.emit(known.layer, known.row)
    settle(window)
    _into_view(window.items.card)


def _whynot(window: Any) -> None:
    """It was asked what one more camera would add at an alley."""
    from widgets.preview import settle

    gap = window.study.answers.gaps[0]
    window.map.zoom_to_gap(gap)
    window.whys.ask(gap.centre_m, "cctv")
    settle(window)
    _into_view(window.whys.box)


def _score(window: Any) -> None:
    """The score with the ranks of the dongs."""
    window.further.show("score")


def _into_view(part: Any) -> None:
    """Scroll the panel a part stands in so that the part is seen from its top."""
    from PySide6.QtWidgets import QApplication, QScrollArea

    QApplication.processEvents()
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.verticalScrollBar().setValue(part.mapTo(area.widget(), part.rect().topLeft()).y() - 8)

# ---- the drawing table


def _draw(window: Any) -> None:
    """A fence is drawn along the first gap, and a row of lamps is shown before it is placed."""
    from widgets.gestures.wishes import Spanned
    from widgets.preview import settle

    gap = window.study.answers.gaps[0]
    window.map.zoom_to_gap(gap)
    frame = window.map.canvas.frame
    # Beside palette and panel, which stand at the left.
    window.map.canvas.look_at((frame.centre_m[0] - 175 * frame.metres_per_px, frame.centre_m[1]), frame.metres_per_px)
    window.sketch.toggle()
    window.sketch.draw("barriers", tuple(gap.line.offset_curve(7.0).simplify(2.0).coords)[:4])
    settle(window)
    window.sketch.take("security_lights")
    window.hand.rows.begin()
    settle(window)
    ends = [gap.line.interpolate(share, normalized=True) for share in (0.04, 0.96)]
    window.map.canvas.wished.emit(Spanned(*((end.x, end.y) for end in ends), done=True))


def _item(window: Any) -> None:
    """A camera was placed, planned for a year, and what is known of cameras is unfolded."""
    from app import edits
    from app.words import tr
    from widgets.preview import settle

    gap = window.study.answers.gaps[0]
    window.map.zoom_to_gap(gap)
    window.sketch.toggle()
    window.sketch.place("cctv", *gap.centre_m)
    window.desk.edit(tr("catalogue.edit.year", name="CCTV"), edits.annotate, window.sketch.selected, status="planned", year=2027)
    settle(window)
    beside = window.items.page.beside
    beside.evidence.more.setChecked(True)
    settle(window)
    _into_view(beside)


def _style(window: Any) -> None:
    """The dong are coloured by a measure, the page of their look is open."""
    from widgets.preview import settle

    window.styling.open("neighborhoods")
    window.styling.sort("measure", "near_mailbox", "", 5)
    settle(window)
    window.styling.refresh()


def _table(window: Any) -> None:
    """Cameras were outlined on the map; the table shows them, one cell of it corrected."""
    from app import edits
    from app.selection import chosen
    from app.words import tr
    from widgets.preview import settle

    frame = window.desk.project.layer("cctv").frame
    gap = window.study.answers.gaps[0]
    near = frame.geometry.distance(gap.line.centroid).argsort()[:14]
    window.desk.edit(tr("table.edit.correct", name="CCTV"), edits.correct, "cctv", ((int(near.min()), "cameras", 6),))
    window.tables.reading.show("cctv")
    settle(window)
    window.tables.picks.choose(chosen({"cctv": sorted(int(row) for row in near)}))
    window.tables.picks.zoom()
    settle(window)
    window.tables.reading.panel.only.setChecked(True)


def _basemap(window: Any) -> None:
    """A photo from the air lies beneath the layers."""
    from made_up_photo import photo_of

    from widgets.preview import settle

    photo = photo_of(window.desk.project, Path(tempfile.mkdtemp(prefix="golmok-look-")))
    window.basemaps.add([photo])
    settle(window)
    window.map.zoom_to_gap(window.study.answers.gaps[0])
    window.map.zoom_out()
    window.notice.hide()


def _compare(window: Any) -> None:
    """What exists is swiped against a scenario, beside it the measures by dong."""
    place = window.study.answers.gaps[0].centre_m
    _plan(window)
    window.map.canvas.look_at((place[0] - 110, place[1]), 0.55)
    window.compare.show()


def _cost(window: Any) -> None:
    """What a scenario costs."""
    from widgets.preview import settle

    _compare(window)
    settle(window)
    window.compare.page.tabs.setCurrentIndex(2)


def _steps(window: Any) -> None:
    """The laptop while the hall sees the second step."""
    from widgets.preview import settle

    _plan(window)
    window.steps.show()
    window.steps.hearing.make_steps()
    settle(window)
    window.steps.present()
    window.steps.hearing.show(len(window.steps.hearing.slides) - 1)
    for seen in (window, window.steps.hearing.hall, window):
        settle(seen, quiet_s=0.8)


def _hall(window: Any) -> Any:
    """What the hall sees then."""
    _steps(window)
    hall = window.steps.hearing.hall
    hall.showNormal()
    hall.resize(1280, 720)
    return hall


def _history(window: Any) -> None:
    """Some steps were taken, the last one taken back."""
    from widgets.preview import settle

    _plan(window)
    window.desk.undo()
    settle(window)
    window.history.show()


def _places(window: Any) -> None:
    """Three places were kept, and one is gone to."""
    from widgets.preview import settle

    places = window.navigate.places
    places.add()
    for gap in window.study.answers.gaps[:2]:
        window.map.zoom_to_gap(gap)
        settle(window)
        places.add()
    places.show()
    settle(window)
    window.notice.hide()


def _plan(window: Any) -> None:
    """A scenario: cameras that look along the weakest streets, a row of lamps and a bell."""
    from math import atan2, degrees

    from app import edits
    from app.words import tr
    from widgets.preview import settle
    from widgets.sketch.sketch_room import kind_word

    def put(kind: str, at_m: tuple[float, float], **more: Any) -> None:
        window.desk.edit(tr("window.edit.place", name=kind_word(kind)), edits.place, kind, at_m, **more)

    every = window.study.answers.gaps
    gaps = sorted(every, key=lambda gap: gap.line.distance(every[0].line))[:7]
    for gap in gaps:
        here, there = (gap.line.interpolate(share, normalized=True) for share in (0.3, 0.4))
        put("cctv", (here.x, here.y), heading_deg=degrees(atan2(there.x - here.x, there.y - here.y)) % 360)
    for share in (0.1, 0.5, 0.9):
        spot = gaps[1].line.interpolate(share, normalized=True)
        put("security_lights", (spot.x, spot.y))
    put("emergency_bells", gaps[2].centre_m)
    settle(window, at_most_s=60)


# By the name of the picture; what is given back is pictured instead of the window.
ACTS: dict[str, Callable[[Any], Any]] = {
    "window": _window,
    "night": _night,
    "light": _light,
    "route": _route,
    "card": _card,
    "why": _why,
    "whynot": _whynot,
    "gaps": _gaps,
    "score": _score,
    "sketch": _sketch,
    "draw": _draw,
    "item": _item,
    "table": _table,
    "style": _style,
    "basemap": _basemap,
    "compare": _compare,
    "cost": _cost,
    "steps": _steps,
    "hall": _hall,
    "history": _history,
    "places": _places,
}
