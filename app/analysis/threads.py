"""Many alike questions on several processors: plain threads around kernels that let go of the interpreter."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from app.feedback import SILENT, Feedback

T = TypeVar("T")


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parts(count: int, part: int, work: Callable[[int, int], T], feedback: Feedback = SILENT) -> list[T]:
    """``work(first, last)`` for 0..count in parts of ``part``, several at a time; the answers in order.

    No count gives one call with (0, 0). Between parts ``feedback`` hears the share done and may stop the rest.
    """
    bounds = [(first, min(first + part, count)) for first in range(0, count, part)] or [(0, 0)]
    if len(bounds) == 1 or processors() == 1:
        answers = []
        for done, (first, last) in enumerate(bounds):
            feedback.step(done / len(bounds))
            answers.append(work(first, last))
        return answers
    with ThreadPoolExecutor(processors()) as pool:
        futures = [pool.submit(work, first, last) for first, last in bounds]
        try:
            answers = []
            for done, future in enumerate(futures):
                feedback.step(done / len(bounds))
                answers.append(future.result())
        finally:
            pool.shutdown(cancel_futures=True)
    return answers
