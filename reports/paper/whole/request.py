"""What the whole agreement is printed from: values alone, as ``reports.paper.request`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from numerals import Message
from plans.document.parts.values import AgreementText
from reports.paper.request import PaperRequest


@dataclass(frozen=True, slots=True)
class PaperParty:
    """One of the two who sign. What is not known yet is a line to fill in by hand.

    ``charge`` is ভারপ্রাপ্ত or অতিরিক্ত দায়িত্ব, of a head who acts for another.
    """

    office: str
    name: str = ""
    designation: str = ""
    charge: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetStand:
    """A finding that a planner let stand, with the reason, by whom and when."""

    row: str
    message: str
    reason: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class WholeRequest:
    """One agreement in one language: ``table`` is what its table is printed from, ``text`` all that
    it says beside it, in full (``plans.document.parts.proposed.completed``).

    ``version`` is that of the plan; ``agreed_on`` the day on which both had signed, ``None`` of a
    draft, which says so on every page.
    """

    table: PaperRequest
    text: AgreementText
    scheme: Message
    office: PaperParty
    superior: PaperParty
    version: int = 1
    agreed_on: date | None = None
    let_stand: tuple[LetStand, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it is not signed by both."""
        return self.agreed_on is None
