"""Weights of the score by comparing measures two by two; judgements that contradict each other are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.study.measure_kinds import BY_ID
from app.study.rank.score import Judged, weights_from_pairs
from app.words import tr

# Saaty's scale, in the steps people can tell apart; the right side is as often its reciprocal.
STEPS = (9, 7, 5, 3, 1, 3, 5, 7, 9)
EVEN = STEPS.index(1)


class PairsDialog(QDialog):
    """For measures of the score, by id: one choice for every two of them. ``weights_chosen({parameter: value})`` when taken over."""

    weights_chosen = Signal(object)

    def __init__(self, ids: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setMinimumSize(620, 420)
        self._ids = tuple(ids)
        self.boxes: dict[tuple[str, str], QComboBox] = {}
        grid, inner = QGridLayout(), QWidget()
        grid.setHorizontalSpacing(12)
        for row, pair in enumerate(combinations(self._ids, 2)):
            box = QComboBox()
            box.addItems([_step(place) for place in range(len(STEPS))])
            box.setCurrentIndex(EVEN)
            box.currentIndexChanged.connect(self._judge)
            left, right = (tr(f"measure.{id}") for id in pair)
            box.setAccessibleName(tr("score.pairs.pair", left=left, right=right))
            self.boxes[pair] = box
            name = QLabel(left, wordWrap=True)
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, part in enumerate((name, box, QLabel(right, wordWrap=True))):
                grid.addWidget(part, row, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(self.boxes), 1)
        inner.setLayout(grid)
        scroll = QScrollArea(widgetResizable=True, horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.found, self.verdict = QLabel(objectName="small", wordWrap=True), QLabel(wordWrap=True)
        self.take, self._close = QPushButton(default=True), QPushButton(autoDefault=False)
        self.take.clicked.connect(self._taken)
        self._close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.take)
        self._lead = QLabel(wordWrap=True)
        column = QVBoxLayout(self, spacing=12)
        column.setContentsMargins(24, 22, 24, 18)
        for part in (self._lead, scroll, self.found, self.verdict):
            column.addWidget(part, 1 if part is scroll else 0)
        column.addLayout(buttons)
        self.retranslate()
        self._judge()

    @property
    def judged(self) -> Judged:
        """The weights as the choices stand."""
        words = {id: BY_ID[id].score for id in self._ids}
        said = {(words[a], words[b]): _times(box.currentIndex()) for (a, b), box in self.boxes.items()}
        return weights_from_pairs(tuple(words.values()), said)

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setWindowTitle(tr("score.pairs.title"))
        self._lead.setText(tr("score.pairs.lead"))
        self.take.setText(tr("score.pairs.take"))
        self._close.setText(tr("window.close"))

    def _judge(self) -> None:
        judged = self.judged
        whole = sum(judged.parameters.values())
        parts = [f"{tr(f'measure.{id}')} {100 * judged.parameters[f'weight.{BY_ID[id].score}'] / whole:.0f}\u00a0%" for id in self._ids]
        self.found.setText(" · ".join(parts))
        self.verdict.setText(tr("score.pairs.agree" if judged.consistent else "score.pairs.contradict", ratio=f"{judged.ratio:.2f}"))
        self.take.setEnabled(judged.consistent)

    def _taken(self) -> None:
        self.weights_chosen.emit({id: round(value, 3) for id, value in self.judged.parameters.items()})
        self.accept()


def _step(place: int) -> str:
    if place == EVEN:
        return tr("score.pairs.even")
    return tr("score.pairs.left" if place < EVEN else "score.pairs.right", times=STEPS[place])


def _times(place: int) -> float:
    return float(STEPS[place]) if place <= EVEN else 1.0 / STEPS[place]


def preview(project: str | None) -> QWidget:
    """Four measures to compare, for a look."""
    return PairsDialog(("seen", "seen_night", "lit", "near_refuge"))
