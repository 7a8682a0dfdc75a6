"""A form of the values of one thing: what the file or the scenario says, and in grey what is assumed in its place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.editable import Field, Shown, typed
from app.errors import BadInput
from app.words import Words, language, tr

WIDE = ("name", "luminaire", "hours")
STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


class ItemFields(QFrame):
    """``set_wanted(key, value)``: a value was typed or chosen (None: back to file or assumption). ``camera_chosen(n)``: from 1."""

    set_wanted = Signal(str, object)
    camera_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._entries: dict[str, _Entry] = {}
        self._shape: tuple[object, ...] = ()
        self._cameras = _Cameras()
        self._cameras.chosen.connect(self.camera_chosen)
        self._trouble = QLabel(objectName="fieldTrouble", wordWrap=True)
        self._trouble.hide()
        self._own, self._each = QGridLayout(), QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for grid in (self._own, self._each):
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(8)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
        column.addLayout(self._own)
        column.addWidget(self._cameras)
        column.addLayout(self._each)
        column.addWidget(self._trouble)

    def show_fields(self, fields: tuple[Shown, ...], *, cameras: int = 1, camera: int = 1, editable: bool = True) -> None:
        """Show these values; entries that stay keep the keyboard, and what is just being typed is left alone."""
        shape = (language(), camera, *((one.key, one.field.choices) for one in fields))
        if shape != self._shape:
            self._build(fields)
            self._shape = shape
        self._cameras.show_cameras(cameras if any(one.field.each for one in fields) else 1, camera)
        for one in fields:
            self._entries[one.key].show_value(one, editable=editable)

    def entry(self, key: str) -> QWidget:
        """The field of a property, for tests and the keyboard."""
        return self._entries[key].input

    def follow(self, key: str, value: float) -> None:
        """While the hand turns or moves the thing: show the value it would get, unless the planner is typing there."""
        entry = self._entries.get(key)
        if entry is not None:
            entry.follow(f"{value:.0f}")

    @property
    def trouble(self) -> str:
        """What is said under the form, "" where all is well."""
        return self._trouble.text() if not self._trouble.isHidden() else ""

    def show_trouble(self, sentence: str) -> None:
        """Say under the form why a value was not taken ("" = it was)."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _build(self, fields: tuple[Shown, ...]) -> None:
        for entry in self._entries.values():
            entry.hide()
            entry.deleteLater()
        self._entries = {}
        self.show_trouble("")
        places = {id(self._own): 0, id(self._each): 0}
        for one in fields:
            entry = _Entry(one.field)
            entry.typed.connect(lambda text, key=one.key, known=one.field: self._take(key, known, text))
            self._entries[one.key] = entry
            grid = self._each if one.field.each else self._own
            place, wide = places[id(grid)], one.field.name in WIDE
            place += place % 2 if wide else 0
            grid.addWidget(entry, place // 2, place % 2, 1, 2 if wide else 1)
            places[id(grid)] = place + (2 if wide else 1)

    def _take(self, key: str, known: Field, text: str) -> None:
        try:
            value = typed(known, text, language())
        except BadInput as trouble:
            self.show_trouble(str(trouble))
            self._entries[key].mark_bad()
            return
        self.show_trouble("")
        self.set_wanted.emit(key, value)


class _Cameras(QFrame):
    """Which camera of the mast the values below belong to."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 0)
        self._line.setSpacing(2)
        self._word = QLabel(objectName="sectionTitle")
        self._line.addWidget(self._word)
        self._line.addStretch(1)
        self._buttons: list[QToolButton] = []

    def show_cameras(self, count: int, camera: int) -> None:
        """Offer so many cameras; hidden where there is only one."""
        self.setVisible(count > 1)
        self._word.setText(tr("editing.camera", number=camera))
        while len(self._buttons) < count:
            new = len(self._buttons) + 1
            button = QToolButton(objectName="cameraNumber", checkable=True, text=str(new))
            button.clicked.connect(lambda _=False, number=new: self.chosen.emit(number))
            self._line.addWidget(button)
            self._buttons.append(button)
        for number, button in enumerate(self._buttons, start=1):
            button.setVisible(number <= count)
            button.setChecked(number == camera)
            button.setAccessibleName(tr("editing.camera", number=number))


class _Entry(QWidget):
    """One field: its word with the unit, the way back, and the place to type or choose."""

    typed = Signal(str)

    def __init__(self, known: Field) -> None:
        super().__init__()
        self.known, self._shown = known, ""
        name, unit = (
            tr(f"editing.field.{known.name}"),
            tr(f"editing.unit.{known.unit}") if known.unit not in ("", "count") else "",
        )
        self._word = QLabel(f"{name} ({unit})" if unit else name, objectName="small")
        self._word.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._back = QToolButton(objectName="fieldBack", text="↺")
        self._back.clicked.connect(lambda: self.typed.emit(""))
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._word, 1)
        head.addWidget(self._back)
        self.input: QComboBox | QLineEdit = self._choice() if known.type in ("choice", "truth") else self._line()
        self.input.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.input)
        self._word.setMinimumHeight(18)

    def show_value(self, one: Shown, *, editable: bool) -> None:
        """Show a value and where it comes from."""
        said = one.origin in ("file", "scenario", "sketched")
        text = _text(one, one.value)
        self._back.setVisible(editable and one.origin in ("scenario", "sketched") and one.field.type == "number")
        self._back.setToolTip(tr("editing.back"))
        self._back.setAccessibleName(tr("editing.back"))
        self.input.setEnabled(editable)
        self.input.setToolTip(tr(f"editing.origin.{one.origin}"))
        if self.input.property("origin") != one.origin:
            self.input.setProperty("origin", one.origin)
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)
        if isinstance(self.input, QLineEdit):
            self.input.setPlaceholderText(_hint(one, text))
            text = text if said else ""
            if text != self._shown or not self.input.hasFocus():
                self.input.setText(text)
            self._shown = text
        else:
            self._fill(one, said)

    def follow(self, text: str) -> None:
        """Show a text that nobody typed."""
        if isinstance(self.input, QLineEdit) and not self.input.hasFocus():
            self._shown = text
            self.input.setText(text)

    def mark_bad(self) -> None:
        """What was typed cannot be: it stays to be mended."""
        self.input.setProperty("origin", "bad")
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and the wheel change a number by steps; Escape takes back what is being typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in STEPS and self._step(STEPS[Qt.Key(event.key())]):
                return True
            if event.key() == Qt.Key.Key_Escape and self.input.text() != self._shown:  # type: ignore[union-attr]
                self.input.setText(self._shown)  # type: ignore[union-attr]
                return True
        if isinstance(event, QWheelEvent) and self.input.hasFocus() and event.angleDelta().y():
            return self._step(1 if event.angleDelta().y() > 0 else -1)
        return super().eventFilter(watched, event)

    def _line(self) -> QLineEdit:
        line = QLineEdit()
        line.editingFinished.connect(self._finished)
        line.installEventFilter(self)
        return line

    def _choice(self) -> QComboBox:
        box = QComboBox()
        box.setMinimumContentsLength(4)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]  # the page scrolls, the value stays
        box.activated.connect(lambda place: self.typed.emit(str(box.itemData(place))))
        return box

    def _fill(self, one: Shown, said: bool) -> None:
        box = self.input
        words = {"": _hint(one, _text(one, one.value)) if not said else tr("editing.as_assumed")}
        if one.field.type == "truth":
            words.update({"1": tr("editing.yes"), "0": tr("editing.no")})
            value = ("1" if one.value else "0") if said else ""
        else:
            words.update({value: _choice_words(one.field.name, value) for value in one.field.choices if value})
            value = str(one.value) if said else ""
            words.setdefault(value, value)
        if [box.itemData(place) for place in range(box.count())] != list(words):  # type: ignore[union-attr]
            box.clear()  # type: ignore[union-attr]
            for key, text in words.items():
                box.addItem(text, key)  # type: ignore[union-attr]
        box.setItemText(0, words[""])  # type: ignore[union-attr]
        box.setCurrentIndex(list(words).index(value))  # type: ignore[union-attr]

    def _finished(self) -> None:
        text = self.input.text()  # type: ignore[union-attr]
        if text != self._shown:
            self._shown = text
            self.typed.emit(text)

    def _step(self, by: int) -> bool:
        if self.known.type not in ("number", "integer"):
            return False
        line = self.input
        scale = self.known.scale.get(language(), 1.0)
        said = line.text() or line.placeholderText()  # type: ignore[union-attr]
        digits = "".join(sign for sign in said if sign.isdigit() or sign == ".")
        if not digits.strip("."):
            digits = "0"
        step = self.known.step if scale == 1.0 else (100.0 if scale == 1e4 else 1.0)
        value = float(digits) + by * step
        value = (
            value % 360.0
            if self.known.name == "heading_deg"
            else min(max(value, self.known.low / scale), self.known.high / scale)
        )
        line.setText(f"{value:.10g}")  # type: ignore[union-attr]
        self._finished()
        return True


def _text(one: Shown, value: object) -> str:
    if value is None:
        return ""
    if one.field.type == "truth":
        return tr("editing.yes" if value else "editing.no")
    if one.field.type == "choice":
        return _choice_words(one.field.name, str(value))
    if isinstance(value, (int, float)):
        scale = one.field.scale.get(language(), 1.0)
        whole = scale == 1e4 or one.field.name == "heading_deg"
        return f"{round(float(value) / scale, 0 if whole else 2):.10g}"
    return str(value)


def _hint(one: Shown, text: str) -> str:
    if one.origin == "unknown":
        special = {"heading_deg": "editing.heading.hint", "hours": "editing.hours.hint"}
        if one.field.type == "text":
            return ""
        return tr(special.get(one.field.name, "editing.unknown"))
    return tr("editing.assumed", value=text) if one.origin == "assumed" else ""


def _choice_words(name: str, value: str) -> str:
    key = f"editing.choice.{name}.{value or 'none'}"
    return Words(language())(key) if Words(language()).known(key) else value


def preview(project: str | None) -> QWidget:
    """The form of a sketched camera with two cameras, for a look."""
    from app import edits, things
    from app.editable import shown
    from app.parameters import Assumptions
    from widgets.window_preview import dressed, known

    form = dressed(ItemFields())
    found = known(project)
    if found is not None:
        values: Mapping[str, object] = {"2.heading_deg": 210.0, "cameras": 2, "height_m": 6.0}
        found = edits.place(found, "cctv", (0.0, 0.0), heading_deg=120.0, properties=tuple(values.items()))
        form.show_fields(shown(things.thing(found, found.shown.items[-1].id), Assumptions()), cameras=2)
    return form
