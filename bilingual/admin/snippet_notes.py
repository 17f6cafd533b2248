"""What an editor of a snippet reads at a text in another language: what has changed in the original, who said what."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bilingual.admin.labels import language_name
from bilingual.admin.source_pane import names_of, say_day
from bilingual.diff import word_changes
from bilingual.snippets import fingerprint

NOTHING = "-"  # stands in an address for the fingerprint of an empty text


def people_in(rows) -> dict[int, str]:
    """The names of those who have said that a text of these rows is still right."""
    return names_of({entry["by"] for row in rows for entry in row.books.values() if "by" in entry})


def note_for(row, original, field: str, people: dict[int, str]) -> dict | None:
    """What there is to say at a text: that the original has changed, with the words, or who said that it is right."""
    entry = row.books.get(field, {})
    if "since" in entry:
        text = _("The text in %(language)s was changed on %(day)s:") % {
            "language": language_name(original.language),
            "day": say_day(entry["since"]),
        }
        changes = word_changes(entry["text"], getattr(original, field))
        return {"text": text, "changes": changes, "url": still_right_url(row, original, field)}
    if "by" in entry:
        text = _("%(name)s said on %(day)s that it is still right.") % {
            "name": people.get(entry["by"], _("Somebody")),
            "day": say_day(entry["at"]),
        }
        return {"text": text}
    return None


def still_right_url(row, original, field: str) -> str:
    """Where it is said that a text is still right, beside the wording of the original that is shown now."""
    seen = fingerprint(getattr(original, field)) or NOTHING
    return reverse("snippet_still_right", args=[row._meta.label_lower, row.pk, field, seen])
