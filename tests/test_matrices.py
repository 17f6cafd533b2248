"""What must hold for every page type, block and list: these grow by themselves when one is added."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from conference.models import ConferencePage
from home import clock
from home.models import HomePage, SiteImage
from home.pages import SitePage
from tests.factories import (
    ConferencePageFactory,
    ContactFactory,
    ImageFactory,
    LectureArchivePageFactory,
    LecturePageFactory,
    OrganiserFactory,
    SpeakerFactory,
    StandardPageFactory,
    SubjectFactory,
    VenueFactory,
    give_contact,
    give_organiser,
    translate,
)
from tests.forms import filled_form
from tests.moments import stockholm
from tests.prepared import prepared

LANGUAGES = ["sv", "en"]
PAGE_TYPES = sorted(
    (model for model in apps.get_models() if issubclass(model, SitePage)), key=lambda model: model.__name__
)
MAX_QUERIES = 12
# The search asks for each kind of thing that it finds, for the names of what narrows it, for what is new in its index
# and what staff have said, and counts the question.
MAX_QUERIES_OF_SEARCH = 20

# Where a page of each type may lie, and what may lie under it.
PLACES = {
    "HomePage": ({"Page"}, {"ConferencePage", "LectureArchivePage", "StandardPage"}),
    "ConferencePage": ({"HomePage"}, {"LecturePage", "StandardPage"}),
    "LecturePage": ({"ConferencePage"}, set()),
    "LectureArchivePage": ({"HomePage"}, set()),
    "StandardPage": ({"HomePage", "ConferencePage"}, set()),
}


def lies_under_edition(model: type) -> bool:
    return PLACES[model.__name__][0] == {"ConferencePage"}


# How to make a page of each type under the start page of a language.
MAKERS = {
    "HomePage": lambda home: home,
    "ConferencePage": lambda home: ConferencePageFactory(parent=home),
    "LecturePage": lambda home: LecturePageFactory(parent=ConferencePageFactory(parent=home)),
    "LectureArchivePage": lambda home: LectureArchivePageFactory(parent=home),
    "StandardPage": lambda home: StandardPageFactory(parent=home),
}
# Fields whose label says all that an editor needs; every other field has a help text.
CHOICE, CHOOSER, NAMED = "the choices say it", "one is picked from a list", "an address has these parts"
SELF_EXPLAINING = {
    "ConferencePage.body": "each block says what it is for",
    "ConferencePage.ends_on": "stands under “date”, beside the first day",
    "ConferencePage.form": CHOICE,
    "ConferencePage.starts_on": "stands under “date”, whose precision explains it",
    "ConferencePage.status": CHOICE,
    "ConferencePage.venue": CHOOSER,
    "Contact.email": "an e-mail address",
    "Contact.organiser": CHOOSER,
    "ContactText.language": CHOICE,
    "EditionContact.contact": CHOOSER,
    "EditionOrganiser.organiser": CHOOSER,
    "LectureArchivePage.lead": "as on every page",
    "LectureDocument.document": CHOOSER,
    "LecturePage.form": CHOICE,
    "LecturePage.kind": CHOICE,
    "LecturePage.room": "stands beside the venue",
    "LecturePage.spoken_language": CHOICE,
    "LecturePage.status": CHOICE,
    "LecturePage.subjects": "boxes to tick",
    "LecturePage.venue": CHOOSER,
    "LectureSpeaker.role": CHOICE,
    "LectureSpeaker.speaker": CHOOSER,
    "Organiser.logo": CHOOSER,
    "Organiser.website": "an address",
    "OrganiserText.language": CHOICE,
    "SiteLink.place": CHOICE,
    "Speaker.photo": CHOOSER,
    "SpeakerText.language": CHOICE,
    "StandardPage.body": "each block says what it is for",
    "SubjectText.language": CHOICE,
    "Venue.locality": NAMED,
    "Venue.postal_code": NAMED,
    "Venue.street_address": NAMED,
    "VenueText.language": CHOICE,
}


def names(page_types):
    return {model.__name__ for model in page_types}


def test_every_page_type_is_in_the_matrices():
    assert set(PLACES) == names(PAGE_TYPES), "say in PLACES where it may lie"
    assert set(MAKERS) == names(PAGE_TYPES), "say in MAKERS how it is made"
    assert [
        model.__name__ for model in apps.get_models() if issubclass(model, Page) and model not in (Page, *PAGE_TYPES)
    ] == []


def test_pages_can_be_made_only_where_they_belong():
    allowed = {
        model.__name__: (names(model.allowed_parent_page_models()), names(model.allowed_subpage_models()))
        for model in PAGE_TYPES
    }
    assert allowed == PLACES
    assert {model.__name__: model.is_creatable for model in PAGE_TYPES} == dict.fromkeys(PLACES, True)


def test_editor_is_offered_only_what_belongs_there(editor, homes):
    parents = {maker: MAKERS[maker](homes["sv"]) for maker in MAKERS}
    for parent_type, parent in parents.items():
        for model in PAGE_TYPES:
            address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
            response = editor.get(address)
            offered = response.status_code == 200 and "form" in (response.context or {})
            one_is_enough = model.__name__ == "LectureArchivePage"  # there is one already
            assert offered == (model.__name__ in PLACES[parent_type][1] and not one_is_enough), (parent_type, model)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_type_says_what_it_is_for(model):
    for language in LANGUAGES:
        with override(language):
            assert len(str(model.page_description)) > 20
            assert str(model._meta.verbose_name) != model._meta.model_name or language == "en"
    with override("sv"):
        swedish = str(model.page_description)
    with override("en"):
        assert str(model.page_description) != swedish, "not in Swedish: see locale/sv, then `make messages`"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_renders_live(client, homes, model, code):
    page = MAKERS[model.__name__](homes[code])
    response = client.get(page.url)
    html = response.content.decode()
    assert response.context["page"].pk == page.pk
    assert (html.count("<h1"), f'<html lang="{code}">' in html, page.title in html) == (1, True, True)
    assert (">Skip to content<" in html) == (code == "en")


def blank(page):
    """Empty every field that an editor can leave empty in a draft: all text, all relations, all moments."""
    for field in page._meta.concrete_fields:
        own = field.model in PAGE_TYPES or field.model._meta.abstract
        if not own and field.name not in ("title", "draft_title", "seo_title", "search_description"):
            continue
        if field.primary_key or field.choices:
            continue
        if isinstance(field, StreamField):
            setattr(page, field.name, [])
        elif field.null:
            setattr(page, field.attname, None)
        elif isinstance(field, (models.CharField, models.TextField)):
            setattr(page, field.attname, "")
    for relation in page._meta.related_objects:
        if hasattr(relation, "get_accessor_name") and relation.get_accessor_name() in (
            "speakers",
            "documents",
            "links",
        ):
            setattr(page, relation.get_accessor_name(), [])
    return page


def previews(page):
    """The page as it is previewed in each of its modes."""
    for mode, _label in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        assert response.status_code == 200
        yield response.content.decode()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_previews_with_every_field_blank(homes, model, code):
    page = MAKERS[model.__name__](homes[code])
    Page.objects.filter(pk=page.pk).update(live=model.__name__ == "HomePage")
    with override("sv" if code == "en" else "en"):  # the editor's own language is another
        shown = list(previews(blank(model.objects.get(pk=page.pk))))
    assert shown
    for html in shown:
        assert (html.count("<h1"), f'<html lang="{code}">' in html) == (1, True)
        assert (">Skip to content<" in html) == (code == "en")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "model", [model for model in PAGE_TYPES if model is not HomePage], ids=lambda model: model.__name__
)
def test_page_previews_before_it_has_ever_been_saved(editor, homes, model, code):
    parent = ConferencePageFactory(parent=homes[code]) if lies_under_edition(model) else homes[code]
    where = [model._meta.app_label, model._meta.model_name, parent.pk]
    html = editor.get(reverse("wagtailadmin_pages:add", args=where)).content
    form = filled_form(html, title="Titel")
    address = reverse("wagtailadmin_pages:preview_on_add", args=where)
    assert editor.post(address, form).json() == {"is_valid": True, "is_available": True}
    for mode, _label in model().preview_modes:
        html = editor.get(address, {"mode": mode}).content.decode()
        assert (html.count("<h1"), f'<html lang="{code}">' in html) == (1, True)
        assert (">Skip to content<" in html) == (code == "en")


def stream_blocks(block=None, found=None):
    """Every block that an editor can choose in any body, by the class of its stream and its name there."""
    if block is None:
        found = {}
        for model in PAGE_TYPES:
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    stream_blocks(field.stream_block, found)
        return found
    children = getattr(block, "child_blocks", {})
    for name, child in children.items():
        if isinstance(block, StreamBlock):
            found[f"{type(block).__name__}.{name}"] = child
        stream_blocks(child, found)
    if hasattr(block, "child_block"):
        stream_blocks(block.child_block, found)
    return found


BLOCKS = stream_blocks()


@pytest.fixture
@prepared
def full_edition(homes):
    """An English edition with something for every block to show."""
    edition = ConferencePageFactory(parent=homes["en"])
    LecturePageFactory(parent=edition)
    give_organiser(edition, OrganiserFactory())
    give_contact(edition, ContactFactory())
    return edition


def test_every_kind_of_block_is_found():
    assert {name.partition(".")[2] for name in BLOCKS} == {
        "text",
        "image",
        "quote",
        "facts_box",
        "accordion",
        "call_to_action",
        "documents",
        "film",
        "section",
        "lecture_list",
        "organisers",
        "contacts",
    }


@pytest.mark.parametrize("name", BLOCKS)
def test_block_renders_its_preview_value(full_edition, rf, name):
    block = BLOCKS[name]
    value = block.normalize(block.get_preview_value())
    with override("en"):
        context = full_edition.get_context(rf.get(full_edition.url))
        for level in (2, 3):
            html = block.render(value, context=context | {"heading_level": level})
            assert html.strip() or name.endswith(".image")  # a picture cannot be made up
            assert f"<h{level}" in html or "<h" not in html or name.endswith(".section")
            block.render(value, context={"heading_level": level})  # alone, as the editor's list of blocks shows it


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_explained_to_the_editor(editor, name):
    block = BLOCKS[name]
    assert block.meta.icon in icon_names() - {"placeholder"}
    assert block.meta.template.startswith("blocks/")
    assert str(block.meta.group)
    with override("en"):
        english = str(block.meta.description)
    with override("sv"):
        assert len(english) > 15
        assert str(block.meta.description) != english
    assert hasattr(block.meta, "preview_value")
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200


def icon_names():
    """The icons that the editor's pages have."""
    paths = []
    for hook in hooks.get_hooks("register_icons"):
        paths = hook(paths)
    return {path.removeprefix("wagtailadmin/icons/").removesuffix(".svg") for path in paths}


def field_panels(panel):
    """Every field panel in a form, the forms of its rows included."""
    if isinstance(panel, FieldPanel):
        yield panel
    for child in getattr(panel, "children", []):
        yield from field_panels(child)
    if hasattr(panel, "child_edit_handler"):
        yield from field_panels(panel.child_edit_handler)


def model_viewsets():
    """The views of what editors write that is neither page nor snippet, by model."""
    made = [make() for make in hooks.get_hooks("register_admin_viewset")]
    for viewset in [each for one in made for each in (one if isinstance(one, list) else [one])]:
        for part in getattr(viewset, "registerables", [viewset]):
            if isinstance(part, ModelViewSet) and not part.model.__module__.startswith(("wagtail.", "django.")):
                yield part.model, part


OTHERS = dict(model_viewsets())
WITH_FORMS = [*PAGE_TYPES, *get_snippet_models(), *OTHERS]


def form_of(model):
    if issubclass(model, Page):
        return model.get_edit_handler()
    return OTHERS.get(model, getattr(model, "snippet_viewset", None)).get_edit_handler()


def test_forms_of_settings_and_files_are_found():
    assert {model.__name__ for model in OTHERS} == {"MustFind", "Promotion", "Term"}


@pytest.mark.parametrize("model", WITH_FORMS, ids=lambda model: model.__name__)
def test_every_field_of_a_form_tells_what_to_write(model):
    silent = set()
    for panel in field_panels(form_of(model)):
        if panel.model.__module__.startswith("wagtail."):
            continue
        field = panel.model._meta.get_field(panel.field_name)
        if field.model.__module__.startswith("wagtail."):
            continue
        if not (panel.help_text or field.help_text):
            silent.add(f"{panel.model.__name__}.{panel.field_name}")
    assert silent - set(SELF_EXPLAINING) == set(), "give it a help text, or say in SELF_EXPLAINING why it needs none"


def test_only_fields_without_help_texts_are_listed_as_self_explaining():
    silent = set()
    for model in WITH_FORMS:
        for panel in field_panels(form_of(model)):
            if not (panel.help_text or panel.model._meta.get_field(panel.field_name).help_text):
                silent.add(f"{panel.model.__name__}.{panel.field_name}")
    assert set(SELF_EXPLAINING) - silent == set()


NOW = stockholm(2026, 9, 30, 12)


@pytest.fixture
def grow(homes):
    """Adds lectures, with people, subjects and a place each."""
    editions = [ConferencePageFactory(parent=homes["sv"], year=year) for year in (2021, 2026)]
    people = [SpeakerFactory(photo=ImageFactory()) for _ in range(3)]
    subjects = [SubjectFactory(), SubjectFactory()]
    venue = VenueFactory()

    def grow(number):
        for n in range(number):
            start = stockholm(2026, 9, 1 + n % 28, 9, n % 60) if n % 3 else stockholm(2026, 10, 1 + n % 28, 9)
            facts = {"date_precision": "confirmed", "starts_at": start, "venue": venue}
            LecturePageFactory(parent=editions[n % 2], people=people, subjects=subjects, **facts)

    return grow


def list_addresses(homes):
    """Every address whose content grows with the number of lectures, and one of every other kind."""
    values = [
        {"type": "lecture_list", "value": {"heading": show, "show": show, "lectures": [], "limit": 24}}
        for show in ("coming", "past")
    ]
    lists = StandardPageFactory(parent=homes["sv"], title="Listor", body=values)
    archive = LectureArchivePageFactory(parent=homes["sv"])
    english = [translate(page).url for page in (ConferencePage.objects.get(year=2021), archive, lists)]
    narrowed = f"{archive.url}?edition=2021&subject=amne&page=2"
    views = ["/sv/sok/?q=exempel", "/sv/talare/", "/sitemap-pages.xml", "/sitemap-speakers.xml", "/sitemap.xml", "/"]
    return ["/sv/", "/sv/2021/", archive.url, narrowed, lists.url, *english, "/en/", "/en/speakers/", *views]


def queries(client, address):
    with clock.at(NOW), CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in (200, 302), address
    return len(captured)


def test_lists_take_the_same_few_queries_however_long(client, homes, grow):
    addresses = list_addresses(homes)
    grow(3)
    speaker = SpeakerFactory._meta.model.objects.first()
    addresses += [f"/sv/talare/{speaker.slug}/", f"/en/speakers/{speaker.slug}/"]
    for address in addresses:
        queries(client, address)  # renditions and caches are made at the first visit
    few = {address: queries(client, address) for address in addresses}
    grow(27)
    many = {address: queries(client, address) for address in addresses}
    assert many == few
    most = {address: MAX_QUERIES_OF_SEARCH if "/sok/" in address else MAX_QUERIES for address in few}
    assert {address: number for address, number in few.items() if number > most[address]} == {}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_takes_few_queries(client, homes, model):
    page = MAKERS[model.__name__](homes["sv"])
    for field in page._meta.fields:
        if field.related_model is SiteImage:
            setattr(page, field.name, ImageFactory())
    page.save()
    queries(client, page.url)  # renditions and caches are made at the first visit
    assert queries(client, page.url) <= MAX_QUERIES


@pytest.mark.parametrize("code", LANGUAGES)
def test_lecture_with_everything_takes_few_queries(client, homes, code):
    edition = ConferencePageFactory(parent=homes["sv"])
    people = [SpeakerFactory(photo=ImageFactory()) for _ in range(6)]
    lecture = LecturePageFactory(
        parent=edition, people=people, picture=ImageFactory(), venue=VenueFactory(), subjects=[SubjectFactory()]
    )
    translate(edition)
    if code == "en":
        lecture = translate(lecture)
    queries(client, lecture.url)
    assert queries(client, lecture.url) <= MAX_QUERIES
