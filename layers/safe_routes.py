"""Safe-return routes: streets the district keeps lit and watched for the walk home at night."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="safe_routes",
    geometry="LineString",
    group="life",
    columns=(Column("name", known_as=("노선명", "귀갓길명", "안심귀갓길명", "여성안심귀갓길명", "구간명", "구간", "name")),),
    style=Style(symbol="dashed_line", color="#2b7a4b", dark_color="#6fcf97", width_px=3.0, label="name", label_from_m_per_px=1.2),
    serves=("route",),
    file_hints=("안심귀갓길", "여성안심귀갓길", "귀갓길", "안심귀가", "safe_route", "safe_return"),
    value_hints={"name": ("귀갓길", "안심길")},
)
