"""Golmok's own tables in the project file, beside the tables of the GeoPackage standard.

JSON stands only where a row has no natural columns: a layer's style, an import's settings, a sketched thing's properties.
Every table belongs to one version of the schema; what changes it is a step in `app.files.migrations`.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.engine import Connection

VERSION = 3
# "GPKG" and 1.4.0, as the standard wants them in the file's header.
APPLICATION_ID, GEOPACKAGE_VERSION = 0x47504B47, 10400

TABLES = MetaData()

# One row: the project, the version of these tables, and two counters: ``edit`` grows with every commit, so that a stranger's
# commit is noticed; ``next_revision`` is never used twice. ``working``: somebody changed something and has not closed it since.
META = Table(
    "golmok_meta", TABLES,
    Column("id", Integer, primary_key=True), Column("schema_version", Integer, nullable=False),
    Column("written_by", Text, nullable=False), Column("edit", Integer, nullable=False),
    Column("next_revision", Integer, nullable=False), Column("project_id", Text, nullable=False),
    Column("name", Text, nullable=False), Column("made_up", Boolean, nullable=False),
    Column("district", Text, nullable=False), Column("scenario", Text, nullable=False),
    Column("working", Boolean, nullable=False, server_default="0"),
)
LAYERS = Table(
    "golmok_layers", TABLES,
    Column("id", Text, primary_key=True), Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False), Column("title", Text, nullable=False),
    Column("revision", Integer, nullable=False), Column("visible", Boolean, nullable=False),
    Column("counted", Boolean, nullable=False), Column("style", JSON, nullable=False),
)
SOURCES = Table(
    "golmok_sources", TABLES,
    Column("layer_id", Text, primary_key=True), Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False), Column("rows_in", Integer, nullable=False),
    Column("rows_kept", Integer, nullable=False), Column("rows_set_aside", Integer, nullable=False),
    Column("dated", Text, nullable=False), Column("licence", Text, nullable=False),
    Column("imported_at", Text, nullable=False), Column("settings", JSON, nullable=False),
)
# The bulk of a layer's revision lies in a table of its own: under the layer's id where ``live``, else under a parked name that
# nothing else knows (being written, or taken out and needed by a step); what no step needs goes when the project is closed.
# ``bytes``: the room it takes in the file.
BULKS = Table(
    "golmok_bulks", TABLES,
    Column("number", Integer, primary_key=True),
    Column("layer_id", Text, nullable=False), Column("revision", Integer, nullable=False),
    Column("table_name", Text, nullable=False), Column("live", Boolean, nullable=False),
    Column("geometry_type", Text, nullable=False), Column("z", Integer, nullable=False), Column("m", Integer, nullable=False),
    Column("min_x", Float), Column("min_y", Float), Column("max_x", Float), Column("max_y", Float),
    Column("bytes", Integer, nullable=False, server_default="0"),
    UniqueConstraint("layer_id", "revision"),
)
# What a column is called in the frame and in the table, and its type in the frame.
COLUMNS = Table(
    "golmok_columns", TABLES,
    Column("layer_id", Text, primary_key=True), Column("revision", Integer, primary_key=True),
    Column("position", Integer, primary_key=True), Column("name", Text, nullable=False),
    Column("stored", Text, nullable=False), Column("type", Text, nullable=False),
)
SCENARIOS = Table(
    "golmok_scenarios", TABLES,
    Column("id", Text, primary_key=True), Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False), Column("note", Text, nullable=False),
    Column("budgets", JSON, nullable=False, server_default="[]"),
)
INTERVENTIONS = Table(
    "golmok_interventions", TABLES,
    Column("scenario_id", Text, primary_key=True), Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False), Column("kind", Text, nullable=False),
    Column("x_m", Float, nullable=False), Column("y_m", Float, nullable=False), Column("heading_deg", Float),
    Column("note", Text, nullable=False), Column("properties", JSON, nullable=False),
    Column("entry", Text, nullable=False, server_default=""), Column("path", JSON, nullable=False, server_default="[]"),
    Column("status", Text, nullable=False, server_default="idea"), Column("year", Integer, nullable=False, server_default="0"),
    Column("photos", JSON, nullable=False, server_default="[]"),
)
VIEWS = Table(
    "golmok_views", TABLES,
    Column("id", Text, primary_key=True), Column("position", Integer, nullable=False), Column("title", Text, nullable=False),
    Column("x_m", Float, nullable=False), Column("y_m", Float, nullable=False), Column("metres_per_px", Float, nullable=False),
    Column("turned_deg", Float, nullable=False, server_default="0"), Column("step", Boolean, nullable=False, server_default="0"),
    Column("caption", Text, nullable=False, server_default=""), Column("look", Text, nullable=False, server_default=""),
    Column("scenario", Text, nullable=False, server_default=""), Column("against", Text),
    Column("hidden", JSON, nullable=False, server_default="[]"),
)
BASEMAPS = Table(
    "golmok_basemaps", TABLES,
    Column("id", Text, primary_key=True), Column("position", Integer, nullable=False), Column("title", Text, nullable=False),
    Column("path", Text, nullable=False), Column("form", Text, nullable=False), Column("visible", Boolean, nullable=False),
    Column("opacity", Float, nullable=False), Column("credit", Text, nullable=False), Column("points", JSON, nullable=False),
)
COSTS = Table(
    "golmok_costs", TABLES,
    Column("entry", Text, primary_key=True), Column("position", Integer, nullable=False), Column("build_krw", Float),
    Column("yearly_krw", Float), Column("year", Integer, nullable=False), Column("source", Text, nullable=False),
)
STYLES = Table(
    "golmok_styles", TABLES,
    Column("title", Text, primary_key=True), Column("kind", Text, primary_key=True), Column("position", Integer, nullable=False),
    Column("style", JSON, nullable=False),
)
# Cells of a layer that the planner set right; the bulk stays as it was imported.
CORRECTIONS = Table(
    "golmok_corrections", TABLES,
    Column("layer_id", Text, primary_key=True), Column("row", Integer, primary_key=True), Column("column", Text, primary_key=True),
    Column("position", Integer, nullable=False), Column("value", JSON),
)
# Pictures of sketched things, as JPEG; ``id`` is the beginning of their hash. They go when neither an item nor a kept step names them.
PHOTOS = Table(
    "golmok_photos", TABLES,
    Column("id", Text, primary_key=True), Column("data", LargeBinary, nullable=False),
)
# What a planner did, oldest first, done or undone: the rows each step changed, as packed text; and the bulks and pictures that
# going over it brings back. See `app.files.steps`.
STEPS = Table(
    "golmok_steps", TABLES,
    Column("number", Integer, primary_key=True), Column("title", Text, nullable=False), Column("at", Text, nullable=False),
    Column("done", Boolean, nullable=False), Column("changes", LargeBinary, nullable=False),
)
STEP_NEEDS = Table(
    "golmok_step_needs", TABLES,
    Column("step", Integer, primary_key=True), Column("what", Text, primary_key=True), Column("name", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
)
PARAMETERS = Table(
    "golmok_parameters", TABLES,
    Column("id", Text, primary_key=True), Column("position", Integer, nullable=False), Column("value", Float, nullable=False),
)
# Makers' photometric files, word for word; and the layers for whose lamps one stands.
LUMINAIRES = Table(
    "golmok_luminaires", TABLES,
    Column("name", Text, primary_key=True), Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
LUMINAIRE_LAYERS = Table(
    "golmok_luminaire_layers", TABLES,
    Column("layer_id", Text, primary_key=True), Column("position", Integer, nullable=False), Column("luminaire", Text, nullable=False),
)
# Rows that could not be used; those with a layer belong to that revision of it, the others to files that gave no layer.
SET_ASIDE = Table(
    "golmok_set_aside", TABLES,
    Column("id", Integer, primary_key=True), Column("layer_id", Text, nullable=False, index=True),
    Column("revision", Integer, nullable=False), Column("file", Text, nullable=False, index=True),
    Column("line", Integer, nullable=False), Column("reason", Text, nullable=False), Column("row", Text, nullable=False),
)

GEOPACKAGE = (
    """CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
       organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""",
    """CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
       description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
       min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
       CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
       srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
       CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
       CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
       CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
    """CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
       scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))""",
)


def lay_out(connection: Connection) -> None:
    """Make an empty file a GeoPackage in the working coordinate system, with Golmok's tables in it, all of them empty."""
    import pyproj

    from app.geo import WORKING_EPSG

    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {GEOPACKAGE_VERSION}")
    for statement in GEOPACKAGE:
        connection.exec_driver_sql(statement)
    systems = [("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"), ("Undefined geographic SRS", 0, "NONE", 0, "undefined")]
    for epsg in (4326, WORKING_EPSG):
        crs = pyproj.CRS.from_epsg(epsg)
        systems.append((crs.name, epsg, "EPSG", epsg, crs.to_wkt("WKT1_GDAL")))
    connection.exec_driver_sql("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", systems)
    TABLES.create_all(connection)
    # One of the tables is listed for other programs (the rows set aside are worth a look there); as soon as one is, they
    # leave the unlisted ones alone.
    connection.exec_driver_sql(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'attributes', ?, 0)",
        (SET_ASIDE.name, SET_ASIDE.name),
    )
