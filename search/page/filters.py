"""The choices that narrow what is found: those made in the address, and those on offer with what each would leave."""

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bilingual.languages import language_name
from home.filters import Filters
from home.public import open_languages
from home.sorting import alphabetical
from lectures.archive import MAX_SPEAKERS, Words, known, names_told_apart
from lectures.editions import Editions
from lectures.models import LecturePage, Speaker, Subject
from search.kinds import KINDS

RECORDED = "1"
NOTHING = -1  # a key that nothing has


class Choices:
    """What the visitor has chosen of all that is found. An edition, subject or speaker that is unknown leaves nothing.

    The words of the address are the same in every language, so that the choices stay when the language is switched.
    """

    names = ("kind", "edition", "subject", "speaker", "language", "recording")

    def __init__(self, query: QueryDict, language: str, question: str = ""):
        self.editions = Editions(language)
        self.reader = language
        kind, code = query.get("kind", ""), query.get("language", "")
        self.kind = kind if kind in KINDS else ""
        self.edition = self.editions.find(query.get("edition", ""))
        self.subject = self._known(Subject, query.get("subject", ""), "lectures")
        self.speaker = self._known(Speaker, query.get("speaker", ""), "appearances__page")
        self.words = Words(query, edition=self.edition, subject=self.subject, speaker=self.speaker)
        self.language = code if code and code in [language, *open_languages()] else ""
        self.recording = query.get("recording") == RECORDED
        self.filters = Filters({"q": question, **self.values})

    def _known(self, model, slug: str, lectures: str):
        """The subject or speaker of an address, if it has a lecture that anybody may read."""
        if not slug:
            return None
        shown = LecturePage.objects.for_readers_of(self.reader).order_by().values("pk")
        return known(model, slug, **{f"{lectures}__in": shown})

    @property
    def values(self) -> dict[str, str]:
        """The choices as they stand in an address."""
        slugs = {name: one.slug for name in ("edition", "subject", "speaker") if (one := getattr(self, name))}
        return {"kind": self.kind, **slugs, "language": self.language, "recording": self.recording and RECORDED}

    @property
    def made(self) -> dict:
        """The choices as the search takes them."""
        snippets = {"subject": self.subject and self.subject.pk, "speaker": self.speaker and self.speaker.pk}
        made = {"kind": self.kind, "edition": self.edition and self.edition.key, "language": self.language}
        made |= {**snippets, "recording": self.recording} | dict.fromkeys(self.words.unknown, NOTHING)
        return {name: made[name] for name in self.names if made[name]}

    @property
    def labels(self) -> list[dict]:
        """The choices made, for components/chosen.html."""
        labels = {
            "kind": self.kind and str(KINDS[self.kind].many),
            "edition": self.edition and self.edition.title,
            "subject": self.subject and self.subject.said("name"),
            "speaker": self.speaker and self.speaker.name,
            "language": self.language and capfirst(language_name(self.language)),
            "recording": self.recording and _("With a recording"),
        }
        return self.filters.chosen(labels | self.words.labels_of_unknown)

    @property
    def address_of_now(self) -> str:
        """The same choices in the words of now, where the address has former ones; else empty."""
        changed = self.words.changed(self.editions)
        return self.filters.url(**changed) if changed else ""

    @property
    def address_without(self) -> str:
        """The address with all choices taken away."""
        return self.filters.url(**dict.fromkeys(self.names))

    def facets(self, counts: dict[str, dict], total: int) -> list[dict]:
        """The facets for their component: those that narrow what is found, and those in which something is chosen."""
        counts = {name: {value: count for value, count in found.items() if count} for name, found in counts.items()}
        facets = [
            ("kind", _("Kind"), self.kinds(counts)),
            ("edition", _("Conference"), self.of_editions(counts)),
            ("subject", _("Subject"), self.subjects(counts)),
            ("speaker", _("Speaker"), self.speakers(counts)),
            ("language", _("Language"), self.languages(counts)),
            ("recording", _("Recording"), self.recordings(counts)),
        ]
        return [
            self.filters.facet(name, label, options)
            for name, label, options in facets
            if options and (name in self.filters.active or any(count < total for _value, _label, count in options))
        ]

    def kinds(self, counts: dict) -> list[tuple]:
        found = counts.get("kind", {})
        return [(kind, str(KINDS[kind].many), found.get(kind, 0)) for kind in KINDS if kind in {*found, self.kind}]

    def of_editions(self, counts: dict) -> list[tuple]:
        """Newest first."""
        found = counts.get("edition", {})
        shown = [one for one in self.editions.choices if one is self.edition or found.get(one.key)]
        return [(one.slug, one.title, found.get(one.key, 0)) for one in shown]

    def subjects(self, counts: dict) -> list[tuple]:
        """In alphabetical order."""
        found = counts.get("subject", {})
        wanted = {*found, *([self.subject.pk] if self.subject else [])}
        subjects = Subject.objects.filter(pk__in=wanted) if wanted else []
        options = [(one.slug, one.said("name"), found.get(one.pk, 0)) for one in subjects]
        return sorted(options, key=lambda option: alphabetical(option[1]))

    def speakers(self, counts: dict) -> list[tuple]:
        """Those with most hits, and the chosen one; namesakes with their titles."""
        found = counts.get("speaker", {})
        most = sorted(found, key=lambda pk: (-found[pk], pk))[:MAX_SPEAKERS]
        wanted = {*most, *([self.speaker.pk] if self.speaker else [])}
        speakers = list(Speaker.objects.filter(pk__in=wanted)) if wanted else []
        named = zip(speakers, names_told_apart(speakers), strict=True)
        options = [(one.slug, name, found.get(one.pk, 0)) for one, name in named]
        return sorted(options, key=lambda option: (-option[2], alphabetical(option[1])))

    def languages(self, counts: dict) -> list[tuple]:
        """By name."""
        found = counts.get("language", {})
        codes = {*found, *([self.language] if self.language else [])}
        return sorted(
            ((code, capfirst(language_name(code)), found.get(code, 0)) for code in codes), key=lambda one: one[1]
        )

    def recordings(self, counts: dict) -> list[tuple]:
        found = counts.get("recording", {}).get(True, 0)
        return [(RECORDED, _("With a recording"), found)] if found or self.recording else []
