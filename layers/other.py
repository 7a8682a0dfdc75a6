"""Anything else a planner wants to see on the map. No measure counts it."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="other",
    geometry="Any",
    group="life",
    columns=(Column("name", known_as=("명칭", "시설명", "이름", "장소명", "사업장명", "label", "title", "name")),),
    style=Style(
        symbol="circle", color="#5d6872", fill="#e3e5e8", dark_color="#a7b2bb", dark_fill="#2b333a", size_px=7.0, label="name",
        label_from_m_per_px=0.4, shown_from_m_per_px=1.5,
    ),
)
