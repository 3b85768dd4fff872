"""The history as a list, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tables2.rows import BoundRow

from indicators.audit.wording import in_file, is_closing
from indicators.returns.plan_values import PROMISED
from ledger.models import Change, ChangedField
from offices.journal.lines import LinesTable
from plans.calendar.wording import row_name
from spreadsheets.columns import FileColumn, FiledColumn, FiledTemplateColumn

_CELLS: Final = (ChangedField.FIGURE, ChangedField.REMARKS)
_FEWEST: Final = 2


class Save:
    """The changes of one save that stand together on a page, or a single change.

    ``is_cut`` says that the page begins or ends within it: there may be more of it next door.
    """

    def __init__(self, rows: Sequence[BoundRow], *, is_cut: bool = False) -> None:
        self.rows = rows
        self.is_cut = is_cut

    @property
    def first(self) -> BoundRow:
        """The newest of its changes, which says who, when and where for all."""
        return self.rows[0]

    @property
    def changes(self) -> list[Change]:
        """Its changes, in the order of the form."""
        return [row.record for row in reversed(self.rows)]

    @cached_property
    def cells(self) -> list[str]:
        """The rows of the form that were typed into, each once."""
        typed = (row_name(one.row) for one in self.changes if one.field in _CELLS)
        return list(dict.fromkeys(typed))

    @property
    def opens(self) -> bool:
        """Whether it is one line that opens to its changes."""
        return len(self.cells or self.rows) >= _FEWEST


def _same_save(row: BoundRow) -> tuple[object, ...]:
    """What the changes of one save have in common; a step of a return stands for itself."""
    change: Change = row.record
    is_cell = change.field in _CELLS
    if not is_cell and change.field not in PROMISED:
        return (change.pk,)
    # Within one request the moments of its changes lie apart by what it took to note them.
    at = change.at.replace(second=0, microsecond=0) if change.request else change.at
    moment = change.request, at.replace(microsecond=0)
    return change.plan_id, change.monthly_return_id, change.by_id, change.reason, moment, is_cell


@dataclass(frozen=True, slots=True)
class FiledChange:
    """A change on its way into a file: canonical figures and moments, words in the reader's."""

    line: Change
    office: str
    kind: str
    year: str
    months: str
    row: str
    what: str
    before: str
    after: str


_File = FileColumn[FiledChange]


class HistoryTable(LinesTable):
    """One line per save, newest first: the order in which its changes were recorded.

    Pages are counted in changes, as filters and files are.
    """

    plan = FiledTemplateColumn(
        template_name="indicators/audit/history/_where.html",
        verbose_name=_("Where"),
        orderable=False,
        files=(
            _File(_("Office"), lambda one: one.office),
            _File(_("Kind of plan"), lambda one: one.kind),
            _File(_("Fiscal year"), lambda one: one.year),
            _File(_("Month"), lambda one: one.months),
        ),
    )
    field = FiledTemplateColumn(
        template_name="indicators/audit/history/_what.html",
        verbose_name=_("What was changed"),
        orderable=False,
        files=(
            _File(_("Row"), lambda one: one.row),
            _File(_("What was changed"), lambda one: one.what),
        ),
    )
    change = FiledTemplateColumn(
        template_name="indicators/audit/history/_change.html",
        verbose_name=_("From → to"),
        orderable=False,
        empty_values=(),
        files=(
            _File(_("Before"), lambda one: one.before),
            _File(_("After"), lambda one: one.after),
        ),
    )
    reason = FiledColumn(
        verbose_name=_("Reason"),
        orderable=False,
        default="",
        files=(
            _File(_("Reason"), lambda one: one.line.reason),
            _File(_("Request"), lambda one: one.line.request),
        ),
    )

    class Meta:
        model = Change
        fields = ("at", "by", "plan", "field", "change", "reason")
        attrs = {"class": "register list history"}
        template_name = "indicators/audit/history/_table.html"
        empty_text = _("No changes match. Remove a filter and try again.")

    def saves(self) -> list[Save]:
        """The page's changes, those of one save together."""
        found = [list(rows) for _key, rows in groupby(self.paginated_rows, key=_same_save)]
        last = len(found) - 1
        return [
            Save(
                rows,
                is_cut=(place == 0 and self.page.has_previous())
                or (place == last and self.page.has_next()),
            )
            for place, rows in enumerate(found)
        ]


def file_rows(changes: QuerySet[Change]) -> Iterator[FiledChange]:
    """The changes for a spreadsheet, however many there are."""
    for change in changes.iterator(chunk_size=2000):
        plan = change.plan
        if plan is None:
            continue
        yield FiledChange(
            change,
            office=plan.office.code,
            kind=plan.kind,
            year=plan.fiscal_year.label,
            months=str(change.of_month or ""),
            row=change.row,
            what=change.get_field_display(),
            before=in_file(change, change.before),
            after="closed" if is_closing(change) else in_file(change, change.after),
        )
