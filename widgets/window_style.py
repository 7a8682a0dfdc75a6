"""How the window's own parts are dressed, over the application's sheet; and the colours of the theme in use."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from widgets import theme
from widgets.theme import Palette, mixed

SHEET = Template("""
QFrame#top { background: $window; border: 0; border-bottom: 1px solid $line; }
QFrame#bottom { background: $window; border: 0; border-top: 1px solid $line; }
QFrame#bottom QLabel, QFrame#bottom QToolButton { color: $quiet; font-size: 12px; padding: 0; border: 0; }
QFrame#bottom QToolButton:hover { color: $accent; background: transparent; }
QPushButton#place { color: $quiet; font-size: 12px; padding: 0; border: 0; text-align: left; background: transparent; }
QPushButton#place::menu-indicator { image: none; width: 0; }
QPushButton#place:hover, QPushButton#place:focus { color: $accent; background: transparent; }
QPushButton#place:focus { text-decoration: underline; }
QFrame#bottom QComboBox { color: $quiet; font-size: 12px; padding: 0 2px 0 6px; border: 1px solid transparent; border-radius: 5px; max-height: 22px; }
QFrame#bottom QComboBox QLineEdit { color: $quiet; font-size: 12px; border: 0; padding: 0; background: transparent; }
QFrame#bottom QComboBox:hover, QFrame#bottom QComboBox:focus { border-color: $line; }
QFrame#bottom QToolButton:focus { color: $accent; text-decoration: underline; }
QFrame#bottom QLabel#mark { color: $warn; padding: 0 8px; border-radius: 5px; min-height: 20px; max-height: 20px; }
QFrame#side, QFrame#inspector { background: $window; border: 0; }
QFrame#side { border-right: 1px solid $line; }
QFrame#inspector { border-left: 1px solid $line; }
QLabel#projectName { font-size: 15px; font-weight: 700; }
QToolButton#menuButton { padding: 5px 9px; font-size: 16px; }
QFrame#segments { border: 1px solid $line; border-radius: 8px; background: $window; max-height: 32px; }
QToolButton#segment, QToolButton#segmentPlus { border: 0; border-radius: 7px; padding: 6px 12px; min-height: 18px; }
QToolButton#segmentPlus { color: $quiet; padding: 6px 10px; }
QToolButton#segment:checked { background: $accent; color: $on_accent; font-weight: 700; }
QToolButton#segment:focus, QToolButton#segmentPlus:focus { color: $accent; text-decoration: underline; }
QToolButton#segment:checked:focus { color: $on_accent; }
QFrame#switch { border: 1px solid $line; border-radius: 7px; background: $window; max-height: 28px; }
QToolButton#switchPart { border: 0; border-radius: 6px; padding: 4px 11px; min-height: 16px; font-size: 12px; color: $quiet; }
QToolButton#switchPart:checked { background: $text; color: $window; font-weight: 700; }
QToolButton#switchPart:focus { text-decoration: underline; }
QToolButton#word { font-size: 14px; padding: 7px 9px; border-radius: 8px; }
QToolButton#word:checked { background: $accent_soft; color: $accent; font-weight: 700; }
QLineEdit#search { padding: 7px 12px; border-radius: 8px; }
QLabel#searchHint { color: $quiet; font-size: 12px; }
QFrame#palette, QFrame#floating { background: $window; border: 1px solid $line; border-radius: 10px; }
QListView#paletteList { background: $window; border: 0; }
QFrame#notice { background: $note; border: 0; border-radius: 10px; }
QFrame#notice[trouble="true"] { background: $note_bad; }
QFrame#notice QLabel, QFrame#notice QToolButton { color: #ffffff; }
QFrame#notice QToolButton:hover { background: rgba(255, 255, 255, 40); }
QToolButton#noticeAction { font-weight: 700; text-decoration: underline; }
QLabel#small { color: $quiet; font-size: 12px; }
QLabel#empty { color: $quiet; padding: 10px 16px; }
QLabel#pageTitle { font-size: 19px; font-weight: 700; }
QLabel#sectionTitle { font-size: 15px; font-weight: 700; }
QFrame#measure { border: 0; border-bottom: 1px solid $line; }
QLabel#measureName { font-size: 14px; }
QLabel#measureValue { font-size: 17px; font-weight: 700; }
QLabel#measureHeavy { font-size: 12px; font-weight: 600; }
QLabel#measureGroup { color: $quiet; font-size: 12px; font-weight: 700; padding-top: 14px; }
QFrame#measure[shown="true"] QLabel#measureName { color: $accent; font-weight: 700; }
QLabel#measureThen { font-size: 14px; font-weight: 700; color: $accent; }
QPushButton#area { font-size: 19px; font-weight: 700; padding: 0; border: 0; text-align: left; background: transparent; }
QPushButton#area:hover, QPushButton#area:focus { background: transparent; color: $accent; }
QPushButton#area::menu-indicator { image: none; width: 0; }
QPushButton#link::menu-indicator { image: none; width: 0; }
QPushButton#link { color: $accent; padding: 3px 0; border: 0; font-size: 13px; text-align: left; background: transparent; }
QPushButton#link:hover, QPushButton#link:focus { background: transparent; text-decoration: underline; }
QTableView::item { padding: 0 6px; }
QFrame#item { background: $accent_soft; border: 0; border-radius: 8px; }
QLabel#itemTitle { font-size: 14px; font-weight: 700; color: $accent; }
QLabel#itemNote { font-size: 12px; }
QFrame#item QToolButton { padding: 4px 8px; color: $accent; }
QFrame#gap { border: 0; border-bottom: 1px solid $line; background: transparent; }
QFrame#gap:hover, QFrame#gap:focus { background: $raised; }
QLabel#gapRank { background: $gap_soft; color: $gap; border-radius: 10px; font-size: 11px; font-weight: 700; }
QLabel#gapStreet { font-size: 13px; }
QLabel#gapSee { color: $accent; font-weight: 600; }
QToolButton#sketchKind { font-size: 12px; padding: 4px 1px; border-radius: 8px; }
QToolButton#sketchRow { font-size: 12px; padding: 2px 3px; border-radius: 6px; text-align: left; }
QToolButton#sketchRow:checked { background: $accent_soft; color: $accent; font-weight: 700; }
QToolButton#sketchKind:checked { background: $accent_soft; color: $accent; font-weight: 700; }
QFrame#beside { border: 0; border-top: 1px solid $line; background: transparent; }
QLabel#evidenceEffect { font-size: 14px; font-weight: 700; }
QLabel#claimRole { color: $quiet; font-size: 12px; font-weight: 700; }
QToolButton#unfold { border: 0; color: $accent; padding: 3px 0; font-weight: 600; }
QToolButton#photo { padding: 1px; border: 1px solid $line; border-radius: 6px; background: $raised; }
QToolButton#photo:focus { border-color: $accent; }
QLabel#itemState { background: $warn_soft; color: $warn; border-radius: 5px; padding: 3px 8px; font-weight: 600; }
QLabel#itemChange { font-size: 12px; font-weight: 700; color: $accent; }
QToolButton#filter { border: 1px solid $line; }
QToolButton#filter:checked { border-color: $accent; }
QLabel#fieldTrouble { color: $bad; font-size: 12px; }
QToolButton#fieldBack { padding: 0 4px; border: 0; color: $accent; font-size: 13px; max-height: 18px; }
QToolButton#cameraNumber { padding: 3px 8px; border-radius: 6px; }
QToolButton#cameraNumber:checked { background: $accent_soft; color: $accent; font-weight: 700; }
QLineEdit[origin="scenario"], QComboBox[origin="scenario"] { border-color: $accent; font-weight: 700; }
QComboBox[origin="assumed"] { color: $quiet; }
QLineEdit[origin="bad"] { border-color: $bad; }
QFrame#drop { border: 2px dashed $line; border-radius: 12px; background: $raised; }
QFrame#drop[over="true"] { border-color: $accent; background: $accent_soft; }
QPushButton#big { padding: 12px 22px; font-size: 15px; border-radius: 9px; }
QListView#recent::item { padding: 9px 6px; }
QFrame#chart { background: $window; border: 0; border-top: 1px solid $line; }
QScrollArea, QScrollArea > QWidget > QWidget { background: $window; border: 0; }
""")

_current: list[Palette] = []


def dress(app: QApplication, wish: str) -> Palette:
    """Put the whole application into the light or the dark theme (``system``: what the desktop prefers)."""
    _current[:] = [theme.apply(app, wish, sheet)]
    return _current[0]


def sheet(colours: Palette) -> str:
    """The window's part of the stylesheet in these colours."""
    names = {name: value for name, value in vars(colours).items() if isinstance(value, str)}
    return SHEET.substitute(
        names,
        note="#26323a" if not colours.is_dark else "#39454f",
        note_bad="#8f1d14",
        gap_soft=mixed(colours.gap, colours.window, 0.86).name(),
    )


def in_use() -> Palette:
    """The palette of the theme in use."""
    return _current[0] if _current else theme.palette("light")


def theme_name() -> str:
    """``light`` or ``dark``."""
    return in_use().name


def color(role: str) -> QColor:
    """The colour of a role of `Palette`, or ``faint``: text that is switched off."""
    colours = in_use()
    if role == "faint":
        return mixed(colours.quiet, colours.window, 0.5)
    return QColor(getattr(colours, role))
