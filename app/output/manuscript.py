"""What every page of a report is written with: the project, its answers, the pictures, the words and the ledger of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.output.ledger import Ledger
from app.output.report_maps import sign_id
from app.quantity import Quantity, Tag
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project
    from app.output.proposal import Proposal
    from app.scene import MapWanted
    from app.study import Answers, Gap, Measure
    from app.study.deeper import Deeper
    from app.study.rank.score import Score

MAIN_MEASURES = ("seen", "near_refuge", "near_mailbox", "seen_crime_weighted")


@dataclass(frozen=True)
class Manuscript:
    """The material of all pages. ``files``: id of a picture -> its file; ``wanted``: id -> the map as it was asked for."""

    project: Project
    answers: Answers
    files: Mapping[str, str]
    wanted: Mapping[str, MapWanted]
    tr: Words
    ledger: Ledger
    deeper: Deeper | None = None
    score: Score | None = None
    proposal: Proposal | None = None

    def picture(self, id: str) -> dict[str, str] | None:
        """A map for the template: its file and its words for those who cannot see it; None where it was not drawn."""
        return {"file": self.files[id], "alt": self.wanted[id].alt} if id in self.files else None

    def legend(self, roles: Sequence[str], kinds: Sequence[str] = ()) -> list[dict[str, str]]:
        """Lines of a legend: what the analysis adds, then kinds of facility, each with the file of its sign."""
        lines = [(role, self.tr(f"map.role.{role}")) for role in roles] + [(key, self.tr(f"kind.{key}")) for key in kinds]
        return [{"sign": self.files[sign_id(id)], "text": text} for id, text in lines if sign_id(id) in self.files]

    def say(self, quantity: Quantity, *, band: bool = False) -> str:
        """A quantity as text, noted in the ledger."""
        return self.ledger.say(quantity, band=band)

    def place(self) -> str:
        """The name of the district, or of the project."""
        return self.ledger.quote(self.answers.district[1] or self.project.name, "name of the district", most=40)

    def street(self, gap: Gap) -> str:
        """The name of a gap's street."""
        return self.ledger.quote(gap.street, "street name", most=60) if gap.street.strip() else self.tr("report.gap.unnamed")

    def length(self, gap: Gap) -> str:
        """How long a gap is."""
        return self.say(Quantity(gap.length_m, "m", Tag.COMPUTED, "length along the street"))

    def sentences(self, said: Sequence[tuple[str, Mapping[str, object]]]) -> list[str]:
        """Sentences of the analysis."""
        return [self.ledger.words(self.tr, key, values) for key, values in said]


def detail(measure: Measure | None, key: str) -> Quantity | None:
    """A detail of a measure, None where it has none."""
    return dict(measure.details).get(key) if measure is not None else None
