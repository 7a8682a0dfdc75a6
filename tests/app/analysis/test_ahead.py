"""Kernels compiled ahead in a second process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.analysis import ahead
from app.feedback import Cancelled, Feedback


def test_a_kernel_is_compiled_once_its_code_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not ahead.is_compiled("app.analysis.joined_kernel")
    monkeypatch.delitem(sys.modules, "app.analysis.joined_kernel", raising=False)
    ahead.compile_ahead("app.analysis.joined_kernel")
    ahead.wait_for("app.analysis.joined_kernel")
    assert ahead.is_compiled("app.analysis.joined_kernel")


def test_what_cannot_be_compiled_ahead_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead.compile_ahead("app.analysis.no_such_kernel")
    ahead.wait_for("app.analysis.no_such_kernel")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    monkeypatch.delitem(sys.modules, "app.analysis.joined_kernel", raising=False)
    ahead.compile_ahead("app.analysis.joined_kernel")
    ahead.wait_for("app.analysis.joined_kernel")
    assert not ahead.is_compiled("app.analysis.joined_kernel")


def test_waiting_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.delitem(sys.modules, "app.analysis.walk_kernel", raising=False)
    ahead.compile_ahead("app.analysis.walk_kernel")
    stopped = Feedback()
    stopped.stop()
    with pytest.raises(Cancelled):
        ahead.wait_for("app.analysis.walk_kernel", stopped)
    ahead.wait_for("app.analysis.walk_kernel")
