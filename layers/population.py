"""People who live here, by dong, block or grid cell: residents, women, women living alone, children, households."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="population",
    geometry="Any",
    group="life",
    columns=(
        Column("area_code", known_as=("행정동코드", "행정기관코드", "adm_cd2", "adm_cd", "법정동코드", "집계구코드", "tot_reg_cd", "gid", "area_code")),
        Column(
            "area_name",
            known_as=(
                "행정구역", "행정동", "행정동명", "동별(3)", "동", "읍면동", "자치구별(2)", "자치구", "지역구", "동별(2)", "행정기관", "area_name",
            ),
        ),
        Column(
            "residents",
            known_as=("총인구수", "계_총인구수", "총인구", "인구수", "인구", "거주인구", "주민등록인구", "계", "합계", "val", "residents", "population"),
            type="number",
        ),
        Column("women", known_as=("여자인구수", "여_총인구수", "여성인구", "여자", "여성", "여", "여자 인구", "women"), type="number"),
        Column(
            "women_alone",
            known_as=("여성1인가구", "여자1인가구", "1인가구(여자)", "1인가구(여성)", "여성1인가구수", "1인가구_여", "women_alone"),
            type="number",
        ),
        Column(
            "children",
            known_as=("어린이수", "어린이인구", "아동수", "아동인구", "13세미만인구", "13세 미만", "유소년인구", "children"),
            type="number",
        ),
        Column("households", known_as=("세대수", "가구수", "총세대수", "세대", "가구", "households"), type="number"),
        Column("period", known_as=("기간", "기준연월", "기준년월", "연도", "년도", "시점", "period", "year")),
    ),
    style=Style(symbol="area", color="#6b62a8", fill="#cdc9e6", dark_color="#aaa2e6", dark_fill="#37335a", label="residents", label_from_m_per_px=1.0),
    serves=("residents",),
    file_hints=("인구", "주민등록", "1인가구", "세대", "인구격자", "nlsp_021001", "population", "pop", "age"),
    by_area=True,
    visible=False,
    needs=("residents", "women_alone", "children", "households"),
)
