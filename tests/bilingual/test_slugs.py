"""Addresses made of names and titles in any script, the same for pages, speakers and subjects."""

import pytest
from django.urls import reverse

from bilingual.slugs import slug_of
from home.models import StandardPage
from lectures.models import Subject
from tests.factories import SpeakerFactory, StandardPageFactory, SubjectFactory

WRITTEN = {
    "Søren Ærø": "soren-aero",
    "Ŋorná Áŋŋel Đuro Ŧuvva": "ngorna-angngel-duro-tuvva",
    "Žanna Čahca Šaddu": "zanna-cahca-saddu",
    "Þórður Æðarson": "thordur-aedarson",
    "Łukasz Żółć": "lukasz-zolc",
    "Straße": "strasse",
    "Åsa Öberg & Märta": "asa-oberg-marta",
    "Åsa": "asa",
    "Привет мир": "privet-mir",
    "مرحبا بالعالم": "mrhb-bllm",
    "Trygghet – hur då?": "trygghet-hur-da",
}


@pytest.mark.parametrize(("text", "slug"), WRITTEN.items(), ids=WRITTEN.values())
def test_same_word_is_made_everywhere(edition, text, slug):
    assert slug_of(text) == slug
    assert edition.add_child(instance=StandardPage(title=text)).slug == slug
    assert SpeakerFactory(name=text).slug == slug
    assert SubjectFactory(names={"sv": text}).slug == slug


@pytest.mark.parametrize("text", ["!!!", "…", "—"])
def test_text_without_letters_gets_an_address_too(edition, text):
    pages = [StandardPageFactory(parent=edition, title=text) for _ in range(2)]
    assert [page.slug for page in pages] == ["standardpage", "standardpage-2"]
    assert [SpeakerFactory(name=text).slug for _ in range(2)] == ["speaker", "speaker-2"]
    assert SubjectFactory(names={"sv": text}).slug == "subject"
    assert Subject.objects.count() == 1


def test_form_without_an_address_makes_one_of_the_title(editor, edition):
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", edition.pk])
    data = {
        "title": "مرحبا بالعالم",
        "slug": "",
        "lead": "",
        "body-count": "0",
        "seo_title": "",
        "search_description": "",
    }
    data |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    editor.post(address, data)
    assert StandardPage.objects.get().slug == "mrhb-bllm"
