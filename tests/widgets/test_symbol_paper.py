"""Legend signs on paper."""

from __future__ import annotations

import re

import pytest

from app.scene import MapWanted, Scene, SymbolWanted
from layers import KINDS
from widgets.map.legend import EXPLAINED
from widgets.map.map_paper import painter


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_has_a_sign(qapp: object, kind: object) -> None:
    svg = painter()(SymbolWanted("sign", kind=kind)).decode()
    assert svg.lstrip().startswith("<?xml") and re.search(r"<(path|rect|circle|ellipse|polyline|line)\b", svg)


@pytest.mark.parametrize("role", EXPLAINED)
def test_every_role_has_a_sign(qapp: object, role: str) -> None:
    svg = painter()(SymbolWanted("sign", role=role)).decode()
    assert re.search(r"<(path|rect|circle|ellipse|polyline|line)\b", svg)


def test_the_same_painter_draws_maps(qapp: object) -> None:
    assert b"<svg" in painter()(MapWanted("m", Scene(), (0, 0, 100, 100), 40, 30))
