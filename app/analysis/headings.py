"""Where a camera looks, read from the free text of Korean CCTV files.

Most files say "360도 전방면" of every site, some say "정면 90도" (an angle of view, no bearing), "단방향" or a radius. Only what
names a bearing is taken for one; when in doubt the heading is unknown, which costs a band and not a wrong cone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_POINTS = ("북", "북북동", "북동", "동북동", "동", "동남동", "남동", "남남동", "남", "남남서", "남서", "서남서", "서", "서북서", "북서", "북북서")
_LATIN = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_ENGLISH = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
BEARINGS: dict[str, float] = {
    **{word: 22.5 * turn for turn, word in enumerate(_POINTS)},
    **{word.lower(): 22.5 * turn for turn, word in enumerate(_LATIN)},
    **{word: 45.0 * turn for turn, word in enumerate(_ENGLISH)},
    "동북": 45.0, "동남": 135.0, "서남": 225.0, "서북": 315.0, "정북": 0.0, "정동": 90.0, "정남": 180.0, "정서": 270.0,
}  # fmt: skip

_ALL_ROUND = re.compile(
    r"360|전방면|전\s*방향|전방위|사방|동서남북|회전|ptz|스피드\s*돔|speed\s*dome|pan.?tilt|어안|fish.?eye|rotat|all.?round|omni", re.IGNORECASE
)
# With these words a number is an angle of view, a distance or a count, not a bearing.
_NO_BEARING = re.compile(r"정면|전면|화각|시야|범위|반경|이내|미터|거리|하단|상단|단방향|양방향|fov|view", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d+)?)(?:도|°|deg|degrees?)$", re.IGNORECASE)
_BARE = re.compile(r"^\d{1,3}(?:\.\d+)?$")
_SPLIT = re.compile(r"[\s,/·ㆍ;:|+&()\[\]~]+|및|와|과")
_ENDING = re.compile(r"(?:방향|방면|방위|쪽|측|향)$")
_SILENT = frozenset(("", "방위", "방위각", "방향", "방면", "촬영", "촬영방향", "고정", "고정형", "카메라", "heading", "azimuth", "bearing", "fixed"))
_ANNOUNCED = re.compile(r"방위|heading|azimuth|bearing", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """``all_round``: the site looks everywhere; else ``bearings_deg`` are the headings named, none where it is unknown."""

    all_round: bool = False
    bearings_deg: tuple[float, ...] = ()

    @property
    def is_known(self) -> bool:
        """True where the text says where the site looks."""
        return self.all_round or bool(self.bearings_deg)


def parse(text: object) -> Heading:
    """Read a heading from the words of a file; missing or unclear words give an unknown heading."""
    words = text.strip() if isinstance(text, str) else ""
    if not words:
        return Heading()
    if _ALL_ROUND.search(words):
        return Heading(all_round=True)
    if _NO_BEARING.search(words):
        return Heading()
    announced = bool(_ANNOUNCED.search(words))
    bearings: list[float] = []
    for word in _SPLIT.split(words):
        bearing = _bearing(word, announced)
        if bearing is None:
            if _ENDING.sub("", word.lower()) not in _SILENT and word.lower() not in _SILENT:
                return Heading()
        elif bearing not in bearings:
            bearings.append(bearing)
    return Heading(bearings_deg=tuple(bearings))


def _bearing(word: str, announced: bool) -> float | None:
    """The bearing one word names, or None; bare numbers count only after a word that announces a bearing."""
    named = BEARINGS.get(word.lower())
    named = BEARINGS.get(_ENDING.sub("", word.lower())) if named is None else named
    if named is not None:
        return named
    number = _NUMBER.match(word)
    if number or (announced and _BARE.match(word)):
        degrees = float(number.group(1) if number else word)
        return degrees % 360.0 if degrees < 360.0 else None
    return None
