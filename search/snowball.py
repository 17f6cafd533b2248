"""Snowball's stemmers, which are no objects for several threads at once."""

from threading import local

import Stemmer

_of_thread = local()


def stem(algorithm: str, word: str) -> str:
    """What Snowball's stemmer of a language leaves of a word."""
    stemmers = _of_thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return stemmers[algorithm].stemWord(word)
