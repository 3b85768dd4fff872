"""A row's target divided over the offices: it adds up, or the page says by how much it does not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from numerals import Expects, Unreadable, parse_target
from offices.requests import signed_in
from plans.cascade.page import name_of
from plans.cascade.selectors import offices_below, standings_of
from plans.cascade.services import NotTheirTemplate, PlansChanged, divide
from plans.cascade.shares import Share, Shares, Way, divisible_rows, shares_of
from plans.cascade.template import Template, TemplateRow
from plans.cascade.views.finding import planners_only, template_or_404
from presentation.figures import digits, figure, sentence


@dataclass(frozen=True, slots=True)
class ShareField:
    """One office's part as the page shows it: what is typed, and what is wrong with it."""

    share: Share
    text: str
    error: str = ""

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"part-{self.share.office.code}"


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The parts; ``do`` with a way proposes them, with ``save`` keeps them."""
    template = template_or_404(request, pk)
    row = next((one for one in divisible_rows(template) if one.key == key), None)
    if row is None:
        raise Http404
    offices = list(offices_below(template.draft, signed_in(request)))
    found = shares_of(template, row, standings_of(template, offices))
    if request.method == "POST":
        return _posted(request, template, row, found)
    total = "" if found.total is None else figure(found.total)
    return _page(request, template, found, total, [_as_stored(one) for one in found.parts])


def _as_stored(share: Share) -> ShareField:
    return ShareField(share, figure(share.now) if share.now is not None else "")


def _posted(
    request: HttpRequest, template: Template, row: TemplateRow, found: Shares
) -> HttpResponse:
    typed_total = request.POST.get("total", "")
    total, wrong = _number(typed_total, row)
    if total is None and not wrong:
        wrong = _("Enter what the offices are to make together.")
    do = request.POST.get("do", "")
    fields = [_typed(request, row, one) for one in found.parts]
    if do in list(Way) and total is not None:
        made = found.proposal(total, Way(do))
        fields = [ShareField(one, figure(made[one.office.code])) for one in found.parts]
        return _page(request, template, found, typed_total, fields)
    if wrong or total is None or any(one.error for one in fields) or do != "save":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, template, found, typed_total, fields, wrong=wrong, status=status)
    parts = {
        one.share.office.code: _number(one.text, row)[0]
        for one in fields
        if not one.share.is_frozen
    }
    try:
        divide(template.draft.pk, row.key, total, parts, by=signed_in(request))
    except (PlansChanged, NotTheirTemplate):
        messages.error(request, _("Something was changed since. See below what is so now."))
        return _page(request, template, found, typed_total, fields, status=HTTPStatus.CONFLICT)
    messages.success(request, _("The shares are kept, and the other tiers follow them."))
    return redirect("plans:template-shares", pk=template.draft.pk, key=row.key)


def _typed(request: HttpRequest, row: TemplateRow, share: Share) -> ShareField:
    if share.is_frozen:
        return _as_stored(share)
    text = request.POST.get(f"part-{share.office.code}", "")
    return ShareField(share, text, _number(text, row)[1])


def _number(text: str, row: TemplateRow) -> tuple[Decimal | None, str]:
    """The number that was typed, nothing for a blank, and what is wrong with it."""
    read = parse_target(text, expects=Expects.NUMBER, unit=row.placed.entry.unit)
    if isinstance(read, Unreadable):
        return None, sentence(read.message)
    if isinstance(read, Decimal) and read < 0:
        return None, _("Enter a number of zero or more.")
    return (read, "") if isinstance(read, Decimal) else (None, "")


def _page(
    request: HttpRequest,
    template: Template,
    found: Shares,
    total: str,
    fields: list[ShareField],
    *,
    wrong: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    numbers = [_number(one.text, found.row)[0] for one in fields]
    made = sum((one for one in numbers if one is not None), Decimal(0))
    asked = _number(total, found.row)[0]
    context = {
        "template": template,
        "named": name_of(template),
        "row": found.row,
        "title": digits(found.row.name),
        "fields": fields,
        "total": total,
        "wrong": wrong,
        "made": made,
        "left": None if asked is None else asked - made,
        "ways": list(Way),
    }
    return render(request, "plans/cascade/shares.html", context, status=status)
