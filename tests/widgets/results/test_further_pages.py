"""Lists of places, the score and what moves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from window_pieces import share

pytestmark = pytest.mark.usefixtures("korean")
LEFT = Qt.MouseButton.LeftButton


def words(part) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(330, 700)
    page.show()
    return page


def test_a_list_says_what_is_there_is_not_and_is_not_known_and_is_chosen_by_hand_and_key(qtbot) -> None:
    from widgets.results.list_page import Entry, Listing, ListPage

    page = shown(qtbot, ListPage())
    marks = (("옐로카펫", True), ("신호", False), ("안전요원", None))
    page.show_listing(Listing("구역", "", (Entry("7", "하늘초", "", share(0.4), marks), Entry("8", "바다초"))))
    assert "옐로카펫 있음, 신호 없음, 안전요원 모름" in page.rows[0].accessibleName()
    chosen = []
    page.chosen.connect(chosen.append)
    qtbot.mouseClick(page.rows[0], LEFT)
    qtbot.keyClick(page.rows[1], Qt.Key.Key_Return)
    assert chosen == ["7", "8"]


def test_an_empty_list_says_why(qtbot) -> None:
    from widgets.results.list_page import Listing, ListPage

    page = shown(qtbot, ListPage())
    page.show_listing(Listing("구역", "막대는 …", (), "자료가 없습니다."))
    assert "자료가 없습니다." in words(page) and "막대" not in words(page)


def score_shown(**changed):
    from dataclasses import replace

    from widgets.results.score_page import RankLine, ScoreShown

    ranks = (RankLine("1", "서동", 1, 1, 2, share(0.6, 0.5, 0.7), share(0.5)), RankLine("2", "동동", None, None, None, share(None), share(None)))
    made = ScoreShown("점수", share(0.52, 0.46, 0.58), share(0.4), ranks, (("보이는 길", share(1.0)),), (), ("예측이 아닙니다.", "다른 말"))
    return replace(made, **changed)


def test_the_score_shows_both_means_the_rank_with_its_interval_and_first_what_it_is_not(qtbot) -> None:
    from widgets.results.score_page import ScorePage

    page = shown(qtbot, ScorePage())
    page.show_score(score_shown())
    said = words(page)
    assert "52 (46–58)" in said and "1위 (1–2)" in said and "알 수 없음" in said
    assert said.index("예측이 아닙니다.") < said.index("52 (46–58)")
    chosen = []
    page.area_chosen.connect(chosen.append)
    qtbot.mouseClick(page.rows[0], LEFT)
    assert chosen == ["1"]


def test_a_score_that_is_not_there_yet_is_said_to_come(qtbot) -> None:
    from app.words import tr
    from widgets.results.score_page import ScorePage

    page = shown(qtbot, ScorePage())
    page.show_score(None)
    assert tr("measures.score.pending") in words(page)


def test_what_moves_the_result_is_run_when_asked_for_shows_how_far_it_is_and_can_be_stopped(qtbot) -> None:
    from widgets.results.robust_page import RobustPage, RobustShown, SwingLine

    page = shown(qtbot, RobustPage())
    asked = []
    page.run_wanted.connect(lambda: asked.append("run"))
    page.stop_wanted.connect(lambda: asked.append("stop"))
    qtbot.mouseClick(page._run, LEFT)
    page.show_progress(0.5, "가정 10가지째")
    assert page._progress.value() == 500 and not page._run.isVisible() and "가정 10가지째" in words(page)
    qtbot.mouseClick(page._stop, LEFT)
    assert asked == ["run", "stop"]
    lines = (SwingLine("야간 거리", "20 m이면 40", 0.5, 0.4, 0.55, "62 %"),)
    page.show_result(RobustShown((("score", "점수"), ("seen", "보이는 길")), "score", lines, ("30번",)))
    assert "야간 거리" in words(page) and "62 %" in words(page) and page.target.count() == 2 and not page._stop.isVisible()
