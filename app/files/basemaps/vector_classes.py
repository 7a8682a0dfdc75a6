"""What the layers of vector tiles are to us: the few classes we draw, by the names of the usual schemas.

OpenMapTiles, Protomaps and Shortbread name their layers so; what has another name is drawn faintly by its shape.
"""

from __future__ import annotations

AREAS = ("land", "park", "water", "building", "area")
LINES = ("waterway", "path", "road", "main_road", "rail", "border", "line")

_AREA_LAYERS = {
    "water": "water", "ocean": "water", "water_polygons": "water", "building": "building", "buildings": "building", "park": "park",
    "earth": "", "sites": "", "mountain_peak": "", "aeroway": "", "bridges": "", "dam_polygons": "", "pier_polygons": "",
    "street_polygons": "", "place_labels": "", "boundary": "", "boundaries": "",
}  # fmt: skip
_MIXED_LAYERS = ("landcover", "landuse", "land", "natural", "site", "sites")
_GREEN = frozenset((
    "park", "wood", "forest", "grass", "grassland", "meadow", "cemetery", "garden", "golf_course", "nature_reserve", "national_park", "scrub",
    "orchard", "vineyard", "village_green", "recreation_ground", "playground", "pitch", "farmland", "allotments", "heath", "tree_row", "green",
    "greenfield", "protected_area",
))  # fmt: skip
_WET = frozenset("water lake river ocean sea reservoir basin dock wetland riverbank".split())  # noqa: SIM905
_LINE_LAYERS = {
    "waterway": "waterway", "water_lines": "waterway", "water": "waterway", "boundary": "border", "boundaries": "border",
    "water_lines_labels": "", "street_labels": "", "streets_polygons_labels": "", "building": "", "buildings": "", "landuse": "", "landcover": "",
    "aeroway": "", "transportation_name": "", "earth": "", "ferries": "", "aerialways": "", "dam_lines": "", "pier_lines": "",
}  # fmt: skip
_ROADS = ("transportation", "roads", "streets", "road", "transit", "bridge", "tunnel")
_MAIN = frozenset("motorway trunk primary highway major_road motorway_link trunk_link primary_link".split())  # noqa: SIM905
_FOOT = frozenset("path footway steps pedestrian cycleway track bridleway corridor foot".split())  # noqa: SIM905
_RAIL = frozenset("rail railway subway light_rail tram transit narrow_gauge monorail funicular".split())  # noqa: SIM905
_NOT_ROADS = frozenset("ferry pier aerialway runway taxiway raceway".split())  # noqa: SIM905
# The properties that tell classes apart, in this order.
TELLING = ("class", "kind", "type", "highway", "subclass", "leisure", "landuse", "natural", "pmap:kind")


def of_area(layer: str, values: tuple[str, ...]) -> str:
    """The class of an area of a layer with the values of its telling properties; "" for one we leave out."""
    if layer in _MIXED_LAYERS:
        return "park" if _GREEN & {*values} else "water" if _WET & {*values} else ""
    return _AREA_LAYERS.get(layer, "area")


def of_line(layer: str, values: tuple[str, ...]) -> str:
    """The class of a line of a layer; "" for one we leave out."""
    if layer in _ROADS:
        said = {*values}
        if said & _NOT_ROADS:
            return ""
        return "rail" if said & _RAIL else "main_road" if said & _MAIN else "path" if said & _FOOT else "road"
    return _LINE_LAYERS.get(layer, "line")
