"""The map as a picture of its own, with scale, north, sources and legend on it: for a file, a second screen, a clipboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageWriter, QPainter

from app.feedback import SILENT, Feedback
from app.output.privacy import public_scene
from app.scene import Frame, Scene
from app.words import Words
from widgets.map.map_furniture import paint_furniture
from widgets.map.map_painter import picture

if TYPE_CHECKING:
    from pathlib import Path

    from app.model import Project

# Device pixels to a logical one in a picture for paper and slides.
FINE = 2.0
# What only says where the hand or a search was; it may name what must not leave the house.
PASSING = ("selected", "walk")
NAMED = 2


def map_picture(scene: Scene, frame: Frame, ratio: float = FINE, *, legend: bool = True, feedback: Feedback = SILENT) -> QImage:
    """A scene as a frame shows it, furniture and all; ``ratio`` device pixels to a logical one. For what leaves the house: `public`."""
    image = picture(scene, frame, ratio, feedback=feedback)
    painter = QPainter(image)
    try:
        paint_furniture(painter, scene, frame, legend=legend)
    finally:
        painter.end()
    return image


def public(scene: Scene, project: Project, language: str) -> Scene:
    """The scene as it may leave the house: nothing sensitive, nothing that is only chosen, with its sources and the made-up mark."""
    open_to_all = public_scene(scene)
    kept = tuple(overlay for overlay in open_to_all.overlays if overlay.role not in PASSING)
    shown = replace(scene, layers=open_to_all.layers, overlays=kept, made_up=project.made_up)
    return replace(shown, source_line=source_line(shown, language))


def source_line(scene: Scene, language: str) -> str:
    """Which files the visible layers come from, and the newest date among them."""
    shown = [layer.source for layer in scene.layers if layer.visible and layer.source.file]
    files = list(dict.fromkeys(PurePath(source.file).name for source in shown))
    if not files:
        return ""
    named = Words(language)("map.sources", files=", ".join(files[:NAMED]))
    more = f" +{len(files) - NAMED}" if len(files) > NAMED else ""
    dated = max((source.dated for source in shown if source.dated), default="")
    return f"{named}{more} · {dated}" if dated else f"{named}{more}"


def save(image: QImage, file: Path, title: str) -> None:
    """Write a picture as PNG; raises OSError with the reason where that cannot be done."""
    image.setText("Title", title)
    image.setDotsPerMeterX(round(FINE * 96 / 0.0254))
    image.setDotsPerMeterY(round(FINE * 96 / 0.0254))
    writer = QImageWriter(str(file), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(writer.errorString())
