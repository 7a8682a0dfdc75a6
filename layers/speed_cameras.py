"""Enforcement cameras that catch speeding. They watch cars, not people: no measure of what is seen uses them."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="speed_cameras",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("무인교통단속카메라관리번호", "단속카메라관리번호", "설치장소", "설치위치", "설치지점", "단속지점", "지점명", "name")),
        Column("type", known_as=("단속구분", "단속종류", "단속유형", "단속내용", "enforcement", "type")),
        Column("limit_kmh", known_as=("제한속도", "규정속도", "제한속도(km/h)", "단속속도", "speed_limit", "limit_kmh"), type="number"),
        Column("zone", known_as=("보호구역구분", "보호구역", "보호구역여부", "zone")),
        Column("installed", known_as=("설치연월", "설치년월", "설치연도", "설치년도", "설치일자", "설치일", "installed"), type="date"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="diamond", color="#a3123f", dark_color="#ff8fb0", letter_ko="속", letter_en="V", size_px=17.0, shown_from_m_per_px=6.0,
    ),
    serves=("school_equipment",),
    file_hints=("무인교통단속카메라", "무인단속카메라", "과속단속", "속도단속", "단속카메라", "speed_camera", "speedcamera"),
    value_hints={"type": ("과속", "속도", "신호위반"), "zone": ("어린이", "노인")},
    needs=("type", "limit_kmh"),
)
