"""Who may change facts: editors and reviewers; who may start translations: editors and translators.

The second is in the place of Wagtail's own permission, whose button starts without asking about parents and rights.
"""

from django.db import migrations

EDITORS, TRANSLATORS, REVIEWERS = "Redaktörer", "Översättare", "Granskare"
PERMISSIONS = {
    "change_facts": ("Can change facts", [EDITORS, REVIEWERS]),
    "start_translation": ("Can start translations", [EDITORS, TRANSLATORS]),
}


def say_who_may_what(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _created = ContentType.objects.get_or_create(app_label="bilingual", model="translation")
    for codename, (name, groups) in PERMISSIONS.items():
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        for group in Group.objects.filter(name__in=groups):
            group.permissions.add(permission)
    old = Permission.objects.filter(content_type__app_label="simple_translation", codename="submit_translation")
    for group in Group.objects.filter(permissions__in=old):
        group.permissions.add(permission)  # whoever could start translations still can
        group.permissions.remove(*old)
    # A page that a translator added in Wagtail's own way would be an original, with facts.
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        group__name=TRANSLATORS, permission__codename="add_page"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("bilingual", "0002_families")]

    operations = [migrations.RunPython(say_who_may_what, migrations.RunPython.noop)]
