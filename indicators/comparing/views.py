"""The page that compares two plans."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indicators.comparing.forms import SideForm, data_of
from indicators.comparing.page import comparison_page
from indicators.comparing.selectors import compared, wanted_from
from indicators.comparing.values import Wanted
from numerals import show_scores_at
from offices.fields import offered_offices
from offices.requests import signed_in
from plans.addresses import PlanAddress
from plans.selectors import plans_visible_to

SIDES: Final = ("old", "new")
SOFTER: Final = "softened"


@login_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two plans by ``?old=khulna/2023-24/apa@1&new=khulna/2024-25/apa``, or as a form sends them.

    ``show=softened`` limits it to the targets that became easier. With one plan alone the other
    is proposed: the same of the year before.
    """
    plans = plans_visible_to(signed_in(request))
    asked = _asked(request.GET)
    data = {**_proposed(asked), **request.GET.dict()}
    is_whole = len(asked) == len(SIDES) or any(f"{one}-office" in request.GET for one in SIDES)
    for side, wanted in asked.items():
        data.update(data_of(side, wanted))
    forms = {
        side: SideForm(data, plans=plans, prefix=side)
        if is_whole
        else SideForm(initial=_initial(data, side), plans=plans, prefix=side)
        for side in SIDES
    }
    context = {
        "forms": forms,
        "known_offices": offered_offices(),
        "only_softer": request.GET.get("show") == SOFTER,
    }
    # Both, so that each says what is wrong in it.
    wrong = [side for side, form in forms.items() if not form.is_valid()]
    if wrong:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if is_whole else HTTPStatus.OK
        return render(request, "indicators/comparing/compare.html", context, status=status)
    old, new = (forms[side].side for side in SIDES)
    if len(asked) < len(SIDES):
        return redirect(compare_address(old.wanted, new.wanted))
    show_scores_at(new.plan.rule_set.score_places)
    page = comparison_page(compared(old, new), only_softer=bool(context["only_softer"]))
    context |= {
        "page": page,
        "turned": compare_address(new.wanted, old.wanted),
        "here": compare_address(old.wanted, new.wanted),
    }
    return render(request, "indicators/comparing/compare.html", context)


def compare_address(old: Wanted, new: Wanted) -> str:
    """The address of the page for two plans."""
    query = urlencode({"old": str(old), "new": str(new)}, safe="/@")
    return f"{reverse('indicators:compare')}?{query}"


def _asked(query: Mapping[str, str]) -> dict[str, Wanted]:
    """The sides that the address names; what is no plan's address is left out."""
    asked = {}
    for side in SIDES:
        try:
            asked[side] = wanted_from(query.get(side, ""))
        except ValueError:
            continue
    return asked


def _proposed(asked: Mapping[str, Wanted]) -> dict[str, str]:
    """The other plan where one is named: that of the same office and kind a year before."""
    if set(asked) != {"new"}:
        return {}
    at = asked["new"].at
    before = PlanAddress(at.office, type(at.year)(at.year.start - 1), at.kind)
    return data_of("old", Wanted(before))


def _initial(data: Mapping[str, str], side: str) -> dict[str, str]:
    start = f"{side}-"
    return {
        name.removeprefix(start): value for name, value in data.items() if name.startswith(start)
    }
