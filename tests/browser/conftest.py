"""What browser tests have: the site on a production server, Chromium, and a watch on what the browser does."""

import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests import database
from tests.browser import addresses, editor, server, watch

# Playwright keeps an event loop in this thread, which makes Django refuse the database to every later test of this
# process, as if those tests were asynchronous. They are not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# However busy the machine is: what is waited for comes, or the test has failed. No test sets a time of its own.
MAX_WAIT = 60_000  # milliseconds
expect.set_options(timeout=MAX_WAIT)

CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",  # there is no other host
]
FROM_SWEDEN = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": {"width": 1280, "height": 900}}


@dataclass
class Site:
    """The served site: its address, its database, its paths by kind and language (tests/browser/addresses.py)."""

    address: str
    database: str
    every: dict[tuple[str, str], list[str]]
    specimens: dict[tuple[str, str], list[str]]


@pytest.fixture(scope="session")
def site(tmp_path_factory, loaded_demo, shared_folder, django_db_blocker, worker_id):
    """The site with its demo content, served as in production."""
    name, folder = f"browser_{worker_id}", tmp_path_factory.mktemp("site")
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            address = stack.enter_context(server.serving(name, folder, shared_folder, loaded_demo))
            with database.connected_to(name):
                every, specimens = addresses.addresses()
        yield Site(address, name, every, specimens)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the Chromium that tools/test.sh found; without one the tests fail, they are never skipped."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    if not path or not os.access(path, os.X_OK):
        pytest.fail(
            f"There is no Chromium at {path}: set CHROMIUM_PATH, or let `make test` install one.", pytrace=False
        )
    return browser_type_launch_args | {"executable_path": path, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, site):
    """Browse from Sweden, in Swedish, unless a test says otherwise."""
    return browser_context_args | FROM_SWEDEN | {"base_url": site.address}


def new_context(browser, arguments: dict):
    """A new browser profile, which waits for pages and for what can be clicked as long as for what is expected."""
    context = browser.new_context(**arguments)
    context.set_default_timeout(MAX_WAIT)
    return context


@pytest.fixture
def watched(browser, browser_context_args, site):
    """A function that opens a page in a new browser profile, and gives it with the watch on it."""
    with ExitStack() as stack:

        def open_watched(**arguments):
            context = stack.enter_context(new_context(browser, browser_context_args | arguments))
            seen = watch.Watch(context, site.address)
            return context.new_page(), seen

        yield open_watched


@pytest.fixture(scope="session")
def signed_in(browser, browser_context_args):
    """What a browser keeps of an editor who has signed in."""
    with new_context(browser, browser_context_args) as context:
        editor.sign_in(context.new_page())
        return context.storage_state()


@pytest.fixture
def editing(watched, signed_in):
    """A page of an editor's browser, which is watched to the end: nothing may complain, nothing may leave the site."""
    page, seen = watched(storage_state=signed_in)
    yield page
    assert seen.found() == {}
