"""MBTiles and PMTiles: what is read of good ones, and that no spoilt or spiteful one does more than give a sentence."""

from __future__ import annotations

import gzip
import sqlite3
import time
import zlib
from pathlib import Path

import basemap_pieces as pieces
import numpy
import pytest

from app.errors import BadInput
from app.files import basemaps
from app.files.basemaps import ground
from app.files.basemaps.mbtiles import MBTiles
from app.files.basemaps.pmtiles import PMTiles, directory_rows
from app.files.basemaps.source import plain, unpacked
from app.files.basemaps.tile_pictures import pixels
from app.files.basemaps.vector_tiles import classes_in

AT = next(pieces.places(16))


_opened: list[MBTiles | PMTiles] = []


@pytest.fixture(autouse=True)
def _nothing_stays_open():
    yield
    while _opened:
        _opened.pop().close()
    basemaps.close_all()


def open_until_the_end(one):
    _opened.append(one)
    return one


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        basemaps.examine(path)
    assert caught.value.hint and "basemaps." not in str(caught.value)
    return str(caught.value)


def test_the_tile_square_and_the_ground_agree_with_the_library_to_a_micrometre() -> None:
    from app import geo

    random = numpy.random.default_rng(4)
    lonlat = numpy.column_stack((random.uniform(124, 132, 2000), random.uniform(33, 39, 2000)))
    square, land = (numpy.column_stack(geo.project(*lonlat.T, 4326, epsg)) for epsg in (3857, 5186))
    misses = (ground.degrees_to_mercator(lonlat) - square, ground.to_ground(square) - land, ground.to_mercator(land) - square)
    assert max(float(numpy.abs(miss).max()) for miss in misses) < 1e-6


@pytest.mark.parametrize("view", [False, True])
def test_mbtiles_give_name_credit_and_tiles_from_a_table_or_a_view(tmp_path: Path, view: bool) -> None:
    file = pieces.mbtiles(tmp_path / "지도.mbtiles", view=view)
    base, one = basemaps.examine(file), open_until_the_end(MBTiles(file))
    assert (base.form, base.title, base.credit) == ("mbtiles", "시험 지도", "© 국토지리정보원 2025")
    assert (one.facts.low, one.facts.high, one.facts.raster) == (13, 16, True)
    assert one.tile(*AT) == pieces.quartered(AT) and one.tile(16, 0, 0) is None and one.tile(30, 1 << 29, 1) is None


def test_pmtiles_give_the_tiles_their_own_package_wrote(tmp_path: Path) -> None:
    file = pieces.pmtiles(tmp_path / "조각.pmtiles", zooms=(13, 14, 15, 16, 17, 18))
    one = open_until_the_end(PMTiles(file))
    assert (one.facts.title, one.facts.credit, one.facts.raster) == ("시험 조각", "국토부", True)
    assert all(one.tile(*place) == pieces.quartered(place) for zoom in (13, 16, 18) for place in pieces.places(zoom))
    assert one.tile(16, 0, 0) is None and one.tile(13, -1, 0) is None and one.tile(13, 1 << 13, 0) is None


def test_directories_are_read_as_the_package_reads_them() -> None:
    from pmtiles.tile import Entry, deserialize_directory, serialize_directory

    random, entries, at, place = numpy.random.default_rng(2), [], 0, 0
    for _ in range(500):
        at += int(random.integers(1, 900))
        place = place if random.random() < 0.7 else int(random.integers(0, 1 << 40))
        length = int(random.integers(1, 90_000))
        entries.append(Entry(at, place, length, int(random.integers(0, 5))))
        place += length
    packed = serialize_directory(entries)
    theirs = [(one.tile_id, one.run_length, one.length, one.offset) for one in deserialize_directory(packed)]
    assert directory_rows(gzip.decompress(packed)).tolist() == [list(one) for one in theirs]


def test_a_vector_tile_becomes_classes_on_the_ground(tmp_path: Path) -> None:
    for one in (MBTiles(pieces.mbtiles(tmp_path / "v.mbtiles", pieces.water_tile)), open_until_the_end(PMTiles(pieces.pmtiles(tmp_path / "v.pmtiles", pieces.water_tile, vector=True)))):
        found = classes_in(one.tile(*AT), *AT)
        assert not one.facts.raster and set(found) == {"water", "main_road", "building"}
        side = ground.tile_side_m(16)
        west, north = AT[1] * side - ground.HALF_WORLD_M, ground.HALF_WORLD_M - AT[2] * side
        wanted = ground.to_ground(numpy.array([[west, north - side / 2], [west + side, north - side / 2]]))
        assert numpy.abs(found["main_road"].xy - wanted).max() < 0.01 and len(found["water"].start) == 2


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.mbtiles", b"", "비어"), ("a.pmtiles", b"", "비어"), ("a.mbtiles", b"<html>not found</html>", "MBTiles 파일이 아닙니다"),
    ("a.pmtiles", b"<html>not found</html>", "PMTiles 파일이 아닙니다"), ("a.mbtiles", b"SQLite format 3\0" + b"\xff" * 4000, "깨져"),
    ("a.pmtiles", b"PMTiles\x03" + b"\xff" * 200, "깨져"), ("a.pmtiles", b"PMTiles\x02" + b"\0" * 600, "3판"), ("a.pmtiles", b"PMTiles\x03", "잘려"),
])  # fmt: skip
def test_what_is_no_map_is_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    said = refused(file)
    assert words in said or (words == "깨져" and "잘려" in said)


@pytest.mark.parametrize("make", [pieces.mbtiles, pieces.pmtiles])
@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.999])
def test_a_map_cut_off_anywhere_is_refused_or_gives_what_is_left(tmp_path: Path, make, share: float) -> None:
    whole = make(tmp_path / f"whole.{make.__name__}").read_bytes()
    file = tmp_path / f"cut.{make.__name__}"
    file.write_bytes(whole[: int(len(whole) * share)])
    try:
        base = basemaps.examine(file)
    except BadInput:
        return
    one = basemaps.opened(base)
    assert all(one.tile(*place) is None or pixels(one.tile(*place)) is None or pixels(one.tile(*place)).shape == (256, 256, 4) for place in pieces.places(16))


@pytest.mark.parametrize("make", [pieces.mbtiles, pieces.pmtiles])
def test_a_map_with_any_byte_turned_over_never_does_more_than_refuse(tmp_path: Path, make) -> None:
    whole = make(tmp_path / f"whole.{make.__name__}", zooms=(15, 16)).read_bytes()
    random = numpy.random.default_rng(7)
    for number in range(40):
        spoilt = bytearray(whole)
        for at in random.integers(0, min(len(whole), 1200), 3):
            spoilt[at] ^= int(random.integers(1, 256))
        file = tmp_path / f"{number}.{make.__name__}"
        file.write_bytes(spoilt)
        try:
            one = basemaps.opened(basemaps.examine(file))
        except BadInput:
            continue
        for place in pieces.places(16):
            data = one.tile(*place)
            assert data is None or pixels(data) is None or pixels(data).ndim == 3
    basemaps.close_all()


def test_a_view_that_reckons_for_ever_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "ewig.mbtiles"
    base = sqlite3.connect(file)
    base.execute("CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                 "SELECT 14 AS zoom_level, i AS tile_column, 1 AS tile_row, zeroblob(9) AS tile_data FROM n WHERE i < 0")  # fmt: skip
    base.commit()
    base.close()
    begun = time.monotonic()
    assert "깨져" in refused(file) and time.monotonic() - begun < 12


def test_a_view_can_neither_write_nor_make_giants(tmp_path: Path) -> None:
    file = tmp_path / "riese.mbtiles"
    base = sqlite3.connect(file)
    base.execute("CREATE VIEW tiles AS SELECT 14 AS zoom_level, 5 AS tile_column, 5 AS tile_row, randomblob(900000000) AS tile_data")
    base.commit()
    base.close()
    before = file.read_bytes()
    assert refused(file) and file.read_bytes() == before and sorted(path.name for path in tmp_path.iterdir()) == ["riese.mbtiles"]


def test_tables_of_another_program_and_empty_maps_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "other.mbtiles"
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE users (name TEXT)")
    base.commit()
    base.close()
    empty = tmp_path / "empty.mbtiles"
    base = sqlite3.connect(empty)
    base.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
    base.commit()
    base.close()
    assert "조각" in refused(other) and "비어" in refused(empty)


@pytest.mark.parametrize("zoom", [-3, 25, 31, 64, 10**12])
def test_absurd_zooms_are_no_tiles(tmp_path: Path, zoom: int) -> None:
    file = tmp_path / "a.mbtiles"
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
    base.execute("INSERT INTO tiles VALUES (?, 1, 1, ?)", (zoom, pieces.plain_tile()))
    base.commit()
    base.close()
    assert "비어" in refused(file)


def test_stated_bounds_that_are_nonsense_are_found_from_the_tiles(tmp_path: Path) -> None:
    for number, bounds in enumerate(("nan,1,2,3", "a,b", "9e9,0,9e10,1", "200,100,-200,-100", "")):
        one = MBTiles(pieces.mbtiles(tmp_path / f"{number}.mbtiles", said={"bounds": bounds, "minzoom": "-9", "maxzoom": "x"}))
        west, south, east, north = basemaps.reach_m(one)
        assert (one.facts.low, one.facts.high) == (13, 16) and west < pieces.spot()[0] < east and south < pieces.spot()[1] < north


def test_a_map_of_another_country_is_refused(tmp_path: Path) -> None:
    assert "우리나라" in refused(pieces.mbtiles(tmp_path / "paris.mbtiles", said={"bounds": "2.2,48.8,2.4,48.9"}))


def test_bombs_in_tiles_are_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200 << 20))
    assert unpacked(bomb) is None and unpacked(zlib.compress(bytes(100 << 20))) is None and unpacked(b"\x1f\x8b\x08junk") is None
    assert pixels(pieces.huge_png()) is None and pixels(b"\x89PNG\r\n\x1a\n" + b"\0" * 50) is None and pixels(b"GIF89a") is None
    one = MBTiles(pieces.mbtiles(tmp_path / "b.mbtiles", lambda place: pieces.water_tile() if place[0] == 15 else bomb, (15,)))
    assert one.tile(*next(pieces.places(15))) and not one.facts.raster
    assert classes_in(b"\x1a" + b"\xff" * 50, 15, 1, 1) == {}


def test_a_shape_with_lying_counts_gives_what_can_be_had() -> None:
    from mapbox_vector_tile.Mapbox.vector_tile_pb2 import tile

    made = tile()
    layer = made.layers.add(name="water", extent=4096, version=2)
    layer.features.add(type=3).geometry.extend([9, 0, 0, (0x1FFFFFFF << 3) | 2, 5, 5])
    layer.features.add(type=3).geometry.extend([9, 0, 0, 18, 8, 0, 0, 8, 15])
    layer.features.add(type=2).geometry.extend([2, 2, 2])
    layer.features.add(type=3, tags=[5, 9, 7]).geometry.extend([9, 4294967295, 4294967295, 18, 4294967295, 0, 0, 4294967295, 15])
    found = classes_in(made.SerializeToString(), 14, 1, 1)
    assert set(found) == {"water"} and numpy.isfinite(found["water"].xy).all() and len(found["water"].start) == 4


def test_pmtiles_with_lying_headers_are_refused(tmp_path: Path) -> None:
    from pmtiles.tile import Compression, TileType

    assert "압축" in refused(pieces.pmtiles(tmp_path / "z.pmtiles", tile_compression=Compression.ZSTD))
    assert "조각" in refused(pieces.pmtiles(tmp_path / "a.pmtiles", tile_type=TileType.AVIF))
    for place, zoom in ((101, 200), (100, 17)):
        data = bytearray(pieces.pmtiles(tmp_path / "h.pmtiles").read_bytes())
        data[place] = zoom
        (tmp_path / "h.pmtiles").write_bytes(data)
        assert "깨져" in refused(tmp_path / "h.pmtiles")
    data = bytearray(pieces.pmtiles(tmp_path / "d.pmtiles").read_bytes())
    data[8:24] = (127).to_bytes(8, "little") + (1 << 50).to_bytes(8, "little")
    (tmp_path / "d.pmtiles").write_bytes(data)
    assert "잘려" in refused(tmp_path / "d.pmtiles")


def test_texts_of_a_file_become_one_plain_line() -> None:
    assert plain("<script>alert(1)</script>  &copy; 국토부\n\x00\x1b[31m" + "x" * 900).startswith("alert(1) © 국토부 [31mxx")
    assert len(plain("y" * 10**6)) == 160 and plain(None) == ""


def test_a_file_gone_later_says_so_and_one_put_back_is_opened_again(tmp_path: Path) -> None:
    file = pieces.mbtiles(tmp_path / "a.mbtiles")
    base = basemaps.examine(file)
    data = file.read_bytes()
    file.unlink()
    with pytest.raises(basemaps.Unusable, match="그 자리에 없습니다"):
        basemaps.opened(base)
    file.write_bytes(data)
    assert basemaps.opened(base).tile(*AT)
