"""What begins with a new row is not seen before its time, however it was made, and is seen from then on."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale

from conference.models import ConferencePage
from home.models import HomePage, StandardPage
from lectures.models import LecturePage
from search.query import find
from tests.bilingual import sending
from tests.factories import LectureArchivePageFactory, LecturePageFactory, translate
from tests.forms import errors, filled_form
from tests.test_matrices import PAGE_TYPES, lies_under_edition

pytestmark = pytest.mark.django_db

WORD = "Klockstapel"
IN_TWO_DAYS = timedelta(days=2)
TYPES = [model for model in PAGE_TYPES if model is not HomePage]
FIELDS = {ConferencePage: {"year": "2031"}}  # what publishing demands of a type beside its title, as a form sends it


def local(moment) -> str:
    """A moment as the form sends it."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def due():
    return (timezone.now() + IN_TWO_DAYS).replace(second=0, microsecond=0)


@pytest.fixture
def place(home, edition):
    """Where a page of each type is made."""
    return lambda model: edition if lies_under_edition(model) else home


def title_of(model) -> str:
    return f"{WORD} {model.__name__}"


def add(browser, model, parent, button="action-publish", **fields):
    """Fill in the form of a new page and press a button."""
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = filled_form(browser.get(address).content, **(FIELDS.get(model, {}) | fields))
    return browser.post(address, form.dict() | {button: "1"})


def form_with_schedule(browser, model, parent, due):
    assert add(browser, model, parent, title=title_of(model), go_live_at=local(due)).status_code == 302


def schedule_before_title(browser, model, parent, due):
    """As somebody does who sets the schedule first: an error, and the same form again with its title."""
    response = add(browser, model, parent, title="", go_live_at=local(due))
    assert list(errors(response))[0] == "title"
    assert "Schemalägg publicering" in response.text  # what the button will do
    form_with_schedule(browser, model, parent, due)


def draft_then_schedule(browser, model, parent, due):
    add(browser, model, parent, button="action-save", title=title_of(model))
    page = model.objects.get(draft_title=title_of(model))
    assert sending.publish(browser, page, go_live_at=local(due)).status_code == 302


def draft_with_schedule_then_publish(browser, model, parent, due):
    add(browser, model, parent, button="action-save", title=title_of(model), go_live_at=local(due))
    page = model.objects.get(draft_title=title_of(model))
    assert sending.publish(browser, page).status_code == 302


def schedule_with_expiry(browser, model, parent, due):
    fields = {"go_live_at": local(due), "expire_at": local(due + timedelta(days=9))}
    assert add(browser, model, parent, title=title_of(model), **fields).status_code == 302


def new(model, due):
    fields = {name: model._meta.get_field(name).to_python(value) for name, value in FIELDS.get(model, {}).items()}
    return model(title=title_of(model), slug=f"klockstapel-{model.__name__.lower()}", go_live_at=due, **fields)


def script(browser, model, parent, due):
    parent.add_child(instance=new(model, due))


def script_with_version(browser, model, parent, due):
    page = parent.add_child(instance=new(model, due))
    page.save_revision().publish()


def script_beside(browser, model, parent, due):
    parent.get_children().first().specific.add_sibling(instance=new(model, due))


def imported(browser, model, parent, due):
    data = new(model, due).serializable_data() | {"pk": None, "live": True, "locale": parent.locale_id}
    parent.add_child(instance=model.from_serializable_data(data))


FOR_ALL_TYPES = [form_with_schedule, script]
OTHERS = [
    schedule_before_title,
    draft_then_schedule,
    draft_with_schedule_then_publish,
    schedule_with_expiry,
    script_with_version,
    script_beside,
    imported,
]
WAYS = [*((model, way) for way in FOR_ALL_TYPES for model in TYPES), *((LecturePage, way) for way in OTHERS)]


def shown_at(page) -> list[str]:
    """Where anybody sees a page."""
    visitor, title = Client(HTTP_ACCEPT_LANGUAGE="sv"), escape(page.draft_title)
    lists = {address: visitor.get(address).content.decode() for address in ("/sv/", "/sv/sok/?q=klockstapel")}
    lists |= {parent.url: visitor.get(parent.url).content.decode() for parent in page.get_ancestors()[1:]}
    found = [address for address, html in lists.items() if title in html.replace("<mark>", "").replace("</mark>", "")]
    if any(hit.pk == page.pk for hit in find("klockstapel", "sv", count=20).hits):
        found.append("index")
    if page.slug and f"/{page.slug}/" in visitor.get("/sitemap-pages.xml").content.decode():
        found.append("sitemap")
    status = visitor.get(page.url).status_code
    assert status in (200, 404)
    return found + (["page"] if status == 200 else [])


@pytest.mark.parametrize(("model", "way"), WAYS, ids=lambda given: given.__name__)
def test_new_page_waits_for_its_time_and_then_is_seen(editor, place, due, monkeypatch, model, way):
    LecturePageFactory(parent=place(LecturePage))
    way(editor, model, place(model), due)
    page = model.objects.get(draft_title=title_of(model))
    call_command("publish_scheduled")
    assert shown_at(page) == []
    assert (page.first_published_at, page.scheduled_revision.approved_go_live_at) == (None, due)
    monkeypatch.setattr(timezone, "now", lambda: due + timedelta(seconds=30))
    call_command("publish_scheduled")
    assert {"page", "index", "sitemap"} <= set(shown_at(page))


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_go_live_that_has_passed_means_now(editor, place, model):
    fields = {"title": title_of(model), "go_live_at": local(timezone.now() - timedelta(days=1))}
    add(editor, model, place(model), **fields)
    page = model.objects.get(title=title_of(model))
    assert {"page", "index", "sitemap"} <= set(shown_at(page))
    assert page.revisions.count() == 1


def test_new_page_is_never_public_before_its_version(editor, home, monkeypatch):
    """Not even for a moment, in which somebody may ask for it."""
    seen = []
    save_revision = StandardPage.save_revision

    def look(page, *args, **kwargs):
        seen.append(StandardPage.objects.get(pk=page.pk).live)
        return save_revision(page, *args, **kwargs)

    monkeypatch.setattr(StandardPage, "save_revision", look)
    add(editor, StandardPage, home, title=WORD)
    assert (seen, StandardPage.objects.get(title=WORD).live) == ([False], True)


def test_copies_of_what_is_scheduled_are_drafts(home, edition, due):
    for recursive in (False, True):
        for keep_live in (False, True):
            edition.refresh_from_db()
            page = LecturePage(title=WORD, slug=f"lecture-{recursive}-{keep_live}", go_live_at=due)
            edition.add_child(instance=page)
            source = edition if recursive else LecturePage.objects.get(pk=page.pk)
            attributes = {"slug": f"copy-{recursive}-{keep_live}"}
            copied = source.copy(recursive=recursive, keep_live=keep_live, update_attrs=attributes)
            copies = LecturePage.objects.descendant_of(copied, inclusive=True)
            assert copies
            for copy in copies:
                assert (copy.live, copy.first_published_at, copy.scheduled_revision) == (False, None, None)
                assert shown_at(copy) == []


def test_translation_of_what_is_scheduled_is_a_draft(edition, due):
    translate(edition)
    edition.add_child(instance=LecturePage(title=WORD, slug="lecture", go_live_at=due))
    page = LecturePage.objects.get(slug="lecture")
    started = page.copy_for_translation(Locale.objects.get(language_code="en"))
    started.refresh_from_db()
    assert (started.live, started.scheduled_revision) == (False, None)


def test_scheduled_change_of_a_public_page_takes_nothing_away(editor, home, edition, due):
    """Whether it was made by a form, a script, or a script that knows no versions."""
    by_form = add(editor, StandardPage, home, title=WORD)
    assert by_form.status_code == 302
    pages = [
        StandardPage.objects.get(title=WORD),
        LectureArchivePageFactory(parent=home, title=WORD, slug="arkiv"),
        home.add_child(instance=StandardPage(title=WORD, slug="av-program")),
    ]
    for page in pages:
        version = type(page).objects.get(pk=page.pk)
        version.title, version.go_live_at = "Ny titel", due
        version.save_revision().publish()
        stored = type(page).objects.get(pk=page.pk)
        assert (stored.live, stored.title, stored.scheduled_revision is not None) == (True, WORD, True)
