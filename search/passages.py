"""Which passage of its texts is shown of each hit, and in which language that is."""

from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.utils.translation import get_language

from home.snippets.texts import Text
from lectures.models import Speaker
from search.excerpts import Pieces, excerpt
from search.models import Entry
from search.words import words as words_of

READ = ("lead", "body")  # where the words are looked for first

Passage = tuple[Pieces, str]


def passages(shown: list[tuple]) -> dict[str, Passage]:
    """By key, what is shown of hits, given as pairs of a hit and its page or speaker: pieces, and another language.

    Where the words stand in the texts; else with whom; else in a document; else the lead. The text of documents may be
    a book for each page, so it is fetched only where nothing else has the words.
    """
    pages = [(hit, page) for hit, page in shown if not isinstance(page, Speaker)]
    found = {hit.key: of_speaker(hit, speaker) for hit, speaker in shown if isinstance(speaker, Speaker)}
    own = Func(F("fields"), F("language"), function="jsonb_extract_path", output_field=JSONField())
    texts = values(pages, Func(own, template="%(expressions)s - 'documents'", output_field=JSONField()))
    found |= {hit.key: of_page(hit, page, texts.get(hit.key) or {}) for hit, page in pages}
    without = [(hit, page) for hit, page in pages if not has_words(found[hit.key])]
    path = F("fields"), F("language"), Value("documents")
    documents = values(without, Func(*path, function="jsonb_extract_path_text", output_field=TextField()))
    for hit, page in without:
        passage = excerpt([documents.get(hit.key)], hit.words), foreign(page)
        if has_words(passage):
            found[hit.key] = passage
    return found


def values(hits: list[tuple], value: Func) -> dict:
    """Something of the entries of hits, by key."""
    entries: QuerySet = Entry.objects.filter(key__in=[hit.key for hit, _page in hits])
    return dict(entries.values_list("key", value)) if hits else {}


def has_words(passage: Passage) -> bool:
    return any(is_found for _text, is_found in passage[0])


def foreign(page) -> str:
    """The language of a page where it is another than the reader's."""
    code = page.locale.language_code
    return code if code != get_language() else ""


def of_page(hit, page, texts: dict[str, str]) -> Passage:
    """Where the words stand in its texts; else with whom, but for names that are shown anyway; else its lead."""
    read = [texts.get(name, "") for name in READ]
    names = [page.title, *(row["name"] for row in getattr(page, "speaker_rows", None) or [])]
    unseen = hit.words.difference(*map(words_of, names))
    for where, words in ((read, hit.words), ([texts.get("people", "")], unseen)):
        passage = excerpt(where, words), foreign(page)
        if has_words(passage):
            return passage
    return excerpt([page.listing_text, *read], frozenset()), foreign(page)


def of_speaker(hit, speaker) -> Passage:
    about: Text = speaker.said("about")
    return excerpt([about], hit.words), about.lang
