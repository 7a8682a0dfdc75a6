"""Community centres: dong offices, welfare centres, libraries."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="community_centres",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("주민센터명", "시설명", "기관명", "읍면동명", "센터명", "복지관명", "도서관명", "name")),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
        Column("hours", known_as=("운영시간", "이용시간", "평일운영시간", "개방시간", "hours")),
    ),
    style=Style(
        symbol="hexagon", color="#5a6420", dark_color="#c3cf7a", letter_ko="주", letter_en="C", size_px=15.0, label="name",
        label_from_m_per_px=1.2, shown_from_m_per_px=8.0,
    ),
    serves=("centre",),
    file_hints=("주민센터", "행정복지센터", "동주민센터", "복지관", "마을회관", "자치회관", "community"),
    value_hints={"name": ("주민센터", "행정복지센터", "자치회관", "복지관", "도서관")},
)
