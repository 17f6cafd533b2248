"""The two languages, and a start page for each in the place of Wagtail's welcome page."""

import uuid

from django.db import migrations

LANGUAGES = ("sv", "en")


def make_first_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")

    home_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    family = uuid.uuid4()
    homes = []
    for number, language in enumerate(LANGUAGES, start=1):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        homes.append(
            HomePage.objects.create(
                title="Trygghetskonferensen",
                draft_title="Trygghetskonferensen",
                slug=language,
                url_path=f"/{language}/",
                path=f"0001{number:04d}",
                depth=2,
                numchild=0,
                content_type=home_type,
                locale=locale,
                translation_key=family,
                live=True,
            )
        )
    Page.objects.filter(depth=1).update(numchild=len(homes))
    Site.objects.create(
        hostname="localhost", port=8000, site_name="Trygghetskonferensen", root_page_id=homes[0].pk, is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0040_page_draft_title"),
    ]

    operations = [migrations.RunPython(make_first_pages, migrations.RunPython.noop)]
