"""The digital series that is still to come, or will not come. All of them are invented."""

from demo.lectures import LIBRARIAN, PLANNER, RESEARCHER, digital, speaker, subjects
from demo.records import Day, Words, at, on

PLANNED_2027 = [
    digital(
        "uppskjuten",
        ("Vad siffrorna tiger om", "vad-siffrorna-tiger-om", "Om dem som aldrig svarar på enkäten."),
        ("What the figures do not say", "what-the-figures-do-not-say", "About those who never answer the survey."),
        more={
            "notice": Words(
                "Föreläsaren har fått förhinder. Föreläsningen skjuts upp och din anmälan gäller den nya dagen.",
                "The speaker is unable to come. The lecture is postponed, and your registration is valid for the new "
                "day.",
            )
        },
        status="postponed",
        notice_on=Day(-2),
        starts_at=Day(10, 13),
        ends_at=Day(10, 14),
        registration_url="https://example.org/anmalan/siffror",
        speakers=[speaker("maria-fiktiv", "Statistiker, Exempelmyndigheten", "Statistician, Example Agency")],
        subjects=subjects("brottsforebyggande-arbete"),
    ),
    digital(
        "installd",
        ("Trygg julhandel på nätet", "trygg-julhandel-pa-natet", "Så känner du igen en butik som inte finns."),
        (
            "Safe Christmas shopping online",
            "safe-christmas-shopping-online",
            "How to recognise a shop that does not exist.",
        ),
        more={
            "notice": Words(
                "Föreläsningen är inställd eftersom för få har anmält sig. Du behöver inte avanmäla dig.",
                "The lecture is cancelled because too few have registered. You do not need to cancel your "
                "registration.",
            )
        },
        status="cancelled",
        notice_on=Day(-4),
        starts_at=Day(14, 15),
        ends_at=Day(14, 16),
        subjects=subjects("digital-trygghet"),
    ),
    digital(
        "biblioteket",
        ("Samtal på biblioteket", "samtal-pa-biblioteket", "Hur pratar man om oro utan att göra den större?"),
        ("A talk at the library", "a-talk-at-the-library", "How can we talk about worry without making it grow?"),
        more={
            "notice": Words(
                "Samtalet hålls på nätet, inte på biblioteket. Länken visas här en timme innan det börjar.",
                "The talk is held online, not at the library. The link is shown here an hour before it begins.",
            )
        },
        kind="panel",
        status="moved_online",
        notice_on=Day(-1),
        starts_at=Day(21, 18),
        ends_at=Day(21, 19, 30),
        stream_url="https://example.org/direkt/biblioteket",
        registration_url="https://example.org/anmalan/biblioteket",
        speakers=[speaker("kim-exempel-2", *LIBRARIAN), speaker("kim-exempel", *RESEARCHER)],
        subjects=subjects("riskkommunikation"),
    ),
    digital(
        "strommen",
        (
            "Vem hjälper vem när strömmen går?",
            "vem-hjalper-vem-nar-strommen-gar",
            "En övning i en trappuppgång, och vad den visade.",
        ),
        (
            "Who helps whom when the power fails?",
            "who-helps-whom-when-the-power-fails",
            "An exercise in a stairwell, and what it showed.",
        ),
        date_precision="preliminary",
        starts_at=at(2027, 2, 11, 13),
        ends_at=at(2027, 2, 11, 14, 30),
        speakers=[speaker("alva-exempelsson", *PLANNER)],
        subjects=subjects("krisberedskap"),
    ),
    digital(
        "foraldrar",
        ("Föräldrar på stan", "foraldrar-pa-stan", "Vad vuxna i gula västar betyder en fredagskväll."),
        ("Parents in town", "parents-in-town", "What adults in yellow vests mean on a Friday night."),
        date_precision="month",
        starts_at=at(2027, 3, 1),
        speakers=[speaker("robin-latsas")],
        subjects=subjects("barn-och-unga", "brottsforebyggande-arbete"),
    ),
    digital(
        "jamstallda-torg",
        ("Torg för alla", "torg-for-alla", "Hur ett torg kan ritas så att fler vill vara där."),
        (
            "Squares for everyone",
            "squares-for-everyone",
            "How a square can be designed so that more people want to be there.",
        ),
        date_precision="term",
        starts_at=at(2027, 4, 1),
        subjects=subjects("jamstalldhet"),
    ),
    digital(
        "landsbygd",
        ("Långt till hjälpen", "langt-till-hjalpen", "Ett samtal om trygghet där ambulansen har tio mil att köra."),
        (
            "A long way to help",
            "a-long-way-to-help",
            "A conversation about safety where the ambulance has a hundred kilometres to go.",
        ),
        date_precision="none",
        news_by=on(2027, 1, 29),
        subjects=subjects("krisberedskap"),
    ),
]
