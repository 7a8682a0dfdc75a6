"""Map files (shapefile, GeoJSON, GeoPackage, KML, ...): their layers with geometry, whatever they declare kept word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy

from app.feedback import SILENT, Feedback
from app.files import headers
from app.files.raw import LIMITS, Limits, Raw, refusal

EXTENSIONS = ("shp", "geojson", "json", "topojson", "gpkg", "kml", "gml", "dxf", "fgb", "osm", "pbf")


def read(path: Path, *, file: str, layer: str = "", encoding: str | None = None, limits: Limits = LIMITS, feedback: Feedback = SILENT) -> tuple[Raw, ...]:
    import pyogrio

    layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    raws = []
    for index, name in enumerate(layers):
        feedback.step(index / len(layers), name)
        if not layer or name == layer:
            raws.append(_layer(path, file, name, len(layers) > 1, encoding))
    return tuple(raws)


def _layer(path: Path, file: str, name: str, many: bool, encoding: str | None) -> Raw:
    import pandas
    import pyogrio.raw
    import shapely

    meta, _, shapes, fields = pyogrio.raw.read(path, layer=name, encoding=encoding, force_2d=True, datetime_as_string=True)
    length = len(shapes) if shapes is not None else len(fields[0]) if fields else 0
    geometry = shapely.from_wkb(shapes, on_invalid="ignore") if shapes is not None else None
    names = headers.unique([str(name) for name in meta["fields"]])
    frame = pandas.DataFrame(dict(zip(names, fields, strict=True)), index=pandas.RangeIndex(length))
    crs: Any = meta["crs"]
    epsg = int(crs[5:]) if crs and crs.startswith("EPSG:") else None
    return Raw(file=file, member=name if many else "", format=path.suffix.lower().lstrip("."), encoding=meta.get("encoding") or "",
               header_row=0, headers=tuple(names), rows=frame, lines=numpy.arange(1, length + 1), geometry=geometry, epsg=epsg,
               declared_crs=crs or "")
