"""Drawings: blocks are counted before they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import BadInput
from app.files import drawings, readers

LINE = "0\nLINE\n8\n도로\n10\n0\n20\n0\n11\n1\n21\n1\n"


def insert(name: str, more: str = "") -> str:
    return f"0\nINSERT\n8\n0\n2\n{name}\n10\n5\n20\n0\n30\n0\n{more}"


def drawing(entities: str, **blocks: str) -> bytes:
    parts = "".join(f"0\nBLOCK\n8\n0\n2\n{n}\n70\n0\n10\n0\n20\n0\n30\n0\n3\n{n}\n{body}0\nENDBLK\n8\n0\n" for n, body in blocks.items())
    head = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1021\n0\nENDSEC\n0\nSECTION\n2\nBLOCKS\n"
    return f"{head}{parts}0\nENDSEC\n0\nSECTION\n2\nENTITIES\n{entities}0\nENDSEC\n0\nEOF\n".encode()


def test_a_plain_drawing_with_blocks_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.dxf").write_bytes(drawing(LINE + insert("LAMP") * 3, LAMP=LINE * 2))
    raw = readers.read(tmp_path / "a.dxf")[0]
    assert (raw.epsg, raw.declared_crs) == (None, "")
    assert raw.rows["Layer"][0] == "도로"
    assert not drawings.grows_beyond(drawing(LINE + insert("LAMP") * 3, LAMP=LINE * 2))


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_korean_words_are_legible_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    text = "0\nTEXT\n8\n가로등\n10\n0\n20\n0\n40\n2\n1\n보안등 {}\n"
    body = drawing("".join(text.format(i) for i in range(5)) + text.format("\\U+AC00")).decode().encode(encoding)
    (tmp_path / "a.dxf").write_bytes(body)
    raw = readers.read(tmp_path / "a.dxf")[0]
    assert (raw.encoding, set(raw.rows["Layer"])) == (encoding, {"가로등"})
    assert raw.rows["Text"][4] == "보안등 4"


def test_the_count_is_that_of_the_entities_drawn() -> None:
    data = drawing(insert("B", "70\n10\n71\n10\n"), A=LINE * 5, B=insert("A") * 2)
    # B is two insertions that become five lines each; it stands there a hundred times, and the insertion itself counts.
    assert not drawings.grows_beyond(data, most=1201)
    assert drawings.grows_beyond(data, most=1200)


@pytest.mark.parametrize(
    "data",
    [
        drawing(insert("B", "70\n30000\n71\n30000\n"), B=LINE),
        drawing(insert("B9"), B0=LINE, **{f"B{i}": insert(f"B{i - 1}") * 10 for i in range(1, 10)}),
        drawing(LINE, B0=LINE, **{f"B{i}": insert(f"b{i - 1}") * 10 for i in range(1, 10)}),
    ],
)
def test_blocks_that_multiply_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.dxf").write_bytes(data)
    with pytest.raises(BadInput, match="블록이 겹겹이"):
        readers.read(tmp_path / "a.dxf")


def test_a_block_inside_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.dxf").write_bytes(drawing(insert("A"), A=insert("B") + LINE, B=insert("A") * 2 + LINE))
    assert readers.read(tmp_path / "a.dxf")[0].rows_in >= 1


def test_a_text_without_end_is_counted_to_its_end() -> None:
    assert not drawings.grows_beyond(b"0\nBLOCK\n2\nA")
    assert not drawings.grows_beyond(b"BLOCK")
    assert not drawings.grows_beyond(b"")
