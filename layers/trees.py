"""Trees and hedges: dense ones stop a camera's view."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="trees",
    geometry="Any",
    group="base",
    columns=(
        Column("name", known_as=("수종", "수종명", "수목명", "나무종류", "가로수명", "가로수종류", "species", "genus", "name")),
        Column("radius_m", known_as=("수관반경", "수관반지름", "crown_radius", "radius_m"), type="number"),
        Column("crown_m", known_as=("수관폭", "수관너비", "수관직경", "crown_width", "crown_diameter", "diameter_crown", "crown_m"), type="number"),
        Column("height_m", known_as=("수고", "수목높이", "나무높이", "height", "height_m"), type="number"),
        Column("dense", known_as=("밀식", "밀식여부", "지하고낮음", "시야차단", "시야차단여부", "dense"), type="truth"),
    ),
    style=Style(symbol="dot", color="#4d7a3a", fill="#cfe0c3", dark_color="#86b573", dark_fill="#24361f", size_px=5.0, shown_from_m_per_px=2.5),
    serves=("trees",),
    file_hints=("가로수", "수목", "나무", "산울타리", "보호수", "trees", "tree", "hedges", "hedge", "tree_row"),
    value_hints={"name": ("은행나무", "느티나무", "양버즘나무", "플라타너스", "벚나무", "이팝나무", "회양목", "소나무", "ginkgo", "zelkova")},
    needs=("radius_m", "crown_m", "height_m", "dense", "name"),
)
