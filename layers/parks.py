"""Parks and green spaces."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="parks",
    geometry="Any",
    group="base",
    columns=(Column("name", known_as=("공원명", "공원이름", "p_park", "녹지명", "시설명", "name")),),
    style=Style(
        symbol="area", color="#c2d6b6", fill="#dde9d5", dark_color="#2c4033", dark_fill="#1c2a22", label="name", label_from_m_per_px=2.5,
    ),
    file_hints=("도시공원", "공원", "녹지", "park", "parks", "green"),
    value_hints={"name": ("공원", "녹지", "쉼터")},
)
