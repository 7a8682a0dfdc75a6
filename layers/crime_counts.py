"""Crime counts by area: how many crimes the police recorded in a district, station area or dong."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="crime_counts",
    geometry="Any",
    group="crime",
    columns=(
        Column("area_code", known_as=("행정동코드", "시군구코드", "자치구코드", "법정동코드", "지역코드", "adm_cd", "area_code")),
        Column(
            "area_name",
            known_as=("자치구별(2)", "관서명", "자치구", "행정동", "지역", "시군구", "구", "발생지역", "관할구역", "구분", "동", "area_name"),
            required=True,
        ),
        Column("count", known_as=("발생건수", "발생", "소계(발생)", "건수", "범죄발생건수", "전체", "합계", "계", "count"), type="number", required=True),
        Column("period", known_as=("기간", "연도", "년도", "기준연도", "기준연월", "시점", "period", "year")),
        Column("type", known_as=("범죄명", "범죄유형", "범죄중분류", "범죄대분류", "죄종", "죄명", "범죄구분", "범죄종류", "type")),
    ),
    style=Style(symbol="area", color="#b8481b", fill="#efc3a7", dark_color="#ff9a66", dark_fill="#5c3521", label="count", label_from_m_per_px=10.0),
    serves=("crime",),
    file_hints=("5대범죄", "5대+범죄", "범죄발생", "범죄 발생", "관서별", "범죄현황", "crime_in_seoul", "crime"),
    value_hints={"type": ("살인", "강도", "절도", "폭력", "강간", "강제추행")},
    by_area=True,
    sensitive=True,
    visible=False,
    needs=("count", "type"),
)
