"""The conferences: three that were held, the next one, and drafts that only the editors see."""

from demo.blocks import contacts as contacts_block
from demo.blocks import facts_box, section, text
from demo.blocks import organisers as organisers_block
from demo.records import PageRecord, Ref, on

THEME_2021 = {"sv": "Tillit i en orolig tid?", "en": "Trust in troubled times?"}


def rows(name: str, kind: str, *keys: str) -> list[dict]:
    return [{name: Ref(kind, key)} for key in keys]


def organisers(*keys: str) -> list[dict]:
    return rows("organiser", "conference.Organiser", *keys)


def contacts(*keys: str) -> list[dict]:
    return rows("contact", "conference.Contact", *keys)


def edition(key: str, sv: dict, en: dict, live: bool = True, **facts) -> PageRecord:
    return PageRecord("conference.ConferencePage", key, sv, en, facts, live=live)


EDITION_2018 = edition(
    "2018",
    sv={
        "title": "Trygghetskonferensen 2018",
        "slug": "2018",
        "lead": "Trygghetskonferensen hölls i Luleå 2018. Det riktiga programmet finns inte på den här webbplatsen. "
        "Föreläsningarna nedan är exempel.",
    },
    en={
        "title": "Trygghetskonferensen 2018",
        "slug": "2018",
        "lead": "The conference was held in Luleå in 2018. The real programme is not on this site. "
        "The lectures below are examples.",
    },
    year=2018,
    status="held",
    form="onsite",
)

EDITION_2021 = edition(
    "2021",
    sv={
        "title": "Trygghetskonferensen 2021",
        "slug": "2021",
        "theme": THEME_2021["sv"],
        "lead": "Temat ”Tillit i en orolig tid?” angår fler än någonsin. Pandemin har påverkat oss alla och gjort "
        "framtiden svårare att förutse. Arbetet för trygghet behövs för att människor ska kunna lita på varandra och "
        "på samhället.",
        "notice": "Konferensen ändrar form. Vi börjar med digitala föreläsningar och samlas på plats i Luleå när det "
        "blir möjligt. Vilket datum det blir vet vi inte än.",
        "body": [
            section(
                "Därför ändrar konferensen form",
                text(
                    "<p>Temat valdes redan 2019, när planeringen började. Sedan dess har frågan om tillit blivit "
                    "viktigare. Medan vi väntar på att kunna mötas i Luleå vill vi ändå ta upp hur tilliten påverkar "
                    "samhället, och vad den betyder för hur trygga människor känner sig.</p>"
                    "<p>Därför är en del av konferensen digital under 2021. Först kommer några digitala "
                    "föreläsningar. Sist kommer en konferens på plats.</p>"
                    "<p>Vi vill bjuda på intressanta föreläsare och på samtal. Tilliten är en grund i "
                    "samhällskontraktet, det vill säga det som stat och medborgare väntar sig av varandra. Hur kan "
                    "arbetet för trygghet göra tilliten större?</p>"
                    "<p>Datumet för konferensen på plats är alltså inte bestämt. Här får vi leva som vi lär och lita "
                    "på att den dagen kommer.</p>"
                    "<p><strong>Välkommen till Trygghetskonferensen 2021!</strong></p>"
                ),
            ),
            section(
                "Mer om Trygghetskonferensen",
                text(
                    "<p>Trygghetskonferensen arrangeras av Polisen, Länsstyrelsen i Norrbottens län, Norrbottens "
                    "Kommuner, Rättighetscentrum Norrbotten och Region Norrbotten.</p><p>Konferensens mål är att "
                    "visa hur trygghet för alla hänger ihop med</p><ul><li>mänskliga rättigheter</li><li>arbete som "
                    "främjar trygghet och förebygger brott</li><li>jämlikhet och "
                    "jämställdhet</li><li>tillit.</li></ul><p>Vi vill visa att det lönar sig att främja och "
                    "förebygga, också i de frågor som är svåra i dag.</p><p>Vill du veta hur en konferens kan se ut? "
                    '<a page="2018">Läs om Trygghetskonferensen 2018</a>.</p>'
                ),
            ),
        ],
    },
    en={
        "title": "Trygghetskonferensen 2021",
        "slug": "2021",
        "theme": THEME_2021["en"],
        "lead": "The theme, “Trust in troubled times?”, matters to more people than ever. The pandemic has affected "
        "us all and made the future harder to foresee. Work for safety is needed so that people can trust each other "
        "and society.",
        "notice": "The conference is changing form. We begin with digital lectures, and meet in Luleå when that "
        "becomes possible. We do not know the date yet.",
        "body": [
            section(
                "Why the conference is changing form",
                text(
                    "<p>The theme was chosen as early as 2019, when planning began. Since then the question of trust "
                    "has become more important. While we wait until we can meet in Luleå, we still want to discuss "
                    "how trust affects society, and what it means for how safe people feel.</p><p>That is why part "
                    "of the conference is digital in 2021. A few digital lectures come first. A conference on site "
                    "comes last.</p><p>We want to offer interesting speakers, and time to talk. Trust is one of the "
                    "foundations of the social contract, that is, of what state and citizens expect of each other. "
                    "How can work for safety make that trust grow?</p><p>So the date of the conference on site has "
                    "not been set. We shall have to practise what we preach, and trust that the day will "
                    "come.</p><p><strong>Welcome to Trygghetskonferensen 2021!</strong></p>"
                ),
            ),
            section(
                "More about the conference",
                text(
                    "<p>Trygghetskonferensen is arranged by the Swedish Police, the County Administrative Board of "
                    "Norrbotten, the Municipalities of Norrbotten, the Rights Centre of Norrbotten and Region "
                    "Norrbotten.</p><p>The aim of the conference is to show how safety for all is connected "
                    "with</p><ul><li>human rights</li><li>work that promotes safety and prevents "
                    "crime</li><li>equality, including gender equality</li><li>trust.</li></ul><p>We want to show "
                    "that promotion and prevention pay, even in the questions that are hard today.</p><p>Would you "
                    'like to know what a conference can look like? <a page="2018">Read about Trygghetskonferensen '
                    "2018</a>.</p>"
                ),
            ),
        ],
    },
    year=2021,
    status="changed_form",
    form="mixed",
    picture=Ref("home.SiteImage", "birch-forest"),
    organisers=organisers("polisen", "lansstyrelsen", "kommunerna", "rattighetscentrum", "regionen"),
    contacts=contacts("lansstyrelsen", "kommunerna", "polisen", "rattighetscentrum"),
)

EDITION_2023 = edition(
    "2023",
    sv={
        "title": "Trygghetskonferensen 2023",
        "slug": "2023",
        "theme": THEME_2021["sv"],
        "lead": "Den sjätte nationella Trygghetskonferensen samlade omkring 130 deltagare i Kulturens Hus i Luleå. "
        "Justitieminister Gunnar Strömmer öppnade konferensen och Hanna Gerdes var moderator.",
        "body": [
            facts_box(
                "Konferensen i korthet",
                "<ul><li>Den sjätte nationella Trygghetskonferensen</li><li>Två dagar i Kulturens Hus i Luleå</li>"
                "<li>Omkring 130 deltagare</li><li>Föreläsningar för alla och seminarier att välja mellan</li></ul>",
            ),
            section(
                "Samma tema, nu på plats",
                text(
                    '<p>Temat ”Tillit i en orolig tid?” följde med från <a page="2021">2021</a>, när konferensen '
                    "ändrade form. Bland talarna fanns Emma Frans, Jenny Deschamps-Berger och Hans "
                    "Abrahamsson.</p><p>Föreläsningarnas rubriker och klockslag finns inte på den här webbplatsen. "
                    "De föreläsningar och seminarier vars rubrik börjar med ”Exempel” är påhittade.</p>"
                ),
            ),
            organisers_block("De ordnade konferensen 2023"),
            contacts_block("Frågor om konferensen 2023"),
        ],
    },
    en={
        "title": "Trygghetskonferensen 2023",
        "slug": "2023",
        "theme": THEME_2021["en"],
        "lead": "The sixth national Trygghetskonferens brought about 130 participants together at Kulturens Hus in "
        "Luleå. The Minister for Justice, Gunnar Strömmer, opened the conference, and Hanna Gerdes was the moderator.",
        "body": [
            facts_box(
                "The conference in brief",
                "<ul><li>The sixth national Trygghetskonferens</li><li>Two days at Kulturens Hus in Luleå</li>"
                "<li>About 130 participants</li><li>Lectures for all, and seminars to choose between</li></ul>",
            ),
            section(
                "The same theme, now on site",
                text(
                    '<p>The theme “Trust in troubled times?” was carried over from <a page="2021">2021</a>, when the '
                    "conference changed form. Emma Frans, Jenny Deschamps-Berger and Hans Abrahamsson were among the "
                    "speakers.</p>"
                    "<p>The titles and times of the lectures are not on this site. Lectures and seminars whose title "
                    "begins with “Example” are invented.</p>"
                ),
            ),
            organisers_block("They arranged the conference in 2023"),
            contacts_block("Questions about the conference in 2023"),
        ],
    },
    year=2023,
    number=6,
    status="held",
    date_precision="day",
    starts_on=on(2023, 3, 22),
    ends_on=on(2023, 3, 23),
    form="onsite",
    venue=Ref("conference.Venue", "kulturens-hus"),
    picture=Ref("home.SiteImage", "lecture-hall"),
    organisers=organisers("polisen", "lansstyrelsen", "kommunerna", "rattighetscentrum"),
    contacts=contacts("anmalan-2023", "lansstyrelsen", "kommunerna", "polisen", "rattighetscentrum"),
)
