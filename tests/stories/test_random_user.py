"""A random user on the real window: nothing fails, nothing blocks, and file and session are one.

The suite runs it for a moment. ``python tests/stories/test_random_user.py 10000 7`` does so many steps from the seed 7 on
and tells every trouble, every blocked frame with where it stood, and what took longest.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from random_user import BLOCKED_S, KINDS, RandomUser

from app.model import STATUSES

NUMBER = st.integers(0, 999)
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

    @rule(which=NUMBER, number=NUMBER, value=NUMBER)
    def page(self, which: int, number: int, value: int) -> None:
        self.do("page", self.user.page, which, number, value)

    @rule(number=NUMBER, value=NUMBER)
    def touch(self, number: int, value: int) -> None:
        self.do("touch", self.user.touch, number, value)

    @rule(which=NUMBER, number=NUMBER, value=NUMBER)
    def dialog(self, which: int, number: int, value: int) -> None:
        self.do("dialog", self.user.dialog, which, number, value)

    @rule(number=NUMBER, shift=st.booleans())
    def any_key(self, number: int, shift: bool) -> None:
        self.do("key", self.user.any_key, number, shift)

    @rule(number=WHICH, row=WHICH)
    def search(self, number: int, row: int) -> None:
        self.do("search", self.user.search, number, row)

    @rule(which=WHICH, value=WHICH)
    def lay_beneath(self, which: int, value: int) -> None:
        self.do("base map", self.user.lay_beneath, which, value)

    @rule(which=WHICH, value=NUMBER)
    def menu(self, which: int, value: int) -> None:
        self.do("menu", self.user.menu, which, value)

    @rule(which=WHICH, row=WHICH, value=NUMBER)
    def correct(self, which: int, row: int, value: int) -> None:
        self.do("correct", self.user.correct, which, row, value)

    @rule(value=NUMBER)
    def restate(self, value: int) -> None:
        self.do("restate", self.user.restate, value)

    @rule(x=SHARE, y=SHARE, by=st.integers(-6, 6))
    def wheel(self, x: float, y: float, by: int) -> None:
        self.do("wheel", self.user.wheel, x, y, by)

    @rule()
    def settle(self) -> None:
        self.do("settle", self.user.settle)

    @rule(killed=st.booleans())
    def open_again(self, killed: bool) -> None:
        self.do("kill" if killed else "reopen", self.user.kill if killed else self.user.reopen)

    def teardown(self) -> None:
        if self.user.w.desk.session is not None:
            self.user.end()


def run(user: RandomUser, examples: int, steps: int, *, same: bool = False, seeded: int | None = None) -> None:
    """Let the machine live ``examples`` afternoons of so many steps; the ``same`` ones each time, those of a seed, or others."""
    machine = type("Afternoon", (AnyAfternoon,), {"user": user})
    if seeded is not None:
        machine = seed(seeded)(machine)
    phases = (Phase.generate,) if seeded is not None else tuple(Phase)
    run_state_machine_as_test(machine, settings=settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, derandomize=same, phases=phases,
        report_multiple_bugs=False, suppress_health_check=list(HealthCheck)))


def test_a_random_user_finds_no_exception_no_block_and_no_difference(qtbot, tmp_path: Path) -> None:
    from window_pieces import window

    user = RandomUser(window(qtbot, tmp_path), tmp_path)
    try:
        run(user, examples=4, steps=15, same=True)
    finally:
        user.leave()
        user.w.close()


def main(count: int, first: int = 0, steps: int = 150) -> int:
    """So many steps from this seed on: every trouble with its trace, every blocked frame with where it stood. Trouble begins a new window."""
    import rasterio  # noqa: F401 (for the pictures laid beneath: its import is not the window's)
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication
    from random_watch import Watch, keep
    from window_pieces import window

    app = QApplication.instance() or QApplication(sys.argv[:1])
    watch, troubles = Watch(), 0

    class Told(RandomUser):
        def _pump(self) -> None:
            watch.begin()
            super()._pump()
            watch.end(self.says)

        def do(self, name: str, deed: object) -> None:
            watch.begin()
            super().do(name, lambda: (deed(), watch.end(self.says)))
            watch.step(AnyAfternoon.steps)

    with tempfile.TemporaryDirectory() as folder:
        while AnyAfternoon.steps < count:
            place = Path(folder) / f"{first}"
            place.mkdir()
            user = Told(window(keep, place), place)
            qInstallMessageHandler(lambda kind, where, text, user=user: watch.heard(text, user.caught))
            try:
                run(user, 4, steps, seeded=first)
            except Exception as trouble:
                troubles += 1
                print(f"TROUBLE {troubles} at seed {first}, step {AnyAfternoon.steps}: {trouble!r}\n  after {user.says}", flush=True)
                watch.trace(trouble)
            finally:
                user.leave()
                user.w.close()
                user.w.deleteLater()
                app.processEvents()
            first += 1
    qInstallMessageHandler(None)
    watch.tell(AnyAfternoon.steps, troubles, BLOCKED_S)
    return int(troubles > 0)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:]) if len(sys.argv) > 1 else (1000,)))
