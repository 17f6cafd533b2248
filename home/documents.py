"""Documents: slides, handouts, reports."""

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from home.texts import content_languages


class SiteDocument(AbstractDocument):
    """A file to download, with the language it is written in."""

    language = models.CharField(
        _("language"),
        max_length=12,
        choices=content_languages,
        blank=True,
        help_text=_("The language that the document is written in."),
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    admin_form_fields = (*Document.admin_form_fields[:2], "language", *Document.admin_form_fields[2:])

    @property
    def kind(self) -> str:
        """The kind of file, as people call it: PDF, PPTX."""
        return self.file_extension.upper()

    def for_template(self, title: str = "") -> dict:
        """The document as its component takes it."""
        language = self.language
        return {
            "title": title or self.title,
            "url": self.url,
            "kind": self.kind,
            "size": filesizeformat(self.file_size) if self.file_size else "",
            "language": get_language_info(language)["name_translated"] if language else "",
            "lang": language if language != get_language() else "",
        }
