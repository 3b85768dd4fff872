"""A list as a workbook to take away, correct, and bring back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from spreadsheets.exchange.formats import Xlsx
from spreadsheets.exchange.resource import TableResource


def xlsx_response(resource: TableResource, rows: QuerySet[Any], *, name: str) -> HttpResponse:
    """The rows with the columns that an import of them takes."""
    return workbook_response(Xlsx().export_data(resource.export(rows)), name=name)


def workbook_response(content: bytes, *, name: str) -> HttpResponse:
    """A finished workbook as an attachment."""
    return HttpResponse(
        content,
        content_type=Xlsx().get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="lokkho-{name}.xlsx"'},
    )
