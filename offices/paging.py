"""Lists by pages: how many rows a page has is ours to say, whatever an address asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django_tables2 import RequestConfig
from django_tables2.data import TableQuerysetData

ROWS: Final = 50

MOST_IN_ORDER: Final = 20_000
"""Rows that are counted, ordered and turned to page by page, of what may be any number."""


class ManyRows(TableQuerysetData):
    """Rows of which there may be a million, much being looked up for each: the rows of a page are
    chosen by their keys, and ``whole`` is asked for these alone, with one query more.

    Of more than ``MOST_IN_ORDER`` the list shows the first ``in_order``, which an index has to
    have, and cannot be ordered otherwise: nobody turns to the thousandth page, and ordering a
    million rows would keep everybody waiting for it. A file holds all.
    """

    def __init__(
        self, chosen: QuerySet[Any], *, whole: QuerySet[Any], in_order: Sequence[str]
    ) -> None:
        super().__init__(chosen)
        self.data: QuerySet[Any] = chosen
        self._whole, self._in_order = whole.order_by(), tuple(in_order)

    @cached_property
    def is_cut(self) -> bool:
        """Whether there are more than can be ordered and turned to: one query."""
        return self._counted > MOST_IN_ORDER

    @cached_property
    def _counted(self) -> int:
        return self.data.order_by().values("pk")[: MOST_IN_ORDER + 1].count()

    @property
    def most(self) -> int:
        """How many can be ordered and turned to."""
        return MOST_IN_ORDER

    def cut(self) -> None:
        """Take the first that can be had in an order of an index."""
        self.table.orderable = False
        self.data = self.data.order_by(*self._in_order)

    def __len__(self) -> int:
        """As many as can be turned to."""
        return min(self._counted, MOST_IN_ORDER)

    def __getitem__(self, key: Any) -> Any:
        """The rows of a page, in order."""
        if not isinstance(key, slice):
            return super().__getitem__(key)
        keys = list(self.data.values_list("pk", flat=True)[key])
        found = {row.pk: row for row in self._whole.filter(pk__in=keys)}
        return [found[pk] for pk in keys if pk in found]


def in_order(request: HttpRequest, table: Any) -> None:
    """Order the table as the address asks: rows that are equal in it stand always alike, so that
    no page repeats what another showed.
    """
    if isinstance(table.data, ManyRows) and table.data.is_cut:
        table.data.cut()
    RequestConfig(request, paginate=False).configure(table)
    rows = table.data.data
    if isinstance(rows, QuerySet) and "pk" not in rows.query.order_by:
        table.data.data = rows.order_by(*rows.query.order_by, "pk")


def by_pages(request: HttpRequest, table: Any, *, rows: int = ROWS) -> None:
    """Order the table as the address asks, and take the page that it asks for.

    What is no number is the first page, what lies beyond is the last. A size in the address
    (``per_page``, which django-tables2 would obey) is nobody's business.
    """
    in_order(request, table)
    table.paginator = Paginator(table.rows, rows)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
