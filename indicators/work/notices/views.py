"""The page of notices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indicators.work.notices.wording import place_of, plan_words, sentence_of
from notices.selectors import notices_of, wants_mail
from notices.services import choose_mail, mark_all_read, mark_read
from numerals import parse_whole
from offices.requests import signed_in
from plans.selectors import KnownYears

PER_PAGE = 30
_DIGITS = 18


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, newest first; a POST marks them read, or chooses the email."""
    user = signed_in(request)
    if request.method == "POST":
        return _changed(request)
    page = Paginator(notices_of(user), PER_PAGE).get_page(request.GET.get("page"))
    known = KnownYears()
    context = {
        "page": page,
        "told": [(notice, sentence_of(notice), plan_words(notice, known)) for notice in page],
        "newest": page[0].pk if page else 0,
        "wants_mail": wants_mail(user),
    }
    return render(request, "indicators/work/notices/page.html", context)


def _changed(request: HttpRequest) -> HttpResponse:
    user, newest = signed_in(request), request.POST.get("newest", "")
    if "mail" in request.POST:
        choose_mail(wanted=request.POST["mail"] == "on", by=user)
    elif (up_to := parse_whole(newest, most_digits=_DIGITS)) is not None:
        mark_all_read(by=user, up_to=up_to)
    return redirect("indicators:notices")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, *, pk: int) -> HttpResponse:
    """Mark a notice read; a GET goes on to where it leads, a POST back to the list.

    That a GET marks it is no harm: only its recipient can, and opening it is reading it.
    """
    user = signed_in(request)
    found = get_object_or_404(notices_of(user), pk=pk)
    mark_read(found, by=user)
    return redirect("indicators:notices" if request.method == "POST" else place_of(found))
