"""Of what a calendar, a feed or open data are: of a lecture, an edition, a subject, or of everything."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from conference.models import ConferencePage
from home.models import HomePage
from home.pages import SitePage
from home.public import is_nearest
from lectures.archive import known
from lectures.models import LectureArchivePage, LecturePage, Subject


class MovedSubject(Exception):
    """The subject in an address has another word now: `slug`."""

    def __init__(self, slug: str):
        self.slug = slug


@dataclass
class Scope:
    """The lectures and editions that readers of a page's language are shown, as far as the page is about them."""

    page: SitePage
    name: str
    lectures: QuerySet
    editions: QuerySet
    subject: Subject | None = None

    @property
    def language(self) -> str:
        return self.page.locale.language_code

    @property
    def query(self) -> dict[str, str]:
        """What stands in its address beside the page's own."""
        return {"subject": self.subject.slug} if self.subject else {}

    @property
    def root_url(self) -> str:
        """Scheme and host, as others are told them."""
        return self.page.get_url_parts()[1]


def scope_of(page: SitePage, query, start: HomePage) -> Scope:
    """The scope of a page that all may read. Http404 where it has none; MovedSubject for a subject's former word."""
    language = page.locale.language_code
    lectures = LecturePage.objects.for_readers_of(language)
    editions = ConferencePage.objects.filter(is_nearest(language)).select_related("locale", "venue")
    if isinstance(page, LecturePage):
        return Scope(page, page.title, LecturePage.objects.filter(pk=page.pk), editions.none())
    if isinstance(page, ConferencePage):
        return Scope(page, page.title, lectures.of_edition(page), editions.filter(pk=page.pk))
    if isinstance(page, LectureArchivePage) and (word := query.get("subject")):
        subject = known(Subject, word, lectures__in=lectures.order_by().values("pk"))
        if subject is None:
            raise Http404
        if subject.slug != word:
            raise MovedSubject(subject.slug)
        names = {"conference": start.title, "subject": subject.said("name").plain}
        name = _("%(conference)s: %(subject)s") % names
        return Scope(page, name, lectures.filter(subjects=subject), editions.none(), subject)
    if isinstance(page, HomePage | LectureArchivePage):
        return Scope(page, start.title, lectures, editions)
    raise Http404
