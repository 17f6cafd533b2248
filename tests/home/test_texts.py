"""Things with one row each and texts per language."""

import pytest
from django.db.models import Count
from django.utils.translation import override

from conference.models import Organiser, Venue, VenueText
from home.snippets.texts import ordered_snippets
from lectures.models import Subject
from tests.factories import OrganiserFactory, SpeakerFactory, VenueFactory, delete_anyway, text_rows

BOTH = {"sv": "Polisen", "en": "The Police"}


@pytest.mark.parametrize(
    ("names", "language", "name", "lang"),
    [
        (BOTH, "sv", "Polisen", ""),
        (BOTH, "en", "The Police", ""),
        ({"sv": "Polisen"}, "en", "Polisen", "sv"),
        ({"en": "The Police"}, "sv", "The Police", "en"),
        ({"sv": "Polisen", "en": ""}, "en", "Polisen", "sv"),
        ({"en": "The Police", "sv": "Polisen"}, "fi", "Polisen", "sv"),
        ({}, "sv", "", ""),
    ],
)
def test_text_is_in_the_pages_language_or_marked(db, names, language, name, lang):
    pk = OrganiserFactory(names=names).pk
    with override(language):
        said = Organiser.objects.get(pk=pk).said("name")
        assert (said, said.lang) == (name, lang)


def test_text_falls_back_field_by_field(db):
    texts = text_rows(VenueText, name={"sv": "Kulturens Hus", "en": "House of Culture"}, directions={"sv": "Buss 4"})
    venue = Venue.objects.get(pk=VenueFactory(texts=texts).pk)
    with override("en"):
        assert (venue.said("name"), venue.said("name").lang) == ("House of Culture", "")
        assert (venue.said("directions"), venue.said("directions").lang) == ("Buss 4", "sv")


def test_text_of_an_unsaved_thing_is_said():
    with override("en"):
        organiser = Organiser(texts=text_rows(Organiser.texts.rel.related_model, name=BOTH))
        assert organiser.said("name") == "The Police"


def test_thing_says_changed_texts_after_it_is_saved(db):
    organiser = Organiser.objects.get(pk=OrganiserFactory(names={"sv": "Polisen"}).pk)
    organiser.texts = text_rows(Organiser.texts.rel.related_model, name={"sv": "Polismyndigheten"})
    organiser.save()
    with override("sv"):
        assert str(organiser) == str(Organiser.objects.get(pk=organiser.pk)) == "Polismyndigheten"


def test_thing_without_any_text_has_a_name_in_lists(db):
    assert str(OrganiserFactory(names={})) == "–"


def test_things_are_fetched_with_their_texts_in_one_query(db, django_assert_num_queries):
    for number in range(3):
        OrganiserFactory(names={"sv": f"Arrangör {number}", "en": f"Organiser {number}"})
    with django_assert_num_queries(1), override("en"):
        said = [organiser.said("name") for organiser in Organiser.objects.order_by("pk")]
    assert said == ["Organiser 0", "Organiser 1", "Organiser 2"]


def test_ordered_things_pass_over_what_is_gone(edition):
    from conference.models import EditionOrganiser

    first, gone, last = (OrganiserFactory() for _ in range(3))
    for order, organiser in enumerate([first, gone, last]):
        EditionOrganiser.objects.create(page=edition, organiser=organiser, sort_order=order)
    delete_anyway(gone)
    assert ordered_snippets(edition.organisers.all(), "organiser") == [first, last]


def test_two_people_with_one_name_get_two_addresses(db):
    slugs = [SpeakerFactory(name="Åsa Öberg").slug for _ in range(3)]
    assert slugs == ["asa-oberg", "asa-oberg-2", "asa-oberg-3"]


def test_name_without_latin_letters_gets_an_address(db):
    assert [SpeakerFactory(name=name).slug for name in ("李明", "李明", "–")] == ["liming", "liming-2", "speaker"]


def test_counts_group_by_key_and_not_by_text():
    counted = str(Subject.objects.annotate(count=Count("lectures")).query)
    assert counted.rpartition(" GROUP BY ")[2] == '"lectures_subject"."id"'
