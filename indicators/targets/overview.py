"""The quality of the targets of many offices at once: what is read and reckoned once for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from indicators.targets.expected.judging import Softness, softness
from indicators.targets.expected.quality import Quality, quality
from indicators.targets.outcomes import outcomes_among, years_before
from indicators.targets.past import PastView, own_rows
from offices.models import Office, User
from offices.ordering import ByName
from plans.document.checks import check
from plans.document.draft.document import document_of
from plans.document.matching.wordings import Worded
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Plan
from plans.same_rows.selectors import answers_for
from plans.selectors import indicators_of_plans, newest_plans, plan_document, plans_visible_to
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import drafts_visible_to

MOST: Final = 130
"""Plans, and drafts, of one page, by the names of their offices."""


@dataclass(frozen=True, slots=True)
class PlanQuality:
    """The quality of one plan's targets, or of a draft's; how many rows are soft and steep."""

    office: Office
    plan: Plan | None
    draft: Draft | None
    quality: Quality
    rows: int
    soft: int
    steep: int
    unjudged: int

    @property
    def judged(self) -> int:
        """The rows of which the past tells enough to judge their targets."""
        return self.rows - self.unjudged

    @property
    def share(self) -> Decimal | None:
        """The quality of the targets, of 100; nothing where the past judges no row."""
        return self.quality.share if self.judged else None


def marks_of(user: User, *, year: int, kind: str) -> list[PlanQuality]:
    """The marks of all plans and open drafts of the year and kind that the user sees, those of
    least quality first.

    Five queries, and four for each level of offices among them.
    """
    subjects = sorted(_subjects(user, year, kind), key=lambda one: one.office.level)
    marks = [
        mark
        for _level, members in groupby(subjects, key=lambda one: one.office.level)
        for mark in _marks(list(members), year, kind)
    ]
    return sorted(marks, key=_by_quality)


def _by_quality(mark: PlanQuality) -> tuple[bool, object, str]:
    return mark.share is None, mark.share or 0, mark.office.path


@dataclass(frozen=True, slots=True)
class _Subject:
    office: Office
    document: PlanDocument
    plan: Plan | None = None
    draft: Draft | None = None


def _subjects(user: User, year: int, kind: str) -> Iterator[_Subject]:
    found = plans_visible_to(user).filter(fiscal_year=year, kind=kind)
    plans = newest_plans(found, most=MOST)
    indicators = indicators_of_plans([one.pk for one in plans])
    for plan in plans:
        yield _Subject(plan.office, plan_document(plan, indicators[plan.pk]), plan=plan)
    drafts = drafts_visible_to(user).filter(
        fiscal_year=year, kind=kind, state=DraftState.OPEN, office__isnull=False
    )
    for draft in drafts.order_by(ByName("office__"), "pk")[:MOST]:
        if draft.office is not None:
            yield _Subject(draft.office, document_of(draft.value).document, draft=draft)


def _marks(subjects: Sequence[_Subject], year: int, kind: str) -> Iterator[PlanQuality]:
    """The marks of offices of one level, against the past of all of them and their neighbours."""
    years = years_before(year)
    parents = {one.office.parent_id for one in subjects}
    level = subjects[0].office.level
    peers = Office.objects.filter(level=level, parent__in=parents) | Office.objects.filter(
        pk__in={one.office.pk for one in subjects}
    )
    plans = Plan.objects.filter(office__in=peers, fiscal_year__in=years, kind=kind).order_by()
    rows = [own_rows(one.document) for one in subjects]
    wordings = list(dict.fromkeys(said for own in rows for _, said in own))
    read = outcomes_among(
        wordings, plans, years=years, answers=answers_for(_above(one.office for one in subjects))
    )
    views: dict[tuple[Worded, ...], PastView] = {}
    for subject, own in zip(subjects, rows, strict=True):
        said = tuple(words for _, words in own)
        view = views.get(said)
        if view is None:
            view = views[said] = PastView(read.found(said), year)
        yield _mark(subject, own, view)


def _mark(
    subject: _Subject, own: Sequence[tuple[IndicatorEntry, Worded]], view: PastView
) -> PlanQuality:
    soft: dict[str, Softness | None] = {}
    for entry, said in own:
        row, past = view.row(entry, said)
        expected = view.expectation(row, past, said, office=subject.office.pk)
        soft[entry.row] = softness(row, expected)
    known = [one for one in soft.values() if one is not None]
    return PlanQuality(
        office=subject.office,
        plan=subject.plan,
        draft=subject.draft,
        quality=quality(subject.document, soft, check(subject.document)),
        rows=len(soft),
        soft=sum(one.is_soft for one in known),
        steep=sum(one.is_steep for one in known),
        unjudged=len(soft) - len(known),
    )


def _above(offices: Iterable[Office]) -> Office:
    """The office whose answers hold for all of them: that of the shortest path."""
    return min(offices, key=lambda one: (len(one.path), one.path))
