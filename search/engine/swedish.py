"""What is peculiar to Swedish: words that say nothing, irregular forms, derivations, and how compounds are joined."""

_STOP_WORDS = """
sen senare och att det som en i på är av för med till den har de inte om ett han hon man vi ni jag du vad var när hur
eller från men ska så kan sig sin sitt sina vid där här då nu även bara alla allt också efter upp ut in under över än
mot mellan utan oss er dem denna detta dessa blir blev bli varit vara hade mycket mer samt nog ju vilka vilken vilket
varför vem ha få får genom hos kring inom åt min mitt mina din ditt dina hans hennes vår vårt våra er ert era någon
något några gör göra går vill måste bör vet kommer
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
CONJUNCTIONS = frozenset({"och", "eller", "samt", "men"})

# Forms that the dictionary gives to another word alone, or keeps apart from their own.
IRREGULAR = """
händer:hand händernas:hand händerna:hand äldre:gammal äldst:gammal äldsta:gammal gamla:gammal yngre:ung yngst:ung
yngsta:ung större:stor störst:stor största:stor mindre:liten minst:liten minsta:liten små:liten lilla:liten bättre:god
bäst:god bästa:god gott:god sämre:dålig sämst:dålig värre:dålig värst:dålig högre:hög högst:hög högsta:hög lägre:låg
lägst:låg lägsta:låg längre:lång längst:lång längsta:lång tyngre:tung fler:många flest:många stan:stad
"""

# How words are derived: an ending, and what may stand in its place in the word that it is derived of.
DERIVATIONS = {
    "ighet": ("ig",), "lighet": ("lig", ""), "samhet": ("sam",), "barhet": ("bar",), "het": ("", "a"),
    "erska": ("are", "er"), "ering": ("era",), "eringen": ("era",), "ation": ("era", "at"), "ition": ("era", "a"),
    "tion": ("t", "ra"), "ion": ("era", ""), "ning": ("a", "na"), "ing": ("a",), "ande": ("a",), "ende": ("a", ""),
    "else": ("a", ""), "nad": ("a",), "an": ("a",), "sel": ("a",), "are": ("a", "", "e"), "ator": ("era",),
    "atör": ("era",), "ör": ("era",), "or": ("era", "a"), "ist": ("a", "", "i"), "ism": ("", "isk"), "iker": ("ik",),
    "isk": ("", "i", "ik", "a", "ism"), "lig": ("", "a", "e"), "ig": ("", "a", "e"), "sam": ("", "a"),
    "bar": ("a", ""), "skap": ("", "a", "e"), "dom": ("", "a"), "iv": ("ion", ""), "inna": ("", "e"), "lös": ("",),
    "mässig": ("", "s"), "vis": ("",),
}  # fmt: skip

LINKS = ("", "s")  # between the parts of a compound
CHANGED_FIRST = {"": ("a", "e"), "o": ("a",), "u": ("a",), "e": ("",), "a": ("a",)}  # skol-, pojk-, kyrko-, gatu-
# Endings of derivations: no compound's last part is one, or a piece of one.
_SUFFIXES = """
skap het dom lighet lig bar sam ning ering ande ende else are arna erna orna ation mässig ism ist isk inna
aste
"""
SUFFIXES = tuple(_SUFFIXES.split())
_NO_PARTS = """
rik lös full fri vis före efter för över under upp ned ner ut in av om på till mot med fram bort hem från genom mellan
bak åter miss van and ens era erat ade ader iska aren liga ort hante ting ren ral rar rad ser sel tera dera sera nera
lera rena alla ella inge sten pro kon per
"""
NO_PARTS = frozenset(_NO_PARTS.split())
# Endings by which a word shows that it is one of its own, whatever else the dictionary takes it for: krisen of kris.
OWN_ENDINGS = ("en", "et", "n", "t", "ar", "er", "or", "erna", "arna")
# Words of three letters that compounds end with.
_SHORT_LAST_PARTS = """
arm bad bil bok bro båt dag eld hav hem hot hus kök lag liv län mat mål nät ord par rum råd rån sak sjö syn tak tal
tid tåg väg vän yta zon
"""
SHORT_LAST_PARTS = frozenset(_SHORT_LAST_PARTS.split())
NOUN_ENDINGS = ("en", "et", "n", "t", "an")  # of short words, which are parts of compounds only where they are nouns
