"""Ready-made maps beneath all layers: MBTiles, PMTiles, pictures that know their place, scans placed by points.

``examine`` says what a file is before it is taken in, ``opened`` gives the open file of a `Basemap` to whoever draws it. Nothing here
ever asks a network, and no file is copied into the project.
"""

from __future__ import annotations

from app.files.basemaps.adding import is_nowhere, near_of
from app.files.basemaps.shelf import Opened, Unusable, close_all, examine, is_basemap, is_known, kept, opened, reach_m, scan_of

__all__ = ["Opened", "Unusable", "close_all", "examine", "is_basemap", "is_known", "is_nowhere", "kept", "near_of", "opened", "reach_m", "scan_of"]
