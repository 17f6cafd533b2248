"""Every list that can be exported: as Excel in Swedish reads it, and without a cell that is run as a formula."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import get_resolver
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, Workflow

from search.curation.query_log import week_of
from search.models import Asked
from tests.factories import StandardPageFactory, UserFactory, translate
from tests.moments import stockholm

FORMULA = '=2+3 åäö; "x"\x0b'
IN_CSV, IN_XLSX = '\'=2+3 åäö; "x" ', '=2+3 åäö; "x" '


def exporting(patterns=None, prefix="/"):
    """The address of each list that can be exported, found among all addresses, and its columns."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from exporting(pattern.url_patterns, address)
        view = getattr(getattr(pattern, "callback", None), "view_class", None)
        if view and issubclass(view, SpreadsheetExportMixin) and "<" not in address and "results" not in address:
            yield address, pattern.callback.view_initkwargs.get("list_export", view.list_export)


EVERY = dict(exporting())
WITH_COLUMNS = [address for address, columns in EVERY.items() if columns]
WITHOUT = [address for address, columns in EVERY.items() if not columns]


@pytest.fixture
def superuser(db, client):
    client.force_login(UserFactory(is_superuser=True, first_name="=1", last_name="Ö"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    return client


@pytest.fixture
def rows(homes, superuser):
    """Something for every list to tell, with a formula in it."""
    user = UserFactory()
    page = StandardPageFactory(parent=homes["sv"], title="Titel")
    translate(page, title=FORMULA)
    page.title = FORMULA
    page.save_revision(user=user, log_action=True).publish()
    Workflow.objects.first().start(page, user)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=stockholm(2026, 7, 1, 23, 30))
    Redirect.objects.create(old_path="/gammal", redirect_link="@SUM(A1)", site=Site.objects.get())
    Asked.objects.create(week=week_of(timezone.localdate()), language="sv", question=FORMULA, times=5, nothing=4)


def csv_of(client, address) -> list[list[str]]:
    response = client.get(address, {"export": "csv"})
    assert response["Content-Type"].startswith("text/csv"), address
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf"), address
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def xlsx_of(client, address) -> list:
    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).getvalue()))
    return list(book.active.iter_rows())


def test_lists_that_can_be_exported_are_found():
    assert len(WITH_COLUMNS) >= 8
    assert {"/admin/languages/", "/admin/reports/searches/", "/admin/redirects/"} <= set(WITH_COLUMNS)


@pytest.mark.parametrize("address", WITH_COLUMNS)
def test_export_opens_in_excel_and_runs_no_formula(superuser, rows, address):
    table = csv_of(superuser, address)
    assert len(table) > 1, "the fixture has nothing for this list"
    assert {len(line) for line in table} == {len(EVERY[address])}
    assert [cell for line in table for cell in line if cell.lstrip()[:1] in tuple("=+-@")] == []
    sheet = xlsx_of(superuser, address)
    assert len(sheet) == len(table)
    assert [cell.coordinate for line in sheet for cell in line if cell.data_type == "f"] == []
    if not address.startswith("/admin/redirects/"):
        assert any(IN_CSV in line for line in table)
        assert any(cell.value == IN_XLSX for line in sheet for cell in line)


@pytest.mark.parametrize("address", WITHOUT)
def test_list_without_columns_is_shown_and_not_exported(superuser, rows, address):
    for kind in ("csv", "xlsx"):
        response = superuser.get(address, {"export": kind})
        assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert f'export={kind}"' not in response.content.decode()  # no link or button for it


def test_times_in_spreadsheets_are_swedish(superuser, rows):
    address = "/admin/reports/locked/"
    assert "2026-07-01 23:30:00" in csv_of(superuser, address)[1]
    assert "2026-07-01 23:30:00" in [str(cell.value) for cell in xlsx_of(superuser, address)[1]]
