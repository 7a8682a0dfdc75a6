"""Bus stops, where the walk home begins."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="bus_stops",
    geometry="Point",
    group="life",
    columns=(
        Column("name", known_as=("정류장명", "정류소명", "정류장이름", "정류소이름", "STOP_NM", "STTN_NM", "BUSSTOP_NM", "stop_name", "name")),
    ),
    style=Style(
        symbol="circle", color="#47606e", dark_color="#a4bcc9", letter_ko="버", letter_en="B", size_px=11.0, label="name",
        label_from_m_per_px=0.4, shown_from_m_per_px=2.5,
    ),
    file_hints=("버스정류장", "버스정류소", "정류장", "정류소", "bus_stops", "bus_stop", "busstop"),
    value_hints={"name": ("정류장", "앞", "입구", "사거리")},
)
