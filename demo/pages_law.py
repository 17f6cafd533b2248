"""What a public body's site must say: how accessible it is, and what it does with personal data. Models to fill in."""

from demo.blocks import facts_box, section, text
from demo.pages import standard

ACCESSIBILITY = standard(
    "tillganglighet",
    {
        "title": "Tillgänglighetsredogörelse",
        "slug": "tillganglighet",
        "lead": "Exempel: Webbplatsen ska gå att använda för alla. Här står vad som gäller och hur du anmäler brister.",
        "body": [
            facts_box(
                "Detta är en förlaga",
                "<p>Den som driver webbplatsen fyller i redogörelsen efter en egen granskning.</p>",
            ),
            section(
                "Hur tillgänglig webbplatsen är",
                text(
                    "<p>Webbplatsen är byggd för att följa lagen (2018:1937) om tillgänglighet till digital offentlig "
                    "service och nivå AA i WCAG 2.2. Den ska fungera med tangentbord, med skärmläsare, utan JavaScript "
                    "och när du förstorar texten till 400 procent.</p><p>Här skriver organisationen vilka delar som "
                    "inte uppfyller kraven, och varför.</p>"
                ),
            ),
            section(
                "Innehåll som inte är tillgängligt",
                text(
                    "<ul><li>Exempel: Äldre inspelningar kan sakna textning.</li>"
                    "<li>Exempel: Föreläsarnas egna bilder är inte alltid anpassade för skärmläsare.</li></ul>"
                ),
            ),
            section(
                "Säg till när något inte fungerar",
                text(
                    '<p>Skriv till <a href="mailto:tillganglighet@example.org">tillganglighet@example.org</a> eller '
                    'ring <a href="tel:+46980319200">0980-319 200</a>. Berätta vilken sida det gäller och vad som '
                    "hände. Behöver du innehållet i en annan form ordnar vi det.</p><p>Är du inte nöjd med svaret "
                    "kan du anmäla det till myndigheten som har tillsyn över lagen.</p>"
                ),
            ),
        ],
    },
    {
        "title": "Accessibility statement",
        "slug": "accessibility",
        "lead": "Example: Everyone should be able to use this site. Here is what applies, and how to report problems.",
        "body": [
            facts_box(
                "This is a model",
                "<p>Whoever runs the site completes the statement after a review of their own.</p>",
            ),
            section(
                "How accessible the site is",
                text(
                    "<p>The site is built to comply with the Swedish Act on Accessibility to Digital Public Services "
                    "(2018:1937) and with level AA of WCAG 2.2. It should work with a keyboard, with a screen reader, "
                    "without JavaScript and with the text enlarged to 400 per cent.</p><p>Here the organisation writes "
                    "which parts do not meet the requirements, and why.</p>"
                ),
            ),
            section(
                "Content that is not accessible",
                text(
                    "<ul><li>Example: Older recordings may lack captions.</li>"
                    "<li>Example: The speakers’ own slides are not always adapted to screen readers.</li></ul>"
                ),
            ),
            section(
                "Tell us when something does not work",
                text(
                    '<p>Write to <a href="mailto:tillganglighet@example.org">tillganglighet@example.org</a> or ring '
                    '<a href="tel:+46980319200">+46 980 31 92 00</a>. Say which page it was and what happened. If you '
                    "need the content in another form, we will arrange it.</p><p>If you are not satisfied with the "
                    "answer, you can report it to the authority that supervises the act.</p>"
                ),
            ),
        ],
    },
)

PERSONAL_DATA = standard(
    "personuppgifter",
    {
        "title": "Personuppgifter",
        "slug": "personuppgifter",
        "lead": "Exempel: Webbplatsen sparar inget i din webbläsare och frågar inte efter något om dig.",
        "body": [
            section(
                "När du besöker webbplatsen",
                text(
                    "<p>Vi använder inga kakor på de öppna sidorna. Sidorna hämtar inget från andra webbplatser. En "
                    "film som ligger någon annanstans visas först när du själv väljer det, och då gäller den "
                    "tjänstens regler.</p><p>Vi räknar vilka ord som söks, vecka för vecka, för att det som många "
                    "söker ska gå att hitta. Vem som söker sparas aldrig. Det som söks färre än tre gånger på en vecka "
                    "raderas när veckan är slut.</p>"
                ),
            ),
            section(
                "När du anmäler dig",
                text(
                    "<p>Anmälan görs i ett annat system. Där står vilka uppgifter som sparas, varför och hur länge.</p>"
                ),
            ),
            section(
                "Föreläsare och kontaktpersoner",
                text(
                    "<p>Namn, titel och porträtt visas för att berätta vad konferensen innehåller. Föreläsningarna "
                    "finns kvar i arkivet. En kontaktuppgift försvinner när den inte gäller längre.</p>"
                ),
            ),
            section(
                "Dina rättigheter",
                text(
                    "<p>Du har rätt att få veta vilka uppgifter vi har om dig och att få fel rättade. Skriv till "
                    '<a href="mailto:dataskydd@example.org">dataskydd@example.org</a>. Du kan också klaga hos '
                    "Integritetsskyddsmyndigheten.</p>"
                ),
            ),
        ],
    },
    {
        "title": "Personal data",
        "slug": "personal-data",
        "lead": "Example: The site stores nothing in your browser and asks for nothing about you.",
        "body": [
            section(
                "When you visit the site",
                text(
                    "<p>We use no cookies on the public pages. The pages fetch nothing from other sites. A film that "
                    "is kept elsewhere is shown only when you choose to see it, and then the rules of that service "
                    "apply.</p><p>We count which words are searched for, week by week, so that what many look for can "
                    "be found. Who searches is never kept. What is searched for fewer than three times in a week is "
                    "deleted when the week is over.</p>"
                ),
            ),
            section(
                "When you register",
                text(
                    "<p>Registration takes place in another system. It says which data are kept, why and for how "
                    "long.</p>"
                ),
            ),
            section(
                "Speakers and contacts",
                text(
                    "<p>Names, titles and portraits are shown to tell what the conference holds. The lectures stay "
                    "in the archive. Contact details disappear when they are no longer valid.</p>"
                ),
            ),
            section(
                "Your rights",
                text(
                    "<p>You have the right to know which data we hold about you, and to have errors put right. Write "
                    'to <a href="mailto:dataskydd@example.org">dataskydd@example.org</a>. You can also complain to '
                    "the Swedish Authority for Privacy Protection.</p>"
                ),
            ),
        ],
    },
)
