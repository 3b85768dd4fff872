"""The whole log of offices and people: as a list with filters, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ledger.models import Change
from offices.journal.history_text import MATTERS, ToldEntry, journal_entries, tell
from offices.journal.lines import LinesFilter, LinesTable, people_named
from offices.models import Office, Posting
from offices.selectors import Access
from spreadsheets.columns import FileColumn, FiledTemplateColumn


def entries_visible_to(access: Access) -> QuerySet[Change]:
    """The log as far as an auditor's postings reach, newest first; an administrator sees all.

    A person belongs to the offices that they are or were posted at.
    """
    entries = journal_entries().order_by("-id")
    if access.administers:
        return entries
    reached = reduce(or_, (scope.condition for scope in access.audit), Q(pk__in=()))
    offices = Office.objects.filter(reached)
    posted = Posting.objects.filter(user=OuterRef("user"), office__in=offices)
    return entries.filter(Q(office__in=offices) | Q(office=None) & Exists(posted))


class JournalFilter(LinesFilter):
    """By whom or what it is about, by whom it was done, and by day."""

    about = django_filters.CharFilter(method="named", label=_("Person or office"))
    matter = django_filters.ChoiceFilter(
        field_name="subject", choices=MATTERS, label=_("What was changed"), empty_label=_("All")
    )

    class Meta:
        model = Change
        fields = ("about", "matter", "who", "since", "until")

    def named(self, entries: QuerySet[Change], _name: str, value: str) -> QuerySet[Change]:
        """Those about people or offices whose name, user name or code contains the text."""
        people, offices = people_named(value), Office.objects.named(value)
        return entries.filter(Q(user__in=people.values("pk")) | Q(office__in=offices.values("pk")))


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An entry on its way into a file, put into the reader's words."""

    line: Change
    told: ToldEntry


_File = FileColumn[FiledEntry]


class JournalTable(LinesTable):
    """One line per entry, newest first: the order in which they were recorded."""

    about = FiledTemplateColumn(
        template_name="offices/journal/_about.html",
        verbose_name=_("Person or office"),
        orderable=False,
        empty_values=(),
        files=(
            _File(_("User name"), lambda row: row.line.user.username if row.line.user else ""),
            _File(_("Person"), lambda row: str(row.line.user or "")),
            _File(_("Office"), lambda row: row.line.office.code if row.line.office else ""),
        ),
    )
    change = FiledTemplateColumn(
        template_name="offices/journal/_change.html",
        verbose_name=_("What was changed"),
        orderable=False,
        empty_values=(),
        files=(
            _File(_("What was changed"), lambda row: row.told.what),
            _File(_("Before"), lambda row: row.told.before),
            _File(_("After"), lambda row: row.told.after),
            _File(_("Request"), lambda row: row.line.request),
        ),
    )

    class Meta:
        model = Change
        fields = ("at", "by", "about", "change")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("Nothing matches. Remove a filter and try again.")


def file_rows(entries: QuerySet[Change]) -> Iterator[FiledEntry]:
    """The entries for a spreadsheet, however many there are."""
    return (FiledEntry(entry, tell(entry)) for entry in entries.iterator(chunk_size=2000))
