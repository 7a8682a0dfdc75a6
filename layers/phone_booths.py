"""Safe Phone Booths: old phone boxes where one can lock oneself in and call for help."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="phone_booths",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("부스명", "안심부스명", "안심부스", "시설명", "설치장소", "설치위치", "name")),
        Column("open_24h", known_as=("24시간여부", "24시간 운영여부", "상시운영여부", "open_24h"), type="truth", default=True),
        Column("hours", known_as=("운영시간", "이용시간", "hours")),
    ),
    style=Style(symbol="square", color="#b3261e", dark_color="#ff9a92", letter_ko="부", letter_en="B", size_px=16.0),
    serves=("refuge",),
    file_hints=("안심부스", "안심전화부스", "안전부스", "세이프부스", "phone_booth", "safe_booth"),
    value_hints={"name": ("안심부스", "부스")},
)
