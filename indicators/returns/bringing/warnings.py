"""What of a file as a whole asks for a look: whose it says it is, and which month's."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from indicators.returns.bringing.values import ChosenColumn
from indicators.returns.page import ReturnPage
from plans.document.month.matching import folded, words_of
from plans.document.month.values import BroughtForm
from plans.forms import bijoy
from plans.models import Plan
from presentation.figures import digits, month, sentence

_LONGEST_SHOWN = 160


def warnings_of(page: ReturnPage, chosen: ChosenColumn) -> list[str]:
    """The sentences above the preview, none where all is as it should be."""
    return [*_of_column(page, chosen), *_of_form(page, chosen.form)]


def _of_column(page: ReturnPage, chosen: ChosenColumn) -> Iterator[str]:
    column = chosen.column
    asked = {"month": month(page.month)}
    if column.month is not None and column.month != page.month:
        said = _("The heading of this column names %(other)s, but this is the return of %(month)s.")
        yield said % {**asked, "other": month(column.month)}
    elif column.is_total:
        said = _(
            "This column adds up several months; the return of %(month)s asks for its own figure."
        )
        yield said % asked
    elif column.last is not None:
        said = _("This column is the figure of a whole period, which ends with %(last)s.")
        yield said % {"last": month(column.last)}
    elif column.month is None:
        said = _("The file does not say which month this column is of. Make sure it is %(month)s.")
        yield said % asked


def _of_form(page: ReturnPage, form: BroughtForm) -> Iterator[str]:
    plan = page.plan
    if form.is_converted:
        yield sentence(bijoy.CONVERTED)
    if form.year is not None and form.year != plan.span:
        yield _("The file is for the fiscal year %(other)s, but this plan is for %(year)s.") % {
            "other": digits(form.year),
            "year": digits(plan.span),
        }
    if form.kind and form.kind != plan.kind:
        yield _("By its title the file is of another kind of plan: “%(title)s”.") % {
            "title": form.title[:_LONGEST_SHOWN]
        }
    if form.office and not _names(form, plan):
        yield _("The heading of the file names another office: “%(heading)s”.") % {
            "heading": " ".join(form.office.split())[:_LONGEST_SHOWN]
        }
    if form.is_ours and form.plan != plan.pk:
        yield _("The plan was amended after this workbook was downloaded. Check every row.")


def _names(form: BroughtForm, plan: Plan) -> bool:
    """Whether the form's heading names the plan's office."""
    office = plan.office
    heading = folded(f"{form.office} {form.title}")
    whole = {folded(one) for one in (plan.heading, office.heading_bn, office.heading_en) if one}
    names = (office.name_bn, office.name_en, office.short_bn, office.short_en)
    if folded(form.office) in whole or any(folded(name) in heading for name in names if name):
        return True
    # "জেলা কার্যালয়, খুলনা" and "খুলনা জেলা কার্যালয়" are one office.
    words = words_of(f"{form.office} {form.title}")
    return any(words_of(name) <= words for name in names if name)
