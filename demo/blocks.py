"""Blocks of the demo content as they stand in a stream; what they refer to is put in by the builder."""

from demo.records import Ref


def block(kind: str, value) -> dict:
    return {"type": kind, "value": value}


def text(html: str) -> dict:
    return block("text", html)


def picture(key: str) -> Ref:
    """A picture in its place, with the alternative text of the page's language."""
    return Ref("picture in a block", key)


def image(key: str, caption: str = "") -> dict:
    return block("image", {"image": picture(key), "caption": caption})


def quote(words: str, name: str, role: str = "") -> dict:
    return block("quote", {"quote": words, "name": name, "role": role})


def facts_box(heading: str, html: str) -> dict:
    return block("facts_box", {"heading": heading, "text": html})


def accordion(heading: str, *rows: tuple[str, str]) -> dict:
    items = [{"heading": question, "text": answer} for question, answer in rows]
    return block("accordion", {"heading": heading, "items": items})


def call_to_action(heading: str, words: str, label: str, page: str = "", url: str = "") -> dict:
    target = Ref("page", page) if page else None
    return block("call_to_action", {"heading": heading, "text": words, "label": label, "page": target, "url": url})


def documents(heading: str, *keys: str) -> dict:
    return block("documents", {"heading": heading, "documents": [Ref("home.SiteDocument", key) for key in keys]})


def film(title: str, url: str, key: str, duration: str, captions: str) -> dict:
    value = {"title": title, "url": url, "picture": picture(key), "duration": duration, "captions": captions}
    return block("film", value)


def section(heading: str, *content: dict) -> dict:
    return block("section", {"heading": heading, "content": list(content)})


def lecture_list(heading: str, show: str = "chosen", lectures: tuple[str, ...] = (), limit: int = 6) -> dict:
    chosen = [Ref("page", key) for key in lectures]
    return block("lecture_list", {"heading": heading, "show": show, "lectures": chosen, "limit": limit})


def organisers(heading: str) -> dict:
    return block("organisers", {"heading": heading})


def contacts(heading: str) -> dict:
    return block("contacts", {"heading": heading})
