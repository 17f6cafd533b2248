"""The next conference, which is invented from beginning to end, and drafts of conferences in the other statuses."""

from demo.blocks import accordion, call_to_action, facts_box, image, lecture_list, quote, section, text
from demo.editions import contacts, edition, organisers
from demo.records import Day, PageRecord, Ref, Words, at, on


def row(day: int, start: tuple[int, int], end: tuple[int, int], sv: str, en: str, place: str) -> dict:
    """What there is beside the lectures on a day in September 2027."""
    times = {"starts_at": at(2027, 9, day, *start), "ends_at": at(2027, 9, day, *end)}
    return times | {"text": Words(sv, en), "place": place}


EDITION_2027 = edition(
    "2027",
    sv={
        "title": "Trygghetskonferensen 2027",
        "slug": "2027",
        "theme": "Tillit till vardags, beredskap i kris",
        "lead": "Exempel: Under två dagar i Luleå möts alla som arbetar för trygghet i kommuner, regioner, "
        "myndigheter och föreningar. Fram till dess håller vi digitala föreläsningar. Konferensen är påhittad och "
        "visar vad webbplatsen kan.",
        "body": [
            section(
                "Därför tillit och beredskap",
                text(
                    "<p>Den som litar på sina grannar ber om hjälp i tid. Den som litar på sin kommun följer råden när "
                    "det gäller. Därför börjar beredskapen långt före krisen, i det som händer varje dag.</p>"
                    "<p>Under konferensen får du</p>"
                    "<ul><li>höra vad forskningen vet om tillit</li><li>prova arbetssätt från andra kommuner</li>"
                    "<li>träffa dem som har samma uppdrag som du.</li></ul>"
                ),
                image("conversation", "Mellan föreläsningarna finns det gott om tid att prata."),
                quote("Tillit syns inte förrän den saknas.", "Kim Exempel", "Forskare, Exempeluniversitetet"),
            ),
            lecture_list("Senast i arkivet", show="past", limit=3),
            section(
                "Bra att veta före anmälan",
                facts_box(
                    "I korthet",
                    "<ul><li>Konferensen är gratis.</li><li>Lunch och kaffe ingår.</li>"
                    "<li>Plenarföreläsningarna sänds på nätet.</li><li>Det finns hörslinga i Stora salen.</li></ul>",
                ),
                accordion(
                    "Vanliga frågor",
                    (
                        "Vem kan delta?",
                        "<p>Alla som arbetar med trygghet, eller vill göra det. Föreningar är lika välkomna som "
                        "myndigheter.</p>",
                    ),
                    (
                        "Kan jag följa konferensen hemifrån?",
                        "<p>Ja, plenarföreläsningarna. Seminarierna hålls bara på plats.</p>",
                    ),
                    (
                        "Tolkas föreläsningarna?",
                        "<p>Ja, till svenskt teckenspråk. Behöver du något annat skriver du det när du anmäler "
                        "dig.</p>",
                    ),
                ),
                call_to_action(
                    "Planera resan",
                    "Så hittar du till konferensen och så tar du dig in.",
                    "Läs praktisk information",
                    page="praktisk-information",
                ),
            ),
        ],
    },
    en={
        "title": "Trygghetskonferensen 2027",
        "slug": "2027",
        "theme": "Everyday trust, readiness in crisis",
        "lead": "Example: For two days in Luleå, people who work for safety in municipalities, regions, public "
        "bodies and voluntary organisations meet. Until then we hold digital lectures. The conference is invented "
        "and shows what the site can do.",
        "body": [
            section(
                "Why trust and readiness",
                text(
                    "<p>Those who trust their neighbours ask for help in time. Those who trust their municipality "
                    "follow its advice when it matters. So readiness begins long before the crisis, in what happens "
                    "every day.</p><p>At the conference you will</p><ul><li>hear what research knows about "
                    "trust</li><li>try methods from other municipalities</li><li>meet those who have the same task "
                    "as you.</li></ul>"
                ),
                image("conversation", "Between the lectures there is plenty of time to talk."),
                quote("Trust is not seen until it is missing.", "Kim Exempel", "Researcher, Example University"),
            ),
            lecture_list("Latest in the archive", show="past", limit=3),
            section(
                "Good to know before you register",
                facts_box(
                    "In brief",
                    "<ul><li>The conference is free of charge.</li><li>Lunch and coffee are included.</li>"
                    "<li>The plenary lectures are streamed.</li><li>The Main Hall has a hearing loop.</li></ul>",
                ),
                accordion(
                    "Frequently asked questions",
                    (
                        "Who can take part?",
                        "<p>Everyone who works for safety, or wants to. Voluntary organisations are as welcome as "
                        "public bodies.</p>",
                    ),
                    (
                        "Can I follow the conference from home?",
                        "<p>Yes, the plenary lectures. The seminars are held on site only.</p>",
                    ),
                    (
                        "Are the lectures interpreted?",
                        "<p>Yes, into Swedish Sign Language. If you need anything else, say so when you register.</p>",
                    ),
                ),
                call_to_action(
                    "Plan your journey",
                    "How to find the conference, and how to get in.",
                    "Read the practical information",
                    page="praktisk-information",
                ),
            ),
        ],
    },
    year=2027,
    number=7,
    status="confirmed",
    date_precision="confirmed",
    starts_on=on(2027, 9, 15),
    ends_on=on(2027, 9, 16),
    form="mixed",
    venue=Ref("conference.Venue", "exempelhuset"),
    picture=Ref("home.SiteImage", "sea-ice"),
    registration_url="https://example.org/anmalan",
    registration_opens_at=at(2027, 3, 1, 9),
    registration_closes_at=at(2027, 8, 31, 23, 59),
    programme_rows=[
        row(15, (8, 30), (9, 30), "Registrering och kaffe", "Registration and coffee", "Foajén"),
        row(15, (12, 0), (13, 0), "Lunch", "Lunch", "Restaurangen"),
        row(15, (17, 0), (19, 0), "Mingel", "Mingling", "Foajén"),
        row(16, (8, 30), (9, 0), "Kaffe", "Coffee", "Foajén"),
        row(16, (12, 0), (13, 0), "Lunch", "Lunch", "Restaurangen"),
    ],
    organisers=organisers("lansstyrelsen", "polisen", "kommunerna", "rattighetscentrum", "foreningen"),
    contacts=contacts("sekretariatet", "lansstyrelsen", "kommunerna", "polisen", "rattighetscentrum", "tekniken"),
)

DRAFT_2029 = edition(
    "2029",
    sv={"title": "Trygghetskonferensen 2029", "slug": "2029"},
    en={"title": "Trygghetskonferensen 2029", "slug": "2029"},
    live=False,
    year=2029,
)


def practice(letter: str, status: str, sv: str, en: str, **facts) -> PageRecord:
    """A draft in which editors can see what a status looks like."""
    name = letter.lower()
    return edition(
        f"practice-{name}",
        sv={
            "title": f"Exempel: Övningskonferens {letter}",
            "slug": f"ovningskonferens-{name}",
            "lead": "Ett utkast som bara redaktörerna ser. Det visar i förhandsgranskningen hur statusen ser ut.",
            "notice": sv,
        },
        en={
            "title": f"Example: Practice conference {letter}",
            "slug": f"practice-conference-{name}",
            "lead": "A draft that only the editors see. Its preview shows what the status looks like.",
            "notice": en,
        },
        live=False,
        year=2027,
        status=status,
        notice_on=Day(-5),
        venue=Ref("conference.Venue", "exempelhuset"),
        contacts=contacts("sekretariatet"),
        **facts,
    )


DRAFTS = [
    DRAFT_2029,
    practice(
        "A",
        "moved_online",
        "Konferensen flyttas till nätet. Du som har anmält dig får en länk med e-post.",
        "The conference is moving online. If you have registered, you will get a link by e-mail.",
        date_precision="confirmed",
        starts_on=on(2027, 5, 12),
        ends_on=on(2027, 5, 12),
        form="online",
    ),
    practice(
        "B",
        "postponed",
        "Konferensen skjuts upp. Din anmälan gäller även det nya datumet.",
        "The conference is postponed. Your registration is valid for the new date too.",
        news_by=on(2027, 3, 31),
    ),
    practice(
        "C",
        "cancelled",
        "Konferensen är inställd. Du behöver inte avanmäla dig.",
        "The conference is cancelled. You do not need to cancel your registration.",
        date_precision="confirmed",
        starts_on=on(2027, 5, 26),
        ends_on=on(2027, 5, 27),
    ),
]
