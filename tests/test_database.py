"""The databases that tests get are apart: what one of them holds is not told of another."""

from wagtail.models import Site

from home.models import HomePage
from tests import database


def test_host_of_a_site_in_another_database_is_not_remembered(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        before = HomePage.objects.first().full_url
        with database.of_its_own("host"):
            Site.objects.update(hostname="elsewhere")
            assert HomePage.objects.first().full_url != before
        assert HomePage.objects.first().full_url == before
