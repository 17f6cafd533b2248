"""Alternative texts are written with a picture, once for every page that shows it: which of them a language lacks."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from bilingual.admin.labels import language_name
from bilingual.models import TranslationStatus


def pictures_of(page) -> list:
    """The pictures that a page shows, other than those in its text, which have their alternative texts there."""
    model = get_image_model()
    fields = [field for field in page._meta.concrete_fields if field.related_model is model]
    return [picture for field in fields if (picture := getattr(page, field.name))]


def lacks_text(picture, language: str) -> bool:
    """Whether a picture says something to those who do not see it, but nothing in this language."""
    texts = picture.alt_texts or {}
    return any(texts.values()) and not texts.get(language)


def lacking(language: str):
    """All pictures of which that is so."""
    return get_image_model().objects.exclude(alt_texts={}).exclude(alt_texts__has_key=language).order_by("title", "pk")


def edit_url(picture) -> str:
    """Where a picture's texts are written."""
    return reverse("wagtailimages:edit", args=[picture.pk])


class Row:
    """A line of the translation report, made of a picture without an alternative text in a language."""

    start_url = person = ""
    since = None
    status, status_label = TranslationStatus.MISSING, TranslationStatus.MISSING.label

    def __init__(self, picture, locale: Locale):
        self.title, self.url, self.pk = picture.title, edit_url(picture), f"picture-{picture.pk}"
        self.kind = capfirst(str(picture._meta.verbose_name))
        self.language, self.fields = locale.get_display_name(), _("Alternative text")


def entries(page, user=None) -> list[dict]:
    """What the pictures of a translation lack, as bilingual/admin/source_pane.py lists texts that are left."""
    language = page.locale.language_code
    return [
        {
            "key": f"picture.{picture.pk}.alt_text",
            "label": _("Alternative text of the picture “%(title)s”") % {"title": picture.title},
            "text": next(filter(None, picture.alt_texts.values())),
            "kind": "plain",
            "state": "missing",
            "note": _("Missing in %(language)s. It is written with the picture.")
            % {"language": language_name(language)},
            "may_stay": False,
            "changes": None,
            "can_be_right": False,
            "url": edit_url(picture) if may_change(user, picture) else "",
        }
        for picture in pictures_of(page)
        if lacks_text(picture, language)
    ]


def may_change(user, picture) -> bool:
    """Whether somebody may write the texts of a picture."""
    policy = policy_registry.get_by_type(type(picture))
    return bool(user and policy.user_has_permission_for_instance(user, "change", picture))
