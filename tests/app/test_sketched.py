"""What a scenario adds to the map."""

from __future__ import annotations

from dataclasses import replace

from window_pieces import X, Y, quarter

from app import edits
from app.study import answer, question
from app.study.sketched import sketched

PROJECT = quarter()
BASE = answer(question(PROJECT))


def test_a_sketched_camera_shows_its_view_and_the_street_it_newly_sees() -> None:
    project = edits.place(PROJECT, "cctv", (X - 150.0, Y + 1.0), heading_deg=90.0)
    found = sketched(answer(question(project)), BASE, {"item-1"})
    assert [overlay.key for overlay in found] == ["sketched_views", "sketched_streets"]
    lines = found[1].geometries
    assert sum(line.length for line in lines) > 5 and all(line.distance(found[0].geometries[0]) < 0.1 for line in lines)


def test_what_was_seen_before_is_not_newly_seen() -> None:
    project = edits.place(PROJECT, "cctv", (X + 5.0, Y + 3.0), heading_deg=90.0)
    found = sketched(answer(question(project)), BASE, {"item-1"})
    assert sum(line.length for overlay in found if overlay.key == "sketched_streets" for line in overlay.geometries) < 0.5


def test_without_a_camera_there_is_nothing_to_draw() -> None:
    project = edits.place(PROJECT, "phone_booths", (X, Y))
    answers = answer(question(replace(project)))
    assert sketched(answers, BASE, {"item-1"}) == () and sketched(answers, None, ()) == ()
