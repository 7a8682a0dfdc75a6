"""What a command is, and what the commands need to know to be offered or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """What the commands need to know to be offered or not."""

    project: bool = False
    editable: bool = False
    answered: bool = False
    district: bool = False
    selected: bool = False
    scenario: bool = False
    sketching: bool = False
    busy: bool = False
    undo: str = ""
    redo: str = ""
    layers: bool = True
    inspector: bool = True
    charts: bool = False
    night: bool = False
    presenting: bool = False
    picking: str = ""
    picked: bool = False
    table: bool = False
    back: bool = False
    forward: bool = False
    overview: bool = False
    measuring: str = ""
    map_alone: bool = False


@dataclass(frozen=True)
class Command:
    """One thing the planner can ask for. ``shortcuts``: the first is shown. ``checked``: shown as switched on."""

    id: str
    run: Callable
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[State], bool] = lambda state: True
    checked: Callable[[State], bool] | None = None


def needs_project(state: State) -> bool:
    """Offered while a project is open."""
    return state.project


def needs_editing(state: State) -> bool:
    """Offered while a project is open that can be changed."""
    return state.editable
