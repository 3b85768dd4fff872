"""Forms of a draft of the year's rules: what it says of itself, and each of its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from numerals import bare, canonical, parse_whole, to_latin_digits
from offices.fields import WholeNumberField
from plans import choices
from plans.document.defaults import Mode
from plans.document.grades import MOST_GRADES, TIER_NAMES
from plans.document.values import TIERS
from plans.form_fields import WeightField
from plans.models import RuleSet, SectionRule
from plans.rules.page import RULES_BY_GROUP
from presentation.figures import digits
from presentation.lines import LinesField

_REASON_LIMIT: Final = 2000
_SPARE: Final = 2
"""Empty lines for sections to be added."""
_SPARE_GRADES: Final = 5
_COUNT_DIGITS: Final = 4
MOST_SECTIONS: Final = 12
_MOST_WEIGHT: Final = 1000
_WHOLE: Final = 100
FIELDS: Final = (
    *(name for _heading, names in RULES_BY_GROUP for name in names),
    *RuleSet.threshold_names(),
)
"""What a draft says of itself, in the order of its page."""

_LANGUAGES: Final = ("bn", "en")
_LONGEST_NAME: Final = 60
_SELECT: Final = {"class": "form-select"}
_TEXT: Final = {"class": "form-control"}


def _field_classes() -> dict[str, type[forms.Field]]:
    typed: dict[type[models.Field[Any, Any]], type[forms.Field]] = {
        models.DecimalField: WeightField,
        models.PositiveSmallIntegerField: WholeNumberField,
    }
    fields = (one for one in RuleSet._meta.fields if one.name in FIELDS)
    return {one.name: typed[type(one)] for one in fields if type(one) in typed}


def _tier_field(tier: int, language: str) -> str:
    return f"tier_{tier}_{language}"


def _tier_label(tier: int, language: str) -> Any:
    words = (
        _("Tier of %(percent)s%%, in Bengali")
        if language == "bn"
        else _("Tier of %(percent)s%%, in English")
    )
    return lazy(lambda: words % {"percent": digits(tier)}, str)()


class RulesForm(forms.ModelForm):
    """The draft itself, without its sections."""

    class Meta:
        model = RuleSet
        fields = FIELDS
        field_classes = _field_classes()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = self.instance.tier_names or [("", "")] * len(TIERS)
        for tier, usual, names in zip(TIERS, TIER_NAMES, called, strict=True):
            for language, name in zip(_LANGUAGES, names, strict=True):
                self.fields[_tier_field(tier, language)] = forms.CharField(
                    label=_tier_label(tier, language),
                    required=False,
                    max_length=_LONGEST_NAME,
                    initial=name,
                    widget=forms.TextInput(attrs={"placeholder": usual[language]}),
                )
        for name, field in self.fields.items():
            if isinstance(field, forms.BooleanField):
                continue
            field.widget.attrs |= _SELECT if name == "interpolation" else _TEXT

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the fields."""
        names = [
            [self.cleaned_data[_tier_field(tier, language)] for language in _LANGUAGES]
            for tier in TIERS
        ]
        said = {name: self.cleaned_data[name] for name in FIELDS}
        return {**said, "tier_names": names if any(map(any, names)) else []}

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields as the page shows them, each group under its heading."""
        return [(heading, [self[name] for name in names]) for heading, names in RULES_BY_GROUP]

    @property
    def tiers(self) -> list[forms.BoundField]:
        """What the tiers are called."""
        return [self[_tier_field(tier, language)] for tier in TIERS for language in _LANGUAGES]

    @property
    def thresholds(self) -> list[forms.BoundField]:
        """From when on a figure looks odd."""
        return [self[name] for name in RuleSet.threshold_names()]


class SectionForm(forms.Form):
    """A section: its code, headings, total and mode. A line without any text is no section."""

    code = forms.SlugField(
        label=_("code"),
        max_length=32,
        required=False,
        error_messages={"invalid": _("Use Latin letters, digits, hyphens and underscores only.")},
    )
    title_bn = forms.CharField(label=_("title in Bengali"), max_length=200, required=False)
    title_en = forms.CharField(label=_("title in English"), max_length=200, required=False)
    total = WeightField(label=_("weights of the section together"), required=False)
    mode = forms.ChoiceField(label=_("scored"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Marks off are an indicator's own matter: how many, and for how many days.
        offered = [one for one in choices.modes() if one[0] != Mode.DEDUCTION]
        self.fields["mode"].choices = offered  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs |= _SELECT if name == "mode" else _TEXT

    def clean_code(self) -> str:
        return to_latin_digits(bare(self.cleaned_data["code"]))

    def clean_total(self) -> Any:
        total = self.cleaned_data["total"]
        if total is not None and not 0 < total <= _MOST_WEIGHT:
            raise forms.ValidationError(_("Write a number above 0 and not above 1000."))
        return total

    def clean(self) -> dict[str, Any]:
        """A section needs a code and both headings."""
        cleaned = super().clean() or self.cleaned_data
        if self.is_blank:
            return cleaned
        for name in ("code", "title_bn", "title_en"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("Write it, or empty the whole line."))
        return cleaned

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the line."""
        names = ("code", "title_bn", "title_en", "total")
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)


def section_forms(data: Mapping[str, Any] | None, draft: RuleSet) -> list[SectionForm]:
    """A form for each section of the draft, and some empty ones."""
    stored: Sequence[SectionRule] = list(draft.sections.all())
    initials: list[dict[str, Any]] = [
        {
            "code": one.code,
            "title_bn": one.title_bn,
            "title_en": one.title_en,
            "total": one.total,
            "mode": one.mode,
        }
        for one in stored
    ]
    lines = min(len(stored) + _SPARE, MOST_SECTIONS)
    if data is not None:
        asked = parse_whole(str(data.get("lines", "")), most_digits=_COUNT_DIGITS)
        lines = lines if asked is None else min(asked, MOST_SECTIONS)
    return [
        SectionForm(
            data,
            prefix=f"section-{number}",
            initial=initials[number] if number < len(initials) else None,
        )
        for number in range(lines)
    ]


def sections_of(forms_: Sequence[SectionForm]) -> list[dict[str, Any]]:
    """The sections that were typed, in order; the forms must be valid."""
    return [one.cleaned_data for one in forms_ if not one.is_blank]


def are_sections_valid(forms_: Sequence[SectionForm]) -> bool:
    """Whether all can be taken: each by itself, and no code twice, and one at least."""
    valid = True
    seen: set[str] = set()
    for one in forms_:
        valid &= one.is_valid()
        code = getattr(one, "cleaned_data", {}).get("code")
        if code and code in seen:
            one.add_error("code", _("Another section has this code."))
            valid = False
        seen.add(code or "")
    if valid and forms_ and all(one.is_blank for one in forms_):
        forms_[0].add_error("code", _("Plans need one section at least."))
        return False
    return valid


class GradeForm(forms.Form):
    """A grade of composites: from which on, and its names. A line without any text is none."""

    least = WeightField(label=_("from, of 100"), required=False)
    name_bn = forms.CharField(label=_("name in Bengali"), max_length=_LONGEST_NAME, required=False)
    name_en = forms.CharField(label=_("name in English"), max_length=_LONGEST_NAME, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= _TEXT

    def clean_least(self) -> Any:
        least = self.cleaned_data["least"]
        if least is not None and not 0 <= least <= _WHOLE:
            raise forms.ValidationError(_("Write a number from 0 to 100."))
        return least

    def clean(self) -> dict[str, Any]:
        """A grade needs its least score and both names."""
        cleaned = super().clean() or self.cleaned_data
        if self.is_blank:
            return cleaned
        for name in self.fields:
            if name not in self.errors and cleaned.get(name) in (None, ""):
                self.add_error(name, _("Write it, or empty the whole line."))
        return cleaned

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the line."""
        return not any(
            str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields
        )


def grade_forms(data: Mapping[str, Any] | None, draft: RuleSet) -> list[GradeForm]:
    """A form for each grade of the draft, the best first, and some empty ones."""
    stored = draft.graded
    spare = _SPARE if stored else _SPARE_GRADES
    lines = min(len(stored) + spare, MOST_GRADES)
    if data is not None:
        asked = parse_whole(str(data.get("grades", "")), most_digits=_COUNT_DIGITS)
        lines = lines if asked is None else min(asked, MOST_GRADES)
    initials = [
        {"least": one.least, "name_bn": one.name.bn, "name_en": one.name.en} for one in stored
    ]
    return [
        GradeForm(
            data,
            prefix=f"grade-{number}",
            initial=initials[number] if number < len(initials) else None,
        )
        for number in range(lines)
    ]


def are_grades_valid(forms_: Sequence[GradeForm]) -> bool:
    """Whether all can be taken: each by itself, and no two that begin at one score."""
    valid, seen = True, set()
    for one in forms_:
        valid &= one.is_valid()
        least = getattr(one, "cleaned_data", {}).get("least")
        if least is not None and least in seen:
            one.add_error("least", _("Another grade begins there."))
            valid = False
        seen.add(least)
    return valid


def grades_of_forms(forms_: Sequence[GradeForm]) -> list[list[str]]:
    """The grades that were typed, the best first, as a version stores them."""
    typed = [one.cleaned_data for one in forms_ if not one.is_blank]
    ordered = sorted(typed, key=lambda one: one["least"], reverse=True)
    return [[canonical(one["least"]), one["name_bn"], one["name_en"]] for one in ordered]


class RulesReasonForm(forms.Form):
    """Why the rules are others now: the offices read it."""

    reason = LinesField(
        label=_("Reason, such as the circular"),
        max_length=_REASON_LIMIT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": _("Write why the rules change; it stays in the history.")},
    )
