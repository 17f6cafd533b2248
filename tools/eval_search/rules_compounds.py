"""How a text becomes a query about a compound: a part of it, its parts apart, two words as one."""

import re
from random import Random

from tools.eval_search.compounds import Parts, parts_of
from tools.eval_search.corpus import Corpus, Text
from tools.eval_search.inflection import other_forms
from tools.eval_search.lexicon import group_of, lemma_of
from tools.eval_search.rules import MANY, Found, specific
from tools.eval_search.words import NUMBERS, content_words, says_something, words

SPACED = re.compile(r"(?=(?<![^\W_-])([^\W\d_]+) ([^\W\d_]+)(?![\w-]))")


def a_compound(text: Text, chance: Random, passages: tuple[str, ...]) -> tuple[Parts, str] | None:
    """A compound of the first of some passages that has one; and where it stands."""
    for passage in passages:
        found = [parts for word in words(passage) if (parts := parts_of(word, text.language))]
        if found:
            return chance.choice(found), passage
    return None


def others(text: Text, passage: str, parts: Parts, chance: Random) -> list[str]:
    """Words to add: those of the title first, then those that stand beside the compound."""
    compound = parts.first + parts.last
    found = [content_words(each, text.language) for each in dict.fromkeys((text.title, passage))]
    for each in found:
        chance.shuffle(each)
    return [word for each in found for word in each if word.lower() != compound]


def compound_part(text: Text, corpus: Corpus, chance: Random) -> Found:
    """The first or the last part of a compound, with another word where many have it."""
    if not (found := a_compound(text, chance, (text.title, text.lead))):
        return None
    parts, passage = found
    last = chance.choice([parts.last, *last_in_other_forms(parts, text.language)])
    part = chance.choice((parts.first_word, last))
    chosen, families = specific([part], others(text, passage, parts, chance), corpus.in_parts, text, corpus)
    return " ".join(reversed(chosen) if chance.random() < 0.5 else chosen), families


def last_in_other_forms(parts: Parts, language: str) -> list[str]:
    """The last part in the forms that the compound has: `värd` of husvärden, not `värde`."""
    forms = other_forms(parts.first + parts.last, language)
    return [form.removeprefix(parts.first) for form in forms if form.startswith(parts.first) and not form.endswith("s")]


def split(text: Text, corpus: Corpus, chance: Random) -> Found:
    """The parts of a compound as two words, as they stand in it."""
    if not (found := a_compound(text, chance, (text.title, text.lead, text.body))):
        return None
    parts, passage = found
    pair = [parts.first_word, parts.last]
    chosen, families = specific(pair, others(text, passage, parts, chance), corpus.in_parts, text, corpus)
    return " ".join([parts.first, parts.last, *chosen[2:]]), families


def joined(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Two words of the title or the lead that stand side by side, written as one."""
    language = text.language
    for passage, holders in ((text.title, corpus.in_title), (text.lead, corpus.anywhere)):
        pairs = [list(pair) for pair in SPACED.findall(passage) if all(may_be_joined(word, language) for word in pair)]
        if pairs:
            pair = chance.choice(pairs)
            rest = [word for word in content_words(passage, language) if word not in pair]
            chance.shuffle(rest)
            chosen, families = specific(pair, rest, holders, text, corpus)
            if len(families) <= MANY:
                return " ".join(["".join(pair).lower(), *chosen[2:]]), families
    return None


def may_be_joined(word: str, language: str) -> bool:
    """Whether it is a word that people take for a part of a compound: no number, no plain verb."""
    if not says_something(word, language) or word.lower() in NUMBERS[language]:
        return False
    if language == "sv":
        group = set(group_of(word.lower(), "sv"))
        is_verb = lemma_of(word, "sv").endswith("a") and any(form.endswith(("ar", "er", "ade")) for form in group)
        return not is_verb and any(form.endswith(("ens", "ets", "ans", "nas", "aste", "igt")) for form in group)
    return not word.endswith(("ed", "ing"))
