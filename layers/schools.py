"""Schools."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="schools",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("학교명", "학교이름", "유치원명", "어린이집명", "시설명", "school", "name")),
        Column("type", known_as=("학교급구분", "학교종류", "학교급", "학교종류명", "설립유형", "type")),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="square", color="#7d5a12", dark_color="#e6c36b", letter_ko="학", letter_en="S", size_px=15.0, label="name",
        label_from_m_per_px=2.5, shown_from_m_per_px=8.0,
    ),
    file_hints=("초중등학교", "학교위치", "학교", "유치원", "schools"),
    value_hints={"name": ("초등학교", "중학교", "고등학교"), "type": ("초등학교", "중학교", "고등학교", "특수학교")},
    needs=("type",),
)
