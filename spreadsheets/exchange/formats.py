"""The file formats, as django-import-export wants them; exported is what a resource hands over."""

from __future__ import annotations

from typing import Any, Final

from import_export.formats.base_formats import Format

from spreadsheets.csv_text import CSV_TYPE, read_csv, write_csv
from spreadsheets.table import Table
from spreadsheets.xlsx_reader import read_xlsx
from spreadsheets.xlsx_writer import XLSX_TYPE, write_xlsx

_ZIP_SIGNATURE: Final = b"PK\x03\x04"


class Spreadsheet(Format):
    """What people send: XLSX or CSV, told apart by content, not by name."""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        return "XLSX / CSV"

    def create_dataset(self, in_stream: bytes) -> Table:
        return (read_xlsx if in_stream.startswith(_ZIP_SIGNATURE) else read_csv)(in_stream)

    def can_import(self) -> bool:
        return True


class Xlsx(Format):
    """A workbook with true numbers and dates."""

    def get_title(self) -> str:
        return "XLSX"

    def export_data(self, dataset: Any, **_kwargs: object) -> bytes:
        return write_xlsx(dataset.headers, dataset)

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return XLSX_TYPE

    def can_export(self) -> bool:
        return True


class Csv(Format):
    """UTF-8 text that spreadsheet programs open by a double click."""

    def get_title(self) -> str:
        return "CSV"

    def export_data(self, dataset: Any, **_kwargs: object) -> bytes:
        return write_csv(dataset.headers, dataset)

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return CSV_TYPE

    def can_export(self) -> bool:
        return True
