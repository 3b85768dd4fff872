"""Sign-in, sign-out and language."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from offices.accounts.second_factor.policy import step_after_password
from offices.accounts.services import choose_language
from offices.accounts.sign_in.forms import SignInForm
from offices.accounts.throttling import say_when
from offices.requests import address_with_next, half_signed_in, known_person, wanted_page


class SignIn(LoginView):
    """The sign-in page; who is signed in already goes home."""

    template_name = "offices/accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"oidc": settings.OIDC}

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Show what is wrong; tell programs, too, when to come again."""
        response = super().form_invalid(form)
        return say_when(response, form.retry_at) if form.retry_at else response

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The form, or the step that follows the password where that was given already."""
        person = half_signed_in(request)
        if person:
            target = self.get_success_url()
            return redirect(address_with_next(step_after_password(person), target))
        return super().get(request, *args, **kwargs)


class SignOut(LogoutView):
    """Sign out, by POST only."""

    http_method_names = ["post", "options"]


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language with the person, or in a cookie for a visitor."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest("language: bn or en")
    response = HttpResponseRedirect(wanted_page(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    person = known_person(request)
    if person:
        choose_language(user=person, language=language)
    return response
