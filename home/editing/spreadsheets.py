"""Lists and reports as spreadsheets, such that Excel in Swedish reads them and nothing in them is run.

Excel in Swedish takes a CSV file for Windows-1252 with semicolons, unless a byte order mark says that it is UTF-8. It
runs a cell that begins as a formula, and titles and the names of redirects are written by many people.
"""

import csv
import re
from codecs import BOM_UTF8

from django.utils import timezone
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
NOT_FOR_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # openpyxl refuses them

setup = SpreadsheetExportMixin.setup
preprocess_field_value = SpreadsheetExportMixin.preprocess_field_value


def setup_with_columns(view, request, *args, **kwargs):
    """Show the list itself where it has no columns to export, in place of a file of empty lines."""
    setup(view, request, *args, **kwargs)
    view.is_export = view.is_export and view.show_export_buttons


def cell(view, field, value, export_format):
    """What stands in a cell: times are Swedish, and in CSV, where a formula would be run, it becomes a text."""
    if hasattr(value, "tzinfo") and value.tzinfo is not None:
        value = timezone.make_naive(value).replace(microsecond=0)
    value = preprocess_field_value(view, field, value, export_format)
    if isinstance(value, str):
        value = NOT_FOR_CELLS.sub(" ", value)
        if export_format == view.FORMAT_CSV and FORMULA.match(value):
            value = f"'{value}"
    return value


def stream_csv(view, queryset):
    """The file, line by line."""
    writer = csv.DictWriter(Echo(), fieldnames=view.list_export, delimiter=";")
    yield BOM_UTF8
    yield writer.writerow({field: view.get_heading(queryset, field) for field in view.list_export})
    for item in queryset:
        yield view.write_csv_row(writer, view.to_row_dict(item))


def export_for_excel() -> None:
    """Have every list that can be exported do so in this way, Wagtail's own included: they share no other place."""
    SpreadsheetExportMixin.setup = setup_with_columns
    SpreadsheetExportMixin.preprocess_field_value = cell
    SpreadsheetExportMixin.stream_csv = stream_csv
