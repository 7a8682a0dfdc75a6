"""Watches the thread of the window during a long run: how long each frame took, and where it stood when it took too long."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter

LOOKS_S, SLOW_S, TOLD_S = 0.02, 0.06, 0.1
# Said by the toolkit about the virtual screen, not about the window.
QUIET = ("propagateSizeHints", "does not support raise", "does not support grabbing", "QFont::fromString", "Could not register app ID")
# The machinery of importing: what is imported from where stands behind it.
QUIET_FILES = ("importlib", "genericpath", "tokenize.py", "linecache.py", "inspect.py", "feature.py", "loader.py", "<frozen", "ast.py")


class keep:
    """What a window is added to in a test."""

    @staticmethod
    def addWidget(widget: object) -> None:
        """Nothing is kept: who runs the window closes it."""


class Watch:
    """A second thread that looks where the first one stands, while a frame is open."""

    def __init__(self) -> None:
        self._main, self._begun, self._own, self._depth = threading.get_ident(), 0.0, 0.0, 0
        self._stood: list[str] = []
        self.longest: dict[str, tuple[float, str]] = {}
        self._start, self._told = time.monotonic(), 0
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        """A frame begins; one within another ends the time of the outer one."""
        self._stood = []
        self._begun, self._own = time.monotonic(), time.thread_time()

    def end(self, says: list[str]) -> None:
        """The frame ends after what was done last."""
        took, self._begun = time.thread_time() - self._own, 0.0
        self._own = time.thread_time()
        word = says[-1].split(" (")[0].split(" -> ")[0] if says else "begin"
        stood = Counter(self._stood).most_common(3)
        if took > self.longest.get(word, (0.0, ""))[0]:
            self.longest[word] = took, says[-1] if says else ""
        if took > TOLD_S:
            print(f"FRAME {1000 * took:.0f} ms  {says[-1] if says else ''}", flush=True)
            for place, times in stood:
                print(f"    {times} x {place}", flush=True)

    def step(self, steps: int) -> None:
        """Say now and then how far it is."""
        if steps - self._told >= 100:
            self._told = steps
            print(f"{steps} steps, {time.monotonic() - self._start:.0f} s", flush=True)

    def heard(self, text: str, caught: list) -> None:
        """The toolkit complained."""
        if text and not any(word in text for word in QUIET):
            caught.append(AssertionError(f"the toolkit says: {text}"))

    def trace(self, trouble: BaseException) -> None:
        """Where the first of a chain of errors came from."""
        while trouble.__cause__ is not None:
            trouble = trouble.__cause__
        print("".join([*traceback.format_tb(trouble.__traceback__)[-6:], *traceback.format_exception_only(trouble)[:1]]), flush=True)

    def tell(self, steps: int, troubles: int, most: float) -> None:
        """What it all came to."""
        print(f"{steps} steps, {troubles} troubles, {time.monotonic() - self._start:.0f} s")
        for word, (seconds, said) in sorted(self.longest.items(), key=lambda pair: -pair[1][0])[:20]:
            print(f"{seconds * 1000:7.0f} ms  {word}{'   over' if seconds > most else ''}   {said[:90]}")

    def _look(self) -> None:
        while True:
            time.sleep(LOOKS_S)
            begun = self._begun
            if begun and time.monotonic() - begun > SLOW_S:
                frame, parts = sys._current_frames().get(self._main), []
                while frame is not None and len(parts) < 9:
                    name = frame.f_code.co_filename
                    if "/stories/" in name or "hypothesis" in name:
                        break
                    if not any(word in name for word in QUIET_FILES):
                        parts.append(f"{name.rsplit('/', 1)[-1]}:{frame.f_lineno} {frame.f_code.co_name}")
                    frame = frame.f_back
                self._stood.append(" < ".join(parts))
