"""Grids of ground heights come in as tiles; whatever else they are is refused with a sentence."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from app.analysis.heights import heights
from app.errors import BadInput
from app.files import readers
from app.files.importing import import_all
from app.model import Project
from app.study.columns import numbers, texts
from layers import KINDS

rasterio = pytest.importorskip("rasterio")
X, Y = 200_000.0, 550_000.0
HILL = np.add.outer(np.arange(80.0), np.arange(100.0))


def tif(path: Path, grid: np.ndarray, crs: str | None = "EPSG:5186", cell: float = 5.0, **more: object) -> Path:
    place = rasterio.Affine(cell, 0.0, X, 0.0, -cell, Y) if more.pop("placed", True) else rasterio.Affine.identity()
    bands = grid if grid.ndim == 3 else grid[None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with rasterio.open(
            path, "w", driver="GTiff", width=bands.shape[2], height=bands.shape[1], count=len(bands), dtype=grid.dtype, crs=crs, transform=place, **more
        ) as made:  # fmt: skip
            made.write(bands)
    return path


def asc(path: Path, rows: str, columns: int = 3, count: int = 2) -> Path:
    path.write_text(f"ncols {columns}\nnrows {count}\nxllcorner {X}\nyllcorner {Y}\ncellsize 10\nNODATA_value -9999\n{rows}\n", "utf-8")
    return path


@pytest.mark.parametrize("compress", ["none", "lzw", "deflate"])
def test_a_geotiff_becomes_tiles_with_its_heights(tmp_path: Path, compress: str) -> None:
    raw = readers.read(tif(tmp_path / "dem.tif", HILL.astype("float32"), compress=compress))[0]
    assert (raw.format, raw.epsg, raw.rows_in) == ("tif", 5186, 4)
    assert (raw.rows["lowest_m"].min(), raw.rows["highest_m"].max()) == (0.0, 178.0)
    found = heights(raw.geometry, raw.rows["heights"].to_numpy(), raw.rows["down"].to_numpy(), raw.rows["across"].to_numpy())
    # The middle of the cell in column 70 of row 65 lies beyond the first tile both ways.
    assert found.at(np.array([[X + 70.5 * 5.0, Y - 65.5 * 5.0]]))[0] == pytest.approx(135.0)


def test_an_ascii_grid_keeps_its_holes(tmp_path: Path) -> None:
    raw = readers.read(asc(tmp_path / "표고.asc", "10 11 -9999\n20 21 22"))[0]
    assert (raw.rows_in, raw.epsg, raw.rows["highest_m"][0]) == (1, None, 22.0)
    found = heights(raw.geometry, raw.rows["heights"].to_numpy(), raw.rows["down"].to_numpy(), raw.rows["across"].to_numpy())
    known = found.at(np.array([[X + 10.0, Y + 10.0], [X + 20.0, Y + 10.0]]))
    assert known[0] == pytest.approx(15.5) and np.isnan(known[1])


def test_heights_come_through_import_and_stay_readable(tmp_path: Path) -> None:
    layers, aside, outcomes = import_all([tif(tmp_path / "dem.tif", HILL.astype("float32"))], KINDS, Project("p", "p"))
    assert (aside, [outcome.kind for outcome in outcomes]) == ((), ["elevation"])
    frame = layers[0].frame
    found = heights(frame.geometry.to_numpy(), texts(frame, "heights"), numbers(frame, "down"), numbers(frame, "across"))
    assert found.at(np.array([[X + 70.5 * 5.0, Y - 65.5 * 5.0]]))[0] == pytest.approx(135.0)


@pytest.mark.parametrize(("name", "words"), [
    ("picture", "땅 높이가 들어 있지"), ("colours", "땅 높이가 들어 있지"), ("nowhere", "자리가 적혀"), ("nothing", "쓸 수 있는 높이가 없"),
    ("cut", "끝까지 읽을 수 없"), ("words", "배경 지도"), ("torn", "끝까지 읽을 수 없"),
])  # fmt: skip
def test_what_holds_no_heights_is_refused_with_a_sentence(tmp_path: Path, name: str, words: str) -> None:
    made = {
        "picture": lambda: tif(tmp_path / "a.tif", HILL.astype("uint8")),
        "colours": lambda: tif(tmp_path / "b.tif", np.stack([HILL] * 3).astype("uint16")),
        "nowhere": lambda: tif(tmp_path / "c.tif", HILL.astype("float32"), crs=None, placed=False),
        "nothing": lambda: tif(tmp_path / "d.tif", np.full((8, 8), -9999.0, "float32")),
        "cut": lambda: tif(tmp_path / "e.tif", HILL.astype("float32")),
        "words": lambda: (tmp_path / "f.asc", (tmp_path / "f.asc").write_text("그냥 글입니다", "utf-8"))[0],
        "torn": lambda: asc(tmp_path / "g.asc", "10 11 12", count=2000),
    }[name]()
    if name == "cut":
        made.write_bytes(made.read_bytes()[:-20_000])
    with pytest.raises(BadInput, match=words) as trouble:
        readers.read(made)
    assert trouble.value.hint


def test_a_grid_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.files import rasters

    monkeypatch.setattr(rasters, "MOST_CELLS", 1000)
    with pytest.raises(BadInput, match="너무 큽니다") as told:
        readers.read(tif(tmp_path / "dem.tif", HILL.astype("float32")))
    assert "1,000" in str(told.value) and "{" not in str(told.value)


def test_a_real_height_model_is_read(shared_data: Path) -> None:
    raw = readers.read(shared_data / "other_formats" / "elevation1.tif")[0]
    assert (raw.epsg, raw.rows_in) == (4326, 1)
    assert 0.0 <= raw.rows["lowest_m"][0] < raw.rows["highest_m"][0] < 100.0


def test_heights_are_kept_in_the_project_file(tmp_path: Path) -> None:
    from app.files.project_file import ProjectFile

    layers, _, _ = import_all([tif(tmp_path / "dem.tif", HILL.astype("float32"))], KINDS, Project("p", "p"))
    ProjectFile.create(tmp_path / "p.gpkg", Project("p", "p", layers=layers)).close()
    file, project = ProjectFile.open(tmp_path / "p.gpkg", KINDS)
    file.close()
    frame = project.layers[0].frame
    found = heights(frame.geometry.to_numpy(), texts(frame, "heights"), numbers(frame, "down"), numbers(frame, "across"))
    assert found.at(np.array([[X + 70.5 * 5.0, Y - 65.5 * 5.0]]))[0] == pytest.approx(135.0)


def test_heights_in_degrees_are_carried_to_the_ground_of_the_project(tmp_path: Path) -> None:
    place = rasterio.Affine(0.0001, 0.0, 127.0, 0.0, -0.0001, 37.55)
    with rasterio.open(
        tmp_path / "srtm.tif", "w", driver="GTiff", width=100, height=80, count=1, dtype="float32", crs="EPSG:4326", transform=place
    ) as made:  # fmt: skip
        made.write(HILL[None].astype("float32"))
    layers, _, _ = import_all([tmp_path / "srtm.tif"], KINDS, Project("p", "p"))
    frame = layers[0].frame
    found = heights(frame.geometry.to_numpy(), texts(frame, "heights"), numbers(frame, "down"), numbers(frame, "across"))
    from pyproj import Transformer

    x, y = Transformer.from_crs(4326, 5186, always_xy=True).transform(127.0 + 70.5 * 0.0001, 37.55 - 65.5 * 0.0001)
    assert found.at(np.array([[x, y]]))[0] == pytest.approx(135.0, abs=0.05)
