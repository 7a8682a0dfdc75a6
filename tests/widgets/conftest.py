"""A widget stands dressed and speaks Korean."""

from __future__ import annotations

import pytest


@pytest.fixture
def korean(qtbot) -> None:
    """The application in the light theme, speaking Korean."""
    from PySide6.QtWidgets import QApplication

    from app.words import speak
    from widgets.window_style import dress

    speak("ko")
    dress(QApplication.instance(), "light")
