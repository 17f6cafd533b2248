"""The groups of the staff: editors, translators and reviewers. What each may do is told in docs/editors.sv.md."""

from django.db import migrations

EDITORS, TRANSLATORS, REVIEWERS = "Redaktörer", "Översättare", "Granskare"
SNIPPETS = {"conference": ["contact", "organiser", "venue"], "lectures": ["speaker", "subject"]}
PAGE_PERMISSIONS = {
    EDITORS: ["add", "change", "publish", "lock", "unlock", "bulk_delete"],
    REVIEWERS: ["change", "publish"],
    TRANSLATORS: ["add", "change"],
}
FILE_PERMISSIONS = {EDITORS: ["add", "change", "delete", "choose"], REVIEWERS: ["choose"], TRANSLATORS: ["add", "choose"]}
SNIPPET_PERMISSIONS = {EDITORS: ["add", "change", "delete", "view"], REVIEWERS: ["view"], TRANSLATORS: ["change", "view"]}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    permission = permission_finder(apps)

    Group.objects.filter(name="Editors").delete()
    Group.objects.filter(name="Moderators").update(name=REVIEWERS)  # it keeps Wagtail's own approval task
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name="Granskning")
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").update(name="Granskning")

    root = Page.objects.get(depth=1)
    english = Page.objects.filter(depth=2, locale__language_code="en").first()
    collection = Collection.objects.get(depth=1)
    for name in (EDITORS, TRANSLATORS, REVIEWERS):
        group, _created = Group.objects.get_or_create(name=name)
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        for action in PAGE_PERMISSIONS[name]:
            GroupPagePermission.objects.create(
                group=group,
                page=english if name == TRANSLATORS else root,
                permission=permission("wagtailcore", "page", action),
            )
        for action in FILE_PERMISSIONS[name]:
            # Wagtail asks for the permissions of its own models, also where the site has models of its own.
            for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
                GroupCollectionPermission.objects.create(
                    group=group, collection=collection, permission=permission(app, model, action)
                )
        general = [permission("wagtailadmin", "admin", "access", "access_admin")]
        for app, models in SNIPPETS.items():
            general += [permission(app, model, action) for model in models for action in SNIPPET_PERMISSIONS[name]]
        if name != REVIEWERS:
            general.append(
                permission("simple_translation", "simpletranslation", "submit", "submit_translation")
            )
        if name == EDITORS:
            general += [permission("wagtailredirects", "redirect", action) for action in ("add", "change", "delete", "view")]
        group.permissions.set(general)


def permission_finder(apps):
    """A function that finds or makes a permission: most are made only after the last migration."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")

    def permission(app, model, action, codename=""):
        content_type, _created = ContentType.objects.get_or_create(app_label=app, model=model)
        codename = codename or f"{action}_{model}"
        found, _created = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
        )
        return found

    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("conference", "0001_initial"),
        ("lectures", "0001_initial"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtaildocs", "0014_alter_document_file_size"),  # its own permissions come first
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
