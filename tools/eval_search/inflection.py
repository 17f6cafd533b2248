"""Other forms of a word, as people write them: the dictionary's, less what is archaic or a homograph's."""

import re
from functools import cache

from tools.eval_search.lexicon import group_of, is_known, known_tail, lemma_of

IRREGULAR = {
    "sv": [
        *(
            "gammal gammalt gamla äldre äldst äldsta",
            "ung ungt unga yngre yngst yngsta",
            "stor stora stort större störst",
        ),
        *("liten litet lilla små mindre minst minsta", "god gott goda bättre bäst bästa", "hög högt höga högre högst"),
        *("låg låga lågt lägre lägst", "lång långt långa längre längst", "hand handen händer händerna"),
        *("man mannen män männen mannens männens", "bok boken böcker böckerna bokens", "bror brodern bröder bröderna"),
        *("son sonen söner sönerna", "mus musen möss mössen", "natt natten nätter nätterna", "öga ögat ögon ögonen"),
    ],
    "en": [
        *("man men", "woman women", "child children", "foot feet", "tooth teeth", "mouse mice", "good better best"),
        *("crisis crises", "life lives", "knife knives", "wife wives", "thief thieves", "bad worse worst"),
    ],
}
VERB_END = re.compile(r"(?:a|ar|er|ade|at|ad|ades|ats|as|ande|ende|te|de|t|it|d|da|des|tes)")
ADJECTIVE_ENDS = ("", "t", "a", "are", "ast", "aste")
STRONG = re.compile(r"[^aeiouyåäö]*[aeouåö][^aeiouyåäös]{1,3}|.{3,}it")


@cache
def other_forms(word: str, language: str) -> tuple[str, ...]:
    """The other forms of a word; of a compound that is not in the dictionary those of its last part."""
    word = word.lower()
    for line in IRREGULAR[language]:
        for form in (forms := line.split()):
            if word == form or (language == "sv" and word.endswith(form) and is_known(word.removesuffix(form), "sv")):
                return tuple(word.removesuffix(form) + other for other in forms if other != form)
    if is_known(word, language):
        found = swedish_forms(word) if language == "sv" else english_forms(word)
        return tuple(sorted(form for form in found - {word} if language == "en" or not form.endswith("eer")))
    head, tail = known_tail(word, language)
    return tuple(head + form for form in other_forms(tail, language)) if tail and language == "sv" else ()


def swedish_forms(word: str) -> set[str]:
    """By what the form itself shows of its part of speech."""
    lemma, group = lemma_of(word, "sv"), set(group_of(word, "sv"))
    stem = lemma.removesuffix("a")
    if any(form.endswith("aste") for form in group):
        return adjective(word, group)
    is_verb = lemma.endswith("a") and bool({stem + "ar", stem + "er"} & group)
    if not is_verb:
        return noun(word, lemma, group)
    ending = word[len(stem) :] if word.startswith(stem) else "te"
    if stem + "an" in group:
        if ending in ("an", "ans", "or", "orna", "ornas"):
            return noun(word, lemma, group)
        if ending == "a":
            return set()
    if VERB_END.fullmatch(ending):
        is_plural = is_known(word + "na", "sv") and word + "na" not in group
        return set() if is_plural or (ending == "er" and stem + "ar" in group) else verb(lemma, group)
    return singular(word)


def adjective(word: str, group: set[str]) -> set[str]:
    """trygg, tryggt, trygga, tryggare, tryggast"""
    base = re.sub(r"(?:are|aste|ast|a|t)$", "", word)
    return {
        base + end for end in ADJECTIVE_ENDS if base + end in group and not (end == "t" and base[-1:] in "aeiouyåäö")
    }


def noun(word: str, lemma: str, group: set[str]) -> set[str]:
    """krisen, kriser, kriserna; where the dictionary mixes two words, only the singular."""
    short = lemma.removesuffix("a").removesuffix("e")
    plurals = {
        "or": [short + end for end in ("or", "orna", "ornas")] if lemma.endswith("a") else [],
        "ar": [short + end for end in ("ar", "arna", "arnas")],
        "er": [lemma + end for end in ("er", "erna", "ernas")],
        "n": [lemma + end for end in ("n", "na", "nas")] if lemma.endswith("e") and lemma + "t" in group else [],
    }
    dropped = re.sub(r"e([lrn])$", r"\1", lemma)
    if dropped != lemma:
        plurals["ar"] = [dropped + end for end in ("ar", "arna", "arnas")]
    there = {name: [form for form in forms if form in group] for name, forms in plurals.items()}
    there = {name: forms for name, forms in there.items() if forms}
    if len(there) > 1:
        there = {name: forms for name, forms in there.items() if word in forms}
    found = {form for forms in there.values() for form in forms}
    ends = ["n", "ns"] if lemma.endswith(("a", "e")) else ["en", "ens"]
    if lemma + "t" in group or lemma + "et" in group or dropped + "et" in group:
        ends = ["t", "ts"] if lemma.endswith("e") else ["et", "ets", "en"]
    bases = {lemma, dropped}
    found |= {base + end for base in bases for end in ends}
    if lemma.endswith("are"):
        found |= {lemma + "n", lemma + "ns", lemma[:-1] + "na"}
    return (found & group) | {lemma}


def singular(word: str) -> set[str]:
    """Of a noun that the dictionary takes for the beginning of a verb (kris, kria): the one definite form it knows."""
    found = {word + end for end in ("en", "et") if is_known(word + end, "sv")}
    return found if len(found) == 1 else set()


def verb(lemma: str, group: set[str]) -> set[str]:
    """hjälper, hjälpte, hjälpt; of strong verbs those without a weak past (sprang, sprungit)."""
    stem = lemma[:-1]
    ends = (
        ["ar", "ade", "at", "ad", "ades", "ats", "as"] if stem + "ar" in group else ["er", "te", "de", "t", "d", "as"]
    )
    found = {stem + end for end in ends} & group
    if not any(form.endswith(("de", "te")) for form in found):
        found |= {form for form in group if STRONG.fullmatch(form) and len(form) <= len(lemma) + 2}
    return found | {lemma}


def english_forms(word: str) -> set[str]:
    """Singular and plural; of what is plainly a verb or an adjective its other forms."""
    lemma, group = lemma_of(word, "en"), {form for form in group_of(word, "en") if not form.endswith(("eth", "nesses"))}
    compared = {form for form in group if form.endswith(("er", "est"))}
    if len(compared) >= 2:
        return compared | {lemma}
    plural = {form for form in group if form.endswith("s") and form[: len(lemma) - 1] == lemma[:-1]}
    if word == lemma or word in plural:
        return plural | {lemma}
    ings = {form for form in group if form.endswith("ing")}
    pasts = {form for form in group - plural - ings if form != lemma}
    irregular = {form for form in pasts if not form.endswith("ed")}
    return {lemma} | plural | ings | (irregular if word in irregular else pasts if not irregular else {word})
