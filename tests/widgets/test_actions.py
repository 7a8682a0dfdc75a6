"""The table of commands."""

from __future__ import annotations

import pytest

from widgets.actions import Actions
from widgets.commands import BAR, COMMANDS, MENUS, State

pytestmark = pytest.mark.usefixtures("korean")


def test_every_command_of_bar_and_menus_is_in_the_table() -> None:
    known = {command.id for command in COMMANDS}
    used = {id for _, ids in (*BAR, *MENUS) for id in ids if id}
    assert used <= known and known == {id for _, ids in MENUS for id in ids if id}


def test_no_two_commands_share_a_shortcut() -> None:
    keys = [key for command in COMMANDS for key in command.shortcuts]
    assert len(keys) == len(set(keys))


def test_undo_names_what_it_would_take_back(qtbot) -> None:
    actions = Actions(None)
    actions.show_state(State(project=True, editable=True, undo="CCTV 조준"))
    assert actions["undo"].text() == "되돌리기: CCTV 조준" and actions["undo"].isEnabled() and not actions["redo"].isEnabled()


def test_a_read_only_project_offers_no_edit(qtbot) -> None:
    actions = Actions(None)
    actions.show_state(State(project=True, undo="x", redo="y"))
    assert not any(actions[id].isEnabled() for id in ("undo", "redo", "sketch", "scenario", "rename", "remove"))


def test_every_command_has_its_words_in_both_languages() -> None:
    from app.words import LANGUAGES, Words

    keys = [f"window.command.{command.id}{end}" for command in COMMANDS for end in ("", ".help")]
    keys += [f"window.menu.{id}" for id, _ in MENUS] + [f"window.bar.{id}" for id, _ in BAR]
    assert [(language, key) for language in LANGUAGES for key in keys if not Words(language).known(key)] == []
