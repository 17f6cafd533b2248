"""The two days of the conference of 2027: one lecture with everything, one with next to nothing, and others between."""

from demo import blocks
from demo.lectures import LIBRARIAN, PLANNER, QUESTIONS, documents, lecture, moderator, speaker, subjects
from demo.records import PageRecord, Ref, at

STREAM = "https://example.org/direkt/stora-salen"


def on_site(
    key: str, start: tuple[int, int, int], end: tuple[int, int], sv: dict, en: dict | None, **facts
) -> PageRecord:
    """`start` is day, hour and minute in September 2027, `end` hour and minute."""
    day = start[0]
    confirmed = {"date_precision": "confirmed", "venue": Ref("conference.Venue", "exempelhuset"), "kind": "seminar"}
    times = {"starts_at": at(2027, 9, *start), "ends_at": at(2027, 9, day, *end)}
    return lecture("2027", key, sv, en, **(confirmed | times | facts))


FULL_SV = [
    blocks.text(
        "<p>Föreläsningen bygger på en övning som aldrig har ägt rum. "
        'Fler föreläsningar om samma ämne finns i <a page="archive">arkivet</a>.</p>'
    ),
    blocks.image("birch-forest", "När telefonen är tyst får man ta sig till varandra på annat sätt."),
    blocks.quote("Vi ringde på hos alla. Det tog en kvart.", "Åke Exempelöv", "Ordförande i byaföreningen"),
    blocks.facts_box(
        "Ta med hem",
        "<ul><li>Bestäm i dag var ni ska mötas.</li><li>Skriv upp tre telefonnummer på papper.</li>"
        "<li>Fråga den som bor ensam.</li></ul>",
    ),
    blocks.accordion(
        "Frågor vi ofta får",
        ("Behöver jag förbereda mig?", "<p>Nej. Men ta gärna med en karta över där du bor.</p>"),
        ("Får jag sprida bilderna?", "<p>Ja, om du skriver varifrån de kommer.</p>"),
    ),
    blocks.film(
        "Från övningen i Exempelby", "https://example.org/film/ovningen", "winter-street", "4 min", "Textad på svenska"
    ),
    blocks.documents("Läs mer", "program-exempel"),
    blocks.lecture_list("Hör också", lectures=("2027-larm", "2027-strommen")),
    blocks.section(
        "Om övningen",
        blocks.text("<h3>Så gick den till</h3><p>En torsdag i november stängdes alla telefoner av i sex timmar.</p>"),
        blocks.documents("Underlag", "handout-trust-example"),
    ),
    blocks.call_to_action(
        "Var med på plats",
        "Antalet platser i Stora salen är begränsat.",
        "Till konferensens program",
        url="https://example.org/program",
    ),
]
FULL_EN = [
    blocks.text(
        "<p>The lecture builds on an exercise that never took place. "
        'There are more lectures on the subject in <a page="archive">the archive</a>.</p>'
    ),
    blocks.image("birch-forest", "When the telephone is silent, people must reach each other in other ways."),
    blocks.quote(
        "We rang every doorbell. It took a quarter of an hour.", "Åke Exempelöv", "Chair of the village association"
    ),
    blocks.facts_box(
        "To take home",
        "<ul><li>Decide today where you will meet.</li><li>Write three telephone numbers on paper.</li>"
        "<li>Ask those who live alone.</li></ul>",
    ),
    blocks.accordion(
        "Questions we often get",
        ("Do I need to prepare?", "<p>No. But do bring a map of where you live.</p>"),
        ("May I pass on the slides?", "<p>Yes, if you say where they come from.</p>"),
    ),
    blocks.film(
        "From the exercise in Exempelby",
        "https://example.org/film/ovningen",
        "winter-street",
        "4 min",
        "Captions in Swedish",
    ),
    blocks.documents("Read more", "program-exempel"),
    blocks.lecture_list("Listen to these too", lectures=("2027-larm", "2027-strommen")),
    blocks.section(
        "About the exercise",
        blocks.text("<h3>What happened</h3><p>One Thursday in November, all telephones were off for six hours.</p>"),
        blocks.documents("Background", "handout-trust-example"),
    ),
    blocks.call_to_action(
        "Be there",
        "The number of places in the Main Hall is limited.",
        "To the programme of the conference",
        url="https://example.org/program",
    ),
]

CONFERENCE_DAYS_2027 = [
    on_site(
        "oppning",
        (15, 9, 30),
        (10, 0),
        {
            "title": "Exempel: Konferensen öppnas",
            "slug": "konferensen-oppnas",
            "lead": "Vem som öppnar konferensen är inte bestämt.",
            "room": "Stora salen",
        },
        {
            "title": "Example: The conference opens",
            "slug": "the-conference-opens",
            "lead": "Who will open the conference has not been decided.",
            "room": "The Main Hall",
        },
        kind="opening",
        form="mixed",
    ),
    on_site(
        "allt",
        (15, 10, 15),
        (11, 30),
        {
            "title": "Exempel: När mobilen tystnar",
            "slug": "nar-mobilen-tystnar",
            "lead": "Vad gör vi när det inte går att ringa, betala eller läsa nyheter? Du får veta vad grannar klarar "
            "tillsammans under de första sex timmarna.",
            "abstract": "<p>Mobilnätet är borta. Ingen vet hur länge. <strong>De första timmarna</strong> avgör "
            "mycket, och då är det grannarna som är framme först.</p><p>Föreläsningen går igenom</p><ul><li>vad "
            "människor faktiskt gör</li><li>vad de tror att andra gör</li><li>vad kommunen kan göra redan i "
            "dag.</li></ul>",
            "notice": "Föreläsningen har flyttats till Stora salen eftersom så många vill höra den.",
            "room": "Stora salen, plan 2",
            "audience": "Dig som planerar för kriser i kommun, region eller förening",
            "questions": QUESTIONS["sv"],
            "body": FULL_SV,
        },
        {
            "title": "Example: When the phones go quiet",
            "slug": "when-the-phones-go-quiet",
            "lead": "What do we do when we cannot ring, pay or read the news? You will learn what neighbours can "
            "manage together in the first six hours.",
            "abstract": "<p>The mobile network is gone. Nobody knows for how long. <strong>The first hours</strong> "
            "decide a great deal, and the neighbours are the first to arrive.</p><p>The lecture deals "
            "with</p><ul><li>what people actually do</li><li>what they believe that others do</li><li>what a "
            "municipality can do today.</li></ul>",
            "notice": "The lecture has moved to the Main Hall because so many want to hear it.",
            "room": "The Main Hall, level 2",
            "audience": "Those who plan for crises in a municipality, a region or a voluntary organisation",
            "questions": QUESTIONS["en"],
            "body": FULL_EN,
        },
        kind="plenary",
        form="mixed",
        notice_on=at(2026, 11, 16).date(),
        picture=Ref("home.SiteImage", "lecture-hall"),
        registration_url="https://example.org/anmalan/mobilen",
        stream_url=STREAM,
        will_be_recorded=True,
        speakers=[
            speaker("alva-exempelsson", *PLANNER),
            speaker("ake-exempelov", "Ordförande i byaföreningen", "Chair of the village association"),
            moderator("kim-exempel-2", *LIBRARIAN),
        ],
        documents=documents(),
        subjects=subjects("krisberedskap", "tillit", "riskkommunikation"),
    ),
]
