"""A random user on the real window: nothing fails, nothing blocks, and file and session are one.

The suite runs it for a moment. ``python tests/stories/test_random_user.py 10000`` does so many steps and tells what took longest.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from random_user import BLOCKED_S, KINDS, RandomUser, Trouble

from app.model import STATUSES

WHICH, PX, SHARE = st.integers(0, 9), st.integers(-120, 120), st.floats(0.02, 0.98)


class AnyAfternoon(RuleBasedStateMachine):
    """Import, place, drag, aim, delete, style, scenario, undo, redo, any command, kill, reopen, in any order."""

    user: RandomUser
    steps = 0

    @initialize()
    def begin(self) -> None:
        self.user.begin()

    def do(self, name: str, deed: object, *values: object) -> None:
        AnyAfternoon.steps += 1
        self.user.do(f"{name} {values}" if values else name, lambda: deed(*values))

    @rule(kind=st.sampled_from(KINDS), x=SHARE, y=SHARE)
    def place(self, kind: str, x: float, y: float) -> None:
        self.do("place", self.user.place, kind, x, y)

    @rule(which=WHICH, dx=PX, dy=PX)
    def drag(self, which: int, dx: int, dy: int) -> None:
        self.do("drag", self.user.drag, which, dx, dy)

    @rule(which=WHICH, dx=PX, dy=PX)
    def aim(self, which: int, dx: int, dy: int) -> None:
        self.do("aim", self.user.aim, which, dx, dy)

    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        self.do("delete", self.user.delete, which)

    @rule(which=WHICH, status=st.sampled_from(STATUSES), year=st.integers(2026, 2030))
    def write_down(self, which: int, status: str, year: int) -> None:
        self.do("write down", self.user.write_down, which, status, year)

    @rule(which=WHICH, colour=st.sampled_from(["#123456", "#abcdef"]))
    def style(self, which: int, colour: str) -> None:
        self.do("style", self.user.style, which, colour)

    @rule(which=WHICH)
    def eye(self, which: int) -> None:
        self.do("eye", self.user.eye, which)

    @rule(which=WHICH, by=st.sampled_from([-1, 1]))
    def order(self, which: int, by: int) -> None:
        self.do("order", self.user.order, which, by)

    @rule(which=WHICH)
    def take_out(self, which: int) -> None:
        self.do("take out", self.user.take_out, which)

    @rule(count=st.integers(1, 40))
    def bring_in(self, count: int) -> None:
        self.do("bring in", self.user.bring_in, count)

    @rule(what=st.sampled_from(["add", "choose", "choose", "rename", "remove"]), which=WHICH)
    def scenario(self, what: str, which: int) -> None:
        self.do("scenario", self.user.scenario, what, which)

    @rule(to=st.integers(0, 20))
    def history(self, to: int) -> None:
        self.do("history", self.user.history, to)

    @rule(keys=st.sampled_from([("Z", True), ("Z", True), ("Y", True), ("BracketLeft", False), ("Escape", False), ("Plus", False)]))
    def key(self, keys: tuple[str, bool]) -> None:
        self.do(f"key {keys}", lambda: self.user.key(getattr(Qt.Key, f"Key_{keys[0]}"), keys[1]))

    @rule(x=SHARE, y=SHARE)
    def click(self, x: float, y: float) -> None:
        self.do("click", self.user.click, x, y)

    @rule(number=st.integers(0, 200))
    def command(self, number: int) -> None:
        self.do("command", self.user.command, number)

    @rule()
    def settle(self) -> None:
        self.do("settle", self.user.settle)

    @rule(killed=st.booleans())
    def open_again(self, killed: bool) -> None:
        self.do("kill" if killed else "reopen", self.user.kill if killed else self.user.reopen)

    def teardown(self) -> None:
        if self.user.w.desk.session is not None:
            self.user.end()


def run(user: RandomUser, examples: int, steps: int, *, same: bool = False) -> None:
    """Let the machine live ``examples`` afternoons of so many steps; the ``same`` ones each time, or others."""
    machine = type("Afternoon", (AnyAfternoon,), {"user": user})
    run_state_machine_as_test(machine, settings=settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, derandomize=same, suppress_health_check=list(HealthCheck)))


def test_a_random_user_finds_no_exception_no_block_and_no_difference(qtbot, tmp_path: Path) -> None:
    from window_pieces import window

    user = RandomUser(window(qtbot, tmp_path), tmp_path)
    try:
        run(user, examples=4, steps=15, same=True)
    finally:
        user.leave()
        user.w.close()


def main(count: int, steps: int = 50) -> int:
    """So many steps, and what took longest on the thread of the window."""
    from PySide6.QtWidgets import QApplication
    from window_pieces import window

    class Keep:
        def addWidget(self, widget: object) -> None:
            self.widget = widget

    app = QApplication.instance() or QApplication(sys.argv[:1])
    longest: dict[str, float] = {}

    class Told(RandomUser):
        def look_over(self) -> None:
            super().look_over()
            for seconds, name in self.frames:
                word = name.split(" (")[0]
                longest[word] = max(longest.get(word, 0.0), seconds)
            self.frames.clear()
            if AnyAfternoon.steps % 100 == 0:
                print(AnyAfternoon.steps, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        user = Told(window(Keep(), Path(folder)), Path(folder))
        try:
            while AnyAfternoon.steps < count:
                run(user, 20, steps)
        except Trouble as trouble:
            print(f"{trouble}\n  after {user.says}")
            raise
        finally:
            user.leave()
            user.w.close()
    app.processEvents()
    for name, seconds in sorted(longest.items(), key=lambda pair: -pair[1])[:20]:
        print(f"{seconds * 1000:7.0f} ms  {name}{'   over' if seconds > BLOCKED_S else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
