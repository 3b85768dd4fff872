"""How a plan is named in addresses: of pages, in commands, in cells of files.

``khulna/2023-24/apa``, and in a page's address the month or the quarter behind it. The only place
that puts one together or takes one apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from numerals import FiscalYearSpan, Month, bare, to_latin_digits
from plans.document.defaults import Kind
from presentation.places import way_to


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """An office by its code, a fiscal year, a kind of plan."""

    office: str
    year: FiscalYearSpan
    kind: str

    def __str__(self) -> str:
        return f"{self.office}/{self.year}/{self.kind}"

    @classmethod
    def parse(cls, text: str) -> PlanAddress:
        """Read ``khulna/2023-24/apa``, in either digits, the year written out or not.

        Raises ``ValueError`` for what can be no plan's.
        """
        parts = [part.strip() for part in to_latin_digits(bare(text)).lower().split("/")]
        if len(parts) != 3 or not parts[0] or parts[2] not in list(Kind):
            raise ValueError(f"{text!r} is no plan; expected one such as khulna/2023-24/apa")
        return cls(parts[0], FiscalYearSpan.parse(parts[1]), parts[2])

    @property
    def at(self) -> PlanAddress:
        """Itself: pages are found by it as by a plan."""
        return self

    def beside(self, kind: str) -> PlanAddress:
        """The plan of another kind of the same office and year."""
        return PlanAddress(self.office, self.year, kind)

    def of_office(self, code: str) -> PlanAddress:
        """The plan of the same year and kind of another office."""
        return PlanAddress(code, self.year, self.kind)

    def in_year(self, start: int) -> PlanAddress:
        """The plan of the same office and kind in the fiscal year that begins in ``start``."""
        return PlanAddress(self.office, FiscalYearSpan(start), self.kind)

    def named(self, month: Month | None = None) -> dict[str, str]:
        """What the plan's pages are asked by, those of a month with ``month``."""
        names = {"office": self.office, "year": str(self.year), "kind": self.kind}
        return names if month is None else {**names, "month": str(month)}


class Addressed(Protocol):
    """A plan, wherever it comes from."""

    @property
    def at(self) -> PlanAddress:
        """Where it is found."""
        ...


def plan_url(page: str, plan: Addressed, *rest: object) -> str:
    """The address of a page of the plan; ``rest`` is the month, and the indicator, or a number."""
    at = plan.at
    return reverse(page, args=(at.office, at.year, at.kind, *rest))


def plan_place(place: str, plan: Addressed, *rest: object) -> str:
    """The address of a page of the plan in a higher room, by its place: ``paper``."""
    at = plan.at
    return way_to(place, at.office, at.year, at.kind, *rest)
