"""The hand-over: what is pending with a person on the last day, to be printed and signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.work.handover.selectors import handover_of, last_day
from numerals import Unreadable, parse_date
from offices.models import Posting, User
from offices.requests import signed_in
from offices.selectors import access_of, postings_around, postings_to_hand_over
from presentation.figures import sentence


@login_required
@require_safe
def handover(request: HttpRequest, *, person: int) -> HttpResponse:
    """One's own; for a head of office that of the office's people; for an administrator any.

    ``?on=`` is the last day, else the next on which one of the postings ends, else today.
    """
    viewer = signed_in(request)
    around = postings_around(person)
    own = [posting for posting in around if posting.user_id == person]
    postings = postings_to_hand_over(viewer, own)
    if not (postings or person == viewer.pk or access_of(viewer).administers):
        raise Http404
    found = own[0].user if own else get_object_or_404(User, pk=person)
    day, problem = _day(request.GET.get("on", ""), postings)
    context = {
        "handover": handover_of(found, postings, around=around, day=day),
        "typed_day": request.GET.get("on", "") if problem else None,
        "problem": problem,
        "today": timezone.localdate(),
    }
    return render(request, "indicators/work/handover.html", context, status=422 if problem else 200)


def _day(typed: str, postings: Sequence[Posting]) -> tuple[date, str]:
    """The day asked for, or the usual one; and why what was typed is none."""
    usual = last_day(postings, today=timezone.localdate())
    if not typed.strip():
        return usual, ""
    read = parse_date(typed)
    if isinstance(read, Unreadable):
        return usual, sentence(read.message)
    return read, ""
