"""A legend for a hall: few signs, large words, in one line; what does not fit is left out, the most telling stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import Words, language
from widgets.map.legend import CREDIT, LegendItem, draw_sign
from widgets.theme import fonts, palette

AIR, SIGN_SHARE = 34.0, 1.15
# Areas of sight stand behind the streets they colour; a hall needs no word for them.
LEFT_OUT = ("view", "claimed", "gap", "walk")


def short(items: Iterable[LegendItem]) -> tuple[LegendItem, ...]:
    """The lines a hall needs, in few words: what the colours of the streets mean, what is new, then the facilities."""
    speak = Words(language())
    found = []
    for item in items:
        key = f"hearing.role.{item.role}"
        if item.part == CREDIT or (item.role in LEFT_OUT):
            continue
        found.append(replace(item, text=speak(key)) if item.role and speak.known(key) else item)
    return tuple(sorted(dict.fromkeys(found), key=lambda item: not item.role))


class LargeLegend(QWidget):
    """Signs with words in one line. ``show_items(lines)``; ``use_size`` sets the letters."""

    def __init__(self, parent: QWidget | None = None, *, theme: str = "dark"):
        super().__init__(parent)
        self._theme, self._items, self._size = theme, (), 38
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def items(self) -> tuple[LegendItem, ...]:
        """The lines given, those that do not fit included."""
        return self._items

    def show_items(self, items: tuple[LegendItem, ...]) -> None:
        """Explain these, the most telling first."""
        self._items = items
        self.setAccessibleName(", ".join(item.text for item in items))
        self.update()

    def use_size(self, size_px: int) -> None:
        """The height of the letters in pixels."""
        self._size = size_px
        self.updateGeometry()
        self.update()

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._theme = theme
        self.update()

    def fits(self) -> tuple[tuple[LegendItem, QRectF, str], ...]:
        """The lines that fit, where each sign stands, and its words."""
        metrics, x, found = QFontMetricsF(fonts(self._size)), 0.0, []
        sign = metrics.height() * SIGN_SHARE
        for item in self._items:
            wide = sign * 1.35 + metrics.horizontalAdvance(item.text)
            if x + wide > self.width():
                break
            found.append((item, QRectF(x, (self.height() - sign) / 2, sign, sign), item.text))
            x += wide + AIR
        return tuple(found)

    def sizeHint(self) -> QSize:
        """As high as its letters."""
        return QSize(200, round(QFontMetricsF(fonts(self._size)).height() * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign after sign."""
        colours = palette(self._theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts(self._size))
        for item, box, text in self.fits():
            painter.save()
            # A sign is drawn for a box of 24 by 18 pixels and then made as large as the letters.
            painter.translate(box.topLeft())
            painter.scale(box.width() / 24.0, box.height() / 24.0)
            draw_sign(painter, item, QRectF(0, 3, 24, 18), colours, language())
            painter.restore()
            painter.setPen(QColor(colours.text))
            words = QRectF(box.right() + box.width() * 0.35, 0, self.width(), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


def preview(project: str | None) -> QWidget:
    """A legend of two roles, for a look."""
    from widgets.window_preview import dressed

    legend = dressed(LargeLegend(theme="light"))
    legend.show_items((LegendItem("보임", role="seen"), LegendItem("안 보임", role="unseen")))
    return legend
