"""Where the demo content may be loaded."""

import pytest
from django.core.management import CommandError, call_command

from tests.demo.test_demo import everything
from tests.factories import StandardPageFactory


def test_demo_refuses_a_site_with_content_of_its_own(home):
    StandardPageFactory(parent=home, title="Vår egen sida")
    before = everything()
    with pytest.raises(CommandError, match="Vår egen sida"):
        call_command("load_demo", verbosity=0)
    assert everything() == before
