"""Map files: letters, declared systems, odd geometry, and the tricks that must not work."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
from pathlib import Path

import geopandas
import pytest
import shapely

from app.errors import BadInput
from app.files import declared, readers, shapefiles

NAMES = ["골목", "공원 앞", "학교"]
POINTS = [shapely.Point(127.0 + i / 100, 37.5) for i in range(3)]
UTMK = (
    'PROJCS["PCS_ITRF2000_TM",GEOGCS["GCS_ITRF_2000",DATUM["D_ITRF_2000",SPHEROID["GRS_1980",6378137.0,298.257222101]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",1000000.0],'
    'PARAMETER["False_Northing",2000000.0],PARAMETER["Central_Meridian",127.5],PARAMETER["Scale_Factor",0.9996],'
    'PARAMETER["Latitude_Of_Origin",38.0],UNIT["Meter",1.0]]'
)
BESSEL = UTMK.replace("GRS_1980", "Bessel_1841").replace("6378137.0,298.257222101", "6377397.155,299.1528128").replace("1000000.0", "200000.0")
BESSEL = BESSEL.replace("2000000.0", "500000.0").replace("127.5", "127.0028902777778").replace("0.9996", "1.0")


def frame(**columns: object) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"이름": NAMES, **columns}, geometry=POINTS, crs=4326)


def shape(folder: Path, encoding: str = "cp949") -> Path:
    path = folder / "구역.shp"
    frame(수=[1, 2, 3]).to_file(path, encoding=encoding)
    for part in (".cpg", ".prj"):
        path.with_suffix(part).unlink(missing_ok=True)
    return path


def geojson(path: Path, **more: object) -> Path:
    features = [
        {"type": "Feature", "properties": {"이름": name}, "geometry": shapely.geometry.mapping(point)}
        for name, point in zip(NAMES, POINTS, strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": features}, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
@pytest.mark.parametrize(("cpg", "lies"), [(None, False), ("UTF-8", False), ("949", False), ("ISO-8859-1", True)])
def test_the_letters_of_a_dbf_are_found_whatever_its_cpg_says(tmp_path: Path, encoding: str, cpg: str | None, lies: bool) -> None:
    path = shape(tmp_path, encoding)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    raw = readers.read(path)[0]
    assert raw.headers == ("이름", "수")
    assert raw.rows["이름"].tolist() == NAMES
    assert raw.encoding == encoding
    wrong = lies or (cpg == "UTF-8" and encoding == "cp949") or (cpg == "949" and encoding == "utf-8")
    assert ("readers.note.cpg_lies" in raw.notes) == wrong


def test_a_projection_beside_is_declared_and_one_a_folder_up_only_a_hint(tmp_path: Path) -> None:
    (tmp_path / "11680").mkdir()
    path = shape(tmp_path / "11680")
    (tmp_path / "GRS80_UTMK.prj").write_text(UTMK)
    above = readers.read(path)[0]
    assert (above.epsg, above.epsg_hint, above.declared_crs) == (None, 5179, UTMK)
    assert "readers.note.prj_above" in above.notes
    path.with_suffix(".prj").write_text(UTMK)
    assert readers.read(path)[0].epsg == 5179


def test_an_empty_projection_file_declares_nothing(tmp_path: Path) -> None:
    path = shape(tmp_path)
    path.with_suffix(".prj").write_text("")
    raw = readers.read(path)[0]
    assert (raw.epsg, raw.epsg_hint, raw.declared_crs) == (None, None, "")


def test_an_old_bessel_grid_without_datum_shift_is_only_a_guess(tmp_path: Path) -> None:
    path = shape(tmp_path)
    path.with_suffix(".prj").write_text(BESSEL)
    raw = readers.read(path)[0]
    assert (raw.epsg, raw.epsg_hint) == (None, 5174)
    assert raw.declared_crs == BESSEL


@pytest.mark.parametrize("epsg", [5173, 5174, 5175, 5176, 5177, 5178, 5179, 5181, 5182, 5183, 5185, 5186, 5187, 5188, 4326, 3857, 32652, 27700])
@pytest.mark.parametrize("dialect", ["WKT1_GDAL", "WKT1_ESRI", "WKT2_2019"])
def test_a_declared_system_is_known_in_each_dialect(epsg: int, dialect: str) -> None:
    import pyproj

    sure, guessed = declared.epsg_of(pyproj.CRS.from_epsg(epsg).to_wkt(dialect))
    assert epsg in (sure, guessed)
    assert declared.epsg_of("nonsense[[") == (None, None)


def test_parts_missing_are_noted_and_the_rest_is_read(tmp_path: Path) -> None:
    path = shape(tmp_path)
    path.with_suffix(".shx").unlink()
    raw = readers.read(path)[0]
    assert (len(raw.rows), raw.notes) == (3, ("readers.note.no_shx",))
    assert not path.with_suffix(".shx").exists()
    path.with_suffix(".dbf").unlink()
    raw = readers.read(path)[0]
    assert len(raw.rows) == 3
    assert [point.x for point in raw.geometry] == [127.0, 127.01, 127.02]


def test_a_dbf_alone_is_a_table_without_places(tmp_path: Path) -> None:
    path = shape(tmp_path)
    path.unlink()
    raw = readers.read(path.with_suffix(".dbf"))[0]
    assert (raw.geometry, raw.rows["이름"].tolist()) == (None, NAMES)


@pytest.mark.parametrize("part", [".shp", ".dbf"])
def test_a_shapefile_cut_off_is_refused(tmp_path: Path, part: str) -> None:
    path = shape(tmp_path)
    cut = path.with_suffix(part)
    cut.write_bytes(cut.read_bytes()[:-40])
    with pytest.raises(BadInput, match="잘려"):
        readers.read(path)


def test_an_empty_layer_has_no_rows(tmp_path: Path) -> None:
    frame().iloc[:0].to_file(tmp_path / "a.shp", encoding="cp949")
    frame().iloc[:0].to_file(tmp_path / "a.gpkg")
    assert [readers.read(tmp_path / name)[0].rows_in for name in ("a.shp", "a.gpkg")] == [0, 0]


def test_a_utf8_cell_cut_by_its_width_keeps_its_other_letters(tmp_path: Path) -> None:
    path = shape(tmp_path, "utf-8")
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace("공원 앞".encode(), "공원 ".encode() + "앞".encode()[:2] + b" "))
    raw = readers.read(path)[0]
    assert raw.encoding == "utf-8"
    assert raw.rows["이름"][1].startswith("공원 ")


@pytest.mark.parametrize(("name", "driver"), [("a.geojson", "GeoJSON"), ("a.json", "GeoJSON"), ("a.gpkg", "GPKG"), ("a.kml", "KML"),
                                              ("a.gml", "GML"), ("a.fgb", "FlatGeobuf")])  # fmt: skip
def test_each_format_gives_back_names_and_places(tmp_path: Path, name: str, driver: str) -> None:
    frame(Name=NAMES).drop(columns="이름").to_file(tmp_path / name, driver=driver)
    raw = readers.read(tmp_path / name)[0]
    order = sorted(range(3), key=lambda row: raw.geometry[row].x)
    assert [raw.rows["Name"][row] for row in order] == NAMES
    assert (raw.epsg, raw.rows_in) == (4326, 3)
    assert sorted(path.name for path in tmp_path.iterdir()) in ([name], sorted([name, name.replace("gml", "xsd")]))


def test_a_crs_member_is_believed_and_degrees_are_checked(tmp_path: Path) -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5186"}}
    assert readers.read(geojson(tmp_path / "a.geojson", crs=named))[0].epsg == 5186
    text = geojson(tmp_path / "b.geojson").read_text("utf-8").replace("[127.", "[200127.").replace("37.5]", "550000.5]")
    (tmp_path / "b.geojson").write_text(text, "utf-8")
    raw = readers.read(tmp_path / "b.geojson")[0]
    assert (raw.epsg, "readers.note.not_degrees" in raw.notes) == (None, True)


def test_missing_mixed_invalid_and_three_dimensional_shapes_are_all_rows(tmp_path: Path) -> None:
    shapes = [None, {"type": "Point", "coordinates": [127, 37, 50]}, {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}]
    features = [{"type": "Feature", "properties": {"a": i, "list": [1, "둘"]}, "geometry": one} for i, one in enumerate(shapes)]
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    raw = readers.read(tmp_path / "a.geojson")[0]
    assert raw.rows_in == 3
    assert raw.geometry[0] is None
    assert not raw.geometry[1].has_z
    assert not raw.geometry[2].is_valid


def test_a_curve_becomes_a_line(tmp_path: Path) -> None:
    gml = (
        '<?xml version="1.0"?><g:FeatureCollection xmlns:g="http://www.opengis.net/gml"><g:featureMember><road><shape>'
        '<g:Curve srsName="EPSG:5186"><g:segments><g:Arc><g:posList>0 0 1 1 2 0</g:posList></g:Arc></g:segments></g:Curve>'
        "</shape><name>길</name></road></g:featureMember></g:FeatureCollection>"
    )
    (tmp_path / "a.gml").write_text(gml, "utf-8")
    raw = readers.read(tmp_path / "a.gml")[0]
    assert raw.geometry[0].geom_type == "LineString"
    assert raw.geometry[0].length == pytest.approx(3.1415, abs=0.01)


def test_several_layers_each_are_a_member(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "a.gpkg", layer="가로등")
    frame().iloc[:1].to_file(tmp_path / "a.gpkg", layer="비상벨")
    assert [(raw.member, len(raw.rows)) for raw in readers.read(tmp_path / "a.gpkg")] == [("가로등", 3), ("비상벨", 1)]
    assert len(readers.read(tmp_path / "a.gpkg", member="비상벨")) == 1
    with pytest.raises(BadInput, match="없습니다"):
        readers.read(tmp_path / "a.gpkg", member="없는 것")


def test_a_view_in_a_geopackage_is_not_run(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "a.gpkg", layer="점")
    with sqlite3.connect(tmp_path / "a.gpkg") as db:
        db.execute("CREATE VIEW 속임 AS SELECT 1 AS fid, load_extension('x') AS geom")
        db.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('속임', 'features', '속임', 4326)")
        db.execute("INSERT INTO gpkg_geometry_columns VALUES ('속임', 'geom', 'POINT', 4326, 0, 0)")
    assert [len(raw.rows) for raw in readers.read(tmp_path / "a.gpkg")] == [3]


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.kml", "a.gml", "a.fgb"])
def test_a_map_file_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    geopandas.GeoDataFrame({"name": ["길"] * 200}, geometry=[POINTS[0]] * 200, crs=4326).to_file(
        tmp_path / name, driver={"kml": "KML"}.get(name[2:])
    )
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(BadInput):
        readers.read(path)


VRT = '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.kml", '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml><name>&a;</name></kml>'),
        ("a.gml", '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><x xmlns:g="http://www.opengis.net/gml">&b;</x>'),
        ("a.osm", '<?xml version="1.0"?><!doctype osm><osm></osm>'),
        ("a.kml", VRT),
        ("a.kml", f"<kml><!-- {VRT} --></kml>"),
        ("a.gml", '<OGRWFSDataSource><URL>http://example.com/gml http://www.opengis.net/gml</URL></OGRWFSDataSource>'),
        ("a.geojson", '{"type": "gdal_streamed_alg", "command_line": "gdal vector read /etc/passwd", "x": {"type": "Point"}}'),
        ("a.geojson", '{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://example.com/"}},"features":[]}'),
        ("a.geojson", '{"type":"FeatureCollection","features":[],"a":"/vsicurl/http://example.com/"}'),
        ("a.vrt", VRT),
        ("a.geojson", VRT),
        ("a.json", '{"DATA": [{"name": "가로등"}]}'),
        ("a.geojson", "[" * 100_000),
        ("a.geojson", '{"type":"FeatureCollection","features":' + "[" * 100_000 + "]" * 100_000 + "}"),
        ("a.kml", "<html><body>404</body></html>"),
    ],
)  # fmt: skip
def test_traps_are_refused_before_the_map_library_sees_them(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(BadInput):
        readers.read(tmp_path / name)


def test_entities_hidden_in_utf16_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "utf-16")
    with pytest.raises(BadInput, match="외부 참조"):
        readers.read(tmp_path / "a.kml")


@pytest.mark.parametrize("name", ["a!b.geojson", "zip+http:..x.geojson", "a?b=c#d.geojson", "GeoJSON:x.geojson", "a%2e.geojson", "한글 (1)[2].geojson"])
def test_names_with_a_meaning_to_libraries_are_only_names(tmp_path: Path, name: str) -> None:
    assert readers.read(geojson(tmp_path / name))[0].rows_in == 3


def test_background_maps_are_refused_with_their_reason(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "a.gpkg")
    with sqlite3.connect(tmp_path / "a.gpkg") as db:
        db.execute("UPDATE gpkg_contents SET data_type = 'tiles'")
    for name in ("a.gpkg", "b.mbtiles", "c.pmtiles", "d.tif"):
        if name != "a.gpkg":
            shutil.copy(tmp_path / "a.gpkg", tmp_path / name)
        with pytest.raises(BadInput, match="배경 지도"):
            readers.read(tmp_path / name)


def test_a_dbf_that_claims_four_billion_rows_is_refused(tmp_path: Path) -> None:
    path = shape(tmp_path)
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    data[4:8] = struct.pack("<I", 0xFFFFFFFF)
    table.write_bytes(bytes(data))
    with pytest.raises(BadInput):
        readers.read(path)


def test_a_cpg_in_any_spelling_is_understood(tmp_path: Path) -> None:
    for text, codec in (("UTF-8\n", "utf-8"), ("949", "cp949"), ("ANSI 949", "cp949"), ("EUC-KR", "cp949"), ("65001", "utf-8"), ("??", "")):
        (tmp_path / "a.cpg").write_text(text)
        assert shapefiles.cpg_encoding(tmp_path / "a.cpg") == codec


def test_a_layer_whose_rows_each_bring_their_own_columns_is_refused(tmp_path: Path) -> None:
    features = [{"type": "Feature", "properties": {f"p{i}": 1}, "geometry": None} for i in range(5000)]
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    with pytest.raises(BadInput, match="열이 너무 많습니다"):
        readers.read(tmp_path / "a.geojson")


@pytest.mark.parametrize("depth", [200, 5000])
def test_geometry_within_geometry_without_end_does_no_harm(tmp_path: Path, depth: int) -> None:
    inner = '{"type":"GeometryCollection","geometries":[' * depth + '{"type":"Point","coordinates":[1,2]}' + "]}" * depth
    (tmp_path / "a.geojson").write_text('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":' + inner + "}]}")
    deep = "<MultiGeometry>" * depth + "</MultiGeometry>" * depth
    (tmp_path / "a.kml").write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>{deep}</Placemark></Document></kml>')
    for name in ("a.geojson", "a.kml"):
        try:
            readers.read(tmp_path / name)
        except BadInput:
            continue
