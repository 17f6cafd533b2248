"""Ways to take apart a word that is asked for and perhaps nowhere written, so that its parts can be looked for."""

from collections.abc import Callable, Iterator

from search.engine.morphology import STEM, Morphology

Way = tuple[str, ...]
SHORTEST, LONG_ENOUGH_ALONE = 3, 5  # letters of a part; of one whose other part is no word
LONG_ENOUGH_TO_SPLIT = 6


def ways(of: Morphology, word: str, stands: Callable[[str], bool]) -> list[Way]:
    """The likeliest ways first: by the dictionary, and where digits begin or end.

    What the dictionary does not have is taken apart into words that the site has (`stands`), or into one that it has
    and a rest, which is left out.
    """
    if len(word) < LONG_ENOUGH_TO_SPLIT:
        return []
    lemmas = [word, *(lemma for lemma in of.lemmas(word) if not lemma.startswith(STEM))]
    found = [way for lemma in dict.fromkeys(lemmas) for way in of.splits(lemma)] + at_digits(word)
    if not of.is_known(word) and not any(len(way) > 1 for way in found):
        found = into_words(word, of.links or ("",), stands) or found or list(one_part(word, stands))[:1]
    most = max(map(len, found), default=0)
    return [way for way in dict.fromkeys(found) if len(way) == most and all(len(part) > 1 for part in way)]


def at_digits(word: str) -> list[Way]:
    """`covid` and `19` of covid19."""
    places = [place for place in range(1, len(word)) if word[place].isdigit() != word[place - 1].isdigit()]
    return [(word[: places[0]], word[places[0] :])] if places else []


def into_words(word: str, links: tuple[str, ...], stands: Callable[[str], bool]) -> list[Way]:
    """Two words of the site that a word is made of, even ones first."""
    cuts = [(word[:place], word[place:], link) for place in range(SHORTEST, len(word) - SHORTEST + 1) for link in links]
    found = [
        (min(len(first), len(last)), first.removesuffix(link), last)
        for first, last, link in cuts
        if first.endswith(link) and stands(first.removesuffix(link)) and stands(last)
    ]
    return [way[1:] for way in sorted(found, reverse=True)]


def one_part(word: str, stands: Callable[[str], bool]) -> Iterator[Way]:
    """Words of the site that a word ends or begins with, the longest first."""
    for length in range(len(word) - SHORTEST, LONG_ENOUGH_ALONE - 1, -1):
        yield from ((end,) for end in (word[-length:], word[:length]) if stands(end))
