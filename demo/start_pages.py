"""What the two start pages carry: the menu, the footer and the text about the site."""

from demo.records import Record, Ref


def to_page(place: str, key: str, label: str = "") -> dict:
    return {"place": place, "page": Ref("page", key), "label": label}


def to_address(place: str, address: str, label: str) -> dict:
    return {"place": place, "address": address, "label": label}


START = Record(
    "home.HomePage",
    "start",
    sv={
        "lead": "En konferens i Luleå om trygghet, tillit och mänskliga rättigheter.",
        "about": "<p>Trygghetskonferensen i Luleå arrangeras av myndigheter och organisationer i Norrbotten. Den "
        "handlar om trygghet för alla. Mycket på den här webbplatsen är påhittat, som exempel.</p>",
        "links": [
            to_page("menu", "2027", "Konferensen 2027"),
            to_page("menu", "archive"),
            to_address("menu", "/sv/talare/", "Talare"),
            to_page("menu", "praktisk-information"),
            to_page("menu", "om-konferensen"),
            to_address("footer", "/sv/2027/#kontakt", "Kontakt"),
            to_page("footer", "tillganglighet"),
            to_page("footer", "personuppgifter"),
        ],
    },
    en={
        "lead": "A conference in Luleå about safety, trust and human rights.",
        "about": "<p>Trygghetskonferensen (the safety conference) in Luleå is arranged by public bodies and "
        "organisations in Norrbotten. It is about safety for all. Much of what this site holds is invented, as an "
        "example.</p>",
        "links": [
            to_page("menu", "2027", "The 2027 conference"),
            to_page("menu", "archive"),
            to_address("menu", "/en/speakers/", "Speakers"),
            to_page("menu", "praktisk-information"),
            to_page("menu", "om-konferensen", "About"),
            to_address("footer", "/en/2027/#kontakt", "Contact"),
            to_page("footer", "tillganglighet"),
            to_page("footer", "personuppgifter"),
        ],
    },
)
