"""Posts of people who see children safely to school: school guards, crossing guards, walking-bus leaders."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="school_guards",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("배치장소", "배치위치", "배치학교", "활동장소", "근무장소", "학교명", "시설명", "name")),
        Column("type", known_as=("인력구분", "인력종류", "직종", "활동구분", "구분", "type")),
        Column("guards", known_as=("배치인원", "배치인원수", "인원수", "인원", "근무인원", "활동인원", "guards"), type="integer"),
        Column("hours", known_as=("근무시간", "활동시간", "운영시간", "배치시간", "hours")),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="shield", color="#0f6b66", dark_color="#7fd6cf", letter_ko="안", letter_en="G", size_px=17.0, shown_from_m_per_px=6.0,
    ),
    serves=("school_equipment",),
    file_hints=("학교보안관", "등하교안전", "등하교 안전", "교통안전지도사", "녹색어머니", "배움터지킴이", "어린이교통안전지도", "school_guard", "crossing_guard"),
    value_hints={"type": ("학교보안관", "교통안전지도", "안전요원", "지킴이", "녹색어머니")},
    needs=("guards", "hours"),
)
