"""The rules of the house, as tests: who may import whom, words in both languages, no network, no machine's path."""

from __future__ import annotations

import ast
import json
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = [*HOUSE.glob("app/**/*.py"), *HOUSE.glob("layers/*.py"), *HOUSE.glob("widgets/**/*.py"), HOUSE / "main.py"]
WORDS = HOUSE / "resources" / "i18n"
# Families of keys that are put together from data: every member is checked below or by the test of its room.
FAMILIES = ("kind.", "column.", "group.", "parameter.", "setting.", "measure.", "tag.")


def texts(language: str) -> dict[str, str]:
    return {key: text for path in (WORDS / language).glob("*.json") for key, text in json.loads(path.read_text("utf-8")).items()}


def test_the_import_contracts_hold() -> None:
    run = subprocess.run([Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=HOUSE, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_nobody_imports_the_door() -> None:
    importers = [
        path.name
        for path in ROOMS
        if path.name != "main.py" and re.search(r"^\s*(import main|from main import)", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert importers == []


def test_korean_and_english_have_the_same_keys_and_the_same_blanks() -> None:
    korean, english = texts("ko"), texts("en")
    assert set(korean) == set(english)

    def blanks(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    different = [key for key in korean if blanks(korean[key]) != blanks(english[key])]
    assert different == []


def test_korean_texts_are_korean() -> None:
    hangul = re.compile("[가-힣]")
    plain = [key for key, text in texts("ko").items() if re.search("[A-Za-z]{4}", text) and not hangul.search(text)]
    assert [key for key in plain if texts("en")[key] == texts("ko")[key] and " " in texts("ko")[key]] == []


def test_every_key_used_in_the_code_has_a_text() -> None:
    known = set(texts("ko"))
    missing = {
        f"{path.name}: {call.args[0].value}"
        for path in ROOMS
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) == "tr"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value not in known
    }
    assert missing == set()


def test_every_parameter_and_setting_has_words() -> None:
    from app.parameters import PARAMETERS
    from app.settings import SETTINGS

    known = set(texts("ko"))
    wanted = {f"parameter.{p.id}" for p in PARAMETERS} | {f"parameter.{p.id}.help" for p in PARAMETERS} | {f"setting.{s.id}" for s in SETTINGS}
    assert wanted - known == set()


def test_defaults_of_parameters_are_within_their_range() -> None:
    from app.parameters import PARAMETERS

    assert [p.id for p in PARAMETERS if not p.low <= p.default <= p.high] == []
    assert len({p.id for p in PARAMETERS}) == len(PARAMETERS)


@pytest.mark.parametrize("word", ["/" + "work/", "/" + "root/", "/" + "tmp/", "cdn" + ".", "unpkg" + ".com"])
def test_no_file_names_a_machine_or_a_server(word: str) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True).stdout.split("\0")
    named = []
    for name in tracked:
        path = HOUSE / name
        if path.suffix in (".py", ".md", ".cfg", ".toml", ".json", ".typ", ".yml", ".txt") and path.is_file():
            if path == Path(__file__):
                continue
            if word in path.read_text("utf-8", errors="replace"):
                named.append(name)
    assert named == []


def test_the_door_opens_nothing_heavy() -> None:
    code = "import sys, main; print([m for m in ('numpy','pandas','geopandas','PySide6','numba','shapely') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr


def test_rooms_and_functions_stay_small() -> None:
    large = []
    for path in ROOMS:
        text = path.read_text("utf-8")
        if text.count("\n") > 400:
            large.append(f"{path.relative_to(HOUSE)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno > 60:
                large.append(f"{path.relative_to(HOUSE)}:{node.lineno} {node.name}")
    assert large == []
