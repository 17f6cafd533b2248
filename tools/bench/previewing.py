"""Speed of previews among 10,000 lectures: the live panel, the site at another time, a draft link."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import reverse
from django.utils import timezone

from tools.bench.editing import get, in_turns

SCHEDULED = 5  # lectures that are changed by a version to come


def report() -> Iterator[str]:
    """The lines to print."""
    from lectures.models import LecturePage
    from previews.time_travel.walking import address_inside

    user, _new = get_user_model().objects.get_or_create(username="bench-editor")
    user.groups.add(Group.objects.get(name="Redaktörer"))
    desk, reader = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    desk.force_login(user)
    lecture = LecturePage.objects.get(slug="lang", locale__language_code="sv")
    panel = reverse("wagtailadmin_pages:preview_on_edit", args=[lecture.pk]) + "?in_preview_panel=true"
    fill_panel(desk, lecture)
    moment = timezone.now() + timedelta(days=30)
    schedule(moment - timedelta(days=1))
    yield from compared("live panel, 30 blocks", 1.5, lambda: get(reader, lecture.url), lambda: get(desk, panel))
    for name, path in PATHS.items():
        public, foreseen = partial(get, reader, path), partial(get, desk, address_inside(moment, False, path))
        yield from compared(f"{name} as of T, {SCHEDULED} to come", 2, public, foreseen)
    for scope, page in (("page", lecture), ("below", lecture.get_parent().specific)):
        link = made(user, page, scope)
        found = in_turns({"link": lambda link=link: get(reader, link)})["link"]
        yield f"draft link, {scope}: {found[0]} queries (aim: 20), {found[1]:.0f} ms processor, {found[2]:.0f} ms wall"


PATHS = {"archive": "/sv/lectures/", "archive, a subject": "/sv/lectures/?subject=amne-3", "landing page": "/sv/2026/"}


def compared(name: str, aim: float, public, preview) -> Iterator[str]:
    found = in_turns({"public": public, "preview": preview})
    (queries, processor, wall), (_queries, public_processor, public_wall) = found["preview"], found["public"]
    yield f"{name}: {queries} queries, {processor:.0f} ms processor, {wall:.0f} ms wall"
    ratios = f"× {processor / public_processor:.2f} processor, × {wall / public_wall:.2f} wall"
    yield f"  to the public page, {public_processor:.0f} ms: {ratios} (aim: {aim})"


def fill_panel(client: Client, lecture) -> None:
    """Send the form as it stands, as the panel does before it asks for the preview."""
    from tests.bilingual.sending import opened

    setup_test_environment()  # else nothing is known of the form that was opened
    form = opened(client, lecture)
    teardown_test_environment()
    answer = client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[lecture.pk]), form).json()
    if not answer["is_valid"]:
        raise RuntimeError("The form of the lecture cannot be previewed.")


def schedule(moment) -> None:
    """Versions of some lectures that will be public at the moment."""
    from wagtail.models import Revision

    from lectures.models import LecturePage

    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    lectures = LecturePage.objects.filter(locale__language_code="sv", over_at__lt=timezone.now()).order_by("-over_at")
    for number, lecture in enumerate(lectures[:SCHEDULED]):
        lecture.title, lecture.go_live_at = f"Schemalagd {number}", moment
        lecture.save_revision(clean=False).publish()


def made(user, page, scope: str) -> str:
    """The address of a new link."""
    from uuid import uuid4

    from previews.models import DraftLink
    from previews.sharing import links

    link = DraftLink(page=page, scope=scope, expires_at=timezone.now() + timedelta(days=1))
    return reverse("draft_links:start", args=[links.make(link, user, uuid4())])
