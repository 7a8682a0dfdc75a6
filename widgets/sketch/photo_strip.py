"""The pictures of a thing as a strip of small squares: put on by button or by dropping files, looked at, taken off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.words import tr
from widgets.sketch.photo_making import SUFFIXES

SIDE_PX, COLUMNS = 68, 4


class PhotoStrip(QFrame):
    """Shows pictures by name. ``add_wanted``: choose files; ``dropped(paths)``; ``open_wanted(id)``; ``remove_wanted(id)``."""

    add_wanted = Signal()
    dropped = Signal(list)
    open_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("beside")
        self.setAcceptDrops(True)
        self.photos: tuple[str, ...] = ()
        self._editable = True
        self._buttons: dict[str, QToolButton] = {}
        self._title = QLabel(objectName="sectionTitle")
        self._empty = QLabel(objectName="small", wordWrap=True)
        self.add = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self.add.clicked.connect(self.add_wanted)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._grid.setColumnStretch(COLUMNS, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addLayout(self._grid)
        self.retranslate()

    def show_photos(self, photos: tuple[str, ...], *, editable: bool) -> None:
        """Show these pictures, empty squares until `show_picture` brings what they show."""
        self._editable = editable
        self.add.setVisible(editable)
        self._empty.setVisible(not photos)
        if photos == self.photos:
            return
        for id in [id for id in self._buttons if id not in photos]:
            button = self._buttons.pop(id)
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.photos = photos
        for number, id in enumerate(photos):
            if id not in self._buttons:
                self._buttons[id] = self._square(id)
            self._grid.addWidget(self._buttons[id], number // COLUMNS, number % COLUMNS)
            self._name(number, self._buttons[id])

    def show_picture(self, id: str, image: QImage) -> None:
        """Fill the square of a picture; one that cannot be read says so."""
        button = self._buttons.get(id)
        if button is None:
            return
        if image.isNull():
            button.setText("?")
            button.setToolTip(tr("catalogue.photo.lost"))
        else:
            button.setIcon(QIcon(QPixmap.fromImage(image)))

    @property
    def missing(self) -> tuple[str, ...]:
        """The pictures whose squares are still empty."""
        return tuple(id for id, button in self._buttons.items() if button.icon().isNull() and not button.text())

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._title.setText(tr("catalogue.photos"))
        self.setAccessibleName(tr("catalogue.photos"))
        self._empty.setText(tr("catalogue.photos.empty"))
        self.add.setText(tr("catalogue.photos.add"))
        self.add.setToolTip(tr("catalogue.photos.add.help"))
        for number, id in enumerate(self.photos):
            self._name(number, self._buttons[id])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files that are pictures may be dropped."""
        if self._editable and _pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pictures were dropped."""
        found = _pictures(event.mimeData())
        if self._editable and found:
            event.acceptProposedAction()
            self.dropped.emit(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the picture with the keyboard off, and not the thing it belongs to."""
        asked = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if asked and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            id = next((id for id, button in self._buttons.items() if button is watched), "")
            if id and event.type() == QEvent.Type.KeyPress and self._editable:
                self.remove_wanted.emit(id)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _square(self, id: str) -> QToolButton:
        button = QToolButton(objectName="photo", focusPolicy=Qt.FocusPolicy.StrongFocus)
        button.setFixedSize(SIDE_PX, SIDE_PX)
        button.setIconSize(QSize(SIDE_PX - 4, SIDE_PX - 4))
        button.clicked.connect(lambda _=False: self.open_wanted.emit(id))
        button.installEventFilter(self)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda at: self.menu(id).popup(button.mapToGlobal(at)))
        return button

    def menu(self, id: str) -> QMenu:
        """What can be done with a picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("catalogue.photo.open")).triggered.connect(lambda: self.open_wanted.emit(id))
        off = menu.addAction(tr("catalogue.photo.remove"))
        off.setEnabled(self._editable)
        off.triggered.connect(lambda: self.remove_wanted.emit(id))
        return menu

    def _name(self, number: int, button: QToolButton) -> None:
        button.setAccessibleName(tr("catalogue.photo", number=number + 1))
        button.setToolTip(tr("catalogue.photo.help"))


def _pictures(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower().lstrip(".") in SUFFIXES]


def preview(project: str | None) -> QWidget:
    """Two pictures, one still to come."""
    from PySide6.QtGui import QColor

    from widgets.window_preview import dressed

    strip = dressed(PhotoStrip())
    strip.show_photos(("a", "b", "c"), editable=True)
    for id, ink in (("a", "#7a9a6a"), ("b", "#8fa7c4")):
        image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGB32)
        image.fill(QColor(ink))
        strip.show_picture(id, image)
    return strip
