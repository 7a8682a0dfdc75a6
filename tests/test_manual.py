"""The manual names everything there is, in both languages, and says nothing that is no longer so."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from app.parameters import PARAMETERS
from app.study.measure_kinds import MEASURES, WEIGHTS
from app.words import Words
from layers import KINDS
from main import COMMANDS as CALLS
from widgets.commands import BAR, COMMANDS, MENUS

HOUSE = Path(__file__).resolve().parent.parent
MANUAL = HOUSE / "docs" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
# Where a number of the table of assumptions would be asked for.
ASKING = [path for room in ("study", "output", "files") for path in (HOUSE / "app" / room).rglob("*.py")] + [HOUSE / "app" / "why.py"]
# Asked for by a name put together from parts.
BY_PARTS = ("weight.", "route.")
# A chapter of the manual for what is not a measure, by the words the window says there.
TOLD = (
    "measures.weigh.none", "measures.page.checks", "measures.page.score", "measures.score.robust", "score.pairs.open", "measures.districts",
    "editing.whynot", "editing.whynot.ask", "editing.put_back", "editing.effect", "editing.card.sees", "editing.card.claimed",
    "editing.card.windows", "luminaire.kind", "measures.day", "measures.night", "measures.gaps.dark", "window.inspector.chart",
    "window.inspector.warnings", "window.command.assumptions", "measures.score.arithmetic", "measures.score.geometric",
    "window.command.places", "window.command.place_add", "window.command.overview", "window.command.identify", "table.bar.touching", "table.choose",
    "table.condition", "styling.section.kept", "styling.by.measure", "window.command.eyes", "window.command.scan", "basemaps.find", "window.command.row",
    "editing.take_away", "catalogue.plan.status", "catalogue.evidence", "catalogue.ask", "catalogue.cost.book", "compare.mode.beside", "compare.tab.bill",
    "compare.tab.phase", "compare.phase.fit", "compare.book", "compare.export", "hearing.first_steps", "hearing.page", "window.command.present",
    "window.command.history", "window.command.clear_history", "window.command.save_picture", "window.command.settings",
)  # fmt: skip
# Keys that no command has: of the table, of the list of saved places and of the list of base maps.
OWN_KEYS = {"Ctrl+C", "Ctrl+Up", "Ctrl+Down", "Alt+Up", "Alt+Down"}
LONGEST_CHAPTER, LONGEST_MANUAL = 6_000, 42_000
MOST_BYTES = 250_000


def rows(text: str) -> list[list[str]]:
    """The cells of every line of every table."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def cells(text: str) -> set[str]:
    return {cell for row in rows(text) for cell in row}


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def manual(language: str) -> str:
    """The manual with its page of tables."""
    return "\n".join((MANUAL / name).read_text("utf-8") for name in (f"{language}.md", f"tables-{language}.md"))


def test_every_kind_is_named(manual: str, language: str) -> None:
    listed = {name.strip() for cell in cells(manual) for name in cell.split(",")}
    assert [kind.key for kind in KINDS if Words(language)(f"kind.{kind.key}") not in listed] == []


def test_every_assumption_stands_there_with_its_id_and_default(manual: str, language: str) -> None:
    tr, there = Words(language), {(row[0], row[1], row[2]) for row in rows(manual) if len(row) == 4}
    wanted = {(tr(f"parameter.{p.id}"), f"`{p.id}`", f"{p.default:g} {tr(f'window.unit.{p.unit}')}") for p in PARAMETERS}
    assert wanted - there == set()
    assert set(re.findall(r"\| `([a-z]+\.[a-z_]+)` \|", manual)) == {p.id for p in PARAMETERS}


def test_what_is_said_to_be_unused_is_asked_for_nowhere(manual: str) -> None:
    unused = set(re.findall(r"\| `([a-z]+\.[a-z_]+)` \|", manual.split("<!-- unused -->")[1].split("<!-- /unused -->")[0]))
    texts = "".join(path.read_text("utf-8") for path in ASKING)
    asked = {p.id for p in PARAMETERS if f'"{p.id}"' in texts or p.id.startswith(BY_PARTS)}
    assert unused & asked == set(), "the manual says that no measure uses these"
    assert unused | asked == {p.id for p in PARAMETERS}, "the manual says that these are used"


def test_every_command_stands_there_with_its_keys(manual: str, language: str) -> None:
    there = {(row[1], row[2]) for row in rows(manual) if len(row) == 4}
    wanted = {
        (Words(language)(f"window.command.{one.id}").rstrip("…"), ", ".join(f"`{keys}`" for keys in one.shortcuts)) for one in COMMANDS
    }
    assert wanted - there == set()


def test_the_tables_of_keys_and_commands_are_those_of_the_program() -> None:
    sys.path.insert(0, str(HOUSE / "docs"))
    import make_key_table

    for page in make_key_table.pages():
        assert page.read_text("utf-8") == make_key_table.brought_up(page), f"run docs/make_key_table.py: {page.name} is stale"
        assert re.search(r"<!-- (keys|commands) -->", page.read_text("utf-8"))


def test_keys_that_are_told_are_keys_of_commands_or_of_the_map(language: str) -> None:
    """A chapter that names a key with Ctrl, Alt or F means one of the table, or one that a page of its own hears."""
    known = {keys for one in COMMANDS for keys in one.shortcuts} | OWN_KEYS
    chapters = re.sub(r"<!-- keys -->.*?<!-- /keys -->", "", (MANUAL / f"{language}.md").read_text("utf-8"), flags=re.S)
    told = set(re.findall(r"`((?:(?:Ctrl|Alt|Shift)\+[^`]+)|F\d+)`", chapters))
    arrows = str.maketrans({"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"})
    assert {keys for keys in told if keys.translate(arrows) not in known} == set()


def test_every_menu_and_every_word_of_the_top_bar_is_named(manual: str, language: str) -> None:
    tr = Words(language)
    assert [id for id, _ in MENUS if tr(f"window.menu.{id}") not in cells(manual)] == []
    assert [id for id, _ in BAR if tr(f"window.bar.{id}") not in manual] == []


def test_every_measure_is_explained(manual: str, language: str) -> None:
    told = {row[0]: row for row in rows(manual) if len(row) == 3}
    names = [Words(language)(f"measure.{kind.id}") for kind in MEASURES]
    assert [name for name in names if name not in told] == []
    assert [name for name in names if not all(told[name])] == [], "what it means and what it does not say"


def test_every_weight_is_named(manual: str, language: str) -> None:
    assert [key for key in WEIGHTS if Words(language)(f"weight.{key}") not in manual] == []


def test_what_the_window_offers_is_told_in_its_own_words(manual: str, language: str) -> None:
    said = [Words(language)(key).split(" (")[0].split(",")[0].rstrip("… ▾").lower() for key in TOLD]
    assert [words for words in said if words not in manual.lower()] == []


def test_the_manual_stays_short_enough_to_follow(language: str) -> None:
    text = (MANUAL / f"{language}.md").read_text("utf-8")
    assert len(text) <= LONGEST_MANUAL
    assert [chapter[:30] for chapter in text.split("\n## ") if len(chapter) > LONGEST_CHAPTER] == []


def test_every_call_of_the_command_line_is_told(manual: str) -> None:
    assert [call for call in CALLS if f"`main.py {call} " not in manual] == []
    assert "`main.py PROJECT.gpkg`" in manual and "--json FILE" in manual and "--lang" in manual


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    assert [target for target in targets if "://" not in target and not (page.parent / target).is_file()] == []
    headings = {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in text.splitlines() if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)\s]+)\)", text)) - headings == set()


def test_pictures_are_small_and_of_their_sizes() -> None:
    pictures = [*MANUAL.glob("*.png"), *(MANUAL / "en").glob("*.png")]
    assert {picture.name for picture in MANUAL.glob("*.png")} == {picture.name for picture in (MANUAL / "en").glob("*.png")}
    for picture in pictures:
        head = picture.read_bytes()[:26]
        size = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
        assert picture.stat().st_size <= MOST_BYTES and head[25] == 3, picture.name  # 3: with a palette
        if picture.stem == "hall":
            assert size == (1280, 720)
        elif picture.stem not in ("import", "report-page", "report-measure", "webmap"):
            assert size == (1366, 768), picture.name


def test_both_languages_show_the_same_pictures_and_chapters() -> None:
    korean, english = ((MANUAL / f"{language}.md").read_text("utf-8") for language in ("ko", "en"))
    assert [Path(name).name for name in re.findall(r"!\[.*?\]\((.+?)\)", korean)] == [
        Path(name).name for name in re.findall(r"!\[.*?\]\((.+?)\)", english)
    ]
    assert len(re.findall("^## ", korean, re.MULTILINE)) == len(re.findall("^## ", english, re.MULTILINE))
