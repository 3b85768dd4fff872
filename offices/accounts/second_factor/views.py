"""The second step of a sign-in, the set-up of a phone, and the recovery codes."""

from __future__ import annotations

from base64 import b32encode
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from offices.accounts.qr import qr_code
from offices.accounts.sealing import Unopened, seal, unseal
from offices.accounts.second_factor.forms import CodeForm, ConfirmCodeForm, SetUpForm, Throttled
from offices.accounts.second_factor.policy import (
    MARK,
    mark_of,
    requires_second_factor,
    step_after_password,
)
from offices.accounts.second_factor.services import (
    WrongCode,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
    set_up_second_factor,
)
from offices.accounts.throttling import say_when
from offices.models import User
from offices.requests import (
    address_with_next,
    half_signed_in,
    known_person,
    signed_in,
    typed,
    wanted_page,
)

_KEY: Final = "second_factor_key"
"""Where a session keeps the secret of a phone that is being set up, sealed."""

_TO_KEEP: Final = "recovery_codes_to_keep"
"""Where a session keeps the new recovery codes, sealed, as long as it may show them."""

_FEW: Final = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that follows the password."""
    person, target = half_signed_in(request), wanted_page(request)
    if person is None:
        known = request.user.is_authenticated
        return redirect(target) if known else redirect_to_login(request.get_full_path())
    if not person.second_factor_since:
        return redirect(address_with_next(step_after_password(person), target))
    form = CodeForm(typed(request), user=person)
    if form.is_valid():
        left = recovery_codes_left(person)
        complete_sign_in(request, person)
        _warn_of_few_codes(request, left)
        return redirect(target)
    return _page(request, "offices/accounts/code.html", form, next=target, person=person)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up a phone, or another one in its place; who needs one gets no further without."""
    person, target = known_person(request), wanted_page(request)
    half = half_signed_in(request) is not None
    if person is None:
        return redirect_to_login(request.get_full_path())
    if half and person.second_factor_since:
        return redirect(address_with_next(step_after_password(person), target))
    form = SetUpForm(typed(request), request=request, user=person, is_sign_in=half)
    key = _new_key(request, person)
    if form.is_valid() and _takes(request, person, form=form, key=key):
        complete_sign_in(request, person)
        return redirect(address_with_next("offices:recovery-codes", target))
    address = TOTPDevice(user=person, key=key).config_url
    return _page(
        request,
        "offices/accounts/set_up.html",
        form,
        next=target,
        person=person,
        half=half,
        address=address,
        qr=qr_code(address),
        secret=_in_groups(b32encode(bytes.fromhex(key)).decode()),
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the new recovery codes until the person says that they are kept."""
    if request.method == "POST":
        request.session.pop(_TO_KEEP, None)
        return redirect(wanted_page(request))
    if _TO_KEEP not in request.session:
        return redirect("offices:account")
    context = {"codes": _codes_to_keep(request), "next": wanted_page(request)}
    return render(request, "offices/accounts/recovery_codes.html", context)


@never_cache
@login_required
@require_safe
def recovery_codes_text(request: HttpRequest) -> HttpResponse:
    """The new recovery codes as a text file, as long as the page shows them."""
    if _TO_KEEP not in request.session:
        raise Http404
    response = render(
        request,
        "offices/accounts/recovery_codes.txt",
        {"codes": _codes_to_keep(request)},
        content_type="text/plain; charset=utf-8",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="lokkho-recovery-codes.txt"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes in the place of the old ones."""
    user = _with_second_factor(request)
    form = ConfirmCodeForm(typed(request), request=request, user=user)
    if form.is_valid():
        codes = renew_recovery_codes(user=user, keep=request.session.session_key)
        _keep_to_show(request, user, codes=codes)
        return redirect(address_with_next("offices:recovery-codes", reverse("offices:account")))
    return _page(request, "offices/accounts/new_recovery_codes.html", form)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Go back to signing in by password alone, where that is allowed."""
    user = _with_second_factor(request)
    if requires_second_factor(user):
        raise Http404
    form = ConfirmCodeForm(typed(request), request=request, user=user)
    if form.is_valid():
        remove_second_factor(user=user, keep=request.session.session_key)
        request.session.pop(MARK, None)
        messages.success(request, _("From now on you sign in with your password only."))
        return redirect("offices:account")
    return _page(request, "offices/accounts/remove_second_factor.html", form)


def complete_sign_in(request: HttpRequest, user: User) -> None:
    """Open the session with the user's second factor; from here on they are signed in."""
    # Whoever knew the half-open session's key does not know this one.
    request.session.cycle_key()
    request.session[MARK] = mark_of(user)
    request.session.pop(_KEY, None)
    rotate_token(request)
    request.user = user


def _takes(request: HttpRequest, person: User, *, form: SetUpForm, key: str) -> bool:
    """Store the phone, or say that its first code is wrong."""
    code, keep = form.cleaned_data["new_code"], request.session.session_key
    try:
        codes = set_up_second_factor(user=person, key=key, code=code, keep=keep)
    except WrongCode:
        form.add_error(
            "new_code",
            _(
                "“%(code)s” is not correct. Enter the 6-digit code your app shows now. If it "
                "still does not work, set your phone's clock to automatic."
            )
            % {"code": code},
        )
        return False
    _keep_to_show(request, person, codes=codes)
    return True


def _page(request: HttpRequest, template: str, form: Throttled, **context: Any) -> HttpResponse:
    """The page with its form; 422 with what is wrong, 429 with when to try again."""
    wrong = form.is_bound and not form.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    response = render(request, template, {"form": form, **context}, status=status)
    return say_when(response, form.retry_at) if form.retry_at else response


def _with_second_factor(request: HttpRequest) -> User:
    """The signed-in person, 404 where they have no second factor."""
    user = signed_in(request)
    if not user.second_factor_since:
        raise Http404
    return user


def _warn_of_few_codes(request: HttpRequest, left: int) -> None:
    if left <= _FEW:
        messages.warning(
            request, _("Few recovery codes are left. Make new ones on your account page.")
        )


def _new_key(request: HttpRequest, person: User) -> str:
    """The secret of the phone that is being set up: the same until it is, or the key changes."""
    about = f"new phone {person.pk}"
    try:
        return unseal(request.session.get(_KEY, ""), about=about).decode()
    except Unopened:
        key: str = default_key()
        request.session[_KEY] = seal(key.encode(), about=about)
        return key


def _keep_to_show(request: HttpRequest, user: User, *, codes: list[str]) -> None:
    """Let the session show the codes; nothing else holds them."""
    request.session[_TO_KEEP] = seal(" ".join(codes).encode(), about=f"codes {user.pk}")


def _codes_to_keep(request: HttpRequest) -> list[str]:
    """The new recovery codes as they are written down: ``12345 67890``."""
    user = signed_in(request)
    try:
        codes = unseal(str(request.session[_TO_KEEP]), about=f"codes {user.pk}").decode().split()
    except Unopened as error:
        raise Http404 from error
    return [_in_groups(code, size=5) for code in codes]


def _in_groups(text: str, *, size: int = 4) -> str:
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
