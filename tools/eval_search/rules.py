"""How a text becomes a query, class by class: each rule gives what is asked and the families that answer it."""

from collections.abc import Callable
from functools import partial
from random import Random

from tools.eval_search.corpus import Corpus, Holders, Text
from tools.eval_search.inflection import other_forms
from tools.eval_search.mistakes import SHORTEST, cut_short, mistyped
from tools.eval_search.words import NUMBERS, content_words, says_something, sentences, without_marks, words

Found = tuple[str, frozenset[str]] | None
FEW, MANY = 3, 8  # families that may answer a query; more if there is nothing to add to it
MAX_QUERY_LENGTH = 5
LONG_ENOUGH_ALONE = 7  # letters of a mistyped word with no other beside it
SELDOM = 0.2


def specific(
    chosen: list[str], rest: list[str], holders: Holders, text: Text, corpus: Corpus
) -> tuple[list[str], frozenset[str]]:
    """Some words, and more of the others as long as many families hold them; with those families."""
    language = text.language
    chosen, rest = list(chosen), [word for word in rest if word not in chosen]
    families = holders.of(chosen, language)
    while is_vague(chosen, families, language, corpus) and rest and len(chosen) < MAX_QUERY_LENGTH:
        chosen.append(rest.pop(0))
        families = holders.of(chosen, language)
    return chosen, families if len(families) <= MANY else frozenset()


def is_vague(chosen: list[str], families: frozenset[str], language: str, corpus: Corpus) -> bool:
    """Whether some words may mean many families."""
    return len(families) > FEW or (len(chosen) == 1 and corpus.is_common(chosen[0], language))


def some_words(
    text: Text, corpus: Corpus, chance: Random, count: tuple[int, int] = (2, 3), fits: Callable = bool, from_title=0.7
) -> tuple[list[str], frozenset[str]]:
    """Words of the title or of a sentence, in order, at least one of which fits; with the families that hold them."""
    holders, passage = corpus.in_title, text.title
    if chance.random() > from_title:
        holders, passage = corpus.anywhere, chance.choice(sentences(f"{text.lead} {text.body}"))
    found = content_words(passage, text.language)
    fitting = [word for word in found if fits(word)]
    if not fitting:
        return [], frozenset()
    first = chance.choice(fitting)
    rest = [word for word in found if word != first]
    chance.shuffle(rest)
    chosen = [first, *rest][: chance.randint(*count)]
    chosen, families = specific(chosen, rest, holders, text, corpus)
    return sorted(chosen, key=found.index), families


def is_long(word: str, shortest: int = SHORTEST) -> bool:
    """Whether it is long enough to be mistyped and still be known, and no number or hyphenated word."""
    return len(word) >= shortest and word.isalpha()


def title(text: Text, corpus: Corpus, chance: Random) -> Found:
    """The title as it is."""
    alike = [other.family for other in corpus.texts if other.title == text.title and other.language == text.language]
    return text.title, frozenset(alike)


def title_words(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Two or three words of the title, one time in five in another order."""
    chosen, families = some_words(text, corpus, chance, from_title=1)
    if chance.random() < 0.2:
        chance.shuffle(chosen)
    return " ".join(chosen), families


def sentence(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Some words in a row of a sentence, or three or four that say something."""
    passage = words(chance.choice(sentences(f"{text.lead} {text.body}")))
    if chance.random() < 0.5:
        length = chance.randint(5, 9)
        start = chance.randrange(max(1, len(passage) - length))
        passage = passage[start : start + length]
    found = content_words(" ".join(passage), text.language)
    if len(found) < 3:
        return None
    if len(passage) > 9:
        found = sorted(chance.sample(found, min(len(found), chance.choice((3, 4)))), key=found.index)
        passage = found
    families = corpus.anywhere.of(found, text.language)
    return (" ".join(passage), families) if len(families) <= MANY else None


def inflected(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Words in another form."""
    language = text.language
    chosen, families = some_words(
        text, corpus, chance, fits=lambda word: not is_name(word, text) and other_forms(word, language), from_title=0.6
    )
    changed = [word if is_name(word, text) else another_form(word, language, chance) for word in chosen]
    return " ".join(changed), families


def is_name(word: str, text: Text) -> bool:
    """Whether it has a capital letter that does not come of its place."""
    return not word.islower() and not text.title.startswith(word)


def another_form(word: str, language: str, chance: Random) -> str:
    """Another form of a word, seldom a genitive or a passive; itself if there is none."""
    forms = other_forms(word, language) if word.lower() not in NUMBERS[language] else ()
    weights = [SELDOM if language == "sv" and form.endswith("s") else 1 for form in forms]
    return chance.choices(forms, weights)[0] if forms else word


def wrongly_typed(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Words with a typing mistake in one of them, sometimes in two."""
    chosen, families = some_words(text, corpus, chance, (1, 3), is_long)
    long = [word for word in chosen if is_long(word)]
    if not long or (len(chosen) == 1 and len(long[0]) < LONG_ENOUGH_ALONE):
        return None
    wrong = set(chance.sample(long, 2 if len(long) > 1 and chance.random() < 0.25 else 1))
    return " ".join(mistyped(word, text.language, chance) if word in wrong else word for word in chosen), families


def no_diacritics(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Words without the dots and rings over their letters; in English a speaker's name and a word of the title."""
    if text.language == "sv":
        chosen, families = some_words(text, corpus, chance, fits=lambda word: without_marks(word) != word)
        return without_marks(" ".join(chosen)), families
    names = [name for person in text.lecture.people for name in person.name.split() if without_marks(name) != name]
    found = [word for word in words(f"{text.title} {text.lead} {text.body}") if without_marks(word) != word]
    if not names + found:
        return None
    rest = content_words(text.title, "en")
    chance.shuffle(rest)
    chosen, families = specific([chance.choice(names + found), *rest[:1]], rest, corpus.anywhere, text, corpus)
    return without_marks(" ".join(chosen)), families


def not_finished(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Words of which the last is not typed to its end: as far as tells it from many others."""
    in_title = chance.random() < 0.7
    fits = partial(is_long, shortest=6)
    chosen, families = some_words(text, corpus, chance, fits=fits, from_title=in_title)
    long = [word for word in chosen if fits(word)]
    if not long:
        return None
    last = chance.choice(long)
    others = [word for word in chosen if word != last]
    holders = (corpus.in_title if in_title else corpus.anywhere).of(others, text.language)
    for length in range(len(cut_short(last, chance)), len(last)):
        cut = last[:length].lower()
        found = families | corpus.beginning_with(cut, text.language, holders, in_title)
        if len(found) <= FEW and says_something(cut, text.language):
            return " ".join([*others, cut]), found
    return None
