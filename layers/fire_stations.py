"""Fire stations and 119 safety centres: where fire engines and ambulances set out."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="fire_stations",
    geometry="Point",
    group="facilities",
    columns=(
        Column(
            "name",
            known_as=("소방서명", "119안전센터명", "안전센터명", "소방서및안전센터명", "서센터명", "관서명", "소방서", "name"),
        ),
        Column("type", known_as=("유형", "구분", "관서구분", "소방서유형", "type")),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="shield", color="#a8331c", dark_color="#ff9e80", letter_ko="소", letter_en="F", size_px=16.0, label="name", label_from_m_per_px=1.0,
    ),
    serves=("response",),
    file_hints=("소방서", "119안전센터", "안전센터", "소방관서", "fire_station"),
    value_hints={"name": ("소방서", "119안전센터", "안전센터", "구조대"), "type": ("소방서", "안전센터", "구조대", "지역대")},
    needs=("type",),
)
