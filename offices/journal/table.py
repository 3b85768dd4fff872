"""The whole log of offices and people: as a list with filters, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, Final

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ledger.models import Change
from offices.journal.history_text import MATTERS, journal_entries, tell
from offices.journal.lines import WHEN_AND_WHO, LinesFilter, LinesTable, people_named, when_and_who
from offices.models import Office, Posting
from offices.selectors import Access


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


class JournalTable(LinesTable):
    """One line per entry, newest first: the order in which they were recorded."""

    about = tables.TemplateColumn(
        template_name="offices/journal/_about.html",
        verbose_name=_("Person or office"),
        orderable=False,
        empty_values=(),
    )
    change = tables.TemplateColumn(
        template_name="offices/journal/_change.html",
        verbose_name=_("What was changed"),
        orderable=False,
        empty_values=(),
    )

    class Meta:
        model = Change
        fields = ("at", "by", "about", "change")
        attrs = {"class": "register list lines"}
        template_name = "_table.html"
        empty_text = _("Nothing matches. Remove a filter and try again.")


HEADINGS: Final = (
    *WHEN_AND_WHO,
    _("User name"),
    _("Person"),
    _("Office"),
    _("What was changed"),
    _("Before"),
    _("After"),
    _("Request"),
)


def file_rows(entries: QuerySet[Change]) -> Iterator[tuple[Any, ...]]:
    """The entries for a spreadsheet, in the reader's words."""
    for entry in entries.iterator(chunk_size=2000):
        told = tell(entry)
        yield (
            *when_and_who(entry),
            entry.user.username if entry.user else "",
            str(entry.user or ""),
            entry.office.code if entry.office else "",
            told.what,
            told.before,
            told.after,
            entry.request,
        )
