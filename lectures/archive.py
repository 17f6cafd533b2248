"""The archive: every past lecture, with the choices that narrow it and how many each would leave."""

from collections import Counter
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Length, Substr
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.filters import Filters
from home.paging import get_page
from home.sorting import alphabetical
from home.text import Text, together
from lectures import presenters
from lectures.editions import Editions

MAX_SPEAKERS = 15
MAX_SLUG_LENGTH = 90
STEP = 4  # how many letters a level of the page tree takes in `path`


class Archive:
    """Past lectures as one visitor has narrowed them. A choice that is unknown leaves none, and is named.

    `past` is a queryset of lectures, `editions` what they may belong to, `query` the choices in the address.
    """

    def __init__(self, past, editions: Editions, query: QueryDict):
        self.past, self.editions, self.query = past, editions, query
        self.appearances = past.model.speakers.rel.related_model.objects
        self.edition = editions.find(query.get("edition", ""))
        self.subject = self._chosen(past.model._meta.get_field("subjects").related_model, "subject", "lectures")
        self.speaker = self._chosen(
            self.appearances.model._meta.get_field("speaker").related_model, "speaker", "appearances__page"
        )
        chosen = {"edition": self.edition, "subject": self.subject, "speaker": self.speaker}
        self.filters = Filters({name: one.slug if one else "" for name, one in chosen.items()})
        self.words = Words(query, edition=self.edition, subject=self.subject, speaker=self.speaker)
        self.narrowed = {
            "edition": reduce(or_, (Q(path__startswith=path) for path in self.edition.paths)) if self.edition else Q(),
            "subject": Q(pk__in=self._having("subjects", self.subject.slug)) if self.subject else Q(),
            "speaker": Q(pk__in=self._having("speakers__speaker", self.speaker.slug)) if self.speaker else Q(),
        } | dict.fromkeys(self.words.unknown, Q(pk__in=[]))

    @property
    def address_of_now(self) -> str:
        """The same choices with current slugs, if the address has former ones; else empty."""
        changed = self.words.changed(self.editions)
        return self.filters.url(**changed) if changed else ""

    def _chosen(self, model, name: str, lectures: str):
        """The subject or speaker that is chosen, if it has a past lecture that anybody may read."""
        return known(model, self.query.get(name, ""), **{f"{lectures}__in": self.past.order_by().values("pk")})

    def _having(self, relation: str, slug: str):
        return self.past.model.objects.filter(**{f"{relation}__slug": slug}).order_by().values("pk")

    def _without(self, name: str):
        """The lectures as narrowed by all choices but one: what the counts of that one are made of."""
        return self.past.filter(*(q for key, q in self.narrowed.items() if key != name)).order_by()

    def lectures_by_edition(self) -> Counter:
        """How many lectures, narrowed by all but the edition, each has; under None those whose edition is not shown."""
        edition_path = Substr("path", 1, Length("path") - STEP)
        counts = Counter()
        for path, count in self._without("edition").values_list(edition_path).annotate(count=Count("pk")):
            counts[self.editions.by_path.get(path)] += count
        return counts

    def edition_options(self, counts: Counter) -> list[tuple]:
        """Editions with lectures, newest first."""
        return [(edition.slug, edition.title, counts[edition]) for edition in self.editions.choices if counts[edition]]

    def subject_options(self) -> list[tuple]:
        """Subjects with lectures, in alphabetical order."""
        model = self.past.model._meta.get_field("subjects").related_model
        inside = self._without("subject").values("pk")
        subjects = model.objects.filter(lectures__in=inside).annotate(count=Count("lectures"))
        return sorted(
            ((subject.slug, subject.said("name"), subject.count) for subject in subjects),
            key=lambda option: alphabetical(option[1]),
        )

    def speaker_options(self) -> list[tuple]:
        """The speakers with most lectures, and the chosen one; namesakes with their titles."""
        model = self.appearances.model._meta.get_field("speaker").related_model
        counted = (
            model.objects.filter(appearances__page__in=self._without("speaker").values("pk"))
            .annotate(count=Count("appearances__page", distinct=True))
            .order_by(Case(When(pk=self.speaker and self.speaker.pk, then=Value(0)), default=1), "-count", "name")
        )
        speakers = list(counted[:MAX_SPEAKERS])
        named = zip(speakers, names_told_apart(speakers), strict=True)
        return [(speaker.slug, name, speaker.count) for speaker, name in named]

    def context(self) -> dict:
        """What the archive's template shows."""
        counts = self.lectures_by_edition()
        total = counts[self.edition] if self.edition else 0 if "edition" in self.words.unknown else counts.total()
        facets = [
            self.filters.facet("edition", _("Conference"), self.edition_options(counts)),
            self.filters.facet("subject", _("Subject"), self.subject_options()),
            self.filters.facet("speaker", _("Speaker"), self.speaker_options()),
        ]
        lectures = self.past.filter(*self.narrowed.values()).newest_first().for_listing()
        page = get_page(lectures, self.query, settings.LECTURES_PER_PAGE, total)
        by_path = self.editions.by_path
        page.object_list = [presenters.card(lecture, by_path.get(lecture.path[:-STEP])) for lecture in page.object_list]
        labels = {
            "edition": self.edition and self.edition.title,
            "subject": self.subject and self.subject.said("name"),
            "speaker": self.speaker and self.speaker.name,
        }
        chosen = self.filters.chosen(labels | self.words.labels_of_unknown)
        return {
            "lectures": page,
            "total": total,
            "facets": facets,
            "chosen": chosen,
            "clear_url": "." if chosen else "",
            "kept": self.filters.active,
        }


class Words:
    """The words in an address for an edition, a subject or a speaker, and what each of them is, or None."""

    def __init__(self, query: QueryDict, **found):
        self.given = {name: word for name in found if (word := query.get(name, ""))}
        self.found = found
        self.unknown = [name for name in self.given if found[name] is None]

    def changed(self, editions: Editions) -> dict[str, str]:
        """The current slugs for the former ones in the address."""
        current = {name: self.found[name].slug for name in self.given if self.found[name]}
        if self.given.get("edition") in editions.by_slug:  # which may use the words of any language
            current.pop("edition", None)
        return {name: word for name, word in current.items() if word != self.given[name][:MAX_SLUG_LENGTH]}

    @property
    def labels_of_unknown(self) -> dict[str, str]:
        """What is said of a choice that there is not, in the place of its name."""
        return {
            name: _("“%(word)s” (not found)") % {"word": Truncator(self.given[name]).chars(40)} for name in self.unknown
        }


def known(model, slug: str, **inside):
    """The subject or speaker of an address, now or formerly, if it has lectures of those it has to have; else None."""
    slug = slug[:MAX_SLUG_LENGTH]
    if not slug:
        return None
    snippets = model.objects.filter(**inside)
    return snippets.filter(slug=slug).first() or snippets.filter(former_slugs__slug=slug).first()


def names_told_apart(speakers: list) -> list[str | Text]:
    """What speakers are called in a list of them: namesakes with their titles."""
    namesakes = Counter(speaker.name for speaker in speakers)
    titles = [speaker.said("title") if namesakes[speaker.name] > 1 else "" for speaker in speakers]
    return [
        together("{} ({})", one.name, title) if title else one.name for one, title in zip(speakers, titles, strict=True)
    ]
