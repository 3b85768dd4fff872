"""The search box's page."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from numerals import parse_whole, to_latin_digits
from offices.requests import signed_in
from reports.finding.selectors import found_by, words_of
from reports.finding.values import Sought

_LONGEST: Final = 200
"""Characters of what is looked for."""

_FIRST: Final = 5
"""Hits of each kind where all kinds are shown."""

_ROWS: Final = 25
_PAGE_DIGITS: Final = 4


@login_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What ``q`` finds of every kind; with ``in`` all of one kind, by pages."""
    user = signed_in(request)
    text = request.GET.get("q", "")[:_LONGEST].strip()
    words = words_of(text)
    asked = request.GET.get("in", "")
    if asked and asked not in list(Sought):
        raise Http404(asked)
    number = parse_whole(to_latin_digits(request.GET.get("page", "1")), most_digits=_PAGE_DIGITS)
    page = max(number or 1, 1)
    if asked:
        start = (page - 1) * _ROWS
        groups = [found_by(user, words, Sought(asked), start=start, most=_ROWS)]
    else:
        groups = [found_by(user, words, one, start=0, most=_FIRST) for one in Sought]
    context = {
        "text": text,
        "is_asked": bool(words),
        "groups": [one for one in groups if one.hits],
        "only": asked,
        "page": page,
    }
    return render(request, "reports/find.html", context)
