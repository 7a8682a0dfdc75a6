"""Drawing without a window: the painter of the screen for reports made on a machine that shows nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import AppError
from app.words import tr

if TYPE_CHECKING:
    from app.scene import MapWanted, SymbolWanted


def painter() -> Callable[[MapWanted | SymbolWanted], bytes]:
    """The painter of maps and signs for paper; AppError with a sentence where Qt lacks a library of the system."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtGui import QGuiApplication

        from widgets.map import map_paper
        from widgets.theme import fonts
    except ImportError as trouble:
        raise AppError(tr("command.no_qt", library=str(trouble)), hint=tr("command.no_qt.hint")) from trouble

    application = QGuiApplication.instance() or QGuiApplication(["golmok"])
    fonts()
    draw = map_paper.painter()

    def paint(wanted: MapWanted | SymbolWanted) -> bytes:
        # Holding the application here keeps it alive as long as somebody can still paint.
        assert application is not None
        return draw(wanted)

    return paint
