"""The lectures of 2023: of the real ones only the speakers are known; the examples are invented, their days too."""

from demo.lectures import lecture, moderator, speaker, subjects
from demo.records import PageRecord, Ref, at

NOT_KNOWN = (
    "Föreläsningens rubrik och klockslag finns inte på den här webbplatsen.",
    "The title and time of the lecture are not on this site.",
)


def of_2023(key: str, sv: dict, en: dict, **facts) -> PageRecord:
    facts = {
        "date_precision": "day",
        "starts_at": at(2023, 3, 22),
        "venue": Ref("conference.Venue", "kulturens-hus"),
    } | facts
    return lecture("2023", key, sv, en, **facts)


def with_speaker(key: str, name: str) -> PageRecord:
    """A real lecture of 2023 of which only the speaker is known, and that it was on one of the two days."""
    return of_2023(
        key,
        {"title": f"Föreläsning med {name}", "slug": f"forelasning-med-{key}", "lead": NOT_KNOWN[0]},
        {"title": f"Lecture with {name}", "slug": f"lecture-with-{key}", "lead": NOT_KNOWN[1]},
        ends_at=at(2023, 3, 23),
        speakers=[speaker(key), moderator("hanna-gerdes")],
    )


REAL_2023 = [
    of_2023(
        "oppning",
        {
            "title": "Konferensen öppnas",
            "slug": "konferensen-oppnas",
            "lead": "Justitieminister Gunnar Strömmer öppnade konferensen.",
        },
        {
            "title": "Opening of the conference",
            "slug": "opening-of-the-conference",
            "lead": "The Minister for Justice, Gunnar Strömmer, opened the conference.",
        },
        kind="opening",
        speakers=[speaker("gunnar-strommer", "Justitieminister", "Minister for Justice"), moderator("hanna-gerdes")],
    ),
    with_speaker("emma-frans", "Emma Frans"),
    with_speaker("jenny-deschamps-berger", "Jenny Deschamps-Berger"),
    with_speaker("hans-abrahamsson", "Hans Abrahamsson"),
]

EXAMPLES_2023 = [
    of_2023(
        "medborgarlofte",
        {
            "title": "Exempel: Medborgarlöften i en liten kommun",
            "slug": "medborgarloften-i-en-liten-kommun",
            "lead": "Vad kan polis och kommun lova när avstånden är stora och personalen få?",
        },
        {
            "title": "Example: Safety pledges in a small municipality",
            "slug": "safety-pledges-in-a-small-municipality",
            "lead": "What can the police and the municipality promise where distances are long and staff are few?",
        },
        kind="seminar",
        speakers=[
            speaker("nils-exempelstrom", "Kommunpolis i Exempelby", "Community police officer in Exempelby"),
            speaker("alva-exempelsson", "Säkerhetssamordnare, Exempelby", "Safety coordinator, Exempelby"),
        ],
        subjects=subjects("brottsforebyggande-arbete", "tillit"),
    ),
    of_2023(
        "skolvag",
        {
            "title": "Exempel: Barns rätt till en trygg skolväg",
            "slug": "barns-ratt-till-en-trygg-skolvag",
            "lead": "Barnen ritade kartan. Sedan byggde kommunen om fyra korsningar.",
            "abstract": "<p>Seminariet följer ett påhittat arbete från första ritade karta till sista "
            "gatlykta:</p><ol><li>Barnen går sin väg till skolan och ritar var de blir rädda.</li><li>Tjänstemän "
            "från skola och gata går samma väg.</li><li>Barnen väljer vad som ska göras först.</li></ol>",
        },
        {
            "title": "Example: Children’s right to a safe way to school",
            "slug": "childrens-right-to-a-safe-way-to-school",
            "lead": "The children drew the map. Then the municipality rebuilt four crossings.",
            "abstract": "<p>The seminar follows an invented project from the first drawn map to the last street "
            "lamp:</p><ol><li>The children walk to school and draw where they get frightened.</li><li>Officials for "
            "schools and streets walk the same way.</li><li>The children choose what is to be done first.</li></ol>",
        },
        kind="seminar",
        starts_at=at(2023, 3, 23),
        picture=Ref("home.SiteImage", "winter-street"),
        speakers=[speaker("samira-pahittad", "Jurist, Exempelbyrån", "Lawyer, the Example Bureau")],
        subjects=subjects("barn-och-unga", "manskliga-rattigheter"),
    ),
    of_2023(
        "vald",
        {
            "title": "Exempel: Våld i nära relationer – vem ser?",
            "slug": "vald-i-nara-relationer",
            "lead": "Frisören, tränaren och bibliotekarien ser ofta mer än de tror. Vad kan de göra?",
        },
        {
            "title": "Example: Violence in close relationships: who sees?",
            "slug": "violence-in-close-relationships",
            "lead": "Hairdressers, coaches and librarians often see more than they think. What can they do?",
        },
        kind="seminar",
        speakers=[speaker("robin-latsas")],
        subjects=subjects("jamstalldhet", "brottsforebyggande-arbete"),
    ),
    of_2023(
        "statistik",
        {
            "title": "Exempel: Siffror som gör skillnad",
            "slug": "siffror-som-gor-skillnad",
            "lead": "En trygghetsundersökning är inte färdig när den är tryckt. Så kommer resultaten till nytta.",
        },
        {
            "title": "Example: Figures that make a difference",
            "slug": "figures-that-make-a-difference",
            "lead": "A safety survey is not finished when it is printed. This is how its results come to use.",
        },
        kind="seminar",
        starts_at=at(2023, 3, 23),
        speakers=[speaker("maria-fiktiv", "Statistiker, Exempelmyndigheten", "Statistician, Example Agency")],
        subjects=subjects("brottsforebyggande-arbete"),
    ),
    of_2023(
        "panel",
        {
            "title": "Exempel: Vem litar på vem?",
            "slug": "vem-litar-pa-vem",
            "lead": "Ett samtal om tillit mellan myndigheter, föreningar och de människor de finns till för.",
            "recording_captions": "Textad på svenska",
        },
        {
            "title": "Example: Who trusts whom?",
            "slug": "who-trusts-whom",
            "lead": "A conversation about trust between public bodies, societies and the people they exist for.",
            "recording_captions": "Captions in Swedish",
        },
        kind="panel",
        starts_at=at(2023, 3, 23),
        recording_url="https://example.org/film/vem-litar-pa-vem",
        speakers=[
            speaker("kim-exempel", "Doktorand, Exempeluniversitetet", "Doctoral student, Example University"),
            speaker("ake-exempelov", "Byaföreningen", "The village association"),
            speaker("maria-fiktiv", "Statistiker, Exempelmyndigheten", "Statistician, Example Agency"),
            speaker("nils-exempelstrom", "Kommunpolis", "Community police officer", role="moderator"),
        ],
        subjects=subjects("tillit"),
    ),
]
