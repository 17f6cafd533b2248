"""How the order of words becomes queries: words in a row, titles half typed, ends that two words share."""

import re
from random import Random

from tools.eval_search.corpus import Corpus, Text
from tools.eval_search.rules import MANY, Found
from tools.eval_search.words import content_words, words

ROW, LONGEST_CUT = 5, 5
SHARED_END = re.compile(r"\b([^\W\d_]+)- (?:och|eller|samt) ([^\W\d_]+)")
SHORTEST_END = 4


def row(text: Text, corpus: Corpus, chance: Random) -> Found:
    """Five words in a row, without quotation marks, at least two of which say something."""
    found = words(f"{text.lead} {text.body}")
    if len(found) <= ROW:
        return None
    start = chance.randrange(len(found) - ROW)
    chosen = found[start : start + ROW]
    if len(content_words(" ".join(chosen), text.language)) < 2:
        return None
    asked = " ".join(chosen).lower()
    families = {each.family for each in corpus.texts if each.language == text.language and f" {asked} " in each.flat}
    return (asked, frozenset(families)) if 0 < len(families) <= MANY else None


def half_title(text: Text, corpus: Corpus, chance: Random) -> Found:
    """The beginning of a title, the last word of which may not be typed to its end."""
    found = text.title.split()
    if len(found) < 4:
        return None
    count = max(3, len(found) * 6 // 10)
    asked = " ".join(found[:count]).lower()
    if len(found[count - 1]) > LONGEST_CUT:
        asked = asked[: -chance.randint(1, 2)]
    alike = [each for each in corpus.texts if each.language == text.language and each.title.lower().startswith(asked)]
    return (asked, frozenset(each.family for each in alike)) if len(alike) <= MANY else None


def shared_end(text: Text, corpus: Corpus, chance: Random) -> Found:
    """The first of two words that share an end, written out: riskanalys of risk- och sårbarhetsanalys."""
    whole = f"{text.title} {text.lead} {text.body}"
    found = [(first, other) for first, other in SHARED_END.findall(whole) if len(other) > 2 * SHORTEST_END]
    if text.language != "sv" or not found:
        return None
    first, other = chance.choice(found)
    for start in range(2, len(other) - SHORTEST_END + 1):
        joined = f"{first}{other[start:]}".lower()
        if joined in corpus.dictionary_words and other[start:].lower() in corpus.dictionary_words:
            cut = {
                each.family
                for each in corpus.texts
                if f"{first}- ".lower() in each.whole and other.lower() in each.whole
            }
            families = cut | corpus.anywhere.of([joined], "sv")
            return (joined, frozenset(families)) if len(families) <= MANY else None
    return None
