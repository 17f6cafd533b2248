"""Which passage of its texts is shown of each hit, and in which language that is."""

from django.db.models import F, Func, JSONField, QuerySet, TextField, Value

from lectures.models import Speaker
from search.engine.tokens import words as words_of
from search.models import Entry
from search.page.snippets import MarkedText, excerpt

READ = ("lead", "body")  # where the words are looked for first


def passages(shown: list[tuple]) -> dict[str, MarkedText]:
    """By key, what is shown of hits, given as pairs of a hit and its page or speaker.

    Where the words stand in the texts; else with whom; else in a document; else the lead. The text of documents may be
    a book for each page, so it is fetched only where nothing else has the words.
    """
    pages = [(hit, page) for hit, page in shown if not isinstance(page, Speaker)]
    found = {hit.key: of_speaker(hit, speaker) for hit, speaker in shown if isinstance(speaker, Speaker)}
    own = Func(F("fields"), F("language"), function="jsonb_extract_path", output_field=JSONField())
    texts = values(pages, Func(own, template="%(expressions)s - 'documents'", output_field=JSONField()))
    found |= {hit.key: of_page(hit, page, texts.get(hit.key) or {}) for hit, page in pages}
    without = [(hit, page) for hit, page in pages if not found[hit.key].has_words]
    path = F("fields"), F("language"), Value("documents")
    documents = values(without, Func(*path, function="jsonb_extract_path_text", output_field=TextField()))
    for hit, page in without:
        passage = passage_of(page, [documents.get(hit.key)], hit.words)
        if passage.has_words:
            found[hit.key] = passage
    return found


def values(hits: list[tuple], value: Func) -> dict:
    """Something of the entries of hits, by key."""
    entries: QuerySet = Entry.objects.filter(key__in=[hit.key for hit, _page in hits])
    return dict(entries.values_list("key", value)) if hits else {}


def passage_of(page, texts: list[str], words: frozenset[str]) -> MarkedText:
    return MarkedText.of(excerpt(texts, words), page.locale.language_code)


def of_page(hit, page, texts: dict[str, str]) -> MarkedText:
    """Where the words stand in its texts; else with whom, but for names that are shown anyway; else its lead."""
    read = [texts.get(name, "") for name in READ]
    names = [page.title, *(row["name"] for row in getattr(page, "speaker_rows", None) or [])]
    unseen = hit.words.difference(*map(words_of, names))
    for where, words in ((read, hit.words), ([texts.get("cast", "")], unseen)):
        passage = passage_of(page, where, words)
        if passage.has_words:
            return passage
    return passage_of(page, [page.listing_text.plain, *read], frozenset())


def of_speaker(hit, speaker) -> MarkedText:
    about = speaker.said("about")
    return MarkedText.of(excerpt([about.plain], hit.words), about.language)
