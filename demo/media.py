"""Pictures and documents. Their files stand beside this module; who made them is told in pictures/README.md."""

from demo.records import Record


def picture(key: str, title: str, sv: str, en: str) -> Record:
    facts = {"title": title, "file": f"pictures/{key}.jpg", "alt_texts": {"sv": sv, "en": en}}
    return Record("home.SiteImage", key, facts=facts)


def portrait(number: int, sv: str, en: str) -> Record:
    return picture(
        f"portrait-{number}", f"Tecknat porträtt {number}", f"Tecknat porträtt av {sv}", f"Drawn portrait of {en}"
    )


def document(key: str, title: str, language: str) -> Record:
    return Record(
        "home.SiteDocument", key, facts={"title": title, "file": f"documents/{key}.pdf", "language": language}
    )


PICTURES = [
    picture(
        "sea-ice",
        "Isväg mot Luleå",
        "Två personer går på en plogad isväg mot Luleå i skymningen. Domkyrkans spira reser sig över staden.",
        "Two people walk along a ploughed ice road towards Luleå at dusk. The cathedral spire rises above the city.",
    ),
    picture(
        "lecture-hall",
        "Hörsal",
        "En nästan full hörsal sedd från sista raden. På den upplysta scenen står en talare framför en stor bild av "
        "Luleå.",
        "A nearly full lecture hall seen from the back row. On the lit stage a speaker stands before a large picture "
        "of Luleå.",
    ),
    picture(
        "conversation",
        "Samtal vid bord",
        "Tre personer samtalar vid ett runt bord med kaffekoppar och papper. Utanför fönstret står björkar i snö.",
        "Three people talk around a table with coffee cups and papers. Birches stand in snow outside the window.",
    ),
    picture(
        "winter-street",
        "Gata en vinterkväll",
        "En vuxen och ett barn går på en snöig gata i kvällsljus. Det lyser i husens fönster.",
        "An adult and a child walk along a snowy street in the evening. The windows of the houses are lit.",
    ),
    picture(
        "lectern",
        "Talarstol",
        "En talarstol med mikrofon, papper och ett glas vatten i ljuset från en strålkastare. Ingen talare är där än.",
        "A lectern with a microphone, papers and a glass of water in a spotlight. No speaker has come yet.",
    ),
    picture(
        "birch-forest",
        "Stigar i björkskog",
        "Två stigar korsas i en snöig björkskog med låg sol. Två personer går där stigarna möts.",
        "Two paths cross in a snowy birch forest under a low sun. Two people walk where the paths meet.",
    ),
    portrait(
        1, "en person med kort grått hår och mörkblå tröja.", "a person with short grey hair and a dark blue jumper."
    ),
    portrait(
        2,
        "en person med halvlångt mörkt hår och ljus tröja.",
        "a person with dark hair cut at the jaw and a pale jumper.",
    ),
    portrait(
        3, "en person med svart hår i knut och mörk tröja.", "a person with black hair in a bun and a dark jumper."
    ),
    portrait(
        4, "en person med långt ljust hår och ljusblå tröja.", "a person with long fair hair and a pale blue jumper."
    ),
    portrait(
        5,
        "en person utan hår på hjässan, med skägg och grön tröja.",
        "a person with a bald head, a beard and a green jumper.",
    ),
    portrait(6, "en person i mörk sjal och brun tröja.", "a person in a dark headscarf and a brown jumper."),
]

DOCUMENTS = [
    document("bilder-tillit-exempel", "Bilder: Tillit i vardagen (exempel)", "sv"),
    document("handout-trust-example", "Handout: Everyday trust (example)", "en"),
    document("program-exempel", "Program för en konferensdag (exempel)", "sv"),
]
