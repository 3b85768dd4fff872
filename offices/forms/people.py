"""Forms about people and their postings."""

from __future__ import annotations

from typing import Any, Final, cast

from django import forms
from django.db.models import Q
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.fields import DayField, LanguageSelect, OfficeField, Styled
from offices.models import Capacity, Posting, Reach, Role, User
from offices.services.postings import Assignment
from presentation.figures import day_in_digits

_CHARGE: Final = ("office", "role", "reach", "capacity")


class PersonForm(Styled, forms.ModelForm):
    """Names, designations and language of a person."""

    class Meta:
        model = User
        fields: tuple[str, ...] = (
            "name_bn",
            "name_en",
            "designation_bn",
            "designation_en",
            "email",
            "language",
        )
        widgets = {"language": LanguageSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_bn"].required = True
        self.fields["email"].help_text = gettext_lazy(
            "Where links to set a password are sent; blank if there is none"
        )


class NewPersonForm(PersonForm):
    """A new person, with the name to sign in by."""

    class Meta(PersonForm.Meta):
        fields = ("username", *PersonForm.Meta.fields)
        labels = {"username": gettext_lazy("User name")}
        help_texts = {
            "username": gettext_lazy("To sign in with: Latin letters, digits and @ . + - _")
        }


class AssignmentForm(Styled, forms.Form):
    """One assignment; blank as a whole where it is not needed."""

    office = OfficeField(label=gettext_lazy("Office"), required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("role"), choices=[("", "–"), *Role.choices], required=False
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("reach"),
        choices=Reach.choices,
        required=False,
        initial=Reach.SUBTREE,
        help_text=gettext_lazy("Of a reviewer: which offices' returns"),
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("as"),
        choices=Capacity.choices,
        required=False,
        help_text=gettext_lazy("Of a head: printed where they sign"),
    )

    def clean(self) -> dict[str, Any]:
        """Office and role go together."""
        cleaned = super().clean() or {}
        if cleaned.get("office") and not cleaned.get("role"):
            self.add_error("role", _("Choose a role."))
        if cleaned.get("role") and "office" in cleaned and not cleaned["office"]:
            self.add_error("office", _("Enter the office."))
        return cleaned

    @property
    def assignment(self) -> Assignment | None:
        """What was asked for, if anything."""
        if not self.cleaned_data.get("office"):
            return None
        return Assignment(
            self.cleaned_data["office"],
            self.cleaned_data["role"],
            self.cleaned_data["reach"] or Reach.SUBTREE,
            self.cleaned_data["capacity"],
        )


class Assignments(BaseFormSet):
    """Several assignments; ``needed`` says that one at least must be named."""

    needed = True

    def clean(self) -> None:
        """Refuse a form without any."""
        if self.needed and not any(self.errors) and not self.assignments:
            raise forms.ValidationError(_("Enter an office and a role."))

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Those that were asked for."""
        return tuple(form.assignment for form in self.forms if form.assignment)


_AssignmentFormSet = formset_factory(AssignmentForm, formset=Assignments, extra=3, max_num=6)


def assignment_forms(data: Any, *, needed: bool) -> Assignments:
    """Room for three assignments; a new person may be posted later, so that none is ``needed``."""
    forms = cast("Assignments", _AssignmentFormSet(data, prefix="assignment"))
    forms.needed = needed
    return forms


class PeriodForm(Styled, forms.Form):
    """From when until when."""

    starts = DayField(label=gettext_lazy("from"))
    ends = DayField(
        label=gettext_lazy("until"),
        required=False,
        help_text=gettext_lazy("Day-month-year; blank if there is no end date"),
    )


class PostingForm(PeriodForm):
    """A posting to be corrected."""

    office = OfficeField(label=gettext_lazy("Office"))
    role = forms.ChoiceField(label=gettext_lazy("role"), choices=Role.choices)
    reach = forms.ChoiceField(
        label=gettext_lazy("reach"),
        choices=Reach.choices,
        help_text=gettext_lazy("Of a reviewer: which offices' returns"),
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("as"),
        choices=Capacity.choices,
        required=False,
        help_text=gettext_lazy("Of a head: printed where they sign"),
    )
    field_order = ("office", "role", "reach", "capacity", "starts", "ends")

    @property
    def assignment(self) -> Assignment:
        """What the posting is to be."""
        return Assignment(*(self.cleaned_data[name] for name in _CHARGE))


class EndForm(Styled, forms.Form):
    """The last day of a posting."""

    last_day = DayField(label=gettext_lazy("Last day, included"))


class _Postings(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        since = _("since %(day)s") % {"day": day_in_digits(obj.starts)}
        return f"{obj.get_role_display()} · {obj.office.name}, {since}"


class TransferForm(Styled, forms.Form):
    """On which day, and which postings end the day before."""

    on = DayField(label=gettext_lazy("First day at the new office"))
    leaving = _Postings(
        Posting.objects.none(),
        label=gettext_lazy("Postings that end the day before"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose which posting ends.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        held = (
            user.postings.filter(Q(ends=None) | Q(ends__gte=today))
            .select_related("office")
            .order_by("starts", "pk")
        )
        self.fields["leaving"].queryset = held  # type: ignore[attr-defined]
        self.initial.setdefault("leaving", held)
