"""What goes wrong when people type."""

from random import Random

from tools.eval_search.lexicon import is_known

ROWS = {"sv": ("qwertyuiopå", "asdfghjklöä", "zxcvbnm"), "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm")}
SHORTEST, LONG = 5, 9
FIRST_LETTER_TOO = 0.04


def mistyped(word: str, language: str, chance: Random) -> str:
    """The word with one mistake, or up to two if it is long; never another word."""
    times = 1 if len(word) < LONG else chance.choice((1, 2))
    for _attempt in range(50):
        wrong = word.lower()
        for _time in range(times):
            wrong = one_mistake(wrong, language, chance)
        if wrong != word.lower() and not is_known(wrong, language):
            return wrong
    return word


def one_mistake(word: str, language: str, chance: Random) -> str:
    """A letter too much, too few, another one, or two in the wrong order."""
    at = 0 if chance.random() < FIRST_LETTER_TOO else chance.randrange(1, len(word))
    kind = chance.choice(("insert", "delete", "substitute", "transpose"))
    if kind == "delete":
        return word[:at] + word[at + 1 :]
    if kind == "transpose":
        at = max(1, min(at, len(word) - 2))
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    letter = neighbour(word[at], language, chance)
    if kind == "insert":
        return word[:at] + chance.choice((letter, word[at])) + word[at:]
    return word[:at] + letter + word[at + 1 :]


def neighbour(letter: str, language: str, chance: Random) -> str:
    """A key beside the letter's, or in three cases of ten any."""
    if chance.random() > 0.3:
        for row in ROWS[language]:
            at = row.find(letter)
            if at >= 0:
                return chance.choice([row[place] for place in (at - 1, at + 1) if 0 <= place < len(row)])
    return chance.choice("abcdefghijklmnoprstuvyåäö" if language == "sv" else "abcdefghijklmnoprstuvwy")


def cut_short(word: str, chance: Random) -> str:
    """The beginning of a word, as when somebody has not finished typing: at least four letters."""
    return word[: chance.randrange(4, max(5, len(word) - 1))].lower()
