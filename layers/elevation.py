"""Heights of the ground: a grid from a height model, kept in tiles. What makes a walk slower uphill."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="elevation",
    geometry="Polygon",
    group="base",
    columns=(
        Column("heights", known_as=("heights",), required=True),
        Column("across", known_as=("across",), type="integer"),
        Column("down", known_as=("down",), type="integer"),
        Column("lowest_m", known_as=("lowest_m",), type="number"),
        Column("highest_m", known_as=("highest_m",), type="number"),
    ),
    style=Style(symbol="outline", color="#b9ad97", dark_color="#4b5560", width_px=0.6),
    serves=("elevation",),
    file_hints=("수치표고", "수치표고모형", "표고", "고도", "DEM", "DTM", "elevation", "srtm"),
    exclusive=True,
    visible=False,
    needs=("heights",),
)
