"""Offices, people and postings in the administration: to look up, and to choose from.

They are changed on pages of their own (``offices.views``), whose services keep the journal and
refuse what would leave nobody to administer.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from offices.accounts.second_factor.services import reset_second_factor
from offices.administration.site import ReadOnlyAdmin
from offices.administration.spreadsheets import SpreadsheetImportExport
from offices.models import Office, Posting, User
from offices.ordering import ByName
from offices.requests import signed_in
from offices.resources.offices import OfficeResource
from offices.selectors import access_of

# Django registers groups with its page of them; nothing here uses them.
admin.site.unregister(Group)
del GroupAdmin
# The secrets of other people's phones are nobody's business; see reset_second_factor.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)


@admin.register(Office)
class OfficeAdmin(SpreadsheetImportExport, ReadOnlyAdmin):
    """The tree of offices."""

    resource_classes = [OfficeResource]
    list_display = ("name", "code", "level", "parent", "is_demo")
    list_filter = ("level", "is_demo")
    list_select_related = ("parent",)
    search_fields = (
        "code__says",
        "name_bn__says",
        "name_en__says",
        "short_bn__says",
        "short_en__says",
    )
    ordering = ("path",)

    @admin.display(description=gettext_lazy("name"), ordering=ByName())
    def name(self, office: Office) -> str:
        """The name in the reader's language."""
        return office.name


@admin.register(User)
class PersonAdmin(ReadOnlyAdmin):
    """People who sign in; what they may do follows from their postings."""

    list_display = (
        "username",
        "name",
        "designation",
        "is_active",
        "last_login",
        "second_factor_since",
    )
    list_filter = (
        "is_active",
        "postings__role",
        ("second_factor_since", admin.EmptyFieldListFilter),
    )
    actions = ("reset_second_factor",)
    search_fields = ("username__says", "name_bn__says", "name_en__says", "email__says")
    ordering = ("username",)
    fields = (
        "username",
        "name_bn",
        "name_en",
        "designation_bn",
        "designation_en",
        "email",
        "language",
        "is_active",
        "is_superuser",
        "last_login",
        "date_joined",
        "second_factor_since",
    )

    @admin.action(description=gettext_lazy("Reset two-step sign-in"))
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let people in who lost the phone; one's own is changed on the account page."""
        by = signed_in(request)
        for user in queryset.exclude(second_factor_since=None).order_by("pk"):
            if user.pk == by.pk or not access_of(by).may_change(user):
                refused = _("You cannot reset two-step sign-in for “%(user)s”.")
                self.message_user(request, refused % {"user": user}, messages.ERROR)
                continue
            reset_second_factor(user=user, by=by)
            done = _("Two-step sign-in for “%(user)s” is reset; they are signed out everywhere.")
            self.log_change(request, user, done % {"user": user})
            self.message_user(request, done % {"user": user})


class InForce(admin.SimpleListFilter):
    """Postings of today, or those that are over or yet to come."""

    title = gettext_lazy("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("today", gettext_lazy("Today")), ("else", gettext_lazy("Past or future"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = Posting.objects.on(timezone.localdate()).values("pk")
        if self.value() == "today":
            return queryset.filter(pk__in=today)
        return queryset.exclude(pk__in=today) if self.value() == "else" else queryset


@admin.register(Posting)
class PostingAdmin(ReadOnlyAdmin):
    """Who has which role at which office, and for how long."""

    list_display = ("user", "role", "reach", "office", "starts", "ends")
    list_filter = ("role", InForce)
    list_select_related = ("user", "office")
    search_fields = (
        "user__username__says",
        "user__name_bn__says",
        "user__name_en__says",
        "office__code__says",
        "office__name_bn__says",
        "office__name_en__says",
    )
    ordering = ("-starts", "pk")
