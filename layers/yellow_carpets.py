"""Yellow Carpets: the yellow corner at a crossing where children wait and drivers see them."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="yellow_carpets",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("옐로카펫명", "옐로카펫위치", "설치장소", "설치위치", "설치학교", "학교명", "대상시설명", "시설명", "name")),
        Column("installed", known_as=("설치연월", "설치년월", "설치연도", "설치년도", "설치일자", "설치일", "installed"), type="date"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="triangle", color="#856600", dark_color="#ffd84d", letter_ko="옐", letter_en="Y", size_px=16.0, shown_from_m_per_px=6.0,
    ),
    serves=("school_equipment",),
    file_hints=("옐로카펫", "옐로우카펫", "노란카펫", "yellow_carpet", "yellowcarpet"),
    value_hints={"name": ("옐로카펫", "옐로우카펫")},
    needs=("installed",),
)
