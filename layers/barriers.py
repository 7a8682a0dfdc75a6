"""Walls, fences and retaining walls: what stands lower than a camera and yet hides the street behind it."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="barriers",
    geometry="LineString",
    group="base",
    columns=(
        Column("name", known_as=("시설명", "시설물명", "담장명", "옹벽명", "명칭", "name")),
        Column("type", known_as=("담장종류", "울타리종류", "옹벽종류", "시설구분", "시설종류", "종류", "구분", "barrier", "fence_type", "type")),
        Column("height_m", known_as=("담장높이", "울타리높이", "옹벽높이", "방음벽높이", "높이", "높이(m)", "HEIGHT", "height_m"), type="number"),
        Column("see_through", known_as=("투시", "투시형", "투시여부", "투시형여부", "see_through"), type="truth"),
    ),
    style=Style(symbol="line", color="#8a6f52", dark_color="#b79b7c", width_px=1.5, shown_from_m_per_px=2.5),
    serves=("barriers",),
    file_hints=("담장", "울타리", "옹벽", "펜스", "방음벽", "담장옹벽", "barriers", "barrier", "fences", "fence", "walls", "retaining_wall"),
    value_hints={"type": ("담장", "울타리", "옹벽", "펜스", "방음벽", "fence", "wall", "hedge", "retaining_wall", "guard_rail")},
    needs=("type", "height_m", "see_through"),
)
