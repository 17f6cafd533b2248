"""Ways on from a search that found nothing, or has not begun."""

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import get_language

from conference.showing import contact_for_template
from home import clock
from lectures.archive import Archive
from lectures.editions import Editions
from lectures.models import LecturePage
from lectures.showing import archive_url


def subjects(start_page, editions: Editions) -> list[dict]:
    """Every subject that a past lecture has, with the address of the archive narrowed to it; of the search, else."""
    past = LecturePage.objects.for_readers_of(get_language()).past(clock.now())
    archive = archive_url(start_page.locale_id) if start_page else ""
    return [
        {"name": name, "lang": name.lang, "url": f"{archive}?{urlencode({'subject': slug})}"}
        for slug, name, _count in Archive(past, editions, QueryDict()).subject_options()
    ]


def contacts(start_page) -> list[dict]:
    """Whom to ask: the contacts of the current edition."""
    edition = start_page.shown_edition if start_page else None
    return [contact_for_template(contact) for contact in edition.shown_contacts] if edition else []
