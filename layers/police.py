"""Police stations and boxes."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="police",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("관서명", "지구대파출소", "지구대", "파출소명", "경찰관서명", "치안센터명", "경찰서", "name")),
        Column("type", known_as=("구분", "관서구분", "관서종류", "type")),
        Column(
            "address",
            known_as=(
                "경찰_주소", "소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr",
            ),
        ),
        Column("hours", known_as=("운영시간", "근무시간", "운영시각", "hours")),
    ),
    style=Style(symbol="shield", color="#263f8c", dark_color="#93a9ff", size_px=16.0, label="name", label_from_m_per_px=1.0),
    serves=("refuge", "response"),
    file_hints=("경찰관서", "경찰서", "파출소", "지구대", "치안센터", "police"),
    value_hints={"type": ("지구대", "파출소", "치안센터", "경찰서")},
)
