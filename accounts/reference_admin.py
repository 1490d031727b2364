"""Flat reference data in the admin: Excel out, Excel in with a preview, one act on record per import."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm
from import_export.results import Result, RowResult
from import_export.tmp_storages import MediaStorage

from accounts.admin import RecordedAdmin
from accounts.permissions import Permission
from accounts.records import record
from counties.reference_files import TextXlsx
from refusals import Refused

if TYPE_CHECKING:
    import tablib


class ReferenceAdmin(ImportExportMixin, RecordedAdmin):  # type: ignore[misc] # import-export has no types
    """A table of reference data. An import goes in whole or not at all."""

    keeps = Permission.KEEP_REFERENCE
    formats = (TextXlsx,)
    export_form_class = ExportForm
    skip_admin_log = True
    import_template_name = "admin/reference_import.html"
    # Between preview and confirmation the file waits where every web process can read it.
    tmp_storage_class = MediaStorage
    show_change_form_export = False

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Say in our own words why a file cannot be read."""
        sentence = str(e) if isinstance(e, Refused) else "文件无法读取；请另存为 .xlsx 后重试。"
        form.add_error("import_file", sentence)

    def get_export_data(self, *args: Any, **kwargs: Any) -> Any:
        """As the library makes it, with the act on record."""
        request = next(argument for argument in args if isinstance(argument, HttpRequest))
        content = super().get_export_data(*args, **kwargs)
        with transaction.atomic():
            record("导出表格", str(self.opts.verbose_name_plural), by=request.user)  # type: ignore[arg-type] # the admin lets nobody in who has not signed in
        return content

    def process_dataset(
        self, dataset: "tablib.Dataset", form: Any, request: HttpRequest, **kwargs: Any
    ) -> Result:
        """Import, record and ask for the work that follows, all in one transaction."""
        file_name = form.cleaned_data.get("original_file_name") or ""
        resource = self.choose_import_resource_class(form, request)(
            **self.get_import_resource_kwargs(request, form=form, **kwargs)
        )
        with transaction.atomic():
            result = resource.import_data(
                dataset, dry_run=False, raise_errors=False, rollback_on_validation_errors=True
            )
            changes = [] if refused(result) else resource.changes(result)
            if changes:
                kind = f"导入{self.opts.verbose_name_plural}"
                record(kind, file_name, by=request.user, detail={"rows": changes})  # type: ignore[arg-type] # the admin lets nobody in who has not signed in
                self.after_change(request, changed_ids(result))
        return result

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Back to the list with the counts; to the upload where the confirmed file no longer fits."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_"
        if refused(result):
            messages.error(request, "预览之后数据有变，文件未导入；请重新上传并核对。")
            return HttpResponseRedirect(reverse(f"{name}import"))
        totals = result.totals
        messages.success(
            request,
            f"导入完成：新增 {totals[RowResult.IMPORT_TYPE_NEW]} 行，修改 {totals[RowResult.IMPORT_TYPE_UPDATE]} 行，"
            f"相同 {totals[RowResult.IMPORT_TYPE_SKIP]} 行。",
        )
        return HttpResponseRedirect(reverse(f"{name}changelist"))


def refused(result: Result) -> bool:
    """Whether an import changed nothing because something in it is wrong."""
    return bool(result.has_errors() or result.has_validation_errors())


def changed_ids(result: Result) -> list[int]:
    """Return the keys of the rows that an import created or changed."""
    kinds = {RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE}
    return [row.instance.pk for row in result.rows if row.import_type in kinds]
