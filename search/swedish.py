"""Swedish words: their forms, their kin, and how they are joined."""

import re

LINKS = ("", "s", "o", "e", "u", "a")  # trygghets-, psyko-, jude-, gatu-, flicka-
SHORTEST = 3  # letters of a stem that something has been taken off
DIGITS = re.compile(r"\d")
VOWELS = set("aeiouyåäöé")

# Endings of nouns, adjectives and verbs; the genitive's s may follow those of nouns.
NOUN = "en n et t an ar or er r n na a e arna orna erna rna ena ens"
ADJECTIVE = "t a e are ast aste re st sta"
VERB = "a ar er r as s ade ades at ats ad ade ande de te t d dd dda tt dde des tes its it en et na nde"
ENDINGS = sorted(
    {*NOUN.split(), *(f"{end}s" for end in NOUN.split()), *ADJECTIVE.split(), *VERB.split(), "s"},
    key=len,
    reverse=True,
)
AFTER_VOWELS = {"n", "ns", "r", "rs", "rna", "rnas"}
# Plurals that change their vowel, at the end of a word so that compounds change too.
PLURALS = """
städ:stad händ:hand länd:land stränd:strand bränd:brand tänd:tand ränd:rand stäng:stång spänn:spann
böck:bok fött:fot rött:rot nätt:natt söner:son döttr:dotter bröd:broder ledamöt:ledamot bönd:bond män:man männ:mann
möss:mus gäss:gås fäd:fader möd:moder nöt:not böter:bot tång:tång kläd:klad ögon:öga öron:öra
"""
# Strong and irregular verbs: the stems of what was and has been, and that of what is.
VERBS = """
skrev:skriv drev:driv grep:grip bet:bit red:rid steg:stig vred:vrid slet:slit blev:bli bliv:bli sken:skin svek:svik
bjöd:bjud bröt:bryt brut:bryt flög:flyg flug:flyg flöt:flyt frös:frys frus:frys kröp:kryp ljög:ljug njöt:njut
sköt:skjut sjöng:sjung sjönk:sjunk sögs:sug stöd:stöd tjöt:tjut band:bind bund:bind brann:brinn brunn:brinn
drack:drick druck:drick fann:finn funn:finn försvann:försvinn försvunn:försvinn hann:hinn hunn:hinn rann:rinn
slapp:slipp slupp:slipp sprang:spring sprung:spring sprack:sprick spruck:sprick stack:stick stuck:stick satt:sitt
sutt:sitt vann:vinn vunn:vinn bar:bär bur:bär skar:skär skur:skär stal:stjäl stul:stjäl gav:ge giv:ge gett:ge
såg:se sett:se drog:dra drag:dra tog:ta tag:ta höll:håll föll:fall grät:gråt lät:låt slog:slå slag:slå gick:gå
gång:gå fick:få fått:få stod:stå stått:stå dog:dö sade:säg sagt:säg lade:lägg lagt:lägg gjord:gör gjort:gör
visst:vet vald:välj valt:välj vals:välj såld:sälj sålt:sälj vand:vänj dold:dölj dolt:dölj kund:kan låg:ligg leg:ligg
hett:het kom:komm sov:sov bad:be bett:be växt:väx lev:lev for:far svor:svär spred:sprid spritt:sprid sattes:sätt
satts:sätt satte:sätt strid:strid stred:strid kvad:kväd vek:vik smög:smyg smet:smit höj:höj bögs:böj hjälp:hjälp
"""
COMPARED = """
större:stor störst:stor yngre:ung yngst:ung lägre:låg lägst:låg längre:lång längst:lång tyngre:tung tyngst:tung
bättre:god bäst:god godare:god gott:god sämre:dålig sämst:dålig värre:dålig värst:dålig mindre:liten minst:liten
små:liten lilla:liten litet:liten fler:mång flest:mång äldre:gammal äldst:gammal gamla:gammal stan:stad grövre:grov
"""


def _table(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


PLURAL_OF, VERB_OF, COMPARISON_OF = _table(PLURALS), _table(VERBS), _table(COMPARED)
UMLAUT = re.compile(rf"({'|'.join(sorted(PLURAL_OF, key=len, reverse=True))})((?:er|ar|en|na|erna|arna|nen)?s?)$")
STRONG = re.compile(rf"({'|'.join(sorted(VERB_OF, key=len, reverse=True))})(s|it|its|en|et|na|a|e|es|ts|t|er|ande)?$")
PREFIXES = re.compile(
    r"^(?:be|för|an|av|upp|ut|in|på|till|om|över|under|ned|ner|från|genom|efter|åter|mot|fram|hem|bort|sam|med|ihop"
    r"|tillbaka|miss|fore|före|kvar|bi|er|isär|vidare|å|gen|fast|iakt|del)?$"
)
# A vowel that goes when an ending comes: fågel, fåglar; säker, säkra; vatten, vattnet.
FLEETING = re.compile(r"([bcdfghjklmnpqrstvx])e([lnr])$")
LATIN = re.compile(r"(?:um|er|eet|eer|iet|ier|et|a|ets|erna)$")
ENDINGS_OF_KIN = """
ning nings ing ings are ar ande and ende end else els het hets lig liga ig iga isk iska sk ist ism ation ationer tion
ion er era erad erat ering bar sam skap dom nad ator ör eri lighet barhet samhet inna ant ent iv itet
"""
KIN = sorted(ENDINGS_OF_KIN.split(), key=len, reverse=True)
SAY_NOTHING = """
sen senare och att det som en i på är av för med till den har de inte om ett han hon man vi ni jag du vad var när hur
eller från men ska så kan sig sin sitt sina vid där här då nu även bara alla allt också efter upp ut in under över än
mot mellan utan oss er dem denna detta dessa blir blev bli varit vara hade mycket mer samt nog ju vilka vilken vilket
varför vem ha få får genom hos kring inom åt min mitt mina din ditt dina hans hennes vår vårt våra er ert era någon
något några gör göra går vill måste bör vet kommer
"""
STOP_WORDS = frozenset(SAY_NOTHING.split())


def stems(word: str) -> set[str]:
    """What the forms of a word have in common: the word without each ending that it may have."""
    found = {word}
    if DIGITS.search(word) or len(word) < SHORTEST:
        return found
    if word in COMPARISON_OF:
        found.add(COMPARISON_OF[word])
    bases = {word}
    if match := UMLAUT.search(word):
        base = PLURAL_OF[match[1]]
        bases |= {word[: match.start()] + base, word[: match.start()] + base + match[2]}
    if (match := STRONG.search(word)) and PREFIXES.match(word[: match.start()]):
        bases.add(word[: match.start()] + VERB_OF[match[1]])
    for base in bases:
        found.add(base)
        found |= {base[: -len(end)] for end in ENDINGS if base.endswith(end) and _is_stem(base[: -len(end)], end)}
    if word.endswith(("um", "umet", "eet", "eer", "eerna", "ierna", "iet", "ier")) and len(word) > 5:
        found.add(LATIN.sub("", word))
    return found | {alike for stem in found for alike in _alike(stem)}


def _is_stem(stem: str, ending: str) -> bool:
    if len(stem) < SHORTEST or VOWELS.isdisjoint(stem):
        return False
    if ending in ("d", "t") and stem[-1] in VOWELS:
        return ending == "t" and (len(stem) > SHORTEST or stem[-1] in "åäö")  # temat, knät; but stat is not of sta
    return ending not in AFTER_VOWELS or stem[-1] in VOWELS or (ending[0] == "n" and len(stem) > 4)  # datorn


def _alike(stem: str):
    """The stem as it is written before other endings."""
    if len(stem) > SHORTEST and stem.endswith(("mm", "nn")):
        yield stem[:-1]
    if len(stem) > 4 and FLEETING.search(stem):
        yield FLEETING.sub(r"\1\2", stem)


def roots(of_stems: set[str]) -> set[str]:
    """What words that are akin have in common: föreläsare and föreläsning, kommunicera and kommunikation."""
    found = set()
    for stem in of_stems:
        for end in KIN:
            if stem.endswith(end) and len(stem) - len(end) >= 4:
                found.add(_root(stem[: -len(end)]))
        if len(stem) >= 4:
            found.add(_root(stem))
    return found


def _root(text: str) -> str:
    return f"{text[:-1]}k" if text.endswith("c") else text
