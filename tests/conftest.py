"""What every test has: its own database, copied in a moment from a migrated one (tests/database.py)."""

import os

import pytest
from django.utils import translation
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadFileScheduling

from home.models import HomePage
from tests import database
from tests.browser import server
from tests.factories import ConferencePageFactory, LectureArchivePageFactory, UserFactory
from tests.prepared import Sets, prepared

SETS = pytest.StashKey[Sets]()


def pytest_sessionstart(session):
    """Migrate before the workers start, where it can be seen what takes so long."""
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    with session.config.stash[blocking_manager_key].unblock():
        database.template(say=reporter.write_line)


class ByFile(LoadFileScheduling):
    """Give each worker a file of tests at a time, and one of them those files that share a server or the demo."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        folder = file.rpartition("/")[0]
        is_shared = folder in ("tests/browser", "tests/demo") and not file.endswith("/test_typing_in_every_form.py")
        return folder if is_shared else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # by the number of tests in a file, which says nothing of its time
    return ByFile(config, log)


# What takes longest, in an order in which to begin. The first loads the demo content, for which others would wait: the
# next do without it.
LONGEST = [
    "tests/browser/",
    "tests/previews/test_leaks.py",
    "tests/home/test_saving.py",
    "tests/browser/test_typing_in_every_form.py",
    "tests/demo/",
]


def place_in_queue(nodeid: str) -> int:
    """The last place in the list that names a test, else behind all of them."""
    return max((place for place, start in enumerate(LONGEST) if nodeid.startswith(start)), default=len(LONGEST))


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker is left with it at the end."""
    items.sort(key=lambda item: place_in_queue(item.nodeid))


def pytest_xdist_auto_num_workers(config):
    """One more than there are cores: the worker that drives Chromium waits for half of its time."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.fixture(autouse=True)
def in_first_language(settings):
    """Each test begins in the site's first language, whatever a page that the test before it has read was in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def transactional_db():
    """Refused: it empties every table afterwards, also of what the migrations have made. See test_races.py."""
    pytest.fail("A test that needs several connections takes a database of its own.")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, worker_id):
    """Give each worker a database of its own, in place of pytest-django's, which would migrate in every one."""
    with django_db_blocker.unblock():
        source = database.template()
    name = f"{source}_{worker_id}"
    database.clone(source, name)
    with database.connected_to(name):  # and closed to tests that do not ask for it: what they write would stay
        sets = request.config.stash[SETS] = Sets(name)
        yield
        with django_db_blocker.unblock():
            sets.drop()
    database.drop(name)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Choose the database before a test's transaction begins; give what is prepared in it."""
    sets = request.config.stash.get(SETS, None)
    if sets is None or fixturedef.scope != "function":
        return None
    if fixturedef.argname == "_django_db_helper":  # pytest-django's: it begins the transaction of a test
        with request.getfixturevalue("django_db_blocker").unblock():
            sets.choose(request.node)
    elif fixturedef.argname in sets.values and getattr(fixturedef.func, "is_prepared", False):
        value = sets.values[fixturedef.argname]
        fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
        return value
    return None


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """The folder of this run that all its workers have."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def loaded_demo(django_test_environment, django_db_blocker, shared_folder):
    """The demo content, loaded once in a run for all that copy it."""
    with django_db_blocker.unblock():
        return server.loaded_demo(shared_folder)


@pytest.fixture
@prepared
def homes(db):
    """The start page of each language, by its code."""
    return {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}


@pytest.fixture
@prepared
def home(homes):
    """The Swedish start page."""
    return homes["sv"]


@pytest.fixture
@prepared
def edition(home):
    """A published edition."""
    return ConferencePageFactory(parent=home, year=2026)


@pytest.fixture
@prepared
def archive(home):
    """The Swedish archive."""
    return LectureArchivePageFactory(parent=home)


@pytest.fixture
def editor(db, client):
    """A browser in which an editor has signed in, who reads Swedish."""
    client.force_login(UserFactory(group="Redaktörer"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    return client
