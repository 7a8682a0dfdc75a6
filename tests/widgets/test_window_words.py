"""Every text of the window stands in both languages, also the families that are put together from data."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from app.kinds import LayerKind
from app.parameters import PARAMETERS
from app.settings import SETTINGS
from app.study.measure_kinds import MEASURES, WEIGHTS
from app.words import LANGUAGES, Words, table
from layers import KINDS
from widgets.commands import SKETCHED
from widgets.importing import import_list, set_aside_table
from widgets.map import legend
from widgets.results import assumptions_panel

HOUSE = Path(__file__).resolve().parents[2]


def known(keys: list[str]) -> list[tuple[str, str]]:
    return [(language, key) for language in LANGUAGES for key in keys if not Words(language).known(key)]


def test_every_plain_key_used_in_the_widgets_has_a_text() -> None:
    missing = set()
    for path in (HOUSE / "widgets").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("tr", "said") and call.args
            if named and isinstance(call.args[0], ast.Constant) and any(not Words(code).known(call.args[0].value) for code in LANGUAGES):
                missing.add(call.args[0].value)
    assert missing == set()


def test_every_family_of_keys_in_the_widgets_has_members() -> None:
    beginnings = set()
    for path in (HOUSE / "widgets").glob("*.py"):
        for found in re.finditer(r'tr\(f"([a-z_.]+)\{', path.read_text("utf-8")):
            beginnings.add(found.group(1))
    texts = table("ko")
    assert sorted(begin for begin in beginnings if not any(key.startswith(begin) for key in texts)) == []


def test_words_made_from_kinds_parameters_and_settings_are_complete() -> None:
    keys = [f"window.sketch.{kind}" for kind in SKETCHED]
    keys += [f"window.unit.{parameter.unit}" for parameter in PARAMETERS] + [f"tag.{parameter.tag.name.lower()}" for parameter in PARAMETERS]
    keys += [f"window.assumptions.{name}" for name in assumptions_panel.COLUMNS]
    keys += [f"window.import.column.{name}" for name in import_list.COLUMNS] + [f"window.import.aside.{name}" for name in set_aside_table.COLUMNS]
    keys += [f"legend.{role}" for role in legend.EXPLAINED]
    keys += [f"window.detail.{kind.telling}" for kind in MEASURES if kind.telling]
    keys += [f"measure.{kind.id}{tail}" for kind in MEASURES for tail in ("", ".help")] + [f"measures.group.{kind.group}" for kind in MEASURES]
    keys += [f"weight.{weight}" for weight in WEIGHTS]
    for one in SETTINGS:
        spoken = "navigate.system" if one.id == "coordinates" else f"window.settings.{one.id}"
        keys += [f"{spoken}.{choice}" for choice in one.choices]
    keys += [f"window.{part}.{what}" for part in ("work", "notice") for what in ("report", "webmap")]
    keys += [f"group.{kind.group}" for kind in KINDS] + [f"kind.{kind.key}" for kind in KINDS] + columns(KINDS)
    assert known(keys) == []


def columns(kinds: tuple[LayerKind, ...]) -> list[str]:
    return [f"column.{column.name}" for kind in kinds for column in kind.columns]
