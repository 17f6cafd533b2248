"""Gives the rows that languages share their keys, twins the same one, and writes down which page is whose original."""

import uuid
from collections import defaultdict

from django.conf import settings
from django.db import migrations

# Of each relation: its model, its name on the page, and the column that tells which rows are twins.
RELATIONS = [
    ("conference", "EditionOrganiser", "organisers", "organiser"),
    ("conference", "EditionContact", "contacts", "contact"),
    ("lectures", "LectureSpeaker", "speakers", "speaker"),
    ("lectures", "LectureDocument", "documents", "document"),
]


def families_of(apps):
    """The pages of each family, the original first: the one in the site's first language, else the oldest."""
    Page = apps.get_model("wagtailcore", "Page")
    families = defaultdict(list)
    pages = Page.objects.filter(depth__gte=2, alias_of=None).select_related("locale").order_by("pk")
    for page in pages.only("pk", "translation_key", "locale__language_code"):
        families[page.translation_key].append(page)
    for pages in families.values():
        pages.sort(key=lambda page: (page.locale.language_code != settings.LANGUAGE_CODE, page.pk))
    return families


def give_keys(apps, schema_editor):
    families = families_of(apps)
    for app, model_name, _relation, thing in RELATIONS:
        model = apps.get_model(app, model_name)
        rows_of = defaultdict(list)
        for row in model.objects.order_by("page_id", "sort_order", "pk"):
            rows_of[row.page_id].append(row)
        for pages in families.values():
            twins = defaultdict(list)
            for row in rows_of.get(pages[0].pk, []):
                row.key = uuid.uuid4()
                twins[getattr(row, f"{thing}_id")].append(row.key)
            for page in pages[1:]:
                free = {name: list(keys) for name, keys in twins.items()}
                for row in rows_of.get(page.pk, []):
                    keys = free.get(getattr(row, f"{thing}_id"))
                    row.key = keys.pop(0) if keys else uuid.uuid4()
        model.objects.bulk_update([row for rows in rows_of.values() for row in rows], ["key"], batch_size=500)


def give_keys_to_versions(apps, schema_editor):
    Revision = apps.get_model("wagtailcore", "Revision")
    keys = {
        relation: {row.pk: str(row.key) for row in apps.get_model(app, model).objects.only("pk", "key")}
        for app, model, relation, _thing in RELATIONS
    }
    changed = []
    for revision in Revision.objects.filter(content_type__app_label__in=["conference", "lectures"]).iterator(500):
        rows = [(relation, row) for relation in keys for row in revision.content.get(relation) or []]
        for relation, row in rows:
            row["key"] = keys[relation].get(row.get("pk")) or str(uuid.uuid4())
        if rows:
            changed.append(revision)
    Revision.objects.bulk_update(changed, ["content"], batch_size=100)


def write_down_families(apps, schema_editor):
    Translation = apps.get_model("bilingual", "Translation")
    locales = list(apps.get_model("wagtailcore", "Locale").objects.values_list("pk", flat=True))
    records = []
    for original, *translations in families_of(apps).values():
        there = {page.locale_id: page.pk for page in translations}
        for locale in locales:
            if locale != original.locale_id:
                records.append(Translation(original_id=original.pk, locale_id=locale, page_id=there.get(locale)))
    Translation.objects.bulk_create(records, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [
        ("bilingual", "0001_initial"),
        ("conference", "0003_editioncontact_key_editionorganiser_key"),
        ("home", "0003_groups"),
        ("lectures", "0002_lecturedocument_key_lecturespeaker_key"),
    ]

    operations = [
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunPython(give_keys_to_versions, migrations.RunPython.noop),
        migrations.RunPython(write_down_families, migrations.RunPython.noop),
    ]
