"""School zones: protected stretches around schools, kindergartens and nurseries. A point or the zone itself."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="school_zones",
    geometry="Any",
    group="life",
    columns=(
        Column("name", known_as=("대상시설명", "보호구역명", "시설명", "어린이보호구역명", "시설이름", "name")),
        Column("type", known_as=("시설종류", "보호구역구분", "시설구분", "시설유형", "type")),
        Column("cctv", known_as=("CCTV설치대수", "CCTV대수", "CCTV설치수", "cctv"), type="integer"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="outline", color="#966800", fill="#f5e4b5", dark_color="#e6b84a", dark_fill="#4a3c17", letter_ko="보", letter_en="Z",
        width_px=1.5, size_px=14.0, label="name", label_from_m_per_px=0.5,
    ),
    serves=("school",),
    file_hints=("어린이보호구역", "어린이 보호구역", "보호구역", "schoolzone", "school_zone", "스쿨존"),
    value_hints={"type": ("초등학교", "유치원", "어린이집", "특수학교", "학원")},
    needs=("cctv", "type"),
)
