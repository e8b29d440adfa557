"""A spreadsheet of ties in and out: a preview first, and nothing written until it is confirmed."""

from zipfile import BadZipFile, ZipFile

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ConfirmImportForm, ImportForm
from import_export.results import RowResult

from partnerships.spreadsheets.agreements import AgreementSheet
from partnerships.spreadsheets.base import FIRST_LINE, reasons

FORMATS = [XLSX, CSV]
LARGEST_FILE = 5 * 2**20
LARGEST_UNPACKED = 50 * 2**20


class SheetForm(ImportForm):
    """A file to preview; its name says whether it is a workbook or text."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].help_text = _(
            "A workbook (.xlsx) or text with commas (.csv, UTF-8), at most 5 MB and 2,000 rows."
        )

    media = forms.Media()

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if not file.name.lower().endswith((".xlsx", ".csv")):
            raise forms.ValidationError(_("The file must end in .xlsx or .csv."))
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB. Send it in parts."))
        if file.name.lower().endswith(".xlsx"):
            self._check_workbook(file)
        return file

    @staticmethod
    def _check_workbook(file):
        """Refuse what is no workbook, or unpacks to far more than it seems."""
        try:
            with ZipFile(file) as packed:
                unpacked = sum(part.file_size for part in packed.infolist())
        except BadZipFile:
            raise forms.ValidationError(_("This is not a workbook. Save it as .xlsx.")) from None
        finally:
            file.seek(0)
        if unpacked > LARGEST_UNPACKED:
            raise forms.ValidationError(_("The workbook is too large when unpacked."))

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("import_file"):
            cleaned["format"] = "0" if file.name.lower().endswith(".xlsx") else "1"
        return cleaned


class ConfirmSheetForm(ConfirmImportForm):
    """Carries what the preview promised, so that the import can keep to it."""

    promised = forms.CharField(widget=forms.HiddenInput())


def outcome(result):
    """Return a preview's promise: the counts of new, changed, unchanged and refused rows."""
    kinds = (
        RowResult.IMPORT_TYPE_NEW,
        RowResult.IMPORT_TYPE_UPDATE,
        RowResult.IMPORT_TYPE_SKIP,
        RowResult.IMPORT_TYPE_INVALID,
    )
    return ",".join(str(result.totals[kind]) for kind in kinds)


def preview(result):
    """Return the rows of a rehearsal by what would happen to them, with their lines."""
    found = {"new": [], "changed": [], "unchanged": [], "refused": []}
    names = {
        RowResult.IMPORT_TYPE_NEW: "new",
        RowResult.IMPORT_TYPE_UPDATE: "changed",
        RowResult.IMPORT_TYPE_SKIP: "unchanged",
        RowResult.IMPORT_TYPE_INVALID: "refused",
    }
    for line, row in enumerate(result.rows, FIRST_LINE):
        if kind := names.get(row.import_type):
            found[kind].append(
                {
                    "line": line,
                    "record": row.object_repr or "",
                    "reasons": reasons(row.validation_error) if row.validation_error else [],
                    "changes": _changes(result.diff_headers, row),
                }
            )
    return found


def _changes(headers, row):
    if row.import_type != RowResult.IMPORT_TYPE_UPDATE:
        return []
    cells = zip(headers, row.values_before, row.values_after, strict=True)
    return [
        {"column": column, "before": before, "after": after}
        for column, before, after in cells
        if before != after
    ]


class SpreadsheetAdmin(ImportExportMixin):
    """Adds import with preview, and export, to the list of agreements."""

    resource_classes = [AgreementSheet]
    import_form_class = SheetForm
    confirm_form_class = ConfirmSheetForm
    import_template_name = "admin/spreadsheet_import.html"

    def get_import_formats(self):
        return FORMATS

    def get_export_formats(self):
        return FORMATS

    def get_import_context_data(self, **kwargs):
        columns = [field.column_name for field in AgreementSheet().get_import_fields()]
        return super().get_import_context_data(**kwargs) | {"columns": columns}

    def import_action(self, request, **kwargs):
        """Show the preview; rows that are refused do not keep the others out."""
        response = super().import_action(request, **kwargs)
        context = getattr(response, "context_data", {})
        if result := context.get("result"):
            context["preview"] = preview(result)
            context["base_reasons"] = [
                reason
                for error in result.base_errors
                for reason in getattr(error.error, "messages", [str(error.error)])
            ]
            if not result.has_errors() and outcome(result) != f"0,0,{result.total_rows},0":
                context["confirm_form"] = self.create_confirm_form(request, context["form"])
                context["confirm_form"].initial["promised"] = outcome(result)
        return response

    def process_dataset(self, dataset, form, request, **kwargs):
        """Write what was previewed, or nothing when the register has changed since."""
        with transaction.atomic():
            result = super().process_dataset(dataset, form, request, **kwargs)
            result.kept_promise = outcome(result) == form.cleaned_data["promised"]
            if not result.kept_promise or result.has_errors():
                transaction.set_rollback(True)
        return result

    def process_result(self, result, request):
        if result.kept_promise and not result.has_errors():
            return super().process_result(result, request)
        messages.error(
            request,
            _("Nothing was imported: the register has changed since the preview. Look again."),
        )
        return HttpResponseRedirect(reverse("admin:partnerships_agreement_import"))

    def add_success_message(self, result, request):
        totals = result.totals
        messages.success(
            request,
            _(
                "Imported: %(new)d new, %(changed)d changed, %(same)d unchanged, "
                "%(refused)d refused."
            )
            % {
                "new": totals[RowResult.IMPORT_TYPE_NEW],
                "changed": totals[RowResult.IMPORT_TYPE_UPDATE],
                "same": totals[RowResult.IMPORT_TYPE_SKIP],
                "refused": totals[RowResult.IMPORT_TYPE_INVALID],
            },
        )
