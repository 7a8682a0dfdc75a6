"""Crossings for people on foot; ``signal`` where they have a light, ``floor_signal`` where it shines in the pavement too."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="crossings",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("횡단보도관리번호", "횡단보도명", "횡단보도번호", "교차로명", "설치위치", "설치장소", "위치명", "name")),
        Column("type", known_as=("횡단보도종류", "횡단보도유형", "횡단보도구분", "type")),
        Column(
            "signal",
            known_as=("보행자신호등유무", "보행신호등유무", "신호등유무", "신호등설치여부", "보행등유무", "신호등여부", "signal"),
            type="truth",
        ),
        Column(
            "floor_signal",
            known_as=("바닥신호등유무", "바닥신호등설치여부", "바닥형보행신호등유무", "LED바닥신호등", "바닥신호등", "floor_signal"), type="truth",
        ),
        Column("lanes", known_as=("차로수", "횡단차로수", "lanes"), type="integer"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(
        symbol="square", color="#4b5058", dark_color="#c9ced4", letter_ko="횡", letter_en="X", size_px=12.0, shown_from_m_per_px=1.2,
    ),
    serves=("school_equipment",),
    file_hints=("횡단보도", "보행등", "보행신호등", "바닥신호등", "crosswalk", "crossings"),
    value_hints={"type": ("일반", "대각선", "고원식", "스테거드", "양방향")},
    needs=("signal", "floor_signal", "lanes"),
)
