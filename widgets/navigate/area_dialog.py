"""Districts and dongs to go to: a field to find one by its name, and the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.search import fold
from app.wayfinding.aims import Area
from app.words import tr

STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class AreaDialog(QDialog):
    """``chosen(area)`` with an `Area`; the dialog closes then."""

    chosen = Signal(object)

    def __init__(self, areas: tuple[Area, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self._areas = areas
        self.resize(360, 460)
        self.field = QLineEdit(clearButtonEnabled=True)
        self.list = QListWidget()
        self._none = QLabel(objectName="quiet", wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.go, self._close = QPushButton(default=True), QPushButton()
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _: self._choose())
        self.list.currentRowChanged.connect(lambda row: self.go.setEnabled(row >= 0))
        self.go.clicked.connect(self._choose)
        self._close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self, spacing=10)
        column.setContentsMargins(20, 18, 20, 16)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)
        column.addLayout(buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        self.setWindowTitle(tr("navigate.area.title"))
        self.field.setPlaceholderText(tr("navigate.area.find"))
        self.field.setAccessibleName(tr("navigate.area.find"))
        self.list.setAccessibleName(tr("navigate.area.title"))
        self.go.setText(tr("navigate.area.go"))
        self._close.setText(tr("window.close"))
        self._fill(self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field move along the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in STEPS:
            self.list.keyPressEvent(event)
            return True
        return False

    def _fill(self, text: str) -> None:
        wanted = fold(text)
        self.list.clear()
        for area in self._areas:
            if wanted in fold(f"{area.within}{area.name}"):
                item = QListWidgetItem(f"{area.name}  ·  {area.within}" if area.within else area.name)
                item.setData(Qt.ItemDataRole.UserRole, area)
                self.list.addItem(item)
        some = self.list.count() > 0
        self.list.setVisible(some)
        self._none.setVisible(not some)
        self._none.setText(tr("navigate.area.nothing" if self._areas else "navigate.area.none"))
        self.field.setEnabled(bool(self._areas))
        self.list.setCurrentRow(0 if some else -1)
        self.go.setEnabled(some)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()


def preview(project: str | None) -> QWidget:
    """The dialog with the areas of the sample, for a look."""
    from app.wayfinding.aims import areas
    from widgets.window_preview import dressed, known

    found = known(project)
    return dressed(AreaDialog(areas(found) if found is not None else ()))
