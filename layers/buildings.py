"""Buildings: the walls at which a camera's view ends."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="buildings",
    geometry="Polygon",
    group="base",
    columns=(
        Column("name", known_as=("건물명", "BULD_NM", "BLD_NM", "건물이름", "A24", "label", "name")),
        Column("height_m", known_as=("높이", "건물높이", "높이(m)", "HEIGHT", "BLDG_HGT", "A16", "height_m"), type="number"),
        Column(
            "floors",
            known_as=("지상층수", "지상층", "층수", "GRO_FLO_CO", "GRND_FLR", "A26", "building:levels", "levels", "floors"),
            type="integer",
        ),
        Column("use", known_as=("건축물용도명", "주용도코드명", "주용도", "용도", "건물용도", "A9", "BDTYP_CD", "USABILITY", "kind", "building")),
    ),
    style=Style(
        symbol="area", color="#c8c4bb", fill="#dddad4", dark_color="#343f47", dark_fill="#242c32", label="name",
        label_from_m_per_px=0.25, shown_from_m_per_px=8.0,
    ),
    serves=("walls",),
    file_hints=("TL_SPBD_BULD", "AL_D010", "GIS건물통합", "건물통합정보", "건물", "건축물", "buildings", "building", "bldg"),
    value_hints={"use": ("주택", "근린생활", "아파트", "업무", "apartments", "house", "residential", "commercial")},
    exclusive=True,
    needs=("height_m", "floors", "use"),
)
