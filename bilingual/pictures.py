"""Alternative texts are written with a picture, once for every page that shows it: which of them a language lacks."""

from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


def without_text(page) -> list:
    """The pictures that a page shows that say something to those who do not see them, but not in its language.

    Not those in its text, which have their alternative texts there.
    """
    model = get_image_model()
    fields = [field for field in page._meta.concrete_fields if field.related_model is model]
    shown = [picture for field in fields if (picture := getattr(page, field.name))]
    language = page.locale.language_code
    return [picture for picture in shown if any(picture.alt_texts.values()) and not picture.alt_texts.get(language)]


def lacking(language: str):
    """All pictures that say something, but not in this language."""
    return get_image_model().objects.exclude(alt_texts={}).exclude(alt_texts__has_key=language).order_by("title", "pk")


def edit_url(picture) -> str:
    """Where a picture's texts are written."""
    return reverse("wagtailimages:edit", args=[picture.pk])


def may_change(user, picture) -> bool:
    """Whether somebody may write the texts of a picture."""
    policy = policy_registry.get_by_type(type(picture))
    return bool(user and policy.user_has_permission_for_instance(user, "change", picture))
