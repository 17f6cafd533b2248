"""What the records of lectures are made with."""

from demo.records import PageRecord, Ref, Words

RESEARCHER = ("Forskare, Exempeluniversitetet", "Researcher, Example University")
LIBRARIAN = ("Bibliotekarie, Exempelby kommun", "Librarian, Municipality of Exempelby")
PLANNER = ("Beredskapssamordnare, Exempelby", "Emergency planner, Exempelby")
QUESTIONS = {
    "sv": "<p>Skriv i chatten, eller mejla före sändningen till <a "
    'href="mailto:fragor@example.org">fragor@example.org</a>.</p>',
    "en": '<p>Write in the chat, or e-mail <a href="mailto:fragor@example.org">fragor@example.org</a> before the '
    "broadcast.</p>",
}


def speaker(key: str, sv: str = "", en: str = "", role: str = "speaker") -> dict:
    """A row of a lecture; `sv` and `en` are the affiliation then."""
    return {"speaker": Ref("lectures.Speaker", key), "role": role, "affiliation": Words(sv, en)}


def moderator(key: str, sv: str = "", en: str = "") -> dict:
    return speaker(key, sv, en, role="moderator")


def subjects(*keys: str) -> list[Ref]:
    return [Ref("lectures.Subject", key) for key in keys]


def lecture(under: str, key: str, sv: dict, en: dict | None, live: bool = True, **facts) -> PageRecord:
    return PageRecord("lectures.LecturePage", f"{under}-{key}", sv, en, facts, under=under, live=live)


def digital(key: str, sv: tuple[str, str, str], en: tuple[str, str, str], more=None, **facts) -> PageRecord:
    """`sv` and `en` are title, address and lead; `more` other texts, each as Words."""
    names = ("title", "slug", "lead")
    texts = [dict(zip(names, values, strict=True)) for values in (sv, en)]
    for number, text_of in enumerate(texts):
        text_of["title"] = ("Exempel: ", "Example: ")[number] + text_of["title"]
        text_of |= {name: words[number] for name, words in (more or {}).items()}
    facts = {"kind": "digital", "form": "online", "date_precision": "confirmed"} | facts
    return lecture("2027", key, *texts, **facts)


def documents() -> list[dict]:
    slides = {"document": Ref("home.SiteDocument", "bilder-tillit-exempel"), "title": Words("Bilder", "Slides")}
    handout = {"document": Ref("home.SiteDocument", "handout-trust-example"), "title": Words("", "")}
    return [slides, handout]
