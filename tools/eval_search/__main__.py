"""How well the search finds (`make eval-search`): a judged set among 1,000 and 10,000 pages, by class and language."""

import argparse
import sys
from collections.abc import Callable
from time import perf_counter, process_time

import numpy as np

from search.engine.index import Index
from search.engine.interpreter import Interpreter
from search.engine.matching import KINDS
from search.engine.query import parse
from search.engine.scoring import rank
from search.engine.segment import Segment
from search.engine.tokens import words
from tools.eval_search.corpus import corpus
from tools.eval_search.offline import documents, terms
from tools.eval_search.queries import CLASSES, PARTS, USUAL, Query, queries
from tools.eval_search.reading import LANGUAGES
from tools.eval_search.scoring import WITHIN, Answer, answers, mean, misses, table

SIZES = (1_000, 10_000)


def parse_arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, choices=SIZES, help="only among so many pages")
    parser.add_argument("--part", choices=PARTS, help=f"only this part; else {' and '.join(USUAL)}")
    parser.add_argument("--class", dest="name", choices=CLASSES)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--misses", type=int, default=0, help="the worst queries of the tuning part in each class")
    parser.add_argument("--seed", type=int, default=1, help="other queries of the same kinds")
    parser.add_argument("--rounds", type=int, default=1, help="so many times as many queries")
    parser.add_argument("--strict", action="store_true", help="only the text that a query was made of answers it")
    parser.add_argument("--without", choices=[*KINDS, "each"], help="leave out a kind of match; `each`: one by one")
    return parser.parse_args()


def searching(pages: int, without: frozenset[str]) -> Callable[[str, str], list[str]]:
    """A function that gives the families that a query finds, the best first."""
    segment = Segment.of(documents(pages))
    index = Index([(segment, np.ones(len(segment), dtype=bool))])
    synonyms = [{code: [words(name) for name in names] for code, names in term.items()} for term in terms()]

    def found(text: str, language: str) -> list[str]:
        interpreter = Interpreter(index, parse(text, language), index.alive, without=without)
        best = rank(interpreter, interpreter.meanings(synonyms), first_language="sv").documents[:WITHIN]
        return [index.families[0][index.family[one]].decode() for one in best]

    return found


def asked_for(chosen: argparse.Namespace, pages: int) -> list[Query]:
    """The queries that the command line asks for."""
    return [
        query.strictly if chosen.strict else query
        for query in queries(pages, chosen.seed, chosen.rounds)
        if query.part in ([chosen.part] if chosen.part else USUAL)
        and chosen.name in (None, query.name)
        and chosen.language in (None, query.language)
    ]


def measure(chosen: argparse.Namespace, pages: int) -> bool:
    """Print the table of one size; whether every aim is reached."""
    asked = asked_for(chosen, pages)
    without = [chosen.without] if chosen.without and chosen.without != "each" else []
    found = searching(pages, frozenset(without))
    started, processor = perf_counter(), process_time()
    given = answers(asked, found)
    spent = 1000 * (process_time() - processor) / max(len(asked), 1)
    left_out = f", without {without[0]}" if without else ""
    print(f"\nAmong {pages:,} pages{left_out}: {len(asked)} queries, {spent:.1f} ms of processor each")
    lines, is_good = table(given)
    titles = {lecture.family: next(iter(lecture.texts.values()))["title"] for lecture in corpus(pages).lectures}
    print("\n".join([*lines, *misses(given, chosen.misses, titles)]), flush=True)
    print(f"{perf_counter() - started:.0f} s")
    return is_good


def measure_each(chosen: argparse.Namespace, pages: int) -> None:
    """Print what each kind of match is worth: the mean of the classes' Recall@10 and MRR@10, with it and without."""
    asked = asked_for(chosen, pages)

    def means(without: frozenset[str]) -> tuple[float, float]:
        given: list[Answer] = answers(asked, searching(pages, without))
        return mean(given)

    whole = means(frozenset())
    print(f"\nAmong {pages:,} pages: R@10 {whole[0]:.4f}, MRR@10 {whole[1]:.4f}; in points of a hundred less without")
    for kind in KINDS:
        less = [100 * (all_of_it - rest) for all_of_it, rest in zip(whole, means(frozenset([kind])), strict=True)]
        print(f"  {kind:16}{less[0]:8.2f}{less[1]:8.2f}", flush=True)


def main() -> int:
    chosen = parse_arguments()
    sizes = [chosen.pages] if chosen.pages else SIZES
    if chosen.without == "each":
        for pages in sizes:
            measure_each(chosen, pages)
        return 0
    reached = [measure(chosen, pages) for pages in sizes]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
