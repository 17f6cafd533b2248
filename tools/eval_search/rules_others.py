"""How speakers become queries, and texts queries in the other language."""

from random import Random

from tools.eval_search.corpus import Corpus, Text, named_subjects, speaker_family
from tools.eval_search.mistakes import SHORTEST, mistyped
from tools.eval_search.reading import LANGUAGES, terms
from tools.eval_search.rules import MANY, Found, title, title_words
from tools.eval_search.words import without_marks, words

AHEAD = 5  # pages in the visitor's own language that may hold a term too, if others are to be found beside them


def named(asked: str, corpus: Corpus) -> frozenset[str]:
    """The speakers who have every one of some names, and their lectures."""
    wanted = names_of(asked)
    found = set()
    for lecture in corpus.lectures:
        for person in lecture.people:
            if wanted <= names_of(person.name):
                found |= {lecture.family, speaker_family(person.name)}
    return frozenset(found)


def names_of(text: str) -> set[str]:
    """The names in a name, those that are hyphenated also one by one."""
    folded = without_marks(text).lower()
    return {*words(folded), *words(folded.replace("-", " "))}


def speaker(text: Text, corpus: Corpus, chance: Random) -> Found:
    """A speaker by full name or surname, with and without its dots, rightly or wrongly typed."""
    if not text.lecture.people:
        return None
    name = chance.choice(text.lecture.people).name
    surname = name.split()[-1]
    way = chance.choice(("full", "surname", "plain", "mistyped", "mistyped surname"))
    if way == "plain":
        return without_marks(surname).lower(), named(surname, corpus)
    if way in ("full", "surname"):
        asked = name if way == "full" else surname
        return chance.choice((asked, asked.lower())), named(asked, corpus)
    asked = name if way == "mistyped" else surname
    long = [each for each in words(asked.replace("-", " ")) if len(each) >= SHORTEST]
    if not long:
        return None
    right = chance.choice(long)
    return asked.replace(right, mistyped(right, text.language, chance), 1), named(asked, corpus)


def other_language(text: Text, corpus: Corpus, chance: Random) -> Found:
    """The title, or words of it, of a page that the visitor's language has too."""
    if text.lecture.only_in or len({each["title"] for each in text.lecture.texts.values()}) == 1:
        return None
    return chance.choice((title, title_words))(text, corpus, chance)


def term_queries(corpus: Corpus) -> list[tuple[str, str, frozenset[str]]]:
    """(language asked in, term or subject, families): what a term means in pages that only the other language has."""
    pairs = [(own, other) for own in LANGUAGES for other in LANGUAGES if own != other]
    found = []
    for own, other in pairs:
        for term in terms():
            holders = frozenset().union(*(corpus.anywhere.of(words(each), other) for each in term[other]))
            if len(holders) > MANY:
                continue
            families = frozenset(lecture.family for lecture in corpus.lectures if lecture.only_in == other) & holders
            found += [(own, each, families) for each in term[own] if not is_taken(each, own, families, corpus)]
        by_subject: dict[str, set[str]] = {}
        everywhere: dict[str, set[str]] = {}
        for lecture in corpus.lectures:
            for name in named_subjects(lecture):
                everywhere.setdefault(name[own], set()).add(lecture.family)
                if lecture.only_in == other:
                    by_subject.setdefault(name[own], set()).add(lecture.family)
        for name, families in by_subject.items():
            if everywhere[name] == families and not is_taken(name, own, frozenset(families), corpus):
                found.append((own, name, frozenset(families)))
    return found


def is_taken(term: str, language: str, families: frozenset[str], corpus: Corpus) -> bool:
    """Whether nothing is to be found by it in the other language, or much in the visitor's own."""
    own = corpus.anywhere.of(words(term), language)
    is_common = len(words(term)) == 1 and corpus.is_common(term, language)
    return not 0 < len(families) <= MANY or len(own) > AHEAD or is_common
