"""Work in the background: the newest wins, late answers never arrive, trouble is a sentence."""

from __future__ import annotations

import logging
import threading

import pytest

from app.errors import BadInput
from app.feedback import Feedback
from widgets.jobs import Jobs


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.close()


def test_an_answer_arrives_on_the_gui_thread(qtbot, jobs) -> None:
    got = []
    jobs.ask("a", lambda feedback: 7, lambda answer: got.append((answer, threading.current_thread() is threading.main_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(7, True)]


def test_a_newer_question_silences_the_older(qtbot, jobs) -> None:
    got, gate = [], threading.Event()

    def slow(feedback: Feedback) -> str:
        gate.wait(5)
        return "old"

    jobs.ask("a", slow, got.append)
    jobs.ask("a", lambda feedback: "new", got.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(got))
    qtbot.wait(50)
    assert got == ["new"]


def test_stopped_work_says_nothing(qtbot, jobs) -> None:
    got, troubles, begun = [], [], threading.Event()

    def long(feedback: Feedback) -> None:
        begun.set()
        while True:
            feedback.step(0.5)

    jobs.troubled.connect(troubles.append)
    jobs.ask("a", long, got.append, title="long")
    assert begun.wait(5)
    jobs.cancel("a")
    qtbot.wait(50)
    assert (got, troubles, jobs.idle) == ([], [], True)


def test_foreseen_trouble_comes_as_its_own_sentence(qtbot, jobs) -> None:
    got = []

    def work(feedback: Feedback) -> None:
        raise BadInput("12행에 좌표가 없습니다.")

    jobs.ask("a", work, got.append, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["12행에 좌표가 없습니다."]


def test_unforeseen_trouble_is_logged_and_said_politely(qtbot, jobs, caplog) -> None:
    got = []
    jobs.troubled.connect(got.append)
    with caplog.at_level(logging.CRITICAL):
        jobs.ask("a", lambda feedback: 1 / 0, got.append)
        qtbot.waitUntil(lambda: bool(got))
    assert "ZeroDivision" not in got[0] and "예상하지 못한" in got[0]


def test_progress_is_shown_while_it_runs(qtbot, jobs) -> None:
    gate = threading.Event()

    def work(feedback: Feedback) -> None:
        feedback.step(0.5, "half")
        gate.wait(5)

    jobs.ask("a", work, lambda _: None, title="work")
    assert jobs.shown == ()  # what is over at once is not worth a look
    qtbot.waitUntil(lambda: [(job.share, job.words) for job in jobs.shown] == [(0.5, "half")])
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)


def test_work_of_the_study_keeps_to_one_thread(qtbot, jobs) -> None:
    threads = set()
    done = []
    for number in range(6):
        jobs.ask(f"s{number}", lambda feedback: threads.add(threading.get_ident()), done.append, lane="study")
    qtbot.waitUntil(lambda: len(done) == 6)
    assert len(threads) == 1


def test_after_closing_nothing_is_taken(qtbot) -> None:
    jobs, got = Jobs(), []
    jobs.close()
    jobs.ask("a", lambda feedback: 1, got.append)
    qtbot.wait(30)
    assert got == []


def test_long_work_that_nobody_waits_for_gives_way_and_is_begun_again(qtbot) -> None:
    from threading import Event

    from widgets.jobs import Jobs

    jobs, begun, order = Jobs(), Event(), []

    def long(feedback) -> str:
        begun.set()
        for step in range(200 if not order else 1):
            feedback.step(step / 200)
            begun.wait(0.01)
            Event().wait(0.005)
        return "long"

    jobs.ask("long", long, order.append, lane="study", gives_way=True)
    assert begun.wait(5)
    jobs.ask("short", lambda _: "short", order.append, lane="study")
    qtbot.waitUntil(lambda: jobs.idle, timeout=10_000)
    jobs.close()
    assert order == ["short", "long"]
