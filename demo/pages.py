"""The plain pages and the archive of lectures."""

from demo.blocks import accordion, call_to_action, documents, facts_box, image, section, text
from demo.records import PageRecord


def standard(key: str, sv: dict, en: dict) -> PageRecord:
    return PageRecord("home.StandardPage", key, sv, en)


ARCHIVE = PageRecord(
    "lectures.LectureArchivePage",
    "archive",
    {
        "title": "Föreläsningar",
        "slug": "forelasningar",
        "lead": "Alla föreläsningar som har hållits, med den senaste först.",
    },
    {
        "title": "Lectures",
        "slug": "lectures",
        "lead": "Every lecture that has been held, with the latest first.",
    },
)

ABOUT = standard(
    "om-konferensen",
    {
        "title": "Om konferensen",
        "slug": "om-konferensen",
        "lead": "Trygghetskonferensen hålls i Luleå och handlar om trygghet, tillit och mänskliga rättigheter.",
        "body": [
            section(
                "Varför konferensen finns",
                text(
                    "<p>Konferensen visar hur trygghet för alla hänger ihop med mänskliga rättigheter, "
                    "brottsförebyggande arbete, jämlikhet, jämställdhet och tillit.</p><p>Den som främjar trygghet i "
                    "tid behöver inte laga lika mycket efteråt. Det gäller också de svåraste frågorna i dag.</p>"
                ),
            ),
            section(
                "Konferenserna hittills",
                text(
                    '<ul><li><a page="2018">2018</a> hölls konferensen i Luleå.</li>'
                    '<li><a page="2021">2021</a> ändrade den form och började med digitala föreläsningar.</li>'
                    '<li><a page="2023">2023</a> samlade den sjätte konferensen omkring 130 deltagare i Kulturens Hus.'
                    "</li></ul>"
                ),
                call_to_action(
                    "Hör vad som har sagts",
                    "I arkivet finns föreläsningarna från alla år.",
                    "Till arkivet",
                    page="archive",
                ),
            ),
            section(
                "Om den här webbplatsen",
                facts_box(
                    "Exempel",
                    "<p>Konferensen 2027, föreläsningar vars rubrik börjar med ”Exempel” och alla kontaktuppgifter är "
                    "påhittade. De visar hur webbplatsen fungerar.</p>",
                ),
            ),
        ],
    },
    {
        "title": "About the conference",
        "slug": "about",
        "lead": "Trygghetskonferensen is held in Luleå. It is about safety, trust and human rights.",
        "body": [
            section(
                "Why there is a conference",
                text(
                    "<p>The conference shows how safety for all is connected with human rights, crime prevention, "
                    "equality, gender equality and trust.</p><p>Those who promote safety in time have less to repair "
                    "afterwards. That is true of the hardest questions of today as well.</p>"
                ),
            ),
            section(
                "The conferences so far",
                text(
                    '<ul><li>In <a page="2018">2018</a> the conference was held in Luleå.</li>'
                    '<li>In <a page="2021">2021</a> it changed form and began with digital lectures.</li>'
                    '<li>In <a page="2023">2023</a> the sixth conference brought about 130 participants together at '
                    "Kulturens Hus.</li></ul>"
                ),
                call_to_action(
                    "Hear what has been said",
                    "The archive has the lectures of every year.",
                    "To the archive",
                    page="archive",
                ),
            ),
            section(
                "About this site",
                facts_box(
                    "Example",
                    "<p>The conference of 2027, lectures whose title begins with “Example” and all contact details are "
                    "invented. They show how the site works.</p>",
                ),
            ),
        ],
    },
)

PRACTICAL = standard(
    "praktisk-information",
    {
        "title": "Praktisk information",
        "slug": "praktisk-information",
        "lead": "Exempel: Så anmäler du dig, hittar hit och tar dig in.",
        "body": [
            section(
                "Anmälan",
                text(
                    '<p>Du anmäler dig på <a page="2027">konferensens sida</a> när anmälan har öppnat. Konferensen '
                    "är gratis. Anmäl dig bara om du vet att du kan komma, så att platserna räcker.</p>"
                ),
                documents("Ladda ner", "program-exempel"),
            ),
            section(
                "Tillgängligt för alla",
                image("conversation"),
                text(
                    "<ul><li>Entrén är i marknivå och det finns hiss till alla plan.</li>"
                    "<li>Stora salen har hörslinga.</li><li>Plenarföreläsningarna tolkas till svenskt teckenspråk.</li>"
                    "<li>Det finns ett vilrum nära foajén.</li></ul>"
                ),
            ),
            section(
                "Frågor och svar",
                accordion(
                    "",
                    ("Hur kommer jag dit?", "<p>Bussen stannar vid torget, 200 meter från huvudentrén.</p>"),
                    ("Var kan jag bo?", "<p>Boka hotell själv, gärna tidigt. Vi har inga rum reserverade.</p>"),
                    ("Vad finns det att äta?", "<p>Lunch och kaffe ingår. Skriv i anmälan om du äter specialkost.</p>"),
                    ("Kan jag skicka någon annan?", "<p>Ja. Mejla oss namnet senast en vecka före konferensen.</p>"),
                ),
            ),
        ],
    },
    {
        "title": "Practical information",
        "slug": "practical-information",
        "lead": "Example: How to register, find us and get in.",
        "body": [
            section(
                "Registration",
                text(
                    '<p>You register on <a page="2027">the page of the conference</a> once registration has opened. '
                    "The conference is free of charge. Register only if you know that you can come, so that there "
                    "are places for all.</p>"
                ),
                documents("Download", "program-exempel"),
            ),
            section(
                "Accessible to all",
                image("conversation"),
                text(
                    "<ul><li>The entrance is at street level, and there is a lift to every floor.</li>"
                    "<li>The Main Hall has a hearing loop.</li>"
                    "<li>The plenary lectures are interpreted into Swedish Sign Language.</li>"
                    "<li>There is a quiet room near the foyer.</li></ul>"
                ),
            ),
            section(
                "Questions and answers",
                accordion(
                    "",
                    ("How do I get there?", "<p>The bus stops at the square, 200 metres from the main entrance.</p>"),
                    ("Where can I stay?", "<p>Book a hotel yourself, preferably early. We have no rooms reserved.</p>"),
                    (
                        "What is there to eat?",
                        "<p>Lunch and coffee are included. Tell us when you register if you have dietary needs.</p>",
                    ),
                    (
                        "May somebody else come in my place?",
                        "<p>Yes. E-mail us the name no later than a week before the conference.</p>",
                    ),
                ),
            ),
        ],
    },
)
