"""Ways on from a search that found nothing, or has not begun."""

from django.db.models import OuterRef, Subquery
from django.utils.http import urlencode
from django.utils.translation import get_language

from conference.presenters import contact_for_template
from home import clock
from home.sorting import alphabetical
from lectures.models import LecturePage, Subject
from lectures.presenters import archive_url


def subjects(start_page) -> list[dict]:
    """Every subject that a past lecture has, with the address of the archive narrowed to it; of the search, else."""
    past = LecturePage.objects.for_readers_of(get_language()).past(clock.now()).order_by()
    # One lecture a subject is enough. With Exists PostgreSQL looks at all lectures there are.
    one = Subquery(past.filter(subjects=OuterRef("pk")).values("pk")[:1])
    used = Subject.objects.alias(lecture=one).filter(lecture__isnull=False)
    archive = archive_url(start_page.locale_id) if start_page else ""
    named = sorted(((one.said("name"), one.slug) for one in used), key=lambda one: alphabetical(one[0]))
    return [{"name": name, "url": f"{archive}?{urlencode({'subject': slug})}"} for name, slug in named]


def contacts(start_page) -> list[dict]:
    """Whom to ask: the contacts of the current edition."""
    edition = start_page.shown_edition if start_page else None
    return [contact_for_template(contact) for contact in edition.shown_contacts] if edition else []
