"""The queries of the judged set: made by rule and a seeded random generator, or by hand from the texts alone."""

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random

from tools.eval_search import rules, rules_compounds, rules_order, rules_others
from tools.eval_search.corpus import Corpus, corpus
from tools.eval_search.reading import LANGUAGES, asked_by_hand, written_lectures

RULES = {
    "title": rules.title,
    "title words": rules.title_words,
    "sentence": rules.sentence,
    "inflected": rules.inflected,
    "compound part": rules_compounds.compound_part,
    "split": rules_compounds.split,
    "joined": rules_compounds.joined,
    "mistyped": rules.wrongly_typed,
    "no diacritics": rules.no_diacritics,
    "cut short": rules.not_finished,
    "row": rules_order.row,
    "half title": rules_order.half_title,
    "shared end": rules_order.shared_end,
    "speaker": rules_others.speaker,
    "other language": rules_others.other_language,
}
TERMS = "term"
BY_HAND = tuple(sorted({f"by hand: {asked['kind']}" for asked in asked_by_hand()}))
CLASSES = (*RULES, TERMS, *BY_HAND)
ACROSS = ("other language", TERMS)
PARTS = ("tuning", "held-out", "final")  # the last is measured once, when all is done
USUAL = PARTS[:2]
SHARES = (2, 2, 1)
ATTEMPTS, LOWER_CASE = 8, 0.6


@dataclass(frozen=True)
class Query:
    """What somebody types on the search page of a language, and the families one of which answers it.

    `source` is the one that it was made of; the others hold the same words.
    """

    name: str
    language: str
    text: str
    families: frozenset[str]
    part: str
    source: str = ""

    @property
    def strictly(self) -> "Query":
        """The same with its source alone as an answer, where it has one."""
        return replace(self, families=frozenset({self.source})) if self.source else self


def part_of(source: str) -> str:
    """The part that a query belongs to, by what it is made of: no text is in two."""
    places = [part for part, share in zip(PARTS, SHARES, strict=True) for _time in range(share)]
    return places[sha256(source.encode()).digest()[0] % len(places)]


def queries(pages: int, seed: int = 1, rounds: int = 1) -> list[Query]:
    """All queries among so many pages; with more rounds, others of the same kinds of the same texts."""
    everything = corpus(pages)
    made = [query for turn in range(rounds) for query in _queries_of(everything, seed + turn)]
    made += [
        Query(TERMS, language, text, families, part_of(" ".join(sorted(families))))
        for language, text, families in rules_others.term_queries(everything)
    ]
    made += by_hand()
    return list({(query.name, query.language, query.text): query for query in made}.values())


def _queries_of(everything: Corpus, seed: int) -> list[Query]:
    """A query of each class of each text, where the class makes sense and the text answers it."""
    made = []
    for name, rule in RULES.items():
        for text in everything.judged:
            chance = Random(f"{seed} {name} {text.language} {text.family}")
            for _attempt in range(ATTEMPTS):
                found = rule(text, everything, chance)
                if found and found[0] and text.family in found[1]:
                    asked = found[0].lower() if chance.random() < LOWER_CASE and name != "title" else found[0]
                    asked_in = text.language if name != "other language" else other(text.language)
                    made.append(
                        Query(
                            name,
                            asked_in,
                            asked,
                            found[1],
                            part_of(text.family),
                            "" if name == "speaker" else text.family,
                        )
                    )
                    break
    return made


def by_hand() -> list[Query]:
    """Queries that were written from the texts alone, before the engine had answered any."""
    families = {lecture.key: lecture.family for lecture in written_lectures()}
    return [
        Query(
            f"by hand: {asked['kind']}",
            asked["language"],
            asked["text"],
            frozenset(families[key] for key in asked["answers"]),
            part_of(families[asked["answers"][0]]),
        )
        for asked in asked_by_hand()
    ]


def other(language: str) -> str:
    """The other language."""
    return next(each for each in LANGUAGES if each != language)


def numbers(made: list[Query]) -> dict[tuple[str, str, str], int]:
    """How many there are of each class, language and part."""
    return Counter((query.name, query.language, query.part) for query in made)
