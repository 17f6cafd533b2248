"""More of the conference days of 2027: one in Swedish only, one in English, one of which little is known. Invented."""

from demo.lectures import PLANNER, RESEARCHER, lecture, moderator, speaker, subjects
from demo.lectures_2027 import on_site
from demo.records import at

EDGES_2027 = [
    on_site(
        "skriva",
        (15, 13, 0),
        (14, 0),
        {
            "title": "Exempel: Skriv så att alla förstår i en kris",
            "slug": "skriv-sa-att-alla-forstar-i-en-kris",
            "lead": "Korta meningar, vanliga ord och det viktigaste först. Ta med en egen text att arbeta med.",
            "room": "Utbildningslokalen",
        },
        {
            "title": "Example: Writing that everyone understands in a crisis",
            "slug": "writing-that-everyone-understands-in-a-crisis",
            "lead": "Short sentences, common words and the most important things first. Bring a text of your own.",
            "room": "The training room",
        },
        speakers=[speaker("alva-exempelsson", *PLANNER)],
        registration_url="https://example.org/anmalan/skriva",
        registration_full=True,
        subjects=subjects("krisberedskap"),
    ),
    on_site(
        "vandring",
        (15, 13, 0),
        (14, 30),
        {
            "title": "Exempel: Trygghetsvandring i stadsparken",
            "slug": "trygghetsvandring-i-stadsparken",
            "lead": "Vi går ut. Klä dig efter vädret. Sidan finns bara på svenska.",
            "audience": "För högst tjugo deltagare",
        },
        None,
        speakers=[speaker("nils-exempelstrom", "Kommunpolis i Exempelby")],
        subjects=subjects("brottsforebyggande-arbete"),
    ),
    on_site(
        "borders",
        (16, 9, 0),
        (10, 15),
        {
            "title": "Exempel: Tillit över gränser",
            "slug": "tillit-over-granser",
            "lead": "Vad kan kommuner i Sverige, Norge och Finland lära av varandra? Seminariet hålls på engelska.",
            "room": "Lilla salen",
        },
        {
            "title": "Example: Trust across borders",
            "slug": "trust-across-borders",
            "lead": "What can municipalities in Sweden, Norway and Finland learn from each other? The seminar is in "
            "English.",
            "room": "The Small Hall",
        },
        spoken_language="en",
        registration_url="https://example.org/anmalan/granser",
        registration_opens_at=at(2026, 11, 2, 9),
        registration_closes_at=at(2027, 9, 1, 12),
        speakers=[
            speaker("kim-exempel", *RESEARCHER),
            speaker("samira-pahittad", "Jurist", "Lawyer"),
            moderator("maria-fiktiv", "Statistiker, Exempelmyndigheten", "Statistician, Example Agency"),
        ],
        subjects=subjects("tillit"),
    ),
    lecture(
        "2027",
        "stationer",
        {"title": "Exempel: Tryggare stationer", "slug": "tryggare-stationer"},
        {"title": "Example: Safer stations", "slug": "safer-stations"},
        kind="seminar",
    ),
]
