"""Signs of a safe-return route: boards, pavement marks and projected lights that say where one is and how to call for help."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="route_signs",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("표지판명", "안내판명", "안심귀갓길 명", "귀갓길명", "설치장소", "설치위치", "관리번호", "name")),
        Column("type", known_as=("시설명", "시설종류", "시설구분", "표지종류", "표지판종류", "안내판종류", "유형", "type")),
        Column("signs", known_as=("설치대수", "설치개수", "설치수량", "수량", "개수", "signs"), type="integer"),
        Column("installed", known_as=("설치연월", "설치년월", "설치연도", "설치년도", "설치일자", "설치일", "installed"), type="date"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="circle", color="#2b7a4b", dark_color="#6fcf97", letter_ko="표", letter_en="i", size_px=12.0, shown_from_m_per_px=2.0,
    ),
    serves=("route_equipment",),
    file_hints=("로고젝터", "고보조명", "귀갓길안내", "안심귀갓길 표지", "안심귀갓길표지", "안심귀갓길 안내", "위치안내판", "위치신고", "쏠라표지병", "route_sign"),
    value_hints={"type": ("표지", "로고젝터", "안내판", "노면", "고보", "112")},
    needs=("signs",),
)
