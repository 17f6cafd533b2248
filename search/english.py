"""English words: their forms and their kin."""

import re

from search.snowball import stem as snowball

# Words whose forms no rule tells, and what they are forms of.
IRREGULAR = """
children:child men:man women:woman people:person mice:mouse geese:goose feet:foot teeth:tooth lives:life wives:wife
knives:knife halves:half leaves:leaf wolves:wolf thieves:thief shelves:shelf crises:crisis analyses:analysis
bases:basis theses:thesis hypotheses:hypothesis diagnoses:diagnosis phenomena:phenomenon criteria:criterion data:datum
was:be were:be been:be am:be is:be are:be had:have has:have did:do done:do went:go gone:go made:make said:say
told:tell thought:think taught:teach bought:buy brought:bring caught:catch fought:fight sought:seek found:find
built:build sent:send spent:spend lent:lend lost:lose left:leave felt:feel kept:keep slept:sleep met:meet led:lead
read:read held:hold stood:stand understood:understand sold:sell paid:pay heard:hear meant:mean dealt:deal
wrote:write written:write drove:drive driven:drive rose:rise risen:rise spoke:speak spoken:speak broke:break
broken:break chose:choose chosen:choose stole:steal stolen:steal froze:freeze frozen:freeze gave:give given:give
took:take taken:take shook:shake shaken:shake saw:see seen:see knew:know known:know grew:grow grown:grow threw:throw
thrown:throw drew:draw drawn:draw flew:fly flown:fly began:begin begun:begin ran:run came:come became:become
drank:drink drunk:drink sang:sing sung:sing swam:swim swum:swim rang:ring fell:fall fallen:fall ate:eat eaten:eat
forgot:forget forgotten:forget got:get gotten:get hid:hide hidden:hide bit:bite bitten:bite won:win hung:hang
struck:strike stuck:stick swept:sweep wept:weep wore:wear worn:wear tore:tear torn:tear bore:bear born:bear borne:bear
laid:lay lay:lie lain:lie shot:shoot sat:sit dug:dig spun:spin fed:feed bled:bleed bred:breed fled:flee shone:shine
better:good best:good worse:bad worst:bad less:little least:little more:much most:much further:far furthest:far
"""
IRREGULAR_OF = dict(pair.split(":") for pair in IRREGULAR.split())
# Adjectives that are compared with -er and -est. Of other words -er makes who does it: teacher, printer.
COMPARED = """
angry big black bold brave brief bright broad busy calm cheap clean clear clever close cold cool costly crazy cruel
dark dear deep dense dirty dry dull early easy empty faint fair fast fat few fierce fine firm fit flat fond fresh
friendly full funny gentle grand grave great green grey happy hard harsh healthy heavy high hot humble hungry icy keen
kind large late lazy lengthy light likely lively lonely long loose loud lovely low lucky mad mean mild narrow nasty
near neat new nice noble noisy odd old pale pink plain polite poor proud pure quick quiet rare raw ready rich ripe
risky rough rude sad safe scary severe shallow sharp short shy sick silly simple slight slim slow small smart smooth
soft soon sound sparse stable steady steep stiff still strict strong subtle sure sweet tall tense thick thin tidy
tight tiny tough true ugly unhappy vague vast warm weak wealthy weird wet white wide wild wise worthy young
"""


def _comparisons(adjective: str) -> set[str]:
    """`bigger`, `biggest`; `safer`, `earlier`, `older`."""
    stem = adjective.removesuffix("e")
    if re.search(r"[^aeiou]y$", adjective):
        stem = f"{stem[:-1]}i"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", adjective):
        stem += stem[-1]
    return {f"{stem}er", f"{stem}est"}


COMPARISON_OF = {form: adjective for adjective in COMPARED.split() for form in _comparisons(adjective)}
COMPOUND_PLURAL = re.compile(r"(?:men|women|children|people|feet|teeth|wives|lives|knives)$")  # salesmen
# Spellings of either side of the Atlantic.
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
ENDINGS_OF_KIN = """
est iest ier er or ing ion ation ment ness ly al ial ical iv ive iti ity ful less abl able ibl enc anc ance ence ist
ism ari ent ant ship hood iz ise ic ian ch ate at
"""
KIN = sorted(ENDINGS_OF_KIN.split(), key=len, reverse=True)
SAY_NOTHING = """
the of and a to in is it you that he was for on are with as i his they be at one have this from or had by not but what
all were we when your can said there an which she do how their if will up about out then them these so some her would
him into has more no my than been who its now did get may our us am does where why
"""
STOP_WORDS = frozenset(SAY_NOTHING.split())


def stems(word: str) -> set[str]:
    """What the forms of a word have in common: Snowball's stem, and those of its other spellings."""
    found = {word}
    if any(letter.isdigit() for letter in word) or len(word) < 3:
        return found
    spelt = {word, *(rule.sub(into, word) for rule, into in SPELLINGS if rule.search(word) and len(word) > 4)}
    for spelling in spelt:
        found.add(snowball("english", spelling))
        if base := IRREGULAR_OF.get(spelling) or COMPARISON_OF.get(spelling):
            found |= {base, snowball("english", base)}
    if (match := COMPOUND_PLURAL.search(word)) and len(word) > len(match[0]) + 2:
        found.add(word[: match.start()] + IRREGULAR_OF[match[0]])
    return found


def roots(of_stems: set[str]) -> set[str]:
    """What words that are akin have in common: prevention and preventive, lecture and lecturer."""
    found = set()
    for stem in of_stems:
        if len(stem) >= 4:
            found.add(stem)
        for end in KIN:
            if stem.endswith(end) and len(stem) - len(end) >= 4:
                found.add(stem[: -len(end)])
    return found
