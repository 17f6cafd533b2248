"""Documents keep the text of their file: read once, again when the file is another, and told to those who index it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from home.media import documents
from home.models import SiteDocument
from home.signals import minute_jobs, snippet_stored
from tests.home.files import drawn, named, pdf, word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def read(monkeypatch):
    """The extensions of the files that have been read."""
    seen, text_of = [], documents.text_of

    def noted(file, extension):
        seen.append(extension)
        return text_of(file, extension)

    monkeypatch.setattr(documents, "text_of", noted)
    return seen


@pytest.fixture
def stored():
    """The documents of which has been told that they are stored, with their text then."""
    told = []

    def listen(sender, instance, **_more):
        told.append((sender, instance.pk, instance.searched_text))

    snippet_stored.connect(listen)
    yield told
    snippet_stored.disconnect(listen)


def stored_text(document) -> str:
    return SiteDocument.objects.values_list("searched_text", flat=True).get(pk=document.pk)


def test_new_document_is_read_and_told_of(stored):
    document = SiteDocument.objects.create(title="Bilder", file=named(word("Trygghet"), "bilder.docx"))
    assert stored_text(document) == "Trygghet"
    assert stored == [(SiteDocument, document.pk, "Trygghet")]
    assert document.text_read_from == document.file_hash != ""
    assert document.file_size == document.file.size


def test_second_save_does_not_read_again(read):
    document = SiteDocument.objects.create(title="Bilder", file=named("Trygghet", "bilder.txt"))
    for again in (document, SiteDocument.objects.get()):
        again.title += "!"
        again.save()
    assert read == ["txt"]
    assert stored_text(document) == "Trygghet"


def test_replaced_file_is_read_anew(read):
    document = SiteDocument.objects.create(title="Bilder", file=named("Trygghet", "bilder.txt"))
    document = SiteDocument.objects.get()
    document.file = named(word("Tillit"), "bilder.docx")
    document.save(update_fields=["file"])
    assert read == ["txt", "docx"]
    assert stored_text(document) == "Tillit"
    document.file = named(b"sonder", "bilder.pdf")
    document.save()
    assert stored_text(document) == ""


def test_editor_uploads_and_replaces(editor, read):
    editor.post(reverse("wagtaildocs:add"), {"title": "Bilder", "file": named(pdf(drawn("Trygghet")), "b.pdf")})
    document = SiteDocument.objects.get()
    assert stored_text(document) == ""  # a request has no time for it
    minute_jobs.send(sender=None)
    assert stored_text(document) == "Trygghet"
    form = {"title": "Bilder", "language": "sv", "collection": document.collection_id, "tags": ""}
    editor.post(reverse("wagtaildocs:edit", args=[document.pk]), form)
    assert (read, SiteDocument.objects.get().language) == (["pdf"], "sv")
    editor.post(reverse("wagtaildocs:edit", args=[document.pk]), form | {"file": named("Tillit", "b.txt")})
    assert (read, stored_text(document)) == (["pdf"], "")
    minute_jobs.send(sender=None)
    assert (read, stored_text(document)) == (["pdf", "txt"], "Tillit")


def test_text_is_not_fetched_unless_asked_for(django_assert_num_queries):
    SiteDocument.objects.create(title="Bilder", file=named("Trygghet", "bilder.txt"))
    document = SiteDocument.objects.get()
    assert "searched_text" in document.get_deferred_fields()
    with django_assert_num_queries(1):
        assert document.searched_text == "Trygghet"


def test_figures_of_the_file_are_no_news(stored):
    document = SiteDocument.objects.create(title="Bilder", file=named("Trygghet", "bilder.txt"))
    stored.clear()
    document.file_size = None
    document.get_file_size()
    assert stored == []


def test_those_already_there_are_read_once(read, stored, capsys):
    documents = [SiteDocument.objects.create(title=name, file=named(name, f"{name}.txt")) for name in ("Ett", "Två")]
    SiteDocument.objects.update(searched_text="", text_read_from="", file_hash="")
    read.clear()
    stored.clear()
    call_command("read_documents")
    call_command("read_documents")
    assert capsys.readouterr().out == "2 documents have been read.\n"
    assert read == ["txt", "txt"]
    assert [stored_text(document) for document in documents] == ["Ett", "Två"]
    assert [text for _sender, _key, text in stored] == ["Ett", "Två"]
    call_command("read_documents", all=True)
    assert len(read) == 4


def test_missing_file_is_passed_over_and_tried_again(capsys, caplog):
    gone = SiteDocument.objects.create(title="Borta", file=named("Borta", "borta.txt"))
    gone.file.storage.delete(gone.file.name)
    SiteDocument.objects.create(title="Kvar", file=named("Kvar", "kvar.txt"))
    SiteDocument.objects.update(searched_text="", text_read_from="")
    call_command("read_documents")
    output = capsys.readouterr()
    assert (output.out, "1 documents" in output.err) == ("1 documents have been read.\n", True)
    assert "cannot be opened" in caplog.text
    assert SiteDocument.objects.unread().get() == gone


def test_document_without_a_file_can_be_saved(stored):
    assert SiteDocument.objects.create(title="Ingen fil").searched_text == ""
    assert len(stored) == 1
