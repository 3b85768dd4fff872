"""The lists over many offices, each column once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators.scoring.precision import rounded
from numerals import score_places
from offices.ordering import in_order_of_names
from plans import choices
from presentation.figures import as_mean

_METHODS: Final = dict(choices.methods())
_NUMBER: Final = {"td": {"class": "num"}, "th": {"class": "num"}}


class _RowTable(tables.Table):
    """What every list of indicators says of one; ``at`` leads to it from a record."""

    at = "indicator"

    indicator = tables.TemplateColumn(
        template_name="reports/lists/_indicator.html", empty_values=(), verbose_name=_("Indicator")
    )
    office = tables.TemplateColumn(
        template_name="reports/lists/_office.html", empty_values=(), verbose_name=_("Office")
    )
    code = tables.Column(empty_values=(), verbose_name=_("code"), visible=False)
    kind = tables.Column(empty_values=(), verbose_name=_("Kind of plan"), orderable=False)
    year = tables.Column(
        empty_values=(), verbose_name=_("Fiscal year"), visible=False, orderable=False
    )

    def __init_subclass__(cls) -> None:
        cls.prefix_of_orders = f"{cls.at}__" if cls.at else ""

    def row_of(self, record: Any) -> Any:
        """The indicator."""
        return getattr(record, self.at) if self.at else record

    def _ordered(self, rows: QuerySet[Any], field: str, *, down: bool) -> QuerySet[Any]:
        return rows.order_by(f"{'-' if down else ''}{self.prefix_of_orders}{field}", "pk")

    def order_indicator(
        self, rows: QuerySet[Any], is_descending: bool
    ) -> tuple[QuerySet[Any], bool]:
        """By title: the same indicator of all offices stands together."""
        return self._ordered(rows, "title", down=is_descending), True

    def order_office(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        """By the office's name in the reader's language."""
        return in_order_of_names(rows, f"{self.prefix_of_orders}plan__office__", is_descending)

    def order_code(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        """By the office's code."""
        return self._ordered(rows, "plan__office__code", down=is_descending), True

    def render_code(self, record: Any) -> str:
        """The office's code."""
        return str(self.row_of(record).plan.office.code)

    def render_kind(self, record: Any) -> str:
        """The kind by its name."""
        return str(self.row_of(record).plan.get_kind_display())

    def render_year(self, record: Any) -> str:
        """In the reader's digits."""
        return str(self.row_of(record).plan.fiscal_year)

    def value_indicator(self, record: Any) -> str:
        """Code and title."""
        return str(self.row_of(record))

    def value_office(self, record: Any) -> str:
        """The name in the reader's language."""
        return str(self.row_of(record).plan.office.name)

    def value_code(self, record: Any) -> str:
        """The office's code."""
        return self.render_code(record)

    def value_kind(self, record: Any) -> str:
        """The kind by its name."""
        return self.render_kind(record)

    def value_year(self, record: Any) -> str:
        """As offices write it, in Latin digits."""
        return str(self.row_of(record).plan.fiscal_year.label)


class IndicatorsTable(_RowTable):
    """One line per indicator and office, with what it came to as of the last scored month.

    Method, weight and target are those that the month was scored by.
    """

    at = ""

    unit = tables.Column(verbose_name=_("unit"))
    method = tables.Column(
        accessor="method_then", verbose_name=_("Calculation method"), visible=False
    )
    weight = tables.TemplateColumn(
        "{% load figures %}{{ record.weight_then|number }}",
        accessor="weight_then",
        verbose_name=_("weight"),
        attrs=_NUMBER,
    )
    target_100 = tables.TemplateColumn(
        "{% load figures %}{{ record.target_100_then|target }}",
        accessor="target_100_then",
        verbose_name=_("target 100%"),
        attrs=_NUMBER,
        orderable=False,
    )
    achieved = tables.TemplateColumn(
        "{% load figures %}{{ record.achieved|achievement }}",
        verbose_name=_("Achieved to date"),
        attrs=_NUMBER,
        orderable=False,
    )
    raw = tables.TemplateColumn(
        "{% load figures %}{{ record.raw|points }}", verbose_name=_("Score"), attrs=_NUMBER
    )
    weighted = tables.TemplateColumn(
        template_name="reports/lists/_weighted.html",
        verbose_name=_("Weighted score"),
        attrs=_NUMBER,
    )
    is_judged = tables.TemplateColumn(
        '{% load i18n %}{% if record.is_judged %}{% translate "evaluated otherwise" %}{% endif %}',
        verbose_name=_("Evaluation"),
        visible=False,
        orderable=False,
    )
    last_month = tables.TemplateColumn(
        "{% load figures %}{% if record.last_month %}{{ record.last_month|month }}{% endif %}",
        verbose_name=_("As of"),
        visible=False,
    )
    files = tables.TemplateColumn(
        "{% load figures %}{{ record.files|digits }}",
        verbose_name=_("Evidence files"),
        attrs=_NUMBER,
        visible=False,
    )

    def render_method(self, record: Any) -> str:
        """By its name."""
        return str(_METHODS.get(record.method_then, ""))

    def value_method(self, record: Any) -> str:
        """By its name."""
        return self.render_method(record)

    def value_achieved(self, record: Any) -> Any:
        """A mean to its decimals."""
        achieved = record.achieved
        return as_mean(achieved) if isinstance(achieved, Decimal) else achieved

    def value_raw(self, record: Any) -> Decimal | None:
        """Of 100, to its decimals."""
        return None if record.raw is None else rounded(record.raw, score_places())

    def value_weighted(self, record: Any) -> Decimal | None:
        """To its decimals."""
        return None if record.weighted is None else rounded(record.weighted, score_places())

    def value_is_judged(self, record: Any) -> str:
        """That the year's evaluation recognises something else, in words."""
        return gettext("evaluated otherwise") if record.is_judged else ""

    def value_last_month(self, record: Any) -> str:
        """As files name months: ``2024-06``."""
        return str(record.last_month or "")

    class Meta:
        sequence = ("indicator", "office", "...")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No indicators match. Remove a filter and try again.")


class EvidenceTable(_RowTable):
    """One line per file; its name leads to the cell that it proves."""

    name = tables.TemplateColumn(template_name="reports/lists/_file.html", verbose_name=_("File"))
    month = tables.TemplateColumn(
        "{% load figures %}{{ record.month|month }}", verbose_name=_("Month")
    )
    size = tables.TemplateColumn(
        template_name="reports/lists/_size.html", verbose_name=_("Size"), attrs=_NUMBER
    )
    verdict = tables.TemplateColumn(
        template_name="reports/lists/_verdict.html", empty_values=(), verbose_name=_("Verification")
    )
    uploaded_at = tables.TemplateColumn(
        "{% load figures %}{{ record.uploaded_at|day }}", verbose_name=_("Added on")
    )
    uploaded_by = tables.Column(verbose_name=_("Added by"), orderable=False, visible=False)
    note = tables.Column(verbose_name=_("Note"), orderable=False, visible=False)

    def value_month(self, record: Any) -> str:
        """As files name months: ``2024-06``."""
        return str(record.month)

    def value_verdict(self, record: Any) -> str:
        """By its name; nothing where nobody looked yet."""
        return str(record.get_verdict_display())

    def value_uploaded_at(self, record: Any) -> Any:
        """The day, where the offices are."""
        return timezone.localtime(record.uploaded_at).date()

    def value_uploaded_by(self, record: Any) -> str:
        """By name."""
        return str(record.uploaded_by)

    class Meta:
        sequence = ("name", "indicator", "office", "...")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No files match. Remove a filter and try again.")


class UnprovedTable(_RowTable):
    """One line per figure that asks for evidence and has none; the month leads to its cell."""

    tells_of_all = True

    month = tables.TemplateColumn(
        template_name="reports/lists/_month.html",
        verbose_name=_("Month"),
        order_by=("monthly_return__month",),
    )
    value = tables.TemplateColumn(
        "{% load figures %}{{ record.value|target }}",
        verbose_name=_("Figure"),
        attrs=_NUMBER,
        orderable=False,
    )
    weight = tables.TemplateColumn(
        "{% load figures %}{{ record.indicator.weight|number }}",
        accessor="indicator__weight",
        verbose_name=_("weight"),
        attrs=_NUMBER,
    )
    changed_at = tables.TemplateColumn(
        "{% load figures %}{{ record.changed_at|day }}", verbose_name=_("Written on"), visible=False
    )

    def value_month(self, record: Any) -> str:
        """As files name months: ``2024-06``."""
        return str(record.month)

    def value_changed_at(self, record: Any) -> Any:
        """The day, where the offices are."""
        return timezone.localtime(record.changed_at).date()

    class Meta:
        sequence = ("indicator", "office", "month", "...")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("No figure lacks evidence that it asks for.")
