"""The inspector: the district with its measures and gaps, or what the planner chose on the map, or a page of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.words import tr
from widgets.results.district_page import DistrictPage, Summary
from widgets.results.facts_page import Facts, FactsPage

DISTRICT, FACTS = "district", "facts"


class Inspector(QFrame):
    """The panel at the right. Shows what it is given; each signal is a wish.

    Pages beside the district and the facts are hung in with ``add_page`` and shown by their name.
    """

    gap_chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("inspector")
        self.district, self.facts = DistrictPage(), FactsPage()
        self.gaps = self.district.gaps
        self.gaps.chosen.connect(self.gap_chosen)
        self.facts.left.connect(self.left)
        self.stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self.add_page(DISTRICT, self.district)
        self.add_page(FACTS, self.facts)
        self._busy = QProgressBar(textVisible=False, maximum=0)
        self._busy.setFixedHeight(3)
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._busy)
        column.addWidget(self.stack)
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self.show_busy(False)
        self.retranslate()

    def add_page(self, name: str, page: QWidget) -> None:
        """Hang in a page; it scrolls where it is too long. Its own signal ``left`` is up to who hangs it in."""
        self._pages[name] = _scrolling(page)
        self.stack.addWidget(self._pages[name])

    def show_page(self, name: str) -> None:
        """Show the page called so."""
        self.stack.setCurrentWidget(self._pages[name])

    @property
    def page(self) -> str:
        """The name of the page shown."""
        return next(name for name, page in self._pages.items() if page is self.stack.currentWidget())

    @property
    def summary(self) -> Summary | None:
        """What the district's page says."""
        return self.district.summary

    def show_summary(self, summary: Summary | None) -> None:
        """Fill the district's page; None: nothing is known yet."""
        self.district.show_summary(summary)

    def show_trouble(self, sentence: str) -> None:
        """Say in place of the measures why there are none."""
        self.district.show_trouble(sentence)

    def show_busy(self, busy: bool) -> None:
        """A thin moving line while the figures are being made anew."""
        self._busy.setVisible(busy)
        self.district.show_busy(busy)

    def show_facts(self, facts: Facts | None) -> None:
        """Show what was chosen; None goes back to the district."""
        if facts is not None:
            self.facts.show_facts(facts)
        self.show_page(DISTRICT if facts is None else FACTS)

    @property
    def shows_facts(self) -> bool:
        """True while something other than the district is shown."""
        return self.page != DISTRICT

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("window.command.inspector"))


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area


def preview(project: str | None) -> QWidget:
    """The panel with the summary of a project, for a look."""
    from app.study import answer, question
    from widgets.results.summary import summary_of
    from widgets.window_preview import dressed, known

    panel = dressed(Inspector())
    found = known(project)
    if found is not None:
        panel.show_summary(summary_of(answer(question(found)), None, ""))
    return panel
