"""What a report says of a scenario is worked out here: the state before and after, side by side, and what the planner kept with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app import catalogue
from app.compare import Compared, State, compared
from app.errors import AppError
from app.feedback import SILENT, Feedback
from app.output.privacy import may_leave
from app.words import Words

if TYPE_CHECKING:
    from app.changes_told import Told
    from app.compare import Row, Side
    from app.model import Intervention, Project, Scenario
    from app.study import Answers
    from app.study.deeper import Deeper

# A picture beside the list of changes is this wide at most; a page holds a few, not an album.
PHOTO_PX, PHOTO_QUALITY, MOST_PHOTOS = 420, 80, 12


@dataclass(frozen=True)
class Proposal:
    """A scenario against what exists. ``told`` are its changes that may leave the house; ``photos``: name -> a small picture."""

    project: Project
    scenario: Scenario
    before: State
    after: State
    found: Compared
    told: tuple[Told, ...]
    photos: Mapping[str, bytes] = field(default_factory=dict, hash=False)

    @property
    def side(self) -> Side:
        """Bill, years and worth of the scenario."""
        return self.found.sides[1]  # type: ignore[return-value]

    @property
    def items(self) -> tuple[Intervention, ...]:
        """The things that are told, in their order."""
        named = {id for one in self.told for id in one.items}
        return tuple(item for item in self.scenario.items if item.id in named)

    def district_rows(self) -> tuple[Row, ...]:
        """Every measure of the district that is known before and after."""
        code = self.before.answers.district[0]
        return tuple(row for row in self.found.rows if row.area_code == code and row.change is not None)


def proposal(project: Project, answers: Answers, language: str, *, deeper: Deeper | None = None, photos: Mapping[str, bytes] | None = None,
             before: State | None = None, feedback: Feedback = SILENT) -> Proposal | None:  # fmt: skip
    """The scenario shown against what exists; None where nothing is shown or nothing in it may be told.

    ``answers`` and ``deeper`` are those of the scenario; what exists is measured here unless ``before`` says it. For a worker.
    """
    from app.changes_told import told

    scenario = project.shown
    if scenario is None or not scenario.items:
        return None
    bare = replace(project, scenario="")
    state = before or _before(bare, answers, deeper, feedback)
    hidden = kept_inside(project, scenario)
    changes = tuple(one for one in told(project, scenario, state.answers, language) if not hidden.intersection(one.items))
    if not changes:
        return None
    after = State(answers, deeper)
    found = compared(project, "", scenario.id, {"": state, scenario.id: after}, Words(language)("window.scenario.existing"))
    return Proposal(project, scenario, state, after, found, changes, small(photos or {}))


def _before(bare: Project, answers: Answers, deeper: Deeper | None, feedback: Feedback) -> State:
    from app.study import answer, question
    from app.study.deeper import deeper as deepen

    asked = question(bare)
    if asked == answers.question:  # a mirror or a painted wall changes no measure
        return State(answers, deeper)
    base = answer(asked, feedback.part(0.0, 0.7))
    return State(base, deepen(base, feedback.part(0.7, 1.0)) if deeper is not None else None)


def kept_inside(project: Project, scenario: Scenario) -> set[str]:
    """The items that change single things of a layer that may not leave the house."""
    hidden = {layer.id for layer in project.layers if not may_leave(layer)}
    sensitive = {layer.kind.key for layer in project.layers if not may_leave(layer)}
    return {item.id for item in scenario.items if (item.of is not None and item.of[0] in hidden) or item.kind in sensitive}


def photos_wanted(scenario: Scenario | None) -> tuple[str, ...]:
    """The names of the pictures a report of a scenario shows: the first of each thing, the notes left out."""
    found = []
    for item in scenario.items if scenario is not None else ():
        known = catalogue.entry_of(item.kind, item.entry)
        if item.photos and not (known is not None and known.group == "note"):
            found.append(item.photos[0])
    return tuple(dict.fromkeys(found))[:MOST_PHOTOS]


def kept_photos(scenario: Scenario | None, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """These pictures as the project file keeps them; one that is lost is left out."""
    found = {}
    for name in photos_wanted(scenario):
        with suppress(AppError):
            found[name] = read(name)
    return found


def small(photos: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pictures as small as the page needs, without what a camera writes beside them; what cannot be read is left out."""
    found = {}
    for name, data in photos.items():
        picture = _small(data)
        if picture:
            found[name] = picture
    return found


def _small(data: bytes) -> bytes:
    from io import BytesIO

    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
            picture.draft("RGB", (2 * PHOTO_PX, 2 * PHOTO_PX))
            turned = ImageOps.exif_transpose(picture).convert("RGB")
        turned.thumbnail((PHOTO_PX, PHOTO_PX))
        bare = Image.new("RGB", turned.size)
        bare.paste(turned)
        out = BytesIO()
        bare.save(out, "JPEG", quality=PHOTO_QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    return out.getvalue()
