"""The lists over many offices."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_tables2 import Table

from offices.lists.listing import Listing, register, show_list
from offices.models import User
from offices.paging import ManyRows
from offices.requests import signed_in
from offices.selectors import Access, access_of
from reports.lists.filters import EvidenceFilter, IndicatorFilter, UnprovedFilter
from reports.lists.selectors import (
    evidence_in_full,
    figures_in_full,
    indicators_in_full,
    unproved_cells,
    year_overseen,
)
from reports.lists.tables import EvidenceTable, IndicatorsTable, UnprovedTable

_TEMPLATE: Final = "reports/lists/list.html"


def _oversees(access: Access) -> bool:
    return access.oversees


def _listing(name: str, title: Any, *always: str) -> Listing:
    place, file_name = f"reports:list-{name}", f"lokkho-{name}"
    return register(Listing(name, title, place, file_name, _oversees, frozenset(always)))


INDICATORS: Final = _listing("indicators", _("Indicators of the offices"), "indicator")
EVIDENCE: Final = _listing("evidence", _("Evidence of the offices"), "name")
UNPROVED: Final = _listing("unproved", _("Figures without evidence"), "indicator", "month")
_TABS: Final = (INDICATORS, EVIDENCE, UNPROVED)


@login_required
@require_safe
def indicators(request: HttpRequest) -> HttpResponseBase:
    """The rows of all plans with what they came to; of the year at hand unless asked otherwise."""
    user = _overseer(request)
    chosen = IndicatorFilter(_with_year(request, user), queryset=indicators_in_full(), user=user)
    return _shown(
        request,
        INDICATORS,
        IndicatorsTable(
            ManyRows(chosen.qs, whole=indicators_in_full(), in_order=("plan_id", "position"))
        ),
        chosen,
    )


@login_required
@require_safe
def evidence(request: HttpRequest) -> HttpResponseBase:
    """The files of all plans; of the year at hand unless asked otherwise."""
    user = _overseer(request)
    chosen = EvidenceFilter(_with_year(request, user), queryset=evidence_in_full(), user=user)
    return _shown(
        request,
        EVIDENCE,
        EvidenceTable(ManyRows(chosen.qs, whole=evidence_in_full(), in_order=("-pk",))),
        chosen,
    )


@login_required
@require_safe
def unproved(request: HttpRequest) -> HttpResponseBase:
    """The figures that ask for evidence and have none."""
    user = _overseer(request)
    chosen = UnprovedFilter(_with_year(request, user), queryset=unproved_cells(), user=user)
    return _shown(
        request,
        UNPROVED,
        UnprovedTable(ManyRows(chosen.qs, whole=figures_in_full(), in_order=("-pk",))),
        chosen,
    )


def _shown(request: HttpRequest, listing: Listing, table: Table, chosen: Any) -> HttpResponseBase:
    context = {"tabs": [(one, one is listing) for one in _TABS]}
    return show_list(request, listing, table, _TEMPLATE, form=chosen.form, context=context)


def _overseer(request: HttpRequest) -> User:
    user = signed_in(request)
    if not access_of(user).oversees:
        raise Http404
    return user


def _with_year(request: HttpRequest, user: User) -> QueryDict:
    """What the address asks, with the year at hand where it says none."""
    given = request.GET.copy()
    if "year" not in given and (year := year_overseen(user)):
        given["year"] = str(year.pk)
    return given
