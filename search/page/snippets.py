"""What is shown of a text that was found: the passage with the words, and the words in it marked. Nothing is asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from home.text import Text, Together, plain, together
from search.engine.tokens import Token, composed, tokens

Pieces = list[tuple[str, bool]]  # a text in parts: each, and whether it is a word that was found

LENGTH = 220  # letters of a passage
BEFORE = 0.35  # how much of the room that the words leave may stand before the first of them
MAX_LENGTH_READ = 20_000  # letters of a text
SENTENCE_ENDS = re.compile(r"[.!?…:·] ")
APART = " · "
UNMARKED_END = re.compile(r"(?<![.!?…:;,–-])\n")  # of a line such as a heading


@dataclass(frozen=True, eq=False)
class MarkedText(Text):
    """A text in which the words that were found are marked."""

    pieces: Pieces = ()

    @classmethod
    def of(cls, pieces: Pieces, language: str = ""):
        shown = [format_html('<mark class="marked">{}</mark>', text) if found else text for text, found in pieces]
        html = format_html_join("", "{}", [(text,) for text in shown])
        return cls("".join(text for text, _found in pieces), language, html, pieces)

    @property
    def has_words(self) -> bool:
        return any(found for _text, found in self.pieces)


def with_marks(text: str | Text, words: frozenset[str]) -> Text:
    """A whole text with the words in it marked, in each of its languages."""
    if isinstance(text, Together):
        return together(text.pattern, *(with_marks(part, words) for part in text.parts))
    return MarkedText.of(marked(plain(text), words), getattr(text, "language", ""))


def marked(text: str, words: frozenset[str]) -> Pieces:
    """A whole text with the words in it marked."""
    text = composed(text)
    return pieces(text, places(text, words))


def excerpt(texts: Iterable[str], words: frozenset[str], length: int = LENGTH) -> Pieces:
    """The passage with most different words of those that were found; the first text's beginning where none stands.

    Of passages with equally many, the one in the earliest text is taken.
    """
    texts = [in_one_line(composed(from_first_word(text, words))) for text in texts if text]
    most, best, run = 0, texts[0] if texts else "", []
    for text in texts:
        different, found = best_run(places(text, words), length)
        if different > most:
            most, best, run = different, text, found
    start, end = bounds(best, run, length)
    parts = pieces(best[start:end], places(best[start:end], words))
    before, after = ("… " if start else ""), (" …" if end < len(best) else "")
    return [part for part in [(before, False), *parts, (after, False)] if part[0]]


def in_one_line(text: str) -> str:
    """A text without its lines: what they keep apart is kept apart still."""
    lines = filter(None, (" ".join(line.split()) for line in text.splitlines()))
    return UNMARKED_END.sub(APART, "\n".join(lines)).replace("\n", " ")


def places(text: str, words: frozenset[str]) -> list[Token]:
    """Where the words stand in a composed text."""
    return [token for token in tokens(text) if token.word in words] if words else []


def from_first_word(text: str, words: frozenset[str]) -> str:
    """A very long text from its first word on: slides and transcripts are whole books."""
    if len(text) <= MAX_LENGTH_READ:
        return text
    small = text.lower()
    first = min((place for place in map(small.find, words) if place >= 0), default=0)
    start = text.rfind(" ", 0, max(first - LENGTH, 0)) + 1
    return f"{'… ' if start else ''}{text[start : start + MAX_LENGTH_READ]}"


def best_run(found: list[Token], length: int) -> tuple[int, list[Token]]:
    """Of words that stand within `length`, those with most different ones, nearest together: how many, and which."""
    most, shortest, best = 0, 0, []
    for first, token in enumerate(found):
        seen, last = set(), first
        for place in range(first, len(found)):
            if place > first and found[place].end - token.start > length:
                break
            if found[place].word not in seen:
                seen.add(found[place].word)
                last = place
        span = found[last].end - token.start
        if (len(seen), -span) > (most, -shortest):
            most, shortest, best = len(seen), span, found[first : last + 1]
    return most, best


def bounds(text: str, run: list[Token], length: int) -> tuple[int, int]:
    """Where the passage around a run of words begins and ends: at words, and with a sentence if one begins near."""
    if len(text) <= length:
        return 0, len(text)
    first, last = (run[0].start, run[-1].end) if run else (0, 0)
    room = max(length - (last - first), 0)
    start = min(first, max(min(first - int(room * BEFORE), len(text) - length), 0))
    if start:
        sentence = SENTENCE_ENDS.search(text, start - 1, first)
        start = sentence.end() if sentence else min(text.find(" ", start - 1) + 1 or first, first)
    end = start + length
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", last, end + 1)
    return start, space if space > start else max(min(last, end), start + 1) if run else end


def pieces(text: str, found: list[Token]) -> Pieces:
    """The text in parts, cut where the found words begin and end."""
    parts, done = [], 0
    for token in found:
        parts += [(text[done : token.start], False), (text[token.start : token.end], True)]
        done = token.end
    return [part for part in [*parts, (text[done:], False)] if part[0]]
