"""Pictures of sketched things, kept in the project file word for word; named by the beginning of their hash."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from app.errors import BadInput
from app.files.schema import PHOTOS
from app.words import tr

# A picture larger than this was not made small before it came here.
MOST_BYTES = 4_000_000


def keep(connection: Connection, data: bytes) -> str:
    """Keep a picture and give its name; BadInput for one that is empty, too large or no JPEG."""
    if not data.startswith(b"\xff\xd8") or len(data) > MOST_BYTES:
        raise BadInput(tr("project.no_photo"))
    id = sha256(data).hexdigest()[:16]
    if connection.execute(select(PHOTOS.c.id).where(PHOTOS.c.id == id)).first() is None:
        connection.execute(insert(PHOTOS).values(id=id, data=data))
    return id


def read(connection: Connection, id: str) -> bytes:
    """A picture by its name; BadInput where there is none."""
    found = connection.execute(select(PHOTOS.c.data).where(PHOTOS.c.id == id)).first()
    if found is None:
        raise BadInput(tr("project.no_photo"))
    return bytes(found.data)


def drop_all_but(connection: Connection, wanted: Collection[str]) -> None:
    """Let go of every picture that nothing names any more."""
    connection.execute(delete(PHOTOS).where(PHOTOS.c.id.not_in(list(wanted))))
