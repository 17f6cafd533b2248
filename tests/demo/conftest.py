"""What the tests of the demo content share: a copy of it."""

import shutil

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import override_settings
from wagtail.users.models import UserProfile

from tests import database


@pytest.fixture(scope="package")
def demo(django_db_setup, loaded_demo, tmp_path_factory, django_db_blocker):
    """A database of its own with the demo content and somebody of every kind."""
    media = tmp_path_factory.mktemp("demo") / "media"
    shutil.copytree(loaded_demo.media, media)
    files = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    with (
        override_settings(STORAGES=settings.STORAGES | files, MEDIA_ROOT=media),
        django_db_blocker.unblock(),
        database.of_its_own("demo", loaded_demo.database),
    ):
        administrator = get_user_model().objects.create_superuser("administrator", "admin@example.org", "-")
        UserProfile.objects.create(user=administrator, preferred_language="sv")
        yield
