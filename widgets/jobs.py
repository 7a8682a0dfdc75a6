"""Work off the GUI thread: the newest question wins, late answers never arrive, and closing waits for what still runs.

Two lanes: ``study`` is one thread for the analysis (its parallel kernels may be entered by one thread only), ``desk`` is one
thread for files, so writes queue in the order they were asked for.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.errors import AppError
from app.feedback import Cancelled, Feedback
from app.words import tr

LANES = ("desk", "study")
REPORT_EVERY_S = 0.05
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """One piece of work and who waits for it. ``title`` is shown while it runs ("" = not shown)."""

    key: str
    work: Callable[[Feedback], object]
    done: Callable[[object], None]
    failed: Callable[[str], None] | None
    title: str
    feedback: Feedback = field(default_factory=Feedback)
    share: float = 0.0
    words: str = ""


class _Mail(QObject):
    """Carries results from the worker threads to the GUI thread."""

    progressed = Signal(object, float, str)
    ended = Signal(object, object, object)


class _Run(QRunnable):
    def __init__(self, job: Job, mail: _Mail):
        super().__init__()
        self.job, self.mail = job, mail

    def run(self) -> None:
        result, trouble = None, None
        try:
            self.job.feedback.step(0.0)
            result = self.job.work(self.job.feedback)
        except BaseException as caught:  # the one place that must let nothing through to Qt
            trouble = caught
        try:
            self.mail.ended.emit(self.job, result, trouble)
        except RuntimeError:
            log.debug("an answer came after the window was gone")


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
        self._pools = {lane: QThreadPool(self) for lane in LANES}
        self._open = True
        for pool in self._pools.values():
            pool.setMaxThreadCount(1)
            pool.setExpiryTimeout(-1)

    def ask(
        self,
        key: str,
        work: Callable[[Feedback], object],
        done: Callable[[object], None],
        failed: Callable[[str], None] | None = None,
        *,
        title: str = "",
        lane: str = "desk",
    ) -> None:
        """Run ``work`` on a worker and hand its result to ``done`` on the GUI thread.

        A newer question with the same ``key`` stops the older one, whose answer is never delivered. Trouble goes to ``failed``
        as one sentence, or to ``troubled`` where nobody asked for it; being stopped is no trouble.
        """
        if not self._open:
            return
        self.cancel(key)
        job = Job(key, work, done, failed, title)
        job.feedback = Feedback(self._reporter(job))
        self._running[key] = job
        self._pools[lane].start(_Run(job, self._mail))
        self.changed.emit()

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

    def runs(self, key: str) -> bool:
        """True while the work called ``key`` runs or waits."""
        return key in self._running

    @property
    def shown(self) -> tuple[Job, ...]:
        """The work that is worth showing, oldest first."""
        return tuple(job for job in self._running.values() if job.title)

    @property
    def idle(self) -> bool:
        """True when nothing runs that somebody waits for."""
        return not self._running

    def close(self) -> None:
        """Stop all work and wait until the threads are free; later questions are not taken."""
        self._open = False
        self.cancel_all()
        for pool in self._pools.values():
            pool.clear()
            pool.waitForDone()

    def _reporter(self, job: Job) -> Callable[[float, str], None]:
        last = [0.0]

        def report(share: float, words: str) -> None:
            now = time.monotonic()
            if now - last[0] >= REPORT_EVERY_S:
                last[0] = now
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
