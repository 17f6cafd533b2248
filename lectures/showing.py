"""What pages and lists show of a lecture, made ready for templates: plain values, nothing left to ask."""

from dataclasses import dataclass, field

from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from conference.showing import picture_for_template, venue_for_template
from home import clock
from home.dates import When
from home.texts import thing_of
from lectures.editions import EditionChoice
from lectures.queries import with_people
from lectures.state import LectureState, over_at

NOTICE_KINDS = {"cancelled": "stop", "postponed": "warning"}


class SubjectCheckboxes(forms.CheckboxSelectMultiple):
    """Subjects as boxes to tick: they are few."""


@dataclass
class Card:
    """A lecture in a list."""

    title: str
    url: str
    kind: str
    state: str
    state_label: str
    when: When
    form: str
    place: str = ""
    speakers: list[str] = field(default_factory=list)
    lead: str = ""
    lang: str = ""
    language_mark: str = ""
    edition: str = ""
    old: bool = False
    has_recording: bool = False


def card(lecture, edition: EditionChoice | None = None) -> Card:
    """The card of a lecture fetched with `for_listing()`."""
    venue = thing_of(lecture, "venue")
    lang = lecture.listing_text.lang
    return Card(
        title=lecture.title,
        url=lecture.url or "",
        kind=lecture.get_kind_display(),
        state=lecture.state.value,
        state_label=str(lecture.state.label),
        when=lecture.when,
        form=lecture.get_form_display(),
        place=", ".join(filter(None, [venue.said("name") if venue else "", lecture.room])),
        speakers=speaker_names(lecture),
        lead=lecture.listing_text,
        lang=lang,
        language_mark=str(settings.LANGUAGE_MARKS.get(lang, "")),
        edition=edition.title if edition else "",
        old=is_old(lecture),
        has_recording=lecture.state == LectureState.RECORDED,
    )


def speaker_names(lecture) -> list[str]:
    """Who speaks: as `for_listing()` has fetched it, else from the lecture's own rows (a draft)."""
    if (fetched := lecture.__dict__.get("speaker_names")) is not None:
        return fetched
    return [row.speaker.name for row in lecture.people if row.role == row.Role.SPEAKER]


def is_old(lecture) -> bool:
    """Whether it was held so long ago that a reader should be told."""
    over = over_at(lecture.facts)
    return bool(over and clock.now() - over > settings.LECTURE_OLD_AFTER)


def state_text(lecture) -> str:
    """One honest sentence about the state, or empty where the label says it all."""
    match lecture.state:
        case LectureState.SOON:
            return _("The lecture starts soon.")
        case LectureState.LIVE if lecture.stream_is_shown:
            return _("The lecture is being held now. You can follow it live.")
        case LectureState.LIVE:
            return _("The lecture is being held now.")
        case LectureState.JUST_HELD if lecture.will_be_recorded:
            return _("The recording will be published here when it is ready.")
        case LectureState.HELD if lecture.will_be_recorded:
            return _("The recording has not been published yet.")
        case LectureState.JUST_HELD | LectureState.HELD:
            return _("There is no recording of this lecture.")
        case LectureState.POSTPONED:
            return _("The lecture is postponed. The new date will be given here.")
        case LectureState.CANCELLED:
            return _("The lecture is cancelled.")
        case LectureState.MOVED_ONLINE:
            return _("The lecture has been moved online. You cannot follow it on site.")
        case _ if lecture.state == LectureState.NO_DATE:
            return _("The date will be given here when it is set.")
    return ""


def person(row) -> dict:
    """A speaker or moderator, with the affiliation they had then."""
    photo = row.speaker.photo
    return {
        "name": row.speaker.name,
        "url": row.speaker.get_absolute_url(),
        "affiliation": row.affiliation,
        "role_label": row.get_role_display(),
        "photo": photo,
        "photo_alt": photo.default_alt_text if photo else "",
        "lang": "",
    }


def lecture_context(lecture) -> dict:
    """What the page of a lecture shows, beside its own fields."""
    if lecture.pk:
        prefetch_related_objects([lecture], with_people(type(lecture)))
    people = [(row.role, person(row)) for row in lecture.people]
    edition = lecture.get_parent() if lecture.path else None
    if edition and (not edition.live or edition.specific.has_expired):
        edition = None  # the lecture is public, what it belongs to is not
    shown = lecture.stream_is_shown
    recorded = lecture.state == LectureState.RECORDED
    return {
        "when": lecture.when,
        "state": {"slug": lecture.state.value, "label": lecture.state.label},
        "state_text": state_text(lecture),
        "notice": lecture.notice_for_template(NOTICE_KINDS.get(lecture.status, "info")),
        "speakers": [shown for role, shown in people if role == "speaker"],
        "moderators": [shown for role, shown in people if role == "moderator"],
        "venue": venue_for_template(thing_of(lecture, "venue")),
        "form_label": lecture.get_form_display(),
        "language_name": lecture.spoken_language_name,
        "registration": lecture.registration,
        "stream": {"url": lecture.stream_url, "label": _("Follow live"), "text": ""} if shown else None,
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
        "room": lecture.room,
        "audience": lecture.audience,
        "questions": lecture.questions,
        "anchors": {"notice": "besked"},
        **picture_for_template(lecture.picture),
    }


def subjects(lecture) -> list[dict]:
    """The subjects of a lecture."""
    found = list(lecture.subjects.all())
    return named(found, lecture.locale_id) if found else []


def named(subjects: list, locale_id: int) -> list[dict]:
    """Subjects, each with the archive's address for it where there is an archive in the language."""
    archive = archive_url(locale_id)
    found = [(subject, subject.said("name")) for subject in subjects]
    return [
        {"name": name, "lang": name.lang, "url": f"{archive}?subject={subject.slug}" if archive else ""}
        for subject, name in found
    ]


def archive_url(locale_id: int) -> str:
    """The address of the archive in a language, or empty."""
    archive = apps.get_model("lectures", "LectureArchivePage").readable().filter(locale=locale_id).first()
    return archive.url or "" if archive else ""


def documents(lecture) -> list[dict]:
    """The documents of a lecture as their component takes them; a document that is gone is passed over."""
    rows = lecture.documents.all().select_related("document").defer("document__searched_text")
    return [row.document.for_template(row.title) for row in rows if row.document_id]


def old_text(lecture) -> str:
    """What a reader of old material should know, or empty."""
    if not is_old(lecture):
        return ""
    year = over_at(lecture.facts).year
    return _("This lecture was held in %(year)d. Facts and links in it may be out of date.") % {"year": year}
