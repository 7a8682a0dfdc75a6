"""What every test stands on: the offscreen screen, the real data where it is, and no network."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--approve``: the pictures of the main screens are drawn anew instead of compared."""
    parser.addoption("--approve", action="store_true", help="draw the pictures in tests/golden anew")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files; the test is skipped where it is missing."""
    if not (SHARED / "real").is_dir():
        pytest.skip(f"the real files are not here ({SHARED.parent.name}/{SHARED.name} beside the project)")
    return SHARED / "real"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offline is a rule: whoever opens a connection to another machine fails the test."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a test tried to reach {address}")
        return real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A test that speaks another language leaves the others their own."""
    from app import words

    before = words.language()
    yield
    words.speak(before)
