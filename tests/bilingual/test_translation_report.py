"""The translation report, its panel on the start page, and the marks in the page listing: what is left to do."""

import csv
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Locale

from bilingual.models import TranslationStatus
from tests.bilingual.changing import body, now
from tests.bilingual.changing import publish as publish_it
from tests.bilingual.sending import edit_url
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    OrganiserFactory,
    StandardPageFactory,
    UserFactory,
    translate,
)
from tests.prepared import prepared

REPORT, RESULTS = "bilingual:translation_report", "bilingual:translation_report_results"
MISSING, DRAFT, OLD, BEHIND, READY = (
    TranslationStatus[name] for name in ("MISSING", "DRAFT", "OLD", "BEHIND", "READY")
)


@pytest.fixture
@prepared
def work(homes, edition, english_edition):
    """A lecture in each state, in the current edition; another edition without a translation."""
    pages = {status: LecturePageFactory(parent=edition, title=status.name, lead="Om.") for status in TranslationStatus}
    english = {
        status: translate(pages[status], title=f"E {status.name}", lead="On.") for status in (OLD, BEHIND, READY)
    }
    english[DRAFT] = pages[DRAFT].copy_for_translation(english_edition.locale)
    publish_it(pages[OLD], lead="Om annat.", title="OLD.")
    publish_it(english[BEHIND], lead="On other things.")
    before = ConferencePageFactory(parent=homes["sv"], year=1999, title="EARLIER")
    return {**{status.name: page for status, page in pages.items()}, "english": english, "earlier": before}


def rows(client, **query) -> list:
    response = client.get(reverse(REPORT), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def states(found) -> list[tuple]:
    return [(row.title.strip("E ."), row.status) for row in found]


def own(found) -> list:
    """Without the start pages, which were there before."""
    return [row for row in found if row.kind in ("Föreläsning", "Konferens")]


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# The report


def test_most_urgent_comes_first_and_the_current_edition_before_all(editor, work):
    wanted = [("OLD", OLD), ("BEHIND", BEHIND), ("MISSING", MISSING), ("DRAFT", DRAFT), ("READY", READY)]
    found = states(own(rows(editor)))
    assert [row for row in found if row[0] in TranslationStatus.names] == wanted
    assert found[-1] == ("ARLIER", MISSING)


def test_report_rows_tell_since_when_what_and_where(editor, work):
    found = {row.status: row for row in own(rows(editor)) if "ARLIER" not in row.title}
    english = work["english"]
    urls = {status: row.url for status, row in found.items()}
    assert urls == {
        OLD: edit_url(english[OLD]),
        BEHIND: edit_url(work["BEHIND"]),
        MISSING: edit_url(work["MISSING"]),
        DRAFT: edit_url(english[DRAFT]),
        READY: edit_url(english[READY]),
    }
    assert {status: bool(row.since) for status, row in found.items()} == dict.fromkeys(found, False) | {
        OLD: True,
        BEHIND: True,
    }
    assert (found[OLD].fields, found[BEHIND].fields, found[READY].fields) == ("Titel, Ingress", "Ingress", "")
    assert {status for status, row in found.items() if row.start_url} == {MISSING}
    assert editor.post(found[MISSING].start_url)["Location"] == edit_url(
        now(work["MISSING"]).get_translation(Locale.objects.get(language_code="en"))
    )


def test_several_texts_of_a_field_are_counted(editor, lecture, translation):
    publish_it(lecture, body=body("Ändrat", "Ändrat", *[f"Stycke {number}" for number in range(3, 10)]))
    (row,) = [row for row in rows(editor) if row.status == OLD]
    with override("sv"):
        label = str(lecture._meta.get_field("body").verbose_name)
    assert row.fields.lower() == f"{label} (2)"


def test_filters_leave_what_was_asked_for(editor, work):
    english, swedish = [Locale.objects.get(language_code=code) for code in ("en", "sv")]
    somebody = UserFactory()
    draft = now(work["english"][READY]).get_latest_revision_as_object()
    draft.save_revision(user=somebody)
    assert states(own(rows(editor, status="old"))) == [("OLD", OLD)]
    assert states(own(rows(editor, person=somebody.pk))) == [("READY", READY)]
    assert len(own(rows(editor, locale=english.pk))) == 7
    assert rows(editor, locale=swedish.pk) == []
    assert states(own(rows(editor, locale=english.pk, status="missing"))) == [("MISSING", MISSING), ("ARLIER", MISSING)]


def test_things_with_texts_in_rows_are_on_the_first_page(editor, work):
    OrganiserFactory(names={"sv": "Polisen"})
    assert [row.title for row in rows(editor) if row.kind == "Arrangör"] == ["Polisen"]
    assert [row.title for row in rows(editor, status="old") if row.kind == "Arrangör"] == []
    assert [row.title for row in rows(editor, status="missing") if row.kind == "Arrangör"] == ["Polisen"]
    assert [row.title for row in rows(editor, p=2) if row.kind == "Arrangör"] in ([], ["Polisen"])


def test_translator_sees_the_languages_that_the_group_writes(client, work):
    client.force_login(UserFactory(group="Översättare"))
    found = rows(client)
    assert {row.language for row in found} == {Locale.objects.get(language_code="en").get_display_name()}
    assert {status for _title, status in states(found)} == set(TranslationStatus)


def test_csv_has_every_row_and_swedish_letters(editor, work):
    publish_it(work["READY"], title="Trygghet på gågatan")
    OrganiserFactory(names={"sv": "Räddningstjänsten"})
    response = editor.get(reverse(REPORT), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    table = list(csv.DictReader(StringIO(text), delimiter=";"))
    with override("sv"):
        columns = [
            gettext(name) for name in ("Title", "Language", "Status", "Since", "Texts", "Type", "Last written by")
        ]
    assert list(table[0]) == columns
    assert len(table) == len(rows(editor))
    assert "Räddningstjänsten" in {line[columns[0]] for line in table}
    assert {line[columns[2]] for line in table} >= {str(OLD.label), str(READY.label)}


def test_spreadsheet_opens(editor, work):
    response = editor.get(reverse(REPORT), {"export": "xlsx"})
    assert (
        response.status_code,
        b"".join(response.streaming_content)[:2] if response.streaming else response.content[:2],
    ) == (200, b"PK")


# How many questions are asked


def lectures(edition, first: int, last: int) -> None:
    """Lectures, of which some are in each state."""
    for number in range(first, last):
        page = LecturePageFactory(parent=edition, title=f"Nummer {number}", lead="Om.")
        if number < 20 and number % 4:
            translation = translate(page, title=f"Number {number}", lead="On.")
            if number % 4 == 1:
                publish_it(page, lead="Om annat.")
            if number % 4 == 2:
                publish_it(translation, lead="On other things.")


def test_no_list_asks_more_for_sixty_lectures_than_for_five(editor, edition, english_edition):
    addresses = [reverse(name) for name in (REPORT, RESULTS, "wagtailadmin_home")]
    addresses += [reverse("wagtailadmin_explore", args=[page.pk]) for page in (edition, english_edition)]
    lectures(edition, 0, 5)
    few = {address: queries(editor, address) for address in addresses}
    lectures(edition, 5, 60)
    assert {address: queries(editor, address) for address in addresses} == few


# Elsewhere


def test_listing_marks_what_is_old_and_offers_what_is_missing(editor, work, edition, english_edition):
    swedish = editor.get(reverse("wagtailadmin_explore", args=[edition.pk])).content.decode()
    english = editor.get(reverse("wagtailadmin_explore", args=[english_edition.pk])).content.decode()
    assert (swedish.count("bilingual-mark"), english.count("bilingual-mark")) == (1, 1)
    start = reverse("bilingual:start", args=[work["MISSING"].pk]) + "?language=en"
    assert (start in swedish, swedish.count("/start/?language=")) == (True, 1)
    assert "/translation/submit/" not in swedish


def test_panel_on_the_start_page_counts_and_leads(editor, work):
    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    english = Locale.objects.get(language_code="en")
    for status in ("missing", "draft", "old", "behind"):
        assert f"?locale={english.pk}&amp;status={status}" in html or f"?locale={english.pk}&status={status}" in html
    assert edit_url(work["english"][OLD]) in html


def test_who_edits_no_page_sees_no_work(client, db):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert reverse(REPORT) not in client.get("/admin/").content.decode()
    assert client.get(reverse(REPORT)).status_code == 302


def test_header_offers_each_missing_language_once(editor, work):
    page = StandardPageFactory(parent=work["MISSING"].get_parent())
    address = reverse("bilingual:start", args=[page.pk]) + "?language=en"
    assert editor.get(edit_url(page)).content.decode().count(address) == 1
    assert "/start/?language" not in editor.get(edit_url(work["READY"])).content.decode()
