"""What stands in the streets of the made-up district: cameras, lights, bells, booths and the places people go to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Point, Polygon

from resources.sample.ground import PARK, SCHOOL, bent_ground
from resources.sample.lots import Building
from resources.sample.network import Block, Street
from resources.sample.shapes import beside

GU = "서울특별시 새봄구"
# Where few cameras were ever put up, in the straight plan: (place, reach in metres).
FORGOTTEN = (((1170, 860), 170.0), ((430, 190), 140.0), ((770, 1000), 130.0), ((120, 860), 110.0), ((1240, 230), 100.0))
Row = dict[str, object]


@dataclass
class Town:
    """Everything the places are put into."""

    inside: Polygon
    streets: list[Street]
    blocks: list[Block]
    buildings: list[Building]
    tree: shapely.STRtree = field(init=False)

    def __post_init__(self) -> None:
        shapely.prepare(self.inside)
        self.tree = shapely.STRtree([street.line for street in self.streets])

    def address(self, at: Point) -> str:
        """The road-name address of a place: the nearest street and a number along it."""
        street = self.streets[int(self.tree.nearest(at))]
        return f"{GU} {street.name} {1 + int(street.line.project(at) // 5) + int(at.x * 7) % 23}"

    def local(self) -> list[Street]:
        """The streets whose middle lies inside the district."""
        return [street for street in self.streets if self.inside.contains(street.line.interpolate(0.5, normalized=True))]

    def junctions(self) -> list[tuple[Point, list[tuple[Street, bool]]]]:
        """Where three or more streets meet inside the district: each street with True where it begins there."""
        at: dict[tuple[float, float], list[tuple[Street, bool]]] = defaultdict(list)
        for street in self.streets:
            at[street.line.coords[0]].append((street, True))
            at[street.line.coords[-1]].append((street, False))
        return [(Point(end), there) for end, there in sorted(at.items(), key=lambda item: item[0]) if len(there) > 2 and self.inside.contains(Point(end))]

    def roadside(self, near: tuple[float, float]) -> Point:
        """The place at the edge of the nearest street to a point of the straight plan."""
        street = self.streets[int(self.tree.nearest(bent_ground(Point(near))))]
        return beside(street.line, street.line.project(bent_ground(Point(near))), street.width_m / 2 - 0.4)[0]


def cctv(town: Town, rng: np.random.Generator) -> list[Row]:
    """About 160 sites at junctions, by the school, in parks and at dead ends; a third with a heading in degrees, a third in words."""
    school, park = bent_ground(Point(SCHOOL[0])), bent_ground(Point(PARK[0]))
    sites: list[tuple[Point, float, str]] = []
    junctions = town.junctions()
    for index in rng.permutation(len(junctions)):
        node, meeting = junctions[index]
        if len(sites) == 132:
            break
        forgotten = any(node.distance(bent_ground(Point(place))) < reach for place, reach in FORGOTTEN)
        if forgotten and rng.random() < 0.8:
            continue
        spread = 46.0 if node.distance(school) < 170 or any(street.road_class == "main" for street, _ in meeting) else 66.0
        if any(node.distance(other) < spread for other, _, _ in sites):
            continue
        street, begins = max(meeting, key=lambda one: one[0].line.length)
        reach = min(max(other.width_m for other, _ in meeting) / 2 + 1.5, street.line.length / 2)
        place, bearing = beside(street.line, reach if begins else street.line.length - reach, (street.width_m / 2 - 0.4) * rng.choice([-1, 1]))
        purpose = "어린이보호" if node.distance(school) < 130 else "공원" if node.distance(park) < 130 else ""
        sites.append((place, bearing if begins else (bearing + 180.0) % 360.0, purpose))
    lanes = [street for street in town.local() if street.road_class in ("alley", "stairs") and street.line.length > 45]
    for index in rng.permutation(len(lanes)):
        if len(sites) == 150:
            break
        place, bearing = beside(lanes[index].line, lanes[index].line.length / 2, lanes[index].width_m / 2 - 0.4)
        if min(place.distance(other) for other, _, _ in sites) > 58:
            sites.append((place, bearing, ""))
    # Busy places have a second mast a few steps on.
    for index in rng.permutation(len(sites))[:16]:
        street = town.streets[int(town.tree.nearest(sites[index][0]))]
        at_m = street.line.project(sites[index][0])
        on_m = at_m + 24.0 if at_m + 24.0 < street.line.length - 3 else at_m - 24.0
        if on_m > 3:
            place, bearing = beside(street.line, on_m, street.width_m / 2 - 0.4)
            sites.append((place, bearing if on_m < at_m else (bearing + 180.0) % 360.0, sites[index][2]))
    return [_camera_site(number, *site, town, rng) for number, site in enumerate(sites, 1)]


def _camera_site(number: int, place: Point, bearing: float, purpose: str, town: Town, rng: np.random.Generator) -> Row:
    purpose = purpose or str(rng.choice(["생활방범", "생활방범", "생활방범", "다목적", "차량방범", "쓰레기단속", "교통단속"]))
    year = int(rng.integers(2012, 2026))
    pixels = 1_300_000 if year < 2014 else 4_000_000 if year > 2021 and rng.random() < 0.6 else 2_000_000
    known = number % 3
    cameras = int(rng.choice([1, 2, 3, 4, 5], p=[0.12, 0.18, 0.25, 0.35, 0.1])) if known != 1 else int(rng.choice([1, 1, 1, 2]))
    text, form = "", ""
    if known == 1:
        text, form = "고정", "고정형"
    elif known == 2:
        text = str(rng.choice(["360도 전방면", "고정 4방면", "회전형 1대, 고정형 나머지", "반경 50m 이내", "삼거리 방면", "360도 전방면"]))
        form = "회전형" if "360" in text or "회전" in text else "고정형"
    return {
        "name": f"새봄-{number:03d}", "purpose": purpose, "cameras": cameras, "pixels_px": pixels, "heading_text": text or None,
        "heading_deg": float(round(bearing + rng.normal(0, 4)) % 360) if known == 1 else np.nan, "type": form or None,
        "height_m": float(rng.choice([4.5, 5.0, 5.5, 6.0])) if rng.random() < 0.3 else np.nan, "tilt_deg": np.nan, "focal_mm": np.nan,
        "installed": f"{year}-{int(rng.integers(3, 13)):02d}", "address": town.address(place), "manager": "새봄구청 안전도시과", "geometry": place,
    }  # fmt: skip


def lights(town: Town, rng: np.random.Generator) -> tuple[list[Row], list[Row]]:
    """Security lights every 25 to 30 m on three alleys of four, street lamps on both sides of the main roads."""
    security: list[Row] = []
    lamps: list[Row] = []
    for street in town.local():
        length, main = street.line.length, street.road_class == "main"
        if length < 12 or (not main and rng.random() < 0.24):
            continue
        spacing = 15.0 if main else float(rng.uniform(25, 30))
        count = max(1, round(length / spacing))
        for step in range(count):
            side = 1 if (step + len(lamps)) % 2 else -1
            place, _ = beside(street.line, (step + 0.5) * length / count, side * (street.width_m / 2 - (0.7 if main else 0.3)))
            rows, word = (lamps, "가로등") if main else (security, "보안등")
            rows.append({
                "name": f"{word}-{len(rows) + 1:04d}", "lamps": 1, "installed": str(int(rng.integers(2008, 2026))), "address": town.address(place),
                "flux_lm": 14_000.0 if main else float(rng.choice([3200, 4500, 6000, np.nan], p=[0.2, 0.3, 0.1, 0.4])),
                "height_m": 9.0 if main else float(rng.choice([4.5, 5.0, np.nan])), "working": bool(rng.random() > 0.03), "geometry": place,
            })  # fmt: skip
    return security, lamps


def bells(town: Town, rng: np.random.Generator) -> list[Row]:
    """Sixteen emergency bells: in parks, along the stream, in alleys."""
    spots = [
        ((1085, 480), "공원"), ((1250, 610), "공원"), ((1190, 640), "공원"), ((150, 780), "공원"), ((455, 545), "공원"), ((775, 790), "공원"),
        ((480, 385), "하천변"), ((860, 415), "하천변"), ((210, 300), "하천변"), ((640, 700), "대로변"), ((1100, 800), "골목"), ((1190, 760), "골목"),
        ((420, 250), "골목"), ((120, 560), "시장"), ((760, 950), "골목"), ((240, 480), "화장실"),
    ]  # fmt: skip
    rows = []
    for number, (near, kind) in enumerate(spots, 1):
        place = town.roadside(near)
        rows.append({
            "name": f"비상벨-{number:02d}", "place_type": kind, "linked_to_police": bool(rng.random() < 0.7), "address": town.address(place),
            "geometry": place,
        })  # fmt: skip
    return rows


def refuges(town: Town) -> dict[str, list[Row]]:
    """Booths, mailboxes, shelters, police, stops, exits, centres and the school: few, and each where one would look for it."""
    booths = {"하늘역 안심부스": (640, 660), "하늘시장 안심부스": (250, 515), "은행천 다리 안심부스": (680, 385), "솔빛공원 안심부스": (1000, 560)}
    boxes = {"하늘1동 주민센터": (420, 480), "하늘2동 주민센터": (840, 300), "하늘3동 주민센터": (500, 800), "솔빛공원 관리소": (1040, 500), "하늘시장 고객센터": (130, 505)}
    shops = {
        "별빛편의점 하늘역점": (560, 710), "하늘마트 한빛점": (820, 690), "이웃편의점 별내점": (310, 820), "골목슈퍼 푸른길점": (985, 760),
        "별빛편의점 은행천점": (450, 370), "하늘마트 하늘시장점": (170, 530), "이웃편의점 모란점": (330, 130), "별빛편의점 남하늘점": (640, 60),
        "골목슈퍼 물빛점": (760, 200), "하늘마트 은빛점": (1170, 200), "별빛편의점 솔빛점": (700, 1110),
    }  # fmt: skip
    police = {("하늘지구대", "지구대"): (610, 820), ("은행파출소", "파출소"): (330, 400)}
    stops = {
        "하늘역": (610, 600), "하늘시장입구": (318, 545), "은행천다리": (655, 300), "하늘초교앞": (820, 668), "솔빛공원": (1180, 650), "한빛로입구": (60, 690),
        "별내사거리": (270, 708), "남하늘로": (470, 18), "물빛마을": (720, 25), "푸른아파트": (960, 280), "달마루": (90, 950), "솔빛언덕": (955, 930),
        "하늘로북단": (575, 1060), "은행천로": (900, 420), "새벽로": (1365, 500), "서하늘로": (5, 560), "한빛고개": (450, 705), "은빛길": (1150, 90),
    }  # fmt: skip
    exits = {f"하늘역 {number}번 출구": near for number, near in enumerate([(575, 715), (625, 715), (620, 668), (578, 668)], 1)}
    made: dict[str, list[Row]] = {
        "phone_booths": [{"name": name, "open_24h": True, "geometry": town.roadside(near)} for name, near in booths.items()],
        "mailboxes": _placed(town, boxes, lockers=[16, 12, 20, 12, 8]),
        "shelters": [{**row, "hours": "24시간"} for row in _placed(town, shops)],
        "police": _placed(town, {name: near for (name, _), near in police.items()}, type=[kind for _, kind in police]),
        "bus_stops": [{"name": name, "geometry": town.roadside(near)} for name, near in stops.items()],
        "subway_exits": [{"name": name, "geometry": town.roadside(near)} for name, near in exits.items()],
        "community_centres": _placed(town, {name: (x + 14, y + 9) for name, (x, y) in boxes.items() if "주민센터" in name}),
    }
    school = bent_ground(Point(SCHOOL[0]))
    made["schools"] = [{"name": "하늘초등학교", "type": "초등학교", "address": town.address(school), "geometry": school}]
    return made


def _placed(town: Town, places: dict[str, tuple[float, float]], **columns: list[object]) -> list[Row]:
    rows = []
    for number, (name, near) in enumerate(places.items()):
        place = town.roadside(near)
        rows.append({"name": name, "address": town.address(place), "geometry": place, **{key: values[number] for key, values in columns.items()}})
    return rows


def school_zones(town: Town) -> list[Row]:
    """The zone around the school and two small ones around a kindergarten and a nursery."""
    grounds = next(block.whole for block in town.blocks if block.use == "school")
    zones = [("하늘초등학교", "초등학교", grounds.buffer(38.0, join_style="bevel"), 6)]
    for name, kind, near, cameras in (("별내유치원", "유치원", (420, 640), 2), ("솔빛어린이집", "어린이집", (880, 900), 1)):
        block = min(town.blocks, key=lambda block: block.whole.distance(bent_ground(Point(near))))
        zones.append((name, kind, block.whole.buffer(9.0, join_style="bevel"), cameras))
    return [
        {"name": name, "type": kind, "cctv": cameras, "address": town.address(zone.centroid), "geometry": shapely.transform(zone.simplify(1.0), lambda xy: xy.round(2))}
        for name, kind, zone, cameras in zones
    ]
