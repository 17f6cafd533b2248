"""What the deletion page says: where the object is used, and what happens to its translations."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents.views.documents import DeleteView as DocumentDelete
from wagtail.images.views.images import DeleteView as ImageDelete
from wagtail.models import Page

from bilingual.languages import language_name
from bilingual.models import Translation
from home.editing.usage import Place, places_of

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
    """A page that says where each of `used` is used: (instance, places)."""
    finder = AdminURLFinder(request.user)
    instances = [
        {
            "title": instance.get_admin_display_title() if isinstance(instance, Page) else str(instance),
            "is_page": isinstance(instance, Page),
            "places": [shown_place(place, finder) for place in places[:MAX_PLACES]],
            "more": max(0, len(places) - MAX_PLACES),
        }
        for instance, places in used
    ]
    return render(request, "admin/in_use.html", {"instances": instances}, status=status)


def refuse(request, instances):
    """The page that says where these are used; None if nothing is, and they can be deleted."""
    used = [(instance, places) for instance in instances if (places := places_of(instance))]
    return say_in_use(request, used) if used else None


class RefusesWhatIsUsed:
    """A view that deletes says at once where something is used, instead of asking whether to delete it."""

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
