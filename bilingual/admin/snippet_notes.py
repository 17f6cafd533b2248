"""What an editor of a snippet reads at a text in another language: what has changed in the original, who said what."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bilingual.admin.labels import language_name
from bilingual.admin.source_pane import confirmation, say_day
from bilingual.diff import word_changes
from bilingual.snippets import fingerprint

NOTHING = "-"  # stands in an address for the fingerprint of an empty text


def note_for(row, original, field: str) -> dict | None:
    """What there is to say at a text: that the original has changed, with the words, or who said that it is right."""
    agreed = row.memory.find("is_agreed", field)
    if agreed and agreed.is_outdated:
        text = _("The text in %(language)s was changed on %(day)s:") % {
            "language": language_name(original.language),
            "day": say_day(agreed.since),
        }
        changes = word_changes(agreed.source_text or "", getattr(original, field))
        return {"text": text, "changes": changes, "url": still_right_url(row, original, field)}
    return {"text": confirmation(agreed)} if agreed and agreed.confirmed_at else None


def still_right_url(row, original, field: str) -> str:
    """Where it is said that a text is still right, beside the wording of the original that is shown now."""
    seen = fingerprint(getattr(original, field)) or NOTHING
    return reverse("snippet_still_right", args=[row._meta.label_lower, row.pk, field, seen])
