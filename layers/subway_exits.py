"""Subway stations and their exits."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="subway_exits",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("출구명", "역명", "역이름", "역사명", "지하철역", "전철역명", "출입구명", "station", "STN_NM", "name")),
    ),
    style=Style(
        symbol="hexagon", color="#3d5f63", dark_color="#9cc5ca", letter_ko="역", letter_en="S", size_px=14.0, label="name",
        label_from_m_per_px=1.5, shown_from_m_per_px=8.0,
    ),
    file_hints=("지하철", "역사", "지하철출구", "출입구", "도시철도", "subway", "metro", "station"),
    value_hints={"name": ("역", "출구", "번출구")},
)
