"""A photo of the sample district from the air, made up of its own layers: the manual shows it as a base map."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def photo_of(project: Any, folder: Path) -> Path:
    """A made-up photo of the sample from the air, with a world file beside it: half a metre a pixel."""
    import numpy
    from PIL import Image, ImageDraw, ImageFilter

    west, south, east, north = project.layer("districts").frame.total_bounds
    side, chance = 0.5, numpy.random.default_rng(7)
    size = int((east - west) / side), int((north - south) / side)
    ground = chance.normal((112, 116, 92), 9, (size[1] // 4, size[0] // 4, 3)).clip(0, 255).astype("uint8")
    picture = Image.fromarray(ground).resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)

    def px(ring: Any) -> list[tuple[float, float]]:
        return [((x - west) / side, (north - y) / side) for x, y, *_ in ring.coords]

    for shape in project.layer("parks").frame.geometry:
        draw.polygon(px(shape.exterior), fill=(74, 98, 58))
    for shape, width in zip(project.layer("streets").frame.geometry, project.layer("streets").frame["width_m"], strict=True):
        draw.line(px(shape), fill=(150, 148, 143), width=max(int((width or 4.0) / side), 3), joint="curve")
    for shape in project.layer("buildings").frame.geometry:
        tone = int(chance.integers(-26, 26))
        roof = ((168, 160, 150), (140, 148, 150), (150, 96, 74), (86, 120, 92))[int(chance.choice(4, p=(0.42, 0.3, 0.13, 0.15)))]
        shade = [(x + 5, y + 4) for x, y in px(shape.exterior)]
        draw.polygon(shade, fill=(62, 62, 60))
        draw.polygon(px(shape.exterior), fill=tuple(value + tone for value in roof))
    file = folder / "하늘동 항공사진 2026.jpg"
    picture.filter(ImageFilter.GaussianBlur(0.7)).save(file, quality=82)
    file.with_suffix(".jgw").write_text(f"{side}\n0\n0\n{-side}\n{west + side / 2}\n{north - side / 2}\n", "utf-8")
    file.with_suffix(".prj").write_text("EPSG:5186", "utf-8")
    return file
