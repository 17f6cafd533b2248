"""What is peculiar to English: words that say nothing, other spellings, derivations."""

import re

_STOP_WORDS = """
the of and a to in is it you that he was for on are with as i his they be at one have this from or had by not but what
all were we when your can said there an which she do how their if will up about out then them these so some her would
him into has more no my than been who its now did get may our us am does where why
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
CONJUNCTIONS = frozenset({"and", "or"})
IRREGULAR = """
better:good best:good worse:bad worst:bad further:far furthest:far less:little least:little lives:life leaves:leaf
crises:crisis left:leave lay:lie felt:feel found:find
"""

# British spellings, and the American ones that they are compared as.
SPELLINGS = [
    (re.compile(r"is(e|es|ed|ing|er|ers|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|al|ed|hood|hoods|able)?$"), r"or\1"),
    (re.compile(r"tre(s)?$"), r"ter\1"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
    (re.compile(r"amme(s)?$"), r"am\1"),
    (re.compile(r"lled$"), "led"),
    (re.compile(r"lling$"), "ling"),
    (re.compile(r"yse(s|d)?$"), r"yze\1"),
]

DERIVATIONS = {
    "iveness": ("ive", "e", ""), "ation": ("ate", "e", ""), "ition": ("e", ""), "tion": ("t", "te", "e"),
    "sion": ("d", "de", "s", "se"), "ion": ("", "e"), "ment": ("", "e"), "ness": ("",), "iness": ("y",),
    "ability": ("able", "e", ""), "ibility": ("ible",), "ity": ("", "e"), "ency": ("ent",), "ancy": ("ant",),
    "ence": ("", "e", "ent"), "ance": ("", "e", "ant"), "ent": ("", "e"), "ant": ("", "e"), "er": ("", "e"),
    "or": ("", "e"), "ier": ("y",), "ing": ("", "e"), "ed": ("", "e"), "ly": ("", "le"), "ily": ("y",),
    "ally": ("al", ""), "ical": ("ic", "y"), "al": ("", "e"), "ial": ("y", "e", ""), "ive": ("", "e", "ion"),
    "ative": ("ate", "e", ""), "ous": ("", "e"), "ful": ("",), "less": ("",), "able": ("", "e"), "ible": ("", "e"),
    "ist": ("", "e", "y"), "ism": ("", "e"), "ship": ("",), "hood": ("",), "ize": ("", "e", "y"), "ise": ("", "y"),
    "ian": ("", "y"), "ic": ("", "y", "e"), "dom": ("",), "y": ("",),
}  # fmt: skip

LINKS = ("",)
CHANGED_FIRST: dict[str, tuple[str, ...]] = {}
_SUFFIXES = """
less able ship hood ness ment ings ally ical ious tion sion ward wise
"""
SUFFIXES = tuple(_SUFFIXES.split())
_NO_PARTS = """
like some thing over under with come ever fore
"""
NO_PARTS = frozenset(_NO_PARTS.split())
OWN_ENDINGS = ("s", "es", "ing", "ed", "er")
SHORT_LAST_PARTS: frozenset[str] = frozenset()
NOUN_ENDINGS = ()
