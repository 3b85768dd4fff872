"""Offices, people and postings in the administration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from offices.administration import Admin, OfAdministrators
from offices.models import Office, Posting, User
from offices.requests import signed_in
from offices.resources import OfficeResource
from offices.services.second_factor import reset_second_factor
from offices.services.tree import create_office, place_office
from offices.spreadsheets.admin import SpreadsheetImportExport

admin.site.unregister(Group)
# The secrets of other people's phones are nobody's business; see reset_second_factor.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)


class OfficeForm(forms.ModelForm):
    """An office that can't be put below itself."""

    class Meta:
        model = Office
        fields = (
            "code",
            "level",
            "parent",
            "name_bn",
            "name_en",
            "short_bn",
            "short_en",
            "heading_bn",
            "heading_en",
            "address_bn",
            "address_en",
            "active_from",
            "active_to",
            "is_demo",
        )

    def clean_parent(self) -> Office | None:
        parent: Office | None = self.cleaned_data["parent"]
        own = self.instance.path
        if parent and own and parent.path.startswith(own):
            raise forms.ValidationError(
                _("“%(code)s” would come to stand below itself."),
                params={"code": self.instance.code},
            )
        return parent


@admin.register(Office)
class OfficeAdmin(SpreadsheetImportExport, Admin):
    """The tree of offices."""

    form = OfficeForm
    resource_classes = [OfficeResource]
    list_display = ("name", "code", "level", "parent", "is_demo")
    list_filter = ("level", "is_demo")
    list_select_related = ("parent",)
    search_fields = ("code", "name_bn", "name_en", "short_bn", "short_en")
    autocomplete_fields = ("parent",)
    ordering = ("path",)

    @admin.display(description=gettext_lazy("name"), ordering="name_bn")
    def name(self, office: Office) -> str:
        """The name in the reader's language."""
        return office.name

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            place_office(obj)
            return
        created = create_office(**form.cleaned_data)
        obj.pk, obj.path, obj._state.adding = created.pk, created.path, False


class PostingInline(OfAdministrators, admin.TabularInline):
    """A person's postings, on the person's page."""

    model = Posting
    extra = 0
    autocomplete_fields = ("office",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        return super().get_queryset(request).select_related("office")


@admin.register(User)
class PersonAdmin(OfAdministrators, UserAdmin):
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
    search_fields = ("username", "name_bn", "name_en", "email")
    ordering = ("username",)
    show_full_result_count = False
    filter_horizontal = ()
    inlines = (PostingInline,)
    readonly_fields = ("last_login", "date_joined", "second_factor_since")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (
            gettext_lazy("Person"),
            {
                "fields": (
                    "name_bn",
                    "name_en",
                    "designation_bn",
                    "designation_en",
                    "email",
                    "language",
                )
            },
        ),
        (
            gettext_lazy("Account"),
            {
                "fields": (
                    "is_active",
                    "is_superuser",
                    "last_login",
                    "date_joined",
                    "second_factor_since",
                )
            },
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "usable_password",
                    "password1",
                    "password2",
                    "name_bn",
                    "name_en",
                    "designation_bn",
                    "designation_en",
                )
            },
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is changed by superusers alone."""
        if obj is not None and obj.is_superuser and not _is_superuser(request):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts are closed, not deleted: what a person did stays told."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = super().get_readonly_fields(request, obj)
        return own if _is_superuser(request) else (*own, "is_superuser")

    @admin.action(description=gettext_lazy("Reset two-step sign-in"))
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let people in who lost the phone; one's own is changed on the account page."""
        by = signed_in(request)
        for user in queryset.exclude(second_factor_since=None).order_by("pk"):
            if user.pk == by.pk or not self.has_change_permission(request, user):
                refused = _("The second step of “%(user)s” is not yours to reset.")
                self.message_user(request, refused % {"user": user}, messages.ERROR)
                continue
            reset_second_factor(user=user, by=by)
            done = _("The second step of “%(user)s” is reset; they are signed out everywhere.")
            self.log_change(request, user, done % {"user": user})
            self.message_user(request, done % {"user": user})


def _is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


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
class PostingAdmin(Admin):
    """Who has which role at which office, and for how long."""

    list_display = ("user", "role", "reach", "office", "starts", "ends")
    list_filter = ("role", InForce)
    list_select_related = ("user", "office")
    search_fields = ("user__username", "user__name_bn", "user__name_en", "office__code")
    autocomplete_fields = ("user", "office")
    ordering = ("-starts", "pk")
