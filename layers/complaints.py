"""Complaints: what residents reported, where and when. Single complaints are never shown outside the house."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="complaints",
    geometry="Point",
    group="life",
    columns=(
        Column("type", known_as=("민원유형", "민원종류", "민원분류", "민원구분", "신고유형", "민원내용구분", "분류", "complaint_type", "type")),
        Column("at", known_as=("민원일시", "민원접수일", "접수일시", "접수일자", "접수일", "신고일시", "신고일자", "등록일자", "at"), type="date"),
        Column("weight", known_as=("민원건수", "신고건수", "건수", "가중치", "weight", "count"), type="number", default=1.0),
        Column("address", known_as=("민원발생위치", "발생위치", "민원주소", "신고위치", "위치", "소재지", "주소", "address")),
    ),
    style=Style(symbol="hexagon", color="#8a4a6b", dark_color="#e0a3c3", size_px=5.0, shown_from_m_per_px=3.0),
    serves=("complaints",),
    file_hints=("민원", "생활불편신고", "안전신문고", "신고내역", "complaints"),
    value_hints={"type": ("불법주정차", "가로등", "보안등", "쓰레기", "소음", "CCTV 설치", "순찰")},
    sensitive=True,
    visible=False,
    needs=("at", "type", "weight"),
)
