"""The account page: who one is here, one's password, and where one is signed in."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from offices.accounts.forms import PasswordForm
from offices.accounts.second_factor.policy import requires_second_factor
from offices.accounts.second_factor.services import recovery_codes_left
from offices.accounts.services import change_password, end_session, end_sessions
from offices.accounts.sign_ins import sign_ins_of
from offices.accounts.throttling import say_when
from offices.journal.history_text import latest_of_sign_in
from offices.requests import signed_in, typed
from offices.selectors import postings_of


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What Lokkho knows of the person, and what they may change of it."""
    user = signed_in(request)
    context = {
        "postings": postings_of(user),
        "needs_second_factor": requires_second_factor(user),
        "codes_left": recovery_codes_left(user) if user.second_factor_since else 0,
        "latest": latest_of_sign_in(user),
        "sign_ins": sign_ins_of(user, here=request.session.session_key),
    }
    return render(request, "offices/accounts/account.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other sign-in ends."""
    user = signed_in(request)
    if not user.has_usable_password():
        raise Http404
    form = PasswordForm(typed(request), request=request, user=user)
    if form.is_valid():
        change_password(
            user=user, password=form.cleaned_data["new"], keep=request.session.session_key
        )
        update_session_auth_hash(request, user)
        messages.success(
            request, _("Your password has been changed. You are signed out everywhere else.")
        )
        return redirect("offices:account")
    wrong = form.is_bound and not form.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    response = render(request, "offices/accounts/password.html", {"form": form}, status=status)
    return say_when(response, form.retry_at) if form.retry_at else response


@login_required
@require_http_methods(["POST"])
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End one other sign-in of the person, named by its handle, or (without) all others."""
    user, here = signed_in(request), request.session.session_key
    handle = request.POST.get("sign-in", "")
    if not handle:
        end_sessions(user=user, keep=here)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("offices:account")
    others = [one for one in sign_ins_of(user, here=here) if one.handle == handle]
    for one in others:
        end_session(user=user, key=one.key)
        messages.success(request, _("That sign-in has ended."))
    return redirect("offices:account")
