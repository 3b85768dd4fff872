"""The administration's site: who may enter it, and what its pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from offices.accounts.sign_in.views import SignOut
from offices.fields import WholeNumberField
from offices.selectors import access_of

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
    _BaseModelAdmin = admin.options.BaseModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin
    _BaseModelAdmin = object


class Administration(admin.AdminSite):
    """Open to those who are administrators today; to others it is not there."""

    site_title = _("Lokkho")
    site_header = _("Lokkho")
    index_title = _("Administration")
    site_url = "/"
    enable_nav_sidebar = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Figures of the past hang below most things; they are removed one by one, if at all.
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        """An administrator's posting is enough; Django's own staff flag does not count."""
        return access_of(request.user).administers

    def get_urls(self) -> list[Any]:
        """Without Django's way from a row to its own page, for no row has one.

        Asked for an id that its table cannot hold, that way fails.
        """
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def for_administrators(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return for_administrators

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The scripts' messages, with those that Django's own Bengali lacks."""
        packages = ["django.contrib.admin", "offices"]
        return JavaScriptCatalog.as_view(packages=packages)(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The application's own sign-in, which leads back."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise Http404
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The application's own way out."""
        return SignOut.as_view()(request)


class OfAdministrators(_BaseModelAdmin):
    """What an administrator may do with a model: all, unless a subclass says less.

    Django would ask for permissions given to the user one by one; postings decide here.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the page's own filters ask: others would read columns letter by letter."""
        return lookup in _lookups(self, request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access_of(request.user).administers

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request.user).administers

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return access_of(request.user).administers

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request.user).administers

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request.user).administers


_ENDINGS: Final = ("", "__exact", "__isnull", "__isempty", "__gte", "__lt")
"""How Django's filters of a column end their questions."""


def _lookups(page: Any, request: HttpRequest | None) -> Iterator[str]:
    for one in page.get_list_filter(request):
        chosen = one[0] if isinstance(one, tuple) else one
        if isinstance(chosen, str):
            yield from (f"{chosen}{ending}" for ending in _ENDINGS)
            # A filter by a related row asks for its id.
            yield from (f"{chosen}__{key}__exact" for key in ("id", "pk"))
        else:
            yield chosen.parameter_name


class ReadOnly(OfAdministrators):
    """Shown, never changed here."""

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


TYPED_NUMBERS: Final[dict[type[models.Field[Any, Any]], dict[str, Any]]] = {
    models.IntegerField: {"form_class": WholeNumberField}
}
"""Whole numbers are typed in either digits, wherever the administration asks for one."""


class _Pages(_ModelAdmin):
    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row of the address; an empty ``_to_field`` names no column, though Django looks."""
        return super().get_object(request, object_id, from_field or None)


class Admin(OfAdministrators, _Pages):
    """The admin of a model, with a count only of what is shown."""

    formfield_overrides = TYPED_NUMBERS

    show_full_result_count = False
    list_per_page = 50


class ReadOnlyAdmin(ReadOnly, _Pages):
    """The admin of a model that is only looked at."""

    show_full_result_count = False
    list_per_page = 50
