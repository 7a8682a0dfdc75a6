"""The stylesheet of the window: quiet surfaces, hairlines instead of boxes, one accent."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.theme import Palette

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
# Names a widget may carry to be dressed: setObjectName("title"), property kind="primary", and so on.
SHEET = Template("""
* { font-size: 13px; }
QWidget { color: $text; }
QMainWindow, QDialog, QMenuBar, QStatusBar, QToolBar, QDockWidget, QStackedWidget, QScrollArea, QSplitter { background: $window; }
QToolBar { border: 0; spacing: 6px; padding: 6px 10px; }
QStatusBar { border-top: 1px solid $line; color: $quiet; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QLabel { background: transparent; }
QLabel#title { font-size: 19px; font-weight: 700; }
QLabel#heading { font-size: 14px; font-weight: 700; }
QLabel#group { color: $quiet; font-weight: 600; }
QLabel#quiet, QLabel[kind="quiet"] { color: $quiet; }
QLabel#figure { font-size: 19px; font-weight: 700; }
QLabel#mark { background: $warn_soft; color: $warn; font-weight: 700; border-radius: 5px; padding: 2px 8px; }
QPushButton, QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 6px 12px; color: $text;
}
QPushButton { border-color: $line; }
QPushButton:hover, QToolButton:hover { background: $accent_soft; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:checked { font-weight: 700; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faded; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; font-weight: 700; }
QPushButton[kind="primary"]:disabled { background: $track; color: $faded; border-color: $track; }
QPushButton[kind="link"] { border: 0; color: $accent; padding: 2px 4px; font-weight: 600; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
    background: $window; border: 1px solid $line; border-radius: 7px; padding: 5px 9px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border-color: $accent; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow { image: url("$icons/down.svg"); width: 10px; height: 10px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; padding: 0 0 0 7px; border-radius: 0; background: transparent; }
QSpinBox, QDoubleSpinBox, QDateEdit { padding-right: 22px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: 0; background: transparent; border-radius: 5px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $accent_soft; }
QAbstractSpinBox::up-arrow { image: url("$icons/up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$icons/down.svg"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $window; border: 1px solid $line; selection-background-color: $accent_soft; selection-color: $text; }
QListView, QTreeView, QTableView { background: $window; border: 0; outline: 0; alternate-background-color: $raised; gridline-color: $line; }
QListView::item, QTreeView::item { padding: 5px 4px; border-radius: 5px; }
QListView::item:hover, QTreeView::item:hover { background: $raised; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView::section { background: $window; color: $quiet; border: 0; border-bottom: 1px solid $line; padding: 5px 6px; font-weight: 600; }
QTabBar::tab { background: transparent; color: $quiet; padding: 7px 12px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 700; }
QTabWidget::pane { border: 0; }
QMenu { background: $window; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 6px 26px 6px 14px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: $accent_soft; }
QToolTip { background: $tip; color: $on_tip; border: 0; padding: 5px 8px; }
QProgressBar { background: $track; border: 0; border-radius: 3px; height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $window;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/check-$name.svg");
}
QAbstractItemView::indicator:indeterminate { border: 1px solid $accent; background: qlineargradient(x1:0, y1:0, x2:0, y2:1, stop:0.4 $window, stop:0.41 $accent, stop:0.6 $accent, stop:0.61 $window); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    border-color: $accent; background: $accent_soft; image: url("$icons/some.svg");
}
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; background: $on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $track; }
QCheckBox:focus, QRadioButton:focus { text-decoration: underline; }
QGroupBox { border: 0; margin-top: 16px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; color: $quiet; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame#card { background: $window; border: 1px solid $line; border-radius: 9px; }
QFrame#rule { background: $line; max-height: 1px; min-height: 1px; border: 0; }
""")


def stylesheet(colours: Palette) -> str:
    """The whole sheet in the colours of one palette."""
    from widgets.theme import mixed

    names = {name: value for name, value in vars(colours).items() if isinstance(value, str)}
    return SHEET.substitute(
        names,
        icons=ICONS.as_posix(),
        edge=mixed(colours.line, colours.quiet, 0.7).name(),
        faded=mixed(colours.quiet, colours.window, 0.45).name(),
        handle=mixed(colours.line, colours.quiet, 0.25).name(),
        tip="#26323a" if not colours.is_dark else "#39454f",
        on_tip="#ffffff",
    )
