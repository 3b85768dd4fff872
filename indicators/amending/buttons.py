"""What the buttons of an amendment's page do."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from indicators.amending.forms import decisions_typed, keys_typed, reasons_typed
from indicators.amending.refused import REFUSALS, AmendmentRefused, refusal_of
from indicators.amending.who_may import may_press
from numerals import parse_whole
from offices.requests import signed_in
from plans.agreements.forms import OverrideForm, WordForm
from plans.amending.models import Amendment
from plans.amending.selectors import asked_rows
from plans.amending.services import (
    decide_amendment,
    drop_amendment,
    explain,
    hand_amendment_to_head,
    hand_amendment_to_officer,
    let_error_stand,
    propose_amendment,
    take_amendment_back,
    take_amendment_from_head,
)
from plans.amending.values import AskedRow
from plans.amending.workflow import WITH_OFFICE

_DIGITS: Final = 9


def pressed(request: HttpRequest, amendment: Amendment) -> AmendmentRefused | None:
    """Do what the button asks for; what stood against it, or nothing."""
    act = request.POST.get("do", "")
    if not may_press(request, amendment.plan, act):
        raise Http404
    seen = parse_whole(request.POST.get("version", ""), most_digits=_DIGITS)
    amendment.version = -1 if seen is None else seen
    rows = asked_rows(amendment)
    try:
        if act == "override":
            return _let_stand(request, amendment)
        if act == "hand-down":
            return _handed_down(request, amendment)
        _take(request, amendment, act, rows)
    except PermissionDenied as error:
        raise Http404 from error
    except REFUSALS as error:
        agreed = _agreed(request, rows) if act == "decide" else None
        return replace(refusal_of(error), agreed=agreed)
    return None


def _take(request: HttpRequest, amendment: Amendment, act: str, rows: tuple[AskedRow, ...]) -> None:
    me = signed_in(request)
    match act:
        case "save" | "propose":
            if amendment.state in WITH_OFFICE:
                explain(amendment, reasons_typed(request.POST, rows), by=me)
            if act == "propose":
                propose_amendment(amendment, by=me)
                messages.success(request, _("The amendment was proposed."))
            else:
                messages.success(request, _("The reasons were saved."))
        case "hand-up":
            explain(amendment, reasons_typed(request.POST, rows), by=me)
            hand_amendment_to_head(amendment, by=me)
            messages.success(
                request, _("The amendment is now with the head of your office, who signs it.")
            )
        case "take-from-head":
            take_amendment_from_head(amendment, by=me)
            messages.success(request, _("The amendment was taken back from the head."))
        case "withdraw":
            take_amendment_back(amendment, by=me)
        case "drop":
            drop_amendment(amendment, by=me)
            messages.success(request, _("The amendment was given up. The plan stays as it is."))
        case _:
            decisions = decisions_typed(request.POST, rows, agrees_to_all=act == "agree-all")
            decide_amendment(amendment, decisions, by=me)
            messages.success(request, _("The decision was stored."))


def _handed_down(request: HttpRequest, amendment: Amendment) -> AmendmentRefused | None:
    """Give it back to the officer; what is wrong with the message, or nothing."""
    form = WordForm(request.POST)
    if not form.is_valid():
        return AmendmentRefused(_("Write what the officer is to change."))
    word = form.cleaned_data["word"].replace("\r\n", "\n")
    hand_amendment_to_officer(amendment, reason=word, by=signed_in(request))
    messages.success(request, _("The amendment is with the officer again, with your message."))
    return None


def _agreed(request: HttpRequest, rows: tuple[AskedRow, ...]) -> tuple[int, ...]:
    """The rows that are marked as agreed."""
    decisions = decisions_typed(request.POST, rows)
    return tuple(key for key, said in decisions.items() if said.is_agreed)


def _let_stand(request: HttpRequest, amendment: Amendment) -> AmendmentRefused | None:
    """Let the error stand that was named; what is wrong with its reason, or nothing."""
    form = OverrideForm(request.POST)
    agreed = keys_typed(request.POST)
    if not form.is_valid():
        return AmendmentRefused(_("Write why the error may stand."), agreed=agreed)
    let_error_stand(
        amendment,
        agreed,
        digest=form.cleaned_data["finding"],
        reason=form.cleaned_data["why"].replace("\r\n", "\n"),
        by=signed_in(request),
    )
    messages.success(request, _("The error is let stand, with your reason."))
    return None
