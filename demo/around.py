"""Organisers, contacts, venues and subjects: one record each, with texts in both languages.

The telephone numbers are from the series that Post- och telestyrelsen keeps free for fiction: nobody answers.
"""

from demo.records import Record, Ref, on


def organiser(key: str, sv: str, en: str, website: str = "") -> Record:
    return Record("conference.Organiser", key, sv={"name": sv}, en={"name": en}, facts={"website": website})


def contact(key: str, sv: tuple[str, str], en: tuple[str, str], organiser: str = "", **facts) -> Record:
    """`sv` and `en` are name and role."""
    facts["organiser"] = Ref("conference.Organiser", organiser) if organiser else None
    sv_text, en_text = ({"name": name, "role": role} for name, role in (sv, en))
    return Record("conference.Contact", key, sv=sv_text, en=en_text, facts=facts)


def subject(slug: str, sv: str, en: str) -> Record:
    return Record("lectures.Subject", slug, sv={"name": sv}, en={"name": en}, facts={"slug": slug})


ORGANISERS = [
    organiser("polisen", "Polisen", "The Swedish Police"),
    organiser("lansstyrelsen", "Länsstyrelsen i Norrbottens län", "The County Administrative Board of Norrbotten"),
    organiser("kommunerna", "Norrbottens Kommuner", "The Municipalities of Norrbotten"),
    organiser("rattighetscentrum", "Rättighetscentrum Norrbotten", "The Rights Centre of Norrbotten"),
    organiser("regionen", "Region Norrbotten", "Region Norrbotten"),  # has no contact
    organiser(
        "foreningen", "Exempel: Föreningen Trygga byar", "Example: Safe Villages Association", "https://example.org/"
    ),
]

CONTACTS = [
    contact(
        "sekretariatet",
        ("Konferenssekretariatet", "Frågor om program och anmälan"),
        ("Conference secretariat", "Questions about the programme and registration"),
        email="konferensen@example.org",
        phone="0980-319 200",
    ),
    contact(
        "lansstyrelsen",
        ("Trygghetskonferensen på länsstyrelsen", "Samordning"),
        ("The conference team at the County Administrative Board", "Coordination"),
        organiser="lansstyrelsen",
        email="trygghet.lansstyrelsen@example.org",
        phone="0980-319 221",
    ),
    contact(
        "kommunerna",
        ("Trygghetskonferensen på Norrbottens Kommuner", "Frågor från kommuner"),
        ("The conference team at the Municipalities of Norrbotten", "Questions from municipalities"),
        organiser="kommunerna",
        email="trygghet.kommunerna@example.org",
        phone="0980-319 234",
    ),
    contact(
        "polisen",
        ("Trygghetskonferensen på Polisen", "Brottsförebyggande arbete"),
        ("The conference team at the Swedish Police", "Crime prevention"),
        organiser="polisen",
        email="trygghet.polisen@example.org",
        phone="08-465 004 12",
    ),
    contact(
        "rattighetscentrum",
        ("Trygghetskonferensen på Rättighetscentrum", "Mänskliga rättigheter"),
        ("The conference team at the Rights Centre", "Human rights"),
        organiser="rattighetscentrum",
        email="trygghet.rattighetscentrum@example.org",
    ),
    contact(
        "tekniken",
        ("Teknisk hjälp", "Under sändning"),
        ("Technical help", "During broadcasts"),
        phone="08-465 004 37",
    ),
    contact(
        "anmalan-2023",
        ("Anmälan 2023", "Till och med konferensen 2023"),
        ("Registration 2023", "Until the conference of 2023"),
        email="anmalan2023@example.org",
        phone="0980-319 298",
        valid_until=on(2023, 3, 31),
    ),
]

VENUES = [
    Record(
        "conference.Venue",
        "kulturens-hus",
        sv={"name": "Kulturens Hus", "directions": ""},
        en={"name": "Kulturens Hus", "directions": ""},
        facts={"locality": "Luleå"},
    ),
    Record(
        "conference.Venue",
        "exempelhuset",
        sv={
            "name": "Exempelhuset",
            "directions": "Exempel: Bussen stannar vid torget, 200 meter från huvudentrén.\n\n"
            "Entrén är i marknivå och dörrarna öppnas automatiskt. Hiss finns till alla plan. "
            "Stora salen har hörslinga och platser för rullstol på tre rader.",
        },
        en={
            "name": "Exempelhuset (the Example House)",
            "directions": "Example: The bus stops at the square, 200 metres from the main entrance.\n\n"
            "The entrance is at street level and the doors open by themselves. There is a lift to every floor. "
            "The Main Hall has a hearing loop and wheelchair spaces in three rows.",
        },
        facts={
            "street_address": "Exempelgatan 1",
            "postal_code": "000 00",
            "locality": "Luleå",
            "map_url": "https://example.org/karta",
        },
    ),
    Record(
        "conference.Venue",
        "biblioteket",
        sv={"name": "Exempelbiblioteket", "directions": "Exempel: Gå in från gården. Samlingssalen är på plan 2."},
        facts={"locality": "Exempelby"},
    ),  # in Swedish only: the English pages fall back
]

SUBJECTS = [
    subject("tillit", "Tillit", "Trust"),
    subject("riskkommunikation", "Riskkommunikation", "Risk communication"),
    subject("krisberedskap", "Krisberedskap", "Crisis preparedness"),
    subject("brottsforebyggande-arbete", "Brottsförebyggande arbete", "Crime prevention"),
    subject("manskliga-rattigheter", "Mänskliga rättigheter", "Human rights"),
    subject("jamstalldhet", "Jämställdhet", "Gender equality"),
    subject("barn-och-unga", "Barn och unga", "Children and young people"),
    subject("digital-trygghet", "Digital trygghet", "Online safety"),
]
