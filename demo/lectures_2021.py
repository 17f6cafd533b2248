"""The lectures of 2018 and 2021: the real ones with what is known of them, and examples beside them."""

from demo.blocks import film, section, text
from demo.lectures import LIBRARIAN, lecture, speaker, subjects
from demo.records import PageRecord, at


def of_2018(key: str, sv: dict, en: dict, day: int, **facts) -> PageRecord:
    return lecture("2018", key, sv, en, date_precision="day", starts_at=at(2018, 10, day), **facts)


def of_2021(key: str, sv: dict, en: dict, **facts) -> PageRecord:
    return lecture("2021", key, sv, en, kind="digital", form="online", **facts)


LECTURES_2018 = [
    of_2018(
        "grannar",
        {
            "title": "Exempel: Grannar som ser",
            "slug": "grannar-som-ser",
            "lead": "Vad gör grannsamverkan med tilliten i ett bostadsområde? Föreläsningen och dagen är påhittade.",
        },
        {
            "title": "Example: Neighbours who see",
            "slug": "neighbours-who-see",
            "lead": "What does neighbourhood watch do to trust in a housing area? The lecture and the day are "
            "invented.",
        },
        day=10,
        speakers=[speaker("nils-exempelstrom", "Närpolis i Exempelby", "Local police officer in Exempelby")],
        subjects=subjects("brottsforebyggande-arbete", "tillit"),
    ),
    of_2018(
        "rattigheter",
        {
            "title": "Exempel: Rättigheter i praktiken",
            "slug": "rattigheter-i-praktiken",
            "lead": "Så märks mänskliga rättigheter i vardagen på ett kommunkontor. Föreläsningen och dagen är "
            "påhittade.",
        },
        {
            "title": "Example: Rights in practice",
            "slug": "rights-in-practice",
            "lead": "How human rights show in the daily work of a municipal office. The lecture and the day are "
            "invented.",
        },
        day=11,
        kind="seminar",
        speakers=[speaker("samira-pahittad", "Jurist", "Lawyer")],
        subjects=subjects("manskliga-rattigheter"),
    ),
]

LECTURES_2021 = [
    of_2021(
        "tragardh",
        {
            "title": "Tilliten i Sverige och världen – vad händer just nu?",
            "slug": "tilliten-i-sverige-och-varlden",
            "lead": "En digital föreläsning om tilliten i Sverige och i andra länder.",
        },
        {
            "title": "Trust in Sweden and the world: what is happening now?",
            "slug": "trust-in-sweden-and-the-world",
            "lead": "A digital lecture about trust in Sweden and in other countries.",
        },
        date_precision="confirmed",
        starts_at=at(2021, 4, 15, 13),
        ends_at=at(2021, 4, 15, 14, 30),
        speakers=[speaker("lars-tragardh")],
        subjects=subjects("tillit"),
    ),
    of_2021(
        "wester",
        {
            "title": "Fakta och fördomar om risk och kris",
            "slug": "fakta-och-fordomar-om-risk-och-kris",
            "lead": "Att hantera en kris är till stor del att kommunicera. Men vem talar, vem lyssnar och vad leder "
            "det till?",
            "abstract": "<p>Pandemin har visat hur viktigt det är att kommunicera om risker och kriser. Det är inte "
            "alltid lätt att se vem som talar, vem som lyssnar och vad det får för följder. Enligt forskningen kan "
            "det skilja mycket mellan vad myndigheter tror att befolkningen behöver och vad människor själva "
            "säger.</p>",
        },
        {
            "title": "Facts and prejudice about risk and crisis",
            "slug": "facts-and-prejudice-about-risk-and-crisis",
            "lead": "Handling a crisis is largely a matter of communication. But who speaks, who listens, and with "
            "what result?",
            "abstract": "<p>The pandemic has shown how important it is to communicate about risks and crises. It is "
            "not always easy to see who speaks, who listens and what follows from it. According to research, there "
            "can be a wide gap between what public bodies believe that people need and what people say "
            "themselves.</p>",
        },
        date_precision="day",
        starts_at=at(2021, 9, 30),
        speakers=[speaker("misse-wester")],
        subjects=subjects("riskkommunikation", "krisberedskap"),
    ),
    of_2021(
        "rykten",
        {
            "title": "Exempel: Rykten i rörelse",
            "slug": "rykten-i-rorelse",
            "lead": "Så sprids ett rykte i en liten ort, och så bemöter du det. Föreläsningen är påhittad.",
            "recording_captions": "Textad på svenska",
            "body": [
                section(
                    "Se inspelningen",
                    film(
                        "Rykten i rörelse",
                        "https://example.org/film/rykten-i-rorelse",
                        "lectern",
                        "52 min",
                        "Textad på svenska",
                    ),
                    text("<p>Länken är ett exempel och leder inte till någon film.</p>"),
                )
            ],
        },
        {
            "title": "Example: Rumours on the move",
            "slug": "rumours-on-the-move",
            "lead": "How a rumour spreads in a small town, and how to meet it. The lecture is invented.",
            "recording_captions": "Captions in Swedish",
            "body": [
                section(
                    "Watch the recording",
                    film(
                        "Rumours on the move",
                        "https://example.org/film/rykten-i-rorelse",
                        "lectern",
                        "52 min",
                        "Captions in Swedish",
                    ),
                    text("<p>The link is an example and does not lead to a film.</p>"),
                )
            ],
        },
        date_precision="confirmed",
        starts_at=at(2021, 11, 25, 13),
        ends_at=at(2021, 11, 25, 14),
        recording_url="https://example.org/film/rykten-i-rorelse",
        speakers=[speaker("kim-exempel-2", *LIBRARIAN)],
        subjects=subjects("riskkommunikation", "digital-trygghet"),
    ),
]
