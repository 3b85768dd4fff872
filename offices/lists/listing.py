"""One list's page and file: what it is called, its columns as they were chosen, its views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_tables2 import Table

from offices.lists.models import SavedView, Shared
from offices.lists.selectors import views_for
from offices.lists.services import sharing_open_to
from offices.paging import ROWS, by_pages, in_order
from offices.requests import signed_in
from offices.selectors import Access, access_of
from spreadsheets.columns import sheet_of_list
from spreadsheets.downloads import download

COLUMN: Final = "column"
"""In an address: a column that is shown, as often as there are."""
VIEW: Final = "view"
"""In an address: the saved view that it began with; ``all`` where it began with none."""
_NOT_KEPT: Final = frozenset({"page", "format", "ticked", VIEW})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: ``name`` in addresses, ``place`` is the name of its page's address.

    ``always`` are the columns that cannot be left out, the one that leads on among them.
    """

    name: str
    title: str | Promise
    place: str
    file_name: str
    is_open_to: Callable[[Access], bool]
    always: frozenset[str] = frozenset()

    def address(self, query: str = "") -> str:
        """Of the page, with that query."""
        return f"{reverse(self.place)}?{query}" if query else reverse(self.place)


LISTINGS: Final[dict[str, Listing]] = {}


def register(listing: Listing) -> Listing:
    """Let views of the list be saved: the rooms above tell of their lists as they are loaded."""
    LISTINGS[listing.name] = listing
    return listing


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that may be chosen."""

    name: str
    label: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """What stands above a list's table."""

    listing: Listing
    form: forms.Form
    columns: Sequence[ColumnChoice]
    carried: Sequence[tuple[str, str]]
    """What the address says beside filters and columns."""
    query: str
    views: Sequence[SavedView]
    current: SavedView | None
    sharing: Sequence[Shared]
    has_default: bool

    @property
    def is_own(self) -> bool:
        """Whether the view at hand is the reader's."""
        return self.current is not None and not self.current.is_others  # type: ignore[attr-defined]


def query_kept(query: str) -> str:
    """What of an address says the view: not its page, nor that it becomes a file."""
    given = parse_qsl(query)
    return urlencode([(name, value) for name, value in given if name not in _NOT_KEPT])


def show_list(
    request: HttpRequest,
    listing: Listing,
    table: Table,
    template: str,
    *,
    form: forms.Form,
    context: Mapping[str, Any] | None = None,
    rows: int = ROWS,
    tell: Callable[[], None] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """The list as its address asks: the page, or with ``format=csv`` or ``xlsx`` the file of
    exactly what it shows, all pages of it.

    ``tell`` is called when the rows of the page are known, to look up what they say. Opened
    without a query, the list shows the person's default view. One query.

    A table that ``tells_of_all`` where it is empty (nothing waits) says no more than that nothing
    matches where it is narrowed.
    """
    user = signed_in(request)
    views = list(views_for(user, listing.name))
    default = next((one for one in views if one.is_default), None)  # type: ignore[attr-defined]
    if default is not None and request.method == "GET" and not request.GET:
        return redirect(listing.address(_opening(default)))
    columns = choose_columns(table, request.GET, always=listing.always)
    if file_format := request.GET.get("format"):
        in_order(request, table)
        shown = [column.name for column in columns if column.is_shown]
        content = sheet_of_list(str(listing.title), table, only={*listing.always, *shown})
        return download(content, name=listing.file_name, file_format=file_format, by=str(user))
    is_narrowed = any(request.GET.get(name) for name in form.fields)
    if is_narrowed and getattr(table, "tells_of_all", False):
        table.empty_text = _("Nothing matches. Remove a filter and try again.")
    by_pages(request, table, rows=rows)
    if tell is not None:
        tell()
    asked = request.GET.get(VIEW, "")
    page = ListPage(
        listing=listing,
        form=form,
        columns=columns,
        carried=_carried(request.GET, form),
        query=query_kept(request.META.get("QUERY_STRING", "")),
        views=views,
        current=next((one for one in views if str(one.pk) == asked), None),
        sharing=sharing_open_to(access_of(user)),
        has_default=default is not None,
    )
    said = {**(context or {}), "table": table, "list": page}
    return render(request, template, said, status=status)


def choose_columns(
    table: Table, asked: QueryDict, *, always: frozenset[str] = frozenset()
) -> list[ColumnChoice]:
    """Show the columns that the address names, or those that the table shows by itself.

    What may be chosen is every column with a heading for the file, but those ``always`` there.
    """
    open_to_choice = [
        one
        for one in table.columns.iterall()
        if one.name not in always and not one.column.exclude_from_export
    ]
    wanted = {one.name for one in open_to_choice}.intersection(asked.getlist(COLUMN))
    choices = []
    for one in open_to_choice:
        if wanted:
            one.column.visible = one.name in wanted
        choices.append(ColumnChoice(one.name, str(one.header), one.column.visible))
    return choices


def _opening(view: SavedView) -> str:
    return f"{view.query}&{VIEW}={view.pk}" if view.query else f"{VIEW}={view.pk}"


def _carried(given: QueryDict, form: forms.Form) -> list[tuple[str, str]]:
    left_out = {*form.fields, COLUMN, *_NOT_KEPT} - {VIEW}
    return [(name, given.get(name, "")) for name in given if name not in left_out]
