"""The page of an agreement: who signed, what stands in the way, and every step of it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from offices.requests import signed_in
from plans.addresses import plan_url
from plans.agreements import services
from plans.agreements.forms import OverrideForm, ReturnReasonForm, WordForm, read_notes
from plans.agreements.overriding import overriding
from plans.agreements.page import AgreementPage, agreement_page
from plans.agreements.refusals import (
    AlteredOutside,
    ChangedSince,
    NoSuchFinding,
    PlanHasErrors,
    YearNotOver,
)
from plans.agreements.selectors import plans_open_to
from plans.agreements.workflow import (
    AGREE,
    CLOSE,
    HAND_DOWN,
    HAND_UP,
    PROPOSE,
    RETURN,
    TAKE_BACK,
    TAKE_FROM_HEAD,
)
from plans.handing_in.moves import note_opened
from plans.handing_in.refusals import AlreadyOpened, NotTheirStep, SamePerson, StepRefused
from plans.handing_in.transitions import Transition
from plans.models import Plan
from plans.selectors import find_plan
from plans.services.frozen import FrozenPlan

_BUTTONS: Final[dict[str, Transition]] = {
    "hand-up": HAND_UP,
    "take-from-head": TAKE_FROM_HEAD,
    "hand-down": HAND_DOWN,
    "propose": PROPOSE,
    "take-back": TAKE_BACK,
    "agree": AGREE,
    "return": RETURN,
    "close": CLOSE,
}
_AT_ONCE: Final[dict[str, tuple[Callable[..., object], Promise]]] = {
    "hand-up": (
        services.hand_to_head,
        gettext_lazy("The plan is now with the head of your office, who signs it."),
    ),
    "take-from-head": (
        services.take_from_head,
        gettext_lazy("The plan was taken back from the head."),
    ),
    "propose": (services.propose, gettext_lazy("Signed and proposed to the superior office.")),
    "take-back": (services.take_back, gettext_lazy("The proposal was taken back.")),
    "agree": (services.agree, gettext_lazy("Agreed: both sides have signed.")),
    "close": (services.close, gettext_lazy("The agreement of the year is closed.")),
}
"""The steps for which nothing is typed, with what is said once they are taken."""

_STEPS: Final = (*_BUTTONS, "override")
_REFUSALS: Final[dict[type[Exception], Promise]] = {
    PlanHasErrors: gettext_lazy("There are still errors. Correct them in the workshop first."),
    SamePerson: gettext_lazy("You proposed this yourself; another person decides on it."),
    AlreadyOpened: gettext_lazy(
        "The superior office has opened the proposal by now. Ask it to return it."
    ),
    YearNotOver: gettext_lazy("The agreement is closed once its year is over."),
    NoSuchFinding: gettext_lazy("The error is not there any more, or says something else."),
    AlteredOutside: gettext_lazy(
        "What is stored is not what was entered here. Nothing was signed; tell your administrator."
    ),
    FrozenPlan: gettext_lazy("Both sides have signed; the plan stays as it was agreed."),
}
"""What keeps a step from being taken, beside a step that somebody else took first."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The agreement of a plan; a POST names the step by its button and shows what stands
    against it.
    """
    me = signed_in(request)
    try:
        plan = find_plan(plans_open_to(me), office=office, year=year, kind=kind)
    except Plan.DoesNotExist as error:
        raise Http404 from error
    page = agreement_page(plan, reader=me)
    if request.method == "POST":
        return _step(request, page)
    if page.may_decide and not note_opened(page.agreement, by=me):
        return redirect(request.path)
    return _render(request, page)


def _step(request: HttpRequest, page: AgreementPage) -> HttpResponse:
    asked = next((one for one in _STEPS if one in request.POST), None)
    if asked is None or not _is_theirs(page, asked):
        raise Http404
    again = redirect(plan_url("plans:agreement", page.plan))
    if request.POST.get("seen") != str(page.agreement.version):
        messages.warning(request, _("Someone else has changed this. Look again."))
        return _again(request, page, status=HTTPStatus.CONFLICT)
    try:
        return _take(request, page, asked) or again
    except NotTheirStep as error:
        raise Http404 from error
    except (StepRefused, ChangedSince):
        messages.warning(request, _("Someone else has changed this. Look again."))
        return _again(request, page, status=HTTPStatus.CONFLICT)
    except tuple(_REFUSALS) as refused:
        messages.error(request, str(_REFUSALS[type(refused)]))
        return _again(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _is_theirs(page: AgreementPage, asked: str) -> bool:
    """Whether the reader ever takes such a step of the plan; when, its service decides."""
    if asked == "override":
        return page.access.may_override(page.plan.office)
    return _BUTTONS[asked].is_open_to(page.access, page.plan.office)


def _take(request: HttpRequest, page: AgreementPage, asked: str) -> HttpResponse | None:
    """Take the step; a page where something typed is wrong, nothing where it was taken."""
    match asked:
        case "return":
            return _return(request, page)
        case "hand-down":
            return _hand_down(request, page)
        case "override":
            return _override(request, page)
    take, said = _AT_ONCE[asked]
    take(page.agreement, by=signed_in(request))
    messages.success(request, str(said))
    return None


def _hand_down(request: HttpRequest, page: AgreementPage) -> HttpResponse | None:
    form = WordForm(request.POST)
    if not form.is_valid():
        return _again(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    word = form.cleaned_data["word"].replace("\r\n", "\n")
    services.hand_to_officer(page.agreement, reason=word, by=signed_in(request))
    messages.success(request, _("The plan is with the officer again, with your message."))
    return None


def _return(request: HttpRequest, page: AgreementPage) -> HttpResponse | None:
    form = ReturnReasonForm(request.POST)
    if not form.is_valid():
        return _again(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.return_agreement(
        page.agreement,
        reason=form.cleaned_data["reason"].replace("\r\n", "\n"),
        notes=read_notes(request.POST, page.indicators),
        by=signed_in(request),
    )
    messages.success(request, _("The proposal was returned to the office with your reason."))
    return None


def _override(request: HttpRequest, page: AgreementPage) -> HttpResponse | None:
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return _again(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.override(
        page.plan,
        digest=form.cleaned_data["finding"],
        reason=form.cleaned_data["why"].replace("\r\n", "\n"),
        by=signed_in(request),
    )
    messages.success(request, _("The error is let stand, with your reason."))
    return None


def _again(request: HttpRequest, page: AgreementPage, *, status: HTTPStatus) -> HttpResponse:
    """The page as it stands now, with all that was typed."""
    plan = find_plan(plans_open_to(page.reader), **page.plan.at.named())
    typed = read_notes(request.POST, page.indicators)
    return _render(request, agreement_page(plan, reader=page.reader, typed=typed), status=status)


def _render(
    request: HttpRequest, page: AgreementPage, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    is_returning = typed is not None and "return" in typed
    reason = typed.get("reason", "") if typed is not None else ""
    form = ReturnReasonForm(typed) if is_returning else ReturnReasonForm(initial={"reason": reason})
    overridden = typed if typed is not None and "override" in typed else None
    context = {
        "page": page,
        "plan": page.plan,
        "form": form,
        "word": WordForm(typed if typed is not None and "hand-down" in typed else None),
        "overriding": overriding(page.stopping, typed=overridden) if page.may_override else [],
    }
    return render(request, "plans/agreements/agreement.html", context, status=status)
