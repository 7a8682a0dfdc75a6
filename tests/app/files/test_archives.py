"""Archives: what is inside is read; bombs, traps and locks are not opened."""

from __future__ import annotations

import gzip
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from app.errors import BadInput
from app.files import readers
from app.files.raw import Limits

TABLE = "이름,위도,경도\n가,37.5,127.0\n나,37.6,127.1\n"


def packed(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return path


def test_every_table_of_a_zip_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", **{"자료/하나.csv": TABLE.encode("cp949"), "둘.csv": TABLE, "__MACOSX/._둘.csv": b"\0\1", ".DS_Store": b"x"})
    assert readers.sheets(path) == ("둘.csv", "자료/하나.csv")
    only = readers.read(path, member="자료/하나.csv")
    assert [(raw.file, raw.member, raw.encoding, len(raw.rows)) for raw in only] == [("a.zip", "자료/하나.csv", "cp949", 2)]


def test_names_written_by_korean_windows_are_legible(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    name = "가로등.csv".encode("cp949")
    packed(path, **{"x" * len(name): TABLE})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    assert readers.sheets(path) == ("가로등.csv",)


def test_a_gzipped_table_is_read_like_the_table(tmp_path: Path) -> None:
    path = tmp_path / "표.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode("cp949")))
    raw = readers.read(path)[0]
    assert (raw.file, raw.member, raw.format, len(raw.rows)) == ("표.csv.gz", "", "csv", 2)


def test_what_cannot_be_read_is_left_out_where_something_can(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", **{"a.csv": TABLE, "license.txt": "This is\na letter.\n\nNo table.", "empty.csv": ""})
    raws = readers.read(path)
    assert [raw.member for raw in raws] == ["a.csv"]
    assert "readers.note.members_left_out" in raws[0].notes


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="지나치게 커지는"):
        readers.read(packed(tmp_path / "a.zip", **{"a.csv": b"0" * (64 << 20)}))
    with pytest.raises(BadInput, match="지나치게 커지는"):
        readers.read(packed(tmp_path / "b.zip", **{"a.csv": TABLE}), limits=Limits(unpacked_bytes=10))
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(b"0" * (64 << 20)))
    with pytest.raises(BadInput, match="지나치게 커지는"):
        readers.read(tmp_path / "c.csv.gz")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", **{"a.csv": b"0" * (8 << 20)})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 8 << 20), struct.pack("<I", 20)))
    with pytest.raises(BadInput):
        readers.read(path)


@pytest.mark.parametrize("name", ["../a.csv", "x/../../a.csv", "/etc/a.csv", "C:\\a.csv", "..\\a.csv"])
def test_names_that_lead_out_are_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "in" / "a.zip" if (tmp_path / "in").mkdir() is None else tmp_path, **{name: TABLE})
    with pytest.raises(BadInput, match="안전하지 않습니다"):
        readers.read(path)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_links_and_archives_inside_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr(link, "../../secret")
    with pytest.raises(BadInput, match="안전하지 않습니다"):
        readers.read(tmp_path / "a.zip")
    with pytest.raises(BadInput, match="또 압축 파일"):
        readers.read(packed(tmp_path / "b.zip", **{"a.csv": TABLE, "inner.zip": b"PK"}))


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", **{"a.csv": TABLE})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(BadInput, match="암호"):
        readers.read(path)


def test_an_archive_cut_off_or_without_data_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", **{"a.csv": TABLE})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadInput, match="깨졌거나"):
        readers.read(path)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(TABLE.encode())[:-12])
    with pytest.raises(BadInput, match="깨졌거나"):
        readers.read(tmp_path / "b.csv.gz")
    with pytest.raises(BadInput, match="표나 지도 자료가 없습니다"):
        readers.read(packed(tmp_path / "c.zip", **{"a.pdf": b"%PDF-1.4"}))


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="너무 많습니다"):
        readers.read(packed(tmp_path / "a.zip", **{f"{i}.csv": TABLE for i in range(4)}), limits=Limits(members=3))
