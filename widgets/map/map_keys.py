"""The keys of the map: which pan it and how far, and which a gesture hears of."""

from __future__ import annotations

from PySide6.QtCore import Qt

KEY_PAN_PX = 110
PAN_KEYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
# X and Y keep to an axis; digits type a length, after a slash an angle.
TOOL_KEYS: dict[int, str] = {
    Qt.Key.Key_Escape: "escape", Qt.Key.Key_Backspace: "backspace", Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_X: "x", Qt.Key.Key_Y: "y", Qt.Key.Key_Period: ".", Qt.Key.Key_Slash: "/",
    **{Qt.Key(Qt.Key.Key_0.value + digit): str(digit) for digit in range(10)},
}  # fmt: skip
