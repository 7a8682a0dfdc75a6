"""Streams, rivers and ponds."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="water",
    geometry="Polygon",
    group="base",
    columns=(Column("name", known_as=("하천명", "하천이름", "RIV_NM", "호수명", "저수지명", "name")),),
    style=Style(
        symbol="area", color="#b9d1df", fill="#cfdfe8", dark_color="#24404d", dark_fill="#182830", label="name", label_from_m_per_px=2.5,
    ),
    file_hints=("하천", "실폭하천", "하천경계", "호수", "저수지", "river", "stream", "water"),
    value_hints={"name": ("하천", "저수지", "호수", "연못")},
)
