"""Pages for many returns: those that nothing speaks against, and a step for a month of offices."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indicators.returns.review.filters import ReviewFilter
from indicators.returns.review.selectors import returns_to_review
from indicators.work.deciding.forms import ShownMonth, StepForMany
from indicators.work.deciding.many import MonthOutcome, changed_since, foresee, take_step
from indicators.work.deciding.months import month_of_offices
from indicators.work.deciding.selectors import waiting_with_doubts
from indicators.work.deciding.services import AcceptOutcome, Decided, accept_together
from numerals import Month
from offices.requests import signed_in
from offices.selectors import access_of
from presentation.figures import month as month_words
from presentation.figures import number

_MANY: Final = "indicators/work/deciding/{}.html"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_many(request: HttpRequest) -> HttpResponse:
    """The returns that wait and that nothing speaks against; a POST accepts those ticked."""
    user = signed_in(request)
    if not access_of(user).reviews:
        raise Http404
    chosen = ReviewFilter(request.GET, queryset=returns_to_review(user), user=user)
    if request.method == "POST":
        decided = accept_together(chosen.qs, keys=request.POST.getlist("return"), by=user)
        _say(request, decided)
        return redirect(request.get_full_path())
    queue = waiting_with_doubts(chosen.qs, by=user)
    return render(
        request, "indicators/work/deciding/accept.html", {"queue": queue, "filter": chosen}
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest) -> HttpResponse:
    """A month of the offices that one decides on: more time, a reopening, a reminder for many.

    A POST shows what would become of each; with ``confirm`` it is done, and shown.
    """
    user, today = signed_in(request), timezone.localdate()
    if not access_of(user).reviews:
        raise Http404
    chosen = ShownMonth(request.GET, this_month=Month.of(today))
    every = month_of_offices(user, chosen.chosen_month, chosen.chosen_kind, today=today)
    ticked = set(request.POST.getlist("chosen"))
    form = StepForMany(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {
        "chosen": chosen,
        "month": chosen.chosen_month,
        "lines": [line for line in every if chosen.shows(line)],
        "ticked": ticked,
        "form": form,
    }
    if request.method != "POST":
        return render(request, _MANY.format("many"), context)
    lines = [line for line in every if line.key in ticked]
    pks = {line.key.partition(":")[0] for line in lines}
    moved_on = [
        line
        for line in every
        if str(line.plan.pk) not in pks
        and any(key.startswith(f"{line.plan.pk}:") for key in ticked)
    ]
    if not lines and not moved_on:
        form.add_error(None, _("Choose at least one office."))
    if not form.is_valid():
        return render(request, _MANY.format("many"), context, status=422)
    is_confirmed = "confirm" in request.POST
    outcomes = (take_step if is_confirmed else foresee)(form.asked, lines, by=user)
    outcomes += [MonthOutcome(line, refused=changed_since()) for line in moved_on]
    context |= {
        "asked": form.asked,
        "done": [one for one in outcomes if not one.refused],
        "refused": [one for one in outcomes if one.refused],
        "is_confirmed": is_confirmed,
    }
    return render(request, _MANY.format("foreseen"), context)


def _say(request: HttpRequest, decided: list[Decided]) -> None:
    """What became of each: how many were accepted, and by name what was not."""
    counts = Counter(one.outcome for one in decided)
    if accepted := counts[AcceptOutcome.ACCEPTED]:
        said = ngettext(
            "%(number)s return was accepted. Its figures can no longer be changed.",
            "%(number)s returns were accepted. Their figures can no longer be changed.",
            accepted,
        )
        messages.success(request, said % {"number": number(accepted)})
    for one in decided:
        if one.monthly_return is not None and one.outcome is not AcceptOutcome.ACCEPTED:
            office = one.monthly_return.plan.office.name
            where = f"{office}, {month_words(one.monthly_return.month)}"
            messages.warning(request, f"{where}: {_why(one.outcome)}")
    if gone := counts[AcceptOutcome.NO_LONGER_WAITING]:
        said = ngettext(
            "%(number)s return waited no longer: it was decided on or taken back before that.",
            "%(number)s returns waited no longer: they were decided on or taken back before that.",
            gone,
        )
        messages.info(request, said % {"number": number(gone)})
    if not decided:
        messages.warning(request, _("Nothing was ticked, so nothing was accepted."))


def _why(outcome: AcceptOutcome) -> str:
    if outcome is AcceptOutcome.DOUBTFUL:
        return _("not accepted, something is to be looked at first.")
    return _("not accepted, it changed after you opened the page.")
