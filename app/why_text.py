"""The answer for a spot as text and as plain values, for the command line; and how a spot is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite

from app.errors import BadInput
from app.geo import KOREA_DEG, WORKING_EPSG, lonlat, project
from app.quantity import Quantity
from app.study.answers import Said
from app.why import Why, Witness
from app.why_not import WhyNot
from app.words import tr

DECIMALS = {"share": 0, "m": 0, "deg": 0, "count": 0, "lx": 1, "min": 1, "krw": 0}


def place(text: str) -> tuple[float, float]:
    """A spot as it is written: ``199850,551300`` metres (EPSG:5186) or ``126.98,37.55`` degrees, longitude or latitude first."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    try:
        one, other = (float(part) for part in parts)
        if not (isfinite(one) and isfinite(other)):
            raise ValueError(text)
    except ValueError:
        raise BadInput(tr("why.no_place", text=text), hint=tr("why.no_place.hint")) from None
    west, south, east, north = KOREA_DEG
    for lon, lat in ((one, other), (other, one)):
        if west <= lon <= east and south <= lat <= north:
            import numpy

            x, y = project(numpy.array([lon]), numpy.array([lat]), 4326, WORKING_EPSG)
            return float(x[0]), float(y[0])
    if abs(one) <= 360.0 and abs(other) <= 360.0:
        raise BadInput(tr("why.not_korea", text=text), hint=tr("why.no_place.hint"))
    return one, other


def figure(value: Quantity) -> str:
    """``148 m``, ``61 %``, ``0.4 lx``; a dash where the value is unknown."""
    if value.value is None:
        return tr("window.figure.unknown")
    if value.unit == "share":
        return f"{100 * value.value:.0f} %"
    text = f"{value.value:,.{DECIMALS.get(value.unit, 1)}f}"
    return text if value.unit == "count" else f"{text} {tr('window.unit.' + value.unit)}"


def sentence(said: Said) -> str:
    """A key of words with its values as one sentence."""
    key, values = said
    return tr(key, **{name: figure(value) if isinstance(value, Quantity) else value for name, value in values.items()})


def as_lines(told: dict[str, object]) -> list[str]:
    """The answer as lines to print."""
    spot = told["spot"]
    lines = [f"{told['street'] or '-'}  ({spot['x_m']:.1f}, {spot['y_m']:.1f})  {told['area']}".rstrip()]  # type: ignore[index]
    lines += [f"  {line}" for line in told["lines"]]  # type: ignore[union-attr]
    if told["takes"]:
        lines += [tr("why.text.takes"), *(f"  {line}" for line in told["takes"])]  # type: ignore[union-attr]
    if told["formulas"]:
        lines += [tr("why.text.formulas"), *(f"  {line}" for line in told["formulas"])]  # type: ignore[union-attr]
    device = told.get("device")
    if isinstance(device, dict):
        lines += [tr("why.text.device", kind=tr(f"kind.{device['kind']}")), *(f"  {line}" for line in device["lines"])]
    return lines


def as_values(found: Why, tried: WhyNot | None = None) -> dict[str, object]:
    """The answer as plain values for JSON: lengths in metres, shares from 0 to 1, money in won; None where unknown."""
    lon, lat = lonlat(*found.spot_m)
    told: dict[str, object] = {
        "spot": {"x_m": found.spot_m[0], "y_m": found.spot_m[1], "lon": lon, "lat": lat},
        "street": found.street,
        "area": found.area,
        "lines": _sentences(found.lines),
        "takes": _sentences(found.takes),
        "formulas": _sentences(found.formulas),
        "facts": [_fact(said) for said in (*found.lines, *found.takes, *found.formulas)],
        "cameras": [_witness(one) for one in found.cameras],
        "cameras_maybe": [_witness(one) for one in found.maybe],
        "refuge": found.refuge,
        "refuge_m": found.refuge_m,
    }
    if tried is not None:
        told["device"] = _device(tried)
    return told


def _device(tried: WhyNot) -> dict[str, object]:
    return {
        "kind": tried.kind,
        "x_m": tried.at_m[0],
        "y_m": tried.at_m[1],
        "heading_deg": tried.item.heading_deg,
        "gains": [{"measure": one.measure, "gain": _value(one.value), "now": _value(one.now), "then": _value(one.then)} for one in tried.gains],
        "cost": None if tried.cost is None else {**_value(tried.cost), "year": tried.cost_year},
        "exposure": None if tried.exposure is None else _value(tried.exposure),
        "lines": _sentences(tried.lines),
        "facts": [_fact(said) for said in tried.lines],
    }


def _sentences(said: Iterable[Said]) -> list[str]:
    return [sentence(one) for one in said]


def _fact(said: Said) -> dict[str, object]:
    key, values = said
    return {"key": key, **{name: _value(value) if isinstance(value, Quantity) else value for name, value in values.items()}}


def _value(value: Quantity) -> dict[str, object]:
    return {"value": value.value, "low": value.low, "high": value.high, "unit": value.unit, "tag": str(value.tag)}


def _witness(one: Witness) -> dict[str, object]:
    return {"name": one.name, "x_m": one.at_m[0], "y_m": one.at_m[1], "distance_m": one.distance_m, "chance": one.chance}
