"""Safe shelters: shops that take in whoever feels followed (women's safety houses)."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="shelters",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("점포명", "지킴이집명", "안심지킴이집명", "업소명", "상호명", "시설명", "name")),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
        Column("hours", known_as=("운영시간", "영업시간", "이용시간", "운영시각", "hours")),
    ),
    style=Style(symbol="house", color="#2a7548", dark_color="#6fcf97", size_px=15.0),
    serves=("refuge",),
    file_hints=("여성안심지킴이집", "여성안전지킴이집", "지킴이집", "아동안전지킴이집", "안심가게", "shelter"),
    value_hints={"name": ("CU", "GS25", "세븐일레븐", "미니스톱", "이마트24", "편의점")},
)
