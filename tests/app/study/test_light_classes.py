"""Lighting classes to aim for, as assumptions."""

from __future__ import annotations

from app import edits
from app.model import Project
from app.parameters import BY_ID
from app.study.lamps.light_classes import aim_of, aims


def test_the_defaults_stand_at_class_p4_without_faces() -> None:
    found = aim_of({})
    assert found is not None and (found.wanted.key, found.faces) == ("P4", False)


def test_a_class_is_chosen_as_three_assumptions_in_one_edit() -> None:
    quiet = next(one for one in aims() if one.wanted.key == "ks_residential_quiet")
    whole = edits.set_parameters(Project("p", "p"), quiet.values)
    assert whole.changed_parameters == {"light.target_avg": 3.0, "light.target_min": 0.2, "light.face_min": 0.5}
    assert aim_of(whole.changed_parameters) == quiet
    assert aim_of({"light.target_avg": 4.2}) is None


def test_classes_of_streets_are_offered_and_those_of_parking_are_not() -> None:
    keys = [(one.wanted.key, one.faces) for one in aims()]
    assert ("P1", True) in keys and ("P6", False) in keys and ("ks_commercial_busy", True) in keys
    assert not [key for key, _ in keys if key.startswith("parking")] and len(set(keys)) == len(keys)


def test_the_default_lamp_is_the_typical_security_light_of_seoul() -> None:
    # References 2.3: 50 W at 120 lm/W, maintenance 0.8, 5 m high.
    assert [BY_ID[f"light.{name}"].default for name in ("flux", "llf", "height")] == [50.0 * 120.0, 0.8, 5.0]


def test_the_defaults_are_those_of_the_registry() -> None:
    wanted = {"height": 5.0, "flux": 6000.0, "llf": 0.8, "target_avg": 5.0, "window_max": 10.0}
    assert {name: BY_ID[f"light.{name}"].default for name in wanted} == wanted
