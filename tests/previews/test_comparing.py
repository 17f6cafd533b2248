"""A page as it is and as it will be: which versions, for whom, in which language, and that nothing breaks it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import build_policy
from wagtail.rich_text import RichText
from wagtail.users.models import UserProfile

from bilingual.pages import bilingual_models
from home.dates import DatePrecision
from lectures.models import LecturePage
from previews.compare.lines import read, written
from previews.time_travel.versions import LATEST, LIVE, chosen, listed
from tests.factories import LecturePageFactory, UserFactory, make_private, translate
from tests.prepared import prepared
from tests.test_matrices import MAKERS

DELETED, INSERTED = (re.compile(rf'<{tag} class="change">(.*?)</{tag}>', re.DOTALL) for tag in ("del", "ins"))


@pytest.fixture
@prepared
def lecture(edition):
    """A published lecture with a newer draft, in an edition that is in both languages."""
    translate(edition)
    page = LecturePageFactory(parent=edition, title="Tillit i vardagen", lead="Vi ses i Luleå.")
    page.save_revision().publish()
    page.refresh_from_db()
    page.lead = "Vi ses i Boden."
    page.save_revision()
    return LecturePage.objects.get(pk=page.pk)


def frame_url(page, **asked) -> str:
    return reverse("previews:compare_page", args=[page.pk], query=asked)


def compare_url(page, **asked) -> str:
    return reverse("previews:compare", args=[page.pk], query=asked)


def marked(response) -> tuple[list[str], list[str]]:
    """The words that are removed and added in a page, without those that say so."""
    html = re.sub(r"<span.*?</span>", "", response.content.decode())
    return [unescape(words) for words in DELETED.findall(html)], [unescape(words) for words in INSERTED.findall(html)]


# What is shown


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("before", (["Luleå"], [])),
        ("after", ([], ["Boden"])),
        ("both", (["Luleå"], ["Boden"])),
    ],
)
def test_changed_words_are_marked_from_live_to_draft(editor, lecture, show, expected):
    assert marked(editor.get(frame_url(lecture, show=show))) == expected


def test_what_is_not_changed_is_shown_as_visitors_see_it(editor, lecture):
    """Without its marks and the list, the live side is the page as it is served."""
    served = Client(headers={"accept-language": "sv"}).get(lecture.url).content.decode()
    html = editor.get(frame_url(lecture, show="before")).content.decode()
    html = re.sub(r'<nav class="changes".*?</nav>\s*', "", html, flags=re.DOTALL)
    html = re.sub(r'<span class="change-stop".*?</a></span>|<span class="[^"]*change-words".*?</span>', "", html)
    html = re.sub(r'</?del[^>]*>| data-stays="\d+"', "", html)

    def main(text: str) -> list[str]:
        return written(read(text[text.index("<main") : text.index("</main>")])).split()

    assert main(html) == main(served)


def test_any_two_versions_are_compared(editor, lecture):
    first = lecture.revisions.order_by("pk").first()
    lecture.lead = "Vi ses i Piteå."
    last = lecture.save_revision()
    assert marked(editor.get(frame_url(lecture, **{"from": last.pk, "to": first.pk, "show": "both"}))) == (
        ["Piteå"],
        ["Luleå"],
    )
    assert marked(editor.get(frame_url(lecture, **{"from": "latest", "to": "live", "show": "both"}))) == (
        ["Piteå"],
        ["Luleå"],
    )


def test_unpublished_page_is_compared_with_its_first_version(editor, edition):
    page = LecturePageFactory(parent=edition, live=False, lead="Första orden.")
    page.save_revision()
    page.lead = "Andra orden."
    page.save_revision()
    assert marked(editor.get(frame_url(page, show="both"))) == (["Första"], ["Andra"])
    assert 'value="live"' not in editor.get(compare_url(page)).content.decode()


def test_a_page_without_versions_is_compared_with_itself(editor, edition):
    page = LecturePageFactory(parent=edition, live=False)
    html = editor.get(frame_url(page)).content.decode()
    assert '<p class="changes__title" id="changes-title">Inget som syns på sidan har ändrats.</p>' in html


def test_comparison_of_a_translation_shows_live_then_draft_shared_fields(editor, lecture):
    english = translate(lecture, title="Trust every day", lead="See you in Luleå.")
    original = LecturePage.objects.get(pk=lecture.pk)
    original.room = "Nya salen"
    original.save_revision()
    english.lead = "See you in Boden."
    english.save_revision()
    before, after = (
        re.sub(
            r"<ol>.*?</ol>", "", editor.get(frame_url(english, show=show)).content.decode(), count=1, flags=re.DOTALL
        )
        for show in ("before", "after")
    )
    assert ("Nya salen" in before, "Nya salen" in after) == (False, True)
    assert marked(editor.get(frame_url(english, show="both")))[0] == ["Luleå"]
    assert '<html lang="en">' in after
    assert '<nav class="changes" id="changes" lang="sv"' in after  # the editor reads Swedish


def test_the_words_about_the_changes_are_in_the_editors_language(editor, lecture):
    user = UserFactory(group="Redaktörer")
    UserProfile.objects.create(user=user, preferred_language="en")
    editor.force_login(user)
    html = editor.get(frame_url(lecture, show="after")).content.decode()
    assert '<html lang="sv">' in html
    assert '<span class="visually-hidden change-words" lang="en"> added: </span>' in html


def test_comparison_leaves_out_the_userbar_and_notes(editor, lecture):
    html = editor.get(frame_url(lecture, show="both")).content.decode()
    assert "wagtail-userbar" not in html


def test_a_text_that_looks_like_markup_stays_text(editor, lecture):
    lecture.lead = 'Vi ses i <script>alert("1")</script> & <b>Boden</b>.'
    lecture.save_revision()
    response = editor.get(frame_url(lecture, show="both"))
    assert not re.search(r"<script>|<b>", response.content.decode())
    added = "".join(marked(response)[1])
    assert "<script>" in added
    assert "Boden" in added


def test_every_page_type_can_be_compared(editor, homes, edition):
    pages = [MAKERS[model.__name__](homes["sv"]) for model in bilingual_models()]
    for page in pages:
        page.save_revision().publish()
        page.refresh_from_db()
        page.title = f"{page.title} tillagt"
        page.save_revision()
        assert editor.get(frame_url(page, show="before")).status_code == 200
        for show in ("after", "both"):
            removed, added = marked(editor.get(frame_url(page, show=show)))
            expected = [] if page == homes["sv"] else ["tillagt"]  # it shows the edition's name in place of its own
            assert (type(page), removed, added) == (type(page), [], expected)


def listed_changes(response) -> list[str]:
    """The list of changes, each with the label of its field first."""
    return [" ".join(one.get_text().split()) for one in read(response.text).select(".changes__list li")]


def test_each_change_is_listed_under_the_label_of_its_field(editor, lecture):
    lecture.title = "Tillit i arbetet"
    lecture.room = "Nya salen"
    lecture.abstract = "<p>Om tillit.</p><p>Mer om <b>tillit</b> & mod.</p>"
    lecture.body = [("section", {"heading": "Ny del", "content": [("text", RichText("<p>Ord i den nya delen.</p>"))]})]
    lecture.save_revision()
    assert listed_changes(editor.get(frame_url(lecture, show="both"))) == [
        "Titel – Ändrat: från ”vardagen” till ”arbetet”",
        "Sammanfattning – Tillagt: ”Om föreläsningen Om tillit. Mer om tillit & mod.”",
        "Brödtext 1 (Avsnitt: Rubrik) – Tillagt: ”Ny del Ord i den nya delen.”",
        "Lokal – Tillagt: ”Plats Nya salen”",
    ]


def test_text_computed_from_the_one_changed_field_has_its_label(editor, lecture):
    lecture.starts_at, lecture.date_precision = timezone.now() + timedelta(days=40), DatePrecision.CONFIRMED
    lecture.save_revision().publish()
    lecture.refresh_from_db()
    lecture.starts_at += timedelta(days=1)
    lecture.save_revision()
    labels = {change.partition(" – ")[0] for change in listed_changes(editor.get(frame_url(lecture, show="both")))}
    assert labels == {"Börjar"}


def test_label_and_words_in_the_list_never_become_markup(editor, lecture):
    lecture.title = "<script>alert(1)</script>"
    lecture.save_revision()
    assert "<script>alert" not in editor.get(frame_url(lecture, show="both")).text


# What can be chosen


def test_versions_are_listed_with_what_is_known_of_them(editor, lecture):
    writer = UserFactory(first_name="Anna", last_name="Exempel")
    lecture.go_live_at = timezone.now() + timedelta(days=400)
    lecture.save_revision(user=writer).publish()
    names = [version.name for version in listed(lecture, [])]
    assert len(names) == 2 + lecture.revisions.count()
    assert "Anna Exempel" in names[2]
    options = re.findall(
        r'<option value="(\w+)"( selected)?>(.*?)</option>', editor.get(compare_url(lecture)).content.decode()
    )
    assert [(value, text) for value, selected, text in options if selected] == [
        ("live", "Publicerad nu"),
        ("latest", "Senaste utkastet"),
    ]
    assert "publiceras " in options[2][2]
    assert {value for value, _selected, text in options if text.endswith("publicerad nu")} == {
        str(lecture.live_revision_id)
    }


def test_an_old_version_stays_chosen_however_many_there_are(lecture, monkeypatch):
    monkeypatch.setattr("previews.time_travel.versions.MAX_LISTED", 1)
    first = lecture.revisions.order_by("pk").first()
    version = chosen(lecture, str(first.pk), LIVE)
    assert [one.key for one in listed(lecture, [version])] == [
        LIVE,
        LATEST,
        str(lecture.latest_revision_id),
        str(first.pk),
    ]


def test_another_language_is_compared_in_the_same_way(editor, lecture):
    english = translate(lecture, title="Trust every day")
    html = unescape(editor.get(compare_url(lecture, view="over")).content.decode())
    assert f'href="{reverse("previews:compare", args=[english.pk])}?from=live&to=latest&view=over"' in html
    first = lecture.revisions.order_by("pk").first()
    html = unescape(editor.get(compare_url(lecture, **{"from": first.pk})).content.decode())
    assert f'href="{reverse("previews:compare", args=[english.pk])}?to=latest&view=side"' in html


def test_the_page_shows_two_frames_or_one(editor, lecture):
    def frames(**asked):
        return re.findall(
            r'<iframe src="([^"]*)"', unescape(editor.get(compare_url(lecture, **asked)).content.decode())
        )

    base = f"{reverse('previews:compare_page', args=[lecture.pk])}?from=live&to=latest&show="
    assert frames() == [base + "before", base + "after"]
    assert frames(view="over") == [base + "both"]


def test_the_ways_there_and_on(editor, lecture):
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[lecture.pk])).content.decode()
    assert compare_url(lecture) in edit
    history = editor.get(reverse("wagtailadmin_pages:history", args=[lecture.pk])).content.decode()
    assert f'href="{compare_url(lecture)}"' in history
    fields = reverse("wagtailadmin_pages:revisions_compare", args=[lecture.pk, "live", lecture.latest_revision_id])
    assert fields in editor.get(compare_url(lecture)).content.decode()
    ours = compare_url(lecture, **{"from": "live", "to": lecture.latest_revision_id})
    assert ours in unescape(editor.get(fields).content.decode())


# For whom


def test_who_may_compare(lecture, homes):
    english = translate(lecture, title="Trust")
    translator, reviewer = UserFactory(group="Översättare"), UserFactory(group="Granskare")
    for url in (compare_url, frame_url):
        for user, page, expected in [
            (translator, lecture, 200),  # reads what is to be translated
            (translator, english, 200),
            (reviewer, lecture, 200),
            (UserFactory(), lecture, 302),
            (None, lecture, 302),
        ]:
            browser = Client()
            if user:
                browser.force_login(user)
            assert (url.__name__, user, browser.get(url(page)).status_code) == (url.__name__, user, expected)


def test_who_may_edit_other_pages_only_may_not_compare(lecture, edition):
    alone = LecturePageFactory(parent=edition, title="Ensam")
    browser = Client()
    browser.force_login(UserFactory(group="Översättare"))
    for url in (compare_url(alone), frame_url(alone)):
        response = browser.get(url)
        assert response.status_code in (302, 403)
        assert "Ensam" not in response.content.decode()


def test_a_private_page_is_shown_to_its_editors(editor, lecture):
    make_private(lecture)
    assert marked(editor.get(frame_url(lecture, show="both"))) == (["Luleå"], ["Boden"])


def test_preview_frames_are_uncached_and_framed_by_the_editor_only(editor, lecture):
    response = editor.get(frame_url(lecture))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Content-Security-Policy"] == build_policy(settings.SECURE_CSP)
    assert response["Content-Language"] == "sv"


# Bad input


@pytest.mark.parametrize("asked", ["", "x", "-1", "1.5", "live live", "²", "٣", "x" * 5000, "<script>", "%27", "None"])
def test_what_cannot_be_read_is_the_usual(editor, lecture, asked):
    for name in ("from", "to", "show", "view"):
        assert editor.get(compare_url(lecture, **{name: asked})).status_code == 200
        html = editor.get(frame_url(lecture, **{"show": "both", name: asked}))
        assert html.status_code == 200
        assert len(sum(marked(html), [])) == (1 if name == "show" else 2)


@pytest.mark.parametrize("asked", ["0", "99999999", "9" * 18, "9" * 19, "9" * 4000])
def test_a_version_that_is_not_there_is_not_found(editor, lecture, asked):
    for name in ("from", "to"):
        assert editor.get(compare_url(lecture, **{name: asked})).status_code == 404
        assert editor.get(frame_url(lecture, **{name: asked})).status_code == 404


def test_another_pages_version_is_not_found(editor, lecture, edition):
    other = LecturePageFactory(parent=edition, title="Hemlig")
    revision = other.save_revision()
    for url in (compare_url, frame_url):
        response = editor.get(url(lecture, **{"from": revision.pk}))
        assert response.status_code == 404
        assert "Hemlig" not in response.content.decode()


def test_only_reading_is_possible(editor, lecture):
    assert editor.post(compare_url(lecture)).status_code == 405
    assert editor.post(frame_url(lecture)).status_code == 405


def test_a_page_that_is_not_there_is_not_found(editor, db):
    for name in ("compare", "compare_page"):
        assert editor.get(reverse(f"previews:{name}", args=[99999999])).status_code == 404
        assert editor.get(reverse(f"previews:{name}", args=[10**25])).status_code == 404
