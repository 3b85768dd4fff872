"""The months that a draft's form reports: those that are kept with it, and why others are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from numerals import Month
from offices.models import User
from plans.models import Plan, RuleSet
from plans.services import rules_in_use
from plans.workshop import above
from plans.workshop.above import ReportedMonth
from plans.workshop.models import Draft
from plans.workshop.selectors import examined
from presentation.figures import digits
from presentation.figures import month as month_shown


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Months that cannot be stored, for one reason."""

    months: tuple[Month, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReportedMonths:
    """What a form reports of months: ``offered`` are those that may be stored."""

    offered: tuple[ReportedMonth, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def reported_by(draft: Draft, *, by: User) -> ReportedMonths:
    """The months of a draft that is to become a new plan: a few queries."""
    if draft.plan_id or draft.office is None or draft.fiscal_year is None:
        return ReportedMonths()
    plan = Plan(
        office=draft.office,
        fiscal_year_id=draft.fiscal_year,
        kind=draft.kind,
        rule_set=rules_in_use(year=draft.fiscal_year, kind=draft.kind) or RuleSet(),
    )
    months = above.reported(plan, examined(draft).told.document, by=by)
    return ReportedMonths(tuple(one for one in months if not one.refusal), _left_out(months))


def months_chosen(data: QueryDict) -> list[Month]:
    """The months that are ticked; what is none is nothing."""
    found = []
    for text in data.getlist("month"):
        try:
            found.append(Month.parse(text))
        except ValueError:
            continue
    return found


def told_of(months: Iterable[ReportedMonth]) -> list[str]:
    """What came of the months that were to be stored, a sentence each."""
    said = []
    for one in months:
        name = month_shown(one.month)
        if one.refusal:
            said.append(
                _("%(month)s was not stored: %(why)s") % {"month": name, "why": one.refusal}
            )
        else:
            said.append(
                ngettext(
                    "%(month)s: %(count)s figure was stored; check and submit it.",
                    "%(month)s: %(count)s figures were stored; check and submit them.",
                    one.figures,
                )
                % {"month": name, "count": digits(one.figures)}
            )
    return said


def _left_out(months: Iterable[ReportedMonth]) -> tuple[LeftOut, ...]:
    refused = (one for one in months if one.refusal)
    return tuple(
        LeftOut(tuple(one.month for one in alike), reason)
        for reason, alike in groupby(refused, key=lambda one: one.refusal)
    )
