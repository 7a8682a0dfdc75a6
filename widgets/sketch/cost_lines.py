"""What a thing costs to build and a year, with the year and the source of the price; "ask" where nobody said so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.bill import BookRow, Price
from app.catalogue import Cost
from app.words import language, tr
from widgets.figures import number

# From so many won on, amounts are told in ten thousands (Korean) or millions (English).
MAN, EOK, MILLION = 1e4, 1e8, 1e6
BLANK = "\u00a0"


class CostLines(QFrame):
    """Shows one row of the unit-cost book. ``book_wanted``: the planner wants to see or set prices."""

    book_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("beside")
        self.row: BookRow | None = None
        self._title = QLabel(objectName="sectionTitle")
        self._rows = {name: (QLabel(objectName="small"), _plain(""), _plain("small")) for name in ("build", "yearly", "life")}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, (word, value, beneath) in enumerate(self._rows.values()):
            grid.addWidget(word, 2 * place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, 2 * place, 1)
            grid.addWidget(beneath, 2 * place + 1, 1)
        self._sets = _plain("small")
        self._book = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self._book.clicked.connect(self.book_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self._sets)
        column.addWidget(self._book, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_row(None)

    def show_row(self, row: BookRow | None) -> None:
        """Show the prices of this entry; None hides the lines."""
        self.row = row
        self._book.setText(tr("catalogue.cost.book"))
        self.setVisible(row is not None)
        if row is None:
            return
        self._title.setText(tr("catalogue.cost"))
        self.setAccessibleName(tr("catalogue.cost"))
        per = tr(f"catalogue.per.{row.unit}")
        said = {
            "build": (price_words(row.build, per), price_source(row.build)),
            "yearly": (price_words(row.yearly, per), price_source(row.yearly)),
            "life": life_words(row),
        }
        for name, (word, value, beneath) in self._rows.items():
            word.setText(tr(f"catalogue.cost.{name}"))
            value.setText(said[name][0])
            beneath.setText(said[name][1])
            beneath.setVisible(bool(said[name][1]))
        self._sets.setText("\n".join(set_words(cost) for cost in row.entry.sets))
        self._sets.setVisible(bool(row.entry.sets))

    def offer_book(self, on: bool) -> None:
        """Offer the unit-cost book, where there is one."""
        self._book.setVisible(on)

    def retranslate(self) -> None:
        """Say it anew in the language in use."""
        self.show_row(self.row)


def won(krw: float) -> str:
    """An amount as an office says it: ``2,200만 원``, ``2억 5,000만 원``; ``22.0 million won`` in English. Its blanks do not break."""
    if language() == "en":
        large = krw >= MAN
        amount = number(krw / MILLION, 2 if krw < MILLION else 1) if large else number(krw)
        return tr("catalogue.won.million" if large else "catalogue.won", amount=amount).replace(" ", BLANK)
    whole = round(krw)
    eok, man, rest = int(whole // EOK), int(whole % EOK // MAN), int(whole % MAN)
    parts = [f"{number(amount)}{word}" for amount, word in ((eok, "억"), (man, "만"), (rest, "")) if amount]
    return tr("catalogue.won", amount=(" ".join(parts) or "0") + (" " if parts and not rest else "")).replace(" ", BLANK)


def price_words(price: Price | None, per: str) -> str:
    """A price with its band and what it is for; that it must be asked for."""
    if price is None or price.krw.value is None:
        return tr("catalogue.ask")
    amount = won(price.krw.value)
    if price.at_most:
        amount = tr("catalogue.at_most", amount=amount)
    elif price.krw.has_band:
        amount = f"{amount} ({won(price.krw.low or 0.0)}–{won(price.krw.high or 0.0)})"
    return f"{amount} / {per}"


def price_source(price: Price | None) -> str:
    """Year, tag and source of a price, and what exactly was paid for."""
    if price is None:
        return ""
    tag = tr("catalogue.own") if price.own else tr(f"catalogue.tag.{price.krw.tag.name.lower()}")
    year = tr("catalogue.year", year=price.year) if price.year else ""
    line = " · ".join(part for part in (year, tag, price.source) if part)
    return f"{line}\n{tr(f'catalogue.cost.{price.note}')}" if price.note and not price.own else line


def life_words(row: BookRow) -> tuple[str, str]:
    """How long it lasts, and that this is assumed."""
    years = row.entry.life_years
    if years is None:
        return tr("catalogue.unknown"), ""
    return tr("catalogue.years", years=number(years)), tr(f"catalogue.tag.{row.entry.life_tag.name.lower()}")


def set_words(cost: Cost) -> str:
    """The price of a set the entry is a part of; never added up."""
    amount = won(cost.krw)
    if cost.at_most:
        amount = tr("catalogue.at_most", amount=amount)
    return tr("catalogue.set", what=tr(f"catalogue.cost.{cost.note}"), amount=amount, year=cost.year, source=cost.source)


def _plain(name: str) -> QLabel:
    label = QLabel(objectName=name, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    # Amounts do not break inside; the longest one of them must not widen the panel.
    label.setMinimumWidth(120)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def preview(project: str | None) -> QWidget:
    """The prices of a camera, of a bell and of a logo light."""
    from app.bill import book
    from app.model import Project
    from widgets.window_preview import dressed

    ground = QWidget()
    column = QVBoxLayout(ground)
    rows = {row.entry.key: row for row in book(Project("p", ""))}
    for key in ("cctv", "phone_booths", "logo_light", "security_lights"):
        lines = CostLines()
        lines.show_row(rows[key])
        column.addWidget(lines)
    column.addStretch(1)
    return dressed(ground)
