"""The inbox of what needs attention, and one alert of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.exceptions.filters import AlertFilter
from indicators.exceptions.forms import AlertStepForm
from indicators.exceptions.inbox import (
    InboxPart,
    alerts_for,
    alerts_seen_by,
    counts_of,
    last_look,
    shown_as,
    usefulness,
)
from indicators.exceptions.looking import ask_for_a_look
from indicators.exceptions.models import AlertAct, StandingAlert
from indicators.exceptions.page import alert_page, done_words
from indicators.exceptions.rules.names import name_of_rule
from indicators.exceptions.services import NotAllowed, SeenEarlier, take_alert_step
from indicators.exceptions.tables import AlertTable
from offices.lists.listing import Listing, register, show_list
from offices.models import User
from offices.requests import signed_in
from offices.selectors import access_of
from presentation.figures import sentence

_CLOSING = frozenset({AlertAct.DISMISS})
"""Steps after which the next alert is shown."""


ATTENTION: Final = register(
    Listing(
        "attention",
        gettext_lazy("Needs attention"),
        "indicators:attention",
        "lokkho-attention",
        lambda access: access.oversees,
        frozenset({"sentence"}),
    )
)


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What needs attention in the offices that the person oversees, most weight first.

    ``show=mine`` and ``dismissed``: those; ``format=csv`` or ``xlsx``: as a file.
    """
    user, today = _overseer(request), timezone.localdate()
    chosen = AlertFilter(request.GET, queryset=alerts_for(user), user=user)
    show = _show(request)
    alerts = shown_as(show, chosen.qs, user=user, today=today)
    table = AlertTable(alerts)
    counts = counts_of(chosen.qs, user=user, today=today)
    context = {
        "tabs": [(part, counts[part], part is show) for part in InboxPart],
        "look": last_look(),
        "useful": [(sentence(name_of_rule(one.rule)), one) for one in usefulness()],
    }
    return show_list(
        request,
        ATTENTION,
        table,
        "indicators/exceptions/inbox.html",
        form=chosen.form,
        context=context,
        tell=table.tell_rows,
    )


@login_required
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look over the plans again, in the background."""
    _overseer(request)
    if ask_for_a_look(timezone.localdate()):
        messages.success(request, _("The plans are being looked over. Open this page again soon."))
    else:
        messages.info(request, _("The plans are being looked over already."))
    return redirect("indicators:attention")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert with what was done about it; a POST does something more."""
    user, today = _overseer(request), timezone.localdate()
    found = _alert_or_404(user, pk)
    may_act = access_of(user).may_handle_alerts(found.plan.office)
    if request.method == "POST" and not may_act:
        raise Http404
    form = AlertStepForm(request.POST or None, alert=found, today=today)
    status = HTTPStatus.OK
    if request.method == "POST":
        answer = _take(request, found, form, by=user)
        if answer is not None:
            return answer
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    page = alert_page(found)
    context = {
        "page": page,
        "steps": [(step, done_words(step)) for step in page.steps],
        "form": form,
        "may_act": may_act,
        "is_dismissed": found.is_dismissed(today),
        "following": _following(user, found),
    }
    return render(request, "indicators/exceptions/alert.html", context, status=status)


def _take(
    request: HttpRequest, found: StandingAlert, form: AlertStepForm, *, by: User
) -> HttpResponse | None:
    """Take the step; ``None`` where the page needs another look."""
    if not form.is_valid():
        return None
    act = AlertAct(form.cleaned_data["act"])
    try:
        take_alert_step(
            found,
            act,
            by=by,
            seen=form.cleaned_data["seen"],
            words=form.cleaned_data["words"],
            until=form.cleaned_data["until"] if act is AlertAct.DISMISS else None,
            to=form.cleaned_data["to"] if act is AlertAct.ASSIGN else None,
        )
    except NotAllowed as error:
        raise Http404 from error
    except SeenEarlier:
        messages.warning(
            request,
            _("Someone else did something about this alert. Look at it, then send again."),
        )
        return None
    messages.success(request, _("Saved."))
    following = _following(by, found) if act in _CLOSING else found
    if following is None:
        return redirect("indicators:attention")
    return redirect("indicators:alert", pk=following.pk)


def _following(user: User, found: StandingAlert) -> StandingAlert | None:
    """The open alert with the most weight, beside this one."""
    opened = shown_as(InboxPart.OPEN, alerts_for(user), user=user, today=timezone.localdate())
    return opened.exclude(pk=found.pk).first()


def _overseer(request: HttpRequest) -> User:
    user = signed_in(request)
    if not access_of(user).oversees:
        raise Http404
    return user


def _show(request: HttpRequest) -> InboxPart:
    asked = request.GET.get("show", "")
    return InboxPart(asked) if asked in InboxPart.values else InboxPart.OPEN


def _alert_or_404(user: User, pk: int) -> StandingAlert:
    """The alert, standing or ended, of an office that the person oversees."""
    found = alerts_seen_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
