"""Users to try the editing with, one in each group."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

PASSWORD = "trygghet-demo"  # noqa: S105 - known to all, and only where the command is told to
USERS = {"redaktor": "Redaktörer", "oversattare": "Översättare", "granskare": "Granskare"}


def make_users() -> list[tuple[str, str]]:
    """Make those that are missing; the name and group of each that was made."""
    users = get_user_model().objects
    made = [(name, group) for name, group in USERS.items() if not users.filter(username=name).exists()]
    for name, group in made:
        user = users.create_user(name, f"{name}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "sv"})
    return made
