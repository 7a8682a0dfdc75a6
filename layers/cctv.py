"""CCTV: one row is a site, a mast with one or more cameras."""

from __future__ import annotations

from app.kinds import Column, LayerKind, Style

KIND = LayerKind(
    key="cctv",
    geometry="Point",
    group="facilities",
    columns=(
        Column("name", known_as=("설치장소명", "CCTV명", "CCTV관리번호", "관리번호", "시설물관리번호", "설치위치", "설치장소", "지점명", "info", "name")),
        Column("purpose", known_as=("설치목적구분", "설치목적", "목적", "용도", "purpose")),
        Column("cameras", known_as=("카메라대수", "카메라수", "CCTV대수", "CCTV수량", "설치대수", "대수", "수량", "cameras"), type="integer"),
        Column("pixels_px", known_as=("카메라화소수", "카메라화소", "화소수", "화소", "화소수(만)", "pixels_px"), type="number", scale=10000.0),
        Column("heading_text", known_as=("촬영방면정보", "촬영방면", "촬영방향", "방면정보", "감시방향", "heading_text")),
        Column("heading_deg", known_as=("방위각", "촬영방위각", "방위", "방향각", "heading", "azimuth", "heading_deg"), type="number"),
        Column("type", known_as=("카메라유형", "카메라종류", "CCTV종류", "회전여부", "카메라형식", "type")),
        Column("height_m", known_as=("설치높이", "카메라높이", "지주높이", "폴높이", "height_m"), type="number"),
        Column("tilt_deg", known_as=("부각", "틸트", "하향각", "tilt", "tilt_deg"), type="number"),
        Column("focal_mm", known_as=("초점거리", "렌즈초점거리", "렌즈", "focal", "focal_mm"), type="number"),
        Column("fov_deg", known_as=("화각", "수평화각", "시야각", "fov", "hfov", "fov_deg"), type="number"),
        Column("sensor_w_mm", known_as=("센서폭", "센서너비", "촬상소자폭", "sensor_w_mm"), type="number"),
        Column("pixels_x", known_as=("가로화소", "가로화소수", "수평화소수", "수평해상도", "pixels_x"), type="number"),
        Column("lenses", known_as=("렌즈수", "렌즈개수", "lenses"), type="integer"),
        Column("night_m", known_as=("야간거리", "야간가시거리", "적외선거리", "IR거리", "적외선조사거리", "night_m"), type="number"),
        Column("installed", known_as=("설치연월", "설치년월", "설치연도", "설치년도", "설치일자", "설치일", "installed"), type="date"),
        Column("address", known_as=("소재지도로명주소", "도로명주소", "소재지지번주소", "지번주소", "주소", "소재지", "address", "road_addr", "lot_addr")),
        Column("manager", known_as=("관리기관명", "관리기관", "관리부서", "운영기관", "manager")),
    ),
    style=Style(symbol="circle", color="#1c5668", dark_color="#5fbcd8", letter_ko="camera", letter_en="camera", size_px=17.0),
    serves=("seen",),
    file_hints=("CCTV", "무인교통감시장치", "방범카메라", "폐쇄회로"),
    value_hints={
        "purpose": ("생활방범", "다목적", "차량방범", "어린이보호", "교통단속", "쓰레기단속", "시설물관리", "방범"),
        "heading_text": ("360", "전방면", "전방향", "고정", "회전", "반경", "사방"),
    },
    needs=("cameras", "pixels_px", "heading_text", "purpose"),
)
