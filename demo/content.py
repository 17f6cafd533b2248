"""All of the demo content, in the order it is made."""

from demo.around import CONTACTS, ORGANISERS, SUBJECTS, VENUES
from demo.edition_2027 import DRAFTS, EDITION_2027
from demo.editions import EDITION_2018, EDITION_2021, EDITION_2023
from demo.lectures_2021 import LECTURES_2018, LECTURES_2021
from demo.lectures_2023 import EXAMPLES_2023, REAL_2023
from demo.lectures_2027 import CONFERENCE_DAYS_2027
from demo.lectures_digital import DIGITAL_2027
from demo.lectures_edges import EDGES_2027
from demo.lectures_planned import PLANNED_2027
from demo.media import DOCUMENTS, PICTURES
from demo.pages import ABOUT, ARCHIVE, PRACTICAL
from demo.pages_law import ACCESSIBILITY, PERSONAL_DATA
from demo.people import SPEAKERS
from demo.records import PageRecord, Record
from demo.start_pages import START
from demo.steering import CHOICES, MUST_FINDS, TERMS

__all__ = ["PAGES", "START", "STEERING", "THINGS"]

THINGS: list[Record] = [*PICTURES, *DOCUMENTS, *ORGANISERS, *CONTACTS, *VENUES, *SUBJECTS, *SPEAKERS]
PAGES: list[PageRecord] = [
    *[EDITION_2027, EDITION_2023, EDITION_2021, EDITION_2018, *DRAFTS],
    *[ARCHIVE, PRACTICAL, ABOUT, ACCESSIBILITY, PERSONAL_DATA],
    *[*DIGITAL_2027, *PLANNED_2027, *CONFERENCE_DAYS_2027, *EDGES_2027],
    *[*REAL_2023, *EXAMPLES_2023, *LECTURES_2021, *LECTURES_2018],
]
STEERING: list[Record] = [*TERMS, *CHOICES, *MUST_FINDS]  # of the search; made last, since it is about pages
