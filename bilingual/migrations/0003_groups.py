"""Who may change facts: editors and reviewers. Translators change texts, and start pages as translations only."""

from django.db import migrations

MAY_CHANGE_FACTS = ["Redaktörer", "Granskare"]
TRANSLATORS = "Översättare"


def say_who_may_change_facts(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _created = ContentType.objects.get_or_create(app_label="bilingual", model="translation")
    permission, _created = Permission.objects.get_or_create(
        content_type=content_type, codename="change_facts", defaults={"name": "Can change facts"}
    )
    for group in Group.objects.filter(name__in=MAY_CHANGE_FACTS):
        group.permissions.add(permission)
    # A page that a translator added in Wagtail's own way would be an original, with facts.
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        group__name=TRANSLATORS, permission__codename="add_page"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("bilingual", "0002_families")]

    operations = [migrations.RunPython(say_who_may_change_facts, migrations.RunPython.noop)]
