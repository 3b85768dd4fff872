"""A row of the superior's own draft is said to be made of its offices' rows."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from numerals import Unreadable, canonical, parse_number, to_latin_digits
from offices.requests import signed_in
from plans.cascade.rolling import OfficeOffer, RolledRow, offers_of, row_of
from plans.document.draft.changes import SetCell
from plans.document.reader.text import comparable
from plans.document.rolling_up import RollUp, Source, sources_text
from plans.document.shares import may_be_summed
from plans.document.values import IndicatorEntry
from plans.models import Indicator
from plans.workshop.models import Draft, DraftState
from plans.workshop.services import DraftClosed, DraftConflict, change_draft
from plans.workshop.views.finding import draft_or_404, name_of, planners_only
from presentation.figures import digits, sentence


@dataclass(frozen=True, slots=True)
class OfferField:
    """An office as the page shows it: whether it is ticked, what is typed, what is wrong."""

    offer: OfficeOffer
    ours: IndicatorEntry
    is_taken: bool
    row: str
    weight: str
    error: str = ""

    @property
    def shown(self) -> Indicator | None:
        """The office's row of that name."""
        return self.offer.rows.get(to_latin_digits(self.row))

    @property
    def is_other(self) -> bool:
        """Whether the office's row counts in another unit, or by another method."""
        theirs = self.shown
        if theirs is None:
            return False
        units = comparable(theirs.unit) != comparable(self.ours.unit)
        return units or theirs.method != (self.ours.method or "")


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def rolled(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The offices below with the row of each; a POST keeps what is ticked in the draft."""
    draft = draft_or_404(request, pk)
    row = row_of(draft.value, key) if draft.state == DraftState.OPEN else None
    if row is None or draft.office is None or draft.fiscal_year is None or not draft.kind:
        raise Http404
    offers = offers_of(draft, row)
    if request.method == "POST":
        return _posted(request, draft, row, offers)
    is_new = row.entry.rolled is None
    fields = [
        OfferField(
            one,
            row.entry,
            is_taken=bool(one.proposed) if is_new else one.source is not None,
            row=digits(one.row),
            weight=digits(canonical(one.weight)),
        )
        for one in offers
    ]
    rule = row.entry.rolled.rule if row.entry.rolled else _usual(row)
    return _page(request, draft, row, fields, rule)


def _usual(row: RolledRow) -> RollUp:
    """What a row of its method and unit is usually made by."""
    adds_up = may_be_summed(method=row.entry.method, unit=row.entry.unit)
    return RollUp.SUM if adds_up else RollUp.AVERAGE


def _posted(
    request: HttpRequest, draft: Draft, row: RolledRow, offers: list[OfficeOffer]
) -> HttpResponse:
    said = request.POST.get("rule", "")
    rule = RollUp(said) if said in list(RollUp) else None
    fields = [_typed(request, one, row.entry, rule) for one in offers]
    taken = [one for one in fields if one.is_taken] if rule else []
    if any(one.error for one in taken):
        return _page(request, draft, row, fields, rule, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sources = [_source(one, rule) for one in taken]
    language = draft.value.language
    texts = {
        "roll_up": rule.label[language] if rule and sources else "",
        "roll_up_from": sources_text(sources),
    }
    now = next(one for one in draft.value.rows if one.key == row.key)
    changes = [SetCell(row.key, field, text, now.said(field)) for field, text in texts.items()]
    try:
        change_draft(draft.pk, changes, by=signed_in(request))
    except DraftConflict:
        messages.error(
            request,
            _(
                "Someone else has changed the draft. What you typed is still here and not saved. "
                "Save again to keep yours instead."
            ),
        )
        return _page(request, draft, row, fields, rule, status=HTTPStatus.CONFLICT)
    except DraftClosed:
        messages.error(request, _("Something was changed since. See below what is so now."))
        return redirect("plans:workshop-draft", pk=draft.pk)
    there = redirect("plans:workshop-draft", pk=draft.pk)
    there["Location"] += f"#row-{row.key}"
    return there


def _typed(
    request: HttpRequest, offer: OfficeOffer, ours: IndicatorEntry, rule: RollUp | None
) -> OfferField:
    code = offer.office.code
    row = " ".join(to_latin_digits(request.POST.get(f"row-{code}", "")).split())
    weight = request.POST.get(f"weight-{code}", "1")
    number = parse_number(weight)
    error = ""
    if row not in offer.rows:
        error = _("The office's plan has no such row. Enter one such as {row}.").format(
            row=digits(next(iter(offer.rows), "1.1.1"))
        )
    elif rule is RollUp.WEIGHTED and (isinstance(number, Unreadable) or number <= 0):
        error = _("Enter a weight above zero.")
    is_taken = f"office-{code}" in request.POST
    return OfferField(offer, ours, is_taken, row, weight, error if is_taken else "")


def _source(field: OfferField, rule: RollUp | None) -> Source:
    number = parse_number(field.weight)
    if rule is not RollUp.WEIGHTED or isinstance(number, Unreadable):
        return Source(field.offer.office.code, field.row)
    return Source(field.offer.office.code, field.row, number)


def _page(
    request: HttpRequest,
    draft: Draft,
    row: RolledRow,
    fields: list[OfferField],
    rule: RollUp | None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    entry = row.entry
    adds_up = may_be_summed(method=entry.method, unit=entry.unit)
    context = {
        "draft": draft,
        "named": name_of(draft),
        "key": row.key,
        "title": digits(f"{entry.code} {entry.title}" if entry.code else entry.title),
        "unit": digits(entry.unit),
        "method": sentence(entry.method.label) if entry.method else "",
        "fields": fields,
        "rule": rule,
        "rules": [(one, sentence(one.label)) for one in RollUp if adds_up or one is not RollUp.SUM],
        "adds_up": adds_up,
    }
    return render(request, "plans/cascade/rolled.html", context, status=status)
