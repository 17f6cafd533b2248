"""What staff steer the search with: how it is written, and what the search is told of it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home import clock
from search.curation import cache
from search.curation.cache import all_terms, curation
from search.models import Promotion, Steered, Term
from tests.factories import PromotionFactory, StandardPageFactory, TermFactory
from tests.forms import errors, fields_of, sent
from tests.moments import stockholm

pytestmark = pytest.mark.django_db

SAFETY = {"sv": ["trygghet"], "en": ["safety", "security"]}


# Words


def test_words_are_written_as_lines_with_commas(editor):
    lines = {"words_sv": " trygghet ; Säkerhet,,trygghet", "words_en": "safety, public  safety"}
    answer = sent(editor, reverse("search_words:add"), **lines)
    assert answer.status_code == 302
    term = Term.objects.get()
    assert term.words_by_language() == {"sv": ["trygghet", "Säkerhet"], "en": ["safety", "public safety"]}
    assert str(term) == "trygghet, Säkerhet = safety, public safety"
    address = reverse("search_words:edit", args=[term.pk])
    form = fields_of(editor.get(address).content.decode(), form_id="w-editor-form")
    assert (form["words_sv"], form["words_en"]) == ("trygghet, Säkerhet", "safety, public safety")
    sent(editor, address, words_en="")
    term.refresh_from_db()
    assert term.words_by_language() == {"sv": ["trygghet", "Säkerhet"]}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("", ""), "Skriv minst två ord som betyder samma, med komma emellan."),
        (("trygghet", " "), "Skriv minst två ord som betyder samma, med komma emellan."),
        (("trygghet, Trygghet", ""), "Skriv minst två ord som betyder samma, med komma emellan."),
        (("trygghet, !!!", "safety"), "”!!!” är inget ord."),
        (("x" * 61, "safety"), f"”{'x' * 30} …” är för långt för att vara ett ord eller uttryck."),
        ((", ".join(f"ord{n}" for n in range(90)), ""), "Det blir för långt. Fördela orden på flera rader i listan."),
    ],
)
def test_words_that_cannot_be_are_told_at_the_field(editor, lines, message):
    answer = sent(editor, reverse("search_words:add"), words_sv=lines[0], words_en=lines[1])
    assert errors(answer) == {"words": [message]}
    assert f'value="{lines[0]}"' in answer.text
    assert Term.objects.count() == 0


def test_each_box_has_its_label_and_the_error(editor):
    html = sent(editor, reverse("search_words:add")).text
    for code, language in (("sv", "Svenska"), ("en", "Engelska")):
        assert f'for="id_words_{code}">{language}</label>' in html
    assert html.count('aria-invalid="true"') == 2


def test_words_of_a_language_that_is_gone_are_kept(editor):
    term = TermFactory(words=SAFETY | {"fi": ["turvallisuus"]})
    sent(editor, reverse("search_words:edit", args=[term.pk]), words_sv="trygghet, säkerhet")
    term.refresh_from_db()
    assert term.words == {"sv": ["trygghet", "säkerhet"], "en": ["safety", "security"], "fi": ["turvallisuus"]}


# Choices


def promotion_form(pages):
    rows = {f"pages-{n}-{name}": value for n, page in enumerate(pages) for name, value in row_of(n, page).items()}
    return {"pages-TOTAL_FORMS": str(len(pages)), **rows}


def row_of(place, page):
    return {"page": str(page.pk), "ORDER": str(place + 1), "DELETE": "", "id": ""}


def test_pages_are_chosen_in_order(editor, home):
    pages = [StandardPageFactory(parent=home) for _ in range(5)]
    answer = sent(editor, reverse("search_choices:add"), question="Hitta hit!", **promotion_form(pages[::-1]))
    assert answer.status_code == 302
    assert curation().promoted("hitta   HIT", "sv") == [page.pk for page in pages[::-1]]


@pytest.mark.parametrize("number", [0, 6])
def test_a_choice_has_one_to_five_pages(editor, home, number):
    pages = [StandardPageFactory(parent=home) for _ in range(number)]
    answer = sent(editor, reverse("search_choices:add"), question="Hitta hit", **promotion_form(pages))
    assert (answer.status_code, Promotion.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "Det här fältet är obligatoriskt"),
        ("!?", "Skriv minst ett ord."),
        ("HITTA, hit", "Det finns redan ett val för den frågan. Ändra det."),
    ],
)
def test_impossible_query_of_a_promotion_is_told_at_its_field(editor, home, question, message):
    page = StandardPageFactory(parent=home)
    PromotionFactory(question="Hitta hit", chosen=[page])
    answer = sent(editor, reverse("search_choices:add"), question=question, **promotion_form([page]))
    assert message in errors(answer)["question"][0]


def test_the_same_question_in_the_other_language_is_another(editor, home):
    page = StandardPageFactory(parent=home)
    PromotionFactory(question="program", chosen=[page])
    sent(editor, reverse("search_choices:add"), question="program", language="en", **promotion_form([page]))
    assert Promotion.objects.count() == 2


def test_promotion_applies_to_its_query_and_language_until_it_ends(home):
    page = StandardPageFactory(parent=home)
    PromotionFactory(question="Föreläsning för alla", chosen=[page], valid_until=date(2026, 9, 30))
    said = curation()
    with clock.at(stockholm(2026, 9, 30, 23)):
        asked = ["föreläsning FÖR alla", "forelasning for alla", "föreläsning", "alla för föreläsning", "", "\x00"]
        assert [said.promoted(text, "sv") for text in asked] == [[page.pk], [page.pk], [], [], [], []]
        assert said.promoted("föreläsning för alla", "en") == []
    with clock.at(stockholm(2026, 10, 1, 0, 1)):
        assert said.promoted("föreläsning för alla", "sv") == []


def test_letters_that_are_there_go_before_those_that_are_not(home):
    far, får = [StandardPageFactory(parent=home) for _ in range(2)]
    for question, page in (("far", far), ("får", får)):
        PromotionFactory(question=question, chosen=[page])
    assert [curation().promoted(text, "sv") for text in ("får", "far")] == [[får.pk], [far.pk]]


def test_page_that_is_deleted_leaves_the_choice(home):
    gone, stays = [StandardPageFactory(parent=home) for _ in range(2)]
    PromotionFactory(question="program", chosen=[gone, stays])
    assert curation().promoted("program", "sv") == [gone.pk, stays.pk]
    gone.delete()
    assert curation().promoted("program", "sv") == [stays.pk]


# As the search asks for it


def test_what_has_not_changed_costs_one_query(home):
    TermFactory(words=SAFETY)
    PromotionFactory(question="program", chosen=[StandardPageFactory(parent=home)])
    first = curation()
    with CaptureQueriesContext(connection) as queries:
        again = curation()
    assert (again is first, len(queries)) == (True, 1)
    assert first.terms == all_terms() == [SAFETY]


CHANGES = {
    "added": lambda term, choice: TermFactory(words={"sv": ["kris"], "en": ["crisis"]}),
    "saved": lambda term, choice: term.save(),
    "updated": lambda term, choice: Term.objects.update(words={"sv": ["a", "b"]}),
    "deleted": lambda term, choice: term.delete(),
    "promotion": lambda term, choice: choice.save(),
    "pages": lambda term, choice: choice.pages.all().delete(),
    "raw": lambda term, choice: connection.cursor().execute("DELETE FROM search_term"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(home, change):
    term = TermFactory(words=SAFETY)
    choice = PromotionFactory(question="program", chosen=[StandardPageFactory(parent=home)])
    before = curation().stamp
    CHANGES[change](term, choice)
    now = curation()
    assert now.stamp != before
    assert now.terms == [row.words for row in Term.objects.order_by("pk")]


def test_change_that_is_taken_back_is_not_seen_afterwards():
    TermFactory(words=SAFETY)
    before = curation()
    with transaction.atomic():
        Term.objects.all().delete()
        assert curation().terms == []
        transaction.set_rollback(True)
    assert curation().terms == before.terms == [SAFETY]


def test_terms_are_read_without_a_stamp_row():
    TermFactory(words=SAFETY)
    Steered.objects.all().delete()
    assert [curation().terms, curation().terms] == [[SAFETY], [SAFETY]]
    TermFactory(words={"sv": ["kris"], "en": ["crisis"]})
    assert len(curation().terms) == 2


def test_little_is_kept_in_memory():
    term = TermFactory(words=SAFETY)
    for _ in range(3 * cache.KEPT):
        term.save()
        curation()
    assert len(cache._kept) <= cache.KEPT
    assert str(uuid4()) not in cache._kept
