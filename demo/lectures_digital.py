"""The digital series so far: what has been held, is being held or begins soon. All of it is invented."""

from demo.blocks import film, section, text
from demo.lectures import (
    LIBRARIAN,
    PLANNER,
    QUESTIONS,
    RESEARCHER,
    digital,
    documents,
    moderator,
    speaker,
    subjects,
)
from demo.records import Day, Moment, Ref, Words

FILM = "https://example.org/film/tillit-i-vardagen"


RECORDED_BODY = Words(
    [
        section(
            "Se inspelningen",
            film("Tillit i vardagen", FILM, "lecture-hall", "1 tim 12 min", "Textad på svenska och engelska"),
            text("<p>Länken är ett exempel och leder inte till någon film.</p>"),
        )
    ],
    [
        section(
            "Watch the recording",
            film("Everyday trust", FILM, "lecture-hall", "1 h 12 min", "Captions in Swedish and English"),
            text("<p>The link is an example and does not lead to a film.</p>"),
        )
    ],
)

DIGITAL_2027 = [
    digital(
        "larm",
        (
            "När byn fick ett eget larm",
            "nar-byn-fick-ett-eget-larm",
            "Utan mobiltäckning fick byn hitta på något annat.",
        ),
        (
            "When the village got its own alarm",
            "when-the-village-got-its-own-alarm",
            "Without mobile coverage, the village had to think of something else.",
        ),
        starts_at=Day(-60, 13),
        ends_at=Day(-60, 14),
        speakers=[speaker("ake-exempelov", "Ordförande i byaföreningen", "Chair of the village association")],
        subjects=subjects("krisberedskap"),
    ),
    digital(
        "tillit-i-vardagen",
        (
            "Tillit i vardagen",
            "tillit-i-vardagen",
            "Tillit växer där människor möts. Vad kan en kommun göra för att de ska mötas oftare?",
        ),
        (
            "Everyday trust",
            "everyday-trust",
            "Trust grows where people meet. What can a municipality do to make them meet more often?",
        ),
        more={
            "recording_captions": Words("Textad på svenska och engelska", "Captions in Swedish and English"),
            "body": RECORDED_BODY,
        },
        starts_at=Day(-40, 13),
        ends_at=Day(-40, 14, 30),
        recording_url=FILM,
        picture=Ref("home.SiteImage", "conversation"),
        speakers=[speaker("kim-exempel", *RESEARCHER), moderator("alva-exempelsson", *PLANNER)],
        documents=documents(),
        subjects=subjects("tillit"),
    ),
    digital(
        "grannsamverkan",
        (
            "Grannsamverkan där husen står glest",
            "grannsamverkan-dar-husen-star-glest",
            "Så håller man koll på varandras hus när det är fyra kilometer till närmaste granne.",
        ),
        (
            "Neighbourhood watch where houses are far apart",
            "neighbourhood-watch-where-houses-are-far-apart",
            "How to keep an eye on each other’s houses when the nearest neighbour lives four kilometres away.",
        ),
        starts_at=Day(-3, 13),
        ends_at=Day(-3, 14),
        will_be_recorded=True,
        speakers=[speaker("nils-exempelstrom", "Kommunpolis i Exempelby", "Community police officer in Exempelby")],
        subjects=subjects("brottsforebyggande-arbete"),
    ),
    digital(
        "temadag",
        (
            "Digital temadag om unga och tillit",
            "digital-temadag-om-unga-och-tillit",
            "Flera timmar med korta föredrag. Kom och gå som du vill.",
        ),
        (
            "A digital day about young people and trust",
            "a-digital-day-about-young-people-and-trust",
            "Several hours of short talks. Come and go as you like.",
        ),
        more={"questions": Words(QUESTIONS["sv"], QUESTIONS["en"])},
        starts_at=Moment(-60),
        ends_at=Moment(300),
        stream_url="https://example.org/direkt/temadag",
        will_be_recorded=True,
        speakers=[
            speaker("samira-pahittad", "Jurist", "Lawyer"),
            speaker("robin-latsas"),
            moderator("kim-exempel-2", *LIBRARIAN),
        ],
        subjects=subjects("barn-och-unga", "tillit"),
    ),
    digital(
        "kallkritik",
        (
            "Källkritik på trettio minuter",
            "kallkritik-pa-trettio-minuter",
            "Tre frågor att ställa innan du delar något vidare.",
        ),
        (
            "Checking sources in thirty minutes",
            "checking-sources-in-thirty-minutes",
            "Three questions to ask before you pass something on.",
        ),
        more={"questions": Words(QUESTIONS["sv"], QUESTIONS["en"])},
        starts_at=Moment(40),
        ends_at=Moment(70),
        stream_url="https://example.org/direkt/kallkritik",
        speakers=[speaker("kim-exempel-2", *LIBRARIAN)],
        subjects=subjects("digital-trygghet"),
    ),
]
