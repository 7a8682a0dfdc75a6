"""Neighborhoods: the dongs of a district, by which every measure is also given."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="neighborhoods",
    geometry="Polygon",
    group="base",
    columns=(
        Column(
            "code",
            known_as=("adm_cd2", "행정동코드", "adm_cd", "EMD_CD", "읍면동코드", "법정동코드", "행정기관코드", "emd_code", "BAS_ID", "code", "id"),
        ),
        Column(
            "name",
            known_as=(
                "adm_nm", "행정동", "행정동명", "읍면동명", "EMD_KOR_NM", "EMD_NM", "법정동명", "법정동", "dong", "dong_nm", "동명", "name",
            ),
            required=True,
        ),
        Column("district", known_as=("sggnm", "자치구", "자치구명", "시군구명", "SIG_KOR_NM", "sigungu_nm")),
    ),
    style=Style(
        symbol="outline", color="#8a8f96", dark_color="#7c8893", width_px=1.2, label="name", label_from_m_per_px=12.0,
    ),
    serves=("dong",),
    file_hints=("TL_SCCO_EMD", "submunicipalities", "hangjeongdong", "행정동", "읍면동", "법정동", "dongs", "dong", "emd", "TL_KODIS_BAS"),
    value_hints={"name": ("동", "읍", "면")},
    exclusive=True,
    needs=("name",),
)
