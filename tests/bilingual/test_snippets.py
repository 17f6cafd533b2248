"""Texts of things: what each was made from, when it is old, what is left to do."""

import pytest
from django.db.models import Min
from django.utils.translation import override
from wagtail.models import Locale

from bilingual.admin.report_rows import snippet_rows
from bilingual.memory import OUTDATED
from bilingual.models import TranslationStatus, Wording
from bilingual.snippets import hold_still_right, original_of, snippet_models
from conference.models import Contact, Organiser, OrganiserText, Venue, VenueText
from lectures.models import Speaker, SpeakerText, Subject
from tests.factories import OrganiserFactory, SpeakerFactory, SubjectFactory, UserFactory, VenueFactory, text_rows

BOTH = {"sv": "Polisen", "en": "The Police"}


def write(snippet, **texts):
    """Change the texts of a snippet, as a form does: write(venue, sv={"name": "Kulturens Hus"})."""
    snippet = type(snippet).objects.get(pk=snippet.pk)
    rows = list(snippet.texts.all())
    for row in rows:
        for name, text in texts.get(row.language, {}).items():
            setattr(row, name, text)
    snippet.texts = rows
    snippet.save()


def row_of(snippet, language="en"):
    return snippet.texts.model.objects.get(snippet=snippet, language=language)


def old(snippet, language="en"):
    row = row_of(snippet, language)
    found = [name for name in row.text_names() if row.memory.find("is_outdated", name)]
    assert bool(old_since(snippet, language)) == bool(found)
    return found


def old_since(snippet, language="en"):
    return row_of(snippet, language).wordings.filter(drift__in=OUTDATED).aggregate(first=Min("since"))["first"]


def agreed(snippet, field):
    return row_of(snippet).memory.find("is_agreed", field)


@pytest.fixture
def venue(db):
    texts = text_rows(
        VenueText, name={"sv": "Kulturens Hus", "en": "House of Culture"}, directions={"sv": "Buss 4", "en": "Bus 4"}
    )
    return VenueFactory(texts=texts)


def test_things_are_found_without_being_named():
    assert set(snippet_models()) == {Contact, Organiser, Venue, Speaker, Subject}


def test_only_the_text_whose_original_has_changed_is_old(venue):
    assert old(venue) == []
    write(venue, sv={"directions": "Buss 5"})
    assert (old(venue), old(venue, "sv")) == (["directions"], [])
    assert agreed(venue, "directions").source_text == "Buss 4"


def test_text_is_old_since_its_original_first_changed(venue):
    write(venue, sv={"directions": "Buss 5"})
    since = old_since(venue)
    write(venue, sv={"directions": "Buss 6", "name": "Kulturhuset"})
    assert old_since(venue) == since
    assert old(venue) == ["name", "directions"]


def test_text_that_was_changed_agrees_anew(venue):
    write(venue, sv={"directions": "Buss 5"})
    write(venue, en={"directions": "Bus 5"})
    assert old(venue) == []
    write(venue, sv={"directions": "Buss 4"})
    assert old(venue) == ["directions"]


def test_texts_changed_together_agree(venue):
    write(venue, sv={"directions": "Buss 5"}, en={"directions": "Bus 5"})
    assert old(venue) == []


def test_original_that_is_put_back_clears_the_mark(venue):
    write(venue, sv={"directions": "Buss 5"})
    write(venue, sv={"directions": "Buss 4"})
    assert old(venue) == []


@pytest.mark.parametrize("unseen", ["Buss  4", " Buss 4 ", "Buss\u00a04"])
def test_what_nobody_sees_is_no_change(venue, unseen):
    write(venue, sv={"directions": unseen})
    assert old(venue) == []


def test_removed_and_added_originals_make_old(venue):
    write(venue, sv={"directions": ""})
    assert old(venue) == ["directions"]
    write(venue, en={"directions": ""})
    assert old(venue) == []
    write(venue, en={"directions": "Bus 4"})
    write(venue, sv={"directions": "Buss 4"})
    assert old(venue) == ["directions"]


def test_empty_translation_is_never_old(venue):
    write(venue, en={"directions": ""})
    write(venue, sv={"directions": "Buss 5"})
    assert old(venue) == []


def test_rows_from_before_agree_as_they_are(venue):
    Wording.objects.all().delete()
    write(venue)
    assert old(venue) == []
    Wording.objects.all().delete()
    write(venue, sv={"name": "Kulturhuset"})
    assert old(venue) == ["name"]


def test_replaced_rows_keep_their_wordings(db):
    organiser = OrganiserFactory(names=BOTH)
    organiser.texts = text_rows(OrganiserText, name=BOTH | {"sv": "Polismyndigheten"})
    organiser.save()
    assert old(organiser) == ["name"]


def test_row_saved_alone_is_noticed(db):
    organiser = OrganiserFactory(names=BOTH)
    row = row_of(organiser, "sv")
    row.name = "Polismyndigheten"
    row.save()
    assert (old(organiser), row_of(organiser, "sv").name) == (["name"], "Polismyndigheten")
    finnish = OrganiserText.objects.create(snippet=organiser, language="fi", name="Poliisi")
    assert (finnish.pk, old(organiser, "fi"), old(organiser)) == (row_of(organiser, "fi").pk, [], ["name"])


def test_source_is_the_first_row_without_the_first_language(db):
    organiser = OrganiserFactory(names={"en": "The Police", "fi": "Poliisi"})
    assert original_of(list(organiser.texts.all())).language == "en"
    write(organiser, en={"name": "Swedish Police"})
    assert (old(organiser, "fi"), old(organiser)) == (["name"], [])
    OrganiserText.objects.create(snippet=organiser, language="sv", name="Polisen")
    assert (old(organiser, "fi"), old(organiser)) == ([], [])
    write(organiser, sv={"name": "Polismyndigheten"})
    assert (old(organiser, "fi"), old(organiser)) == (["name"], ["name"])


def test_still_right_holds_until_the_original_changes_again(venue):
    write(venue, sv={"directions": "Buss 5"})
    row, user = row_of(venue), UserFactory()
    hold_still_right(row, row_of(venue, "sv"), "directions", user)
    row.memory.save()
    assert (old(venue), agreed(venue, "directions").confirmed_by_id) == ([], user.pk)
    write(venue)
    assert agreed(venue, "directions").confirmed_by_id == user.pk
    write(venue, sv={"directions": "Buss 6"})
    assert old(venue) == ["directions"]


def test_saving_the_facts_alone_leaves_the_texts_alone(venue):
    Wording.objects.update(key="kept")
    Venue.objects.get(pk=venue.pk).save()
    assert set(Wording.objects.values_list("key", flat=True)) == {"kept"}


# The translation report


def todo(language="en"):
    with override("sv"):
        rows = snippet_rows(Locale.objects.get(language_code=language))
        return [(row.kind, row.title, row.status, row.names) for row in rows]


def test_report_names_what_is_missing_and_what_is_old(venue):
    organiser = OrganiserFactory(names={"sv": "Polisen"})
    speaker = SpeakerFactory(
        name="Kim Exempel", texts=text_rows(SpeakerText, title={"sv": "Forskare"}, about={"sv": "Om Kim."})
    )
    SpeakerFactory(name="Ingen Text")
    write(venue, sv={"directions": "Buss 5"})
    assert sorted(todo()) == [
        ("Arrangör", "Polisen", TranslationStatus.MISSING, ()),
        ("Plats", "Kulturens Hus", TranslationStatus.OLD, ("Vägbeskrivning",)),
        ("Talare", "Kim Exempel (Forskare)", TranslationStatus.MISSING, ()),
    ]
    assert todo("sv") == []
    since = {row.snippet: row.since for row in snippet_rows(Locale.objects.get(language_code="en"))}
    assert since == {organiser: None, speaker: None, venue: old_since(venue)}


def test_report_misses_the_first_language_too(db):
    OrganiserFactory(names={"en": "The Police"})
    assert todo("sv") == [("Arrangör", "The Police", TranslationStatus.MISSING, ())]


def test_row_without_words_is_missing(db):
    SpeakerFactory(name="Kim", texts=text_rows(SpeakerText, title={"sv": "Forskare", "en": ""}))
    assert [status for _kind, _label, status, _fields in todo()] == [TranslationStatus.MISSING]


def test_report_leads_to_the_form(admin_client, venue):
    write(venue, sv={"name": "Kulturhuset"})
    (row,) = snippet_rows(Locale.objects.get(language_code="en"))
    assert admin_client.get(row.url).status_code == 200


def test_report_asks_once_for_each_kind(db, django_assert_num_queries):
    english = Locale.objects.get(language_code="en")
    for number in range(3):
        OrganiserFactory(names={"sv": f"Arrangör {number}"})
        SubjectFactory(names={"sv": f"Ämne {number}"})
        write(VenueFactory(names={"sv": f"Lokal {number}", "en": f"Venue {number}"}), sv={"name": f"Hus {number}"})
    with django_assert_num_queries(len(snippet_models())):
        found = [(row.title, row.kind, row.url, row.status, row.since, row.names) for row in snippet_rows(english)]
    assert len(found) == 9
