"""Streets and alleys as centrelines: what every share of length is measured on."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="streets",
    geometry="LineString",
    group="base",
    columns=(
        Column("name", known_as=("RN", "도로명", "도로이름", "ROAD_NAME", "RD_NM", "노선명", "도로명(가로)명", "name")),
        Column("width_m", known_as=("ROAD_BT", "도로폭", "도로폭(m)", "폭", "노폭", "폭원", "WIDTH", "RVWD", "width_m"), type="number"),
        Column(
            "road_class",
            known_as=("ROA_CLS_SE", "도로구분", "도로등급", "도로종류", "도로위계기능구분", "ROAD_RANK", "roadClass"),
        ),
        Column(
            "way",
            known_as=("ROAD_TYPE", "highway", "도로유형", "통로구분", "통로유형", "보행시설", "보행로구분", "보도구분", "보행로유형", "도로시설구분", "way"),
        ),
        Column("bridge", known_as=("bridge", "교량여부", "교량", "육교여부", "고가여부")),
        Column("tunnel", known_as=("tunnel", "터널여부", "터널", "지하도여부", "지하차도여부")),
        Column("level", known_as=("layer", "level", "층", "높이단계", "입체구분")),
    ),
    style=Style(
        symbol="line", color="#ffffff", fill="#e2ddd3", dark_color="#3d4850", dark_fill="#1b2227", width_px=2.0, label="name",
        label_from_m_per_px=0.7,
    ),
    serves=("streets",),
    file_hints=("TL_SPRD_MANAGE", "MOCT_LINK", "도로중심선", "도로구간", "도로명", "도로", "streets", "roads", "road", "link"),
    value_hints={
        "name": ("로", "길", "대로"),
        "road_class": ("residential", "footway", "primary", "tertiary", "service", "local"),
        "way": ("residential", "footway", "steps", "primary", "tertiary", "service", "보도", "보행로", "계단", "육교", "지하보도"),
    },
    exclusive=True,
    needs=("name", "width_m", "road_class", "way"),
)
