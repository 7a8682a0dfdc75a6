"""Crime grades: the police's risk grades in cells, 1 (lowest) to 5 (highest)."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="crime_grades",
    geometry="Any",
    group="crime",
    columns=(
        Column("grade", known_as=("등급", "위험등급", "범죄등급", "범죄위험등급", "밀도등급", "grade", "risk_grade", "level"), type="integer", required=True),
        Column("type", known_as=("범죄유형", "범죄종류", "범죄구분", "유형", "구분", "type")),
    ),
    style=Style(symbol="cells", color="#b8481b", fill="#e8b08e", dark_color="#ff9a66", dark_fill="#6b3a22"),
    serves=("crime",),
    file_hints=("범죄주의구간", "범죄위험등급", "범죄등급", "치안사고등급", "생활안전지도", "범죄밀도", "crime_grade", "grades"),
    value_hints={"type": ("절도", "폭력", "성폭력", "강도", "전체")},
    sensitive=True,
    visible=False,
    needs=("grade",),
)
