"""Writing in the editor: what is wrong is said at its field, in Swedish, and nothing typed is lost."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from conference.models import ConferencePage, Contact, Organiser
from home import clock
from home.models import HomePage, StandardPage
from lectures.models import LecturePage, Speaker
from tests.factories import ConferencePageFactory, LecturePageFactory, OrganiserFactory, SpeakerFactory, SubjectFactory
from tests.forms import errors, filled_form
from tests.moments import stockholm

TYPED = {
    "title": "Tillit i praktiken",
    "lead": "Det du lär dig.",
    "audience": "Alla som undrar",
    "room": "Stora salen",
    "notice": "Ny tid.",
    "stream_url": "https://example.org/strom",
}
TIMES = {"date_precision": "confirmed", "starts_at": "2026-09-30 13:00", "ends_at": "2026-09-30 14:30"}


def address(name, model, parent):
    return reverse(f"wagtailadmin_pages:{name}", args=[model._meta.app_label, model._meta.model_name, parent.pk])


@pytest.fixture
def write(editor, edition):
    """Fill in the form of a new page and press a button; a lecture under the edition unless told otherwise."""

    def write(button="action-publish", model=LecturePage, parent=edition, **fields):
        form = filled_form(editor.get(address("add", model, parent)).content, **fields)
        form[button] = "1"
        return editor.post(address("add", model, parent), form)

    return write


def values(response, names):
    form = response.context["form"]
    return {name: form[name].value() for name in names}


WRONG = {
    "end before start": ({"ends_at": "2026-09-30 12:59"}, {"ends_at": ["Slutet måste komma efter starten."]}),
    "end at the start": ({"ends_at": "2026-09-30 13:00"}, {"ends_at": ["Slutet måste komma efter starten."]}),
    "wrong link": ({"recording_url": "ingen adress"}, {"recording_url": ["Fyll i en giltig URL."]}),
    "dangerous link": ({"registration_url": "javascript:alert(1)"}, {"registration_url": ["Fyll i en giltig URL."]}),
    "closes before it opens": (
        {"registration_opens_at": "2026-09-02 09:00", "registration_closes_at": "2026-09-01 09:00"},
        {"registration_closes_at": ["Anmälan måste stänga efter att den har öppnat."]},
    ),
    "a time that is none": ({"starts_at": "i morgon"}, {"starts_at": ["Fyll i ett giltigt datum/tid."]}),
    "no start": (
        {"starts_at": "", "ends_at": ""},
        {"starts_at": ["Skriv när det börjar, eller välj ”Saknas” ovanför om datumet inte är känt."]},
    ),
    "an address with spaces": (
        {"slug": "två ord"},
        {
            "slug": [
                "Fyll i en giltig 'slug', beståendes av bokstäver, siffror, understreck eller bindestreck i Unicode."
            ]
        },
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_invalid_lecture_is_told_at_the_field_and_loses_nothing(write, what):
    fault, messages = WRONG[what]
    fields = TYPED | TIMES | {"slug": "tillit"} | fault
    fields["abstract"] = rich_text("<p>En <b>längre</b> text.</p>")
    response = write(**fields)
    found = errors(response)
    assert found == messages
    typed = {name: value for name, value in fields.items() if name != "abstract"}
    assert values(response, typed) == typed
    assert "längre" in response.context["form"]["abstract"].value()
    assert LecturePage.objects.count() == 0


def test_taken_lecture_address_is_told_at_its_field(write, edition):
    LecturePageFactory(parent=edition, slug="tillit")
    response = write(**TYPED, slug="tillit")
    assert list(errors(response)) == ["slug"]
    assert "används redan" in errors(response)["slug"][0]
    assert values(response, TYPED) == TYPED


def test_reserved_slug_is_told_at_its_field(write, home):
    for fields in ({"title": "Sök"}, {"title": "Annat", "slug": "sok"}):
        response = write(model=StandardPage, parent=home, **fields)
        assert errors(response) == {"slug": ["Adressen ”sok” används av webbplatsen själv. Välj en annan."]}


def test_rows_that_were_typed_come_back_with_the_fault(write):
    speaker, other = SpeakerFactory(), SpeakerFactory()
    rows = [
        {"speaker": speaker.pk, "role": "speaker", "affiliation": "Luleå tekniska universitet"},
        {"speaker": other.pk, "role": "moderator", "affiliation": "Region Norrbotten"},
    ]
    data = nested_form_data(
        {"speakers": inline_formset(rows), "body": streamfield([("text", rich_text("<p>Brödtext.</p>"))])}
    )
    subject = SubjectFactory()
    response = write(**TYPED, **TIMES | {"ends_at": "2026-09-30 12:00"}, **data, subjects=str(subject.pk))
    form = response.context["form"]
    assert list(errors(response)) == ["ends_at"]
    shown = [(row["affiliation"].value(), row["role"].value()) for row in form.formsets["speakers"].forms]
    assert shown == [("Luleå tekniska universitet", "speaker"), ("Region Norrbotten", "moderator")]
    assert "Brödtext." in str(form["body"].value()[0].value)
    assert form["subjects"].value() == [str(subject.pk)]


def test_lecture_draft_needs_only_a_title(write):
    response = write(button="action-none", title="Utan något")
    lecture = LecturePage.objects.get()
    assert (response.status_code, lecture.live, lecture.title, lecture.starts_at) == (302, False, "Utan något", None)


def test_lecture_draft_may_have_a_precision_without_a_date(write):
    assert write(button="action-none", title="Halvfärdig", date_precision="confirmed").status_code == 302


def test_edition_draft_may_lack_what_publishing_asks_for(write, editor, home):
    response = write(button="action-none", model=ConferencePage, parent=home, title="Nästa konferens")
    page = ConferencePage.objects.get(title="Nästa konferens")
    assert (response.status_code, page.live, page.year) == (302, False, None)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(editor.get(edit).content)
    form["action-publish"] = "1"
    response = editor.post(edit, form)
    assert errors(response) == {"year": ["Det här fältet är obligatoriskt"]}
    form["year"] = "2028"
    assert editor.post(edit, form).status_code == 302
    assert ConferencePage.objects.get(pk=page.pk).live is True


def test_edition_with_a_fault_says_so_at_the_field(write, home):
    dates = {"date_precision": "confirmed", "starts_on": "2027-03-23", "ends_on": "2027-03-22"}
    response = write(model=ConferencePage, parent=home, title="Nästa", year="2027", theme="Tillit", **dates)
    assert errors(response) == {"ends_on": ["Slutet måste komma efter starten."]}
    typed = dates | {"year": "2027", "theme": "Tillit"}
    assert values(response, typed) == typed


def test_lecture_is_written_published_and_found(write, editor, client, edition, archive):
    speaker = SpeakerFactory(name="Eva Ek")
    rows = nested_form_data(
        {"speakers": inline_formset([{"speaker": speaker.pk, "role": "speaker", "affiliation": "LTU"}])}
    )
    assert write(**TYPED, **TIMES, **rows).status_code == 302
    lecture = LecturePage.objects.get()
    assert (lecture.live, lecture.slug, lecture.starts_at) == (True, "tillit-i-praktiken", stockholm(2026, 9, 30, 13))
    assert [row.affiliation for row in lecture.people] == ["LTU"]
    client.logout()
    with clock.at(stockholm(2026, 10, 1)):
        for place in (edition.url, archive.url, "/sv/talare/eva-ek/", "/sv/sok/?q=praktiken"):
            assert f'href="{lecture.url}"' in client.get(place).content.decode()


LINKS = [
    ({"page": "", "address": "", "label": ""}, "address", "Välj en sida eller skriv en adress, inte båda."),
    ({"page": "", "address": "https://example.org", "label": ""}, "label", "Skriv länkens ord."),
    ({"page": "", "address": "//example.org", "label": "Ut"}, "address", "Skriv en hel adress, till exempel"),
    ({"page": "", "address": "javascript:alert(1)", "label": "Ut"}, "address", "Skriv en hel adress, till exempel"),
]


@pytest.mark.parametrize(("row", "field", "message"), LINKS)
def test_menu_link_with_a_fault_says_so_at_the_field(editor, home, row, field, message):
    edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
    rows = nested_form_data({"links": inline_formset([{"place": "menu", **row}])})
    form = filled_form(editor.get(edit).content, lead="Min ingress", **rows)
    form["action-publish"] = "1"
    response = editor.post(edit, form)
    found = response.context["form"].formsets["links"].errors[0]
    assert (list(found), found[field][0].startswith(message)) == ([field], True)
    assert response.context["form"]["lead"].value() == "Min ingress"
    assert HomePage.objects.get(pk=home.pk).links.count() == 0


def test_menu_link_to_a_path_or_an_address_is_accepted(editor, client, home):
    edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
    links = [
        {"place": "menu", "page": "", "address": "/sv/talare/", "label": "Talare"},
        {"place": "footer", "page": "", "address": "https://example.org/", "label": "Ut"},
    ]
    form = filled_form(editor.get(edit).content, **nested_form_data({"links": inline_formset(links)}))
    form["action-publish"] = "1"
    assert editor.post(edit, form).status_code == 302
    client.logout()
    html = client.get("/sv/talare/").content.decode()
    assert '<a class="header__link" href="/sv/talare/" aria-current="page">Talare</a>' in html
    assert 'href="https://example.org/"' in html


def snippet_address(name, model, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


@pytest.mark.parametrize(
    ("model", "rows", "fields", "field", "message"),
    [
        (
            Contact,
            [{"language": "sv", "name": "Kansli", "role": ""}],
            {"email": "", "phone": ""},
            "email",
            "Skriv en e-postadress",
        ),
        (
            Contact,
            [{"language": "sv", "name": "Kansli", "role": ""}],
            {"phone": "ring"},
            "phone",
            "Skriv ett nummer med riktnummer",
        ),
        (Organiser, [{"language": "sv", "name": "Polisen"}], {"website": "polisen"}, "website", "Fyll i en giltig URL"),
        (
            Speaker,
            [{"language": "sv", "title": "", "about": ""}],
            {"name": ""},
            "name",
            "Det här fältet är obligatoriskt",
        ),
    ],
)
def test_snippet_with_a_fault_says_so_at_the_field(editor, model, rows, fields, field, message):
    data = nested_form_data({"texts": inline_formset(rows)}) | fields
    response = editor.post(snippet_address("add", model), data)
    found = errors(response)
    assert (list(found), found[field][0].startswith(message)) == ([field], True)
    typed = rows[0].get("name", "")
    assert response.context["form"].formsets["texts"].forms[0]["language"].value() == "sv"
    assert typed in response.content.decode()
    assert model.objects.count() == 0


def test_snippet_with_two_rows_of_one_language_says_so(editor):
    rows = [{"language": "sv", "name": "Polisen"}, {"language": "sv", "name": "Polismyndigheten"}]
    response = editor.post(snippet_address("add", Organiser), nested_form_data({"texts": inline_formset(rows)}))
    formset = response.context["form"].formsets["texts"]
    assert list(formset.non_form_errors()) == ["Det finns redan en rad för det här språket."]
    assert [form["name"].value() for form in formset.forms] == ["Polisen", "Polismyndigheten"]
    assert Organiser.objects.count() == 0


def test_snippet_is_written_in_both_languages_in_one_form(editor):
    rows = [{"language": "sv", "name": "Polisen"}, {"language": "en", "name": "The Police"}]
    response = editor.post(snippet_address("add", Organiser), nested_form_data({"texts": inline_formset(rows)}))
    assert response.status_code == 302
    assert [(row["language"], row["name"]) for row in Organiser.objects.get().text_rows] == [
        ("sv", "Polisen"),
        ("en", "The Police"),
    ]
    assert "Polisen" in editor.get(snippet_address("list", Organiser)).content.decode()


def test_organisers_of_an_edition_are_chosen_in_order(editor, home):
    edition = ConferencePageFactory(parent=home)
    organisers = [OrganiserFactory(), OrganiserFactory()]
    rows = [{"organiser": organiser.pk, "ORDER": order} for organiser, order in zip(organisers, (2, 1), strict=True)]
    edit = reverse("wagtailadmin_pages:edit", args=[edition.pk])
    form = filled_form(editor.get(edit).content, **nested_form_data({"organisers": inline_formset(rows)}))
    form["action-publish"] = "1"
    assert editor.post(edit, form).status_code == 302
    assert ConferencePage.objects.get(pk=edition.pk).ordered_organisers == organisers[::-1]
