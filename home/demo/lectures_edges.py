"""More of the conference days of 2027: what a layout and a translation must bear. All of them are invented."""

from home.demo.lectures import PLANNER, RESEARCHER, lecture, moderator, speaker, subjects
from home.demo.lectures_2027 import on_site
from home.demo.records import at

EDGES_2027 = [
    on_site(
        "langt",
        (15, 13, 0),
        (14, 0),
        {
            "title": "Exempel: Samhällsskyddsberedskapssamordning och kontinuitetshanteringsplanering i "
            "glesbygdskommunernas krisledningsnämnder – från riskanalysmetodutveckling till uppföljning av "
            "trygghetsskapandeåtgärder i fjorton kommuner",
            "slug": "samhallsskyddsberedskapssamordning",
            "lead": "Rubriken är lång för att visa att sidan tål det. Seminariet handlar om att skriva kortare.",
            "room": "Utbildningslokalen bredvid Ljusgårdscaféet",
        },
        {
            "title": "Example: Cross-sectoral civil-protection preparedness coordination and business-continuity "
            "planning in the crisis management boards of sparsely populated municipalities, from the development of "
            "methods of risk analysis to the follow-up of safety measures",
            "slug": "preparedness-coordination",
            "lead": "The title is long to show that the page can bear it. The seminar is about writing more briefly.",
            "room": "The training room beside the atrium café",
        },
        speakers=[speaker("alva-exempelsson", *PLANNER)],
        registration_url="https://example.org/anmalan/langt",
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
        "nastan-inget",
        {"title": "Exempel: Seminarium utan uppgifter", "slug": "seminarium-utan-uppgifter"},
        {"title": "Example: A seminar without details", "slug": "a-seminar-without-details"},
        kind="seminar",
    ),
]
