"""Districts: the outline of a gu, si or gun, inside which everything is measured."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="districts",
    geometry="Polygon",
    group="base",
    columns=(
        Column("code", known_as=("SIG_CD", "시군구코드", "자치구코드", "SGG_CD", "sigungu_cd", "ADM_SECT_C", "COL_ADM_SE", "BJCD", "code")),
        Column("name", known_as=("SIG_KOR_NM", "SGG_NM", "시군구명", "자치구명", "자치구", "sigungu_nm", "시군구", "구명", "name"), required=True),
    ),
    style=Style(
        symbol="outline", color="#5c6670", dark_color="#9aa7b2", width_px=2.0, label="name", label_from_m_per_px=60.0,
    ),
    serves=("district",),
    file_hints=("TL_SCCO_SIG", "LARD_ADM_SECT_SGG", "municipalities", "시군구경계", "시군구", "자치구경계", "sigungu", "sgg", "sig"),
    value_hints={"name": ("구", "시", "군")},
    exclusive=True,
    needs=("name",),
)
