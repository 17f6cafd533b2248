"""What becomes of an address when its page is renamed, moved, withdrawn or deleted, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.addresses import MAX_ADDRESS
from tests.bilingual.sending import messages, opened, publish, send
from tests.factories import (
    ConferencePageFactory,
    LecturePageFactory,
    StandardPageFactory,
    make_private,
    translate,
)
from tests.forms import filled_form


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def rename(page, slug):
    page = fresh(page)
    page.slug = slug
    page.save_revision().publish()
    return fresh(page)


def answer(client, address):
    """How an address is answered at last, and in how many steps."""
    response = client.get(address, follow=True)
    return response.status_code, [url for url, _status in response.redirect_chain]


def test_page_renamed_to_and_fro_and_withdrawn_is_no_loop(client, edition):
    page = rename(rename(edition, "annat"), "2026")
    page.unpublish()
    assert answer(client, "/sv/2026/") == (410, [])
    assert answer(client, "/sv/annat/") == (410, ["/sv/2026/"])


def in_all_languages(editor, page):
    return send(editor, page, opened(editor, page, **{"action-publish": "together"}))


def by_its_translation(editor, page):
    return in_all_languages(editor, page.get_translations().get().specific)


def from_a_list(editor, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return editor.post(f"{address}?id={page.pk}&next=/admin/")


def scheduled(editor, page):
    return publish(editor, page, go_live_at=(timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M"))


def sent_for_review(editor, page):
    return send(editor, page, opened(editor, page), "action-submit")


WAYS = [publish, in_all_languages, by_its_translation, from_a_list, scheduled, sent_for_review]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_editor_is_told_of_an_address_that_led_elsewhere(client, home, editor, way):
    old = rename(StandardPageFactory(parent=home, title="Gamla", slug="kontakt"), "kontakt-forr")
    new = StandardPageFactory(parent=home, title="Nya", slug="kontakt", live=False)
    for page in (old, new):
        translate(page, title="In English", slug=f"english-{page.pk}", live=False)
    assert answer(client, "/sv/kontakt/") == (200, ["/sv/kontakt-forr/"])
    told = "”Nya” har hittills lett till ”Gamla”"
    for page, times in ((old, 0), (new, 1)):
        said = [text for _level, text in messages(way(editor, fresh(page)))]
        assert sum(told in text for text in said) == times, said


def test_editor_is_told_once_of_an_address_that_led_elsewhere(client, home, editor):
    old = rename(StandardPageFactory(parent=home, title="Gamla", slug="kontakt"), "kontakt-forr")
    new = StandardPageFactory(parent=home, title="Nya", slug="kontakt", live=False)
    said = [[text for _level, text in messages(publish(editor, page))] for page in (new, fresh(new), old)]
    told = "hittills lett till ”Gamla”"
    assert [any(told in text for text in texts) for texts in said] == [True, False, False]
    assert answer(client, "/sv/kontakt/") == (200, [])


# All or nothing


class PublishBlocked(BaseException):
    """The process would have been killed here: nobody catches it."""


class StopAt:
    """Stops at the n-th statement that writes."""

    def __init__(self, number):
        self.number = number

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            self.number -= 1
            if self.number < 0:
                raise PublishBlocked
        return execute(sql, params, many, context)


def by_saving(page, other):
    page.slug = "nytt"
    page.save()


def by_publishing(page, other):
    page.slug = "nytt"
    page.save_revision().publish()


def by_schedule(page, other):
    page.slug = "nytt"
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")


def by_moving(page, other):
    page.move(other, pos="last-child")


@pytest.mark.parametrize(
    "change", [by_saving, by_publishing, by_schedule, by_moving], ids=lambda change: change.__name__
)
def test_change_of_address_that_is_stopped_is_all_or_nothing(home, edition, change):
    other = ConferencePageFactory(parent=home, year=2027)
    top = StandardPageFactory(parent=edition, slug="sida") if change is by_moving else edition
    pages = [top, *(LecturePageFactory(parent=edition, slug=f"lektion-{n}") for n in range(2) if top is edition)]
    before = {page.pk: fresh(page).url for page in pages}
    for number in range(1000):
        with transaction.atomic():
            try:
                with connection.execute_wrapper(StopAt(number)):
                    change(fresh(top), fresh(other))
                stopped = False
            except PublishBlocked:
                stopped = True
            after = {page.pk: fresh(page).url for page in pages}
            led = dict(Redirect.objects.values_list("redirect_page", "old_path"))
            moved = {pk: before[pk].rstrip("/") for pk in before if after[pk] != before[pk]}
            assert (moved, led) in [({}, {}), ({pk: url.rstrip("/") for pk, url in before.items()}, led)]
            assert led == moved
            transaction.set_rollback(True)
        if not stopped:
            break
    assert number > 3
    assert moved


# Length

LONG = "x" * 200


def test_slug_too_long_for_redirects_is_refused_at_its_field(edition):
    room = MAX_ADDRESS - len("/sv/2026/")
    lecture = LecturePageFactory(parent=edition, slug="y" * room)
    edition = fresh(edition)
    edition.slug = "20266"
    with pytest.raises(ValidationError) as caught:
        edition.full_clean()
    assert list(caught.value.message_dict) == ["slug"]
    assert "1 " in caught.value.message_dict["slug"][0]
    assert rename(edition, "26").slug == "26"
    assert fresh(lecture).url == f"/sv/26/{'y' * room}/"


@pytest.mark.parametrize("live", [True, False])
def test_new_page_whose_address_is_too_long_is_refused(edition, live):
    edition = rename(edition, LONG)
    page = type(StandardPageFactory.build())(title="Sida", slug="y" * 60, live=live)
    with pytest.raises(ValidationError):
        edition.add_child(instance=page)
    assert not Page.objects.filter(slug="y" * 60).exists()


def test_move_to_a_too_long_address_moves_nothing(home, edition):
    deep = ConferencePageFactory(parent=home, year=2027, slug=LONG)
    page = StandardPageFactory(parent=edition, slug="y" * 60)
    with pytest.raises(ValidationError):
        page.move(fresh(deep), pos="last-child")
    assert fresh(page).url == f"/sv/2026/{'y' * 60}/"
    assert fresh(page).get_parent().pk == edition.pk


def test_copy_whose_address_would_be_too_long_is_refused(home, edition):
    LecturePageFactory(parent=edition, slug="y" * 60)
    with pytest.raises(ValidationError):
        CopyPageAction(fresh(edition), to=home, update_attrs={"slug": LONG}, recursive=True).execute()


def test_page_with_a_too_long_address_can_be_edited(home, edition):
    page = StandardPageFactory(parent=edition, slug="y" * 60)
    slug, path = "z" * 240, fresh(edition).url_path.replace("2026", "z" * 240)
    Page.objects.filter(pk=edition.pk).update(slug=slug, url_path=path)
    Page.objects.filter(pk=page.pk).update(url_path=f"{path}{page.slug}/")
    page = fresh(page)
    page.title = "Nytt"
    page.save_revision().publish()
    assert fresh(page).title == "Nytt"


def test_too_long_address_is_told_at_its_field(editor, edition):
    LecturePageFactory(parent=edition, slug="y" * 240)
    address = reverse("wagtailadmin_pages:edit", args=[edition.pk])
    form = editor.get(address).context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        data[f"{formset.prefix}-MAX_NUM_FORMS"] = "1000"
    data |= {"slug": "lang-adress-som-inte-ryms", "body-count": "0"}
    response = editor.post(address, data)
    assert "tecken för lång" in response.context["form"].errors["slug"][0]


# Withdrawn, expired, deleted


def test_deleted_page_and_its_old_addresses_answer_gone(client, edition):
    page = rename(StandardPageFactory(parent=edition, slug="sida"), "annan")
    never = StandardPageFactory(parent=edition, slug="utkast", live=False)
    page.delete()
    fresh(never).delete()
    for address in ("/sv/2026/sida/", "/sv/2026/annan/", "/sv/2026/annan/?a=1"):
        assert answer(client, address) == (410, []), address
    assert client.get("/sv/2026/utkast/").status_code == 404
    again = StandardPageFactory(parent=fresh(edition), slug="annan")
    assert answer(client, "/sv/2026/annan/") == (200, [])
    rename(again, "tredje")
    assert answer(client, "/sv/2026/annan/") == (200, ["/sv/2026/tredje/"])


@pytest.mark.parametrize("way", ["withdrawn", "expired"])
@pytest.mark.parametrize("code", ["sv", "en"])
def test_page_that_is_gone_leads_to_its_other_language(client, edition, code, way):
    pages = {"sv": StandardPageFactory(parent=edition, title="Om tillit")}
    translate(edition)
    pages["en"] = translate(pages["sv"], title="On trust")
    gone, other = pages[code], pages["en" if code == "sv" else "sv"]
    if way == "expired":
        type(gone).objects.filter(pk=gone.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    else:
        fresh(gone).unpublish()
    response = client.get(gone.url)
    html = response.content.decode()
    assert response.status_code == 410
    assert f'<a class="more-link" href="{other.url}" hreflang="{other.locale.language_code}"' in html
    assert f'<a class="language-switch__link" href="{other.url}"' in html
    assert other.title in html
    assert gone.title not in html
    assert "stopped working" not in html
    assert "slutat fungera" not in html
    assert "gav dig länken" not in html


def test_gone_page_says_nothing_of_hidden_translations(client, edition):
    page = StandardPageFactory(parent=edition, title="Om tillit")
    translate(edition)
    english = translate(page, title="Secret trust")
    fresh(page).unpublish()
    make_private(english)
    html = client.get(page.url).content.decode()
    assert "Secret" not in html
    assert english.url not in html
    make_private(page)
    assert client.get(page.url).status_code == 404


def test_editor_is_told_by_the_form_that_makes_the_page(editor, home):
    rename(StandardPageFactory(parent=home, title="Gamla", slug="kontakt"), "kontakt-forr")
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    form = filled_form(editor.get(address).content, title="Nya", slug="kontakt")
    said = [text for _level, text in messages(editor.post(address, form.dict() | {"action-publish": "1"}))]
    assert any("”Nya” har hittills lett till ”Gamla”" in text for text in said), said
