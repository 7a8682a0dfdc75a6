"""Walkers: people on foot as they were counted, at points, along links or in cells."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="walkers",
    geometry="Any",
    group="life",
    columns=(
        Column("area_code", known_as=("집계구코드", "행정동코드", "링크ID", "조사지점코드", "지점코드", "격자ID", "area_code")),
        Column("area_name", known_as=("조사지점명", "조사지점", "지점명", "가로명", "행정동", "행정동명", "area_name")),
        Column(
            "walkers",
            known_as=("보행량", "보행자수", "보행인구", "유동인구", "유동인구수", "총유동인구", "생활인구", "총생활인구수", "통행량", "walkers", "pedestrians"),
            type="number",
            required=True,
        ),
        Column("period", known_as=("조사일자", "조사일", "조사연도", "기준일ID", "기준일자", "기간", "시점", "period")),
    ),
    style=Style(
        symbol="area", color="#1d7a72", fill="#bfe0dc", dark_color="#74cfc5", dark_fill="#1f4743", size_px=6.0, label="walkers", label_from_m_per_px=1.0
    ),
    serves=("walkers",),
    file_hints=("유동인구", "보행량", "보행자수", "생활인구", "walkers", "pedestrian"),
    by_area=True,
    visible=False,
    needs=("walkers",),
)
