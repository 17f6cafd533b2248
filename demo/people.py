"""Speakers. Of the real ones only what is known here is said; the others show by name that they are invented."""

from demo.records import Record, Ref

INVENTED = ("Påhittad person.", "An invented person.")


def real(slug: str, name: str, sv: str, en: str) -> Record:
    texts = ({"title": "", "about": about} for about in (sv, en))
    return Record("lectures.Speaker", slug, *texts, facts={"name": name, "slug": slug})


def invented(slug: str, name: str, sv: tuple[str, str], en: tuple[str, str], portrait: int | None = None) -> Record:
    """`sv` and `en` are title and presentation."""
    texts = (
        {"title": title, "about": f"{mark} {about}".strip()}
        for mark, (title, about) in zip(INVENTED, (sv, en), strict=True)
    )
    photo = Ref("home.SiteImage", f"portrait-{portrait}") if portrait else None
    return Record("lectures.Speaker", slug, *texts, facts={"name": name, "slug": slug, "photo": photo})


SPEAKERS = [
    real(
        "lars-tragardh",
        "Lars Trägårdh",
        "Höll en digital föreläsning i Trygghetskonferensens serie våren 2021.",
        "Gave a digital lecture in the conference’s series in the spring of 2021.",
    ),
    real(
        "misse-wester",
        "Misse Wester",
        "Höll en digital föreläsning i Trygghetskonferensens serie hösten 2021.",
        "Gave a digital lecture in the conference’s series in the autumn of 2021.",
    ),
    real(
        "emma-frans",
        "Emma Frans",
        "Talade på Trygghetskonferensen 2023.",
        "Spoke at the conference in 2023.",
    ),
    real(
        "jenny-deschamps-berger",
        "Jenny Deschamps-Berger",
        "Talade på Trygghetskonferensen 2023.",
        "Spoke at the conference in 2023.",
    ),
    real(
        "hans-abrahamsson",
        "Hans Abrahamsson",
        "Talade på Trygghetskonferensen 2023.",
        "Spoke at the conference in 2023.",
    ),
    real(
        "hanna-gerdes",
        "Hanna Gerdes",
        "Var moderator på Trygghetskonferensen 2023.",
        "Moderated the conference in 2023.",
    ),
    real(
        "gunnar-strommer",
        "Gunnar Strömmer",
        "Öppnade Trygghetskonferensen 2023 som justitieminister.",
        "Opened the conference in 2023 as Minister for Justice.",
    ),
    invented(
        "kim-exempel",
        "Kim Exempel",
        (
            "Forskare, Exempeluniversitetet",
            "Forskar om hur tillit uppstår i vardagen: i trapphuset, på bussen och vid disken hos myndigheten. "
            "Har intervjuat flera hundra norrbottningar som inte heller finns.",
        ),
        (
            "Researcher, Example University",
            "Studies how trust grows in everyday life: on the stairs, on the bus and at the counter of a public "
            "office. Has interviewed several hundred people in Norrbotten who do not exist either.",
        ),
        portrait=2,
    ),
    invented(
        "kim-exempel-2",
        "Kim Exempel",
        (
            "Bibliotekarie, Exempelby kommun",
            "Ordnar samtal om källkritik och rykten. Har samma namn som en forskare i listan men är en annan person.",
        ),
        (
            "Librarian, Municipality of Exempelby",
            "Arranges talks about sources and rumours. Shares a name with a researcher in the list but is somebody "
            "else.",
        ),
    ),
    invented(
        "alva-exempelsson",
        "Alva Exempelsson",
        ("Beredskapssamordnare, Exempelby kommun", "Övar tillsammans med föreningar, affärer och skolor."),
        ("Emergency planner, Municipality of Exempelby", "Runs exercises together with societies, shops and schools."),
        portrait=4,
    ),
    invented(
        "nils-exempelstrom",
        "Nils Exempelström",
        ("Kommunpolis i Exempelby", "Arbetar med medborgarlöften och grannsamverkan."),
        ("Community police officer in Exempelby", "Works with local safety pledges and neighbourhood watch."),
        portrait=1,
    ),
    invented(
        "samira-pahittad",
        "Samira Påhittad",
        ("Jurist med inriktning på mänskliga rättigheter", "Utbildar kommuner i barnets rättigheter."),
        ("Human rights lawyer", "Trains municipalities in the rights of the child."),
        portrait=6,
    ),
    invented(
        "maria-fiktiv",
        "Maria Fiktiv",
        ("Statistiker, Exempelmyndigheten", "Frågar vad siffrorna säger, och vad de tiger om."),
        ("Statistician, Example Agency", "Asks what the figures say, and what they are silent about."),
        portrait=3,
    ),
    invented(
        "ake-exempelov",
        "Åke Exempelöv",
        ("Ordförande i byaföreningen", "Har byggt upp ett eget larm i en by utan mobiltäckning."),
        ("Chair of a village association", "Built an alarm of its own in a village without mobile coverage."),
        portrait=5,
    ),
    invented("robin-latsas", "Robin Låtsas", ("", ""), ("", "")),
]
