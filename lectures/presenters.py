"""What pages and lists show of a lecture, made ready for templates: plain values, nothing left to ask."""

from collections import defaultdict
from dataclasses import dataclass, field

from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conference.events import AttendanceMode
from conference.models import ConferencePage
from conference.presenters import picture_for_template, venue_for_template
from conference.state import EditionDecision
from home.dates import When
from home.snippets.texts import snippet_of
from home.text import Text, joined, together
from lectures.editions import EditionChoice
from lectures.queries import with_people
from lectures.state import LectureState
from lectures.telling import about_heading, how_to_join, is_old, old_text, state_text

NOTICE_KINDS = {"cancelled": "stop", "postponed": "warning"}


class SubjectCheckboxes(forms.CheckboxSelectMultiple):
    """Subjects as boxes to tick: they are few."""


@dataclass
class Card:
    """A lecture in a list."""

    title: Text
    url: str
    kind: str
    state: str
    state_label: str
    when: When
    form: str
    place: Text = Text()
    speakers: list[str] = field(default_factory=list)
    lead: Text = Text()
    language_mark: str = ""
    edition: Text = Text()
    old: bool = False
    stream_url: str = ""
    spoken: str = ""  # that it is held in another language than the page's


def card(lecture, edition: EditionChoice | None = None) -> Card:
    """The card of a lecture fetched with `for_listing()`."""
    venue = snippet_of(lecture, "venue")
    title, form = lecture.listing_title, lecture.shown_form
    online, state = form == AttendanceMode.ONLINE, lecture.state
    return Card(
        title=title,
        url=lecture.url or "",
        kind=lecture.get_kind_display(),
        state=state.value,
        state_label=str(state.label),
        when=lecture.when,
        form="" if lecture.kind == "digital" and online else form_label(form),
        place=Text() if online else joined(", ", venue.said("name") if venue else "", lecture.room),
        speakers=speaker_names(lecture),
        lead=lecture.listing_text,
        language_mark=str(settings.LANGUAGE_MARKS.get(title.lang, "")),
        edition=edition.title if edition else Text(),
        old=is_old(lecture),
        stream_url=lecture.stream_url if lecture.stream_is_shown else "",
        spoken=spoken_text(lecture) if lecture.spoken_language != get_language() else "",
    )


def spoken_text(lecture) -> str:
    """`In Swedish`: the language that a lecture is held in."""
    return _("In %(language)s") % {"language": lecture.spoken_language_name}


def speaker_names(lecture) -> list[str | Text]:
    """Who speaks: as `for_listing()` has fetched it, else from the lecture's own rows (a draft).

    Each person once. Namesakes are told apart by where they worked then; where that is not known, by how many they are.
    """
    rows = lecture.__dict__.get("speaker_rows")
    if rows is None:
        speak = [row for row in lecture.people if row.role == row.Role.SPEAKER]
        rows = [{"key": row.speaker_id, "name": row.speaker.name, "affiliation": row.affiliation} for row in speak]
    language = lecture.locale.language_code
    people = {row["key"]: (row["name"], Text(row["affiliation"], language)) for row in rows}
    namesakes = defaultdict(list)
    for name, affiliation in people.values():
        namesakes[name].append(affiliation)
    return list(dict.fromkeys(_told_apart(*person, namesakes[person[0]]) for person in people.values()))


def _told_apart(name: str, affiliation: Text, namesakes: list[Text]) -> str | Text:
    """A name in a list where others may have the same; `namesakes` are the affiliations of those who do."""
    if len(namesakes) == 1:
        return name
    if all(namesakes) and len({*namesakes}) == len(namesakes):
        return together("{} ({})", name, affiliation)
    return _("%(name)s (%(count)d people)") % {"name": name, "count": len(namesakes)}


def form_label(form: str) -> str:
    """The name of a form; of what is none, in a preview, itself."""
    return str(dict(AttendanceMode.choices).get(form, form))


def decision_above(lecture) -> EditionDecision:
    """What has been decided of the edition of a lecture: as `for_listing()` has fetched it, or as its page knows."""
    fetched = lecture.__dict__
    if "edition_status" in fetched:
        return EditionDecision(fetched["edition_status"] or "", fetched["edition_notice_on"])
    edition = fetched.get("_cached_parent_obj")
    if not isinstance(edition, ConferencePage):
        path = (lecture.path or "")[: -lecture.steplen]
        edition = ConferencePage.objects.filter(path=path).only("status", "notice_on", "live").first() if path else None
    return edition.decision if edition else EditionDecision()


def person(row) -> dict:
    """A speaker or moderator, with the affiliation they had then."""
    photo = row.speaker.photo
    return {
        "name": row.speaker.name,
        "url": row.speaker.get_absolute_url(),
        "affiliation": row.affiliation,
        "role_label": row.get_role_display(),
        "photo": photo,
        "photo_alt": photo.alt_text if photo else "",
    }


def lecture_context(lecture) -> dict:
    """What the page of a lecture shows, beside its own fields."""
    if lecture.pk:
        prefetch_related_objects([lecture], with_people(type(lecture)))
    people = [(row.role, person(row)) for row in lecture.people]
    edition = lecture.get_parent() if lecture.path else None
    if edition and (not edition.live or edition.specific.has_expired):
        edition = None  # the lecture is public, what it belongs to is not
    online = lecture.shown_form == AttendanceMode.ONLINE
    recorded = lecture.state == LectureState.RECORDED
    return {
        "when": lecture.when,
        "state": {"slug": lecture.state.value, "label": lecture.state.label},
        "state_text": state_text(lecture),
        "notice": lecture.notice_for_template(NOTICE_KINDS.get(lecture.status, "info")),
        "edition_notice": edition_notice(lecture, edition),
        "speakers": [shown for role, shown in people if role == "speaker"],
        "moderators": [shown for role, shown in people if role == "moderator"],
        "venue": None if online else venue_for_template(snippet_of(lecture, "venue")),
        "form_label": form_label(lecture.shown_form),
        "language_name": lecture.spoken_language_name,
        "registration": lecture.registration,
        "stream": {
            "url": lecture.stream_url if lecture.stream_is_shown else "",
            "label": _("Follow live"),
            "text": how_to_join(lecture),
        },
        "recording": {
            "url": lecture.recording_url,
            "label": _("Watch the recording"),
            "captions_text": lecture.recording_captions,
        }
        if recorded
        else None,
        "documents": documents(lecture),
        "subjects": subjects(lecture),
        "edition": {"title": edition.title, "url": edition.url} if edition else None,
        "old_text": old_text(lecture),
        "card": lecture.card,
        "room": "" if online else lecture.room,
        "about_heading": about_heading(lecture),
        "audience": lecture.audience,
        "questions": lecture.questions,
        "anchors": {"notice": "besked"},
        **picture_for_template(lecture.picture),
    }


def edition_notice(lecture, edition) -> dict | None:
    """The notice of the edition, where what is decided of that is what is decided of the lecture."""
    if edition is None or lecture.decided == lecture.status:
        return None
    edition = edition.specific
    return edition.notice_for_template(NOTICE_KINDS.get(edition.status, "info"))


def subjects(lecture) -> list[dict]:
    """The subjects of a lecture."""
    found = list(lecture.subjects.all())
    return named(found, lecture.locale_id) if found else []


def named(subjects: list, locale_id: int) -> list[dict]:
    """Subjects, each with the archive's address for it where there is an archive in the language."""
    archive = archive_url(locale_id)
    return [
        {"name": subject.said("name"), "url": f"{archive}?subject={subject.slug}" if archive else ""}
        for subject in subjects
    ]


def archive_url(locale_id: int) -> str:
    """The address of the archive in a language, or empty."""
    archive = apps.get_model("lectures", "LectureArchivePage").readable().filter(locale=locale_id).first()
    return archive.url or "" if archive else ""


def documents(lecture) -> list[dict]:
    """The documents of a lecture for their component, without deleted ones."""
    rows = lecture.documents.all().select_related("document").defer("document__searched_text")
    language = lecture.locale.language_code
    return [row.document.for_template(Text(row.title, language)) for row in rows if row.document_id]
