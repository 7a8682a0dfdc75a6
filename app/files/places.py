"""Where in Korea a text speaks of: provinces, districts and dongs in addresses, names and codes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import shapely

# Rough extents in degrees (west, south, east, north), generous by some kilometres: they only tell systems apart that put a
# file a hundred kilometres away.
PROVINCES: dict[str, tuple[float, float, float, float]] = {
    "서울": (126.74, 37.41, 127.20, 37.72), "부산": (128.74, 34.86, 129.33, 35.41), "대구": (128.33, 35.58, 128.96, 36.34),
    "인천": (124.55, 36.88, 126.82, 38.02), "광주": (126.62, 35.03, 127.04, 35.28), "대전": (127.22, 36.16, 127.58, 36.52),
    "울산": (128.95, 35.30, 129.49, 35.75), "세종": (127.10, 36.38, 127.44, 36.76), "경기": (126.36, 36.87, 127.88, 38.32),
    "강원": (127.06, 37.00, 129.39, 38.65), "충북": (127.24, 35.99, 128.68, 37.28), "충남": (125.50, 35.95, 127.66, 37.08),
    "전북": (125.95, 35.26, 127.94, 36.18), "전남": (125.05, 33.88, 127.92, 35.53), "경북": (127.77, 35.54, 131.92, 37.57),
    "경남": (127.54, 34.48, 129.25, 35.94), "제주": (126.10, 33.06, 127.02, 34.04),
}  # fmt: skip
_LONG = {
    "서울특별시": "서울", "서울시": "서울", "서울청": "서울", "부산광역시": "부산", "부산시": "부산", "대구광역시": "대구", "대구시": "대구",
    "인천광역시": "인천", "인천시": "인천", "대전광역시": "대전", "대전시": "대전", "광주광역시": "광주", "울산광역시": "울산",
    "울산시": "울산", "세종특별자치시": "세종", "세종시": "세종", "경기도": "경기", "강원도": "강원", "강원특별자치도": "강원",
    "충청북도": "충북", "충청남도": "충남", "전라북도": "전북", "전북특별자치도": "전북", "전라남도": "전남", "경상북도": "경북",
    "경상남도": "경남", "제주도": "제주", "제주특별자치도": "제주",
}  # fmt: skip
# The 25 districts of Seoul with their codes: the registered (juso) one and the statistics office's, and in Latin letters.
_SEOUL = """종로구 11110 11010 jongno|중구 11140 11020 -|용산구 11170 11030 yongsan|성동구 11200 11040 seongdong|광진구 11215 11050 gwangjin
동대문구 11230 11060 dongdaemun|중랑구 11260 11070 jungnang|성북구 11290 11080 seongbuk|강북구 11305 11090 gangbuk
도봉구 11320 11100 dobong|노원구 11350 11110 nowon|은평구 11380 11120 eunpyeong|서대문구 11410 11130 seodaemun
마포구 11440 11140 mapo|양천구 11470 11150 yangcheon|강서구 11500 11160 -|구로구 11530 11170 guro|금천구 11545 11180 geumcheon
영등포구 11560 11190 yeongdeungpo|동작구 11590 11200 dongjak|관악구 11620 11210 gwanak|서초구 11650 11220 seocho
강남구 11680 11230 gangnam|송파구 11710 11240 songpa|강동구 11740 11250 gangdong"""
_ROWS = [row.split() for row in _SEOUL.replace("\n", "|").split("|")]
SEOUL = {name: (juso, stat) for name, juso, stat, _ in _ROWS}
_LATIN = {name: latin for name, _, _, latin in _ROWS if latin != "-"}
# These names are districts of other cities too and say nothing alone.
SHARED_NAMES = frozenset({"중구", "동구", "서구", "남구", "북구", "강서구"})
TOTALS = frozenset({"합계", "소계", "계", "총계", "전체", "전국", "서울시", "서울특별시", "서울", "총합계", "평균", "total", "sum"})

# South Korea with its islands and a strip of sea, degrees; coarse on purpose.
_KOREA = (
    ((124.4, 38.1), (124.85, 38.08), (124.95, 37.75), (125.6, 37.58), (126.05, 37.86), (126.6, 37.87), (126.66, 38.02), (126.85, 38.2), (127.1, 38.34),
     (127.5, 38.4), (128.0, 38.4), (128.2, 38.5), (128.28, 38.68), (128.5, 38.68), (129.1, 38.1), (129.7, 37.2), (129.85, 36.0),
     (129.65, 35.3), (129.25, 34.98), (128.8, 34.5), (127.9, 33.95), (127.4, 33.6), (127.1, 33.2), (126.5, 33.0), (126.0, 33.1),
     (126.0, 33.7), (124.9, 34.0), (125.0, 34.9), (125.3, 36.8), (124.4, 37.3)),
    ((130.6, 37.1), (132.0, 37.1), (132.0, 37.65), (130.6, 37.65)),
)  # fmt: skip

_IS_DISTRICT = re.compile(r"[가-힣]+[구군]|[가-힣]{2,}시")


@cache
def _korea() -> tuple[shapely.Polygon, ...]:
    import shapely

    return tuple(shapely.Polygon(ring) for ring in _KOREA)


def in_korea(lon: numpy.ndarray, lat: numpy.ndarray) -> numpy.ndarray:
    """True where a point in degrees lies in South Korea or its coastal waters; False for NaN and infinity."""
    import numpy as np

    from app.geo import inside

    found = np.zeros(len(lon), bool)
    usable = np.isfinite(lon) & np.isfinite(lat)
    for shape in _korea():
        found[usable] |= inside(shape, lon[usable], lat[usable])
    return found


def plain(name: str) -> str:
    """An area's name as it is compared: no blanks, no dots, no ordinal 제 before a number (``상도제1동``; 홍제1동 keeps its own)."""
    return re.sub(r"(?<![홍거])제(?=\d)", "", re.sub(r"[\s.,·ㆍ‧∙・]", "", name))


def province(word: str) -> str:
    """The short name of the province a word names (서울특별시: 서울), or ""."""
    return _LONG.get(word) or (word if word in PROVINCES else "")


def of_address(address: str) -> tuple[str, str]:
    """Province and district an address begins with, each "" where it does not say; a district of Seoul implies Seoul."""
    where, district = "", ""
    for word in address.split()[:4]:
        bare = word.strip("(),")
        if not where and province(bare):
            where = province(bare)
        elif not district and _IS_DISTRICT.fullmatch(bare) and not province(bare):
            district = bare
    if not where and district in SEOUL and district not in SHARED_NAMES:
        where = "서울"
    return where, district


def district_in_name(name: str) -> str:
    """The district a file's name speaks of (서울특별시_강남구_CCTV_20200227: 강남구), or ""."""
    spaced = re.sub(r"[_\-.()+]", " ", name)
    found = next((word for word in spaced.split() if word in SEOUL or word.removesuffix("청") in SEOUL), "").removesuffix("청")
    if found:
        return found
    roman = spaced.lower()
    return next((gu for gu, written in _LATIN.items() if re.search(rf"\b{written}\b", roman)), "")


def is_hangul(word: str) -> bool:
    """True where a text has a Korean syllable in it."""
    return any("가" <= sign <= "힣" for sign in word)
