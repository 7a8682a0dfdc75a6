"""The map saved as a picture: asks for a file, draws in the background, says where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.errors import ProjectTrouble
from app.feedback import Feedback
from app.words import tr

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


class PictureRoom(QObject):
    """Stands between the canvas and a file."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w

    def ask(self) -> None:
        """Ask where the picture goes, then make it."""
        project = self._w.desk.project
        if project is None:
            return
        name = project.name if project.shown is None else f"{project.name} {project.shown.title}"
        offered = self._w.home / f"{_harmless(name)}.png"
        file, _ = QFileDialog.getSaveFileName(self._w, tr("window.command.save_picture"), str(offered), tr("map.file.png"))
        if file:
            self.make(Path(file) if file.lower().endswith(".png") else Path(f"{file}.png"))

    def make(self, file: Path) -> None:
        """Save what the map shows as a picture."""
        project, canvas = self._w.desk.project, self._w.map.canvas
        if project is None:
            return
        scene, frame = canvas.scene, canvas.frame

        def work(feedback: Feedback) -> Path:
            from widgets.map.map_picture import map_picture, public, save

            image = map_picture(public(scene, project, frame.language), frame, feedback=feedback)
            try:
                save(image, file, project.name)
            except OSError as error:
                raise ProjectTrouble(tr("window.trouble.write", file=str(file))) from error
            return file

        self._w.jobs.ask("picture", work, lambda _: self._w.notice.say(tr("map.picture_made", file=file.name)), title=tr("map.work.picture"))


def _harmless(name: str) -> str:
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name).strip() or "golmok"
