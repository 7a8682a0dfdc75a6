"""Looking at files before they are taken in, and correcting the guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.files.looking import Finding, accepted, corrected, look, rings_lonlat
from app.model import Project
from layers import KINDS

EMPTY = Project("p", "p")


def table(folder: Path, name: str = "안심부스.csv", header: str = "부스명,위도,경도", swap: bool = False) -> Path:
    points = [(37.5 + n / 1000, 127.0 + n / 1000) for n in range(5)]
    rows = [header, *(f"{n}번,{b if swap else a},{a if swap else b}" for n, (a, b) in enumerate(points)), "모름,,"]
    path = folder / name
    path.write_bytes("\r\n".join(rows).encode("cp949"))
    return path


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1
    return findings[0]


def test_what_a_file_would_give_is_known_before_it_is_taken(tmp_path: Path) -> None:
    found = only(look([table(tmp_path)], KINDS, EMPTY))
    assert (found.proposal.kind, found.rows_kept, found.rows_set_aside, found.usable) == ("phone_booths", 5, 1, True)


def test_rows_in_are_rows_kept_and_set_aside_whatever_is_changed(tmp_path: Path) -> None:
    found = only(look([table(tmp_path)], KINDS, EMPTY))
    for what, value in (("kind", "shelters"), ("crs", 5186), ("x", "위도"), ("x", ""), ("encoding", "utf-16"), ("column:name", "")):
        changed = corrected(found, what, value, KINDS, EMPTY, ())
        outcome = changed.imported.outcome
        assert changed.trouble or outcome.rows_in == outcome.rows_kept + outcome.rows_set_aside


def test_another_kind_is_obeyed(tmp_path: Path) -> None:
    changed = corrected(only(look([table(tmp_path)], KINDS, EMPTY)), "kind", "shelters", KINDS, EMPTY, ())
    assert changed.imported.layer.kind.key == "shelters" and changed.rows_kept == 5
    named = corrected(changed, "column:name", "부스명", KINDS, EMPTY, ())
    assert list(named.imported.layer.frame["name"])[:2] == ["0번", "1번"]


def test_another_coordinate_system_puts_the_points_elsewhere(tmp_path: Path) -> None:
    found = only(look([table(tmp_path)], KINDS, EMPTY))
    changed = corrected(found, "crs", 5186, KINDS, EMPTY, ())
    assert changed.rows_kept == 0 and not changed.usable


def test_a_wrong_encoding_gives_other_letters_or_a_sentence(tmp_path: Path) -> None:
    found = only(look([table(tmp_path)], KINDS, EMPTY))
    changed = corrected(found, "encoding", "utf-16", KINDS, EMPTY, ())
    assert changed.trouble or changed.proposal.examples != found.proposal.examples
    back = corrected(changed, "encoding", "cp949", KINDS, EMPTY, ())
    assert back.trouble or back.rows_kept == 5


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    found = look([tmp_path], KINDS, EMPTY)
    assert sorted(one.usable for one in found) == [False, True] and all(one.trouble for one in found if not one.usable)


def test_the_same_file_is_looked_at_once(tmp_path: Path) -> None:
    path = table(tmp_path)
    known = look([path], KINDS, EMPTY)
    assert look([path], KINDS, EMPTY, known) == ()


def test_accepted_layers_have_names_of_their_own(tmp_path: Path) -> None:
    found = look([table(tmp_path, "안심부스 1.csv"), table(tmp_path, "안심부스 2.csv")], KINDS, EMPTY)
    layers, rows = accepted(found, EMPTY)
    assert sorted(layer.id for layer in layers) == ["phone_booths", "phone_booths_2"] and len(rows) == 2


def test_what_is_not_ticked_stays_out(tmp_path: Path) -> None:
    from dataclasses import replace

    found = only(look([table(tmp_path)], KINDS, EMPTY))
    assert accepted([replace(found, wanted=False)], EMPTY) == ((), ())


def test_outlines_come_from_the_boundaries_of_the_project() -> None:
    from window_pieces import quarter

    rings = rings_lonlat(quarter(), ())
    assert len(rings) == 3 and all(126 < lon < 128 and 37 < lat < 38 for ring in rings for lon, lat in ring)
    assert rings_lonlat(EMPTY, ()) == []


@pytest.mark.parametrize("paths", [[], ["nowhere"]])
def test_nothing_to_look_at_gives_nothing(tmp_path: Path, paths: list[str]) -> None:
    assert look([tmp_path / path for path in paths], KINDS, EMPTY) == ()


def test_another_header_line_or_delimiter_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "부스.csv"
    path.write_text("부스명;위도;경도\n이름;lat;lon\n가;37.50;127.03\n나;37.51;127.04\n", encoding="utf-8")
    found = only(look([path], KINDS, EMPTY))
    assert found.proposal.raw.delimiter == ";"
    second = corrected(found, "header", 2, KINDS, EMPTY, ())
    assert (second.proposal.raw.header_row, second.proposal.raw.headers) == (2, ("이름", "lat", "lon"))
    assert second.proposal.raw.delimiter == ";"
    wrong = corrected(found, "delimiter", ",", KINDS, EMPTY, ())
    assert wrong.proposal is None or len(wrong.proposal.raw.headers) == 1
    assert corrected(wrong, "delimiter", ";", KINDS, EMPTY, ()).rows_kept == found.rows_kept
