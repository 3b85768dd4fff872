"""The page of a plan's amendment: begun, explained, proposed, decided row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from indicators.amending.forms import decisions_typed, keys_typed, reasons_typed
from indicators.amending.page import AmendmentPage, amendment_page
from numerals import parse_whole
from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.addresses import plan_url
from plans.agreements.forms import OverrideForm, WordForm
from plans.agreements.page import Overriding, overriding
from plans.agreements.refusals import AlteredOutside, NoSuchFinding, PlanHasErrors
from plans.agreements.selectors import plans_open_to
from plans.agreements.workflow import proposal_of
from plans.amending.models import Amendment, Verdict
from plans.amending.refusals import (
    AmendedMeanwhile,
    NotAgreed,
    NotesMissing,
    NothingAmended,
    ReasonsMissing,
    RowsUnsaid,
    TooLate,
    Undecided,
)
from plans.amending.selectors import (
    amendable_until,
    amendments_visible_to,
    asked_rows,
    open_amendment,
    past_amendments,
)
from plans.amending.services import (
    begin_amendment,
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
from plans.amending.workflow import (
    AGREE,
    HAND_DOWN,
    HAND_UP,
    PROPOSE,
    TAKE_BACK,
    TAKE_FROM_HEAD,
    WITH_OFFICE,
)
from plans.calendar.selectors import with_calendar
from plans.handing_in.moves import note_opened
from plans.handing_in.refusals import AlreadyOpened, SamePerson, StepRefused
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition
from plans.models import Plan
from plans.selectors import find_plan
from presentation.figures import day

_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class _AmendmentRefused:
    """Why nothing was done; ``keys`` are the rows that it is about, ``agreed`` those
    whose agreement would make errors.
    """

    sentence: str
    keys: frozenset[int] = field(default_factory=frozenset)
    agreed: tuple[int, ...] | None = None
    is_stale: bool = False


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amendment(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The amendment that is being written or decided on, else how one is begun, and those past."""
    try:
        plan = find_plan(
            with_calendar(plans_open_to(signed_in(request))), office=office, year=year, kind=kind
        )
    except Plan.DoesNotExist as error:
        raise Http404 from error
    amendment = _open_amendment(request, plan)
    if request.method != "POST":
        if amendment is not None and _may_decide(request, amendment):
            note_opened(amendment, by=signed_in(request))
        return _shown(request, plan, amendment)
    if request.POST.get("do") == "begin":
        return _begun(request, plan)
    if amendment is None:
        messages.error(request, _("There is no open amendment of this plan any more."))
        return redirect(plan_url("indicators:amendment", plan))
    refused = _taken(request, amendment)
    if refused is None:
        return redirect(plan_url("indicators:amendment", plan))
    return _shown(request, plan, _open_amendment(request, plan) or amendment, refused=refused)


def _open_amendment(request: HttpRequest, plan: Plan) -> Amendment | None:
    known = open_amendment(plan)
    if known is None:
        return None
    return amendments_visible_to(signed_in(request)).get(pk=known.pk)


def _begun(request: HttpRequest, plan: Plan) -> HttpResponse:
    if not _may_write(request, plan):
        raise Http404
    try:
        amendment = begin_amendment(plan, by=signed_in(request))
    except (NotAgreed, TooLate) as error:
        return _shown(request, plan, None, refused=_refusal(error))
    if amendment.state not in WITH_OFFICE:
        return redirect(plan_url("indicators:amendment", plan))
    return redirect("plans:workshop-draft", pk=amendment.draft_id)


def _taken(request: HttpRequest, amendment: Amendment) -> _AmendmentRefused | None:
    """Do what the button asks for; what stood against it, or nothing."""
    act = request.POST.get("do", "")
    if not _is_theirs(request, amendment.plan, act):
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
    except _REFUSALS as error:
        agreed = _agreed(request, rows) if act == "decide" else None
        return replace(_refusal(error), agreed=agreed)
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


def _handed_down(request: HttpRequest, amendment: Amendment) -> _AmendmentRefused | None:
    """Give it back to the officer; what is wrong with the message, or nothing."""
    form = WordForm(request.POST)
    if not form.is_valid():
        return _AmendmentRefused(_("Write what the officer is to change."))
    word = form.cleaned_data["word"].replace("\r\n", "\n")
    hand_amendment_to_officer(amendment, reason=word, by=signed_in(request))
    messages.success(request, _("The amendment is with the officer again, with your message."))
    return None


def _agreed(request: HttpRequest, rows: tuple[AskedRow, ...]) -> tuple[int, ...]:
    """The rows that are marked as agreed."""
    decisions = decisions_typed(request.POST, rows)
    return tuple(key for key, said in decisions.items() if said.is_agreed)


def _let_stand(request: HttpRequest, amendment: Amendment) -> _AmendmentRefused | None:
    """Let the error stand that was named; what is wrong with its reason, or nothing."""
    form = OverrideForm(request.POST)
    agreed = keys_typed(request.POST)
    if not form.is_valid():
        return _AmendmentRefused(_("Write why the error may stand."), agreed=agreed)
    let_error_stand(
        amendment,
        agreed,
        digest=form.cleaned_data["finding"],
        reason=form.cleaned_data["why"].replace("\r\n", "\n"),
        by=signed_in(request),
    )
    messages.success(request, _("The error is let stand, with your reason."))
    return None


_BUTTONS: Final[dict[str, Transition]] = {
    "hand-up": HAND_UP,
    "take-from-head": TAKE_FROM_HEAD,
    "hand-down": HAND_DOWN,
    "propose": PROPOSE,
    "withdraw": TAKE_BACK,
    "decide": AGREE,
    "agree-all": AGREE,
}
_REFUSALS: Final = (
    AlreadyOpened,
    AlteredOutside,
    AmendedMeanwhile,
    PlanHasErrors,
    NoSuchFinding,
    NotAgreed,
    NothingAmended,
    RowsUnsaid,
    SamePerson,
    StepRefused,
    TooLate,
)


_SAID: Final[dict[type[Exception], Promise]] = {
    NotAgreed: gettext_lazy("Only an agreed plan is amended, until its year is closed."),
    NothingAmended: gettext_lazy("Nothing is changed so far. Change rows in the editor first."),
    ReasonsMissing: gettext_lazy("Write a reason at every row that changes."),
    Undecided: gettext_lazy("Agree to each row, or return it."),
    NotesMissing: gettext_lazy("Say at each row that you return why."),
    PlanHasErrors: gettext_lazy(
        "What would come of it has errors. Correct them, or have them let stand."
    ),
    NoSuchFinding: gettext_lazy("The error is not there any more, or says something else."),
    AlteredOutside: gettext_lazy(
        "What is stored is not what was entered here. Nothing was signed; tell your administrator."
    ),
    SamePerson: gettext_lazy("Whoever proposed the amendment does not decide on it."),
    AlreadyOpened: gettext_lazy("The superior office has opened it; it cannot be taken back."),
}


def _refusal(error: Exception) -> _AmendmentRefused:
    if isinstance(error, TooLate):
        until = _(
            "Amendments of this year could be proposed until %(day)s. "
            "The superior office can give extra time."
        )
        return _AmendmentRefused(until % {"day": day(error.day)})
    said = _SAID.get(type(error))
    if said is None:
        stale = _("This amendment has changed since you opened it. Nothing was done.")
        return _AmendmentRefused(stale, is_stale=True)
    return _AmendmentRefused(
        str(said), error.keys if isinstance(error, RowsUnsaid) else frozenset()
    )


def _is_theirs(request: HttpRequest, plan: Plan, act: str) -> bool:
    """Whether the reader ever does this with an amendment of it; when, its service decides."""
    access = access_of(signed_in(request))
    if act == "override":
        return access.may_override(plan.office)
    if act in ("save", "drop"):
        return _may_write(request, plan)
    step = _BUTTONS.get(act)
    return step is not None and step.is_open_to(access, plan.office)


def _may_write(request: HttpRequest, plan: Plan) -> bool:
    access = access_of(signed_in(request))
    return plan.office_id in access.works_for or access.may_plan(plan.office)


def _is_ours(request: HttpRequest, plan: Plan) -> bool:
    """Whether the reader sees what happens within the office: its people, and who makes its plan
    where nobody else does.
    """
    access = access_of(signed_in(request))
    return plan.office_id in access.works_for or HAND_UP.is_open_to(access, plan.office)


def _may_decide(request: HttpRequest, amendment: Amendment) -> bool:
    access = access_of(signed_in(request))
    return (
        AGREE.starts_from(amendment)
        and AGREE.is_open_to(access, amendment.plan.office)
        and not AGREE.is_on_own(amendment, signed_in(request))
    )


def _shown(
    request: HttpRequest,
    plan: Plan,
    amendment: Amendment | None,
    *,
    refused: _AmendmentRefused | None = None,
) -> HttpResponse:
    access = access_of(signed_in(request))
    context: dict[str, Any] = {
        "plan": plan,
        "amendment": amendment,
        "refused": refused,
        "until": amendable_until(plan),
        "is_in_time": timezone.localdate() <= amendable_until(plan),
        "may_write": _may_write(request, plan),
        "past": past_amendments(plan),
        "leads_to_plan": access.sees(plan.office),
    }
    if amendment is not None:
        typed: Mapping[str, str] = request.POST if refused else {}
        rows = tuple(_as_typed(one, typed) for one in asked_rows(amendment))
        is_ours = _is_ours(request, plan)
        word = request.POST if refused and request.POST.get("do") == "hand-down" else None
        page = amendment_page(amendment, rows, agreed=refused.agreed if refused else None)
        context |= {
            "page": page,
            "overriding": _overriding(request, page),
            "missing": refused.keys if refused else _none(),
            "state": State(amendment.state) if is_ours else amendment.office_state,
            "writes": context["may_write"] and amendment.state in WITH_OFFICE,
            "may_propose": _may_take(access, amendment, proposal_of(amendment)),
            "may_hand_up": _may_take(access, amendment, HAND_UP),
            "may_take_from_head": _may_take(access, amendment, TAKE_FROM_HEAD),
            "may_hand_down": _may_take(access, amendment, HAND_DOWN),
            "word": WordForm(word),
            "word_of_head": amendment.word_of_head
            if is_ours and amendment.state in WITH_OFFICE
            else "",
            "decides": _may_decide(request, amendment),
            "may_take_back": TAKE_BACK.starts_from(amendment)
            and Party.OFFICE.includes(access, plan.office)
            and amendment.opened_at is None,
        }
    status = HTTPStatus.OK
    if refused:
        status = HTTPStatus.CONFLICT if refused.is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "indicators/amending/amendment.html", context, status=status)


def _may_take(access: Access, amendment: Amendment, step: Transition) -> bool:
    return step.starts_from(amendment) and step.is_open_to(access, amendment.plan.office)


def _overriding(request: HttpRequest, page: AmendmentPage) -> list[Overriding]:
    """The errors with forms to let them stand, for who may."""
    if not access_of(signed_in(request)).may_override(page.amendment.plan.office):
        return []
    typed = request.POST if request.POST.get("do") == "override" else None
    return overriding(page.stopping, typed=typed, rows=" ".join(map(str, page.agreed)))


def _none() -> Collection[int]:
    return frozenset()


def _as_typed(row: AskedRow, typed: Mapping[str, str]) -> AskedRow:
    """The row with what stood in the fields of a page that was refused."""
    verdict = typed.get(f"verdict-{row.key}", row.verdict)
    return replace(
        row,
        reason=typed.get(f"reason-{row.key}", row.reason),
        verdict=verdict if verdict in Verdict.values else row.verdict,
        note=typed.get(f"note-{row.key}", row.note),
    )
