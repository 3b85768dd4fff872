"""Lists by pages: how many rows a page has is ours to say, whatever an address asks for."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django_tables2 import RequestConfig

ROWS: Final = 50


def in_order(request: HttpRequest, table: Any) -> None:
    """Order the table as the address asks: rows that are equal in it stand always alike, so that
    no page repeats what another showed.
    """
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
    table.paginate(per_page=rows)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
