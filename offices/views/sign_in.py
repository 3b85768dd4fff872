"""Sign-in, sign-out and language."""

from http import HTTPStatus
from math import ceil

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from offices.forms.sign_in import SignInForm
from offices.models import User
from offices.services.people import choose_language


class SignIn(LoginView):
    """The sign-in page; who is signed in already goes home."""

    template_name = "offices/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Show what is wrong; tell programs, too, when to come again."""
        response = super().form_invalid(form)
        if form.retry_at:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            wait = ceil((form.retry_at - timezone.now()).total_seconds())
            response.headers["Retry-After"] = str(max(wait, 1))
        return response


class SignOut(LogoutView):
    """Sign out, by POST only."""

    http_method_names = ["post", "options"]


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language with the person, or in a cookie for a visitor."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest("language: bn or en")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("home")
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    if isinstance(request.user, User):
        choose_language(user=request.user, language=language)
    return response
