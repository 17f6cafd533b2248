"""The one form of a snippet: what has changed beside each text, what is still to be translated, who may change what."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, ModelLogEntry

from bilingual.admin.snippets import still_right_url
from conference.models import Contact, Venue, VenueText
from lectures.models import LecturePage, Speaker, SpeakerText, Subject
from search.curation.relevance_checks import Changes
from tests.bilingual.test_snippets import old, old_since, row_of, write
from tests.factories import (
    ContactFactory,
    LecturePageFactory,
    OrganiserFactory,
    SpeakerFactory,
    UserFactory,
    VenueFactory,
    text_rows,
)
from tests.forms import fields_of

SAME = (
    "Det här är ordagrant texten på svenska. Översätt den, lämna fältet tomt eller kryssa i ”Samma på båda språken” i "
    "raden."
)


@pytest.fixture
def venue(db):
    texts = text_rows(
        VenueText,
        name={"sv": "Kulturens Hus", "en": "House of Culture"},
        directions={"sv": "Buss 4 <b>", "en": "Bus 4"},
    )
    return VenueFactory(texts=texts, locality="Luleå")


@pytest.fixture
def translator(client, homes):
    """A browser of somebody who writes English only."""
    client.force_login(UserFactory(group="Översättare", first_name="Tove", last_name="Tolk"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    return client


def form_address(snippet, view="edit"):
    return reverse(type(snippet).snippet_viewset.get_url_name(view), args=[snippet.pk] if snippet.pk else [])


def read(client, snippet):
    return client.get(form_address(snippet)).content.decode()


def send(client, snippet, **changes):
    """Fill in the form as it was read, and save. `texts_1_name` stands for `texts-1-name`."""
    html = client.get(form_address(snippet, "edit" if snippet.pk else "add")).content.decode()
    form = fields_of(html, form_id="w-editor-form")
    for name, value in changes.items():
        form[name.replace("_", "-", 2) if name.startswith("texts_") else name] = value
    return client.post(form_address(snippet, "edit" if snippet.pk else "add"), form)


def row_errors(response, number=1):
    return dict(response.context["form"].formsets["texts"].forms[number].errors)


def texts(snippet, field="name"):
    return dict(snippet.texts.model.objects.filter(snippet=snippet).values_list("language", field))


def new_row(number, language, **fields):
    names = {"language": language, "id": "", "DELETE": ""} | fields
    return {"texts-TOTAL_FORMS": str(number + 1)} | {f"texts_{number}_{name}": text for name, text in names.items()}


# Drift in the form


def test_changed_original_is_marked_at_the_field_with_its_words(editor, venue):
    assert "text-note" not in read(editor, venue)
    assert send(editor, venue, texts_0_directions="Buss 5 <b>").status_code == 302
    assert old(venue) == ["directions"]
    html = read(editor, venue)
    assert "Texten på svenska ändrades den" in html
    assert '<del><span class="w-sr-only">borttaget: </span>4</del>' in html
    assert '<ins><span class="w-sr-only">tillagt: </span>5</ins> &lt;b&gt;' in html
    assert html.count("text-note--old") == 1


def test_words_that_an_empty_original_gets_are_marked(editor, venue):
    write(venue, sv={"directions": ""}, en={"directions": "Bus 9"})
    write(venue, sv={"directions": "Buss 9"})
    assert '<ins><span class="w-sr-only">tillagt: </span>Buss 9</ins>' in read(editor, venue)


def test_texts_changed_in_one_form_agree(editor, venue):
    send(editor, venue, texts_0_directions="Buss 5", texts_1_directions="Bus 5")
    assert (old(venue), texts(venue, "directions")) == ([], {"sv": "Buss 5", "en": "Bus 5"})


def test_still_right_clears_the_mark_and_says_who(translator, venue):
    write(venue, sv={"directions": "Buss 5"})
    address = still_right_url(row_of(venue), row_of(venue, "sv"), "directions")
    assert address in read(translator, venue)
    response = translator.post(address, follow=True)
    assert response.redirect_chain == [(form_address(venue), 302)]
    assert (old(venue), old_since(venue)) == ([], None)
    html = response.content.decode()
    assert "Tove Tolk sade den" in html
    assert "text-note--old" not in html
    assert ModelLogEntry.objects.get().action == "bilingual.still_right"


def test_still_right_is_said_of_the_words_that_were_seen(translator, venue):
    write(venue, sv={"directions": "Buss 5"})
    address = still_right_url(row_of(venue), row_of(venue, "sv"), "directions")
    write(venue, sv={"directions": "Buss 6"})
    response = translator.post(address, follow=True)
    assert old(venue) == ["directions"]
    assert "har ändrats en gång till" in response.content.decode()


def test_still_right_of_an_original_that_is_gone(translator, venue):
    write(venue, sv={"directions": ""})
    translator.post(still_right_url(row_of(venue), row_of(venue, "sv"), "directions"))
    assert old(venue) == []


def test_confirming_needs_the_right_to_write_the_language(client, homes, venue):
    write(venue, sv={"directions": "Buss 5"})
    address = still_right_url(row_of(venue), row_of(venue, "sv"), "directions")
    outsider = UserFactory(group="Översättare")
    GroupPagePermission.objects.filter(group__name="Översättare").update(page=homes["sv"])
    for user in (UserFactory(group="Granskare"), outsider):
        client.force_login(user)
        assert client.post(address).status_code == 302  # Wagtail leads back with a message
        assert old(venue) == ["directions"]
    client.logout()
    assert client.post(address)["Location"].startswith("/admin/login/")
    assert old(venue) == ["directions"]


def test_still_right_takes_no_other_question(editor, venue):
    row, original = row_of(venue), row_of(venue, "sv")
    right = still_right_url(row, original, "directions")
    assert editor.get(right).status_code == 405
    for part, wrong in [
        ("venuetext", "organisertext"),
        ("conference.venuetext", "wagtailcore.page"),
        ("conference.venuetext", "x"),
        (f"/{row.pk}/", "/999999999/"),
        (f"/{row.pk}/", "/99999999999999999999999/"),
        (f"/{row.pk}/", f"/{original.pk}/"),
        ("/directions/", "/language/"),
        ("/directions/", "/snippet/"),
    ]:
        assert editor.post(right.replace(part, wrong)).status_code == 404, (part, wrong)


# Not yet translated


def test_text_that_is_the_originals_is_stopped_at_its_field(editor, venue):
    response = send(editor, venue, texts_1_name="Kulturens  Hus", texts_1_directions="Bus 5")
    assert row_errors(response) == {"name": [SAME]}
    assert texts(venue) == {"sv": "Kulturens Hus", "en": "House of Culture"}
    assert "Bus 5" in response.content.decode()  # nothing typed is lost


def test_name_may_be_the_same_when_it_is_said(editor, venue):
    assert send(editor, venue, texts_1_name="Kulturens Hus", texts_1_same_as_original="on").status_code == 302
    assert texts(venue) == {"sv": "Kulturens Hus", "en": "Kulturens Hus"}
    assert row_of(venue).same_as_original


def test_tick_is_taken_away_again(editor, venue):
    VenueText.objects.filter(language="en").update(same_as_original=True)
    form = fields_of(read(editor, venue), form_id="w-editor-form")
    del form["texts-1-same_as_original"]
    assert "texts-0-same_as_original" not in form  # the same as what?
    assert editor.post(form_address(venue), form).status_code == 302
    assert not row_of(venue).same_as_original


def test_new_row_is_held_to_the_same_rule(editor, db):
    organiser = OrganiserFactory(names={"sv": "Polisen"})
    assert row_errors(send(editor, organiser, **new_row(1, "en", name="Polisen"))) == {"name": [SAME]}
    assert send(editor, organiser, **new_row(1, "en", name="The Police")).status_code == 302
    assert texts(organiser) == {"sv": "Polisen", "en": "The Police"}


@pytest.mark.parametrize("text", ["", "2026", "–"])
def test_text_without_words_is_no_untranslated_text(editor, venue, text):
    assert send(editor, venue, texts_0_directions=text, texts_1_directions=text).status_code == 302


def test_missing_row_is_asked_for_kindly(editor, venue):
    response = send(editor, venue, texts_0_DELETE="on", texts_1_DELETE="on")
    assert response.context["form"].formsets["texts"].non_form_errors() == ["Skriv åtminstone det svenska namnet."]


def test_new_thing_is_made_with_both_texts(editor, db):
    names = new_row(1, "en", name="Trust") | {"texts_0_name": "Tillit", "texts_0_language": "sv"}
    assert send(editor, Subject(), **names).status_code == 302
    subject = Subject.objects.get()
    assert (texts(subject), old(subject), subject.slug) == ({"sv": "Tillit", "en": "Trust"}, [], "tillit")


# Two people at once


def test_what_somebody_else_has_written_meanwhile_stays(editor, venue):
    html = read(editor, venue)
    form = fields_of(html, form_id="w-editor-form")
    write(venue, sv={"directions": "Buss 5"}, en={"name": "Culture House"})
    form["texts-1-directions"] = "Bus 44"
    form["texts-0-name"] = ""
    html = editor.post(form_address(venue), form).content.decode()  # sent back once with an error
    form = fields_of(html, form_id="w-editor-form")
    form["texts-0-name"] = "Kulturens Hus"
    assert editor.post(form_address(venue), form).status_code == 302
    assert texts(venue, "directions") == {"sv": "Buss 5", "en": "Bus 44"}
    assert texts(venue) == {"sv": "Kulturens Hus", "en": "Culture House"}


def test_form_without_what_was_seen_is_taken_as_it_is(editor, venue):
    form = fields_of(read(editor, venue), form_id="w-editor-form")
    for name in [name for name in form if name.startswith("initial-")]:
        del form[name]
    form["texts-1-directions"] = ""
    assert editor.post(form_address(venue), form).status_code == 302
    assert texts(venue, "directions")["en"] == ""


# Who may what


def test_translator_changes_texts_of_one_language(translator, venue):
    assert send(translator, venue, texts_1_name="Culture House").status_code == 302
    assert texts(venue) == {"sv": "Kulturens Hus", "en": "Culture House"}
    assert Venue.objects.get(pk=venue.pk).locality == "Luleå"


def test_translator_reads_the_rest(translator, venue):
    html = read(translator, venue)
    form = fields_of(html, form_id="w-editor-form")
    typed = {name for name in form if "__prefix__" not in name and not name.startswith("initial-")}
    assert {"texts-1-name", "texts-1-directions"} <= typed
    assert not typed & {"locality", "map_url", "texts-0-name", "texts-0-directions", "texts-0-same_as_original"}
    shown = html.split("w-field__textoutput")
    assert any("Luleå" in part[:400] for part in shown[1:])
    assert any("Buss 4 &lt;b&gt;" in part[:400] for part in shown[1:])


@pytest.mark.parametrize(
    "changes",
    [
        {"locality": "Kiruna", "street_address": "Storgatan 1"},
        {"texts_0_name": "Mitt hus", "texts_0_directions": "Gå"},
        {"texts_0_language": "en"},
        {"texts_1_language": "sv"},
        {"texts_0_DELETE": "on"},
        {"texts_0_id": "", "texts_0_name": "Annat", "texts_0_language": "sv"},
        new_row(2, "sv", name="Annat", directions=""),
        new_row(2, "fi", name="Talo", directions=""),
    ],
)
def test_translator_changes_nothing_else_by_hand(translator, venue, changes):
    fields = ["language", "name", "directions", "same_as_original", "pk"]
    before = list(VenueText.objects.order_by("pk").values_list(*fields)), list(Venue.objects.values())
    send(translator, venue, **changes)
    assert (list(VenueText.objects.order_by("pk").values_list(*fields)), list(Venue.objects.values())) == before


def test_translator_starts_a_language_and_removes_it(translator, db):
    organiser = OrganiserFactory(names={"sv": "Polisen"})
    assert send(translator, organiser, **new_row(1, "en", name="The Police")).status_code == 302
    assert texts(organiser) == {"sv": "Polisen", "en": "The Police"}
    assert send(translator, organiser, texts_1_DELETE="on").status_code == 302
    assert texts(organiser) == {"sv": "Polisen"}


def test_translator_is_told_why_a_row_stays(translator, venue):
    response = send(translator, venue, texts_0_DELETE="on")
    assert list(row_errors(response, 0)["__all__"]) == ["De här texterna kan bara den ta bort som får ändra dem."]


def test_translator_is_not_stopped_by_what_is_wrong_with_facts(translator, db):
    contact = ContactFactory(names={"sv": "Kansliet", "en": "Office"})
    Contact.objects.update(email="", phone="")
    assert send(translator, contact, texts_1_name="The office").status_code == 302
    assert texts(contact)["en"] == "The office"


def test_translator_sees_but_cannot_confirm_other_languages(client, homes, venue):
    write(venue, sv={"name": "Kulturhuset"})
    GroupPagePermission.objects.filter(group__name="Översättare").update(page=homes["sv"])
    client.force_login(UserFactory(group="Översättare"))
    html = read(client, venue)
    assert "text-note--old" in html
    assert still_right_url(row_of(venue), row_of(venue, "sv"), "name") not in html


def test_names_of_speakers_are_facts(translator):
    speaker = SpeakerFactory(name="Kim Exempel", texts=text_rows(SpeakerText, title={"sv": "Forskare", "en": ""}))
    send(translator, speaker, name="Någon Annan", slug="annan", texts_1_title="Researcher")
    speaker = Speaker.objects.get(pk=speaker.pk)
    assert (speaker.name, speaker.slug, texts(speaker, "title")["en"]) == ("Kim Exempel", "kim-exempel", "Researcher")


def test_editor_changes_facts_and_texts(editor, venue):
    assert send(editor, venue, locality="Kiruna", texts_0_name="Stadshuset", texts_1_DELETE="on").status_code == 302
    assert (Venue.objects.get(pk=venue.pk).locality, texts(venue)) == ("Kiruna", {"sv": "Stadshuset"})


def test_form_costs_the_same_with_marks_and_names(editor, venue, django_assert_max_num_queries):
    write(venue, sv={"directions": "Buss 5", "name": "Kulturhuset"})
    read(editor, venue)
    with django_assert_max_num_queries(25):
        read(editor, venue)


def test_renamed_speaker_is_found_by_the_new_name_at_once(edition, django_capture_on_commit_callbacks):
    speaker, other = SpeakerFactory(name="Kim Exempel"), SpeakerFactory(name="Bo Annan")
    lectures = [LecturePageFactory(parent=edition, people=[speaker]) for _ in range(2)]
    LecturePageFactory(parent=edition, people=[other])
    speaker.name = "Alva Nyhlén"
    with django_capture_on_commit_callbacks(execute=True):
        speaker.save()
    assert set(LecturePage.objects.search("Nyhlén")) == set(lectures)
    assert list(LecturePage.objects.search("Exempel")) == []
    with django_capture_on_commit_callbacks() as callbacks:
        speaker.save()
    assert [one for one in callbacks if not isinstance(one, Changes)] == []  # the must-finds are looked at after each
