"""The door: every headless command on the sample, as an office would call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent


def golmok(*words: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "LANG", "LC_ALL")}
    call = [sys.executable, str(HOUSE / "main.py"), *map(str, words)]
    return subprocess.run(call, cwd=cwd, env=known | {"PYTHONUTF8": "1"} | env, capture_output=True, text=True, timeout=240)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("door") / "sample.gpkg"
    run = golmok("sample", path, cwd=path.parent)
    assert run.returncode == 0, run.stderr
    return path


def test_why_tells_a_spot_in_sentences_and_as_values(sample: Path) -> None:
    run = golmok("why", sample, "199850,551300", "--device", "cctv", "--json", "why.json", cwd=sample.parent)
    assert run.returncode == 0, run.stderr
    told = json.loads((sample.parent / "why.json").read_text("utf-8"))
    assert abs(told["spot"]["x_m"] - 199850) < 60 and told["street"] and told["lines"]
    assert {gain["measure"] for gain in told["device"]["gains"]} >= {"seen", "seen_night"}
    assert told["device"]["cost"]["unit"] == "krw" and told["device"]["cost"]["year"] == 2018
    spot = f"{told['spot']['lat']},{told['spot']['lon']}"  # latitude first, as many write it
    again = golmok("why", sample, spot, "--json", "-", cwd=sample.parent)
    assert abs(json.loads(again.stdout)["spot"]["x_m"] - told["spot"]["x_m"]) < 0.01
    assert "device" not in json.loads(again.stdout)


@pytest.mark.parametrize("spot", ["nowhere", "1", "10,20", "0,0,0"])
def test_why_of_no_spot_is_a_sentence(sample: Path, spot: str) -> None:
    run = golmok("why", sample, spot, cwd=sample.parent)
    assert run.returncode == 1 and "Traceback" not in run.stderr and spot in run.stderr


def test_score_gives_every_measure_with_its_band_inside_its_limits(sample: Path) -> None:
    run = golmok("score", sample, "--json", "score.json", cwd=sample.parent)
    assert run.returncode == 0, run.stderr
    score = json.loads((sample.parent / "score.json").read_text("utf-8"))
    assert set(score) == {"project", "measures", "score"}
    assert {"seen", "near_refuge", "near_mailbox", "seen_crime_weighted"} <= {row["id"] for row in score["measures"]}
    for row in score["measures"]:
        assert set(row) == {"id", "area", "value", "low", "high", "unit", "tag", "details"}
        if row["value"] is not None:
            assert 0 <= row["low"] <= row["value"] <= row["high"] <= 1
    assert len({row["area"] for row in score["measures"]}) == len(score["score"]) == 4  # the district and its three dongs


def test_score_speaks_in_words_and_gives_a_band_only_where_there_is_one(sample: Path) -> None:
    lines = golmok("score", sample, "--lang", "ko", cwd=sample.parent).stdout.splitlines()
    assert any("(주민 가중): " in line for line in lines) and any(line.lstrip().startswith("하늘1동 점수: ") for line in lines)
    assert [line for line in lines if "measure" in line or "computed" in line] == []
    shares = [line.split(": ")[-1] for line in lines if " %" in line]
    assert any("(" in share for share in shares) and any("(" not in share for share in shares)


def test_layers_lists_what_the_project_holds(sample: Path) -> None:
    run = golmok("layers", sample, "--json", "-", cwd=sample.parent)
    rows = {row["kind"]: row for row in json.loads(run.stdout)}
    assert rows["buildings"]["rows"] >= 3000
    assert rows["cctv"]["rows"] >= 120


def test_report_and_web_map_are_written_in_both_languages(sample: Path) -> None:
    for language in ("ko", "en"):
        out = sample.parent / f"report-{language}.pdf"
        run = golmok("report", sample, out, "--lang", language, cwd=sample.parent)
        assert run.returncode == 0, run.stderr
        assert out.read_bytes().startswith(b"%PDF")
        assert out.stat().st_size < 5_000_000
        page = sample.parent / f"map-{language}.html"
        run = golmok("webmap", sample, page, "--lang", language, cwd=sample.parent)
        assert run.returncode == 0, run.stderr
        assert "<title>" in page.read_text("utf-8")


def test_import_makes_a_project_and_reports_each_file(tmp_path: Path) -> None:
    rows = "위도,경도,설치장소,카메라대수\n" + "".join(f"37.5{n:02d},127.0{n:02d},골목 {n},2\n" for n in range(10, 40)) + ",,주소만,1\n"
    (tmp_path / "서울특별시_강남구_CCTV_20240101.csv").write_bytes(rows.encode("cp949"))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    run = golmok("import", "new.gpkg", ".", "--json", "import.json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    outcomes = {row["file"]: row for row in json.loads((tmp_path / "import.json").read_text("utf-8"))}
    cctv = outcomes["서울특별시_강남구_CCTV_20240101.csv"]
    assert (cctv["kind"], cctv["encoding"], cctv["crs"]) == ("cctv", "cp949", "EPSG:4326")
    assert (cctv["rows_in"], cctv["rows_kept"], cctv["rows_set_aside"]) == (31, 30, 1)
    assert not outcomes["broken.xlsx"]["kind"]
    assert outcomes["broken.xlsx"]["message"]


@pytest.mark.parametrize(
    "call", [("score", "missing.gpkg"), ("report", "text.gpkg", "out.pdf"), ("layers", "text.gpkg"), ("import", "p.gpkg", "nowhere")]
)
def test_a_planners_mistake_is_a_sentence_and_status_1(call: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "text.gpkg").write_text("this is no project")
    run = golmok(*call, cwd=tmp_path)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip()) > 10


def test_a_wrong_call_is_status_2(tmp_path: Path) -> None:
    assert golmok("score", cwd=tmp_path).returncode == 2
    assert golmok("--no-such", cwd=tmp_path).returncode == 2


def test_without_a_display_the_sample_is_scored_and_written(tmp_path: Path) -> None:
    run = golmok(cwd=tmp_path, LANG="en_US.UTF-8")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "golmok-sample" / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "golmok-sample" / "map.html").exists()
    assert "%" in run.stdout
    assert "no display" in run.stdout


def test_export_writes_what_is_asked_for_and_replaces_nothing_unasked(sample: Path) -> None:
    import pyogrio

    run = golmok("export", sample, "away.gpkg", "--what", "layers", "--layers", "cctv", "--crs", "5179", cwd=sample.parent)
    assert run.returncode == 0, run.stderr
    assert pyogrio.read_info(sample.parent / "away.gpkg", layer="CCTV")["crs"] == "EPSG:5179" and run.stdout.strip() == "away.gpkg"
    for words in (("away.gpkg", "--layers", "cctv"), ("crime.csv", "--layers", "crime_points"), (sample.name, "--replace", "--layers", "cctv")):
        refused = golmok("export", sample, *words, cwd=sample.parent)
        assert refused.returncode == 1 and refused.stderr.strip() and "Traceback" not in refused.stderr
    assert not (sample.parent / "crime.csv").exists()
