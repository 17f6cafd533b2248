"""What stands around a preview."""

from django import template
from django.utils import timezone
from django.utils.translation import override

from home import clock
from previews.missing import missing
from previews.time_travel import moments

register = template.Library()

SHOWN_AT_ONCE = 5


@register.inclusion_tag("previews/missing.html", takes_context=True)
def preview_notes(context):
    """What an editor is told above a preview, in the editor's own language; nothing anywhere else, nor to others."""
    request = context.get("request")
    item = getattr(request, "previewed", None)
    if item is None or not getattr(request, "is_preview", False) or not _is_editor(getattr(request, "user", None)):
        return {}
    with override(request.editor_language):
        problems = missing(item)
        when = moments.say_moment(clock.now()) if clock.is_set() else ""
    return {
        "language": request.editor_language,
        "modes": request.modes_to_choose if getattr(request, "in_preview_panel", False) else [],
        "is_page": hasattr(item, "url_path"),
        "when": when,
        "is_past": clock.now() < timezone.now(),
        "state_is_gone": getattr(request, "preview_state_is_gone", False),
        "first": problems[:SHOWN_AT_ONCE],
        "rest": problems[SHOWN_AT_ONCE:],
    }


def _is_editor(user) -> bool:
    return bool(user and user.has_perm("wagtailadmin.access_admin"))
