"""The writers: a draft becomes a template, and plans of offices are made and changed by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from numerals import Figure, FiscalYearSpan, Message
from offices.models import Office, User
from plans.cascade.models import CascadedPlan, DividedTotal, LinkedRow
from plans.cascade.proposing import (
    OfficeProposal,
    Own,
    ProposalOutcome,
    digest_of,
    offered,
    proposed,
)
from plans.cascade.selectors import (
    OfficePast,
    may_cascade,
    offices_below,
    past_of,
    standings_of,
    template_visible_to,
)
from plans.cascade.shares import divisible_rows, numbers_with, shares_of
from plans.cascade.template import Template, template_of
from plans.document.values import Form, IndicatorEntry, ObjectiveEntry, PlanDocument
from plans.models import Indicator, Plan
from plans.services import PlanExists, store_plan
from plans.services.replacing import replace_plan
from plans.workshop import above
from plans.workshop.models import Draft, DraftState
from plans.workshop.services import DraftClosed
from plans.workshop.services.editing import locked

_TOLD_OF = Message(
    bn="বাদ দেওয়া কোনো সারির অর্জন বা ইতিহাস আছে, তাই সেটি মোছা যায় না; কিছুই বদলানো হয়নি।",
    en="A row that would go has figures or a history, so it cannot be deleted. Nothing of the "
    "plan is changed.",
)


class NotTheirTemplate(Exception):
    """The template, or an office, is not the person's to plan."""


class PlansChanged(Exception):
    """A plan or the template was changed since it was shown what would be done; nothing is."""


@transaction.atomic
def make_template(draft_id: int, *, by: User, is_template: bool = True) -> Draft:
    """Let an open draft be a template for the offices below its own, or no longer.

    Raises ``Draft.DoesNotExist``, ``DraftClosed`` for a draft that is kept or discarded, was made
    to change a plan, or is followed already; ``Incomplete`` for one that nothing can be made by;
    ``NotTheirTemplate`` for who plans for no others.
    """
    if not may_cascade(by):
        raise NotTheirTemplate
    row = locked(draft_id, by=by)
    if row.plan_id is not None or (not is_template and row.cascaded.exists()):
        raise DraftClosed(row.state)
    if is_template:
        template_of(row)
    row.is_template, row.changed_by, row.changed_at = is_template, by, timezone.now()
    row.save(update_fields=["is_template", "changed_by", "changed_at"])
    return row


@transaction.atomic
def cascade(
    draft_id: int,
    numbers: Mapping[str, Own],
    *,
    by: User | None,
    overwriting: Collection[str] = (),
    shown: str | None = None,
    keep: bool = True,
) -> tuple[OfficeProposal, ...]:
    """Make or change the plans of the offices that ``numbers`` names by their codes.

    All of it or nothing; what is agreed, or was handed in, is not touched and comes back as
    refused. ``overwriting`` are the offices whose own changes are written over; ``shown`` is the
    digest of what the person confirmed; without ``keep`` all is done, and nothing stays.

    Raises ``NotTheirTemplate``, ``Incomplete``, ``PlansChanged``, and ``DoesNotFit``.
    """
    template, offices = _locked(draft_id, by=by, codes=numbers)
    standings = standings_of(template, offices, lock=True)
    proposals = [proposed(template, one, numbers[one.office.code]) for one in standings]
    if shown is not None and shown != digest_of(proposals, template):
        raise PlansChanged
    proposals = [
        proposed(template, one.standing, numbers[one.office.code], overwrite=True)
        if one.office.code in overwriting
        else one
        for one in proposals
    ]
    return _kept(template, proposals, by=by, keep=keep)


@transaction.atomic
def take_over(
    draft_id: int,
    chosen: Mapping[str, Mapping[int, Collection[str]]],
    *,
    by: User,
    overwrite: bool = False,
) -> tuple[OfficeProposal, ...]:
    """Give offices, by their codes, the template's words for rows and fields of their plans.

    Raises as ``cascade`` does.
    """
    template, offices = _locked(draft_id, by=by, codes=chosen)
    standings = [one for one in standings_of(template, offices, lock=True) if one.plan]
    proposals = [
        offered(template, one, chosen=chosen[one.office.code], overwrite=overwrite)
        for one in standings
    ]
    return _kept(template, proposals, by=by)


@transaction.atomic
def divide(
    draft_id: int,
    key: int,
    total: Decimal,
    parts: Mapping[str, Decimal | None],
    *,
    by: User,
) -> tuple[OfficeProposal, ...]:
    """Give offices, by their codes, their parts of what a row is to make over all of them.

    The other tiers follow in the proportion that they had. Raises as ``cascade`` does, and
    ``NotTheirTemplate`` for a row whose targets do not add up.
    """
    template, offices = _locked(draft_id, by=by, codes=parts)
    row = next((one for one in divisible_rows(template) if one.key == key), None)
    if row is None:
        raise NotTheirTemplate
    DividedTotal.objects.update_or_create(
        template=template.draft, key=key, defaults={"total": total, "by": by}
    )
    standings = standings_of(template, offices, lock=True)
    shares = {one.office.code: one for one in shares_of(template, row, standings).parts}
    proposals = [
        proposed(
            template,
            one,
            {key: numbers_with(row, shares[one.office.code], parts[one.office.code])},
            overwrite=True,
        )
        for one in standings
        if one.office.code in shares and parts[one.office.code] != shares[one.office.code].now
    ]
    return _kept(template, proposals, by=by)


def _locked(
    draft_id: int, *, by: User | None, codes: Collection[str]
) -> tuple[Template, list[Office]]:
    """The template, locked until commit, and the offices of these codes below it."""
    found = Draft.objects.select_for_update(of=("self",)).select_related("office")
    try:
        if by is not None:
            template_visible_to(by, draft_id)
        draft = found.get(pk=draft_id, is_template=True, state=DraftState.OPEN)
    except Draft.DoesNotExist as error:
        raise NotTheirTemplate from error
    offices = list(offices_below(draft, by).filter(code__in=codes))
    if len(offices) != len(set(codes)):
        raise NotTheirTemplate
    return template_of(draft), offices


def _kept(
    template: Template,
    proposals: Sequence[OfficeProposal],
    *,
    by: User | None,
    keep: bool = True,
) -> tuple[OfficeProposal, ...]:
    made = [one for one in proposals if one.outcome is ProposalOutcome.CREATED]
    past = past_of(template, [one.office for one in made]) if made else {}
    try:
        written = tuple(
            _written(template, one, past.get(one.office.pk), by=by) for one in proposals
        )
    except (PlanExists, IntegrityError) as error:
        # Somebody made the office's plan at the same moment.
        raise PlansChanged from error
    if not keep:
        transaction.set_rollback(True)
    return written


def _written(
    template: Template, proposal: OfficeProposal, past: OfficePast | None, *, by: User | None
) -> OfficeProposal:
    if proposal.outcome is ProposalOutcome.CREATED:
        _make(template, proposal, past or OfficePast(), by=by)
    elif proposal.outcome is not ProposalOutcome.REFUSED and proposal.standing.plan is not None:
        return _change(template, proposal, by=by)
    return proposal


def _make(
    template: Template, proposal: OfficeProposal, past: OfficePast, *, by: User | None
) -> None:
    assert proposal.whole is not None  # noqa: S101  # a new plan has rows
    office = proposal.office
    document = PlanDocument(
        form=Form.PLAN,
        office=office.heading_bn or office.name_bn,
        title=template.document.title,
        fiscal_year=template.year,
        objectives=proposal.whole.objectives,
    )
    before = str(FiscalYearSpan(template.year.start - 1))
    names = proposal.whole.names
    figures = {names[key]: one for key, one in past.achieved.items() if key in names}
    document = document.with_indicators(lambda entry: _with_baseline(entry, before, figures))
    with transaction.atomic():
        plan = store_plan(
            document,
            office=office,
            kind=template.kind,
            total=template.total,
            is_demo=office.is_demo,
        )
    _link(template, plan, proposal, by=by)
    above.kept(plan, by=by)


def _with_baseline(
    entry: IndicatorEntry, year: str, figures: Mapping[str, Figure]
) -> IndicatorEntry:
    figure = figures.get(entry.row)
    return entry if figure is None else replace(entry, baselines={year: figure})


def _change(template: Template, proposal: OfficeProposal, *, by: User | None) -> OfficeProposal:
    """Write the rows of the plan, or refuse where one of them cannot go."""
    plan, whole = proposal.standing.plan, proposal.whole
    assert plan is not None and whole is not None  # noqa: PT018, S101
    if proposal.outcome is ProposalOutcome.CHANGED:
        try:
            with transaction.atomic():
                _replace(plan, whole.objectives, proposal, by=by)
        except ProtectedError:
            return replace(proposal, outcome=ProposalOutcome.REFUSED, refusal=_TOLD_OF)
    _link(template, plan, proposal, by=by)
    return proposal


def _replace(
    plan: Plan,
    objectives: tuple[ObjectiveEntry, ...],
    proposal: OfficeProposal,
    *,
    by: User | None,
) -> None:
    assert proposal.whole is not None  # noqa: S101
    document = PlanDocument(Form.PLAN, plan.heading, plan.title, plan.span, objectives)
    with above.replacing(plan, by=by):
        replace_plan(plan, document, identities=proposal.whole.identities, total=plan.total_weight)


def _link(template: Template, plan: Plan, proposal: OfficeProposal, *, by: User | None) -> None:
    """Keep which row is which, and what it was given: five queries."""
    whole, links = proposal.whole, proposal.standing.links
    assert whole is not None  # noqa: S101  # what is refused is not linked
    before = proposal.standing.cascaded
    revision = template.revision if proposal.is_whole or before is None else before.revision
    cascaded, _ = CascadedPlan.objects.update_or_create(
        plan=plan,
        defaults={
            "template": template.draft,
            "revision": revision,
            "by": by,
            "at": timezone.now(),
        },
    )
    by_name = dict(Indicator.objects.filter(plan=plan).values_list("row", "pk"))
    LinkedRow.objects.filter(indicator__plan=plan).delete()
    LinkedRow.objects.bulk_create(
        LinkedRow(
            cascaded=cascaded,
            indicator_id=whole.stored.get(key) or by_name[row],
            key=key,
            given=proposal.given.get(key, links[key].given if key in links else {}),
        )
        for key, row in whole.names.items()
    )
