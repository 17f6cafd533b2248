"""What steers the search: words with one meaning, the editors' choice, pages that must be found."""

from demo.records import Record, Ref


def words(key: str, sv: str, en: str) -> Record:
    """`sv` and `en` are lines as an editor writes them."""
    return Record("search.Term", key, facts={"words": {"sv": sv.split(", "), "en": en.split(", ")}})


def choice(key: str, language: str, question: str, *pages: str) -> Record:
    chosen = [{"page": Ref("page", page)} for page in pages]
    return Record("search.Promotion", key, facts={"question": question, "language": language, "pages": chosen})


def must_find(key: str, language: str, question: str, page: str, within: int = 3) -> Record:
    facts = {"question": question, "language": language, "page": Ref("page", page), "within": within}
    return Record("search.MustFind", key, facts=facts)


TERMS = [
    words("trygghet", "trygghet", "safety, security"),
    words("lansstyrelse", "länsstyrelse", "county administrative board"),
    words("kommun", "kommun", "municipality, local authority"),
    words("polis", "polis", "police"),
    words("raddningstjanst", "räddningstjänst", "rescue service, fire and rescue service"),
    words("krisberedskap", "krisberedskap, beredskap", "crisis preparedness, emergency preparedness"),
    words("brottsforebyggande", "brottsförebyggande", "crime prevention"),
    words("grannsamverkan", "grannsamverkan", "neighbourhood watch"),
    words("medborgarlofte", "medborgarlöfte", "safety pledge, citizen pledge"),
    words("forelasning", "föreläsning, föredrag", "lecture, talk"),
    words("talare", "talare, föreläsare", "speaker, lecturer"),
    words("anmalan", "anmälan", "registration, sign up"),
    words("mobil", "mobil, mobiltelefon", "mobile, mobile phone"),
    words("desinformation", "desinformation", "disinformation, misinformation"),
    words("rykte", "rykte, ryktesspridning", "rumour"),
    words("bedrageri", "bedrägeri, bluff", "fraud, scam"),
    words("nara-relationer", "våld i nära relationer", "domestic violence, intimate partner violence"),
    words("tillganglighet", "tillgänglighet", "accessibility"),
    words("teckensprak", "teckenspråk, teckenspråkstolkning", "sign language, sign language interpretation"),
    words("horslinga", "hörslinga", "hearing loop, induction loop"),
    words("inspelning", "inspelning", "recording, video"),
    words("jamstalldhet", "jämställdhet", "gender equality"),
    words("manskliga-rattigheter", "mänskliga rättigheter", "human rights"),
    words("stromavbrott", "strömavbrott, elavbrott", "power cut, blackout"),
    words("personuppgifter", "personuppgifter, gdpr", "personal data, gdpr"),
]

CHOICES = [
    choice("nar", "sv", "när är konferensen", "2027", "praktisk-information"),
    choice("when", "en", "when is the conference", "2027", "praktisk-information"),
]

MUST_FINDS = [
    must_find("tilliten", "sv", "tilliten i sverige", "2021-tragardh", within=1),
    must_find("hitta-hit", "sv", "hitta hit", "praktisk-information"),
    must_find("when", "en", "when is the conference", "2027", within=1),
    must_find("hearing-loop", "en", "hearing loop", "praktisk-information"),
]
