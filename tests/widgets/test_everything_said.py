"""Every command is complete, everything the keyboard reaches has a name, and no text of the window stands in the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QMenu, QScrollArea, QWidget
from window_pieces import X, Y, opened, settled

from app.words import LANGUAGES, Words
from widgets.commands import BAR, COMMANDS, MENUS

HOUSE = Path(__file__).resolve().parents[2]
WIDGETS = sorted((HOUSE / "widgets").rglob("*.py"))
HANGUL = re.compile("[가-힣]")
# What shows a text to the planner. Words with letters given to one of these belong into the files of words.
SHOWS = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QTableWidgetItem", "QListWidgetItem",
    "QTreeWidgetItem", "setText", "setToolTip", "setStatusTip", "setTitle", "setWindowTitle", "setPlaceholderText", "setAccessibleName",
    "setAccessibleDescription", "setWhatsThis", "addItem", "addItems", "addAction", "addMenu", "addTab", "setTabText", "setHeaderLabels",
    "setHorizontalHeaderLabels", "setSuffix", "setPrefix", "setSpecialValueText", "setInformativeText", "setDetailedText", "say", "showMessage",
    "drawText", "drawStaticText",
}  # fmt: skip
# Letters that are signs: the other language's own name on its switch, the zoom letter of north, units.
# "Title" is what the PNG standard calls the title within the file.
SIGNS = {"Title", "EN", "한", "N", "m", "km", "m²", "lx", "px", "°", "x", "y", "X", "Y", "A", "B"}


FACES = ("맑은 고딕", "나눔고딕")
# Made-up files as a department sends them, for a look at the import; and how sums are written in either language.
EXAMPLES = ("import_example.py", "money.py")


def _spoken(text: str) -> bool:
    return bool(re.search(r"[A-Za-z가-힣]", text)) and text.strip() not in SIGNS


def _looks(tree: ast.AST) -> set[int]:
    """The nodes of what is only drawn for a look at one widget alone."""
    looks = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in ("preview", "made_up")]
    return {id(part) for node in looks for part in ast.walk(node)}


def _literals(node: ast.AST) -> list[str]:
    """The texts that stand as they are in an argument, outside tr(...) and other calls."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return [part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    if isinstance(node, ast.BinOp):
        return _literals(node.left) + _literals(node.right)
    if isinstance(node, ast.List | ast.Tuple):
        return [text for part in node.elts for text in _literals(part)]
    return []


def _without_markup(text: str) -> str:
    # What is left when markup, keys, colours, codes of coordinate systems and file endings are gone.
    return re.sub(r"&\w+;|<[^>]*>?|[^<]*>|style='[^']*|\b(Ctrl|Alt|Shift)[ +]\w\b|\(Esc\)|#[0-9a-f]{6}|EPSG:\d*|\.\w{2,7}\b", "", text)


def test_no_text_is_written_into_a_widget_without_the_files_of_words() -> None:
    found = []
    for path in WIDGETS:
        tree = ast.parse(path.read_text("utf-8"))
        looks = _looks(tree)
        for call in ast.walk(tree):
            if id(call) in looks:
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            if name not in SHOWS:
                continue
            given = [*call.args, *(word.value for word in call.keywords if word.arg in ("text", "title", "toolTip", "accessibleName", "placeholderText"))]
            texts = [text for argument in given for text in _literals(argument) if _spoken(_without_markup(text))]
            found += [f"{path.relative_to(HOUSE)}:{call.lineno} {name}({text!r})" for text in texts]
    assert not found, "\n".join(found)


def test_no_korean_stands_in_the_code_of_the_window_outside_looks_and_signs() -> None:
    found = []
    for path in WIDGETS:
        if path.name in EXAMPLES:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        skip = _looks(tree)
        docs = {id(node.body[0].value) for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)}
        for node in ast.walk(tree):
            korean = isinstance(node, ast.Constant) and isinstance(node.value, str) and HANGUL.search(node.value)
            if korean and id(node) not in skip | docs and len(node.value) > 1 and node.value not in FACES:
                found.append(f"{path.relative_to(HOUSE)}:{node.lineno} {node.value!r}")
    assert not found, "\n".join(found)


def test_every_command_is_in_a_menu_and_has_words_and_help_in_both_languages() -> None:
    listed = [id for _, ids in MENUS for id in ids if id]
    assert sorted(listed) == sorted(command.id for command in COMMANDS)
    assert {id for _, ids in BAR for id in ids} <= set(listed)
    keys = [f"window.command.{command.id}{end}" for command in COMMANDS for end in ("", ".help")]
    assert [(language, key) for language in LANGUAGES for key in keys if not Words(language).known(key)] == []


def test_shortcuts_are_understood_and_no_two_commands_share_one() -> None:
    keys = [(QKeySequence(key).toString(), command.id) for command in COMMANDS for key in command.shortcuts]
    assert [id for key, id in keys if not key] == []
    assert [(key, id) for key, id in keys if [other for other, _ in keys].count(key) > 1] == []


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    yield made
    settled(qtbot, made)
    made.close()


def _every_page(w) -> list[str]:
    """Show all that can be shown without a dialog, one after the other; gives the names for who reads a failure."""
    w.sketch.place("cctv", X + 30, Y + 2)
    w.sketch.toggle()
    return list(w.inspector._pages)


def _reached(w) -> list[QWidget]:
    return [part for part in w.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is w and part.isVisibleTo(w)]


def _name(part: QWidget) -> str:
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton | QLabel) else "") or part.toolTip()


def test_everything_the_keyboard_reaches_has_a_name_for_who_cannot_see_it(qtbot, w) -> None:
    unnamed = set()
    for page in _every_page(w):
        w.inspector.show_page(page)
        for part in _reached(w):
            frame = isinstance(part, QScrollArea) or part.objectName().startswith("qt_") or isinstance(part.parent(), QAbstractScrollArea)
            if not frame and not _name(part):
                unnamed.add(f"{page}: {type(part).__name__} {part.objectName()} in {type(part.parent()).__name__}")
    assert not unnamed, "\n".join(sorted(unnamed))


def test_every_tooltip_of_a_command_with_a_shortcut_names_it(qtbot, w) -> None:
    silent = [command.id for command in COMMANDS if command.shortcuts
              and QKeySequence(command.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText) not in w.actions_table[command.id].toolTip()]
    assert silent == []


def test_the_palette_finds_every_command_by_its_words(qtbot, w) -> None:
    lost = [action.objectName() for action in w.actions_table.all
            if action.isEnabled() and action.objectName() != "search"
            and action.text() not in [entry.title for entry in w.searches.entries("")]]
    assert lost == []


def test_a_window_in_english_says_nothing_in_korean_but_what_the_data_say(qtbot, w) -> None:
    data = " ".join([w.desk.project.name, *(str(value) for layer in w.desk.project.layers for column in layer.frame for value in layer.frame[column]),
                     *(scenario.title for scenario in w.desk.project.scenarios), "한", Words("en")("window.command.language.help")])
    pages = _every_page(w)
    w.choose("language", "en")
    settled(qtbot, w)
    korean = set()
    for page in pages:
        w.inspector.show_page(page)
        texts = [part.text() for part in w.findChildren(QLabel)] + [part.text() for part in w.findChildren(QAbstractButton)]
        texts += [part.toolTip() for part in w.findChildren(QWidget)] + [part.accessibleName() for part in w.findChildren(QWidget)]
        texts += [action.text() for action in w.actions_table.all] + [menu.title() for menu in w.findChildren(QMenu)]
        korean |= {f"{page}: {text}" for text in texts for word in re.findall("[가-힣]+", text) if word not in data}
    w.choose("language", "ko")
    # Steps and scenarios keep the words of the language they were made in: they are the planner's own.
    own = {step.title for step in w.desk.session.history.steps} | {scenario.title for scenario in w.desk.project.scenarios}
    left = sorted(text for text in korean if not any(title in text for title in own))
    assert not left, "\n".join(left)
