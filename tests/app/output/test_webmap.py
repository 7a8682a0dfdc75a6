"""The web map as one file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import ProjectTrouble
from app.output import webmap
from app.study import answer, question
from app.words import Words
from tests.app.output_pieces import HOSTILE, hostile_project, small_answers, small_project

DATA = re.compile(r"_add\((\{.*?\})\);\n")


def collections(html: str) -> list[dict]:
    return [json.loads(found) for found in DATA.findall(html)]


@pytest.fixture(scope="module")
def html() -> str:
    return webmap.page(small_project(), small_answers(), "ko")


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    assert not re.search(r"""(src|href)\s*=\s*["']?\s*(https?:)?//""", html)
    assert not re.search(r"url\(\s*['\"]?\s*(https?:)?//", html) and "@import" not in html
    assert not re.search(r"<(iframe|object|embed|link)\b", html)


def test_the_page_forbids_itself_to_load_anything(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy and policy[1].startswith("default-src 'none'") and "http" not in policy[1]
    assert html.index("Content-Security-Policy") < html.index("<script>")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name: str) -> None:
    whole = hostile_project(name)
    page = webmap.page(whole, answer(question(whole)), "ko")
    assert "<script>alert" not in page and "<img src=x" not in page and "7*7" not in page.replace("{{ 7*7 }}", "")
    assert page.count("<script") == page.count("</script>")
    assert page.count("<script") == webmap.page(small_project(), small_answers(), "ko").count("<script")


def test_measures_title_layers_and_sources_are_on_the_page(html: str) -> None:
    spoken = re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), html)
    for words in ("가람구", Words("ko")("measure.seen"), "CCTV</span><b>2</b>", "나루 안심부스", "streets.csv", "확대"):
        assert words in spoken


def test_the_english_page_speaks_english() -> None:
    page = webmap.page(small_project(), small_answers(), "en")
    assert "<html lang='en'>" in page and Words("en")("measure.seen") in page and "Zoom in" in page


def test_places_are_in_degrees_with_six_digits(html: str) -> None:
    numbers = [float(number) for found in collections(html) for number in re.findall(r"-?\d+\.\d+", json.dumps(found["features"]))]
    assert numbers and all(abs(number - round(number, 6)) < 1e-9 for number in numbers)


def test_streets_of_one_state_are_one_feature(html: str) -> None:
    lines = [found for found in collections(html) if found["features"] and found["features"][0]["geometry"]["type"] == "MultiLineString"]
    assert lines and all(len(found["features"]) == 1 for found in lines)


def test_the_same_project_gives_the_same_page(html: str) -> None:
    assert webmap.page(small_project(), small_answers(), "ko") == html


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProjectTrouble):
        webmap.write(small_project(), small_answers(), tmp_path / "nowhere" / "m.html", "ko")


def test_the_page_opens_in_a_browser_and_its_script_runs(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no browser here to open the page with")
    webmap.write(hostile_project(HOSTILE[0]), answer(question(hostile_project(HOSTILE[0]))), tmp_path / "m.html", "ko")
    run = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr",
         "--virtual-time-budget=5000", "--dump-dom", (tmp_path / "m.html").as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert 'title="확대"' in run.stdout and "leaflet-control-layers-overlays" in run.stdout
    assert "&lt;script&gt;alert(1)" in run.stdout and "Uncaught" not in run.stderr and "Refused" not in run.stderr
