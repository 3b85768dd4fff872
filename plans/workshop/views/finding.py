"""The draft of an address, as the person may have it: 404 for what is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from offices.models import Level
from offices.requests import signed_in
from plans.workshop.models import Draft
from plans.workshop.page import EditorPage, editor_page
from plans.workshop.selectors import drafts_visible_to, examined, may_work_on_drafts
from plans.workshop.services import EditedDraft
from presentation.figures import digits, sentence

_WITH_OFFICES: Final = (Level.MINISTRY, Level.DEPARTMENT, Level.REGIONAL)
"""The levels of the tree that have offices below."""


def planners_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in who makes plans, for other offices or for their own; to others it is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_work_on_drafts(signed_in(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)


def draft_or_404(request: HttpRequest, pk: int) -> Draft:
    """The draft of that number, which the person may work on."""
    draft = drafts_visible_to(signed_in(request)).filter(pk=pk).first()
    if draft is None:
        raise Http404
    return draft


def page_of(draft: Draft, changed: EditedDraft | None = None) -> EditorPage:
    """The editor's page as a value, with all findings; ``changed`` has them at hand."""
    value = draft.value
    found = changed.examined if changed else examined(draft, value)
    has_offices = draft.office is not None and draft.office.level in _WITH_OFFICES
    return editor_page(value, found.problems, asked=found.whole, has_offices=has_offices)


def name_of(draft: Draft) -> str:
    """What a draft goes by: kind and year, else the beginning of its title."""
    value = draft.value
    kind = sentence(value.kind.label) if value.kind else ""
    year = digits(value.fiscal_year) if value.fiscal_year else ""
    return f"{kind} {year}".strip() or value.title[:80] or _("Draft of a plan")
