"""What every test has: its own database, copied in a moment from a migrated one (tests/database.py)."""

import pytest
from pytest_django.plugin import blocking_manager_key

from tests import database


def pytest_sessionstart(session):
    """Migrate before the workers start, where it can be seen what takes so long."""
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    with session.config.stash[blocking_manager_key].unblock():
        database.template(say=reporter.write_line)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, worker_id):
    """Give each worker a database of its own, in place of pytest-django's, which would migrate in every one."""
    with django_db_blocker.unblock():
        source = database.template()
        name = f"{source}_{worker_id}"
        database.clone(source, name)
        with database.connected_to(name):
            yield
        database.drop(name)
