"""Every edit of a planner as a function from project to project; undo, saving and announcing are `app.session`'s.

Sketched things belong to the scenario that is shown. What is no longer there (undone meanwhile) raises BadInput.
"""

from app.edits.basemaps import (
    add_basemaps,
    credit_basemap,
    fade_basemap,
    find_basemap,
    order_basemap,
    place_basemap,
    remove_basemap,
    rename_basemap,
    show_basemap,
)
from app.edits.costs import reset_costs, set_cost
from app.edits.corrections import correct, uncorrect
from app.edits.found import free_id, item
from app.edits.hand import duplicate, place_row, reshape
from app.edits.layers import (
    add_layers,
    count_layer,
    drop_luminaire,
    keep_luminaires,
    light_layer,
    order_layer,
    remove_layer,
    rename_layer,
    show_layer,
    take_in,
)
from app.edits.project import choose_district, rename, reset_parameters, set_parameter, set_parameters
from app.edits.scenarios import (
    add_scenario,
    choose_scenario,
    copy_scenario,
    note_scenario,
    order_scenario,
    plan_items,
    remove_scenario,
    rename_scenario,
    set_budget,
)
from app.edits.sketch import aim, annotate, apply, change, change_existing, move, place, remove
from app.edits.styling import apply_style, forget_style, keep_style, kept_style, rename_style, reset_style, style_layer, take_styles
from app.edits.views import add_views, change_view, forget_view, order_view, remember_view, rename_view

__all__ = [
    "add_basemaps",
    "add_layers",
    "add_scenario",
    "add_views",
    "aim",
    "annotate",
    "apply",
    "apply_style",
    "change",
    "change_existing",
    "change_view",
    "choose_district",
    "choose_scenario",
    "correct",
    "copy_scenario",
    "count_layer",
    "credit_basemap",
    "drop_luminaire",
    "duplicate",
    "fade_basemap",
    "find_basemap",
    "forget_style",
    "forget_view",
    "free_id",
    "item",
    "keep_luminaires",
    "keep_style",
    "kept_style",
    "light_layer",
    "move",
    "note_scenario",
    "order_basemap",
    "order_layer",
    "order_scenario",
    "order_view",
    "place",
    "place_basemap",
    "place_row",
    "plan_items",
    "remember_view",
    "remove",
    "remove_basemap",
    "remove_layer",
    "remove_scenario",
    "rename",
    "rename_basemap",
    "rename_layer",
    "rename_scenario",
    "rename_style",
    "rename_view",
    "reset_costs",
    "reset_parameters",
    "reset_style",
    "reshape",
    "set_budget",
    "set_cost",
    "set_parameter",
    "set_parameters",
    "show_basemap",
    "show_layer",
    "style_layer",
    "take_in",
    "uncorrect",
    "take_styles",
]
