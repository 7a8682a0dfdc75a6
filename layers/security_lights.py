"""Security lights: the small lamps of the alleys."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="security_lights",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("보안등위치명", "보안등번호", "보안등관리번호", "관리번호", "위치명", "명칭", "name")),
        Column("lamps", known_as=("설치개수", "등수", "등주수량", "설치수량", "수량", "등기구수", "lamps"), type="integer", default=1),
        Column("installed", known_as=("설치연도", "설치년도", "설치연월", "설치년월", "설치일자", "설치일", "installed"), type="date"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
        Column("flux_lm", known_as=("광속", "광속(lm)", "루멘", "flux_lm"), type="number"),
        Column("height_m", known_as=("등주높이", "설치높이", "높이(m)", "등높이", "height_m"), type="number"),
        Column("working", known_as=("점등여부", "작동여부", "정상작동여부", "사용여부", "working"), type="truth"),
        Column("luminaire", known_as=("배광파일", "배광데이터", "photometric_file", "luminaire")),
    ),
    style=Style(symbol="dot", color="#b27a00", dark_color="#f5c451", size_px=6.0, shown_from_m_per_px=1.5),
    serves=("light",),
    file_hints=("보안등", "보안등정보", "security_light", "securitylight"),
    value_hints={"name": ("보안등",)},
)
