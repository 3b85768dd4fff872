"""What the lists over many offices are narrowed by; it lives in the address."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.returns.evidence.kinds import FileKind
from indicators.returns.evidence.models import EvidenceVerdict
from numerals import Unreadable, bare, parse_month, parse_whole, to_latin_digits
from offices.filters import StyledFilter
from offices.models import Office, User
from offices.ordering import ByName
from offices.searching import saying
from offices.selectors import offices_overseen_by
from plans import choices
from plans.lists.filters import offer_years_and_kinds
from plans.models import FiscalYear, Plan
from presentation.figures import month

_KB = 1024
_YEAR_DIGITS = 4
_SIZES = {"small": (0, 200 * _KB), "middle": (200 * _KB, 1024 * _KB), "large": (1024 * _KB, None)}


class _RowFilter(StyledFilter):
    """By office, the office above, year, kind of plan and what the indicator says."""

    at: ClassVar[str]
    """What leads from a row of the list to its indicator, with ``__`` behind it."""

    indicator = django_filters.CharFilter(method="saying_so", label=_("Indicator"))
    region = django_filters.ModelChoiceFilter(
        queryset=Office.objects.none(),
        to_field_name="code",
        method="below",
        label=_("Superior office"),
        empty_label=_("All"),
    )
    office = django_filters.CharFilter(method="named", label=_("Office"))
    year = django_filters.ModelChoiceFilter(
        queryset=FiscalYear.objects.all(),
        method="of_year",
        label=_("Fiscal year"),
        empty_label=_("All"),
    )
    kind = django_filters.ChoiceFilter(
        method="of_kind",
        label=_("Kind of plan"),
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_years_and_kinds(self.form)
        self._plans = Plan.objects.filter(office__in=offices_overseen_by(user)).order_by()
        parents = offices_overseen_by(user).order_by().values("parent")
        self.form.fields["region"].queryset = Office.objects.filter(pk__in=parents).order_by(
            ByName()
        )

    def saying_so(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Those whose title contains the text, or whose code begins with it."""
        code = Q(**{f"{self.at}code__startswith": to_latin_digits(bare(text))})
        return rows.filter(saying(text, f"{self.at}title") | code)

    def below(self, rows: QuerySet[Any], _name: str, office: Office) -> QuerySet[Any]:
        """Those of an office and all below it."""
        return self._of_plans(rows, office__path__under=office.path)

    def named(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Those of offices whose name or code contains the text, in either language."""
        return self._of_plans(rows, office__in=Office.objects.named(text))

    def of_year(self, rows: QuerySet[Any], _name: str, year: FiscalYear) -> QuerySet[Any]:
        """Those of a year."""
        return self._of_plans(rows, fiscal_year=year)

    def of_kind(self, rows: QuerySet[Any], _name: str, kind: str) -> QuerySet[Any]:
        """Those of a kind of plan."""
        return self._of_plans(rows, kind=kind)

    def _of_plans(self, rows: QuerySet[Any], **asked: Any) -> QuerySet[Any]:
        """All of it of the plans, and no join: rows are read in the order of an index where they
        are many.
        """
        self._plans = self._plans.filter(**asked)
        return rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those asked for, of the plans of offices that the person oversees."""
        rows = super().filter_queryset(queryset)
        return rows.filter(**{f"{self.at}plan__in": self._plans})


class IndicatorFilter(_RowFilter):
    """Also by how it is counted, and by what it has come to."""

    at = ""
    method = django_filters.ChoiceFilter(
        field_name="method_then",
        choices=choices.methods(),
        label=_("Calculation method"),
        empty_label=_("All"),
    )
    came = django_filters.ChoiceFilter(
        method="come_to",
        label=_("Score"),
        empty_label=_("All"),
        choices=[
            ("none", _("No score yet")),
            ("zero", _("0")),
            ("part", _("Below 100")),
            ("full", _("100 or more")),
        ],
    )

    def come_to(self, rows: QuerySet[Any], _name: str, came: str) -> QuerySet[Any]:
        """By the score as of the last month that was scored."""
        asked = {
            "none": Q(raw=None),
            "zero": Q(raw=0),
            "part": Q(raw__gt=0, raw__lt=100),
            "full": Q(raw__gte=100),
        }
        return rows.filter(asked[came])


class _MonthlyFilter(_RowFilter):
    """Also by month."""

    months: ClassVar[str]
    """The field that says of which month a row is."""

    at = "indicator__"
    month = django_filters.ChoiceFilter(method="of_month", label=_("Month"), empty_label=_("All"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = parse_whole(self.data.get("year", ""), most_digits=_YEAR_DIGITS)
        year = FiscalYear.objects.filter(pk=asked or 0).first()
        self.form.fields["month"].choices = [
            ("", _("All")),
            *((str(one), month(one)) for one in (year.span.months if year else ())),
        ]

    def of_month(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Those of a month."""
        read = parse_month(text)
        return rows.none() if isinstance(read, Unreadable) else rows.filter(**{self.months: read})


class EvidenceFilter(_MonthlyFilter):
    """Also by verdict, size and type of the file."""

    months = "month"
    verdict = django_filters.ChoiceFilter(
        method="judged",
        choices=[*EvidenceVerdict.choices, ("none", _("Not looked at yet"))],
        label=_("Verification"),
        empty_label=_("All"),
    )
    size = django_filters.ChoiceFilter(
        method="as_large",
        choices=[
            ("small", _("up to 200 KB")),
            ("middle", _("200 KB to 1 MB")),
            ("large", _("more than 1 MB")),
        ],
        label=_("Size"),
        empty_label=_("All"),
    )
    type = django_filters.ChoiceFilter(
        field_name="kind", choices=FileKind.choices(), label=_("File type"), empty_label=_("All")
    )

    def judged(self, files: QuerySet[Any], _name: str, verdict: str) -> QuerySet[Any]:
        """By what the reviewer found in them."""
        return files.filter(verdict="" if verdict == "none" else verdict)

    def as_large(self, files: QuerySet[Any], _name: str, size: str) -> QuerySet[Any]:
        """By their bytes as they are kept."""
        least, most = _SIZES[size]
        larger = files.filter(size__gt=least)
        return larger if most is None else larger.filter(size__lte=most)


class UnprovedFilter(_MonthlyFilter):
    """As every list of rows by month."""

    months = "monthly_return__month"
