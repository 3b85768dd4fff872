"""Readers of evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.files.storage import Storage
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from indicators.returns.evidence.models import Evidence, EvidenceVerdict
from numerals import NIL, Figure, Month
from offices.models import User
from offices.prepared import Given, Prepared
from offices.selectors import offices_visible_to
from plans.handing_in.states import State
from plans.models import Indicator, Plan
from presentation.fields import MonthField


@dataclass(frozen=True, slots=True)
class EvidenceTally:
    """How many files a cell has, and what the reviewer found in them."""

    files: int = 0
    verified: int = 0
    not_verified: int = 0

    @property
    def all_verified(self) -> bool:
        """Whether there are files and each of them is verified."""
        return 0 < self.files == self.verified


NO_EVIDENCE: Final = EvidenceTally()

BEING_HANDED_IN: Final = timedelta(minutes=10)
"""How young a file may be whose row is not there yet."""


def asks_for_evidence(indicator: Indicator, month: Month, *, figure: Figure) -> bool:
    """Whether the figure must be proved before it is handed in.

    0 and ``-`` ask for nothing, nor does a month that does not ask for the indicator.
    """
    is_asked = indicator.evidence_required and indicator.is_asked(month)
    return is_asked and figure not in (None, NIL, 0)


def present_evidence() -> QuerySet[Evidence]:
    """The files that were not removed."""
    return Evidence.objects.filter(removed_at=None)


def stray_files() -> list[str]:
    """The places of files in the store that are no evidence: left by a killed process, or of one
    that was removed while the store was away. One that is being handed in is not told.
    """
    storage = Evidence._meta.get_field("file").storage
    known = set(present_evidence().values_list("file", flat=True))
    lately = timezone.now() - BEING_HANDED_IN
    return sorted(
        place
        for place in _files_of(storage, "")
        if place not in known and storage.get_modified_time(place) < lately
    )


def _files_of(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _files_of(storage, f"{folder}{name}/")


def disproved_evidence(offices: Collection[int]) -> list[Evidence]:
    """The offices' files that a reviewer did not accept, of months that are not accepted: one
    query, none for no office.
    """
    if not offices:
        return []
    accepted = Exists(
        Plan.objects.filter(
            pk=OuterRef("indicator__plan"),
            monthly_returns__month=OuterRef("month"),
            monthly_returns__state=State.ACCEPTED,
        )
    )
    return list(
        present_evidence()
        .filter(
            ~accepted, indicator__plan__office__in=offices, verdict=EvidenceVerdict.NOT_VERIFIED
        )
        .select_related("indicator__activity", "indicator__plan__office")
        .select_related("indicator__plan__fiscal_year")
        .order_by("month", "indicator__position", "uploaded_at")
    )


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """The files of the offices that the user may read, with plan and office at hand."""
    return (
        present_evidence()
        .filter(indicator__plan__office__in=offices_visible_to(user))
        .select_related("indicator__plan__office", "indicator__plan__fiscal_year", "uploaded_by")
    )


def evidence_of_cell(indicator: Indicator, month: Month) -> list[Evidence]:
    """A cell's files, oldest first, with the people at hand: one query."""
    found = present_evidence().filter(indicator=indicator, month=month)
    return list(found.select_related("uploaded_by", "judged_by"))


def evidence_of_plan(plan: Plan, months: Iterable[Month]) -> list[Evidence]:
    """The plan's files of some months in the order of the form, then by month: one query."""
    return list(
        present_evidence()
        .filter(indicator__plan=plan, month__in=list(months))
        .select_related("indicator__activity", "uploaded_by")
        .order_by("indicator__position", "month", "uploaded_at", "id")
    )


def evidence_by_cell(plan: Plan, month: Month) -> dict[int, tuple[Evidence, ...]]:
    """The month's files by indicator id: one query."""
    found: dict[int, tuple[Evidence, ...]] = {}
    for one in evidence_of_plan(plan, [month]):
        found[one.indicator_id] = (*found.get(one.indicator_id, ()), one)
    return found


def tallies_of(files: Mapping[int, Collection[Evidence]]) -> dict[int, EvidenceTally]:
    """The tallies of cells whose files are at hand. No query."""
    return {
        indicator: EvidenceTally(
            files=len(own),
            verified=sum(one.verdict == EvidenceVerdict.VERIFIED for one in own),
            not_verified=sum(one.verdict == EvidenceVerdict.NOT_VERIFIED for one in own),
        )
        for indicator, own in files.items()
    }


def evidence_tallies(plan: Plan, month: Month) -> dict[int, EvidenceTally]:
    """How many files the month's cells have, by indicator id: one query for all cells."""
    counted = _TALLIES.ask(plan=plan.pk, month=month)
    return {indicator: EvidenceTally(*tally) for indicator, *tally in counted}


_TALLIES: Final = Prepared(
    lambda: (
        present_evidence()
        .filter(indicator__plan=Given("plan"), month=Given("month", MonthField()))
        .order_by()
        .values_list("indicator")
        .annotate(
            files=Count("pk"),
            verified=Count("pk", filter=Q(verdict=EvidenceVerdict.VERIFIED)),
            not_verified=Count("pk", filter=Q(verdict=EvidenceVerdict.NOT_VERIFIED)),
        )
    )
)
