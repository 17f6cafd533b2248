"""What the tests of the demo content share: it is loaded once for all of them."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.users.models import UserProfile

from tests import database


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """A database of its own with the demo content and somebody of every kind."""
    with django_db_blocker.unblock(), database.of_its_own("demo"):
        call_command("load_demo", users=True, verbosity=0)
        administrator = get_user_model().objects.create_superuser("administrator", "admin@example.org", "-")
        UserProfile.objects.create(user=administrator, preferred_language="sv")
        yield
