"""What stands beside a thing's values: plan, cost, pictures, evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QLabel
from window_pieces import X, Y, opened, settled

from app import catalogue, edits
from app.bill import book
from app.errors import BadInput
from app.model import Project, UnitCost

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    made.map.canvas.look_at((X, Y), 0.25)
    yield made
    made.close()


def picture(path: Path, wide: int = 300, high: int = 200) -> Path:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aa66"))
    image.setText("Description", "찍은 사람: 홍길동")
    assert image.save(str(path))
    return path


def said(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden()).replace("\u00a0", " ")


# Evidence


@pytest.fixture
def card(qtbot, korean):
    from widgets.sketch.evidence_card import EvidenceCard

    made = EvidenceCard()
    qtbot.addWidget(made)
    return made


def test_an_effect_is_said_as_a_range_with_tag_and_source(card) -> None:
    card.show_entry(catalogue.entry("alley_gate"))
    assert "37" in card._effect.text() and "0–45" in card._effect.text()
    assert "S51" in card._backing.text() and "신뢰구간이 아닙니다" in card._backing.text()


def test_what_is_only_remembered_says_so(card) -> None:
    card.show_entry(catalogue.entry("cctv"))
    assert "원문 확인 전" in card._backing.text()


@pytest.mark.parametrize(("key", "word"), [("convex_mirror", "찾아보았으나"), ("school_guards", "아직"), ("mailboxes", "믿고 쓸 수 있는 값")])
def test_unknown_is_said_and_why(card, key: str, word: str) -> None:
    card.show_entry(catalogue.entry(key))
    assert card._effect.text() == "효과: 알려져 있지 않음" and word in card._backing.text()


@pytest.mark.parametrize("one", [one for one in catalogue.entries() if one.evidence is not None], ids=lambda one: one.key)
def test_unfolded_every_claim_stands_with_its_tag_and_every_source_once(card, one) -> None:
    card.show_entry(one)
    card.more.setChecked(True)
    text = said(card)
    assert all(claim.said().replace("\u00a0", " ") in text for claim in one.evidence.claims)
    assert all(catalogue.source_text(id) in text for claim in one.evidence.claims for id in claim.sources)
    assert "곱하거나 더하지 않습니다" in text and "79건" in text


# Cost


@pytest.fixture
def lines(qtbot, korean):
    from widgets.sketch.cost_lines import CostLines

    made = CostLines()
    qtbot.addWidget(made)
    return made


def row(key: str, *costs: UnitCost):
    return next(one for one in book(Project("p", "", costs=costs)) if one.entry.key == key)


def test_a_price_has_its_year_tag_and_source(lines) -> None:
    lines.show_row(row("cctv"))
    assert "2,200만 원 (1,830만 원–2,290만 원)" in said(lines) and "2018년" in said(lines) and "S60" in said(lines)


def test_the_unit_cost_book_is_asked_for_from_the_price(qtbot, lines) -> None:
    lines.show_row(row("cctv"))
    with qtbot.waitSignal(lines.book_wanted):
        qtbot.mouseClick(lines._book, LEFT)


def test_what_has_no_price_is_asked_for_and_sets_stand_beside_it(lines) -> None:
    lines.show_row(row("logo_light"))
    assert "문의" in said(lines) and "290만 원 이하" in said(lines) and "더하지 않음" in said(lines)


def test_the_offices_own_price_goes_before(lines) -> None:
    lines.show_row(row("phone_booths", UnitCost("phone_booths", 25_000_000.0, None, 2026, "조달청")))
    assert "2,500만 원" in said(lines) and "우리 기관 단가" in said(lines) and "조달청" in said(lines)


@pytest.mark.parametrize(("krw", "korean_words"), [(250e6, "2억 5,000만 원"), (1e8, "1억 원"), (620_000, "62만 원"), (12_345, "1만 2,345원"), (0, "0원")])
def test_won_are_said_as_an_office_says_them(korean, krw: float, korean_words: str) -> None:
    from widgets.sketch.cost_lines import won

    assert won(krw).replace("\u00a0", " ") == korean_words


# Plan and pictures in the window


def test_status_year_and_note_are_steps_that_undo_takes_back(qtbot, w) -> None:
    w.sketch.place("emergency_bells", X - 50, Y + 3)
    plan = w.items.page.beside.plan
    plan.status.setCurrentIndex(plan.status.findData("approved"))
    plan.status.activated.emit(plan.status.currentIndex())
    plan.year.setText("2027년")
    plan.year.editingFinished.emit()
    plan.note.setPlainText("<b>한전</b>에 물을 것")
    plan.settle()
    item = w.desk.project.shown.items[-1]
    assert (item.status, item.year, item.note) == ("approved", 2027, "<b>한전</b>에 물을 것")
    w.desk.undo()
    w.desk.undo()
    assert w.desk.project.shown.items[-1].status == "approved" and plan.note.toPlainText() == "" and plan.year.text() == ""


@pytest.mark.parametrize("typed", ["내년", "٢٠٢٧", "1066", "-5"])
def test_a_year_that_is_none_is_said_and_changes_nothing(qtbot, w, typed: str) -> None:
    w.sketch.place("mailboxes", X - 50, Y + 3)
    plan = w.items.page.beside.plan
    plan.year.setText(typed)
    plan.year.editingFinished.emit()
    assert w.desk.project.shown.items[-1].year == 0 and (plan.trouble or w.notice.text)


def test_a_note_still_being_typed_goes_to_the_thing_it_was_typed_for(qtbot, w) -> None:
    w.sketch.place("mailboxes", X - 50, Y + 3)
    first = w.sketch.selected
    w.sketch.place("cctv", X - 80, Y + 3, 90.0)
    w.sketch.select(first)
    w.items.page.beside.plan.note.setPlainText("반장 댁 앞")
    w.sketch.select("cctv/0")
    assert next(item for item in w.desk.project.shown.items if item.id == first).note == "반장 댁 앞"


def test_pictures_are_made_small_kept_and_taken_off(qtbot, w, tmp_path: Path) -> None:
    w.sketch.place("mailboxes", X - 50, Y + 3)
    w.beside.add_photos([picture(tmp_path / "a.png", 2600, 900), picture(tmp_path / "b.jpg")])
    settled(qtbot, w)
    photos = w.desk.project.shown.items[-1].photos
    strip = w.items.page.beside.photos
    assert len(photos) == 2 == len(strip._buttons)
    kept = QImage.fromData(w.desk.session.photo(photos[0]))
    assert (kept.width(), kept.height()) == (1600, 553) and kept.textKeys() == []
    qtbot.waitUntil(lambda: strip.missing == ())
    qtbot.keyClick(strip._buttons[photos[0]], Qt.Key.Key_Delete)
    assert w.desk.project.shown.items[-1].photos == photos[1:]
    w.desk.undo()
    assert w.desk.project.shown.items[-1].photos == photos


def test_a_file_that_is_no_picture_gets_a_sentence_and_the_others_stay(qtbot, w, tmp_path: Path) -> None:
    w.sketch.place("mailboxes", X - 50, Y + 3)
    (tmp_path / "망가진.jpg").write_bytes(b"no picture at all")
    w.beside.add_photos([tmp_path / "망가진.jpg", picture(tmp_path / "b.jpg"), tmp_path / "없음.png"])
    settled(qtbot, w)
    assert len(w.desk.project.shown.items[-1].photos) == 1
    assert "망가진.jpg" in w.notice.text and "없음.png" in w.notice.text


def test_pictures_can_be_dropped_on_the_strip(qtbot, w, tmp_path: Path) -> None:
    w.sketch.place("mailboxes", X - 50, Y + 3)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "a.png"))), QUrl.fromLocalFile(str(tmp_path / "table.csv"))])
    none = Qt.KeyboardModifier.NoModifier
    w.items.page.beside.photos.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, none))
    settled(qtbot, w)
    assert len(w.desk.project.shown.items[-1].photos) == 1


def test_what_a_telephone_writes_into_a_picture_does_not_come_along(tmp_path: Path) -> None:
    pillow = pytest.importorskip("PIL.Image")
    from widgets.sketch.photo_making import made_small

    exif = pillow.Exif()
    exif[0x0112], exif[0x010F] = 6, "GOLMOKPHONE"
    exif.get_ifd(0x8825)[1] = "N"
    pillow.new("RGB", (400, 200), "#446688").save(tmp_path / "a.jpg", exif=exif, comment=b"SECRETNOTE")
    data = made_small(tmp_path / "a.jpg")
    image = QImage.fromData(data)
    assert b"GOLMOKPHONE" not in data and b"SECRETNOTE" not in data and b"Exif" not in data
    assert (image.width(), image.height()) == (200, 400)


def test_a_picture_of_absurd_size_is_refused_before_it_is_read(tmp_path: Path, korean) -> None:
    import struct
    import zlib

    from widgets.sketch.photo_making import made_small

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)))
    with pytest.raises(BadInput, match=r"bomb\.png"):
        made_small(tmp_path / "bomb.png")


def test_no_more_pictures_than_a_thing_may_have(qtbot, w, tmp_path: Path) -> None:
    w.sketch.place("mailboxes", X - 50, Y + 3)
    w.beside.add_photos([picture(tmp_path / f"{n}.png", 20 + n, 20) for n in range(edits.sketch.MOST_PHOTOS + 2)])
    settled(qtbot, w)
    assert len(w.desk.project.shown.items[-1].photos) == edits.sketch.MOST_PHOTOS and "12" in w.notice.text


# Catalogue in the window


def test_what_only_exists_shows_its_evidence_and_nothing_to_plan(qtbot, w) -> None:
    w.sketch.select("cctv/0")
    beside = w.items.page.beside
    assert beside.plan.isHidden() and beside.costs.isHidden() and not beside.evidence.isHidden()


def test_a_smart_crossing_goes_by_its_own_name_price_and_evidence(qtbot, w) -> None:
    w.sketch.place("smart_crossing", X - 50, Y + 3)
    assert w.items.page.facts.title == "바닥신호등"
    assert "2,750만 원" in said(w.items.page.beside.costs) and w.desk.project.shown.items[-1].kind == "crossings"


def test_favourites_stay_for_the_next_start(qtbot, w) -> None:
    w.palette_box.favourites_chosen.emit(("alley_gate", "cctv"))
    assert list(w.palette_box._first) == ["alley_gate", "cctv"] and w.preferences["palette_favourites"] == "alley_gate,cctv"


def test_finding_by_keyboard_opens_the_palette(qtbot, w) -> None:
    w.actions_table["find_entry"].trigger()
    assert w.sketch.active and w.palette_box.isVisible() and w.palette_box.find.hasFocus()


def test_the_page_speaks_english_too(qtbot, w) -> None:
    w.sketch.place("cctv", X - 50, Y + 3, 90.0)
    w.choose("language", "en")
    assert "million won" in said(w.items.page.beside.costs) and "Evidence" in said(w.items.page.beside.evidence)
    assert w.items.page.beside.plan.status.itemText(0) == "Idea"
