"""What is shown of what was found. All of it is asked for once more: nothing is shown that not everybody may read."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr
from django.utils.translation import get_language, override
from wagtail.models import Page

from conference.models import ConferencePage
from conference.surroundings import surroundings
from home.dates import DatePrecision, day_of
from home.media.renditions import THUMBNAIL
from home.models import SiteImage, StandardPage
from home.public import is_in_open_language, is_readable
from home.text import Text, joined
from lectures import presenters
from lectures.editions import Editions
from lectures.models import LectureArchivePage, LecturePage, LectureSpeaker, Speaker
from lectures.queries import POSTPONED
from lectures.state import LectureState
from search.kinds import KINDS
from search.page.passages import passages
from search.page.snippets import MarkedText, with_marks


def results(hits: list, editions: Editions) -> list[dict]:
    """The hits as their component takes them, in a number of queries that does not grow with them."""
    found = instances(hits)
    shown = [(hit, found[hit.kind, hit.pk]) for hit in hits if (hit.kind, hit.pk) in found]
    texts = passages(shown)
    pictures = thumbnails([picture_id(instance) for _hit, instance in shown])
    return [result(hit, instance, texts[hit.key], editions, pictures) for hit, instance in shown]


def suggestions(hits: list) -> list[dict]:
    """The hits as the search field suggests them, in at most two queries."""
    people = [hit.pk for hit in hits if hit.kind == "speaker"]
    kinds = {hit.pk: hit.kind for hit in hits if hit.kind != "speaker"}
    found = {("speaker", speaker.pk): speaker for speaker in (speakers(people) if people else [])}
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    pages = readable(Page, list(kinds)).annotate(
        at=F("lecturepage__starts_at"),
        known=F("lecturepage__date_precision"),
        decided=F("lecturepage__status"),
        with_edition=Exists(ConferencePage.objects.filter(live=True, status=POSTPONED, path=above)),
    )
    found |= {(kinds[page.pk], page.pk): page for page in (pages if kinds else [])}
    return [
        {
            "title": title_of(found[hit.kind, hit.pk]),
            "url": address(found[hit.kind, hit.pk], hit),
            "lang": foreign(hit),
            **told_apart(found[hit.kind, hit.pk], str(KINDS[hit.kind].one)),
        }
        for hit in hits
        if (hit.kind, hit.pk) in found
    ]


def told_apart(instance, kind: str) -> dict:
    """What a suggestion is, with what tells namesakes from one another: a speaker's title, a lecture's year."""
    if isinstance(instance, Speaker):
        title = instance.said("title")
        return {"kind": kind, "about": {"text": title.plain, "lang": title.lang}}
    postponed = instance.decided == POSTPONED or instance.with_edition
    if instance.at and instance.known != DatePrecision.NONE and not postponed:
        kind = f"{kind} {day_of(instance.at).year}"
    return {"kind": kind}


def instances(hits: list) -> dict[tuple[str, int], object]:
    """The pages and speakers that were hit and that anybody may read, by kind and key: one query a kind."""
    return {
        (kind, instance.pk): instance
        for kind, same in groupby(sorted(hits, key=lambda hit: hit.kind), key=lambda hit: hit.kind)
        for instance in QUERIES[kind]([hit.pk for hit in same])
    }


def readable(model: type[Page], keys: Iterable[int]):
    """Pages of a type that anybody may read, in a language that the site is in."""
    pages = model.objects.filter(is_readable(), is_in_open_language(get_language()), pk__in=keys)
    return pages.select_related("locale")


def speakers(keys: list[int]):
    """Those who have a page: who take part in a lecture that anybody may read."""
    lectures = LecturePage.objects.for_readers_of(get_language()).order_by().values("pk")
    public = LectureSpeaker.objects.filter(speaker__in=keys, page__in=lectures).order_by().values("speaker")
    return Speaker.objects.filter(pk__in=public)


def editions_with_surroundings(keys: list[int]) -> list[ConferencePage]:
    """Editions, with what their states depend on."""
    found = list(readable(ConferencePage, keys).defer("body"))
    around = surroundings(found)
    for edition in found:
        edition.surroundings = around[edition.pk]
    return found


def other_pages(keys: list[int]) -> list[Page]:
    """Pages of all types that are no kind of their own."""
    plain = list(readable(StandardPage, keys).defer("body"))
    others = set(keys) - {page.pk for page in plain}
    return plain + (list(readable(Page, others).specific()) if others else [])


QUERIES = {
    "lecture": lambda keys: readable(LecturePage, keys).for_listing(),
    "edition": editions_with_surroundings,
    "page": other_pages,
    "archive": lambda keys: readable(LectureArchivePage, keys),
    "speaker": speakers,
}


def picture_id(instance) -> int | None:
    """The key of the picture of a page or speaker, if it has one."""
    return getattr(instance, "photo_id", None) or getattr(instance, "picture_id", None)


def thumbnails(keys: list[int | None]) -> dict[int, SiteImage]:
    """Pictures by key, with the small version that a list shows; without those that have none yet."""
    keys = {key for key in keys if key}
    pictures = SiteImage.objects.prefetch_renditions(THUMBNAIL).in_bulk(keys) if keys else {}
    return {key: picture for key, picture in pictures.items() if picture.prefetched_renditions}


def title_of(instance) -> str:
    return instance.title if isinstance(instance, Page) else instance.name


def foreign(hit) -> str:
    """The language of a hit where it is not the page's own."""
    return hit.language if hit.language != get_language() else ""


def address(instance, hit) -> str:
    """Where a hit is, in its own language."""
    if isinstance(instance, Page):
        return instance.url or ""
    with override(hit.language):
        return instance.get_absolute_url()


def result(hit, instance, passage: MarkedText, editions: Editions, pictures: dict) -> dict:
    """A hit as components/search_result.html takes it."""
    title, facts = title_of(instance), FACTS[hit.kind](instance, editions)
    return facts | {
        "title": title,
        "marked_title": with_marks(Text(title, hit.language), hit.words),
        "role": with_marks(facts.get("role", ""), hit.words),
        "speakers": with_marks(joined(", ", *facts.get("speakers", [])), hit.words),
        "speaker_count": len(facts.get("speakers", [])),
        "language": hit.language,
        "lang": foreign(hit),
        "language_mark": settings.LANGUAGE_MARKS.get(foreign(hit), ""),
        "url": address(instance, hit),
        "excerpt": passage,
        "promoted": hit.promoted,
        "picture": pictures.get(picture_id(instance)),
    }


def of_lecture(lecture, editions: Editions) -> dict:
    card = presenters.card(lecture, editions.by_path.get(lecture.path[: -lecture.steplen]))
    return {
        "kind": card.kind,
        "when": card.when,
        "state": card.state,
        "state_label": card.state_label if lecture.state != LectureState.NO_DATE else "",  # the date says that
        "edition": card.edition,
        "speakers": card.speakers,
    }


def of_edition(edition, editions: Editions) -> dict:
    state = edition.badge
    return {
        "kind": KINDS["edition"].one,
        "when": edition.when,
        "state": state["slug"],
        "state_label": state["label"],
    }


def of_page(page, editions: Editions) -> dict:
    edition = editions.by_path.get(page.path[: -page.steplen])
    return {"kind": KINDS["page"].one, "edition": edition.title if edition else Text()}


def of_archive(page, editions: Editions) -> dict:
    return {"kind": KINDS["archive"].one}


def of_speaker(speaker, editions: Editions) -> dict:
    return {"kind": KINDS["speaker"].one, "role": speaker.said("title")}


FACTS = {
    "lecture": of_lecture,
    "edition": of_edition,
    "page": of_page,
    "archive": of_archive,
    "speaker": of_speaker,
}
