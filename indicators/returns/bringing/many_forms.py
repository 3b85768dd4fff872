"""Which months of which offices go into one workbook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.returns.lookup import this_month
from numerals import FiscalYearSpan, Month
from offices.models import Office, User
from offices.ordering import ByName
from offices.selectors import offices_visible_to
from plans.models import Plan
from plans.selectors import KnownYears, newest_plans, plans_visible_to
from presentation.figures import month as month_shown


class ManyForm(forms.Form):
    """A month, a kind of plan, and the office whose subordinates are meant."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields = {
            "month": forms.ChoiceField(
                label=_("Month"),
                choices=[(str(one), month_shown(one)) for one in _begun(user)],
                # What is reported now; the month that runs may be chosen, too.
                initial=str(this_month().previous),
            ),
            "kind": forms.ChoiceField(label=_("Plan"), choices=KnownYears().kinds()),
            "office": forms.ModelChoiceField(
                label=_("Superior office"),
                queryset=_above(user),
                to_field_name="code",
                required=False,
                empty_label=_("All"),
            ),
        }
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    @property
    def chosen_month(self) -> Month:
        """The month."""
        return Month.parse(self.cleaned_data["month"])

    def plans(self, *, most: int) -> list[tuple[Plan, Month]]:
        """The plans that are meant, by their offices' names, one more than ``most`` at most."""
        month, office = self.chosen_month, self.cleaned_data["office"]
        visible = plans_visible_to(self.user).filter(
            fiscal_year=month.fiscal_year.start, kind=self.cleaned_data["kind"]
        )
        if office is not None:
            visible = visible.filter(office__path__under=office.path)
        return [(plan, month) for plan in newest_plans(visible, most=most + 1)]


def _begun(user: User) -> list[Month]:
    """The months of the years of which the person sees plans, as far as they have begun: the
    latest first.
    """
    years = plans_visible_to(user).order_by().values_list("fiscal_year", flat=True).distinct()
    months = [month for year in years for month in FiscalYearSpan(year).months]
    return sorted((one for one in months if one <= this_month()), reverse=True)


def _above(user: User) -> QuerySet[Office]:
    """The offices that the person sees and that others stand below."""
    below = Office.objects.filter(parent=OuterRef("pk")).order_by()
    return offices_visible_to(user).filter(Exists(below)).order_by(ByName(), "pk")
