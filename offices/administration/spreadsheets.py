"""Import and export on an admin list."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin, ImportMixin
from import_export.results import Result, RowResult

from offices.models import User
from offices.selectors import access_of
from spreadsheets.exchange.formats import Csv, Spreadsheet, Xlsx
from spreadsheets.exchange.resource import TableResource
from spreadsheets.forms import ConfirmForm, DownloadForm, UploadForm
from spreadsheets.pending import PendingUpload
from spreadsheets.table import UnreadableFile

SHOWN_ROWS = 200
"""Rows of the preview; the totals speak of all."""


class SpreadsheetExport(ExportMixin):
    """A list that administrators download as it is filtered."""

    resource_classes: ClassVar[list[type[TableResource]]]
    export_formats = [Xlsx, Csv]
    export_form_class = DownloadForm

    def has_export_permission(self, request: HttpRequest) -> bool:
        return access_of(request.user).administers

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        return f"{self.model._meta.model_name}.{file_format.get_extension()}"

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().init_request_context_data(request, form)
        context["columns"] = self.resource_classes[0]().guide()
        return context


class SpreadsheetImportExport(ImportMixin, SpreadsheetExport):
    """A list that administrators also fill from a file, after a preview."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_formats = [Spreadsheet]
    import_form_class = UploadForm
    confirm_form_class = ConfirmForm
    tmp_storage_class = PendingUpload

    def has_import_permission(self, request: HttpRequest) -> bool:
        return access_of(request.user).administers

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        if not isinstance(e, UnreadableFile):
            raise e
        form.add_error("import_file", str(e))

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"columns": self.resource_classes[0]().guide(), "shown_rows": SHOWN_ROWS}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().process_import(request, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data:
            response.context_data.update(self.get_import_context_data())
            response.context_data.setdefault("form", self._empty_form(request))
        return response

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Go back to the list, or show what has come in the way since the preview."""
        if not result.has_errors() and not result.has_validation_errors():
            response: HttpResponse = super().process_result(result, request)
            return response
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import"),
            "opts": self.model._meta,
            "result": result,
        }
        return TemplateResponse(request, [self.import_template_name], context)

    def _empty_form(self, request: HttpRequest) -> Any:
        return UploadForm([Spreadsheet], self.get_import_resource_classes(request))

    def generate_log_entries(self, result: Result, request: HttpRequest) -> None:
        """One entry for the import; ten thousand would bury the others."""
        LogEntry.objects.create(
            user=cast(User, request.user),
            content_type=ContentType.objects.get_for_model(self.model),
            object_repr=str(self.model._meta.verbose_name_plural)[:200],
            action_flag=CHANGE,
            change_message=self._told(result),
        )

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        messages.success(request, self._told(result))

    @staticmethod
    def _told(result: Result) -> str:
        return _("Imported: %(new)s new, %(changed)s changed, %(same)s as they were.") % {
            "new": result.totals[RowResult.IMPORT_TYPE_NEW],
            "changed": result.totals[RowResult.IMPORT_TYPE_UPDATE],
            "same": result.totals[RowResult.IMPORT_TYPE_SKIP],
        }
