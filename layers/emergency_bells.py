"""Emergency bells: press, and the control room or the police answer."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="emergency_bells",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("설치위치", "비상벨명", "설치장소", "안전비상벨관리번호", "비상벨관리번호", "관리번호", "name")),
        Column("place_type", known_as=("설치장소유형", "장소유형", "설치장소구분", "place_type")),
        Column("linked_to_police", known_as=("경찰연계유무", "경찰연계여부", "112연계여부", "경찰연계", "linked_to_police"), type="truth"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
    ),
    style=Style(symbol="triangle", color="#bd5b00", dark_color="#ffa24d", size_px=14.0),
    serves=("refuge",),
    file_hints=("안전비상벨", "비상벨", "안심벨", "emergency_bell", "bell"),
    value_hints={"place_type": ("공원", "화장실", "골목", "주차장", "약자보호", "방범")},
    needs=("place_type", "linked_to_police"),
)
