"""Work off the GUI thread: the newest question wins, late answers never arrive, and closing waits for what still runs.

Three lanes: ``study`` is one thread for the analysis, ``desk`` is one thread for files, so writes queue in the order they were asked
for, ``hand`` is one for the small questions of a drag, which wait for nothing else, ``read`` is one for sorting and searching tables.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.feedback import Cancelled, Feedback
from app.memory import give_back
from app.words import tr

LANES = ("desk", "study", "hand", "long", "read")
REPORT_EVERY_S = 0.05
SHOWN_AFTER_S = 0.3
# Work that took the processor so long has used much memory for a moment.
LARGE_S = 0.4
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """One piece of work and who waits for it. ``title`` is shown while it runs ("" = not shown).

    Work that ``gives_way`` is stopped when something else is asked of its lane, and begun again after that.
    """

    key: str
    work: Callable[[Feedback], object]
    done: Callable[[object], None]
    failed: Callable[[str], None] | None
    title: str
    lane: str = "desk"
    gives_way: bool = False
    feedback: Feedback = field(default_factory=Feedback)
    share: float = 0.0
    words: str = ""
    began_s: float = field(default_factory=time.monotonic)


class _Mail(QObject):
    """Carries results from the worker threads to the GUI thread."""

    progressed = Signal(object, float, str)
    ended = Signal(object, object, object)


class _Lane:
    """One thread that does one piece of work after the other.

    A thread of Python's own that stays for good, not one of Qt's pool: a pool's thread forgets what libraries keep for it after
    each piece of work, and the library of coordinate systems does not survive that.
    """

    def __init__(self, name: str, mail: _Mail):
        self._mail, self._queue = mail, SimpleQueue()
        self._thread = Thread(target=self._work, name=f"golmok-{name}", daemon=True)

    def put(self, job: Job) -> None:
        """Do this after what waits already."""
        if self._thread.ident is None:
            self._thread.start()
        self._queue.put(job)

    def close(self) -> None:
        """Wait until the thread is done with what it was told to stop."""
        if self._thread.ident is not None:
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            result, trouble, begun = None, None, time.thread_time()
            try:
                job.feedback.step(0.0)
                result = job.work(job.feedback)
            except BaseException as caught:  # one of the two places that must let nothing through
                trouble = caught
            try:
                self._mail.ended.emit(job, result, trouble)
            except RuntimeError:
                log.debug("an answer came after the window was gone")
            if time.thread_time() - begun > LARGE_S:
                del result
                give_back()


class Jobs(QObject):
    """The one door to work in the background.

    ``changed``: something started, moved on or ended. ``troubled(sentence)``: work failed and nobody else took the sentence.
    """

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._mail = _Mail()
        self._mail.progressed.connect(self._progressed)
        self._mail.ended.connect(self._ended)
        self._running: dict[str, Job] = {}
        self._lanes = {lane: _Lane(lane, self._mail) for lane in LANES}
        self._open = True

    def ask(
        self,
        key: str,
        work: Callable[[Feedback], object],
        done: Callable[[object], None],
        failed: Callable[[str], None] | None = None,
        *,
        title: str = "",
        lane: str = "desk",
        gives_way: bool = False,
    ) -> None:
        """Run ``work`` on a worker and hand its result to ``done`` on the GUI thread.

        A newer question with the same ``key`` stops the older one, whose answer is never delivered. Trouble goes to ``failed``
        as one sentence, or to ``troubled`` where nobody asked for it; being stopped is no trouble. Long work that nobody waits
        for may give way: other work of its lane goes before it, whenever it is asked for.
        """
        if not self._open:
            return
        self.cancel(key)
        waiting = [other for other in self._running.values() if other.gives_way and other.lane == lane]
        for other in waiting:
            other.feedback.stop()
        self._put(Job(key, work, done, failed, title, lane, gives_way))
        for other in waiting:  # begun again in their order, each with its own history of being asked
            self._put(replace(other))
        self.changed.emit()

    def _put(self, job: Job) -> None:
        job.feedback = Feedback(self._reporter(job))
        self._running[job.key] = job
        self._lanes[job.lane].put(job)

    def cancel(self, key: str) -> None:
        """Stop the work called ``key``; its answer will not be delivered. Unknown keys are fine."""
        job = self._running.pop(key, None)
        if job is not None:
            job.feedback.stop()
            self.changed.emit()

    def cancel_all(self) -> None:
        """Stop everything that runs or waits."""
        for key in list(self._running):
            self.cancel(key)

    def running(self, key: str) -> Job | None:
        """The work called ``key`` while it runs or waits."""
        return self._running.get(key)

    def runs(self, key: str) -> bool:
        """True while the work called ``key`` runs or waits."""
        return key in self._running

    @property
    def shown(self) -> tuple[Job, ...]:
        """The work that is worth showing, oldest first: named, and not over before one could read it."""
        now = time.monotonic()
        return tuple(job for job in self._running.values() if job.title and now - job.began_s >= SHOWN_AFTER_S)

    @property
    def idle(self) -> bool:
        """True when nothing runs that somebody waits for."""
        return not self._running

    def close(self) -> None:
        """Stop all work and wait until the threads are free; later questions are not taken."""
        self._open = False
        self.cancel_all()
        for lane in self._lanes.values():
            lane.close()

    def _reporter(self, job: Job) -> Callable[[float, str], None]:
        last: list[float | str] = [0.0, ""]

        def report(share: float, words: str) -> None:
            now = time.monotonic()
            if now - float(last[0]) >= REPORT_EVERY_S or (words and words != last[1]):
                last[:] = now, words
                self._mail.progressed.emit(job, share, words)

        return report

    def _progressed(self, job: Job, share: float, words: str) -> None:
        job.share, job.words = share, words or job.words
        if self._running.get(job.key) is job:
            self.changed.emit()

    def _ended(self, job: Job, result: object, trouble: BaseException | None) -> None:
        if self._running.get(job.key) is not job:
            return
        del self._running[job.key]
        self.changed.emit()
        if trouble is None:
            job.done(result)
        elif not isinstance(trouble, Cancelled):
            (job.failed or self.troubled.emit)(sentence(trouble, job.key))


def sentence(trouble: BaseException, doing: str) -> str:
    """One sentence for the planner; what nobody foresaw is written to the log in full."""
    if isinstance(trouble, AppError):
        return str(trouble)
    log.error("unforeseen trouble while doing %s", doing, exc_info=trouble)
    return tr("window.trouble.unforeseen")
