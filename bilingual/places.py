"""Where a page may stand: among pages of its own language, and as itself."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm

from bilingual.languages import language_name

START_PAGE_DEPTH = 2


class Misplaced(ValidationError):
    """A page cannot stand where it was about to be put."""


def refuse_alias():
    """Raise Misplaced. An alias would show a text under another language, and what is scheduled before its time."""
    raise Misplaced(_("Aliases are not used on this site. Copy the page, or link to it where it is."), code="alias")


def language_error(page, parent) -> str:
    """What is wrong with a page among the pages of another language, or nothing."""
    if parent.depth < START_PAGE_DEPTH or not page.locale_id or page.locale_id == parent.locale_id:
        return ""
    return _(
        "The page is in %(language)s and cannot be put among the pages in %(other)s."
        " To have it there too, translate it with “Translate to %(other)s”."
    ) % {
        "language": language_name(page.locale.language_code),
        "other": language_name(parent.locale.language_code),
    }


def check_place(page, parent) -> None:
    """Raise Misplaced where a page cannot stand under another."""
    if error := language_error(page, parent):
        raise Misplaced(error, code="language")


class CopyWithinLanguage(CopyForm):
    """Copies a page within its language, as a page of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        cleaned = super().clean()
        if self.data.get("alias"):  # the form does not offer it
            self.add_error(None, Misplaced(_("Aliases are not used on this site.")))
        parent = cleaned.get("new_parent_page")
        if parent and (error := language_error(self.page, parent)):
            self.add_error("new_parent_page", error)
        return cleaned
