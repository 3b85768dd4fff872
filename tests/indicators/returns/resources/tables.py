from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override
from import_export.results import Result

from spreadsheets.exchange.resource import TableResource
from spreadsheets.table import Table


def imported(
    resource: type[TableResource], headers: str, *rows: Sequence[str], **how: Any
) -> Result:
    """Import rows under headings that are separated by blanks."""
    table = Table(tuple(headers.split()), tuple((n, tuple(row)) for n, row in enumerate(rows, 2)))
    with override("en"):
        return resource().import_data(table, **how)


def findings(result: Result) -> list[tuple[int, str, str]]:
    """What is wrong with the rows, and with the table as row 0."""
    return [(0, "", str(error.error)) for error in result.base_errors] + [
        (row.number, column, sentence)
        for row in result.invalid_rows
        for column, sentences in row.error_dict.items()
        for sentence in sentences
    ]
