"""A number that knows where it comes from; nothing else is printed in a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tag(StrEnum):
    """How well a number is known. Reports print the tag beside the number."""

    VERIFIED = "verified"
    COMPUTED = "computed"
    ASSUMED = "assumed"
    MEMORY = "from memory"


@dataclass(frozen=True)
class Quantity:
    """A value with unit, tag and source, and a band where the data do not say more.

    ``unit`` is one of ``share`` (0 to 1), ``m``, ``m2``, ``km``, ``deg``, ``px``, ``lx``, ``krw``, ``count``, ...;
    ``low`` and ``high`` are in the same unit; ``None`` means that there is no band. ``value`` is None where it is unknown.
    """

    value: float | None
    unit: str
    tag: Tag
    source: str = ""
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if not self.unit or not isinstance(self.tag, Tag):
            raise ValueError("a quantity needs a unit and a tag")

    @property
    def has_band(self) -> bool:
        """True where low and high say more than the value alone."""
        return self.low is not None and self.high is not None and self.high - self.low > 1e-9
