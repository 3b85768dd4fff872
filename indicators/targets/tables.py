"""The quality of targets as a list and as a file, each column declared once."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators.scoring.precision import rounded
from indicators.targets.overview import PlanQuality
from indicators.targets.page import reasons_of
from presentation.figures import number, whole
from spreadsheets.columns import FileColumn, FiledColumn, FiledTemplateColumn

_File = FileColumn[PlanQuality]
_NUMBERS = {"th": {"class": "num"}, "td": {"class": "num"}}


class _CountColumn(FiledColumn):
    """A count of rows."""

    def render(self, value: int) -> str:
        return number(value)


class QualityTable(tables.Table):
    """One line per plan or draft, those of least quality first; the office leads to its targets."""

    office = FiledTemplateColumn(
        template_name="indicators/targets/_office.html",
        verbose_name=_("Office"),
        files=(
            _File(_("code"), lambda mark: mark.office.code),
            _File(_("Office"), lambda mark: mark.office.name),
            _File(_("Draft"), lambda mark: mark.draft.pk if mark.draft else None),
        ),
    )
    share = FiledColumn(
        verbose_name=_("Of 100"),
        attrs=_NUMBERS,
        empty_values=(),
        files=(
            _File(
                _("Quality of the targets, of 100"),
                lambda mark: None if mark.share is None else rounded(mark.share, 0),
            ),
            _File(_("Rows"), lambda mark: mark.rows),
        ),
    )
    soft = _CountColumn(
        verbose_name=_("Easy"),
        attrs=_NUMBERS,
        files=(_File(_("Rows whose 100% target comes easily"), lambda mark: mark.soft),),
    )
    steep = _CountColumn(
        verbose_name=_("Hardly reached"),
        attrs=_NUMBERS,
        files=(_File(_("Rows whose 100% target is hardly reached"), lambda mark: mark.steep),),
    )
    unjudged = _CountColumn(
        verbose_name=_("Too little known"),
        attrs=_NUMBERS,
        files=(_File(_("Rows of which the past tells too little"), lambda mark: mark.unjudged),),
    )
    why = FiledColumn(
        verbose_name=_("Why"),
        empty_values=(),
        files=(
            _File(
                _("Why"),
                lambda mark: "; ".join(
                    f"{one.weight.normalize():f} {one.text}" for one in reasons_of(mark.quality)
                ),
            ),
        ),
    )

    def render_share(self, record: PlanQuality) -> SafeString:
        """The quality in whole points."""
        return format_html("<strong>{}</strong>", whole(record.share))

    def render_why(self, record: PlanQuality) -> SafeString:
        """The reasons why it is not 100, heaviest first."""
        return format_html_join(
            "",
            '<span class="d-block context">{}</span>',
            (
                (
                    gettext("Rows of weight %(weight)s %(what)s.")
                    % {"weight": number(one.weight), "what": one.text},
                )
                for one in reasons_of(record.quality)
            ),
        )

    class Meta:
        attrs = {"class": "register list lines"}
        template_name = "indicators/targets/_table.html"
        orderable = False
