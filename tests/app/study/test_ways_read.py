"""What a street is, from what real files say of it."""

from __future__ import annotations

import pandas
import pytest

from app.study.walking.ways_read import ways_of

SAID = [
    ({}, "road", 0.0),
    ({"way": "residential"}, "road", 0.0),
    ({"way": "footway"}, "footpath", 0.0),
    ({"way": "footway", "bridge": "yes"}, "footbridge", 1.0),
    ({"way": "footway", "bridge": "yes", "level": "2"}, "footbridge", 2.0),
    ({"way": "footway", "tunnel": "yes", "level": "-1"}, "underpass", -1.0),
    ({"way": "steps"}, "steps", 0.0),
    ({"way": "primary", "bridge": "viaduct"}, "bridge", 1.0),
    ({"way": "primary", "tunnel": "no", "bridge": "F"}, "road", 0.0),
    ({"way": "motorway_link"}, "motorway", 0.0),
    ({"way": "001"}, "bridge", 1.0),
    ({"way": "002"}, "tunnel", -1.0),
    ({"way": "000", "road_class": "102"}, "motorway", 0.0),
    ({"way": "000", "road_class": "107"}, "road", 0.0),
    ({"road_class": "stairs"}, "steps", 0.0),
    ({"way": "보도"}, "footpath", 0.0),
    ({"way": "보행자도로"}, "footpath", 0.0),
    ({"way": "계단"}, "steps", 0.0),
    ({"way": "보도육교"}, "footbridge", 1.0),
    ({"way": "육교"}, "footbridge", 1.0),
    ({"way": "지하보도"}, "underpass", -1.0),
    ({"way": "지하차도"}, "tunnel", -1.0),
    ({"way": "터널"}, "tunnel", -1.0),
    ({"way": "교량"}, "bridge", 1.0),
    ({"name": "가람육교"}, "footbridge", 1.0),
    ({"name": "가람지하보도"}, "underpass", -1.0),
    ({"name": "가람터널"}, "tunnel", -1.0),
    ({"name": "육교길"}, "road", 0.0),
    ({"way": "footway", "other_tags": '"bridge"=>"yes","layer"=>"1","surface"=>"paved"'}, "footbridge", 1.0),
    ({"way": "secondary", "other_tags": '"tunnel"=>"yes","layer"=>"-2"'}, "tunnel", -2.0),
]


@pytest.mark.parametrize(("row", "way", "level"), SAID, ids=[str(row) for row, _, _ in SAID])
def test_a_street_is_what_its_file_says(row: dict[str, str], way: str, level: float) -> None:
    found, on = ways_of(pandas.DataFrame([row], index=[0]))
    assert (found.tolist(), on.tolist()) == ([way], [level])


def test_no_streets_are_nothing() -> None:
    found, on = ways_of(pandas.DataFrame({"way": []}))
    assert (len(found), len(on)) == (0, 0)
