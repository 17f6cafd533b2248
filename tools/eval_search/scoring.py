"""How well the queries are answered: Recall@10 and MRR@10 for each class and language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.eval_search.queries import ACROSS, BY_HAND, CLASSES, PARTS, Query
from tools.eval_search.reading import LANGUAGES

WITHIN = 10
RECALL, RANK, RECALL_ACROSS = 0.97, 0.95, 0.9
RECALL_BY_HAND, RANK_BY_HAND = 0.95, 0.85


@dataclass(frozen=True)
class Answer:
    """What came first for a query (families, best first), and where the first right one stands; 0: not within ten."""

    query: Query
    first: tuple[str, ...]
    place: int

    @classmethod
    def of(cls, query: Query, found: Sequence[str]) -> "Answer":
        first = tuple(dict.fromkeys(found))[:WITHIN]
        return cls(query, first, next((at for at, key in enumerate(first, start=1) if key in query.families), 0))


@dataclass(frozen=True)
class Score:
    """How many queries, the share that is answered within ten, and the mean of one by the place."""

    number: int
    recall: float
    rank: float

    @classmethod
    def of(cls, answers: list[Answer]) -> "Score":
        number = len(answers) or 1
        recall = sum(answer.place > 0 for answer in answers) / number
        return cls(len(answers), recall, sum(1 / answer.place for answer in answers if answer.place) / number)

    def reaches(self, name: str) -> bool:
        """Whether it is as good as it is to be."""
        if name in BY_HAND:
            return self.recall >= RECALL_BY_HAND and self.rank >= RANK_BY_HAND
        return self.recall >= RECALL_ACROSS if name in ACROSS else self.recall >= RECALL and self.rank >= RANK


def answers(queries: list[Query], find: Callable[[str, str], Sequence[str]]) -> list[Answer]:
    """Every query put to a search that gives families, best first."""
    return [Answer.of(query, find(query.text, query.language)) for query in queries]


def table(given: list[Answer]) -> tuple[list[str], bool]:
    """The lines of the table, and whether every aim is reached."""
    parts = [part for part in PARTS if any(answer.query.part == part for answer in given)]
    form = "{:26}{:4}" + "{:>8}{:>8}{:>8}" * (len(parts) + 1) + "   {}"
    lines = [
        form.format("", "", *(word for part in (*parts, "all") for word in ("", "", part)), ""),
        form.format("class", "", *["n", "R@10", "MRR@10"] * (len(parts) + 1), ""),
    ]
    missed = []
    for name, language in [(name, language) for name in CLASSES for language in LANGUAGES]:
        of_row = [answer for answer in given if (answer.query.name, answer.query.language) == (name, language)]
        if of_row:
            missed.append(not Score.of(of_row).reaches(name))
            lines.append(form.format(name, language, *cells(of_row, parts), "below the aim" if missed[-1] else "ok"))
    for label, names in (("by rule", set(CLASSES) - set(BY_HAND)), ("by hand", set(BY_HAND))):
        for language in LANGUAGES:
            some = [one for one in given if one.query.name in names and one.query.language == language]
            if some:
                recall, rank = mean(some)
                lines.append(f"{label}, {language}: mean of the classes R@10 {recall:.4f}, MRR@10 {rank:.4f}")
    lines.append(
        f"aims: R@10 {RECALL} and MRR@10 {RANK} in one language, R@10 {RECALL_ACROSS} across languages, "
        f"{RECALL_BY_HAND} and {RANK_BY_HAND} by hand"
    )
    return lines, not any(missed)


def mean(given: list[Answer]) -> tuple[float, float]:
    """The means of the classes' Recall@10 and MRR@10, each class counting alike."""
    rows: dict[tuple[str, str], list[Answer]] = {}
    for answer in given:
        rows.setdefault((answer.query.name, answer.query.language), []).append(answer)
    scores = [Score.of(some) for some in rows.values()]
    return sum(one.recall for one in scores) / len(scores), sum(one.rank for one in scores) / len(scores)


def cells(given: list[Answer], parts: list[str]) -> list[str]:
    """Number, recall and rank of some parts and of all."""
    of_parts = [[answer for answer in given if answer.query.part == part] for part in parts]
    scores = [Score.of(part) for part in (*of_parts, given)]
    return [text for score in scores for text in (str(score.number), f"{score.recall:.3f}", f"{score.rank:.3f}")]


def misses(given: list[Answer], most: int, names: dict[str, str]) -> list[str]:
    """The worst of the tuning part in each class, with what came first. The other part stays unseen."""
    lines = []
    for name in CLASSES:
        for language in LANGUAGES:
            worst = [
                answer
                for answer in given
                if (answer.query.name, answer.query.language, answer.query.part) == (name, language, PARTS[0])
                and answer.place != 1
            ]
            for answer in sorted(worst, key=lambda answer: answer.place or WITHIN + 1, reverse=True)[:most]:
                right = next(iter(sorted(answer.query.families)))
                first = names.get(answer.first[0], answer.first[0]) if answer.first else "nothing"
                place = answer.place or "not"
                lines.append(f"{name}, {language}: “{answer.query.text}” {place}: {names.get(right, right)} ← {first}")
    return lines
