"""Links that show drafts to people without an account: what they show, to whom, for how long, and what never."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from previews.models import DraftLink
from previews.sharing.response_cache import CACHE_SECONDS
from tests.bilingual.changing import edited, now, publish
from tests.factories import (
    ConferencePageFactory,
    ImageFactory,
    LecturePageFactory,
    SpeakerFactory,
    SubjectFactory,
    UserFactory,
    VenueFactory,
    delete_anyway,
    make_private,
    translate,
)
from tests.moments import stockholm
from tests.previews.conftest import form, made_link

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_link_shows_the_draft_and_changes_nothing(desk, reader, lecture):
    edited(lecture, title="Nya torg", room="Ny sal")
    html = text(reader.get(made_link(desk, lecture)))
    assert ("<h1" in html, "Nya torg" in html, "Ny sal" in html) == (True, True, True)
    assert "Nya torg" not in text(reader.get(lecture.url))
    assert now(lecture).title == "Trygga torg"


def test_link_is_pinned_to_the_version_it_was_made_for(desk, reader, lecture):
    edited(lecture, title="Nya torg")
    link = made_link(desk, lecture)
    edited(lecture, title="Nyare torg")
    publish(lecture, title="Nyast torg", room="Ny sal")
    html = text(reader.get(link))
    assert ("Nya torg" in html, "Nyare" in html, "Nyast" in html, "Ny sal" in html) == (True, False, False, False)


def test_link_that_follows_shows_the_newest_draft(desk, reader, lecture):
    link = made_link(desk, lecture, follows="on")
    assert "Trygga torg" in text(reader.get(link))
    edited(lecture, title="Nya torg")
    assert "Nya torg" in text(reader.get(link))
    publish(lecture, title="Nyast torg")
    assert "Nyast torg" in text(reader.get(link))


def test_followed_translation_has_its_source_drafts_shared_fields(desk, reader, lecture, translation):
    link = made_link(desk, translation, follows="on")
    assert "Stora salen" in text(reader.get(link))
    edited(lecture, room="Ny sal")
    assert "Ny sal" in text(reader.get(link))


def test_page_that_was_never_public_can_be_shown(desk, reader, edition):
    lecture = LecturePageFactory(parent=edition, title="Ofödd", live=False)
    assert reader.get(lecture.url).status_code == 404
    assert "Ofödd" in text(reader.get(made_link(desk, lecture)))
    assert reader.get(lecture.url).status_code == 404


def test_link_shows_its_page_alone(desk, reader, lecture, translation):
    edited(translation, title="Secret squares")
    link = made_link(desk, lecture)
    html = text(reader.get(link))
    assert (f'href="{link}en/' in html, f'href="{translation.url}"' in html, "Secret" in html) == (False, True, False)
    outside = [f"{link}en{translation.url[3:]}", f"{link}sv/", f"{link}sv/2026/", f"{link}admin/", f"{link}sv/sok/?q=x"]
    assert [reader.get(address).status_code for address in outside] == [404] * 5
    assert "Secret" not in "".join(reader.get(address).content.decode() for address in outside)


def test_link_to_all_languages_keeps_its_readers_inside(desk, reader, lecture, translation):
    edited(lecture, title="Nya torg")
    edited(translation, title="New squares")
    link = made_link(desk, lecture, scope="languages")
    english = f"{link}en{translation.url[3:]}"
    html = text(reader.get(link))
    assert html.count(f'href="{english}"') == 3  # twice in the banner, and in the page's own switch
    assert "New squares" in text(reader.get(english))
    assert f'href="{link}sv{lecture.url[3:]}"' in text(reader.get(english))


def test_translation_is_shown_with_the_facts_of_the_originals_draft(desk, reader, lecture, translation):
    edited(lecture, room="Ny sal")
    assert "Ny sal" in text(reader.get(made_link(desk, translation)))
    assert now(translation).room == "Stora salen"


def test_link_to_an_edition_shows_its_lectures_in_its_programme(desk, reader, edition, lecture):
    draft_of_edition = edited(edition, title="Nya konferensen")
    hidden = LecturePageFactory(parent=edition, title="Ofödd", live=False)
    other = LecturePageFactory(
        parent=ConferencePageFactory(parent=edition.get_parent(), year=2030), title="Annan", live=False
    )
    link = made_link(desk, draft_of_edition, scope="below")
    html = text(reader.get(link))
    assert ("Nya konferensen" in html, "Ofödd" in html, "Annan" in html) == (True, True, False)
    inside = f"{link}sv{hidden.url[3:]}"
    assert f'href="{inside}"' in html
    assert "Ofödd" in text(reader.get(inside))
    assert reader.get(f"{link}sv{other.url[3:]}").status_code == 404
    assert "Ofödd" not in text(reader.get(edition.url))


def test_link_that_follows_an_edition_shows_lectures_that_come_later(desk, reader, edition):
    link = made_link(desk, edition, scope="below", follows="on")
    assert "Ofödd" not in text(reader.get(link))
    LecturePageFactory(parent=edition, title="Ofödd", live=False)
    assert "Ofödd" in text(reader.get(link))


def dead(link, reader) -> bytes:
    answer = reader.get(link)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "private, no-store")
    return answer.content


def test_dead_links_all_give_the_same_page(desk, reader, lecture, maker):
    def died(change):
        link = made_link(desk, lecture)
        assert reader.get(link).status_code == 200
        change(DraftLink.objects.get(page=lecture, revoked_at=None, expires_at__gt=timezone.now()))
        page = dead(link, reader)
        DraftLink.objects.all().delete()
        return page

    def expire(link):
        DraftLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    pages = [
        died(lambda link: desk.post(f"/admin/previews/links/{link.pk}/revoke/")),
        died(expire),
        died(lambda link: link.delete()),
        dead("/utkast/x/", reader),
        dead(f"/utkast/{'a' * 43}/sv/2026/", reader),
        dead(f"/utkast/{'å' * 500}/", reader),
        dead("/utkast/%F6%FF/", reader),
        dead("/utkast/'; DROP TABLE x; --/svar/", reader),
    ]
    assert len({page.partition(b"<main")[2] for page in pages}) == 1
    html = pages[0].decode()
    assert "Be den som gav dig länken om en ny" in html
    assert "Ask the person who gave you the link for a new one" in html


def test_token_that_is_cut_short_or_changed_opens_nothing(desk, reader, lecture):
    token = made_link(desk, lecture).split("/")[2]
    assert len(token) >= 43
    for wrong in (token[:-1], token[1:], token.swapcase(), f"{token}a", token[::-1], f" {token}", f"{token}%00"[:43]):
        if wrong != token:
            assert reader.get(f"/utkast/{wrong}/").status_code == 410


def test_only_the_hash_of_a_token_is_stored(desk, lecture):
    token = made_link(desk, lecture).split("/")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{token}%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0, table


@pytest.mark.parametrize(
    "loss",
    [
        lambda user: user.groups.clear(),
        lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
        lambda user: user.delete(),
        lambda user: Group.objects.get(name="Redaktörer").page_permissions.all().delete(),
        lambda user: Group.objects.get(name="Redaktörer").permissions.filter(codename="access_admin").delete(),
    ],
)
def test_link_dies_when_its_maker_may_no_longer_edit(desk, reader, lecture, maker, loss):
    link = made_link(desk, lecture)
    assert reader.get(link).status_code == 200
    loss(maker)
    dead(link, reader)


def test_link_dies_with_its_page(desk, reader, lecture):
    link = made_link(desk, lecture)
    now(lecture).delete()
    dead(link, reader)


def test_private_page_is_never_shown(desk, reader, lecture, edition):
    link, below = made_link(desk, lecture), made_link(desk, edition, scope="below")
    make_private(now(lecture))
    dead(link, reader)
    assert reader.get(f"{below}sv{lecture.url[3:]}").status_code == 404
    assert "Trygga torg" not in text(reader.get(below))
    answer = desk.post(f"/admin/previews/links/{lecture.pk}/", form())
    assert "privat" in answer.content.decode()
    assert DraftLink.objects.count() == 2


def test_deleted_speaker_venue_and_subject_leave_the_link_whole(desk, reader, edition):
    person, venue, subject = SpeakerFactory(name="Eva Ågren"), VenueFactory(), SubjectFactory()
    lecture = LecturePageFactory(parent=edition, people=[person], venue=venue, subjects=[subject])
    link = made_link(desk, lecture)
    assert "Eva Ågren" in text(reader.get(link))
    for thing in (person, venue, subject):
        delete_anyway(thing)
    with time_machine.travel(timezone.now() + timedelta(seconds=CACHE_SECONDS)):
        assert "Eva Ågren" not in text(reader.get(link))


def test_link_works_after_the_page_has_moved_and_been_renamed(desk, reader, lecture, home):
    edited(lecture, title="Nya torg")
    link = made_link(desk, lecture)
    other = ConferencePageFactory(parent=home, year=2031)
    now(lecture).move(other, pos="last-child")
    publish(lecture, slug="annat")
    html = text(reader.get(link))
    assert ("Nya torg" in html, reader.get(f"{link}sv{now(lecture).url[3:]}").status_code) == (True, 200)


def test_answer_is_kept_by_nobody(desk, reader, lecture):
    answer = reader.get(made_link(desk, lecture))
    told = {name: answer[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
    robots = "noindex, nofollow, noarchive"
    assert told == {"Cache-Control": "private, no-store", "X-Robots-Tag": robots, "Referrer-Policy": "no-referrer"}
    assert (answer.cookies, "unsafe-inline" in answer["Content-Security-Policy"]) == ({}, False)
    assert "/admin" not in answer.content.decode()


def test_signed_in_editor_sees_what_a_reader_sees(desk, reader, lecture):
    link = made_link(desk, lecture)
    assert desk.get(link).content == reader.get(link).content


@pytest.mark.parametrize("who", ["nobody", "visitor", "translator"])
def test_only_editors_of_a_page_can_make_or_revoke_links(client, desk, reader, lecture, who):
    link = made_link(desk, lecture)
    revoke = f"/admin/previews/links/{DraftLink.objects.get().pk}/revoke/"
    if who != "nobody":
        client.force_login(UserFactory(group="Översättare" if who == "translator" else None))
    page_links = f"/admin/previews/links/{lecture.pk}/"
    answers = [client.get(page_links), client.post(page_links, form()), client.post(revoke)]
    # To sign in, or back to the editor's start page; what is sent by nobody is refused with its text still in the form.
    expected = [302, 302 if who == "translator" else 403, 302]
    assert [answer.status_code for answer in answers] == expected
    assert (DraftLink.objects.count(), reader.get(link).status_code) == (1, 200)


def test_form_that_is_sent_twice_makes_one_link(desk, lecture):
    sent = form()
    first = desk.post(f"/admin/previews/links/{lecture.pk}/", sent)
    again = desk.post(f"/admin/previews/links/{lecture.pk}/", sent)
    assert (first.status_code, again.status_code, DraftLink.objects.count()) == (200, 302, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": "91"},
        {"days": "0"},
        {"days": "x"},
        {"days": ""},
        {"scope": "all"},
        {"form_key": "1"},
        {"note": "x" * 201},
    ],
)
def test_wrong_form_makes_no_link(desk, lecture, wrong):
    answer = desk.post(f"/admin/previews/links/{lecture.pk}/", form(**wrong))
    assert (answer.status_code, DraftLink.objects.count()) == (200, 0)


def test_link_opens_for_as_long_as_was_chosen(desk, reader, lecture):
    link = made_link(desk, lecture, days="90")
    with time_machine.travel(timezone.now() + timedelta(days=89, hours=23)):
        assert reader.get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=90, minutes=1)):
        dead(link, reader)


def test_list_tells_when_a_link_was_opened_last(desk, reader, lecture):
    link = made_link(desk, lecture, note="Till Åsa")
    for address in (f"/admin/previews/links/{lecture.pk}/", "/admin/previews/links/"):
        assert ("Till Åsa" in text(desk.get(address)), "Aldrig" in text(desk.get(address))) == (True, True)
    reader.get(link)
    for address in (f"/admin/previews/links/{lecture.pk}/", "/admin/previews/links/"):
        assert "Aldrig" not in text(desk.get(address))
    DraftLink.objects.update(revoked_at=timezone.now())
    assert "Till Åsa" not in text(desk.get("/admin/previews/links/"))
    assert "Till Åsa" in text(desk.get("/admin/previews/links/?alive=all&page=1000000000"))


def test_guesses_are_slowed_and_logged(reader, desk, lecture, caplog):
    link = made_link(desk, lecture)
    codes = [reader.get(f"/utkast/{uuid4()}/").status_code for _ in range(21)]
    assert codes == [410] * 20 + [429]
    assert reader.get(link).status_code == 429  # else guessing would still tell
    assert reader.get(link, HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 200
    assert [record.levelname for record in caplog.records if record.name == "previews"] == ["WARNING"] * 19 + ["ERROR"]
    assert "127.0.0.1" not in caplog.text


@pytest.mark.parametrize("code", ["sv", "en"])
def test_link_takes_few_queries(desk, reader, homes, code):
    edition = ConferencePageFactory(parent=homes["sv"])
    people = [SpeakerFactory(photo=ImageFactory()) for _ in range(6)]
    facts = {"picture": ImageFactory(), "venue": VenueFactory(), "subjects": [SubjectFactory()]}
    lecture = LecturePageFactory(parent=edition, people=people, **facts)
    for number in range(30):
        LecturePageFactory(parent=edition, people=people[:2], title=f"Nummer {number}", live=number % 2 == 0)
    english = translate(edition)
    if code == "en":
        lecture, edition = translate(lecture), english
    counts, kept = {}, {}
    for page, scope in ((lecture, "page"), (lecture, "languages"), (edition, "below")):
        for follows in (None, "on"):
            link = made_link(desk, page, scope=scope, follows=follows)
            reader.get(link)  # pictures are made at the first visit
            DraftLink.objects.update(last_opened_at=None)
            with CaptureQueriesContext(connection) as captured:
                assert reader.get(f"{link}?page=2").status_code == 200  # another page than the one that is kept
            counts[scope, follows] = len(captured)
            with CaptureQueriesContext(connection) as captured:
                assert reader.get(link).status_code == 200
            kept[scope, follows] = len(captured)
    assert max(counts.values()) <= 22, counts
    assert max(kept.values()) <= 8, kept


@pytest.mark.parametrize("is_public", [True, False])
def test_calendar_and_programme_of_a_draft_stay_inside_its_link(desk, reader, homes, is_public):
    edition = ConferencePageFactory(parent=homes["sv"], year=2030)
    facts = {"starts_at": stockholm(2030, 4, 1, 12), "date_precision": "confirmed", "live": is_public}
    lecture = LecturePageFactory(parent=edition, title="Torg", **facts)
    edited(lecture, title="Nya torg")
    for page, scope in ((lecture, "page"), (edition, "below")):
        link = made_link(desk, page, scope=scope, follows="on")
        found = re.findall(r'href="([^"]*(?:\.ics|/program/))"', text(reader.get(link)).partition("<body")[2])
        assert len(found) == (1 if page is lecture else 3)
        for address in found:
            answer = reader.get(address)
            assert address.startswith("/utkast/")
            assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
            assert "Nya torg" in answer.content.decode()
    assert reader.get(f"{made_link(desk, lecture)}sv/2030/kalender.ics").status_code == 404
    assert reader.get(f"{made_link(desk, homes['sv'], scope='below')}sv/sok/").status_code == 404
