"""What fails leaves no file behind, and what it should have replaced as it was."""

import errno
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.urls import reverse

from home.models import SiteDocument, SiteImage
from tests.home.files import named
from tests.home.test_images import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "home.media.storage.UploadStorage"}}
    return tmp_path


def files(disk: Path) -> list[str]:
    return sorted(path.name for path in disk.rglob("*") if path.is_file())


def is_full(monkeypatch):
    """Let every file be written in part."""
    save = FileSystemStorage._save

    def fail(self, name, content):
        save(self, name, ContentFile(b"a part"))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)


MAKERS = {
    "picture": lambda: SiteImage.objects.create(title="A", file=ContentFile(picture(), name="a.jpg")),
    "document": lambda: SiteDocument.objects.create(title="A", file=named("Text", "a.txt")),
}
ADDRESSES = {"picture": "wagtailimages", "document": "wagtaildocs"}
CONTENTS = {"picture": lambda: ContentFile(picture(), name="ny.jpg"), "document": lambda: named("Ny text", "ny.txt")}


@pytest.mark.parametrize("kind", MAKERS)
def test_full_disk_leaves_nothing(disk, monkeypatch, kind):
    is_full(monkeypatch)
    with pytest.raises(OSError, match="No space"):
        MAKERS[kind]()
    assert files(disk) == []


def failing(make):
    with transaction.atomic():
        make()
        raise RuntimeError


@pytest.mark.parametrize("kind", MAKERS)
def test_transaction_that_is_taken_back_leaves_nothing(disk, kind):
    with pytest.raises(RuntimeError):
        failing(MAKERS[kind])
    assert files(disk) == []


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_stored_stays(disk, kind, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        instance = MAKERS[kind]()
    assert Path(instance.file.name).name in files(disk)


@pytest.mark.parametrize("kind", MAKERS)
def test_file_is_not_lost_when_its_replacement_fails(editor, disk, monkeypatch, kind):
    instance = MAKERS[kind]()
    before, name = files(disk), instance.file.name
    content = CONTENTS[kind]()
    address = reverse(f"{ADDRESSES[kind]}:edit", args=[instance.pk])
    with monkeypatch.context() as patched:
        is_full(patched)
        answer = editor.post(address, {"title": "Ny", "collection": 1, "language": "sv", "file": content})
    assert answer.status_code == 507
    assert "Serverns disk är full. Inget har ändrats." in answer.text
    assert files(disk) == before
    assert type(instance).objects.get(pk=instance.pk).file.name == name


@pytest.mark.parametrize("kind", MAKERS)
def test_full_disk_is_told_beside_the_file_that_is_uploaded(editor, disk, monkeypatch, kind):
    content = CONTENTS[kind]()
    is_full(monkeypatch)
    address = reverse(f"{ADDRESSES[kind]}:add_multiple")
    answer = editor.post(address, {"title": "Ny", "files[]": content}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json()["error_message"].startswith("Serverns disk är full.")
    assert files(disk) == []
