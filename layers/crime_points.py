"""Crime points: single crimes with place and time. Anonymised on import and never shown outside the house."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="crime_points",
    geometry="Point",
    group="crime",
    columns=(
        Column(
            "type",
            known_as=(
                "범죄유형", "죄종", "죄명", "범죄명", "사건유형", "offense_type", "crime_type", "Primary Type", "nibrs_crime_category", "TYPE",
            ),
        ),
        Column(
            "at",
            known_as=(
                "발생일시", "발생일자", "발생시각", "시작일시", "발생시작일시", "date_time", "occur_date", "begin", "Date", "rep_date", "month", "at",
            ),
            type="date",
        ),
        Column("until", known_as=("종료일시", "발생종료일시", "종료시각", "end", "until"), type="date"),
        Column("weight", known_as=("가중치", "건수", "weight", "count"), type="number", default=1.0),
    ),
    style=Style(symbol="square", color="#8c2f14", dark_color="#ff8f66", size_px=5.0, shown_from_m_per_px=3.0),
    serves=("crime",),
    file_hints=("범죄발생지점", "사건", "112신고", "crimes", "burglary", "robbery", "arson", "shootings", "assaults"),
    value_hints={"type": ("절도", "폭행", "강도", "침입", "강제추행", "burglary", "robbery", "theft", "assault", "battery")},
    sensitive=True,
    visible=False,
    needs=("at", "type"),
)
