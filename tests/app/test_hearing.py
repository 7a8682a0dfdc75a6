"""What a hall is shown: steps in order, never a single crime or voice, grades only when they are uncovered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import Point, box
from window_pieces import X, Y, layer, quarter

from app import edits
from app.errors import BadInput
from app.hearing import first_steps, for_the_hall, slides


def with_crime():
    project = quarter()
    grades = layer("crime_grades", [box(X, Y, X + 100, Y + 100)], grade=[5])
    points = layer("crime_points", [Point(X, Y)])
    voices = layer("complaints", [Point(X, Y)])
    return replace(project, layers=(*project.layers, grades, points, voices))


def keys(layers) -> set[str]:
    return {one.kind.key for one in layers}


def test_single_crimes_and_voices_are_never_for_a_hall() -> None:
    shown = keys(for_the_hall(with_crime().layers, covered=False))
    assert "cctv" in shown and "crime_grades" in shown and not shown & {"crime_points", "complaints"}


def test_covered_leaves_out_grades_too() -> None:
    assert not keys(for_the_hall(with_crime().layers, covered=True)) & {"crime_grades", "crime_points", "complaints"}


def test_the_opening_comes_first_and_bookmarks_are_no_steps() -> None:
    project = edits.remember_view(quarter(), "곳", (X, Y), 1.0)
    project = edits.remember_view(project, "길", (X, Y), 1.0, step=True, caption="밤길은 어떤가요?")
    found = slides(project)
    assert [(one.caption, one.number, one.count) for one in found] == [(project.name, 0, 1), ("밤길은 어떤가요?", 1, 1)]


def test_a_step_whose_scenario_is_gone_shows_what_exists() -> None:
    project = edits.add_scenario(quarter())
    project = edits.remember_view(project, "안", (X, Y), 1.0, step=True, scenario=project.scenario, against="")
    project = edits.remove_scenario(project, project.scenario)
    assert slides(project)[1].view.scenario == ""


def test_first_steps_are_the_district_its_weakest_place_and_each_scenario() -> None:
    from app.study import answer, question

    project = edits.place(quarter(), "cctv", (X - 60, Y + 3), heading_deg=90.0)
    answers = answer(question(quarter()))
    steps = first_steps(project, answers)
    assert [view.scenario for view in steps] == ["", "", project.scenario][-len(steps) :] and steps[-1].against == ""
    assert "cctv" not in steps[0].hidden and "mailboxes" in steps[0].hidden
    kept = edits.add_views(project, steps)
    assert len({view.id for view in kept.views}) == len(steps)


def test_without_answers_there_are_no_steps_to_begin_with() -> None:
    assert first_steps(quarter(), None) == ()


def test_a_view_of_a_scenario_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput):
        edits.remember_view(quarter(), "안", (X, Y), 1.0, scenario="nobody")


def test_steps_are_ordered_and_changed() -> None:
    project = quarter()
    for name in ("가", "나", "다"):
        project = edits.remember_view(project, name, (X, Y), 1.0, step=True)
    project = edits.order_view(project, project.views[2].id, 0)
    project = edits.change_view(project, project.views[1].id, caption="  두 줄로\n쓴 말 ")
    assert [view.title for view in project.views] == ["다", "두 줄로 쓴 말", "나"] and project.views[1].caption == "두 줄로 쓴 말"
