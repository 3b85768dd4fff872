"""Which rows are the same, asked of a person; and wordings that drifted apart, to be aligned."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from offices.requests import signed_in
from plans.document.matching import Answer
from plans.same_rows.aligning import Aligned, align, plans_to_align
from plans.same_rows.forms import WhichPlans
from plans.same_rows.models import RowMatch
from plans.same_rows.selectors import (
    answers_given,
    asked_pairs,
    drifted,
    group_named,
    scope_of,
)
from plans.same_rows.services import GivenAnswer, answer_rows
from plans.same_rows.tables import said_of, wordings_sheet
from plans.same_rows.values import WordingGroup
from plans.services.frozen import frozen_among
from plans.workshop.typed import number_in
from plans.workshop.views.finding import planners_only
from presentation.figures import number, sentence
from spreadsheets.downloads import download

_ANSWERS = {one.value: one for one in Answer}


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest) -> HttpResponse:
    """The pairs of rows that may be one; a POST keeps what was answered, blank ones stay asked."""
    me = signed_in(request)
    which = _which(request)
    year, kind = which.cleaned_data["year"], which.cleaned_data["kind"]
    if request.method == "POST":
        scope = scope_of(me)
        pairs = {one.name: one for one in asked_pairs(me, year=year, kind=kind)}
        given = [
            GivenAnswer(pairs[name].one, pairs[name].other, answer)
            for name, answer in _answered(request.POST)
            if name in pairs
        ]
        kept = answer_rows(given, scope=scope, by=me) if scope else 0
        messages.success(
            request,
            ngettext("%(count)s answer was kept.", "%(count)s answers were kept.", kept)
            % {"count": number(kept)},
        )
        return redirect(_again("plans:same-rows", which))
    context = {
        "which": which,
        "pairs": [
            (
                one,
                said_of(one.one, plans=one.plans_of_one),
                said_of(one.other, plans=one.plans_of_other),
            )
            for one in asked_pairs(me, year=year, kind=kind)
        ],
        "given": answers_given(me),
        "query": _query(which),
    }
    return render(request, "plans/same_rows/asked.html", context)


@planners_only
@require_http_methods(["POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer no longer holds; the pair is asked about again."""
    me = signed_in(request)
    scope = scope_of(me)
    found = RowMatch.objects.filter(pk=pk, scope=scope).first() if scope else None
    if found is None or scope is None:
        raise Http404
    answer_rows([GivenAnswer(found.one, found.other, None)], scope=scope, by=me)
    messages.success(request, _("The answer was taken back."))
    return redirect("plans:same-rows")


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def wordings(request: HttpRequest) -> HttpResponseBase:
    """Rows that offices word in several ways; ``format=csv`` or ``xlsx`` as a file."""
    me = signed_in(request)
    which = _which(request)
    year, kind = which.cleaned_data["year"], which.cleaned_data["kind"]
    if request.method == "POST":
        return _align(request, which)
    groups = drifted(me, year=year, kind=kind)
    if file_format := request.GET.get("format"):
        return download(
            wordings_sheet(groups), name="lokkho-wordings", file_format=file_format, by=str(me)
        )
    context = {
        "which": which,
        "groups": [
            (group, [said_of(one.words, plans=len(one.uses)) for one in group.variants])
            for group in groups
        ],
        "query": _query(which),
    }
    return render(request, "plans/same_rows/wordings.html", context)


def _align(request: HttpRequest, which: WhichPlans) -> HttpResponse:
    """First which plans would change; with ``plan`` chosen and confirmed, they do."""
    me = signed_in(request)
    group = group_named(
        me,
        request.POST.get("group", ""),
        year=which.cleaned_data["year"],
        kind=which.cleaned_data["kind"],
    )
    place = number_in(request.POST.get("wording", ""))
    if group is None or place is None or place >= len(group.variants):
        messages.error(request, _("These wordings are others by now. Look again."))
        return redirect(_again("plans:wordings", which))
    chosen = group.variants[place].words
    if request.POST.get("do") == "align":
        ids = [pk for one in request.POST.getlist("plan") if (pk := number_in(one)) is not None]
        _tell(request, align(group, chosen, plans=ids, by=me))
        return redirect(_again("plans:wordings", which))
    plans = plans_to_align(me, group, chosen)
    frozen = frozen_among(one.pk for one in plans)
    context: dict[str, Any] = {
        "which": which,
        "query": _query(which),
        "group": group,
        "place": place,
        "chosen": said_of(chosen),
        "plans": [(one, _words_in(group, one.pk), one.pk in frozen) for one in plans],
    }
    return render(request, "plans/same_rows/align.html", context, status=HTTPStatus.OK)


def _tell(request: HttpRequest, aligned: Aligned) -> None:
    count = len(aligned.plans)
    messages.success(
        request,
        ngettext(
            "%(count)s plan says these words now.", "%(count)s plans say these words now.", count
        )
        % {"count": number(count)},
    )
    if aligned.drafts:
        messages.success(
            request,
            ngettext("So does %(count)s draft.", "So do %(count)s drafts.", aligned.drafts)
            % {"count": number(aligned.drafts)},
        )
    for one in aligned.held:
        messages.warning(request, f"{one.plan.office.name}: {sentence(one.why)}")


def _words_in(group: WordingGroup, plan: int) -> str:
    return next(
        (one.words.title for one in group.variants if any(use.plan == plan for use in one.uses)),
        "",
    )


def _answered(sent: QueryDict) -> list[tuple[str, Answer]]:
    """The pairs that got an answer; ``all`` answers those without one of their own."""
    for_all = _ANSWERS.get(sent.get("all", ""))
    names = [one.removeprefix("pair-") for one in sent if one.startswith("pair-")]
    found = [(name, _ANSWERS.get(sent.get(f"pair-{name}", "")) or for_all) for name in names]
    return [(name, answer) for name, answer in found if answer is not None]


def _which(request: HttpRequest) -> WhichPlans:
    """The year and kind of the address; 404 for what is none."""
    which = WhichPlans(request.GET)
    if not which.is_valid():
        raise Http404
    return which


def _query(which: WhichPlans) -> str:
    return f"?year={which.cleaned_data['year']}&kind={which.cleaned_data['kind']}"


def _again(name: str, which: WhichPlans) -> str:
    return reverse(name) + _query(which)
