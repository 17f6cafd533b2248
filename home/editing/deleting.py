"""What an editor reads who is about to delete something: where it is used, and what becomes of its translations."""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents.views.documents import DeleteView as DocumentDelete
from wagtail.images.views.images import DeleteView as ImageDelete
from wagtail.models import Page

from bilingual.admin.labels import language_name
from bilingual.models import Translation
from home.addresses import AddressTooLong
from home.editing.usage import InUse, Place, places_of

MAX_PLACES = 50


@dataclass(frozen=True)
class ShownPlace:
    """A place as the list shows it; without a title and an address where this person may not edit it."""

    title: str
    url: str
    kind: str
    language: str
    field: str
    is_draft: bool


def shown_place(place: Place, finder: AdminURLFinder) -> ShownPlace:
    source = place.source
    url = finder.get_edit_url(source)
    is_page = isinstance(source, Page)
    name = source.get_admin_display_title() if is_page else str(source)
    return ShownPlace(
        title=name if url else "",
        url=url or "",
        kind=str(source._meta.verbose_name),
        language=language_name(source.locale.language_code) if is_page else "",
        field=place.field,
        is_draft=place.is_draft or (is_page and not source.live),
    )


def say_in_use(request, used: list[tuple], status: int = 200):
    """A page with where each of several things is used: (thing, places)."""
    finder = AdminURLFinder(request.user)
    things = [
        {
            "title": thing.get_admin_display_title() if isinstance(thing, Page) else str(thing),
            "is_page": isinstance(thing, Page),
            "places": [shown_place(place, finder) for place in places[:MAX_PLACES]],
            "more": max(0, len(places) - MAX_PLACES),
        }
        for thing, places in used
    ]
    return render(request, "admin/in_use.html", {"things": things}, status=status)


def refuse(request, things):
    """The page that says where these are used; None if nothing is, and they can be deleted."""
    used = [(thing, places) for thing in things if (places := places_of(thing))]
    return say_in_use(request, used) if used else None


class RefusesWhatIsUsed:
    """A view that deletes says at once where the thing is used, instead of asking whether to delete it."""

    def get(self, request, *args, **kwargs):
        return refuse(request, [self.object]) or super().get(request, *args, **kwargs)


class SiteImageDelete(RefusesWhatIsUsed, ImageDelete):
    pass


class SiteDocumentDelete(RefusesWhatIsUsed, DocumentDelete):
    pass


def tell_of_translations(request, page: Page) -> None:
    """Say what becomes of the translations of an original that is about to be deleted."""
    records = Translation.objects.existing().filter(original=page.pk).select_related("page", "locale")
    for record in records:
        text = _(
            "The page in %(language)s, “%(title)s”, stays when its original is deleted, and is public if it is so now. "
            "Its texts can be edited as before; to edit its facts, make it an original. To delete it too, do so there."
        )
        messages.warning(
            request,
            text
            % {
                "language": language_name(record.locale.language_code),
                "title": record.page.get_admin_display_title(),
            },
        )


class RefusalMiddleware:
    """Answers an editor when something could not be done, in whatever view it was tried, and nothing has been."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not getattr(request, "user", None) or not request.user.is_authenticated:
            return None
        if isinstance(exception, InUse):
            return say_in_use(request, [(exception.thing, exception.places)], status=409)
        if isinstance(exception, AddressTooLong):
            messages.error(request, " ".join(exception.messages))
            return redirect(request.get_full_path())
        return None
