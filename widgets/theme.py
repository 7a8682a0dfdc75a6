"""How Golmok looks: the colours of the light and the dark theme, the type, and the stylesheet of the window.

Colours are named for their role, never for their hue. Text roles keep 4.5:1 against the ground they stand on.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

# Korean faces as systems call them, the calmest first; Windows, macOS, then what Linux distributions carry.
KOREAN_FACES = (
    "Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Source Han Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "맑은 고딕",
    "NanumBarunGothic", "NanumGothic", "나눔고딕", "UnDotum", "Gulim",
)  # fmt: skip
BODY_PX = 13


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, ``#rrggbb`` or ``#aarrggbb``.

    The window: ``window`` panels' ground, ``raised`` cards and fields, ``line`` hairlines, ``text``, ``quiet`` secondary text,
    ``accent`` the one accent and ``on_accent`` text upon it, ``accent_soft`` its tint, ``warn``/``warn_soft``, ``bad``, ``good``.
    The map: ``ground``, ``building``, ``building_edge``, ``street``, ``street_edge``, ``park``, ``water``, ``halo`` behind
    ``label`` texts, ``border`` of districts and dong, ``zone`` school zones, and the roles of `app.scene.Overlay`:
    coverage in cool, need in warm; ``lit`` to ``light_view`` are those of `widgets.map.map_measured`. ``need`` runs from little to much.
    """

    name: str
    window: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str
    accent_soft: str
    on_accent: str
    warn: str
    warn_soft: str
    bad: str
    good: str
    ground: str
    building: str
    building_edge: str
    street: str
    street_edge: str
    park: str
    water: str
    label: str
    halo: str
    border: str
    zone: str
    seen: str
    unseen: str
    maybe: str
    view: str
    claimed: str
    near: str
    far: str
    walk: str
    selected: str
    gap: str
    ring: str
    track: str
    lit: str
    dim: str
    dark: str
    dark_gap: str
    exposed: str
    trespass: str
    kept: str
    unkept: str
    weakest: str
    area_seen: str
    area_unseen: str
    light_view: str
    need: tuple[str, str, str, str, str]

    @property
    def is_dark(self) -> bool:
        """True for a theme with light text on a dark ground."""
        return QColor(self.window).lightness() < 128


LIGHT = Palette(
    name="light",
    window="#ffffff", raised="#fbfbfa", line="#e4e6e8", text="#1f2a32", quiet="#5b6a75",
    accent="#5b21d6", accent_soft="#f0eafe", on_accent="#ffffff", warn="#7a4d00", warn_soft="#fdf1d0", bad="#b42318", good="#1b6e4b",
    ground="#f3f1ec", building="#dedbd4", building_edge="#c9c5bc", street="#ffffff", street_edge="#e6e2d9",
    park="#dce8d3", water="#cfe0e8", label="#26323a", halo="#ffffff", border="#7d7a86", zone="#b97d00",
    seen="#1f6f8b", unseen="#e58e5c", maybe="#1f6f8b", view="#3d8fb0", claimed="#7c8890", near="#2c7a55", far="#c9793f",
    walk="#1f2a32", selected="#7a3ff2", gap="#c2410c", ring="#ffffff", track="#e9ebed",
    lit="#1d5fae", dim="#1d5fae", dark="#a8481a", dark_gap="#5a2410", exposed="#a3195b", trespass="#b07400", kept="#176b66",
    unkept="#c9793f", weakest="#b42318", area_seen="#3d8fb0", area_unseen="#d97b45", light_view="#d99a00",
    need=("#fdf0e3", "#fbd3ad", "#f3a873", "#dd7440", "#b0481c"),
)  # fmt: skip

DARK = Palette(
    name="dark",
    window="#171d23", raised="#1f272e", line="#2f3942", text="#eef2f5", quiet="#a3b0ba",
    accent="#a98bff", accent_soft="#2c2650", on_accent="#140a33", warn="#ffd479", warn_soft="#3a3016", bad="#ff8f82", good="#6fd3a2",
    ground="#12171c", building="#232b33", building_edge="#303a44", street="#36424d", street_edge="#1b2229",
    park="#1b2a22", water="#17262f", label="#eef2f5", halo="#12171c", border="#8a97a3", zone="#d9ab3f",
    seen="#4eb6d6", unseen="#d98a5b", maybe="#4eb6d6", view="#4eb6d6", claimed="#8b98a3", near="#5cc796", far="#d98a5b",
    walk="#ffffff", selected="#a98bff", gap="#ff9b63", ring="#f4f7f9", track="#2b353e",
    lit="#7db8ff", dim="#7db8ff", dark="#c4683c", dark_gap="#ffc29b", exposed="#ff7fb8", trespass="#e6b04a", kept="#55c9bf",
    unkept="#d98a5b", weakest="#ff8f82", area_seen="#4eb6d6", area_unseen="#d98a5b", light_view="#ffd479",
    need=("#2b2723", "#4b3627", "#7a4a2b", "#b3683a", "#ee935a"),
)  # fmt: skip


def palette(theme: str) -> Palette:
    """The palette called ``light`` or ``dark``; ``system`` is what the desktop prefers."""
    if theme == "system":
        hints = QGuiApplication.styleHints()
        theme = "dark" if hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    return DARK if theme == "dark" else LIGHT


@cache
def font_files() -> tuple[Path, ...]:
    """The Nanum Gothic files of the installed package ``koreanize_matplotlib`` (found, never imported); empty without it."""
    spec = importlib.util.find_spec("koreanize_matplotlib")
    if spec is None or spec.origin is None:
        return ()
    return tuple(sorted(Path(spec.origin).parent.glob("fonts/NanumGothic*.ttf")))


@cache
def family() -> str:
    """The name of the Korean face in use: the system's, else Nanum Gothic from the package, else the toolkit's own."""
    known = set(QFontDatabase.families())
    for name in KOREAN_FACES:
        if name in known:
            return name
    korean = [name for name in QFontDatabase.families(QFontDatabase.WritingSystem.Korean) if not name.startswith(("@", "."))]
    if korean:
        return korean[0]
    for path in font_files():
        QFontDatabase.addApplicationFont(str(path))
    return "NanumGothic" if "NanumGothic" in QFontDatabase.families() else QFont().family()


def fonts(size_px: float = BODY_PX, *, bold: bool = False) -> QFont:
    """The face of the program at a size in logical pixels, figures of equal width where the face has them."""
    font = QFont(family())
    font.setPixelSize(max(1, round(size_px)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def qt_palette(colours: Palette) -> QPalette:
    """The toolkit's palette for native parts (menus, text fields, dialogs) in these colours."""
    made, role = QPalette(), QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.Base), colours.window),
        ((role.AlternateBase, role.Button, role.ToolTipBase), colours.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), colours.text),
        ((role.PlaceholderText,), colours.quiet),
        ((role.Highlight, role.Link, role.Accent), colours.accent),
        ((role.HighlightedText,), colours.on_accent),
        ((role.Mid, role.Midlight), colours.line),
    ):
        for one in roles:
            made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(colours.quiet)
        faded.setAlpha(130)
        made.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return made


def apply(app: QGuiApplication, theme: str = "system", more: Callable[[Palette], str] = lambda colours: "") -> Palette:
    """Dress the whole application: font, native palette, stylesheet with ``more`` of it; gives the palette chosen."""
    from widgets.stylesheet import stylesheet

    colours = palette(theme)
    if not isinstance(app, QApplication):
        app.setFont(fonts())
        app.setPalette(qt_palette(colours))
        return colours
    # A style or a stylesheet is laid on every widget there is, so each comes once. No stylesheet between two would be quicker still,
    # but the toolkit falls over its own feet when it takes one away from a thousand widgets.
    app.setFont(fonts())
    app.setPalette(qt_palette(colours))
    if not app.styleSheet():
        app.setStyle("Fusion")
    app.setStyleSheet(stylesheet(colours) + more(colours))
    return colours


def mixed(one: str, other: str, share: float) -> QColor:
    """The colour ``share`` (0 to 1) of the way from one to the other."""
    a, b = QColor(one), QColor(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()), (a.alpha(), b.alpha()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2 relative luminance, 1 to 21."""

    def luminance(text: str) -> float:
        colour = QColor(text)
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
