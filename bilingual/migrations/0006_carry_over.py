"""Carries what was kept in JSON, of pages and of snippets, over to the rows of the translation memory."""

from collections import defaultdict

from django.conf import settings
from django.db import migrations
from django.utils.dateparse import parse_datetime

# Rows with texts that languages share, by the name of the text.
RELATIONS = {"affiliation": "speakers", "title": "documents"}
TEXTS = [
    *(("conference", name) for name in ("contacttext", "organisertext", "venuetext")),
    *(("lectures", name) for name in ("speakertext", "subjecttext")),
]
AT_A_TIME = 200


class Rows(dict):
    """The rows of a translation, by key and pair of wordings."""

    def __init__(self, model, record, users):
        self.model, self.record, self.users = model, record, users

    def row(self, key, target, source):
        wording = self.model(translation=self.record, key=key, target=target, source=source)
        return self.setdefault((key, target, source), wording)

    def read(self):
        self.read_pairs()
        for key, target in self.record.draft.items():
            self.row(key, target, self.record.draft_from.get(key)).is_draft = True
        for key in self.record.draft_from.keys() - self.record.draft.keys():
            self.row(key, "", self.record.draft_from[key]).is_draft = True
        for key, target in self.record.copied.items():
            self.row(key, target, target).is_copied = True
        for key, target in self.record.same.items():
            self.row(key, target, target).is_same = True
        for row_key, texts in self.record.set_aside.items():
            for name, text in texts.items():
                self.row(f"{RELATIONS[name]}.{row_key}.{name}", "", None).set_aside = text
        self.read_marks()
        for (key, _target, source), row in self.items():
            row.source_text = self.record.sources.get(key, {}).get(source)
        return self.values()

    def read_pairs(self):
        for key, entry in self.record.agreed.items():
            row = self.row(key, entry["t"], entry["o"])
            row.is_agreed = True
            confirm(row, entry, self.users)
        for key, pairs in self.record.made_from.items():
            for number, (target, source) in enumerate(pairs, start=1):
                if target:
                    self.row(key, target, source).number = number

    def read_marks(self):
        marks = {key: (entry["kind"], entry["since"]) for key, entry in self.record.marks.items()}
        marks |= {key: ("behind", entry["since"]) for key, entry in self.record.ahead.items()}
        for key, (kind, since) in marks.items():
            rows = [row for (of, _target, _source), row in self.items() if of == key]
            agreed = next((row for row in rows if row.is_agreed), None)
            draft = next((row for row in rows if row.is_draft), None)
            row = agreed or draft or self.row(key, "", None)
            row.drift, row.since = kind, parse_datetime(since)


def confirm(row, entry, users):
    if entry.get("by"):
        row.confirmed_by_id = entry["by"] if entry["by"] in users else None
        row.confirmed_at = parse_datetime(entry["at"])


def users_of(apps) -> set:
    return set(apps.get_model(settings.AUTH_USER_MODEL).objects.values_list("pk", flat=True))


def carry_pages_over(apps, schema_editor):
    Wording = apps.get_model("bilingual", "Wording")
    users, found = users_of(apps), []
    for record in apps.get_model("bilingual", "Translation").objects.order_by("pk").iterator(AT_A_TIME):
        found += Rows(Wording, record, users).read()
        if len(found) > AT_A_TIME * AT_A_TIME:
            Wording.objects.bulk_create(found, batch_size=AT_A_TIME)
            found = []
    Wording.objects.bulk_create(found, batch_size=AT_A_TIME)


def carry_snippets_over(apps, schema_editor):
    Wording, ContentType = apps.get_model("bilingual", "Wording"), apps.get_model("contenttypes", "ContentType")
    users, found = users_of(apps), []
    for app, name in TEXTS:
        rows_of = defaultdict(list)
        for row in apps.get_model(app, name).objects.order_by("pk"):
            rows_of[row.thing_id].append(row)
        for rows in rows_of.values():
            original = next((row for row in rows if row.language == settings.LANGUAGE_CODE), rows[0])
            for row in rows:
                for field, entry in row.books.items():
                    content_type, _new = ContentType.objects.get_or_create(app_label=app, model=name)
                    wording = Wording(content_type=content_type, object_id=row.pk, key=field, is_agreed=True)
                    wording.target, wording.source, wording.source_text = entry["t"], entry["o"], entry["text"]
                    if "since" in entry:
                        wording.drift = "changed" if getattr(original, field).strip() else "removed"
                        wording.since = parse_datetime(entry["since"])
                    confirm(wording, entry, users)
                    found.append(wording)
    Wording.objects.bulk_create(found, batch_size=AT_A_TIME)


class Migration(migrations.Migration):
    dependencies = [
        ("bilingual", "0005_wordings"),
        ("conference", "0006_row_names"),
        ("lectures", "0005_row_names"),
    ]

    operations = [
        migrations.RunPython(carry_pages_over, migrations.RunPython.noop),
        migrations.RunPython(carry_snippets_over, migrations.RunPython.noop),
    ]
