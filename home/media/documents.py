"""Documents: slides, handouts, reports."""

import logging
from time import monotonic

from django.db import models, transaction
from django.db.models import F, Q
from django.dispatch import receiver
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.utils.file import hash_filelike

from home.languages import LanguageField
from home.media.document_text import text_of
from home.signals import minute_jobs, snippet_stored
from home.text import Text

logger = logging.getLogger(__name__)

MAX_SECONDS_A_MINUTE = 20  # for new documents, so that publications are not kept waiting


class SiteDocumentQuerySet(DocumentQuerySet):
    def unread(self):
        """Documents whose stored text is older than their file."""
        return self.exclude(file="").filter(Q(text_read_from="") | ~Q(text_read_from=F("file_hash")))


class SiteDocumentManager(models.Manager.from_queryset(SiteDocumentQuerySet)):
    """Defers the long text, which only the search reads."""

    def get_queryset(self):
        return super().get_queryset().defer("searched_text")


class SiteDocument(AbstractDocument):
    """A file to download, with the language it is written in."""

    language = LanguageField(_("language"), blank=True, help_text=_("The language that the document is written in."))
    searched_text = models.TextField(blank=True, default="", editable=False)
    text_read_from = models.CharField(max_length=40, blank=True, default="", editable=False)  # the hash of that file

    objects = SiteDocumentManager()

    class Meta(AbstractDocument.Meta):
        base_manager_name = "objects"
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    admin_form_fields = (*Document.admin_form_fields[:2], "language", *Document.admin_form_fields[2:])

    is_read_later = False  # by `publish_scheduled`: in a request there is no time for it

    @transaction.atomic
    def save(self, *, update_fields=None, **options):
        if (update_fields is None or "file" in update_fields) and self.file and not self.file._committed:
            self.searched_text, self.text_read_from = "", ""
            if not self.is_read_later:
                self.read_text()
            if update_fields is not None:
                update_fields = {*update_fields, "file_size", "file_hash", "searched_text", "text_read_from"}
        super().save(update_fields=update_fields, **options)
        if update_fields is None or not {"file_size", "file_hash"}.issuperset(update_fields):
            snippet_stored.send(sender=type(self), instance=self)

    def read_text(self) -> None:
        """Read the text of the file. A file that is not there now can be read later: `manage.py read_documents`."""
        try:
            with self.open_file() as file:
                self.file_size = self.file.size
                self.file_hash = hash_filelike(file)
                self.searched_text = text_of(file, self.file_extension)
                file.seek(0)
        except OSError as error:
            logger.warning("The file of document %s cannot be opened: %s", self.pk, error)
        else:
            self.text_read_from = self.file_hash

    @classmethod
    def read_stored(cls, key: int) -> bool:
        """Read the text of a document that is stored; whether it could be opened. One that is gone counts as such."""
        with transaction.atomic():
            document = cls.objects.select_for_update().filter(pk=key).first()
            if not document:
                return True
            document.text_read_from = ""
            document.read_text()
            if is_read := bool(document.text_read_from):
                document.save(update_fields=["file_size", "file_hash", "searched_text", "text_read_from"])
            return is_read

    @property
    def kind(self) -> str:
        """The kind of file, as people call it: PDF, PPTX."""
        return self.file_extension.upper()

    def for_template(self, title: Text | None = None) -> dict:
        """The document as its component takes it."""
        language = self.language
        return {
            "title": title or Text(self.title, language),
            "url": self.url,
            "kind": self.kind,
            "size": filesizeformat(self.file_size) if self.file_size else "",
            "language": get_language_info(language)["name_translated"] if language else "",
            "hreflang": language if language != get_language() else "",
        }


@receiver(minute_jobs)
def read_new(**kwargs):
    """By `publish_scheduled`: the texts of documents that have come since, for the search."""
    end = monotonic() + MAX_SECONDS_A_MINUTE
    for key in SiteDocument.objects.unread().order_by("-pk").values_list("pk", flat=True):
        if monotonic() > end:
            break
        SiteDocument.read_stored(key)
