"""Women's safe mailboxes: lockers that take a parcel so that no stranger need come to the door."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="mailboxes",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("안심 명", "택배함명", "안심택배함명", "안심택배설치장소", "설치장소", "시설명", "보관함명", "name")),
        Column("lockers", known_as=("보관함수", "보관함개수", "보관함갯수", "칸수", "설치대수", "택배함수", "lockers"), type="integer"),
        Column(
            "address",
            known_as=(
                "안심 주소", "소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr",
            ),
        ),
        Column("hours", known_as=("운영시간", "이용시간", "이용가능시간", "hours")),
    ),
    style=Style(symbol="diamond", color="#78399d", dark_color="#d3a3ec", letter_ko="택", letter_en="M", size_px=18.0),
    serves=("mailbox",),
    file_hints=("안심택배함", "여성안심택배", "안심택배", "택배함", "women_parcel", "parcel", "mailbox"),
    value_hints={"name": ("주민센터", "자치회관", "도서관", "복지관")},
)
